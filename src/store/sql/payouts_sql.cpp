#include "refund/names.hpp"
#include "store/sql/list_query.hpp"
#include "store/sql/messages_sql.hpp"
#include "store/sql/prepared.hpp"

namespace ebbtide::store {
namespace {

constexpr refund::Names<PayoutStatus, 4> kStatuses{"payout status",
                                                   {{{PayoutStatus::kWaiting, "waiting"},
                                                     {PayoutStatus::kUnknown, "unknown"},
                                                     {PayoutStatus::kFailed, "failed"},
                                                     {PayoutStatus::kPaid, "paid"}}}};

}  // namespace

std::string_view ToText(PayoutStatus status) { return kStatuses.TextOf(status); }
PayoutStatus ParsePayoutStatus(std::string_view text) { return kStatuses.Parse(text); }

namespace sql {
namespace {

struct PayoutRow {
  Payout payout;
  std::string status;
  auto Members() {
    return std::tie(payout.refund.value, payout.order.value, payout.key, payout.attempt, status,
                    payout.amount.value, payout.reference, payout.reason, payout.created.unix_ms,
                    payout.modified.unix_ms);
  }
};

#define EBBTIDE_PAYOUT_COLUMNS                                                                    \
  "refund_id, order_id, payout_key, attempt, status, amount_fen, reference, reason, created_ms, " \
  "modified_ms"

struct SelectPayout {
  static constexpr const char* kSql =
      "SELECT " EBBTIDE_PAYOUT_COLUMNS " FROM payout WHERE refund_id = :refund_id";
  std::int64_t refund_id = 0;
  PayoutRow row;
  void Bind(Binder& binder) {
    binder.OutRow(row);
    binder.In(refund_id);
  }
};

struct InsertPayout {
  static constexpr const char* kSql =
      "INSERT INTO payout (" EBBTIDE_PAYOUT_COLUMNS
      ") VALUES (:v1, :v2, :v3, :v4, :v5, :v6, :v7, :v8, :v9, :v10)";
  PayoutRow row;
  void Bind(Binder& binder) { binder.InRow(row); }
};

struct UpdatePayout {
  static constexpr const char* kSql =
      "UPDATE payout SET attempt = :attempt, status = :status, reference = :reference, "
      "reason = :reason, modified_ms = :modified_ms WHERE refund_id = :refund_id "
      "AND attempt = :attempt_before AND status = :status_before";
  Payout payout;
  std::string status, status_before;
  std::int64_t attempt_before = 0;
  void Bind(Binder& binder) {
    binder.In(payout.attempt, status, payout.reference, payout.reason, payout.modified.unix_ms,
              payout.refund.value, attempt_before, status_before);
  }
};

class SqlPayouts final : public Payouts {
 public:
  explicit SqlPayouts(soci::session& session)
      : session_(session), select_(session), insert_(session), update_(session) {}

  std::optional<Payout> Find(refund::RefundId refund) override {
    select_->refund_id = refund.value;
    if (!select_.One()) return std::nullopt;
    Payout payout = select_->row.payout;
    payout.status = ParsePayoutStatus(select_->row.status);
    return payout;
  }

  Listed<Payout> List(std::optional<PayoutStatus> status, const Page& page) override {
    ListQuery query("FROM payout");
    if (status) {
      query.Where("status = ?", ToText(*status));
    } else {
      query.Where("status <> ?", ToText(PayoutStatus::kPaid));
    }
    const auto ids = query.Run<refund::RefundId>(session_, "refund_id", "created_ms", page);
    Listed<Payout> listed{.rows = {}, .has_next = ids.has_next, .total = ids.total};
    for (const auto id : ids.rows) listed.rows.push_back(Find(id).value());
    return listed;
  }

  void Insert(const Payout& payout) override {
    insert_->row = {payout, std::string(ToText(payout.status))};
    ChangeOne(insert_);
  }

  bool Save(const Payout& payout, const Payout& before) override {
    update_->payout = payout;
    update_->status = ToText(payout.status);
    update_->attempt_before = before.attempt;
    update_->status_before = ToText(before.status);
    return update_.Change() == 1;
  }

 private:
  soci::session& session_;
  Prepared<SelectPayout> select_;
  Prepared<InsertPayout> insert_;
  Prepared<UpdatePayout> update_;
};

}  // namespace

std::unique_ptr<Payouts> MakePayouts(soci::session& session) {
  return std::make_unique<SqlPayouts>(session);
}

}  // namespace sql
}  // namespace ebbtide::store
