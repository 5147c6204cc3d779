#pragma once

#include <string_view>

#include "base/result.hpp"
#include "gateway/gateway.hpp"
#include "schema/form.hpp"

namespace ebbtide::gateway {

/// Adds the call's parameters, those of the query and then those of the body: a name that comes in
/// both has the body's value. Gives the body where it is signed as it is, a JSON or XML document
/// (top-protocol section 3); no method reads one. The error is what is wrong with either; what
/// could be read has been added then.
Result<std::string_view> ReadRequest(const Call& call, schema::Parameters& parameters);

}  // namespace ebbtide::gateway
