#pragma once

#include <cstdint>
#include <vector>

#include "base/result.hpp"
#include "service/context.hpp"

namespace ebbtide::service {

/// What a caller is told of a trade that does not exist, or that they may not see.
Error NoSuchTrade(std::int64_t tid);

/// The caller's order, or `isv.trade-not-exist`, in the same words for a foreign one.
Result<refund::Order> FindOwnOrder(std::int64_t tid, const Context& context);

/// The lines of `order`, as just read, that are still to be sent: not on their way, and not given
/// back whole, with all their pieces and money.
std::vector<refund::OrderLine> LinesToShip(const refund::Order& order, const Context& context);

/// The buyer has what was shipped: `order`, as just read, is finished. One that is finished already
/// stays as it is. Only in a write transaction.
Result<void> ConfirmReceipt(refund::Order order, const Context& context);

}  // namespace ebbtide::service
