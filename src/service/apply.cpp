#include "service/apply.hpp"

#include <vector>

namespace ebbtide::service {
namespace {

using refund::Order;

/// The guard has the last word; the checks before it only find better ones.
Error Outrun() {
  return Refused("isv.refund-fee-exceeded",
                 "another refund of the same order came first; query the order and try again");
}

Result<void> Reserve(const Order& order, const Application& application, const Context& context) {
  auto& orders = context.store.orders();
  const Fen total = application.claimed.amount + application.claimed.post_fee;
  RETURN_IF_ERROR(refund::CheckFits(application.line, application.claimed));
  RETURN_IF_ERROR(refund::CheckFits(order, total));
  if (!orders.ReserveLine(application.line.id, application.claimed)) return Outrun();
  if (!orders.ReserveOrder(order.id, total)) return Outrun();
  return {};
}

/// In proportion to what is left of each payment. An order whose payments are not known has none.
Result<std::vector<store::ChannelShare>> SharePayments(const Order& order, Fen total,
                                                       const Context& context) {
  auto& orders = context.store.orders();
  std::vector<store::ChannelShare> shares;
  const auto payments = orders.PaymentsOf(order.id);
  if (payments.empty()) return shares;

  const auto parts = refund::SplitOver(payments, total);
  for (std::size_t i = 0; i < payments.size(); ++i) {
    if (parts[i] == Fen{0}) continue;
    if (!orders.ReservePayment(order.id, payments[i].channel_code, parts[i])) return Outrun();
    shares.push_back({payments[i].channel_code, parts[i]});
  }
  return shares;
}

refund::Refund NewRefund(const Order& order, const Application& application,
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
  made.reason = application.reason;
  made.buyer_message = application.buyer_message;
  made.batch = application.batch;
  made.out_refund_id = application.out_refund_id;
  made.created = context.now;
  return made;
}

}  // namespace

Result<refund::Refund> Apply(const Order& order, const Application& application,
                             const Context& context) {
  RETURN_IF_ERROR(refund::CheckRefundable(order));
  const refund::Facts facts{.claim = application.claim,
                            .order_shipped = order.state != refund::OrderState::kPaid};
  ASSIGN_OR_RETURN(const refund::Transition* const row,
                   refund::FindTransition({}, refund::Event::kApply, refund::Actor::kBuyer, facts));
  RETURN_IF_ERROR(Reserve(order, application, context));

  refund::Refund made = NewRefund(order, application, context);
  refund::Move(*row, facts, context.now, made);
  ASSIGN_OR_RETURN(const auto shares, SharePayments(order, refund::TotalOf(made), context));

  auto& refunds = context.store.refunds();
  refunds.Insert(made);
  for (const auto& share : shares) refunds.InsertShare(made.id, share);
  refunds.AppendEvent({.refund = made.id,
                       .event = refund::ToText(row->event),
                       .actor = refund::Actor::kBuyer,
                       .actor_name = context.caller.app_key,
                       .before = {},
                       .after = made.state,
                       .amount = refund::TotalOf(made),
                       .topic = row->topic,
                       .request_id = context.request_id,
                       .at = context.now});
  return made;
}

}  // namespace ebbtide::service
