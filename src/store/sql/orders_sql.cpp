#include "store/sql/orders_sql.hpp"

#include "store/sql/prepared.hpp"
#include "store/sql/rows.hpp"

namespace ebbtide::store::sql {
namespace {

struct SelectOrder {
  static constexpr const char* kSql = "SELECT " EBBTIDE_ORDER_COLUMNS
                                      " FROM trade_order o "
                                      "WHERE o.order_id = :order_id AND o.seller_id = :seller_id";
  std::int64_t order_id = 0, seller_id = 0;
  OrderRow row;
  void Bind(Binder& binder) {
    binder.OutRow(row);
    binder.In(order_id, seller_id);
  }
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

// The guards of rule 1 and 2 (refund-domain section 11): check and reserve are one write.
struct UpdateOrderReserved {
  static constexpr const char* kSql =
      "UPDATE trade_order SET refunded_fen = refunded_fen + :fen "
      "WHERE order_id = :order_id AND state IN ('paid', 'shipped', 'finished') "
      "AND refunded_fen + :fen_again <= paid_fen";
  std::int64_t fen = 0, order_id = 0;
  void Bind(Binder& binder) { binder.In(fen, order_id, fen); }
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
      "post_fee_fen, refunded_fen, created_ms, key_scope, content_digest) "
      "VALUES (:v1, :v2, :v3, :v4, :v5, :v6, :v7, :v8, :v9, :v10, :v11, :v12, :v13, :v14, :v15, "
      ":v16, :key_scope, :content_digest)";
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
      "refunded_fen, seller_id, last_refund_id) "
      "VALUES (:v1, :v2, :v3, :v4, :v5, :v6, :v7, :v8, :v9, :v10, :v11, :v12, :v13, :v14, "
      ":seller_id, 0)";
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

class SqlOrders final : public Orders {
 public:
  explicit SqlOrders(soci::session& session)
      : select_order_(session),
        select_line_(session),
        select_line_id_(session),
        select_payments_(session),
        select_by_key_(session),
        reserve_order_(session),
        reserve_line_(session),
        reserve_payment_(session),
        insert_order_(session),
        insert_line_(session),
        insert_wdk_line_(session),
        insert_payment_(session),
        order_id_taken_(session),
        line_id_taken_(session) {}

  std::optional<refund::Order> Find(refund::PartyId seller, refund::OrderId id) override {
    select_order_->order_id = id.value;
    select_order_->seller_id = seller.value;
    if (!select_order_.One()) return std::nullopt;
    return select_order_->row.Get();
  }

  std::optional<refund::OrderLine> FindLine(refund::OrderId order, refund::LineId id) override {
    select_line_->line_id = id.value;
    select_line_->order_id = order.value;
    if (!select_line_.One()) return std::nullopt;
    return select_line_->row.line;
  }

  std::optional<refund::LineId> FindLineId(refund::OrderId order,
                                           std::string_view out_line_id) override {
    select_line_id_->order_id = order.value;
    select_line_id_->out_line_id = out_line_id;
    if (!select_line_id_.One()) return std::nullopt;
    return refund::LineId{select_line_id_->line_id};
  }

  std::vector<refund::Payment> PaymentsOf(refund::OrderId order) override {
    std::vector<refund::Payment> payments;
    select_payments_->order_id = order.value;
    select_payments_.Each([&] { payments.push_back(select_payments_->payment); });
    return payments;
  }

  std::optional<KnownOrder> FindByKey(const OrderKey& key) override {
    select_by_key_->seller_id = key.seller.value;
    select_by_key_->channel = refund::ToText(key.channel);
    select_by_key_->key_scope = key.scope;
    select_by_key_->out_order_id = key.out_order_id;
    if (!select_by_key_.One()) return std::nullopt;
    return KnownOrder{{select_by_key_->order_id}, select_by_key_->content_digest};
  }

  bool ReserveOrder(refund::OrderId order, Fen total) override {
    reserve_order_->order_id = order.value;
    reserve_order_->fen = total.value;
    return reserve_order_.Change() == 1;
  }

  bool ReserveLine(refund::LineId line, const refund::Claimed& claimed) override {
    reserve_line_->line_id = line.value;
    reserve_line_->fen = claimed.amount.value;
    reserve_line_->milli = claimed.quantity.milli;
    return reserve_line_.Change() == 1;
  }

  bool ReservePayment(refund::OrderId order, std::int64_t channel_code, Fen amount) override {
    reserve_payment_->order_id = order.value;
    reserve_payment_->channel_code = channel_code;
    reserve_payment_->fen = amount.value;
    return reserve_payment_.Change() == 1;
  }

  void Insert(const refund::Order& order, std::string_view scope,
              std::string_view content_digest) override {
    insert_order_->row.Set(order);
    insert_order_->key_scope = scope;
    insert_order_->content_digest = content_digest;
    InsertOne(insert_order_);
  }

  void InsertLine(const refund::OrderLine& line, const refund::Order& order) override {
    insert_line_->row.line = line;
    insert_line_->seller_id = order.seller.value;
    InsertOne(insert_line_);
  }

  void InsertWdkLine(refund::LineId line, const refund::WdkLine& details) override {
    insert_wdk_line_->line_id = line.value;
    insert_wdk_line_->line = details;
    InsertOne(insert_wdk_line_);
  }

  void InsertPayment(refund::OrderId order, const refund::Payment& payment) override {
    insert_payment_->order_id = order.value;
    insert_payment_->payment = payment;
    InsertOne(insert_payment_);
  }

  bool IsOrderIdTaken(refund::OrderId id) override {
    order_id_taken_->id = id.value;
    return order_id_taken_.One();
  }

  bool IsLineIdTaken(refund::LineId id) override {
    line_id_taken_->id = id.value;
    return line_id_taken_.One();
  }

 private:
  Prepared<SelectOrder> select_order_;
  Prepared<SelectLine> select_line_;
  Prepared<SelectLineId> select_line_id_;
  Prepared<SelectPayments> select_payments_;
  Prepared<SelectByKey> select_by_key_;
  Prepared<UpdateOrderReserved> reserve_order_;
  Prepared<UpdateLineReserved> reserve_line_;
  Prepared<UpdatePaymentReserved> reserve_payment_;
  Prepared<InsertOrder> insert_order_;
  Prepared<InsertLineRow> insert_line_;
  Prepared<InsertWdkLineRow> insert_wdk_line_;
  Prepared<InsertPaymentRow> insert_payment_;
  Prepared<OrderIdTaken> order_id_taken_;
  Prepared<LineIdTaken> line_id_taken_;
};

}  // namespace

std::unique_ptr<Orders> MakeOrders(soci::session& session) {
  return std::make_unique<SqlOrders>(session);
}

}  // namespace ebbtide::store::sql
