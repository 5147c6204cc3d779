#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "contract/wdk/order.hpp"
#include "refund/vocabulary.hpp"
#include "service/context.hpp"
#include "service/wdk/common.hpp"
#include "service/wire.hpp"

/// An order as alibaba.wdk.order.get and .list answer it: the two are alike, but types of their
/// own.
namespace ebbtide::service::wdk {

inline constexpr std::string_view kQueryDone = "HM02008888888001";
inline constexpr std::string_view kQueryDoneInWords = "成功";

/// All orders here were sold; what came back are refunds.
inline constexpr std::int64_t kForward = 1;

struct WholeLine {
  refund::OrderLine line;
  refund::WdkLine wdk;
};

/// An order with all that its row shows.
struct WholeOrder {
  store::OrderView view;
  std::vector<WholeLine> lines;
  std::vector<refund::Payment> payments;
};

/// The merchant's order, whatever its channel.
std::optional<WholeOrder> ReadOrder(refund::OrderId id, const Context& context);

std::vector<contract::wdk::PayChannel> PresentPayments(const WholeOrder& order);

/// Where the line stands, and since when.
std::string_view StatusOf(const refund::Order& order, const refund::OrderLine& line);
std::optional<std::string> StatusSince(const refund::Order& order, const refund::OrderLine& line);

/// What the line cost before its discount.
inline Fen OriginalOf(const refund::OrderLine& line) { return line.paid + line.discount; }

template <class Row>
Row PresentLine(const refund::Order& order, const WholeLine& whole) {
  const auto& line = whole.line;
  const auto& wdk = whole.wdk;
  Row out;
  out.biz_order_id = line.id.value;
  out.promotion_discount_amt = IfKnown(line.discount.value);
  out.item_code = ParseInteger(line.item_code);
  out.original_amt = OriginalOf(line).value;
  out.parent_id = order.id.value;
  out.price = IfKnown(line.price.value);
  out.quantity = line.quantity.Pieces();
  out.store_id = IfKnown(order.store_id);
  out.trd_type = kForward;
  out.sell_unit = IfKnown(wdk.sell_unit);
  out.ns_quantity = IfKnown(wdk.ns_quantity);
  out.tb_biz_order_id = IfKnown(wdk.tb_line_id);
  out.pick_amount_stock = IfKnown(wdk.pick_amount_stock);
  out.buy_amount_stock = IfKnown(wdk.buy_amount_stock);
  out.order_type = line.paid == Fen{} ? "GIFT" : "COMMON";
  out.order_status = StatusOf(order, line);
  out.status_change_time = StatusSince(order, line);
  out.stock_unit = IfKnown(wdk.stock_unit);
  out.sale_unit = IfKnown(wdk.sale_unit);
  out.trade_sub_attributes = IfKnown(wdk.trade_attributes);
  out.sku_code = IfKnown(line.sku_code);
  out.out_order_id = IfKnown(line.out_line_id);
  out.out_sku_code = IfKnown(line.out_sku_code);
  return out;
}

/// All that both rows show of the order.
template <class Row>
Row PresentOrder(const WholeOrder& whole) {
  const auto& order = whole.view.order;
  Row out;
  out.biz_order_id = order.id.value;
  Fen discount;
  Fen original;
  for (const auto& line : whole.lines) {
    using LineRow = typename decltype(out.sub_orders)::value_type;
    out.sub_orders.push_back(PresentLine<LineRow>(order, line));
    discount += line.line.discount;
    original += OriginalOf(line.line);
  }
  out.discount_amt = discount.value;
  out.original_amt = original.value;
  out.pay_channels = PresentPayments(whole);
  out.pay_time = IfKnown(order.paid_at);
  out.post_fee = order.post_fee.value;
  out.store_id = IfKnown(order.store_id);
  out.trd_type = kForward;
  out.tb_biz_order_id = IfKnown(order.tb_order_id);
  out.merchant_code = whole.view.seller_code;
  out.order_status = refund::WdkOrderStatus(order.state);
  out.open_uid = IfKnown(whole.view.buyer_code);
  out.order_from = IfKnown(order.order_from);
  out.shop_id = IfKnown(order.shop_id);
  out.out_shop_id = IfKnown(order.out_shop_id);
  out.out_order_id = IfKnown(order.out_order_id);
  out.order_client = WordOfOrderClient(order.order_client);
  return out;
}

}  // namespace ebbtide::service::wdk
