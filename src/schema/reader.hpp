#pragma once

#include <string_view>

#include "base/result.hpp"
#include "schema/form.hpp"
#include "schema/type.hpp"

namespace ebbtide::schema {

/// How deep a JSON parameter may nest.
inline constexpr std::size_t kJsonDepthMax = 32;

/// Reads the application parameters of a call into `object`, a default-made struct of `type`.
///
/// One parameter per field: a struct and a list of structs travel as JSON text, a list of basic
/// values as a comma list or a JSON array (top-protocol section 8). What SDKs differ in is settled
/// here once: null, a missing name and an empty text all mean absent; `"123"` is a Number, 123 is
/// a String, `True` is a Boolean; unknown names are passed over. A byte[] is a file part, and an
/// empty file means absent. No text may hold U+0000.
///
/// The first broken rule is the error: 40 for a required field that is absent, 41 for everything
/// else, under the top-level parameter's name; `sub_msg` gives the path of the exact place.
Result<void> ReadParameters(const Type& type, const Parameters& parameters, void* object);

/// Reads one JSON document by the same rules. Errors name `name` as the parameter.
Result<void> ReadJson(const Type& type, std::string_view json, std::string_view name, void* object);

}  // namespace ebbtide::schema
