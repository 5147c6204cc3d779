#include "service/openmall/wish.hpp"

#include <algorithm>

#include "refund/reasons.hpp"

namespace ebbtide::service::openmall {
namespace {

using refund::GoodsStatus;

Result<void> CheckGoods(const Wish& wish, bool shipped, const std::string& which) {
  if (shipped && wish.goods == GoodsStatus::kUnshipped) {
    return Refused("isv.invalid-parameter:goods_status",
                   which + " is shipped; say whether the goods were received");
  }
  if (!shipped && wish.claim == refund::Claim::kReturnAndRefund) {
    return Refused("isv.invalid-parameter:refund_type",
                   which + " is not shipped, so there is nothing to return; use refund");
  }
  return {};
}

Error Exceeded(const Wish& wish, Fen left, const std::string& which) {
  const bool without_postage = refund::IsWithoutReason(wish.reason);
  return Refused("isv.refund-fee-exceeded",
                 which + ": asks for " + std::to_string(wish.total.value) + " fen where " +
                     std::to_string(left.value) + " are left to refund, " +
                     (without_postage ? "postage excluded" : "postage included"));
}

}  // namespace

refund::Claim ClaimOf(std::string_view refund_type) {
  return refund_type == "return_and_refund" ? refund::Claim::kReturnAndRefund
                                            : refund::Claim::kRefundOnly;
}

GoodsStatus GoodsOf(std::string_view goods_status) {
  if (goods_status == "UNSHIPPED") return GoodsStatus::kUnshipped;
  return goods_status == "BUYER_RECEIVED" ? GoodsStatus::kReceived : GoodsStatus::kNotReceived;
}

Result<refund::Claimed> TakenBy(const Wish& wish, const refund::Order& order,
                                const refund::OrderLine& line) {
  const std::string which = "sub-order " + std::to_string(line.id.value);
  RETURN_IF_ERROR(CheckGoods(wish, refund::IsShipped(order, line), which));
  const auto left = refund::LeftOf(line);
  const bool with_postage = !refund::IsWithoutReason(wish.reason);
  const Fen most = left.amount + (with_postage ? order.post_fee - order.refunded_post_fee : Fen{});
  const bool is_nothing =
      wish.total == Fen{} && left.amount == Fen{} && left.quantity == Quantity{};
  if (wish.total > most || is_nothing) return Exceeded(wish, most, which);

  const Fen amount = std::min(wish.total, left.amount);
  return refund::Claimed{.quantity = refund::PiecesFor(line, amount),
                         .amount = amount,
                         .post_fee = wish.total - amount};
}

}  // namespace ebbtide::service::openmall
