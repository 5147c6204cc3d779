#pragma once

#include "base/result.hpp"
#include "refund/guard.hpp"
#include "refund/refund.hpp"
#include "service/context.hpp"

namespace ebbtide::service {

/// What every channel's application has in common.
struct Application {
  refund::OrderLine line;  ///< as just read
  refund::Claim claim = refund::Claim::kRefundOnly;
  refund::Claimed claimed;
  refund::GoodsStatus goods = refund::GoodsStatus::kUnknown;
  std::string reason;
  std::string buyer_message;
  refund::BatchId batch;
  std::string out_refund_id;
};

/// Applies for a refund of one line of `order`, as just read, on the buyer's behalf: reserves money
/// and pieces by the guards, divides the money over the channels that it was paid through, writes
/// refund, shares and event. Only in a write transaction; after an error all that the caller wrote
/// in it must be taken back too.
Result<refund::Refund> Apply(const refund::Order& order, const Application& application,
                             const Context& context);

}  // namespace ebbtide::service
