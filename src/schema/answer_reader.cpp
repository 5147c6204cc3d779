#include "schema/answer_reader.hpp"

#include <string>

#include "base/text.hpp"

namespace ebbtide::schema {
namespace {

bool IsBlankText(const Node& node) {
  return node.kind == Node::Kind::kText && Trim(node.text).empty();
}

/// An empty String is a String; of the other basic types, nothing is left when the text is empty.
bool IsAbsent(const Type& type, const Node& node) {
  const bool needs_text =
      type.kind == Kind::kNumber || type.kind == Kind::kBoolean || type.kind == Kind::kDate;
  return node.kind == Node::Kind::kNull || (needs_text && IsBlankText(node));
}

class Filler {
 public:
  Result<void> Members(const Type& type, const Node& node, void* object) {
    if (IsBlankText(node)) return {};  // <result></result>: an object without members
    if (node.kind != Node::Kind::kObject) return Problem("must be an object");
    const std::size_t outer = path_.size();
    for (const auto& field : type.fields) {
      const Node* const member = node.Find(field.name);
      if (member == nullptr || IsAbsent(*field.type, *member)) continue;
      path_.append(path_.empty() ? "" : ".").append(field.name);
      RETURN_IF_ERROR(Value(*field.type, *member, field.emplace(object)));
      path_.resize(outer);
    }
    return {};
  }

 private:
  Result<void> Value(const Type& type, const Node& node, void* slot) {
    if (type.kind == Kind::kObject) return Members(type, node, slot);
    if (type.kind == Kind::kList) return Items(type, node, slot);
    if (node.kind != Node::Kind::kText) return Problem("must be a single value");
    return Basic(type.kind, node.text, slot);
  }

  Result<void> Basic(Kind kind, const std::string& text, void* slot) {
    if (kind == Kind::kString) {
      *static_cast<String*>(slot) = text;
      return {};
    }
    const auto trimmed = Trim(text);
    if (kind == Kind::kNumber) {
      const auto number = ParseInteger(trimmed);
      if (!number) return Problem("must be a whole 64-bit number");
      *static_cast<Number*>(slot) = *number;
      return {};
    }
    if (kind == Kind::kDate) {
      const auto moment = ParseWireTime(trimmed);
      if (!moment) return Problem("must be a time such as 2024-02-19 13:05:58");
      *static_cast<Date*>(slot) = *moment;
      return {};
    }
    const bool yes = trimmed == "true" || trimmed == "True";
    if (kind != Kind::kBoolean || (!yes && trimmed != "false" && trimmed != "False")) {
      return Problem("must be true or false");
    }
    *static_cast<Boolean*>(slot) = yes;
    return {};
  }

  /// `[…]` is plain; `{"tag":[…]}` and `<tag>…</tag><tag>…</tag>` are wrapped.
  Result<void> Items(const Type& list, const Node& node, void* slot) {
    if (IsBlankText(node)) return {};
    if (node.kind == Node::Kind::kArray) return EachOf(node, list, slot);
    if (node.kind != Node::Kind::kObject) return Problem("must be a list");
    for (const auto& child : node.children) {
      if (child.kind == Node::Kind::kArray) {
        RETURN_IF_ERROR(EachOf(child, list, slot));
        continue;
      }
      if (child.name != list.item->tag && child.kind != Node::Kind::kText) {
        return Problem("must be a list of " + std::string(list.item->tag));
      }
      RETURN_IF_ERROR(Item(child, list, slot));
    }
    return {};
  }

  Result<void> EachOf(const Node& array, const Type& list, void* slot) {
    for (const auto& item : array.children) RETURN_IF_ERROR(Item(item, list, slot));
    return {};
  }

  Result<void> Item(const Node& item, const Type& list, void* slot) {
    if (IsAbsent(*list.item, item)) return {};
    const std::size_t outer = path_.size();
    path_.append("[").append(std::to_string(list.size(slot))).append("]");
    RETURN_IF_ERROR(Value(*list.item, item, list.append(slot)));
    path_.resize(outer);
    return {};
  }

  [[nodiscard]] Error Problem(const std::string& what) const {
    return InvalidArgument("answer", (path_.empty() ? "the content" : path_) + " " + what);
  }

  std::string path_;
};

}  // namespace

Result<void> FillAnswer(const Type& type, const Node& content, void* object) {
  return Filler().Members(type, content, object);
}

}  // namespace ebbtide::schema
