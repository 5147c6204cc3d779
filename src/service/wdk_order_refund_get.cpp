#include "contract/wdk/order_refund_get.hpp"

#include <set>

#include "service/methods.hpp"
#include "service/wire.hpp"

namespace ebbtide::service::wdk_order_refund_get {
namespace {

namespace wire = contract::wdk_order_refund_get;

constexpr contract::Number kNoMorePages = -1;

/// For lists whose name is missing the platform shows the bought quantity itself.
std::string OrQuantity(const std::string& text, Quantity quantity) {
  return text.empty() ? ToText(quantity) : text;
}

void FillFromRefund(const store::WdkRefundView& view, wire::Refund& out) {
  const auto& refund = view.refund;
  const bool paid = refund.state == refund::State::kSuccess;
  out.refund_order_id = refund.id.value;
  out.refund_amount = refund.amount.value;
  out.refund_post_fee = refund.post_fee.value;
  out.refund_quantity = ToText(refund.quantity);
  out.refund_time = paid ? refund.ended : refund.created;
  out.dispute_type = static_cast<contract::Number>(refund.phase);
  out.out_refund_id = IfKnown(refund.out_refund_id);
  if (refund.batch) out.biz_main_refund_id = std::to_string(refund.batch.value);
  out.out_main_refund_id = IfKnown(view.out_batch_id);

  out.refund_type = view.wdk.refund_type;
  out.sync_status = IfKnown(view.wdk.sync_status);
  out.operator_id = IfKnown(view.wdk.operator_id);
  out.operator_name = IfKnown(view.wdk.operator_name);
  out.batch_time = IfKnown(view.wdk.batch_time);
  out.actual_refund_quantity = IfKnown(view.wdk.actual_refund_quantity);
  out.attributes = IfKnown(view.wdk.attributes);
}

void FillFromLine(const store::WdkRefundView& view, wire::Refund& out) {
  const auto& line = view.line;
  out.origin_order_id = line.id.value;
  out.quantity = line.quantity.Pieces();
  out.item_code = IfKnown(line.item_code);
  out.sku_code = IfKnown(line.sku_code);
  out.out_sku_code = IfKnown(line.out_sku_code);
  out.out_order_id = IfKnown(line.out_line_id);

  const auto& wdk = view.wdk_line;
  out.tb_biz_order_id = IfKnown(wdk.tb_line_id);
  out.stock_unit = IfKnown(wdk.stock_unit);
  out.sale_unit = IfKnown(wdk.sale_unit);
  out.sell_unit = IfKnown(wdk.sell_unit);
  out.buy_amount_stock = OrQuantity(wdk.buy_amount_stock, line.quantity);
  out.pick_amount_stock = IfKnown(wdk.pick_amount_stock);
  out.ns_quantity = IfKnown(wdk.ns_quantity);
  out.actual_pick_quantity = IfKnown(wdk.actual_pick_quantity);
  out.promise_status = IfKnown(wdk.promise_status);
  out.trade_attributes = IfKnown(wdk.trade_attributes);
}

void FillFromOrder(const store::WdkRefundView& view, wire::Refund& out) {
  const auto& order = view.order;
  out.origin_parent_id = order.id.value;
  out.merchant_code = IfKnown(view.merchant_code);
  out.open_uid = IfKnown(view.buyer_code);
  out.tb_biz_parent_id = IfKnown(order.tb_order_id);
  out.order_client = IfKnown(order.order_client);
  out.order_from = IfKnown(order.order_from);
  out.out_mian_order_id = IfKnown(order.out_order_id);
  out.shop_id = IfKnown(order.shop_id);
  out.out_shop_id = IfKnown(order.out_shop_id);
  out.store_id = IfKnown(order.store_id);
}

wire::Refund Present(const store::WdkRefundView& view,
                     const std::vector<store::ChannelShare>& shares) {
  wire::Refund out;
  FillFromRefund(view, out);
  FillFromLine(view, out);
  FillFromOrder(view, out);
  for (const auto& share : shares) {
    out.refund_channel_list.push_back({.refund_amount = share.amount.value,
                                       .refund_channel = share.channel_code,
                                       .refund_order_id = view.refund.id.value});
  }
  return out;
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  if (request.refund_ids.empty() && request.biz_order_ids.empty()) {
    return MissingArgument("refund_ids", "send refund_ids, biz_order_ids, or both");
  }
  const auto seller = context.caller.user;
  const store::WdkFilter filter{request.order_from, request.shop_id.value_or(""),
                                request.store_id.value_or("")};
  wire::Response response;
  auto& result = response.result;
  context.store.Snapshot([&] {
    auto& refunds = context.store.refunds();
    std::set<refund::RefundId> wanted;
    for (const contract::Number id : request.refund_ids) wanted.insert({id});
    for (const contract::Number line : request.biz_order_ids) {
      for (const auto id : refunds.IdsOfLine(seller, {line})) wanted.insert(id);
    }
    for (const auto id : wanted) {
      if (const auto view = refunds.FindWdk(seller, id, filter)) {
        result.orders.push_back(Present(*view, refunds.SharesOf(id)));
      }
    }
  });
  result.next_index = kNoMorePages;
  result.total_number = static_cast<contract::Number>(result.orders.size());
  result.return_code = "success";
  result.return_msg = "success";
  result.success = true;
  return response;
}

}  // namespace ebbtide::service::wdk_order_refund_get
