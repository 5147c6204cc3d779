#include "contract/openmall/refund_modify.hpp"

#include "service/move.hpp"
#include "service/openmall/methods.hpp"
#include "service/openmall/purchase.hpp"
#include "service/openmall/wish.hpp"

namespace ebbtide::service::openmall_refund_modify {
namespace {

namespace wire = contract::openmall_refund_modify;
using openmall::Wish;

constexpr auto kEvent = refund::Event::kModify;
constexpr auto kActor = refund::Actor::kBuyer;

/// What the wish takes where the refund takes nothing any more: it is checked like a new one.
Result<refund::Claimed> TakenAnew(const Wish& wish, const refund::Refund& refund,
                                  const Context& context) {
  auto& orders = context.store.orders();
  auto order = orders.Find(store::Scope::Platform(), refund.order).value();
  auto line = orders.FindLine(refund.order, refund.line).value();
  const auto facts = refund::FactsOf(refund, refund::IsShipped(order, line));
  RETURN_IF_ERROR(refund::FindTransition(refund.state, kEvent, kActor, facts));
  order.refunded -= refund::TotalOf(refund);
  order.refunded_post_fee -= refund.post_fee;
  line.refunded -= refund.amount;
  line.refunded_quantity -= refund.quantity;
  return openmall::TakenBy(wish, order, line);
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  ASSIGN_OR_RETURN(const auto refund,
                   openmall::FindOwnRefund(request.distributor, request.refund_id, context));
  const auto wish = openmall::WishOf(request);
  ASSIGN_OR_RETURN(const auto claimed, TakenAnew(wish, refund, context));
  const auto change = [&](refund::Refund& changed) {
    changed.claim = wish.claim;
    changed.goods = wish.goods;
    changed.reason = wish.reason;
    changed.buyer_message = wish.message;
    changed.amount = claimed.amount;
    changed.post_fee = claimed.post_fee;
    changed.quantity = claimed.quantity;
  };
  const std::string before = "before: " + std::to_string(refund::TotalOf(refund).value) + " fen, " +
                             ToText(refund.quantity) + " pieces";
  RETURN_IF_ERROR(Move(
      refund, {.event = kEvent, .actor = kActor, .detail = before, .change = change}, context));
  return wire::Response{.result = true};
}

}  // namespace ebbtide::service::openmall_refund_modify
