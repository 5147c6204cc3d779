#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace ebbtide::schema {

/// How deep a document may nest.
inline constexpr std::size_t kDocumentDepthMax = 64;

/// A JSON or XML document as a tree. For those who read answers, which come in too many forms to be
/// read straight into a struct; requests are (reader.hpp).
struct Node {
  /// JSON has all of them. An XML element is an object when it has elements, otherwise a text.
  enum class Kind : std::uint8_t { kNull, kText, kObject, kArray };

  Kind kind = Kind::kNull;
  std::string name;  ///< of a JSON member or an XML element; "" where it has none
  std::string text;  ///< a string, or a number or boolean as it is written
  std::vector<Node> children;

  /// The first child of that name, or nullptr.
  [[nodiscard]] const Node* Find(std::string_view child) const;
};

/// Any JSON document. The error says what is wrong with it, and where.
Result<Node> ParseJson(std::string_view text);

/// An XML document as TOP writes them: prolog, comments, CDATA, the five entities of XML and
/// numbered characters; attributes are passed over. Anything with a DOCTYPE is refused, so nothing
/// expands. Line ends stay as they are.
Result<Node> ParseXml(std::string_view text);

}  // namespace ebbtide::schema
