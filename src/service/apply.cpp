#include "service/apply.hpp"

#include "refund/life_cycle.hpp"
#include "service/money.hpp"
#include "service/move.hpp"

namespace ebbtide::service {
namespace {

refund::Refund NewRefund(const refund::Order& order, const Application& application,
                         const Context& context) {
  refund::Refund made;
  made.id = {context.store.NextId()};
  made.order = order.id;
  made.line = application.line.id;
  made.seller = order.seller;
  made.buyer = order.buyer;
  made.channel = order.channel;
  made.claim = application.claim;
  made.phase = refund::PhaseOf(order.state);
  made.amount = application.claimed.amount;
  made.post_fee = application.claimed.post_fee;
  made.quantity = application.claimed.quantity;
  made.goods = application.goods;
  made.reason = application.reason;
  made.buyer_message = application.buyer_message;
  made.batch = application.batch;
  made.out_refund_id = application.out_refund_id;
  made.created = context.now;
  return made;
}

}  // namespace

Result<refund::Refund> Apply(const refund::Order& order, const Application& application,
                             const Context& context) {
  RETURN_IF_ERROR(refund::CheckRefundable(order, context.now, context.policy.durations));
  auto made = NewRefund(order, application, context);
  const auto facts = refund::FactsOf(made, refund::IsShipped(order, application.line));
  ASSIGN_OR_RETURN(const refund::Transition* const row,
                   refund::FindTransition({}, refund::Event::kApply, refund::Actor::kBuyer, facts));
  RETURN_IF_ERROR(Hold(order, application.line, application.claimed, made.id, context));
  refund::Move(*row, facts, {context.now, context.policy.durations}, made);
  WriteApplied(made, *row, order, context);
  return made;
}

}  // namespace ebbtide::service
