#include "contract/wdk/channel_order_usercancel.hpp"

#include <algorithm>
#include <vector>

#include "service/apply.hpp"
#include "service/move.hpp"
#include "service/wdk/common.hpp"
#include "service/wdk/methods.hpp"

namespace ebbtide::service::wdk_channel_order_usercancel {
namespace {

namespace wire = contract::wdk_channel_order_usercancel;
using refund::OrderState;
using refund::State;

refund::Order Reread(refund::OrderId id, const Context& context) {
  return context.store.orders().Find(ScopeOf(context.caller), id).value();
}

void Close(refund::Order order, const Context& context) {
  order.state = OrderState::kClosed;
  order.ended = context.now;
  SaveOrder(std::move(order), context);
}

Result<void> CheckNotShipped(const refund::Order& order,
                             const std::vector<store::LineView>& lines) {
  const bool shipped = std::ranges::any_of(
      lines, [&](const store::LineView& view) { return refund::IsShipped(order, view.line); });
  if (!shipped) return {};
  return Refused("isv.order-status-error",
                 "order " + std::to_string(order.id.value) +
                     " is shipped and cannot be cancelled; apply for a refund with "
                     "alibaba.wdk.channel.order.userrefund");
}

/// What waits for an answer is taken back; what is paid, or being paid, stays.
Result<void> Withdraw(const refund::Refund& refund, const Context& context) {
  if (refund::IsFinal(refund.state) || refund::IsPaying(refund.state)) return {};
  if (refund.state != State::kApplied && refund.state != State::kRefused) {
    return Refused("isv.refund-status-error",
                   "refund " + std::to_string(refund.id.value) + " of the order is " +
                       std::string(ToText(refund.state)) + "; end it before you cancel the order");
  }
  RETURN_IF_ERROR(
      Move(refund, {.event = refund::Event::kWithdraw, .actor = refund::Actor::kBuyer}, context));
  return {};
}

/// One refund to make, all of it left.
struct Part {
  refund::LineId line;
  refund::Claimed claimed;
};

/// Everything that is left of the order, postage with the last part. Pieces may be left where no
/// money is, and the other way round.
std::vector<Part> PartsLeft(const refund::Order& order, const std::vector<store::LineView>& lines) {
  std::vector<Part> parts;
  for (const auto& view : lines) {
    const auto left = refund::LeftOf(view.line);
    if (left.quantity > Quantity{} || left.amount > Fen{}) parts.push_back({view.line.id, left});
  }
  const Fen post_fee = order.post_fee - order.refunded_post_fee;
  if (parts.empty() && post_fee > Fen{}) parts.push_back({lines.back().line.id, {}});
  if (!parts.empty()) parts.back().claimed.post_fee = post_fee;
  return parts;
}

Result<refund::Refund> ApplyFor(const Part& part, refund::OrderId id, const Context& context) {
  // Asked anew for each part: what the parts before it took counts.
  const auto order = Reread(id, context);
  return Apply(order,
               {.line = context.store.orders().FindLine(id, part.line).value(),
                .claim = refund::Claim::kRefundOnly,
                .claimed = part.claimed,
                .goods = refund::GoodsStatus::kUnshipped,
                .reason = "order cancelled",
                .buyer_message = {},
                .batch = {},
                .out_refund_id = {}},
               context);
}

/// All are applied for before the first is agreed to: the order closes by itself as soon as the
/// last of its refunds is paid.
Result<void> RefundAll(const std::vector<Part>& parts, refund::OrderId id, const Context& context) {
  std::vector<refund::Refund> made;
  for (const auto& part : parts) {
    ASSIGN_OR_RETURN(auto one, ApplyFor(part, id, context));
    made.push_back(std::move(one));
  }
  for (const auto& one : made) {
    RETURN_IF_ERROR(Move(
        one, {.event = refund::Event::kAgreeRefund, .actor = refund::Actor::kSeller}, context));
  }
  return {};
}

/// An order of which no money is left to refund closes by itself once all of it is paid out; one
/// that never cost anything, or was paid out before, is closed here.
void CloseWithoutMoney(const refund::Order& order, const std::vector<refund::Refund>& refunds,
                       const Context& context) {
  const bool paying = std::ranges::any_of(
      refunds, [](const refund::Refund& one) { return refund::IsPaying(one.state); });
  if (paying && order.paid != Fen{}) return;
  Close(order, context);
}

Result<void> CancelPaid(refund::OrderId id, const Context& context) {
  auto& orders = context.store.orders();
  RETURN_IF_ERROR(CheckNotShipped(Reread(id, context), orders.LinesOf(id)));
  const auto refunds = context.store.refunds().OfOrder(id);
  for (const auto& refund : refunds) RETURN_IF_ERROR(Withdraw(refund, context));
  const auto order = Reread(id, context);
  if (order.refunded != order.paid) {
    return RefundAll(PartsLeft(order, orders.LinesOf(id)), id, context);
  }
  CloseWithoutMoney(order, refunds, context);
  return {};
}

Result<void> Cancel(const wire::Cancellation& cancellation, const Context& context) {
  ASSIGN_OR_RETURN(const auto id,
                   wdk::ParseNumber(cancellation.biz_order_id, "user_cancel_info", "biz_order_id"));
  ASSIGN_OR_RETURN(
      auto order,
      wdk::FindOrder(refund::OrderId{id}, {cancellation.shop_id, cancellation.store_id}, context));
  if (order.state == OrderState::kClosed) return {};
  if (order.state != OrderState::kCreated) return CancelPaid(order.id, context);
  Close(std::move(order), context);
  return {};
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  wire::Response response;
  ASSIGN_OR_RETURN(response.api_result, wdk::InEnvelope<contract::wdk::ApiResult>(context, [&] {
                     return Cancel(request.user_cancel_info, context);
                   }));
  return response;
}

}  // namespace ebbtide::service::wdk_channel_order_usercancel
