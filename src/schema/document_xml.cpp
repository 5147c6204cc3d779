#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "base/text.hpp"
#include "schema/document.hpp"

namespace ebbtide::schema {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

void AppendUtf8(std::uint32_t code, std::string& out) {
  const auto byte = [&](std::uint32_t bits) { out += static_cast<char>(bits); };
  const auto tail = [&](unsigned shift) { byte(0x80U | ((code >> shift) & 0x3FU)); };
  if (code < 0x80) return byte(code);
  if (code < 0x800) {
    byte(0xC0U | (code >> 6U));
  } else {
    if (code < 0x10000) {
      byte(0xE0U | (code >> 12U));
    } else {
      byte(0xF0U | (code >> 18U));
      tail(12);
    }
    tail(6);
  }
  tail(0);
}

/// The character of `#10` or `#x1F600`; nothing where XML has no such character.
std::optional<std::uint32_t> NumberedCharacter(std::string_view name) {
  name.remove_prefix(1);
  const int base = name.starts_with('x') ? 16 : 10;
  if (base == 16) name.remove_prefix(1);
  std::uint32_t code = 0;
  const auto [end, problem] = std::from_chars(name.data(), name.data() + name.size(), code, base);
  if (problem != std::errc{} || end != name.data() + name.size()) return std::nullopt;
  const bool control = code < 0x20 && code != '\t' && code != '\n' && code != '\r';
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (control || surrogate || code > 0x10FFFF) return std::nullopt;
  return code;
}

/// Appends what `&name;` stands for; false when it stands for nothing.
bool AppendEntity(std::string_view name, std::string& out) {
  constexpr std::array<std::pair<std::string_view, char>, 5> kEntities{
      {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}}};
  for (const auto& [known, character] : kEntities) {
    if (name != known) continue;
    out += character;
    return true;
  }
  if (!name.starts_with('#')) return false;
  const auto code = NumberedCharacter(name);
  if (code) AppendUtf8(*code, out);
  return code.has_value();
}

class XmlParser {
 public:
  explicit XmlParser(std::string_view text) : text_(text) {}

  Result<Node> Document() {
    Take("\xEF\xBB\xBF");
    RETURN_IF_ERROR(SkipAround());
    Node root;
    if (!Take("<")) return Problem("has no root element");
    RETURN_IF_ERROR(Element(root, 1));
    RETURN_IF_ERROR(SkipAround());
    if (at_ != text_.size()) return Problem("goes on after its root element");
    return root;
  }

 private:
  [[nodiscard]] std::string_view Rest() const { return text_.substr(at_); }

  bool Take(std::string_view mark) {
    if (!Rest().starts_with(mark)) return false;
    at_ += mark.size();
    return true;
  }

  /// Up to `end`, which is taken too; nothing when it does not come.
  std::optional<std::string_view> TakeUntil(std::string_view end) {
    const auto size = Rest().find(end);
    if (size == std::string_view::npos) return std::nullopt;
    const auto taken = Rest().substr(0, size);
    at_ += size + end.size();
    return taken;
  }

  void SkipSpace() { at_ = std::min(text_.find_first_not_of(kSpace, at_), text_.size()); }

  [[nodiscard]] Error Problem(const std::string& what) const {
    return InvalidArgument("answer", "is no XML near byte " + std::to_string(at_) + ": it " + what);
  }

  /// Comments, the prolog and other instructions; `*skipped` says whether there was one here.
  Result<void> SkipAside(bool* skipped) {
    const bool comment = Take("<!--");
    *skipped = comment || Take("<?");
    if (*skipped && !TakeUntil(comment ? "-->" : "?>")) return Problem("ends in a comment");
    return {};
  }

  Result<void> SkipAround() {
    bool skipped = true;
    while (skipped) {
      SkipSpace();
      RETURN_IF_ERROR(SkipAside(&skipped));
    }
    return {};
  }

  /// What stands between an element's name and the end of its tag.
  Result<void> SkipAttributes() {
    while (at_ < text_.size() && !Rest().starts_with('>') && !Rest().starts_with("/>")) {
      const char c = text_[at_++];
      if (c == '<') return Problem("has a < inside a tag");
      if ((c == '"' || c == '\'') && !TakeUntil({&c, 1})) return Problem("ends in an attribute");
    }
    return {};
  }

  /// From behind its `<`.
  Result<void> Element(Node& node, std::size_t depth) {
    if (depth > kDocumentDepthMax) return Problem("nests too deep");
    const auto size = Rest().find_first_of(" \t\r\n/><&!?\"'=");
    if (size == 0 || size == std::string_view::npos) return Problem("has a tag without a name");
    node.name = Rest().substr(0, size);
    node.kind = Node::Kind::kText;
    at_ += size;
    RETURN_IF_ERROR(SkipAttributes());
    if (Take("/>")) return {};
    if (!Take(">")) return Problem("ends inside the tag " + node.name);
    return Content(node, depth);
  }

  Result<void> Content(Node& node, std::size_t depth) {
    while (!Take("</")) {
      bool aside = false;
      RETURN_IF_ERROR(SkipAside(&aside));
      if (aside) continue;
      if (Take("<![CDATA[")) {
        const auto data = TakeUntil("]]>");
        if (!data) return Problem("ends inside CDATA");
        node.text.append(*data);
      } else if (Take("<")) {
        node.kind = Node::Kind::kObject;
        RETURN_IF_ERROR(Element(node.children.emplace_back(), depth + 1));
      } else {
        RETURN_IF_ERROR(Text(node));
      }
    }
    if (!Take(node.name)) return Problem("does not close " + node.name);
    SkipSpace();
    if (!Take(">")) return Problem("does not close " + node.name);
    if (node.kind != Node::Kind::kObject) return {};
    if (!Trim(node.text).empty()) return Problem("mixes text and elements in " + node.name);
    node.text.clear();
    return {};
  }

  /// Up to the next tag.
  Result<void> Text(Node& node) {
    const auto size = Rest().find_first_of("<&");
    if (size == std::string_view::npos) return Problem("ends inside " + node.name);
    node.text.append(Rest().substr(0, size));
    at_ += size;
    if (!Take("&")) return {};
    const auto name = TakeUntil(";");
    if (!name || !AppendEntity(*name, node.text)) return Problem("has an unknown entity");
    return {};
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

Result<Node> ParseXml(std::string_view text) {
  if (!IsUtf8(text)) return InvalidArgument("answer", "is not UTF-8");
  return XmlParser(text).Document();
}

}  // namespace ebbtide::schema
