#include "contract/openmall/trade_get.hpp"

#include <algorithm>

#include "service/openmall/methods.hpp"
#include "service/openmall/purchase.hpp"
#include "service/parties.hpp"
#include "service/taobao/present_trade.hpp"
#include "service/wire.hpp"

namespace ebbtide::service::openmall_trade_get {
namespace {

namespace wire = contract::openmall_trade_get;
using Lines = std::vector<store::LineView>;

std::optional<std::string> TimeText(Timestamp moment) {
  if (moment == Timestamp{}) return std::nullopt;
  return ToWireTime(moment);
}

/// What was paid in fact: nothing where the order never was.
std::string PaymentOf(const refund::Order& order, Fen amount) {
  return ToYuan(order.paid_at == Timestamp{} ? Fen{} : amount);
}

wire::Order Present(const refund::Order& order, const store::LineView& view, Timestamp now) {
  const auto& line = view.line;
  wire::Order out;
  out.consign_time = TimeText(line.shipped_at);
  out.end_time = TimeText(order.ended);
  out.num = line.quantity.Pieces();
  out.num_iid = taobao::ItemNumberOf(line);
  out.oid = line.id.value;
  out.outer_sku_id = IfKnown(line.sku_code);
  out.payment = PaymentOf(order, line.paid);
  out.price = ToYuan(line.price);
  out.refund_id = IfKnown(view.last_refund.value);
  out.refund_status = taobao::RefundStatusOf(view);
  out.is_sh_ship = refund::IsShipped(order, line);
  out.sku_properties_name = IfKnown(line.sku_title);
  if (line.sku_id != 0) out.sku_id = std::to_string(line.sku_id);
  out.status = taobao::LineStatusOf(order, view, now);
  out.title = IfKnown(line.title);
  out.total_fee = ToYuan(line.paid);
  out.logistics_company = IfKnown(line.carrier);
  out.invoice_no = IfKnown(line.waybill);
  return out;
}

void FillReceiver(const refund::Receiver& receiver, wire::Trade& out) {
  out.receiver_address = IfKnown(receiver.address);
  out.receiver_city = IfKnown(receiver.city);
  out.receiver_district = IfKnown(receiver.district);
  out.receiver_mobile = IfKnown(receiver.mobile);
  out.receiver_name = IfKnown(receiver.name);
  out.receiver_phone = IfKnown(receiver.phone);
  out.receiver_state = IfKnown(receiver.state);
  out.receiver_town = IfKnown(receiver.town);
  out.receiver_zip = IfKnown(receiver.zip);
}

void FillDetails(const refund::OpenmallOrder& details, wire::Trade& out) {
  out.buyer_channel = IfKnown(details.buyer_channel);
  out.buyer_channel_id = IfKnown(details.buyer_channel_id);
  out.mark_desc = IfKnown(details.mark);
  out.shipping_type = IfKnown(details.shipping_type);
}

void FillLines(const refund::Order& order, const Lines& lines, Timestamp now, wire::Trade& out) {
  for (const auto& view : lines) out.orders.push_back(Present(order, view, now));
  const auto shipped = std::ranges::find_if(
      lines, [](const store::LineView& view) { return !view.line.waybill.empty(); });
  if (shipped != lines.end()) out.sid = shipped->line.waybill;
  if (lines.size() != 1) return;
  const auto& only = lines.front().line;
  out.num = only.quantity.Pieces();
  out.num_iid = taobao::ItemNumberOf(only);
  out.price = ToYuan(only.price);
}

wire::Trade Present(const store::OrderView& view, const Lines& lines, Timestamp now) {
  const auto& order = view.order;
  wire::Trade out;
  out.buyer_memo = IfKnown(order.buyer_message);
  out.consign_time = IfKnown(order.shipped_at);
  out.created = order.created;
  out.distributor = view.buyer_code;
  out.end_time = IfKnown(order.ended);
  out.has_post_fee = order.post_fee != Fen{};
  out.modified = order.modified;
  out.pay_time = IfKnown(order.paid_at);
  out.payment = PaymentOf(order, order.paid);
  out.post_fee = ToYuan(order.post_fee);
  out.seller_nick = view.seller_code;
  out.status = taobao::TradeStatusOf(order, lines, now);
  out.tid = std::to_string(order.id.value);
  out.total_fee = ToYuan(order.paid - order.post_fee);
  FillLines(order, lines, now, out);
  return out;
}

Result<wire::Response> Read(const wire::Request& request, const Context& context) {
  auto& orders = context.store.orders();
  const auto scope = BoundScope(refund::PartyKind::kDistributor, request.distributor, context);
  const auto view = orders.FindView(scope, {request.tid});
  if (!view || view->order.channel != refund::Channel::kOpenmall) {
    return openmall::NoSuchTrade(request.tid);
  }
  const auto id = view->order.id;
  wire::Response response{.result = Present(*view, orders.LinesOf(id), context.now)};
  FillReceiver(orders.ReceiverOf(id), response.result);
  FillDetails(orders.OpenmallOf(id), response.result);
  return response;
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  Result<wire::Response> response = Error{};
  context.store.Snapshot([&] { response = Read(request, context); });
  return response;
}

}  // namespace ebbtide::service::openmall_trade_get
