#pragma once

#include "schema/type.hpp"

namespace ebbtide::schema {

/// Makes every Maybe member absent that `fields` does not name, as the `fields` parameter of many
/// methods asks for (top-protocol section 8). `object` is a described struct, or a list of them.
///
/// A name is known without regard to case and underscores: the platform asks for
/// `allowedOperations` and answers `allowed_operations`. `orders` keeps all of a struct or of the
/// structs of a list, `orders.oid` only that member of each. What leads to no field is passed over;
/// members that are not Maybe stay.
void KeepFields(const Type& type, void* object, const List<String>& fields);

}  // namespace ebbtide::schema
