#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "service/wire.hpp"
#include "store/refunds.hpp"

/// A refund as alibaba.wdk.order.refund.get and .list answer it: the two rows are alike, but types
/// of their own.
namespace ebbtide::service::wdk {

/// What is a text in one of the rows and a number in the other.
inline void Put(const std::string& code, std::optional<std::string>& out) { out = IfKnown(code); }
inline void Put(const std::string& code, std::optional<std::int64_t>& out) {
  out = ParseInteger(code);
}
inline void Put(refund::RefundId id, std::string& out) { out = std::to_string(id.value); }
inline void Put(refund::RefundId id, std::int64_t& out) { out = id.value; }

/// For lists whose name is missing the platform shows the bought quantity itself.
inline std::string OrQuantity(const std::string& text, Quantity quantity) {
  return text.empty() ? ToText(quantity) : text;
}

template <class Row>
void FillFromRefund(const store::WdkRefundView& view, Row& out) {
  const auto& refund = view.refund;
  const bool paid = refund.state == refund::State::kSuccess;
  out.refund_order_id = refund.id.value;
  out.refund_amount = refund.amount.value;
  out.refund_post_fee = refund.post_fee.value;
  out.refund_quantity = ToText(refund.quantity);
  out.refund_time = paid ? refund.ended : refund.created;
  out.dispute_type = static_cast<std::int64_t>(refund.phase);
  out.out_refund_id = IfKnown(refund.out_refund_id);
  if (refund.batch) out.biz_main_refund_id = std::to_string(refund.batch.value);
  out.out_main_refund_id = IfKnown(view.out_batch_id);

  out.refund_type = view.wdk.refund_type;
  out.operator_id = IfKnown(view.wdk.operator_id);
  out.operator_name = IfKnown(view.wdk.operator_name);
  out.batch_time = IfKnown(view.wdk.batch_time);
  out.actual_refund_quantity = IfKnown(view.wdk.actual_refund_quantity);
  out.attributes = IfKnown(view.wdk.attributes);
}

template <class Row>
void FillFromLine(const store::WdkRefundView& view, Row& out) {
  const auto& line = view.line;
  out.origin_order_id = line.id.value;
  out.quantity = line.quantity.Pieces();
  Put(line.item_code, out.item_code);
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

template <class Row>
void FillFromOrder(const store::WdkRefundView& view, Row& out) {
  const auto& order = view.order;
  out.origin_parent_id = order.id.value;
  out.open_uid = IfKnown(view.buyer_code);
  out.tb_biz_parent_id = IfKnown(order.tb_order_id);
  out.order_client = IfKnown(order.order_client);
  out.order_from = IfKnown(order.order_from);
  out.out_mian_order_id = IfKnown(order.out_order_id);
  out.shop_id = IfKnown(order.shop_id);
  out.out_shop_id = IfKnown(order.out_shop_id);
  out.store_id = IfKnown(order.store_id);
}

/// All that both rows show of the refund.
template <class Row>
Row PresentRefund(const store::WdkRefundView& view,
                  const std::vector<store::ChannelShare>& shares) {
  Row out;
  FillFromRefund(view, out);
  FillFromLine(view, out);
  FillFromOrder(view, out);
  for (const auto& share : shares) {
    auto& channel = out.refund_channel_list.emplace_back();
    channel.refund_amount = share.amount.value;
    channel.refund_channel = share.channel_code;
    Put(view.refund.id, channel.refund_order_id);
  }
  return out;
}

}  // namespace ebbtide::service::wdk
