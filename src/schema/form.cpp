#include "schema/form.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <utility>

#include "base/text.hpp"

namespace ebbtide::schema {
namespace {

/// What most methods' calls have is fewer.
constexpr std::size_t kTypicalCount = 16;

/// The bytes that stand for themselves wherever they are, and are ASCII.
constexpr auto kPlain = [] {
  std::array<bool, 256> plain{};
  for (std::size_t byte = 0; byte < 0x80; ++byte) plain[byte] = true;
  for (const char c : {'+', '%', '&', '='}) plain[static_cast<unsigned char>(c)] = false;
  return plain;
}();

using Word = std::uint64_t;
constexpr std::ptrdiff_t kWordBytes = sizeof(Word);

/// In every byte of a word.
constexpr Word Everywhere(unsigned char byte) { return Word{0x0101010101010101} * byte; }

/// Copies a word, and gives how many bytes at its front stand for themselves; maybe fewer.
std::size_t CopyPlain(const char* in, char* out) {
  Word word = 0;
  std::memcpy(&word, in, sizeof word);
  std::memcpy(out, &word, sizeof word);
  // A borrow can only mark bytes behind the first that is below `,` or is `=`.
  const Word equals = word ^ Everywhere('=');
  const Word below = (word - Everywhere(',')) & ~word;
  const Word zero = (equals - Everywhere(1)) & ~equals;
  const Word marks = (below | zero | word) & Everywhere(0x80);
  if (marks == 0) return sizeof word;
  if constexpr (std::endian::native != std::endian::little) return 0;
  return static_cast<std::size_t>(std::countr_zero(marks)) / 8;
}

/// Takes an urlencoded text apart and decodes it in one pass.
class FormReader {
 public:
  /// Decoded text goes to `out`, where there must be room for as much as is encoded.
  FormReader(std::string_view encoded, char* out)
      : in_(encoded.data()), end_(in_ + encoded.size()), out_(out) {}

  [[nodiscard]] bool AtEnd() const { return in_ == end_; }
  /// Whether everything so far is ASCII, and so UTF-8.
  [[nodiscard]] bool IsAscii() const { return ascii_; }

  bool Skip(char c) {
    const bool there = in_ != end_ && *in_ == c;
    if (there) ++in_;
    return there;
  }

  /// Decodes what stands before the next `stop` or `&`; nothing at a `%` without two hex digits.
  std::optional<std::string_view> ReadUntil(char stop) {
    const char* in = in_;
    char* out = out_;
    for (; in != end_; ++in) {
      for (std::size_t plain = sizeof(Word); plain == sizeof(Word) && end_ - in >= kWordBytes;) {
        plain = CopyPlain(in, out);
        in += plain;
        out += plain;
      }
      if (in == end_) break;
      const char c = *in;
      if (kPlain[static_cast<unsigned char>(c)]) {
        *out++ = c;
        continue;
      }
      if (c == '&' || c == stop) break;
      char decoded = c == '+' ? ' ' : c;
      if (c == '%') {
        if (end_ - in < 3) return std::nullopt;
        const int high = HexValue(in[1]);
        const int low = HexValue(in[2]);
        if (high < 0 || low < 0) return std::nullopt;
        decoded = static_cast<char>(high * 16 + low);
        in += 2;
      }
      ascii_ = ascii_ && static_cast<unsigned char>(decoded) < 0x80;
      *out++ = decoded;
    }
    in_ = in;
    const auto size = static_cast<std::size_t>(out - out_);
    return std::string_view(std::exchange(out_, out), size);
  }

 private:
  const char* in_;
  const char* end_;
  char* out_;
  bool ascii_ = true;
};

/// The order of names, of which most differ in their first byte.
bool ComesBefore(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty() || a.front() == b.front()) return a < b;
  return static_cast<unsigned char>(a.front()) < static_cast<unsigned char>(b.front());
}

Error NoUtf8() {
  return InvalidArgument("", "a parameter is not UTF-8; encode text as UTF-8 before signing");
}

}  // namespace

Parameters Parameters::Over(const Parameters& common) {
  Parameters parameters;
  parameters.sorted_.reserve(std::max(common.sorted_.size() * 2, kTypicalCount));
  parameters.sorted_ = common.sorted_;
  return parameters;
}

char* Parameters::Room(std::size_t size) {
  return texts_.emplace_back(std::make_unique_for_overwrite<char[]>(size)).get();
}

std::string_view Parameters::Keep(std::string_view text) {
  char* const kept = Room(text.size());
  std::ranges::copy(text, kept);
  return {kept, text.size()};
}

Result<void> Parameters::AddUrlEncoded(std::string_view encoded) {
  if (encoded.empty()) return {};
  FormReader reader(encoded, Room(encoded.size()));
  while (!reader.AtEnd()) {
    if (reader.Skip('&')) continue;
    const auto name = reader.ReadUntil('=');
    const bool has_value = name && reader.Skip('=');
    const auto value = has_value ? reader.ReadUntil('&') : std::string_view{};
    if (!name || !value) {
      return InvalidArgument("",
                             "a % in the parameters is not followed by two hex digits; "
                             "url-encode names and values");
    }
    if (!reader.IsAscii() && !(IsUtf8(*name) && IsUtf8(*value))) return NoUtf8();
    RETURN_IF_ERROR(Insert(*name, *value));
  }
  return {};
}

Result<void> Parameters::Add(std::string_view name, std::string_view value) {
  if (!IsUtf8(name) || !IsUtf8(value)) return NoUtf8();
  const auto kept_name = Keep(name);
  return Insert(kept_name, Keep(value));
}

Result<void> Parameters::Insert(std::string_view name, std::string_view value) {
  if (sorted_.capacity() == 0) sorted_.reserve(kTypicalCount);
  const auto place = std::ranges::lower_bound(sorted_, name, ComesBefore, &Parameter::name);
  if (place != sorted_.end() && place->name == name) {
    place->value = value;
    return {};
  }
  if (sorted_.size() == kCountMax) {
    return InvalidArgument(
        "", "more than " + std::to_string(kCountMax) + " parameters; send fewer in one call");
  }
  sorted_.insert(place, {name, value});
  return {};
}

std::optional<std::string_view> Parameters::Find(std::string_view name) const {
  const auto place = std::ranges::find(sorted_, name, &Parameter::name);
  if (place == sorted_.end()) return std::nullopt;
  return place->value;
}

std::string UrlEncode(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (letter || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~') {
      encoded += c;
    } else {
      encoded.append(1, '%').append(1, kDigits[byte >> 4U]).append(1, kDigits[byte & 0xFU]);
    }
  }
  return encoded;
}

}  // namespace ebbtide::schema
