#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "refund/reasons.hpp"
#include "service/context.hpp"

/// What the methods by which a seller answers a refund have in common.
namespace ebbtide::service {

/// The caller's refund, or `isv.refund-not-exist:refund_id`; 41 when it is in another phase than
/// the call says.
Result<refund::Refund> FindInPhase(std::int64_t id, const std::optional<std::string>& phase,
                                   const Context& context);

/// The reason that the seller refuses with; nullptr where the call names none, 41 where there is no
/// such reason.
Result<const refund::RefuseReason*> FindNamedReason(std::optional<std::int64_t> id);

}  // namespace ebbtide::service
