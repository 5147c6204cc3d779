#include "store/sql/refunds_sql.hpp"

#include "store/event_hash.hpp"
#include "store/sql/prepared.hpp"
#include "store/sql/rows.hpp"

namespace ebbtide::store::sql {
namespace {

/// Both status queries; a line without refunds has 0 for `last_refund_id`.
#define EBBTIDE_STATUS_OF_LINES                                                           \
  "SELECT l.line_id, l.order_id, COALESCE(r.refund_id, 0), COALESCE(r.state, 'CLOSED'), " \
  "COALESCE(r.came_from, 'CLOSED'), COALESCE(r.modified_ms, 0) "                          \
  "FROM order_line l LEFT JOIN refund r ON r.refund_id = l.last_refund_id "

struct StatusColumns {
  LineStatus status;
  std::int64_t refund_id = 0, modified_ms = 0;
  std::string state, came_from;

  auto Members() {
    return std::tie(status.line.value, status.order.value, refund_id, state, came_from,
                    modified_ms);
  }
  const LineStatus& Get() {
    status.last.reset();
    if (refund_id == 0) return status;
    auto& last = status.last.emplace();
    last.id = {refund_id};
    last.state = refund::ParseState(state);
    last.came_from = refund::ParseState(came_from);
    last.modified = {modified_ms};
    return status;
  }
};

struct SelectStatusOfOrder {
  static constexpr const char* kSql = EBBTIDE_STATUS_OF_LINES
      "WHERE l.order_id = :order_id AND l.seller_id = :seller_id ORDER BY l.line_id";
  std::int64_t order_id = 0, seller_id = 0;
  StatusColumns row;
  void Bind(Binder& binder) {
    binder.OutRow(row);
    binder.In(order_id, seller_id);
  }
};

struct SelectStatusOfLine {
  static constexpr const char* kSql =
      EBBTIDE_STATUS_OF_LINES "WHERE l.line_id = :line_id AND l.seller_id = :seller_id";
  std::int64_t line_id = 0, seller_id = 0;
  StatusColumns row;
  void Bind(Binder& binder) {
    binder.OutRow(row);
    binder.In(line_id, seller_id);
  }
};

struct SelectWdk {
  static constexpr const char* kSql =
      "SELECT " EBBTIDE_REFUND_COLUMNS ", " EBBTIDE_ORDER_COLUMNS ", " EBBTIDE_LINE_COLUMNS
      ", COALESCE(wl.tb_line_id, 0), COALESCE(wl.stock_unit, ''), COALESCE(wl.sale_unit, ''), "
      "COALESCE(wl.sell_unit, ''), COALESCE(wl.buy_amount_stock, ''), "
      "COALESCE(wl.pick_amount_stock, ''), COALESCE(wl.ns_quantity, ''), "
      "COALESCE(wl.actual_pick_quantity, ''), COALESCE(wl.promise_status, ''), "
      "COALESCE(wl.trade_attributes, ''), "
      "w.refund_type, w.sync_status, w.operator_id, w.operator_name, w.batch_time_ms, "
      "w.actual_refund_quantity, w.attributes, "
      "m.code, COALESCE(p.code, ''), COALESCE(b.out_batch_id, '') "
      "FROM refund r JOIN wdk_refund w ON w.refund_id = r.refund_id "
      "JOIN trade_order o ON o.order_id = r.order_id "
      "JOIN order_line l ON l.line_id = r.line_id "
      "JOIN party m ON m.party_id = r.seller_id "
      "LEFT JOIN wdk_line wl ON wl.line_id = r.line_id "
      "LEFT JOIN party p ON p.party_id = r.buyer_id "
      "LEFT JOIN refund_batch b ON b.batch_id = r.batch_id "
      "WHERE r.refund_id = :refund_id AND r.seller_id = :seller_id "
      "AND (:any_order_from = 1 OR o.order_from = :order_from) "
      "AND (:any_shop = '' OR o.shop_id = :shop_id) "
      "AND (:any_store = '' OR o.store_id = :store_id)";
  std::int64_t refund_id = 0, seller_id = 0, any_order_from = 0, order_from = 0;
  std::string shop_id, store_id;
  RefundRow refund;
  OrderRow order;
  LineRow line;
  WdkRefundView rest;  // what is not in the three rows
  void Bind(Binder& binder) {
    binder.OutRow(refund);
    binder.OutRow(order);
    binder.OutRow(line);
    auto& wl = rest.wdk_line;
    auto& w = rest.wdk;
    binder.Out(wl.tb_line_id, wl.stock_unit, wl.sale_unit, wl.sell_unit, wl.buy_amount_stock,
               wl.pick_amount_stock, wl.ns_quantity, wl.actual_pick_quantity, wl.promise_status,
               wl.trade_attributes, w.refund_type, w.sync_status, w.operator_id, w.operator_name,
               w.batch_time.unix_ms, w.actual_refund_quantity, w.attributes, rest.merchant_code,
               rest.buyer_code, rest.out_batch_id);
    binder.In(refund_id, seller_id, any_order_from, order_from, shop_id, shop_id, store_id,
              store_id);
  }
};

struct SelectIdsOfLine {
  static constexpr const char* kSql =
      "SELECT refund_id FROM refund WHERE line_id = :line_id AND seller_id = :seller_id "
      "ORDER BY refund_id";
  std::int64_t line_id = 0, seller_id = 0, refund_id = 0;
  void Bind(Binder& binder) { binder.Out(refund_id).In(line_id, seller_id); }
};

struct SelectShares {
  static constexpr const char* kSql =
      "SELECT channel_code, amount_fen FROM refund_share WHERE refund_id = :refund_id "
      "ORDER BY channel_code";
  std::int64_t refund_id = 0;
  ChannelShare share;
  void Bind(Binder& binder) { binder.Out(share.channel_code, share.amount.value).In(refund_id); }
};

struct SelectEpp {
  static constexpr const char* kSql =
      "SELECT " EBBTIDE_REFUND_COLUMNS ", " EBBTIDE_ORDER_COLUMNS ", " EBBTIDE_LINE_COLUMNS
      ", d.code, COALESCE(t.contact_name, ''), COALESCE(t.mobile, ''), COALESCE(t.province, ''), "
      "COALESCE(t.city, ''), COALESCE(t.area, ''), COALESCE(t.town, ''), COALESCE(t.address, ''), "
      "COALESCE(t.complete_address, ''), COALESCE(t.mail_no, ''), COALESCE(t.carrier, ''), "
      "COALESCE(t.given_ms, 0) "
      "FROM refund r JOIN trade_order o ON o.order_id = r.order_id "
      "JOIN order_line l ON l.line_id = r.line_id "
      "JOIN party d ON d.party_id = r.buyer_id "
      "JOIN app_party a ON a.party_id = r.buyer_id "
      "LEFT JOIN refund_return t ON t.refund_id = r.refund_id "
      "WHERE r.refund_id = :refund_id AND r.channel = 'epp' AND d.kind = 'distributor' "
      "AND a.app_key = :app_key AND o.out_order_id = :out_order_id";
  std::int64_t refund_id = 0;
  std::string app_key, out_order_id;
  RefundRow refund;
  OrderRow order;
  LineRow line;
  EppRefundView rest;
  void Bind(Binder& binder) {
    binder.OutRow(refund);
    binder.OutRow(order);
    binder.OutRow(line);
    auto& contact = rest.contact;
    binder.Out(rest.distributor_code, contact.name, contact.mobile, contact.province, contact.city,
               contact.area, contact.town, contact.address, contact.complete_address,
               rest.delivery.mail_no, rest.delivery.carrier, rest.delivery.given.unix_ms);
    binder.In(refund_id, app_key, out_order_id);
  }
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
      "SELECT x.apply_no, x.type, x.status, r.modified_ms FROM refund r "
      "JOIN xiaoman_refund x ON x.refund_id = r.refund_id WHERE r.line_id = :line_id "
      "ORDER BY r.created_ms, r.refund_id";
  std::int64_t line_id = 0;
  XiaomanRefundView view;
  void Bind(Binder& binder) {
    binder.Out(view.words.apply_no, view.words.type, view.words.status, view.modified.unix_ms)
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
        .In(batch.seller.value, batch.app_key, batch.out_batch_id);
  }
};

struct InsertBatchRow {
  static constexpr const char* kSql =
      "INSERT INTO refund_batch (batch_id, app_key, seller_id, out_batch_id, order_id, "
      "content_digest, created_ms) VALUES (:v1, :v2, :v3, :v4, :v5, :v6, :v7)";
  Batch batch;
  void Bind(Binder& binder) {
    binder.In(batch.id.value, batch.app_key, batch.seller.value, batch.out_batch_id,
              batch.order.value, batch.content_digest, batch.created.unix_ms);
  }
};

struct InsertRefund {
  static constexpr const char* kSql =
      "INSERT INTO refund (refund_id, order_id, line_id, seller_id, buyer_id, channel, state, "
      "came_from, arbitration, claim, phase, amount_fen, post_fee_fen, quantity_milli, reason, "
      "buyer_message, refuse_reason, batch_id, out_refund_id, created_ms, modified_ms, ended_ms, "
      "due_ms, version) VALUES (:v1, :v2, :v3, :v4, :v5, :v6, :v7, :v8, :v9, :v10, :v11, :v12, "
      ":v13, :v14, :v15, :v16, :v17, :v18, :v19, :v20, :v21, :v22, :v23, :v24)";
  RefundRow row;
  void Bind(Binder& binder) { binder.InRow(row); }
};

struct UpdateLastRefund {
  static constexpr const char* kSql =
      "UPDATE order_line SET last_refund_id = :refund_id WHERE line_id = :line_id";
  std::int64_t refund_id = 0, line_id = 0;
  void Bind(Binder& binder) { binder.In(refund_id, line_id); }
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
      "address, complete_address, mail_no, carrier, given_ms) "
      "VALUES (:v1, :v2, :v3, :v4, :v5, :v6, :v7, :v8, :v9, :v10, :v11, :v12)";
  std::int64_t refund_id = 0;
  refund::ReturnContact contact;
  refund::ReturnDelivery delivery;
  void Bind(Binder& binder) {
    binder.In(refund_id, contact.name, contact.mobile, contact.province, contact.city, contact.area,
              contact.town, contact.address, contact.complete_address, delivery.mail_no,
              delivery.carrier, delivery.given.unix_ms);
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
      "state_after, amount_fen, topic, request_id, at_ms, previous_hash, hash) "
      "VALUES (:v1, :v2, :v3, :v4, :v5, :v6, :v7, :v8, :v9, :v10, :v11, :v12, :v13)";
  StoredEvent event;
  void Bind(Binder& binder) {
    binder.In(event.refund_id, event.sequence, event.event, event.actor, event.actor_name,
              event.state_before, event.state_after, event.amount_fen, event.topic,
              event.request_id, event.at_ms, event.previous_hash, event.hash);
  }
};

struct RefundIdTaken {
  static constexpr const char* kSql = "SELECT 1 FROM refund WHERE refund_id = :refund_id";
  std::int64_t id = 0, found = 0;
  void Bind(Binder& binder) { binder.Out(found).In(id); }
};

class SqlRefunds final : public Refunds {
 public:
  explicit SqlRefunds(soci::session& session)
      : status_of_order_(session),
        status_of_line_(session),
        select_wdk_(session),
        ids_of_line_(session),
        select_shares_(session),
        select_epp_(session),
        select_pictures_(session),
        xiaoman_line_(session),
        xiaoman_refunds_(session),
        select_batch_(session),
        insert_batch_(session),
        insert_refund_(session),
        update_last_refund_(session),
        insert_wdk_(session),
        insert_xiaoman_(session),
        insert_return_(session),
        insert_picture_(session),
        insert_share_(session),
        last_event_(session),
        insert_event_(session),
        id_taken_(session) {}

  std::vector<LineStatus> StatusOfOrder(refund::PartyId seller, refund::OrderId order) override {
    std::vector<LineStatus> lines;
    status_of_order_->order_id = order.value;
    status_of_order_->seller_id = seller.value;
    status_of_order_.Each([&] { lines.push_back(status_of_order_->row.Get()); });
    return lines;
  }

  std::optional<LineStatus> StatusOfLine(refund::PartyId seller, refund::LineId line) override {
    status_of_line_->line_id = line.value;
    status_of_line_->seller_id = seller.value;
    if (!status_of_line_.One()) return std::nullopt;
    return status_of_line_->row.Get();
  }

  std::optional<WdkRefundView> FindWdk(refund::PartyId seller, refund::RefundId id,
                                       const WdkFilter& filter) override {
    auto& query = *select_wdk_.operator->();
    query.refund_id = id.value;
    query.seller_id = seller.value;
    query.any_order_from = filter.order_from ? 0 : 1;
    query.order_from = filter.order_from.value_or(0);
    query.shop_id = filter.shop_id;
    query.store_id = filter.store_id;
    if (!select_wdk_.One()) return std::nullopt;
    WdkRefundView view = query.rest;
    view.refund = query.refund.Get();
    view.order = query.order.Get();
    view.line = query.line.line;
    return view;
  }

  std::vector<refund::RefundId> IdsOfLine(refund::PartyId seller, refund::LineId line) override {
    std::vector<refund::RefundId> ids;
    ids_of_line_->line_id = line.value;
    ids_of_line_->seller_id = seller.value;
    ids_of_line_.Each([&] { ids.push_back({ids_of_line_->refund_id}); });
    return ids;
  }

  std::vector<ChannelShare> SharesOf(refund::RefundId id) override {
    std::vector<ChannelShare> shares;
    select_shares_->refund_id = id.value;
    select_shares_.Each([&] { shares.push_back(select_shares_->share); });
    return shares;
  }

  std::optional<EppRefundView> FindEpp(std::string_view app_key, refund::RefundId id,
                                       std::string_view out_order_id) override {
    auto& query = *select_epp_.operator->();
    query.refund_id = id.value;
    query.app_key = app_key;
    query.out_order_id = out_order_id;
    if (!select_epp_.One()) return std::nullopt;
    EppRefundView view = query.rest;
    view.refund = query.refund.Get();
    view.order = query.order.Get();
    view.line = query.line.line;
    return view;
  }

  std::vector<std::string> PicturesOf(refund::RefundId id) override {
    std::vector<std::string> urls;
    select_pictures_->refund_id = id.value;
    select_pictures_.Each([&] { urls.push_back(select_pictures_->url); });
    return urls;
  }

  std::optional<refund::LineId> FindXiaomanLine(refund::PartyId customer,
                                                std::string_view out_line_id) override {
    xiaoman_line_->buyer_id = customer.value;
    xiaoman_line_->out_line_id = out_line_id;
    if (!xiaoman_line_.One()) return std::nullopt;
    return refund::LineId{xiaoman_line_->line_id};
  }

  std::vector<XiaomanRefundView> XiaomanRefundsOf(refund::LineId line) override {
    std::vector<XiaomanRefundView> views;
    xiaoman_refunds_->line_id = line.value;
    xiaoman_refunds_.Each([&] { views.push_back(xiaoman_refunds_->view); });
    return views;
  }

  std::optional<Batch> FindBatch(std::string_view app_key, refund::PartyId seller,
                                 std::string_view out_batch_id) override {
    auto& batch = select_batch_->batch;
    batch.app_key = app_key;
    batch.seller = seller;
    batch.out_batch_id = out_batch_id;
    if (!select_batch_.One()) return std::nullopt;
    return batch;
  }

  void InsertBatch(const Batch& batch) override {
    insert_batch_->batch = batch;
    InsertOne(insert_batch_);
  }

  void Insert(const refund::Refund& refund) override {
    insert_refund_->row.Set(refund);
    InsertOne(insert_refund_);
    update_last_refund_->refund_id = refund.id.value;
    update_last_refund_->line_id = refund.line.value;
    if (update_last_refund_.Change() != 1) throw std::runtime_error("a refund without its line");
  }

  void InsertWdk(refund::RefundId id, const refund::WdkRefund& details) override {
    insert_wdk_->refund_id = id.value;
    insert_wdk_->wdk = details;
    InsertOne(insert_wdk_);
  }

  void InsertXiaoman(refund::RefundId id, const refund::XiaomanRefund& words) override {
    insert_xiaoman_->refund_id = id.value;
    insert_xiaoman_->words = words;
    InsertOne(insert_xiaoman_);
  }

  void InsertReturn(refund::RefundId id, const refund::ReturnContact& contact,
                    const refund::ReturnDelivery& delivery) override {
    insert_return_->refund_id = id.value;
    insert_return_->contact = contact;
    insert_return_->delivery = delivery;
    InsertOne(insert_return_);
  }

  void InsertPicture(refund::RefundId id, std::int64_t position, std::string_view url) override {
    insert_picture_->refund_id = id.value;
    insert_picture_->position = position;
    insert_picture_->url = url;
    InsertOne(insert_picture_);
  }

  void InsertShare(refund::RefundId id, const ChannelShare& share) override {
    insert_share_->refund_id = id.value;
    insert_share_->share = share;
    InsertOne(insert_share_);
  }

  void AppendEvent(const RefundEvent& event) override {
    last_event_->refund_id = event.refund.value;
    const bool first = !last_event_.One();
    insert_event_->event = first ? Chained(event, 1, "")
                                 : Chained(event, last_event_->sequence + 1, last_event_->hash);
    InsertOne(insert_event_);
  }

  bool IsIdTaken(refund::RefundId id) override {
    id_taken_->id = id.value;
    return id_taken_.One();
  }

 private:
  Prepared<SelectStatusOfOrder> status_of_order_;
  Prepared<SelectStatusOfLine> status_of_line_;
  Prepared<SelectWdk> select_wdk_;
  Prepared<SelectIdsOfLine> ids_of_line_;
  Prepared<SelectShares> select_shares_;
  Prepared<SelectEpp> select_epp_;
  Prepared<SelectPictures> select_pictures_;
  Prepared<SelectXiaomanLine> xiaoman_line_;
  Prepared<SelectXiaomanRefunds> xiaoman_refunds_;
  Prepared<SelectBatch> select_batch_;
  Prepared<InsertBatchRow> insert_batch_;
  Prepared<InsertRefund> insert_refund_;
  Prepared<UpdateLastRefund> update_last_refund_;
  Prepared<InsertWdkRow> insert_wdk_;
  Prepared<InsertXiaomanRow> insert_xiaoman_;
  Prepared<InsertReturnRow> insert_return_;
  Prepared<InsertPictureRow> insert_picture_;
  Prepared<InsertShareRow> insert_share_;
  Prepared<SelectLastEvent> last_event_;
  Prepared<InsertEvent> insert_event_;
  Prepared<RefundIdTaken> id_taken_;
};

}  // namespace

std::unique_ptr<Refunds> MakeRefunds(soci::session& session) {
  return std::make_unique<SqlRefunds>(session);
}

}  // namespace ebbtide::store::sql
