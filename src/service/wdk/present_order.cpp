#include "service/wdk/present_order.hpp"

namespace ebbtide::service::wdk {
namespace {

using refund::OrderState;

/// A line is on its way as soon as it is shipped, though others of a paid order are not.
OrderState StateOf(const refund::Order& order, const refund::OrderLine& line) {
  const bool on_its_way = order.state == OrderState::kPaid && refund::IsShipped(order, line);
  return on_its_way ? OrderState::kShipped : order.state;
}

Timestamp ShippedAt(const refund::Order& order, const refund::OrderLine& line) {
  return line.shipped_at == Timestamp{} ? order.shipped_at : line.shipped_at;
}

}  // namespace

std::optional<WholeOrder> ReadOrder(refund::OrderId id, const Context& context) {
  auto& orders = context.store.orders();
  auto view = orders.FindView(ScopeOf(context.caller), id);
  if (!view) return std::nullopt;
  auto payments = orders.PaymentsOf(view->order);
  WholeOrder whole{.view = *std::move(view), .lines = {}, .payments = std::move(payments)};
  for (auto& line : orders.LinesOf(id)) {
    const auto wdk = orders.FindWdkLine(line.line.id).value_or(refund::WdkLine{});
    whole.lines.push_back({.line = std::move(line.line), .wdk = wdk});
  }
  return whole;
}

std::vector<contract::wdk::PayChannel> PresentPayments(const WholeOrder& whole) {
  const auto& order = whole.view.order;
  std::vector<contract::wdk::PayChannel> channels;
  for (const auto& payment : whole.payments) {
    auto& out = channels.emplace_back();
    out.biz_order_id = IfKnown(order.tb_order_id);
    out.pay_amount = payment.paid.value;
    out.pay_type = payment.channel_code;
    out.store_id = IfKnown(order.store_id);
    out.trd_type = kForward;
  }
  return channels;
}

std::string_view StatusOf(const refund::Order& order, const refund::OrderLine& line) {
  return refund::WdkOrderStatus(StateOf(order, line));
}

std::optional<std::string> StatusSince(const refund::Order& order, const refund::OrderLine& line) {
  Timestamp since;
  switch (StateOf(order, line)) {
    case OrderState::kCreated: since = order.created; break;
    case OrderState::kPaid: since = order.paid_at; break;
    case OrderState::kShipped: since = ShippedAt(order, line); break;
    case OrderState::kFinished:
    case OrderState::kClosed: since = order.ended; break;
  }
  if (since == Timestamp{}) return std::nullopt;
  return ToWireTime(since);
}

}  // namespace ebbtide::service::wdk
