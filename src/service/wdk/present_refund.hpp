#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "service/wire.hpp"
#include "store/refunds.hpp"

/// A refund as alibaba.wdk.order.refund.get and .list answer it: the two rows are alike, but types
/// of their own.
namespace ebbtide::service::wdk {

/// What is a text in one of the rows and a number in the other.
inline void Put(std::string_view code, std::optional<std::string>& out) { out = IfKnown(code); }
inline void Put(std::string_view code, std::optional<std::int64_t>& out) {
  out = ParseInteger(code);
}
inline void Put(refund::RefundId id, std::string& out) { out = std::to_string(id.value); }
inline void Put(refund::RefundId id, std::int64_t& out) { out = id.value; }

/// For lists whose name is missing the platform shows the bought quantity itself.
inline std::string OrQuantity(std::string_view text, Quantity quantity) {
  return text.empty() ? ToText(quantity) : std::string(text);
}

template <class Row>
void FillFromRefund(const store::WdkRefundView& view, Row& out) {
  const bool paid = view.state == refund::State::kSuccess;
  out.refund_order_id = view.id.value;
  out.refund_amount = view.amount.value;
  out.refund_post_fee = view.post_fee.value;
  out.refund_quantity = ToText(view.quantity);
  out.refund_time = paid ? view.ended : view.created;
  out.dispute_type = static_cast<std::int64_t>(view.phase);
  out.out_refund_id = IfKnown(view.out_refund_id);
  if (view.batch) out.biz_main_refund_id = std::to_string(view.batch.value);
  out.out_main_refund_id = IfKnown(view.out_batch_id);

  out.refund_type = view.refund_type;
  out.operator_id = IfKnown(view.operator_id);
  out.operator_name = IfKnown(view.operator_name);
  out.batch_time = IfKnown(view.batch_time);
  out.actual_refund_quantity = IfKnown(view.actual_refund_quantity);
  out.attributes = IfKnown(view.attributes);
  for (const auto& share : view.shares) {
    auto& channel = out.refund_channel_list.emplace_back();
    channel.refund_amount = share.amount.value;
    channel.refund_channel = share.channel_code;
    Put(view.id, channel.refund_order_id);
  }
}

template <class Row>
void FillFromLine(const store::WdkRefundView& view, Row& out) {
  out.origin_order_id = view.line.value;
  out.quantity = view.bought.Pieces();
  Put(view.item_code, out.item_code);
  out.sku_code = IfKnown(view.sku_code);
  out.out_sku_code = IfKnown(view.out_sku_code);
  out.out_order_id = IfKnown(view.out_line_id);

  out.tb_biz_order_id = IfKnown(view.tb_line_id);
  out.stock_unit = IfKnown(view.stock_unit);
  out.sale_unit = IfKnown(view.sale_unit);
  out.sell_unit = IfKnown(view.sell_unit);
  out.buy_amount_stock = OrQuantity(view.buy_amount_stock, view.bought);
  out.pick_amount_stock = IfKnown(view.pick_amount_stock);
  out.ns_quantity = IfKnown(view.ns_quantity);
  out.actual_pick_quantity = IfKnown(view.actual_pick_quantity);
  out.promise_status = IfKnown(view.promise_status);
  out.trade_attributes = IfKnown(view.trade_attributes);
}

template <class Row>
void FillFromOrder(const store::WdkRefundView& view, Row& out) {
  out.origin_parent_id = view.order.value;
  out.open_uid = IfKnown(view.buyer_code);
  out.tb_biz_parent_id = IfKnown(view.tb_order_id);
  out.order_client = IfKnown(view.order_client);
  out.order_from = IfKnown(view.order_from);
  out.out_mian_order_id = IfKnown(view.out_order_id);
  out.shop_id = IfKnown(view.shop_id);
  out.out_shop_id = IfKnown(view.out_shop_id);
  out.store_id = IfKnown(view.store_id);
}

/// Adds a row with all that both show of the refund.
template <class Row>
Row& AddRefund(const store::WdkRefundView& view, std::vector<Row>& rows) {
  auto& out = rows.emplace_back();
  FillFromRefund(view, out);
  FillFromLine(view, out);
  FillFromOrder(view, out);
  return out;
}

}  // namespace ebbtide::service::wdk
