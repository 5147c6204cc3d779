#pragma once

#include "base/result.hpp"
#include "refund/guard.hpp"
#include "refund/refund.hpp"
#include "service/context.hpp"

/// What a refund holds of its line, its order and its payments. Only in a write transaction; after
/// an error all that the caller wrote in it must be taken back too.
namespace ebbtide::service {

/// Takes hold of `claimed` of `line`, as just read, by the guards, and divides it over the channels
/// that the order was paid through: writes the shares of refund `id`.
Result<void> Hold(const refund::Order& order, const refund::OrderLine& line,
                  const refund::Claimed& claimed, refund::RefundId id, const Context& context);

/// Lets go of all that `refund`, of `order`, holds.
void LetGo(const refund::Refund& refund, const refund::Order& order, const Context& context);

inline refund::Claimed ClaimedBy(const refund::Refund& refund) {
  return {.quantity = refund.quantity, .amount = refund.amount, .post_fee = refund.post_fee};
}

}  // namespace ebbtide::service
