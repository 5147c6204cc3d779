#pragma once

#include "store/orders.hpp"
#include "store/sql/prepared.hpp"
#include "store/sql/rows.hpp"

/// The statements about orders, with their variables; orders_sql.cpp runs them.
namespace ebbtide::store::sql {

/// Conditions of a Scope, on an order `o`.
#define EBBTIDE_ORDER_IN_SCOPE \
  "(:any = 1 OR o.seller_id = :scope_seller OR o.buyer_id = :scope_buyer)"

struct SelectOrder {
  static constexpr const char* kSql =
      "SELECT " EBBTIDE_ORDER_COLUMNS
      " FROM trade_order o WHERE o.order_id = :order_id AND " EBBTIDE_ORDER_IN_SCOPE;
  std::int64_t order_id = 0;
  ScopeRow scope;
  OrderRow row;
  void Bind(Binder& binder) {
    binder.OutRow(row);
    binder.In(order_id);
    binder.InRow(scope);
  }
};

struct SelectOrderView {
  static constexpr const char* kSql =
      "SELECT " EBBTIDE_ORDER_COLUMNS
      ", s.code, b.code FROM trade_order o JOIN party s ON s.party_id = o.seller_id "
      "LEFT JOIN party b ON b.party_id = o.buyer_id "
      "WHERE o.order_id = :order_id AND " EBBTIDE_ORDER_IN_SCOPE;
  std::int64_t order_id = 0;
  ScopeRow scope;
  OrderRow row;
  std::string seller_code, buyer_code;
  void Bind(Binder& binder) {
    binder.OutRow(row);
    binder.Out(seller_code, buyer_code);
    binder.In(order_id);
    binder.InRow(scope);
  }
};

struct SelectOrderOfLine {
  static constexpr const char* kSql =
      "SELECT o.order_id FROM order_line l JOIN trade_order o ON o.order_id = l.order_id "
      "WHERE l.line_id = :line_id AND " EBBTIDE_ORDER_IN_SCOPE;
  std::int64_t line_id = 0, order_id = 0;
  ScopeRow scope;
  void Bind(Binder& binder) {
    binder.Out(order_id).In(line_id);
    binder.InRow(scope);
  }
};

/// Each line with the refund of it that was applied for last, of two of one moment that of the
/// greater number; where there is none, nothing is known of it.
struct SelectLines {
  static constexpr const char* kSql =
      "SELECT " EBBTIDE_LINE_COLUMNS
      ", r.refund_id, COALESCE(r.state, 'CLOSED'), COALESCE(r.came_from, 'CLOSED'), "
      "(SELECT COALESCE(SUM(d.amount_fen), 0) FROM refund d WHERE d.order_id = l.order_id "
      "AND d.line_id = l.line_id AND d.state = 'SUCCESS') FROM order_line l LEFT JOIN refund r "
      "ON r.refund_id = (SELECT n.refund_id FROM refund n WHERE n.order_id = l.order_id "
      "AND n.line_id = l.line_id ORDER BY n.created_ms DESC, n.refund_id DESC LIMIT 1) "
      "WHERE l.order_id = :order_id ORDER BY l.line_id";
  std::int64_t order_id = 0, last_refund_id = 0, given_back = 0;
  LineRow row;
  std::string state, came_from;
  void Bind(Binder& binder) {
    binder.OutRow(row);
    binder.Out(last_refund_id, state, came_from, given_back).In(order_id);
  }
};

struct SelectWdkLine {
  static constexpr const char* kSql =
      "SELECT tb_line_id, stock_unit, sale_unit, sell_unit, buy_amount_stock, pick_amount_stock, "
      "ns_quantity, actual_pick_quantity, promise_status, trade_attributes FROM wdk_line "
      "WHERE line_id = :line_id";
  std::int64_t line_id = 0;
  refund::WdkLine line;
  void Bind(Binder& binder) {
    binder
        .Out(line.tb_line_id, line.stock_unit, line.sale_unit, line.sell_unit,
             line.buy_amount_stock, line.pick_amount_stock, line.ns_quantity,
             line.actual_pick_quantity, line.promise_status, line.trade_attributes)
        .In(line_id);
  }
};

struct ReceiverRow {
  refund::Receiver receiver;
  auto Members() {
    auto& r = receiver;
    return std::tie(r.name, r.phone, r.mobile, r.state, r.city, r.district, r.town, r.address,
                    r.zip, r.geo, r.from.unix_ms, r.until.unix_ms);
  }
};

struct SelectReceiver {
  static constexpr const char* kSql =
      "SELECT name, phone, mobile, state, city, district, town, address, zip, geo, from_ms, "
      "until_ms FROM order_receiver WHERE order_id = :order_id";
  std::int64_t order_id = 0;
  ReceiverRow row;
  void Bind(Binder& binder) {
    binder.OutRow(row);
    binder.In(order_id);
  }
};

struct InsertReceiverRow {
  static constexpr const char* kSql =
      "INSERT INTO order_receiver (order_id, name, phone, mobile, state, city, district, town, "
      "address, zip, geo, from_ms, until_ms) "
      "VALUES (:v1, :v2, :v3, :v4, :v5, :v6, :v7, :v8, :v9, :v10, :v11, :v12, :v13)";
  std::int64_t order_id = 0;
  ReceiverRow row;
  void Bind(Binder& binder) {
    binder.In(order_id);
    binder.InRow(row);
  }
};

struct SelectBySeller {
  static constexpr const char* kSql =
      "SELECT order_id FROM trade_order WHERE seller_id = :seller_id "
      "AND out_order_id = :out_order_id AND channel = :channel ORDER BY order_id";
  std::int64_t seller_id = 0, order_id = 0;
  std::string out_order_id, channel;
  void Bind(Binder& binder) { binder.Out(order_id).In(seller_id, out_order_id, channel); }
};

struct SelectByTaobaoOrder {
  static constexpr const char* kSql =
      "SELECT order_id FROM trade_order WHERE seller_id = :seller_id "
      "AND tb_order_id = :tb_order_id AND channel = :channel ORDER BY order_id";
  std::int64_t seller_id = 0, tb_order_id = 0, order_id = 0;
  std::string channel;
  void Bind(Binder& binder) { binder.Out(order_id).In(seller_id, tb_order_id, channel); }
};

struct SelectOpenmall {
  static constexpr const char* kSql =
      "SELECT buyer_channel, buyer_channel_id, shipping_type, mark FROM openmall_order "
      "WHERE order_id = :order_id";
  std::int64_t order_id = 0;
  refund::OpenmallOrder details;
  void Bind(Binder& binder) {
    binder.Out(details.buyer_channel, details.buyer_channel_id, details.shipping_type, details.mark)
        .In(order_id);
  }
};

struct UpdateOpenmall {
  static constexpr const char* kSql =
      "UPDATE openmall_order SET buyer_channel = :v1, buyer_channel_id = :v2, "
      "shipping_type = :v3, mark = :v4 WHERE order_id = :order_id";
  std::int64_t order_id = 0;
  refund::OpenmallOrder details;
  void Bind(Binder& binder) {
    binder.In(details.buyer_channel, details.buyer_channel_id, details.shipping_type, details.mark,
              order_id);
  }
};

struct InsertOpenmall {
  static constexpr const char* kSql =
      "INSERT INTO openmall_order (order_id, buyer_channel, buyer_channel_id, shipping_type, mark) "
      "VALUES (:order_id, :v1, :v2, :v3, :v4)";
  std::int64_t order_id = 0;
  refund::OpenmallOrder details;
  void Bind(Binder& binder) {
    binder.In(order_id, details.buyer_channel, details.buyer_channel_id, details.shipping_type,
              details.mark);
  }
};

struct SelectByBuyer {
  static constexpr const char* kSql =
      "SELECT order_id FROM trade_order WHERE buyer_id = :buyer_id "
      "AND out_order_id = :out_order_id AND channel = :channel ORDER BY order_id";
  std::int64_t buyer_id = 0, order_id = 0;
  std::string out_order_id, channel;
  void Bind(Binder& binder) { binder.Out(order_id).In(buyer_id, out_order_id, channel); }
};

struct SelectLine {
  static constexpr const char* kSql = "SELECT " EBBTIDE_LINE_COLUMNS
                                      " FROM order_line l "
                                      "WHERE l.line_id = :line_id AND l.order_id = :order_id";
  std::int64_t line_id = 0, order_id = 0;
  LineRow row;
  void Bind(Binder& binder) {
    binder.OutRow(row);
    binder.In(line_id, order_id);
  }
};

struct SelectLineId {
  static constexpr const char* kSql =
      "SELECT line_id FROM order_line WHERE out_line_id = :out_line_id AND order_id = :order_id";
  std::string out_line_id;
  std::int64_t order_id = 0, line_id = 0;
  void Bind(Binder& binder) { binder.Out(line_id).In(out_line_id, order_id); }
};

struct SelectPayments {
  static constexpr const char* kSql =
      "SELECT channel_code, paid_fen, refunded_fen FROM order_payment "
      "WHERE order_id = :order_id ORDER BY channel_code";
  std::int64_t order_id = 0;
  refund::Payment payment;
  void Bind(Binder& binder) {
    binder.Out(payment.channel_code, payment.paid.value, payment.refunded.value).In(order_id);
  }
};

struct SelectByKey {
  static constexpr const char* kSql =
      "SELECT order_id, content_digest FROM trade_order WHERE seller_id = :seller_id "
      "AND channel = :channel AND key_scope = :key_scope AND out_order_id = :out_order_id";
  std::int64_t seller_id = 0, order_id = 0;
  std::string channel, key_scope, out_order_id, content_digest;
  void Bind(Binder& binder) {
    binder.Out(order_id, content_digest).In(seller_id, channel, key_scope, out_order_id);
  }
};

// The guards of rule 1 and 2 (refund-domain section 11): check and reserve are one write. For IN
// and a list of words SQLite would make a table each time.
struct UpdateOrderReserved {
  static constexpr const char* kSql =
      "UPDATE trade_order SET refunded_fen = refunded_fen + :fen, "
      "refunded_post_fen = refunded_post_fen + :post_fen "
      "WHERE order_id = :order_id AND (state = 'paid' OR state = 'shipped' "
      "OR state = 'finished') "
      "AND refunded_fen + :fen_again <= paid_fen "
      "AND refunded_post_fen + :post_fen_again <= post_fee_fen";
  std::int64_t fen = 0, post_fen = 0, order_id = 0;
  void Bind(Binder& binder) { binder.In(fen, post_fen, order_id, fen, post_fen); }
};

struct UpdateOrderReleased {
  static constexpr const char* kSql =
      "UPDATE trade_order SET refunded_fen = refunded_fen - :fen, "
      "refunded_post_fen = refunded_post_fen - :post_fen WHERE order_id = :order_id "
      "AND refunded_fen >= :fen_again AND refunded_post_fen >= :post_fen_again";
  std::int64_t fen = 0, post_fen = 0, order_id = 0;
  void Bind(Binder& binder) { binder.In(fen, post_fen, order_id, fen, post_fen); }
};

struct UpdateLineReleased {
  static constexpr const char* kSql =
      "UPDATE order_line SET refunded_fen = refunded_fen - :fen, "
      "refunded_milli = refunded_milli - :milli WHERE line_id = :line_id "
      "AND refunded_fen >= :fen_again AND refunded_milli >= :milli_again";
  std::int64_t fen = 0, milli = 0, line_id = 0;
  void Bind(Binder& binder) { binder.In(fen, milli, line_id, fen, milli); }
};

struct UpdatePaymentReleased {
  static constexpr const char* kSql =
      "UPDATE order_payment SET refunded_fen = refunded_fen - :fen WHERE order_id = :order_id "
      "AND channel_code = :channel_code AND refunded_fen >= :fen_again";
  std::int64_t fen = 0, order_id = 0, channel_code = 0;
  void Bind(Binder& binder) { binder.In(fen, order_id, channel_code, fen); }
};

struct UpdateOrderSaved {
  static constexpr const char* kSql =
      "UPDATE trade_order SET state = :state, modified_ms = :modified, paid_ms = :paid, "
      "shipped_ms = :shipped, ended_ms = :ended, version = :version, "
      "first_change_ms = :first_change "
      "WHERE order_id = :order_id AND version = :version_before";
  refund::Order order;
  std::string state;
  std::int64_t version_before = 0;
  void Bind(Binder& binder) {
    binder.In(state, order.modified.unix_ms, order.paid_at.unix_ms, order.shipped_at.unix_ms,
              order.ended.unix_ms, order.version, order.first_change, order.id.value,
              version_before);
  }
};

struct InsertOrderChange {
  static constexpr const char* kSql =
      "INSERT INTO order_change (seller_id, at_ms, order_id, until_ms, state) "
      "VALUES (:seller_id, :at_ms, :order_id, :until_ms, :state)";
  std::int64_t seller_id = 0, at_ms = 0, order_id = 0, until_ms = 0;
  std::string state;
  void Bind(Binder& binder) { binder.In(seller_id, at_ms, order_id, until_ms, state); }
};

struct EndOrderChange {
  static constexpr const char* kSql =
      "UPDATE order_change SET until_ms = :until_ms WHERE seller_id = :seller_id "
      "AND at_ms = :at_ms AND order_id = :order_id";
  std::int64_t seller_id = 0, at_ms = 0, order_id = 0, until_ms = 0;
  void Bind(Binder& binder) { binder.In(until_ms, seller_id, at_ms, order_id); }
};

struct UpdateLineShipped {
  static constexpr const char* kSql =
      "UPDATE order_line SET shipped_ms = :shipped_ms, carrier = :carrier, waybill = :waybill "
      "WHERE line_id = :line_id AND shipped_ms = 0";
  refund::OrderLine line;
  void Bind(Binder& binder) {
    binder.In(line.shipped_at.unix_ms, line.carrier, line.waybill, line.id.value);
  }
};

struct UpdateLineReserved {
  static constexpr const char* kSql =
      "UPDATE order_line SET refunded_fen = refunded_fen + :fen, "
      "refunded_milli = refunded_milli + :milli "
      "WHERE line_id = :line_id AND refunded_fen + :fen_again <= paid_fen "
      "AND refunded_milli + :milli_again <= quantity_milli";
  std::int64_t fen = 0, milli = 0, line_id = 0;
  void Bind(Binder& binder) { binder.In(fen, milli, line_id, fen, milli); }
};

struct UpdatePaymentReserved {
  static constexpr const char* kSql =
      "UPDATE order_payment SET refunded_fen = refunded_fen + :fen "
      "WHERE order_id = :order_id AND channel_code = :channel_code "
      "AND refunded_fen + :fen_again <= paid_fen";
  std::int64_t fen = 0, order_id = 0, channel_code = 0;
  void Bind(Binder& binder) { binder.In(fen, order_id, channel_code, fen); }
};

struct InsertOrder {
  static constexpr const char* kSql =
      "INSERT INTO trade_order (order_id, channel, seller_id, buyer_id, out_order_id, shop_id, "
      "out_shop_id, store_id, tb_order_id, order_from, order_client, state, paid_fen, "
      "post_fee_fen, refunded_fen, created_ms, refunded_post_fen, modified_ms, paid_ms, "
      "shipped_ms, ended_ms, hold_until_ms, buyer_message, version, first_change_ms, "
      "sole_channel, key_scope, content_digest) "
      "VALUES (:v1, :v2, :v3, :v4, :v5, :v6, :v7, :v8, :v9, :v10, :v11, :v12, :v13, :v14, :v15, "
      ":v16, :v17, :v18, :v19, :v20, :v21, :v22, :v23, :v24, :v25, :v26, :key_scope, "
      ":content_digest)";
  OrderRow row;
  std::string key_scope, content_digest;
  void Bind(Binder& binder) {
    binder.InRow(row);
    binder.In(key_scope, content_digest);
  }
};

struct InsertLineRow {
  static constexpr const char* kSql =
      "INSERT INTO order_line (line_id, order_id, out_line_id, sku_code, out_sku_code, item_code, "
      "title, sku_id, sku_title, price_fen, quantity_milli, paid_fen, refunded_milli, "
      "refunded_fen, discount_fen, shipped_ms, carrier, waybill, pic_url, seller_id) "
      "VALUES (:v1, :v2, :v3, :v4, :v5, :v6, :v7, :v8, :v9, :v10, :v11, :v12, "
      ":v13, :v14, :v15, :v16, :v17, :v18, :v19, :seller_id)";
  LineRow row;
  std::int64_t seller_id = 0;
  void Bind(Binder& binder) {
    binder.InRow(row);
    binder.In(seller_id);
  }
};

struct InsertWdkLineRow {
  static constexpr const char* kSql =
      "INSERT INTO wdk_line (line_id, tb_line_id, stock_unit, sale_unit, sell_unit, "
      "buy_amount_stock, pick_amount_stock, ns_quantity, actual_pick_quantity, promise_status, "
      "trade_attributes) VALUES (:v1, :v2, :v3, :v4, :v5, :v6, :v7, :v8, :v9, :v10, :v11)";
  std::int64_t line_id = 0;
  refund::WdkLine line;
  void Bind(Binder& binder) {
    binder.In(line_id, line.tb_line_id, line.stock_unit, line.sale_unit, line.sell_unit,
              line.buy_amount_stock, line.pick_amount_stock, line.ns_quantity,
              line.actual_pick_quantity, line.promise_status, line.trade_attributes);
  }
};

struct InsertPaymentRow {
  static constexpr const char* kSql =
      "INSERT INTO order_payment (order_id, channel_code, paid_fen, refunded_fen) "
      "VALUES (:order_id, :channel_code, :paid_fen, :refunded_fen)";
  std::int64_t order_id = 0;
  refund::Payment payment;
  void Bind(Binder& binder) {
    binder.In(order_id, payment.channel_code, payment.paid.value, payment.refunded.value);
  }
};

struct OrderIdTaken {
  static constexpr const char* kSql = "SELECT 1 FROM trade_order WHERE order_id = :order_id";
  std::int64_t id = 0, found = 0;
  void Bind(Binder& binder) { binder.Out(found).In(id); }
};

struct LineIdTaken {
  static constexpr const char* kSql = "SELECT 1 FROM order_line WHERE line_id = :line_id";
  std::int64_t id = 0, found = 0;
  void Bind(Binder& binder) { binder.Out(found).In(id); }
};

}  // namespace ebbtide::store::sql
