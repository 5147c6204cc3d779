#pragma once

#include "schema/type.hpp"

namespace ebbtide::schema {

/// Fills `object`, a default-made struct of `type`, with the examples of its description: each
/// list gets one item, fields without an example stay absent. Reference pages and golden tests
/// show what comes of it. Throws `std::logic_error` at an example that is not of its field's type.
void FillExample(const Type& type, void* object);

}  // namespace ebbtide::schema
