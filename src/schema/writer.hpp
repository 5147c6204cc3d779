#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "schema/type.hpp"

namespace ebbtide::schema {

/// How lists look in JSON.
enum class JsonLists : std::uint8_t {
  kTagged,  ///< `{"refund":[…]}`, and `{}` for an empty list (top-protocol 6.3)
  kPlain,   ///< `[…]`: answers to `simplify=true`, and everything in requests
};

/// Appends `{…}`: compact, raw UTF-8, absent members left out, never a null
/// (top-protocol 6.3, 6.6). `object` is a value of `type`. Both writers throw `std::logic_error` at
/// a byte[] that is present: there is no such thing in an answer.
void WriteJson(const Type& type, const void* object, JsonLists lists, std::string& out);

/// Appends the members of `object`, a struct of `type`, as elements without white space between
/// them; the caller writes the root around it (top-protocol 6.2).
void WriteXml(const Type& type, const void* object, std::string& out);

/// Appends `text` as a JSON string with its quotes. Control characters other than tab, line feed
/// and carriage return are dropped: their `\u00XX` form breaks the official Java reader.
void WriteJsonString(std::string_view text, std::string& out);

/// Appends `text` with `& < > "` escaped and what XML 1.0 forbids dropped.
void WriteXmlText(std::string_view text, std::string& out);

}  // namespace ebbtide::schema
