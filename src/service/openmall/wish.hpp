#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "refund/guard.hpp"
#include "refund/refund.hpp"

namespace ebbtide::service::openmall {

refund::Claim ClaimOf(std::string_view refund_type);
refund::GoodsStatus GoodsOf(std::string_view goods_status);

/// What a distributor asks for, in an application as in a change of one.
struct Wish {
  refund::Claim claim = refund::Claim::kRefundOnly;
  refund::GoodsStatus goods = refund::GoodsStatus::kUnknown;
  std::string reason;
  std::string message;
  Fen total;  ///< with postage
};

template <class Request>
Wish WishOf(const Request& request) {
  return {.claim = ClaimOf(request.refund_type),
          .goods = GoodsOf(request.goods_status),
          .reason = request.refund_reason,
          .message = request.refund_desc,
          .total = {request.refund_fee}};
}

/// What the wish takes of the line and of the order's postage: the line's money first, then, where
/// the reason allows it, postage. Refused where it contradicts what became of the goods, and where
/// less is left.
Result<refund::Claimed> TakenBy(const Wish& wish, const refund::Order& order,
                                const refund::OrderLine& line);

}  // namespace ebbtide::service::openmall
