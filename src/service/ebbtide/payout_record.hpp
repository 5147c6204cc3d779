#pragma once

#include <cstdint>

#include "base/result.hpp"
#include "service/context.hpp"

/// What the methods that change a payout have in common.
namespace ebbtide::service {

/// A payout with the refund that it pays, as just read.
struct PayoutRecord {
  refund::Refund refund;
  store::Payout payout;
};

/// Refused where there is no such refund, or no payment of it outside.
Result<PayoutRecord> FindPayout(std::int64_t refund_id, const Context& context);

/// Writes `after` where `before` still stands.
Result<void> SavePayout(store::Payout after, const store::Payout& before, const Context& context);

}  // namespace ebbtide::service
