#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schema/type.hpp"

namespace ebbtide::schema {

/// The application parameters of a call, ready to be signed and sent.
struct WrittenParameters {
  std::vector<std::pair<std::string, std::string>> texts;
  /// Name and content; the content is the request's own.
  std::vector<std::pair<std::string, std::string_view>> files;
};

/// Writes a request as `ReadParameters` reads it (top-protocol section 8): a struct and a list of
/// structs as JSON text, a list of basic values as a comma list, or as a JSON array where the
/// commas would be ambiguous, a byte[] as a file. What is absent or empty is left out.
WrittenParameters WriteParameters(const Type& type, const void* object);

}  // namespace ebbtide::schema
