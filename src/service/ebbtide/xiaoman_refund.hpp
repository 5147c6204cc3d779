#pragma once

#include <string>

#include "base/result.hpp"
#include "refund/refund.hpp"
#include "service/context.hpp"

namespace ebbtide::service {

/// The refund of that customer's under its application number, or, where any of that is not so,
/// `isv.refund-not-exist:refund_apply_no`.
Result<refund::Refund> FindXiaomanRefund(const std::string& global_id,
                                         const std::string& refund_apply_no,
                                         const Context& context);

}  // namespace ebbtide::service
