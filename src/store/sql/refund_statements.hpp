#pragma once

#include <algorithm>
#include <array>
#include <span>

#include "store/event_hash.hpp"
#include "store/refunds.hpp"
#include "store/sql/prepared.hpp"
#include "store/sql/rows.hpp"

/// The statements about refunds, with their variables; refunds_sql.cpp runs them.
namespace ebbtide::store::sql {

#define EBBTIDE_STATUS_COLUMNS "r.refund_id, r.state, r.came_from, r.modified_ms"

struct StatusColumns {
  std::int64_t refund_id = 0, modified_ms = 0;
  std::string_view state, came_from;

  auto Members() { return std::tie(refund_id, state, came_from, modified_ms); }
  [[nodiscard]] RefundStatus Get() const {
    return {.id = {refund_id},
            .state = refund::ParseState(state),
            .came_from = refund::ParseState(came_from),
            .modified = {modified_ms}};
  }
};

/// The lines of an order. Their refunds are asked for all together, one search instead of one for
/// each line.
struct SelectLineIds {
  static constexpr const char* kSql =
      "SELECT line_id FROM order_line WHERE order_id = :order_id AND seller_id = :seller_id "
      "ORDER BY line_id";
  std::int64_t order_id = 0, seller_id = 0, line_id = 0;
  void Bind(Binder& binder) { binder.Out(line_id).In(order_id, seller_id); }
};

/// By line, those of a line from the first to the last.
struct SelectStatusOfOrder {
  static constexpr const char* kSql =
      "SELECT r.line_id, " EBBTIDE_STATUS_COLUMNS
      " FROM refund r WHERE r.order_id = :order_id ORDER BY r.line_id, r.created_ms, r.refund_id";
  std::int64_t order_id = 0, line_id = 0;
  StatusColumns row;
  void Bind(Binder& binder) {
    binder.Out(line_id).OutRow(row);
    binder.In(order_id);
  }
};

/// The line, and its refunds from the first to the last; nothing of a refund where there is none.
struct SelectStatusOfLine {
  static constexpr const char* kSql =
      "SELECT l.order_id, " EBBTIDE_STATUS_COLUMNS
      " FROM order_line l LEFT JOIN refund r ON r.order_id = l.order_id AND r.line_id = l.line_id "
      "WHERE l.line_id = :line_id AND l.seller_id = :seller_id ORDER BY r.created_ms, r.refund_id";
  std::int64_t line_id = 0, seller_id = 0, order_id = 0;
  StatusColumns row;
  void Bind(Binder& binder) {
    binder.Out(order_id).OutRow(row);
    binder.In(line_id, seller_id);
  }
};

/// A table of the numbers that a query is about. SQLite goes through it as it stands, so that rows
/// come in the order of the numbers; a statement for all of them takes two thirds of what a
/// statement for each does, and a tenth less than with IN or json_each.
#define EBBTIDE_WANTED                                                                       \
  "WITH wanted (id) AS (VALUES (?), (?), (?), (?), (?), (?), (?), (?), (?), (?), (?), (?), " \
  "(?), (?), (?), (?), (?), (?), (?), (?)) "

struct Wanted {
  static constexpr std::size_t kMost = 20;
  std::array<std::int64_t, kMost> ids{};  ///< 0, which nothing has, where there are fewer

  /// At most kMost.
  void Set(std::span<const refund::RefundId> wanted) {
    ids.fill(0);
    std::ranges::transform(wanted, ids.begin(), &refund::RefundId::value);
  }
  void Bind(Binder& binder) {
    for (auto& id : ids) binder.In(id);
  }
};

struct SelectWdk {
  static constexpr const char* kSql = EBBTIDE_WANTED
      "SELECT r.refund_id, o.order_id, l.line_id, r.state, r.arbitration, r.phase, r.amount_fen, "
      "r.post_fee_fen, r.quantity_milli, r.batch_id, r.out_refund_id, r.created_ms, r.ended_ms, "
      "w.refund_id, w.refund_type, w.sync_status, w.operator_id, w.operator_name, w.batch_time_ms, "
      "w.actual_refund_quantity, w.attributes, "
      "o.out_order_id, o.shop_id, o.out_shop_id, o.store_id, o.tb_order_id, o.order_from, "
      "o.order_client, o.sole_channel, "
      "l.out_line_id, l.sku_code, l.out_sku_code, l.item_code, l.quantity_milli, "
      "wl.tb_line_id, wl.stock_unit, wl.sale_unit, wl.sell_unit, wl.buy_amount_stock, "
      "wl.pick_amount_stock, wl.ns_quantity, wl.actual_pick_quantity, wl.promise_status, "
      "wl.trade_attributes, p.code, b.out_batch_id "
      "FROM wanted CROSS JOIN refund r ON r.refund_id = wanted.id "
      "LEFT JOIN wdk_refund w ON w.refund_id = r.refund_id "
      "JOIN trade_order o ON o.order_id = r.order_id "
      "JOIN order_line l ON l.line_id = r.line_id "
      "LEFT JOIN wdk_line wl ON wl.line_id = r.line_id "
      "LEFT JOIN party p ON p.party_id = r.buyer_id "
      "LEFT JOIN refund_batch b ON b.batch_id = r.batch_id "
      "WHERE wanted.id > 0 AND r.seller_id = :seller_id AND r.channel = 'wdk'";
  Wanted wanted;
  std::int64_t seller_id = 0;
  WdkRefundView view;
  std::string_view state;
  std::int64_t arbitration = 0, phase = 0;
  std::int64_t details_of = 0;  ///< the refund itself; 0 where it has no row of details
  std::int64_t sole_channel = 0;
  void Bind(Binder& binder) {
    auto& v = view;
    binder.Out(v.id.value, v.order.value, v.line.value, state, arbitration, phase, v.amount.value,
               v.post_fee.value, v.quantity.milli, v.batch.value, v.out_refund_id,
               v.created.unix_ms, v.ended.unix_ms);
    binder.Out(details_of, v.refund_type, v.sync_status, v.operator_id, v.operator_name,
               v.batch_time.unix_ms, v.actual_refund_quantity, v.attributes);
    binder.Out(v.out_order_id, v.shop_id, v.out_shop_id, v.store_id, v.tb_order_id, v.order_from,
               v.order_client, sole_channel);
    binder.Out(v.out_line_id, v.sku_code, v.out_sku_code, v.item_code, v.bought.milli);
    binder.Out(v.tb_line_id, v.stock_unit, v.sale_unit, v.sell_unit, v.buy_amount_stock,
               v.pick_amount_stock, v.ns_quantity, v.actual_pick_quantity, v.promise_status,
               v.trade_attributes, v.buyer_code, v.out_batch_id);
    wanted.Bind(binder);
    binder.In(seller_id);
  }
  /// The row but for its shares.
  WdkRefundView& Get() {
    view.state = refund::ParseState(state);
    view.arbitration = static_cast<refund::Arbitration>(arbitration);
    view.phase = static_cast<refund::Phase>(phase);
    if (details_of == 0) {
      static const refund::WdkRefund kAsMade;
      view.refund_type = kAsMade.refund_type;
      view.sync_status = kAsMade.sync_status;
    }
    return view;
  }
};

struct RefundShare {
  refund::RefundId refund;
  ChannelShare share;
};

/// The shares of a refund come by channel, as their primary key has them.
struct SelectWantedShares {
  static constexpr const char* kSql = EBBTIDE_WANTED
      "SELECT s.refund_id, s.channel_code, s.amount_fen "
      "FROM wanted CROSS JOIN refund_share s ON s.refund_id = wanted.id WHERE wanted.id > 0";
  Wanted wanted;
  RefundShare row;
  void Bind(Binder& binder) {
    binder.Out(row.refund.value, row.share.channel_code, row.share.amount.value);
    wanted.Bind(binder);
  }
};

struct SelectIdsOfLine {
  static constexpr const char* kSql =
      "SELECT r.refund_id FROM order_line l "
      "JOIN refund r ON r.order_id = l.order_id AND r.line_id = l.line_id "
      "WHERE l.line_id = :line_id AND l.seller_id = :seller_id ORDER BY r.refund_id";
  std::int64_t line_id = 0, seller_id = 0, refund_id = 0;
  void Bind(Binder& binder) { binder.Out(refund_id).In(line_id, seller_id); }
};

/// Kept ones, or the one of an order that was paid through one channel.
struct SelectShares {
  static constexpr const char* kSql =
      "SELECT channel_code, amount_fen FROM refund_share WHERE refund_id = :refund_id "
      "UNION ALL SELECT o.sole_channel, r.amount_fen + r.post_fee_fen FROM refund r "
      "JOIN trade_order o ON o.order_id = r.order_id WHERE r.refund_id = :again "
      "AND o.sole_channel >= 0 AND r.state <> 'CLOSED' AND r.amount_fen + r.post_fee_fen > 0 "
      "ORDER BY 1";
  std::int64_t refund_id = 0;
  ChannelShare share;
  void Bind(Binder& binder) {
    binder.Out(share.channel_code, share.amount.value).In(refund_id, refund_id);
  }
};

#define EBBTIDE_RETURN_COLUMNS                                                \
  "t.contact_name, t.mobile, t.province, t.city, t.area, t.town, t.address, " \
  "t.complete_address, t.zip, t.phone, t.mail_no, t.carrier, t.given_ms"

/// Of a Scope, on a refund `r`.
#define EBBTIDE_REFUND_IN_SCOPE \
  "(:any = 1 OR r.seller_id = :scope_seller OR r.buyer_id = :scope_buyer)"

/// All columns of a RefundView.
struct ViewRow {
  RefundRow refund;
  OrderRow order;
  LineRow line;
  RefundView rest;

  void Bind(Binder& binder) {
    binder.OutRow(refund);
    binder.OutRow(order);
    binder.OutRow(line);
    auto& c = rest.contact;
    auto& d = rest.delivery;
    binder.Out(rest.seller_code, rest.buyer_code, c.name, c.mobile, c.province, c.city, c.area,
               c.town, c.address, c.complete_address, c.zip, c.phone, d.mail_no, d.carrier,
               d.given.unix_ms);
  }
  RefundView Get() {
    RefundView view = rest;
    view.refund = refund.Get();
    view.order = order.Get();
    view.line = line.line;
    return view;
  }
};

#define EBBTIDE_SELECT_VIEW                                                              \
  "SELECT " EBBTIDE_REFUND_COLUMNS ", " EBBTIDE_ORDER_COLUMNS ", " EBBTIDE_LINE_COLUMNS  \
  ", s.code, d.code, " EBBTIDE_RETURN_COLUMNS                                            \
  " FROM refund r JOIN trade_order o ON o.order_id = r.order_id "                        \
  "JOIN order_line l ON l.line_id = r.line_id JOIN party s ON s.party_id = r.seller_id " \
  "LEFT JOIN party d ON d.party_id = r.buyer_id "                                        \
  "LEFT JOIN refund_return t ON t.refund_id = r.refund_id "

struct SelectView {
  static constexpr const char* kSql =
      EBBTIDE_SELECT_VIEW "WHERE r.refund_id = :refund_id AND " EBBTIDE_REFUND_IN_SCOPE;
  std::int64_t refund_id = 0;
  ScopeRow scope;
  ViewRow view;
  void Bind(Binder& binder) {
    view.Bind(binder);
    binder.In(refund_id);
    binder.InRow(scope);
  }
};

struct SelectEpp {
  static constexpr const char* kSql =
      "SELECT r.refund_id, r.state, r.claim, r.amount_fen, r.quantity_milli, r.reason, "
      "r.buyer_message, r.refuse_reason, r.created_ms, r.ended_ms, r.due_ms, "
      "t.contact_name, t.mobile, t.province, t.city, t.area, t.town, t.address, "
      "t.complete_address, t.mail_no, t.carrier, t.given_ms, "
      "o.order_id, o.paid_fen, d.party_id, d.code, "
      "l.line_id, l.item_code, l.title, l.sku_id, l.sku_title, l.price_fen, l.quantity_milli "
      "FROM refund r JOIN app_party a ON a.party_id = r.buyer_id "
      "JOIN party d ON d.party_id = r.buyer_id "
      "JOIN trade_order o ON o.order_id = r.order_id JOIN order_line l ON l.line_id = r.line_id "
      "LEFT JOIN refund_return t ON t.refund_id = r.refund_id "
      "WHERE r.refund_id = :refund_id AND r.channel = 'epp' AND d.kind = 'distributor' "
      "AND a.app_key = :app_key AND o.out_order_id = :out_order_id";
  std::int64_t refund_id = 0;
  std::string app_key, out_order_id;
  EppRefundView view;
  std::string state;
  std::int64_t claim = 0;
  void Bind(Binder& binder) {
    auto& v = view;
    auto& c = view.contact;
    auto& d = view.delivery;
    binder.Out(v.id.value, state, claim, v.amount.value, v.quantity.milli, v.reason,
               v.buyer_message, v.refuse_reason, v.created.unix_ms, v.ended.unix_ms, v.due.unix_ms);
    binder.Out(c.name, c.mobile, c.province, c.city, c.area, c.town, c.address, c.complete_address,
               d.mail_no, d.carrier, d.given.unix_ms);
    binder.Out(v.order.value, v.order_paid.value, v.buyer.value, v.buyer_code);
    binder.Out(v.line.value, v.item_code, v.title, v.sku_id, v.sku_title, v.price.value,
               v.bought.milli);
    binder.In(refund_id, app_key, out_order_id);
  }
  EppRefundView& Get() {
    view.state = refund::ParseState(state);
    view.claim = static_cast<refund::Claim>(claim);
    return view;
  }
};

struct SelectRefund {
  static constexpr const char* kSql =
      "SELECT " EBBTIDE_REFUND_COLUMNS
      " FROM refund r WHERE r.refund_id = :refund_id AND " EBBTIDE_REFUND_IN_SCOPE;
  std::int64_t refund_id = 0;
  ScopeRow scope;
  RefundRow row;
  void Bind(Binder& binder) {
    binder.OutRow(row);
    binder.In(refund_id);
    binder.InRow(scope);
  }
};

struct SelectOfOrder {
  static constexpr const char* kSql = "SELECT " EBBTIDE_REFUND_COLUMNS
                                      " FROM refund r WHERE r.order_id = :order_id "
                                      "ORDER BY r.created_ms, r.refund_id";
  std::int64_t order_id = 0;
  RefundRow row;
  void Bind(Binder& binder) {
    binder.OutRow(row);
    binder.In(order_id);
  }
};

struct SelectDue {
  static constexpr const char* kSql =
      "SELECT refund_id FROM refund WHERE due_ms BETWEEN 1 AND :now ORDER BY due_ms, refund_id "
      "LIMIT :size";
  std::int64_t now_ms = 0, size = 0, refund_id = 0;
  void Bind(Binder& binder) { binder.Out(refund_id).In(now_ms, size); }
};

struct SelectEventsAfter {
  static constexpr const char* kSql =
      "SELECT event, actor, version FROM refund_event WHERE refund_id = :refund_id "
      "AND version > :version ORDER BY sequence";
  std::int64_t refund_id = 0, version = 0;
  PastEvent event;
  void Bind(Binder& binder) {
    binder.Out(event.event, event.actor, event.version).In(refund_id, version);
  }
};

struct SelectXiaomanNumber {
  static constexpr const char* kSql =
      "SELECT r.refund_id FROM xiaoman_refund x JOIN refund r ON r.refund_id = x.refund_id "
      "WHERE x.apply_no = :apply_no AND r.buyer_id = :buyer_id ORDER BY r.refund_id LIMIT 1";
  std::string apply_no;
  std::int64_t buyer_id = 0, refund_id = 0;
  void Bind(Binder& binder) { binder.Out(refund_id).In(apply_no, buyer_id); }
};

struct SelectIdsOfBatch {
  static constexpr const char* kSql =
      "SELECT r.refund_id FROM refund_batch b "
      "JOIN refund r ON r.order_id = b.order_id AND r.batch_id = b.batch_id "
      "WHERE b.batch_id = :batch_id ORDER BY r.refund_id";
  std::int64_t batch_id = 0, refund_id = 0;
  void Bind(Binder& binder) { binder.Out(refund_id).In(batch_id); }
};

struct DeleteSharesOf {
  static constexpr const char* kSql = "DELETE FROM refund_share WHERE refund_id = :refund_id";
  std::int64_t refund_id = 0;
  void Bind(Binder& binder) { binder.In(refund_id); }
};

struct UpdateRefund {
  static constexpr const char* kSql =
      "UPDATE refund SET state = :v1, came_from = :v2, arbitration = :v3, claim = :v4, "
      "amount_fen = :v5, post_fee_fen = :v6, quantity_milli = :v7, reason = :v8, "
      "buyer_message = :v9, refuse_reason = :v10, modified_ms = :v11, ended_ms = :v12, "
      "due_ms = :v13, version = :v14, paused_ms = :v15, goods = :v16, closed_by_ship = :v17, "
      "reviewed = :v18 WHERE refund_id = :refund_id AND version = :version_before";
  RefundRow row;
  std::int64_t version_before = 0;
  void Bind(Binder& binder) {
    auto& r = row.refund;
    binder.In(row.state, row.came_from, row.arbitration, row.claim, r.amount.value,
              r.post_fee.value, r.quantity.milli, r.reason, r.buyer_message, r.refuse_reason,
              r.modified.unix_ms, r.ended.unix_ms, r.due.unix_ms, r.version, r.paused_ms, row.goods,
              row.closed_by_ship, row.reviewed, r.id.value, version_before);
  }
};

struct InsertChange {
  static constexpr const char* kSql =
      "INSERT INTO refund_change (seller_id, at_ms, refund_id, until_ms, shown) "
      "VALUES (:seller_id, :at_ms, :refund_id, 9007199254740991, :shown)";
  std::int64_t seller_id = 0, at_ms = 0, refund_id = 0;
  std::string shown;
  void Bind(Binder& binder) { binder.In(seller_id, at_ms, refund_id, shown); }
};

struct EndChange {
  static constexpr const char* kSql =
      "UPDATE refund_change SET until_ms = :until_ms WHERE seller_id = :seller_id "
      "AND at_ms = :at_ms AND refund_id = :refund_id";
  std::int64_t seller_id = 0, at_ms = 0, refund_id = 0, until_ms = 0;
  void Bind(Binder& binder) { binder.In(until_ms, seller_id, at_ms, refund_id); }
};

struct UpdateContact {
  static constexpr const char* kSql =
      "UPDATE refund_return SET contact_name = :v1, mobile = :v2, province = :v3, city = :v4, "
      "area = :v5, town = :v6, address = :v7, complete_address = :v8, zip = :v9, phone = :v10 "
      "WHERE refund_id = :refund_id";
  refund::ReturnContact contact;
  std::int64_t refund_id = 0;
  void Bind(Binder& binder) {
    auto& c = contact;
    binder.In(c.name, c.mobile, c.province, c.city, c.area, c.town, c.address, c.complete_address,
              c.zip, c.phone, refund_id);
  }
};

struct UpdateDelivery {
  static constexpr const char* kSql =
      "UPDATE refund_return SET mail_no = :mail_no, carrier = :carrier, given_ms = :given_ms "
      "WHERE refund_id = :refund_id";
  refund::ReturnDelivery delivery;
  std::int64_t refund_id = 0;
  void Bind(Binder& binder) {
    binder.In(delivery.mail_no, delivery.carrier, delivery.given.unix_ms, refund_id);
  }
};

struct UpdateXiaomanStatus {
  static constexpr const char* kSql =
      "UPDATE xiaoman_refund SET status = :status WHERE refund_id = :refund_id";
  std::string status;
  std::int64_t refund_id = 0;
  void Bind(Binder& binder) { binder.In(status, refund_id); }
};

struct SelectPictures {
  static constexpr const char* kSql =
      "SELECT url FROM refund_picture WHERE refund_id = :refund_id ORDER BY position";
  std::int64_t refund_id = 0;
  std::string url;
  void Bind(Binder& binder) { binder.Out(url).In(refund_id); }
};

struct SelectXiaomanLine {
  static constexpr const char* kSql =
      "SELECT l.line_id FROM order_line l JOIN trade_order o ON o.order_id = l.order_id "
      "WHERE l.out_line_id = :out_line_id AND o.buyer_id = :buyer_id AND o.channel = 'xiaoman'";
  std::string out_line_id;
  std::int64_t buyer_id = 0, line_id = 0;
  void Bind(Binder& binder) { binder.Out(line_id).In(out_line_id, buyer_id); }
};

struct SelectXiaomanRefunds {
  static constexpr const char* kSql =
      "SELECT r.refund_id, x.apply_no, x.type, x.status, r.modified_ms FROM order_line l "
      "JOIN refund r ON r.order_id = l.order_id AND r.line_id = l.line_id "
      "JOIN xiaoman_refund x ON x.refund_id = r.refund_id WHERE l.line_id = :line_id "
      "ORDER BY r.created_ms, r.refund_id";
  std::int64_t line_id = 0;
  XiaomanRefundView view;
  void Bind(Binder& binder) {
    binder
        .Out(view.id.value, view.words.apply_no, view.words.type, view.words.status,
             view.modified.unix_ms)
        .In(line_id);
  }
};

struct SelectBatch {
  static constexpr const char* kSql =
      "SELECT batch_id, order_id, content_digest, created_ms FROM refund_batch "
      "WHERE seller_id = :seller_id AND app_key = :app_key AND out_batch_id = :out_batch_id";
  Batch batch;
  void Bind(Binder& binder) {
    binder.Out(batch.id.value, batch.order.value, batch.content_digest, batch.created.unix_ms)
        .In(batch.owner.value, batch.app_key, batch.out_batch_id);
  }
};

struct InsertBatchRow {
  static constexpr const char* kSql =
      "INSERT INTO refund_batch (batch_id, app_key, seller_id, out_batch_id, order_id, "
      "content_digest, created_ms) VALUES (:v1, :v2, :v3, :v4, :v5, :v6, :v7)";
  Batch batch;
  void Bind(Binder& binder) {
    binder.In(batch.id.value, batch.app_key, batch.owner.value, batch.out_batch_id,
              batch.order.value, batch.content_digest, batch.created.unix_ms);
  }
};

struct InsertRefund {
  static constexpr const char* kSql =
      "INSERT INTO refund (refund_id, order_id, line_id, seller_id, buyer_id, channel, state, "
      "came_from, arbitration, claim, phase, amount_fen, post_fee_fen, quantity_milli, reason, "
      "buyer_message, refuse_reason, batch_id, out_refund_id, created_ms, modified_ms, ended_ms, "
      "due_ms, version, paused_ms, goods, closed_by_ship, reviewed) VALUES (:v1, :v2, :v3, :v4, "
      ":v5, :v6, :v7, :v8, :v9, :v10, :v11, :v12, :v13, :v14, :v15, :v16, :v17, :v18, :v19, :v20, "
      ":v21, :v22, :v23, :v24, :v25, :v26, :v27, :v28)";
  RefundRow row;
  void Bind(Binder& binder) { binder.InRow(row); }
};

struct InsertWdkRow {
  static constexpr const char* kSql =
      "INSERT INTO wdk_refund (refund_id, refund_type, sync_status, operator_id, operator_name, "
      "batch_time_ms, actual_refund_quantity, attributes) "
      "VALUES (:v1, :v2, :v3, :v4, :v5, :v6, :v7, :v8)";
  std::int64_t refund_id = 0;
  refund::WdkRefund wdk;
  void Bind(Binder& binder) {
    binder.In(refund_id, wdk.refund_type, wdk.sync_status, wdk.operator_id, wdk.operator_name,
              wdk.batch_time.unix_ms, wdk.actual_refund_quantity, wdk.attributes);
  }
};

struct InsertXiaomanRow {
  static constexpr const char* kSql =
      "INSERT INTO xiaoman_refund (refund_id, apply_no, type, status) "
      "VALUES (:refund_id, :apply_no, :type, :status)";
  std::int64_t refund_id = 0;
  refund::XiaomanRefund words;
  void Bind(Binder& binder) { binder.In(refund_id, words.apply_no, words.type, words.status); }
};

struct InsertReturnRow {
  static constexpr const char* kSql =
      "INSERT INTO refund_return (refund_id, contact_name, mobile, province, city, area, town, "
      "address, complete_address, mail_no, carrier, given_ms, zip, phone) "
      "VALUES (:v1, :v2, :v3, :v4, :v5, :v6, :v7, :v8, :v9, :v10, :v11, :v12, :v13, :v14)";
  std::int64_t refund_id = 0;
  refund::ReturnContact contact;
  refund::ReturnDelivery delivery;
  void Bind(Binder& binder) {
    binder.In(refund_id, contact.name, contact.mobile, contact.province, contact.city, contact.area,
              contact.town, contact.address, contact.complete_address, delivery.mail_no,
              delivery.carrier, delivery.given.unix_ms, contact.zip, contact.phone);
  }
};

struct InsertPictureRow {
  static constexpr const char* kSql =
      "INSERT INTO refund_picture (refund_id, position, url) VALUES (:refund_id, :position, :url)";
  std::int64_t refund_id = 0, position = 0;
  std::string url;
  void Bind(Binder& binder) { binder.In(refund_id, position, url); }
};

struct InsertShareRow {
  static constexpr const char* kSql =
      "INSERT INTO refund_share (refund_id, channel_code, amount_fen) "
      "VALUES (:refund_id, :channel_code, :amount_fen)";
  std::int64_t refund_id = 0;
  ChannelShare share;
  void Bind(Binder& binder) { binder.In(refund_id, share.channel_code, share.amount.value); }
};

struct SelectLastEvent {
  static constexpr const char* kSql =
      "SELECT sequence, hash FROM refund_event WHERE refund_id = :refund_id "
      "ORDER BY sequence DESC LIMIT 1";
  std::int64_t refund_id = 0, sequence = 0;
  std::string hash;
  void Bind(Binder& binder) { binder.Out(sequence, hash).In(refund_id); }
};

struct InsertEvent {
  static constexpr const char* kSql =
      "INSERT INTO refund_event (refund_id, sequence, event, actor, actor_name, state_before, "
      "state_after, amount_fen, topic, request_id, at_ms, previous_hash, hash, version, detail) "
      "VALUES (:v1, :v2, :v3, :v4, :v5, :v6, :v7, :v8, :v9, :v10, :v11, :v12, :v13, :v14, :v15)";
  StoredEvent event;
  void Bind(Binder& binder) {
    binder.In(event.refund_id, event.sequence, event.event, event.actor, event.actor_name,
              event.state_before, event.state_after, event.amount_fen, event.topic,
              event.request_id, event.at_ms, event.previous_hash, event.hash, event.version,
              event.detail);
  }
};

struct RefundIdTaken {
  static constexpr const char* kSql = "SELECT 1 FROM refund WHERE refund_id = :refund_id";
  std::int64_t id = 0, found = 0;
  void Bind(Binder& binder) { binder.Out(found).In(id); }
};

}  // namespace ebbtide::store::sql
