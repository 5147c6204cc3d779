#include "service/taobao/present_trade.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "refund/vocabulary.hpp"
#include "service/wire.hpp"

namespace ebbtide::service::taobao {
namespace {

using contract::taobao::Trade;
using Line = contract::taobao::Order;
using refund::OrderState;

bool IsPriceKnown(const refund::OrderLine& line) {
  return line.price != Fen{0} || line.paid == Fen{0};
}

/// Price times pieces; none where the price is not known, goods are weighed, or it is absurd.
std::optional<Fen> ListPriceOf(const refund::OrderLine& line) {
  Fen total;
  const bool fits = IsPriceKnown(line) && line.quantity == PiecesOf(line.quantity.Pieces()) &&
                    !__builtin_mul_overflow(line.price.value, line.quantity.Pieces(), &total.value);
  return fits ? std::optional(total) : std::nullopt;
}

/// The list prices of all lines; none where one is not known.
std::optional<Fen> ListPriceOf(const std::vector<store::LineView>& lines) {
  Fen total;
  for (const auto& view : lines) {
    const auto one = ListPriceOf(view.line);
    if (!one || __builtin_add_overflow(total.value, one->value, &total.value)) return std::nullopt;
  }
  return total;
}

Timestamp ShippedAt(const refund::Order& order, const refund::OrderLine& line) {
  if (line.shipped_at != Timestamp{}) return line.shipped_at;
  return refund::IsShipped(order, line) ? order.shipped_at : Timestamp{};
}

void FillMoney(const refund::OrderLine& line, Fen payment, Line& out) {
  const auto list_price = ListPriceOf(line);
  out.price = PriceOf(line);
  out.total_fee = ToYuan(line.paid);
  out.payment = ToYuan(payment);
  out.divide_order_fee = ToYuan(line.paid);
  out.discount_fee = ToYuan(line.discount);
  if (list_price) out.adjust_fee = ToYuan(line.paid + line.discount - *list_price);
}

void FillShipping(const refund::Order& order, const refund::OrderLine& line, Line& out) {
  const auto shipped = ShippedAt(order, line);
  if (shipped != Timestamp{}) out.consign_time = ToWireTime(shipped);
  out.logistics_company = IfKnown(line.carrier);
  out.invoice_no = IfKnown(line.waybill);
}

/// `payment`: what was paid for it; of a one-line trade with the postage.
Line Present(const refund::Order& order, const store::LineView& view, Fen payment, Timestamp now) {
  const auto& line = view.line;
  Line out;
  out.title = IfKnown(line.title);
  out.num_iid = ItemNumberOf(line);
  if (line.sku_id != 0) out.sku_id = std::to_string(line.sku_id);
  out.outer_iid = IfKnown(OuterIdOf(line));
  out.outer_sku_id = IfKnown(line.sku_code);
  out.refund_status = RefundStatusOf(view);
  out.status = LineStatusOf(order, view, now);
  out.oid = line.id.value;
  FillMoney(line, payment, out);
  out.sku_properties_name = IfKnown(line.sku_title);
  out.num = line.quantity.Pieces();
  if (view.last_refund) out.refund_id = std::to_string(view.last_refund.value);
  out.end_time = IfKnown(order.ended);
  FillShipping(order, line, out);
  out.oid_str = std::to_string(line.id.value);
  return out;
}

void FillMoney(const refund::Order& order, const std::vector<store::LineView>& lines, Trade& out) {
  out.payment = ToYuan(order.paid);
  out.post_fee = ToYuan(order.post_fee);
  if (const auto list_price = ListPriceOf(lines)) out.total_fee = ToYuan(*list_price);
  if (order.state == OrderState::kCreated) return;
  const bool received = order.state == OrderState::kFinished;
  const bool confirmable = order.state == OrderState::kPaid || order.state == OrderState::kShipped;
  const Fen left = order.paid - order.refunded;
  out.received_payment = ToYuan(received ? left : Fen{0});
  out.available_confirm_fee = ToYuan(confirmable ? left : Fen{0});
  out.has_post_fee = confirmable && order.refunded_post_fee < order.post_fee;
}

void FillTimes(const refund::Order& order, Trade& out) {
  out.created = order.created;
  out.pay_time = IfKnown(order.paid_at);
  out.end_time = IfKnown(order.ended);
  out.modified = order.modified;
  out.consign_time = IfKnown(order.shipped_at);
}

void FillReceiver(const refund::Receiver& receiver, Trade& out) {
  out.receiver_name = IfKnown(receiver.name);
  out.receiver_state = IfKnown(receiver.state);
  out.receiver_city = IfKnown(receiver.city);
  out.receiver_district = IfKnown(receiver.district);
  out.receiver_town = IfKnown(receiver.town);
  out.receiver_address = IfKnown(receiver.address);
  out.receiver_zip = IfKnown(receiver.zip);
  out.receiver_mobile = IfKnown(receiver.mobile);
  out.receiver_phone = IfKnown(receiver.phone);
}

/// A trade of one line has its item's members itself.
void FillItem(const std::vector<store::LineView>& lines, Trade& out) {
  out.num = 0;
  if (lines.size() != 1) return;
  const auto& line = lines.front().line;
  out.num_iid = ItemNumberOf(line);
  out.price = PriceOf(line);
  out.num = line.quantity.Pieces();
}

bool IsShippedInParts(const refund::Order& order, const std::vector<store::LineView>& lines) {
  return std::ranges::any_of(lines, [&](const store::LineView& view) {
    return ShippedAt(order, view.line) != ShippedAt(order, lines.front().line);
  });
}

Trade Present(const store::OrderView& view, const std::vector<store::LineView>& lines,
              Timestamp now) {
  const auto& order = view.order;
  Trade out;
  out.buyer_open_uid = IfKnown(view.buyer_code);
  out.type = "fixed";
  out.tid = order.id.value;
  out.status = TradeStatusOf(order, lines, now);
  FillMoney(order, lines, out);
  FillTimes(order, out);
  out.buyer_message = IfKnown(order.buyer_message);
  FillItem(lines, out);
  out.is_part_consign = IsShippedInParts(order, lines);
  const bool one_line = lines.size() == 1;
  auto& orders = out.orders.emplace();
  for (const auto& line : lines) {
    orders.push_back(Present(order, line, one_line ? order.paid : line.line.paid, now));
  }
  out.tid_str = std::to_string(order.id.value);
  out.seller_nick = IfKnown(view.seller_code);
  out.buyer_nick = IfKnown(view.buyer_code);
  return out;
}

void FillShippingType(const std::string& type, Trade& out) {
  out.shipping_type = type;
  for (auto& line : out.orders.value()) line.shipping_type = type;
}

}  // namespace

std::optional<std::int64_t> ItemNumberOf(const refund::OrderLine& line) {
  const auto number = ParseInteger(line.item_code);
  return number && *number > 0 ? number : std::nullopt;
}

const std::string& OuterIdOf(const refund::OrderLine& line) {
  return line.out_sku_code.empty() ? line.sku_code : line.out_sku_code;
}

std::optional<std::string> PriceOf(const refund::OrderLine& line) {
  return IsPriceKnown(line) ? std::optional(ToYuan(line.price)) : std::nullopt;
}

std::string TradeStatusOf(const refund::Order& order, const std::vector<store::LineView>& lines,
                          Timestamp now) {
  const bool shipped = std::ranges::any_of(
      lines, [](const store::LineView& view) { return view.line.shipped_at != Timestamp{}; });
  return std::string(refund::TaobaoTradeStatus(order, shipped, now));
}

std::string LineStatusOf(const refund::Order& order, const store::LineView& view, Timestamp now) {
  const bool given_back = view.line.paid != Fen{0} && view.given_back == view.line.paid;
  if (refund::IsPaid(order.state) && given_back) return "TRADE_CLOSED";
  return std::string(refund::TaobaoLineStatus(order, view.line, now));
}

std::string RefundStatusOf(const store::LineView& view) {
  if (!view.last_refund) return "NO_REFUND";
  return std::string(refund::TaobaoStatus(view.last_state, view.last_came_from));
}

std::string ShippingTypeOf(const refund::Order& order, const Context& context) {
  constexpr const char* kUsual = "express";
  if (order.channel != refund::Channel::kOpenmall) return kUsual;
  auto wished = context.store.orders().OpenmallOf(order.id).shipping_type;
  return wished.empty() ? kUsual : wished;
}

std::optional<Trade> FindTrade(refund::OrderId id, const Context& context) {
  auto& orders = context.store.orders();
  const auto view = orders.FindView(ScopeOf(context.caller), id);
  if (!view) return std::nullopt;
  Trade trade = Present(*view, orders.LinesOf(id), context.now);
  FillReceiver(orders.ReceiverOf(id), trade);
  FillShippingType(ShippingTypeOf(view->order, context), trade);
  return trade;
}

}  // namespace ebbtide::service::taobao
