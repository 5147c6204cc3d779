#include "store/sql/orders_sql.hpp"

#include "store/sql/list_query.hpp"
#include "store/sql/order_statements.hpp"

namespace ebbtide::store::sql {
namespace {

/// What tells orders of one state apart.
void NarrowWithinState(const OrderFilter& filter, ListQuery& query) {
  if (filter.was_paid) {
    query.Where("CASE WHEN o.paid_ms > 0 THEN 1 ELSE 0 END = ?",
                std::int64_t{*filter.was_paid ? 1 : 0});
  }
  if (filter.any_shipped) {
    const std::string exists =
        "EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.order_id "
        "AND l.shipped_ms BETWEEN 1 AND ?)";
    query.Where(*filter.any_shipped ? exists : "NOT " + exists, filter.as_of.unix_ms);
  }
  if (filter.held) {
    query.Where(*filter.held ? "o.hold_until_ms > ?" : "o.hold_until_ms <= ?",
                filter.as_of.unix_ms);
  }
}

/// What narrows both lists of orders.
void Narrow(const OrderFilter& filter, ListQuery& query) {
  NarrowWithinState(filter, query);
  if (filter.channel) query.Where("o.channel = ?", refund::ToText(*filter.channel));
  if (!filter.buyer_code.empty()) {
    query.Where("o.buyer_id IN (SELECT party_id FROM party WHERE code = ?)", filter.buyer_code);
  }
  query.NarrowOrder(filter);
}

std::vector<std::string> WordsOf(const std::vector<refund::OrderState>& states) {
  std::vector<std::string> words;
  words.reserve(states.size());
  for (const auto state : states) words.emplace_back(refund::ToText(state));
  return words;
}

class SqlOrders final : public Orders {
 public:
  explicit SqlOrders(soci::session& session)
      : session_(session),
        select_order_(session),
        select_order_view_(session),
        select_order_of_line_(session),
        select_lines_(session),
        select_wdk_line_(session),
        select_receiver_(session),
        insert_receiver_(session),
        select_openmall_(session),
        update_openmall_(session),
        insert_openmall_(session),
        select_by_seller_(session),
        select_by_taobao_order_(session),
        select_by_buyer_(session),
        select_line_(session),
        select_line_id_(session),
        select_payments_(session),
        select_by_key_(session),
        reserve_order_(session),
        reserve_line_(session),
        reserve_payment_(session),
        release_order_(session),
        release_line_(session),
        release_payment_(session),
        save_order_(session),
        insert_change_(session),
        end_change_(session),
        ship_line_(session),
        insert_order_(session),
        insert_line_(session),
        insert_wdk_line_(session),
        insert_payment_(session),
        order_id_taken_(session),
        line_id_taken_(session) {}

  std::optional<refund::Order> Find(const Scope& scope, refund::OrderId id) override {
    select_order_->order_id = id.value;
    select_order_->scope.Set(scope);
    if (!select_order_.One()) return std::nullopt;
    return select_order_->row.Get();
  }

  std::optional<OrderView> FindView(const Scope& scope, refund::OrderId id) override {
    select_order_view_->order_id = id.value;
    select_order_view_->scope.Set(scope);
    if (!select_order_view_.One()) return std::nullopt;
    return OrderView{select_order_view_->row.Get(), select_order_view_->seller_code,
                     select_order_view_->buyer_code};
  }

  std::optional<refund::OrderId> FindOrderOfLine(const Scope& scope, refund::LineId line) override {
    select_order_of_line_->line_id = line.value;
    select_order_of_line_->scope.Set(scope);
    if (!select_order_of_line_.One()) return std::nullopt;
    return refund::OrderId{select_order_of_line_->order_id};
  }

  std::vector<LineView> LinesOf(refund::OrderId order) override {
    std::vector<LineView> lines;
    auto& query = *select_lines_.operator->();
    query.order_id = order.value;
    select_lines_.Each([&] {
      lines.push_back({query.row.line,
                       {query.last_refund_id},
                       refund::ParseState(query.state),
                       refund::ParseState(query.came_from),
                       {query.given_back}});
    });
    return lines;
  }

  std::optional<refund::WdkLine> FindWdkLine(refund::LineId line) override {
    select_wdk_line_->line_id = line.value;
    if (!select_wdk_line_.One()) return std::nullopt;
    return select_wdk_line_->line;
  }

  refund::Receiver ReceiverOf(refund::OrderId order) override {
    select_receiver_->order_id = order.value;
    if (!select_receiver_.One()) return {};
    return select_receiver_->row.receiver;
  }

  std::vector<refund::OrderId> FindBySeller(refund::PartyId seller, refund::Channel channel,
                                            std::string_view out_order_id) override {
    std::vector<refund::OrderId> ids;
    select_by_seller_->seller_id = seller.value;
    select_by_seller_->channel = refund::ToText(channel);
    select_by_seller_->out_order_id = out_order_id;
    select_by_seller_.Each([&] { ids.push_back({select_by_seller_->order_id}); });
    return ids;
  }

  std::vector<refund::OrderId> FindByTaobaoOrder(refund::PartyId seller, refund::Channel channel,
                                                 std::int64_t tb_order_id) override {
    std::vector<refund::OrderId> ids;
    auto& query = *select_by_taobao_order_.operator->();
    query.seller_id = seller.value;
    query.channel = refund::ToText(channel);
    query.tb_order_id = tb_order_id;
    select_by_taobao_order_.Each([&] { ids.push_back({query.order_id}); });
    return ids;
  }

  refund::OpenmallOrder OpenmallOf(refund::OrderId order) override {
    select_openmall_->order_id = order.value;
    if (!select_openmall_.One()) return {};
    return select_openmall_->details;
  }

  std::vector<refund::OrderId> FindByBuyer(refund::PartyId buyer, refund::Channel channel,
                                           std::string_view out_order_id) override {
    std::vector<refund::OrderId> ids;
    select_by_buyer_->buyer_id = buyer.value;
    select_by_buyer_->channel = refund::ToText(channel);
    select_by_buyer_->out_order_id = out_order_id;
    select_by_buyer_.Each([&] { ids.push_back({select_by_buyer_->order_id}); });
    return ids;
  }

  Listed<refund::OrderId> Changed(refund::PartyId seller, const OrderFilter& filter,
                                  const Page& page) override {
    ListQuery query("FROM order_change c JOIN trade_order o ON o.order_id = c.order_id");
    query.Where("c.seller_id = ?", seller.value);
    query.WhereNewestIn(filter.window,
                        "COALESCE(NULLIF(c.until_ms, 0), NULLIF(o.first_change_ms, 0), " +
                            std::to_string(kForEver) + ")");
    query.WhereIn("c.state", WordsOf(filter.states));
    Narrow(filter, query);
    return query.Run<refund::OrderId>(session_, "c.order_id", "c.at_ms", page);
  }

  Listed<refund::OrderId> Created(refund::PartyId seller, const OrderFilter& filter,
                                  const Page& page) override {
    ListQuery query("FROM trade_order o");
    query.Where("o.seller_id = ?", seller.value);
    query.WhereIn("o.created_ms", filter.window);
    query.WhereIn("o.state", WordsOf(filter.states));
    Narrow(filter, query);
    return query.Run<refund::OrderId>(session_, "o.order_id", "o.created_ms", page);
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

  std::vector<refund::Payment> PaymentsOf(const refund::Order& order) override {
    if (order.sole_channel) return {{*order.sole_channel, order.paid, order.refunded}};
    std::vector<refund::Payment> payments;
    select_payments_->order_id = order.id.value;
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

  bool ReserveOrder(refund::OrderId order, const refund::Claimed& claimed) override {
    reserve_order_->order_id = order.value;
    reserve_order_->fen = (claimed.amount + claimed.post_fee).value;
    reserve_order_->post_fen = claimed.post_fee.value;
    return reserve_order_.Change() == 1;
  }

  void ReleaseOrder(refund::OrderId order, const refund::Claimed& claimed) override {
    release_order_->order_id = order.value;
    release_order_->fen = (claimed.amount + claimed.post_fee).value;
    release_order_->post_fen = claimed.post_fee.value;
    ChangeOne(release_order_);
  }

  void ReleaseLine(refund::LineId line, const refund::Claimed& claimed) override {
    release_line_->line_id = line.value;
    release_line_->fen = claimed.amount.value;
    release_line_->milli = claimed.quantity.milli;
    ChangeOne(release_line_);
  }

  void ReleasePayment(refund::OrderId order, std::int64_t channel_code, Fen amount) override {
    release_payment_->order_id = order.value;
    release_payment_->channel_code = channel_code;
    release_payment_->fen = amount.value;
    ChangeOne(release_payment_);
  }

  bool Save(const refund::Order& order, std::int64_t version) override {
    save_order_->order = order;
    save_order_->state = refund::ToText(order.state);
    save_order_->version_before = version;
    const bool is_first = order.first_change == 0;
    if (is_first) save_order_->order.first_change = order.version;
    if (save_order_.Change() != 1) return false;
    if (!is_first) {
      end_change_->seller_id = order.seller.value;
      end_change_->at_ms = version;
      end_change_->order_id = order.id.value;
      end_change_->until_ms = order.version;
      ChangeOne(end_change_);
    }
    AddChange(order, kForEver);
    return true;
  }

  bool ShipLine(const refund::OrderLine& line) override {
    ship_line_->line = line;
    return ship_line_.Change() == 1;
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
    ChangeOne(insert_order_);
    AddChange(order, 0);  // the order itself will know until when
  }

  void InsertReceiver(refund::OrderId order, const refund::Receiver& receiver) override {
    insert_receiver_->order_id = order.value;
    insert_receiver_->row.receiver = receiver;
    ChangeOne(insert_receiver_);
  }

  void PutOpenmall(refund::OrderId order, const refund::OpenmallOrder& details) override {
    update_openmall_->order_id = order.value;
    update_openmall_->details = details;
    if (update_openmall_.Change() == 1) return;
    insert_openmall_->order_id = order.value;
    insert_openmall_->details = details;
    ChangeOne(insert_openmall_);
  }

  void InsertLine(const refund::OrderLine& line, const refund::Order& order) override {
    insert_line_->row.line = line;
    insert_line_->seller_id = order.seller.value;
    ChangeOne(insert_line_);
  }

  void InsertWdkLine(refund::LineId line, const refund::WdkLine& details) override {
    insert_wdk_line_->line_id = line.value;
    insert_wdk_line_->line = details;
    ChangeOne(insert_wdk_line_);
  }

  void InsertPayment(refund::OrderId order, const refund::Payment& payment) override {
    insert_payment_->order_id = order.value;
    insert_payment_->payment = payment;
    ChangeOne(insert_payment_);
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
  /// The order has another version from now on.
  void AddChange(const refund::Order& order, std::int64_t until_ms) {
    insert_change_->seller_id = order.seller.value;
    insert_change_->at_ms = order.version;
    insert_change_->order_id = order.id.value;
    insert_change_->until_ms = until_ms;
    insert_change_->state = refund::ToText(order.state);
    ChangeOne(insert_change_);
  }

  soci::session& session_;
  Prepared<SelectOrder> select_order_;
  Prepared<SelectOrderView> select_order_view_;
  Prepared<SelectOrderOfLine> select_order_of_line_;
  Prepared<SelectLines> select_lines_;
  Prepared<SelectWdkLine> select_wdk_line_;
  Prepared<SelectReceiver> select_receiver_;
  Prepared<InsertReceiverRow> insert_receiver_;
  Prepared<SelectOpenmall> select_openmall_;
  Prepared<UpdateOpenmall> update_openmall_;
  Prepared<InsertOpenmall> insert_openmall_;
  Prepared<SelectBySeller> select_by_seller_;
  Prepared<SelectByTaobaoOrder> select_by_taobao_order_;
  Prepared<SelectByBuyer> select_by_buyer_;
  Prepared<SelectLine> select_line_;
  Prepared<SelectLineId> select_line_id_;
  Prepared<SelectPayments> select_payments_;
  Prepared<SelectByKey> select_by_key_;
  Prepared<UpdateOrderReserved> reserve_order_;
  Prepared<UpdateLineReserved> reserve_line_;
  Prepared<UpdatePaymentReserved> reserve_payment_;
  Prepared<UpdateOrderReleased> release_order_;
  Prepared<UpdateLineReleased> release_line_;
  Prepared<UpdatePaymentReleased> release_payment_;
  Prepared<UpdateOrderSaved> save_order_;
  Prepared<InsertOrderChange> insert_change_;
  Prepared<EndOrderChange> end_change_;
  Prepared<UpdateLineShipped> ship_line_;
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
