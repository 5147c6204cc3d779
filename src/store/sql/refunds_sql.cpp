#include "store/sql/refunds_sql.hpp"

#include <algorithm>
#include <utility>

#include "store/sql/list_query.hpp"
#include "store/sql/refund_statements.hpp"

namespace ebbtide::store::sql {
namespace {

/// Of most orders.
constexpr std::size_t kTypicalLines = 4;

/// As lists narrow by it: money that is moving shows the state that it came from.
std::string_view ShownOf(const refund::Refund& refund) {
  return refund::ToText(refund::IsPaying(refund.state) ? refund.came_from : refund.state);
}

/// What narrows both lists of refunds.
void Narrow(const RefundFilter& filter, ListQuery& query) {
  if (filter.channel) query.Where("r.channel = ?", refund::ToText(*filter.channel));
  if (!filter.seller_code.empty()) {
    query.Where("r.seller_id IN (SELECT party_id FROM party WHERE code = ?)", filter.seller_code);
  }
  if (!filter.buyer_code.empty()) {
    query.Where("r.buyer_id IN (SELECT party_id FROM party WHERE code = ?)", filter.buyer_code);
  }
  query.NarrowOrder(filter);
}

/// Here and not in SQL: what a filter keeps out is rare, and its columns are read anyway.
bool Passes(const WdkFilter& filter, const WdkRefundView& view) {
  return (!filter.order_from || view.order_from == *filter.order_from) &&
         (filter.shop_id.empty() || view.shop_id == filter.shop_id) &&
         (filter.store_id.empty() || view.store_id == filter.store_id);
}

class SqlRefunds final : public Refunds {
 public:
  explicit SqlRefunds(soci::session& session)
      : session_(session),
        select_view_(session),
        select_refund_(session),
        of_order_(session),
        select_due_(session),
        events_after_(session),
        xiaoman_number_(session),
        ids_of_batch_(session),
        delete_shares_(session),
        update_refund_(session),
        insert_change_(session),
        end_change_(session),
        update_contact_(session),
        update_delivery_(session),
        update_xiaoman_(session),
        line_ids_(session),
        status_of_order_(session),
        status_of_line_(session),
        select_wdk_(session),
        wanted_shares_(session),
        ids_of_line_(session),
        select_shares_(session),
        select_epp_(session),
        select_pictures_(session),
        xiaoman_line_(session),
        xiaoman_refunds_(session),
        select_batch_(session),
        insert_batch_(session),
        insert_refund_(session),
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
    lines.reserve(kTypicalLines);
    line_ids_->order_id = order.value;
    line_ids_->seller_id = seller.value;
    line_ids_.Each(
        [&] { lines.push_back({.line = {line_ids_->line_id}, .order = order, .last = {}}); });
    if (lines.empty()) return lines;

    status_of_order_->order_id = order.value;
    auto line = lines.begin();
    status_of_order_.Each([&] {
      const refund::LineId refunded{status_of_order_->line_id};
      line = std::ranges::find(line, lines.end(), refunded, &LineStatus::line);
      if (line != lines.end()) line->last = status_of_order_->row.Get();
    });
    return lines;
  }

  std::optional<LineStatus> StatusOfLine(refund::PartyId seller, refund::LineId line) override {
    status_of_line_->line_id = line.value;
    status_of_line_->seller_id = seller.value;
    std::optional<LineStatus> status;
    status_of_line_.Each([&] {
      status = LineStatus{.line = line, .order = {status_of_line_->order_id}, .last = {}};
      if (status_of_line_->row.refund_id != 0) status->last = status_of_line_->row.Get();
    });
    return status;
  }

  void ShowWdk(refund::PartyId seller, std::span<const refund::RefundId> ids,
               const WdkFilter& filter,
               const std::function<void(const WdkRefundView&)>& show) override {
    select_wdk_->seller_id = seller.value;
    while (!ids.empty()) {
      const auto together = ids.first(std::min(ids.size(), Wanted::kMost));
      ids = ids.subspan(together.size());
      shares_.reset();
      select_wdk_->wanted.Set(together);
      select_wdk_.Each([&] {
        auto& view = select_wdk_->Get();
        if (!Passes(filter, view)) return;
        SetShares(together, view);
        show(view);
      });
    }
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

  std::optional<refund::Refund> Find(const Scope& scope, refund::RefundId id) override {
    select_refund_->refund_id = id.value;
    select_refund_->scope.Set(scope);
    if (!select_refund_.One()) return std::nullopt;
    return select_refund_->row.Get();
  }

  std::optional<RefundView> FindView(const Scope& scope, refund::RefundId id) override {
    select_view_->refund_id = id.value;
    select_view_->scope.Set(scope);
    if (!select_view_.One()) return std::nullopt;
    return select_view_->view.Get();
  }

  std::vector<refund::Refund> OfOrder(refund::OrderId order) override {
    std::vector<refund::Refund> refunds;
    of_order_->order_id = order.value;
    of_order_.Each([&] { refunds.push_back(of_order_->row.Get()); });
    return refunds;
  }

  Listed<refund::RefundId> Changed(refund::PartyId seller, const RefundFilter& filter,
                                   const Page& page) override {
    ListQuery query(
        "FROM refund_change c JOIN refund r ON r.refund_id = c.refund_id "
        "JOIN trade_order o ON o.order_id = r.order_id");
    query.Where("c.seller_id = ?", seller.value);
    query.WhereNewestIn(filter.window, "c.until_ms");
    if (filter.shown) query.Where("c.shown = ?", refund::ToText(*filter.shown));
    Narrow(filter, query);
    return query.Run<refund::RefundId>(session_, "c.refund_id", "c.at_ms", page);
  }

  Listed<refund::RefundId> Created(const Scope& scope, const RefundFilter& filter,
                                   const Page& page) override {
    ListQuery query("FROM refund r JOIN trade_order o ON o.order_id = r.order_id");
    if (scope.platform() == 0) {
      const bool buys = scope.buyer() >= 0;
      query.Where(buys ? "r.buyer_id = ?" : "r.seller_id = ?",
                  buys ? scope.buyer() : scope.seller());
    }
    query.WhereIn("r.created_ms", filter.window);
    if (filter.shown) {
      query.Where(
          "CASE WHEN r.state IN ('REFUND_AGREED', 'PAYOUT_FAILED') THEN r.came_from "
          "ELSE r.state END = ?",
          refund::ToText(*filter.shown));
    }
    Narrow(filter, query);
    return query.Run<refund::RefundId>(session_, "r.refund_id", "r.created_ms", page);
  }

  std::vector<refund::RefundId> Due(Timestamp now, std::int64_t limit) override {
    std::vector<refund::RefundId> ids;
    select_due_->now_ms = now.unix_ms;
    select_due_->size = limit;
    select_due_.Each([&] { ids.push_back({select_due_->refund_id}); });
    return ids;
  }

  std::vector<PastEvent> EventsAfter(refund::RefundId id, std::int64_t version) override {
    std::vector<PastEvent> events;
    events_after_->refund_id = id.value;
    events_after_->version = version;
    events_after_.Each([&] { events.push_back(events_after_->event); });
    return events;
  }

  std::optional<refund::RefundId> FindXiaoman(refund::PartyId customer,
                                              std::string_view apply_no) override {
    xiaoman_number_->apply_no = apply_no;
    xiaoman_number_->buyer_id = customer.value;
    if (!xiaoman_number_.One()) return std::nullopt;
    return refund::RefundId{xiaoman_number_->refund_id};
  }

  std::vector<refund::RefundId> IdsOfBatch(refund::BatchId batch) override {
    std::vector<refund::RefundId> ids;
    ids_of_batch_->batch_id = batch.value;
    ids_of_batch_.Each([&] { ids.push_back({ids_of_batch_->refund_id}); });
    return ids;
  }

  void DeleteShares(refund::RefundId id) override {
    delete_shares_->refund_id = id.value;
    delete_shares_.Change();
  }

  bool Save(const refund::Refund& refund, std::int64_t version) override {
    update_refund_->row.Set(refund);
    update_refund_->version_before = version;
    if (update_refund_.Change() != 1) return false;
    if (refund.version == version) return true;  // what changed is beside its life
    end_change_->seller_id = refund.seller.value;
    end_change_->at_ms = version;
    end_change_->refund_id = refund.id.value;
    end_change_->until_ms = refund.version;
    ChangeOne(end_change_);
    AddChange(refund);
    return true;
  }

  void PutContact(refund::RefundId id, const refund::ReturnContact& contact) override {
    update_contact_->refund_id = id.value;
    update_contact_->contact = contact;
    if (update_contact_.Change() == 0) InsertReturn(id, contact, {});
  }

  void PutDelivery(refund::RefundId id, const refund::ReturnDelivery& delivery) override {
    update_delivery_->refund_id = id.value;
    update_delivery_->delivery = delivery;
    if (update_delivery_.Change() == 0) InsertReturn(id, {}, delivery);
  }

  void PutXiaomanStatus(refund::RefundId id, std::string_view status) override {
    update_xiaoman_->refund_id = id.value;
    update_xiaoman_->status = status;
    ChangeOne(update_xiaoman_);
  }

  std::optional<EppRefundView> FindEpp(std::string_view app_key, refund::RefundId id,
                                       std::string_view out_order_id) override {
    select_epp_->refund_id = id.value;
    select_epp_->app_key = app_key;
    select_epp_->out_order_id = out_order_id;
    if (!select_epp_.One()) return std::nullopt;
    return std::move(select_epp_->Get());
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

  std::optional<Batch> FindBatch(std::string_view app_key, refund::PartyId owner,
                                 std::string_view out_batch_id) override {
    auto& batch = select_batch_->batch;
    batch.app_key = app_key;
    batch.owner = owner;
    batch.out_batch_id = out_batch_id;
    if (!select_batch_.One()) return std::nullopt;
    return batch;
  }

  void InsertBatch(const Batch& batch) override {
    insert_batch_->batch = batch;
    ChangeOne(insert_batch_);
  }

  void Insert(const refund::Refund& refund) override {
    insert_refund_->row.Set(refund);
    ChangeOne(insert_refund_);
    AddChange(refund);
  }

  void InsertWdk(refund::RefundId id, const refund::WdkRefund& details) override {
    insert_wdk_->refund_id = id.value;
    insert_wdk_->wdk = details;
    ChangeOne(insert_wdk_);
  }

  void InsertXiaoman(refund::RefundId id, const refund::XiaomanRefund& words) override {
    insert_xiaoman_->refund_id = id.value;
    insert_xiaoman_->words = words;
    ChangeOne(insert_xiaoman_);
  }

  void InsertReturn(refund::RefundId id, const refund::ReturnContact& contact,
                    const refund::ReturnDelivery& delivery) override {
    insert_return_->refund_id = id.value;
    insert_return_->contact = contact;
    insert_return_->delivery = delivery;
    ChangeOne(insert_return_);
  }

  void InsertPicture(refund::RefundId id, std::int64_t position, std::string_view url) override {
    insert_picture_->refund_id = id.value;
    insert_picture_->position = position;
    insert_picture_->url = url;
    ChangeOne(insert_picture_);
  }

  void InsertShare(refund::RefundId id, const ChannelShare& share) override {
    insert_share_->refund_id = id.value;
    insert_share_->share = share;
    ChangeOne(insert_share_);
  }

  void AppendEvent(const RefundEvent& event) override {
    last_event_->refund_id = event.refund.value;
    // Who begins knows that nothing was before; the primary key would not have a second beginning.
    const bool first = !event.before || !last_event_.One();
    insert_event_->event = first ? Chained(event, 1, "")
                                 : Chained(event, last_event_->sequence + 1, last_event_->hash);
    ChangeOne(insert_event_);
  }

  bool IsIdTaken(refund::RefundId id) override {
    id_taken_->id = id.value;
    return id_taken_.One();
  }

 private:
  /// Gives `view`, of a refund among `ids`, its shares: the whole of it where the order was paid
  /// through one channel, otherwise what was kept, read for all of `ids` when first wanted.
  void SetShares(std::span<const refund::RefundId> ids, WdkRefundView& view) {
    view.shares.clear();
    if (const auto channel = select_wdk_->sole_channel; channel != kNoSoleChannel) {
      const Fen all = view.amount + view.post_fee;
      if (refund::HoldsMoney(view.state) && all > Fen{}) view.shares.push_back({channel, all});
      return;
    }
    if (!shares_) {
      shares_.emplace();
      wanted_shares_->wanted.Set(ids);
      wanted_shares_.Each([&] { shares_->push_back(wanted_shares_->row); });
    }
    for (const auto& [refund, share] : *shares_) {
      if (refund == view.id) view.shares.push_back(share);
    }
  }

  void AddChange(const refund::Refund& refund) {
    insert_change_->seller_id = refund.seller.value;
    insert_change_->at_ms = refund.version;
    insert_change_->refund_id = refund.id.value;
    insert_change_->shown = ShownOf(refund);
    ChangeOne(insert_change_);
  }

  soci::session& session_;
  std::optional<std::vector<RefundShare>> shares_;  ///< of the refunds that are being shown
  Prepared<SelectView> select_view_;
  Prepared<SelectRefund> select_refund_;
  Prepared<SelectOfOrder> of_order_;
  Prepared<SelectDue> select_due_;
  Prepared<SelectEventsAfter> events_after_;
  Prepared<SelectXiaomanNumber> xiaoman_number_;
  Prepared<SelectIdsOfBatch> ids_of_batch_;
  Prepared<DeleteSharesOf> delete_shares_;
  Prepared<UpdateRefund> update_refund_;
  Prepared<InsertChange> insert_change_;
  Prepared<EndChange> end_change_;
  Prepared<UpdateContact> update_contact_;
  Prepared<UpdateDelivery> update_delivery_;
  Prepared<UpdateXiaomanStatus> update_xiaoman_;
  Prepared<SelectLineIds> line_ids_;
  Prepared<SelectStatusOfOrder> status_of_order_;
  Prepared<SelectStatusOfLine> status_of_line_;
  Prepared<SelectWdk> select_wdk_;
  Prepared<SelectWantedShares> wanted_shares_;
  Prepared<SelectIdsOfLine> ids_of_line_;
  Prepared<SelectShares> select_shares_;
  Prepared<SelectEpp> select_epp_;
  Prepared<SelectPictures> select_pictures_;
  Prepared<SelectXiaomanLine> xiaoman_line_;
  Prepared<SelectXiaomanRefunds> xiaoman_refunds_;
  Prepared<SelectBatch> select_batch_;
  Prepared<InsertBatchRow> insert_batch_;
  Prepared<InsertRefund> insert_refund_;
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
