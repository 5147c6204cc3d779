#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ebbtide {

/// `" a, b,,c "` gives a, b and c: spaces around an entry and empty entries are dropped, as TOP's
/// comma lists are written by hand. The views point into `text`.
std::vector<std::string_view> SplitCommaList(std::string_view text);

/// ASCII letters only, whatever the locale: names on the wire have no others.
std::string ToLower(std::string_view text);

/// Whether two texts are the same but for the case of ASCII letters.
bool EqualIgnoringCase(std::string_view a, std::string_view b);

/// Without white space at both ends.
std::string_view Trim(std::string_view text);

/// A whole decimal 64-bit integer and nothing else around it.
std::optional<std::int64_t> ParseInteger(std::string_view text);

/// 0 to 15, in either case; -1 of what is no hex digit.
constexpr int HexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// No overlong form, no surrogate, nothing above U+10FFFF, nothing cut off.
bool IsUtf8(std::string_view text);

/// How many code points a text has that is UTF-8.
std::size_t CountCharacters(std::string_view text);

}  // namespace ebbtide
