#include "schema/form.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace ebbtide::schema {
namespace {

int HexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// Appends the decoded text to `out`; false at a `%` without two hex digits.
bool DecodeInto(std::string_view encoded, std::string& out) {
  std::size_t plain_begin = 0;
  for (std::size_t i = 0; i < encoded.size(); ++i) {
    const char c = encoded[i];
    if (c != '+' && c != '%') continue;
    out.append(encoded.substr(plain_begin, i - plain_begin));
    if (c == '+') {
      out += ' ';
    } else {
      if (i + 2 >= encoded.size()) return false;
      const int high = HexValue(encoded[i + 1]);
      const int low = HexValue(encoded[i + 2]);
      if (high < 0 || low < 0) return false;
      out += static_cast<char>(high * 16 + low);
      i += 2;
    }
    plain_begin = i + 1;
  }
  out.append(encoded.substr(plain_begin));
  return true;
}

}  // namespace

Result<void> Parameters::AddUrlEncoded(std::string_view encoded) {
  // Decoded text is never longer than its source, so the views stay where they are.
  std::string& text = texts_.emplace_back();
  text.reserve(encoded.size());
  while (!encoded.empty()) {
    const auto end = encoded.find('&');
    const auto part = encoded.substr(0, end);
    encoded.remove_prefix(end == std::string_view::npos ? encoded.size() : end + 1);
    if (part.empty()) continue;

    const auto equals = part.find('=');
    const auto name_begin = text.size();
    bool decoded = DecodeInto(part.substr(0, equals), text);
    const auto value_begin = text.size();
    if (equals != std::string_view::npos) decoded &= DecodeInto(part.substr(equals + 1), text);
    if (!decoded) {
      return InvalidArgument("",
                             "a % in the parameters is not followed by two hex digits; "
                             "url-encode names and values");
    }
    const std::string_view all(text);
    RETURN_IF_ERROR(
        Insert(all.substr(name_begin, value_begin - name_begin), all.substr(value_begin)));
  }
  return {};
}

Result<void> Parameters::Add(std::string_view name, std::string_view value) {
  const std::string_view stored_name = texts_.emplace_back(name);
  return Insert(stored_name, texts_.emplace_back(value));
}

Result<void> Parameters::Insert(std::string_view name, std::string_view value) {
  if (!IsUtf8(name) || !IsUtf8(value)) {
    return InvalidArgument("", "a parameter is not UTF-8; encode text as UTF-8 before signing");
  }
  const auto place = std::ranges::lower_bound(sorted_, name, {}, &Parameter::name);
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
  const auto place = std::ranges::lower_bound(sorted_, name, {}, &Parameter::name);
  if (place == sorted_.end() || place->name != name) return std::nullopt;
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
