#pragma once

#include <cstdint>
#include <string>
#include <tuple>

#include "refund/details.hpp"
#include "refund/refund.hpp"
#include "store/scope.hpp"
#include "store/sql/prepared.hpp"

/// Columns of the main tables and the variables that they are read into and written from: each
/// table's list stands once.
namespace ebbtide::store::sql {

#define EBBTIDE_ORDER_COLUMNS                                                                  \
  "o.order_id, o.channel, o.seller_id, o.buyer_id, o.out_order_id, o.shop_id, o.out_shop_id, " \
  "o.store_id, o.tb_order_id, o.order_from, o.order_client, o.state, o.paid_fen, "             \
  "o.post_fee_fen, o.refunded_fen, o.created_ms, o.refunded_post_fen, o.modified_ms, "         \
  "o.paid_ms, o.shipped_ms, o.ended_ms, o.hold_until_ms, o.buyer_message, o.version, "         \
  "o.first_change_ms, o.sole_channel"

#define EBBTIDE_LINE_COLUMNS                                                                 \
  "l.line_id, l.order_id, l.out_line_id, l.sku_code, l.out_sku_code, l.item_code, l.title, " \
  "l.sku_id, l.sku_title, l.price_fen, l.quantity_milli, l.paid_fen, l.refunded_milli, "     \
  "l.refunded_fen, l.discount_fen, l.shipped_ms, l.carrier, l.waybill, l.pic_url"

#define EBBTIDE_REFUND_COLUMNS                                                                  \
  "r.refund_id, r.order_id, r.line_id, r.seller_id, r.buyer_id, r.channel, r.state, "           \
  "r.came_from, r.arbitration, r.claim, r.phase, r.amount_fen, r.post_fee_fen, "                \
  "r.quantity_milli, r.reason, r.buyer_message, r.refuse_reason, r.batch_id, r.out_refund_id, " \
  "r.created_ms, r.modified_ms, r.ended_ms, r.due_ms, r.version, r.paused_ms, r.goods, "        \
  "r.closed_by_ship, r.reviewed"

/// Of an order that several payments or none are known of.
constexpr std::int64_t kNoSoleChannel = -1;

/// What a condition on a scope is bound to, in this order.
struct ScopeRow {
  std::int64_t any = 0, seller = 0, buyer = 0;
  auto Members() { return std::tie(any, seller, buyer); }
  void Set(const Scope& scope) {
    any = scope.platform();
    seller = scope.seller();
    buyer = scope.buyer();
  }
};

/// Words are stored for enumerations; everything else goes straight between row and struct.
struct OrderRow {
  refund::Order order;
  std::string channel;
  std::string state;
  std::int64_t sole_channel = kNoSoleChannel;

  auto Members() {
    return std::tie(order.id.value, channel, order.seller.value, order.buyer.value,
                    order.out_order_id, order.shop_id, order.out_shop_id, order.store_id,
                    order.tb_order_id, order.order_from, order.order_client, state,
                    order.paid.value, order.post_fee.value, order.refunded.value,
                    order.created.unix_ms, order.refunded_post_fee.value, order.modified.unix_ms,
                    order.paid_at.unix_ms, order.shipped_at.unix_ms, order.ended.unix_ms,
                    order.hold_until.unix_ms, order.buyer_message, order.version,
                    order.first_change, sole_channel);
  }
  const refund::Order& Get() {
    order.channel = refund::ParseChannel(channel);
    order.state = refund::ParseOrderState(state);
    order.sole_channel.reset();
    if (sole_channel != kNoSoleChannel) order.sole_channel = sole_channel;
    return order;
  }
  void Set(const refund::Order& value) {
    order = value;
    channel = refund::ToText(value.channel);
    state = refund::ToText(value.state);
    sole_channel = value.sole_channel.value_or(kNoSoleChannel);
  }
};

struct LineRow {
  refund::OrderLine line;

  auto Members() {
    return std::tie(line.id.value, line.order.value, line.out_line_id, line.sku_code,
                    line.out_sku_code, line.item_code, line.title, line.sku_id, line.sku_title,
                    line.price.value, line.quantity.milli, line.paid.value,
                    line.refunded_quantity.milli, line.refunded.value, line.discount.value,
                    line.shipped_at.unix_ms, line.carrier, line.waybill, line.pic_url);
  }
};

struct RefundRow {
  refund::Refund refund;
  std::string channel;
  std::string state;
  std::string came_from;
  std::int64_t arbitration = 0;
  std::int64_t claim = 0;
  std::int64_t phase = 0;
  std::int64_t goods = 0;
  std::int64_t closed_by_ship = 0;
  std::int64_t reviewed = 0;

  auto Members() {
    return std::tie(refund.id.value, refund.order.value, refund.line.value, refund.seller.value,
                    refund.buyer.value, channel, state, came_from, arbitration, claim, phase,
                    refund.amount.value, refund.post_fee.value, refund.quantity.milli,
                    refund.reason, refund.buyer_message, refund.refuse_reason, refund.batch.value,
                    refund.out_refund_id, refund.created.unix_ms, refund.modified.unix_ms,
                    refund.ended.unix_ms, refund.due.unix_ms, refund.version, refund.paused_ms,
                    goods, closed_by_ship, reviewed);
  }
  const refund::Refund& Get() {
    refund.channel = refund::ParseChannel(channel);
    refund.state = refund::ParseState(state);
    refund.came_from = refund::ParseState(came_from);
    refund.arbitration = static_cast<refund::Arbitration>(arbitration);
    refund.goods = static_cast<refund::GoodsStatus>(goods);
    refund.closed_by_ship = closed_by_ship != 0;
    refund.reviewed = reviewed != 0;
    refund.claim = static_cast<refund::Claim>(claim);
    refund.phase = static_cast<refund::Phase>(phase);
    return refund;
  }
  void Set(const refund::Refund& value) {
    refund = value;
    channel = refund::ToText(value.channel);
    state = refund::ToText(value.state);
    came_from = refund::ToText(value.came_from);
    arbitration = static_cast<std::int64_t>(value.arbitration);
    goods = static_cast<std::int64_t>(value.goods);
    closed_by_ship = value.closed_by_ship ? 1 : 0;
    reviewed = value.reviewed ? 1 : 0;
    claim = static_cast<std::int64_t>(value.claim);
    phase = static_cast<std::int64_t>(value.phase);
  }
};

}  // namespace ebbtide::store::sql
