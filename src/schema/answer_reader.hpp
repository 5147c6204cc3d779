#pragma once

#include "base/result.hpp"
#include "schema/document.hpp"
#include "schema/type.hpp"

namespace ebbtide::schema {

/// Fills `object`, a default-made struct of `type`, from an answer's content: what stands inside
/// the root, of JSON and of XML alike. Takes all that servers do (top-protocol 6, checklist of
/// clients): lists wrapped in their item's tag, plain, `{}` or absent; numbers as strings and
/// strings as numbers; null and an empty number, boolean or date as absent; unknown members are
/// passed over. The rules of the description are the server's matter and are not checked.
///
/// The error names the place: `result.orders[1].refund_fee must be a whole 64-bit number`.
Result<void> FillAnswer(const Type& type, const Node& content, void* object);

}  // namespace ebbtide::schema
