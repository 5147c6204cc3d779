#include "simulation/world.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace ebbtide::simulation {
namespace {

using refund::PartyKind;
using test::Join;

constexpr std::uint64_t kSeed = 2;
constexpr std::int64_t kYearMs = 365 * 24 * kHourMs;

std::string Text(std::int64_t number) { return std::to_string(number); }

gateway::Options OptionsFor(bool external) {
  gateway::Options options;
  options.policy.durations = {.seller_answer_unshipped_ms = kAnswerUnshippedMs,
                              .seller_answer_shipped_ms = kAnswerShippedMs,
                              .seller_answer_return_ms = kAnswerReturnMs,
                              .buyer_after_refusal_ms = kAfterRefusalMs,
                              .buyer_return_goods_ms = kReturnGoodsMs,
                              .seller_confirm_receipt_ms = kConfirmReceiptMs,
                              .aftersale_window_ms = kAftersaleMs};
  if (external) options.policy.payout = service::PayoutMode::kExternal;
  return options;
}

gateway::Options OptionsKeepingNone() {
  gateway::Options options;
  options.kept_answers_bytes = 0;
  return options;
}

/// As a line of an import file.
std::string RecordOf(const Order& order, std::size_t index) {
  std::string lines;
  int number = 0;
  for (const auto& line : order.lines) {
    lines += Join(lines.empty() ? "" : ",", R"({"line_id":)", Text(line.id), R"(,"out_line_id":")",
                  Text(number++), R"(","sku_code":")", line.sku, R"(","quantity":")",
                  Text(line.milli / 1000), ".", Text(line.milli % 1000), R"(","paid_fen":)",
                  Text(line.fen), "}");
  }
  std::string payments;
  int channel = 0;
  for (const auto fen : order.payments) {
    payments += Join(payments.empty() ? "" : ",", R"({"channel_code":)", Text(channel++),
                     R"(,"paid_fen":)", Text(fen), "}");
  }
  const std::string ended =
      order.ended == 0 ? "" : R"(,"ended_at":")" + ToWireTime({order.ended}) + '"';
  return Join(R"({"seller":"shop","created":"2024-02-01 10:00:00","order_id":)", Text(order.id),
              R"(,"out_order_id":"out-)", Text(static_cast<std::int64_t>(index)),
              order.openmall
                  ? R"(","channel":"openmall","buyer":"distributor")"
                  : R"(","channel":"wdk","buyer":"buyer","shop_id":"S1","store_id":"T1")",
              R"(,"state":")", ToText(order.state), R"(","post_fee_fen":)", Text(order.post_fee),
              ended, R"(,"payments":[)", payments, R"(],"lines":[)", lines, "]}\n");
}

/// What follows `"name":` from `from` on, without quotes.
std::string FieldOf(std::string_view answer, std::string_view name, std::size_t from = 0) {
  const std::string mark = '"' + std::string(name) + "\":";
  const auto found = answer.find(mark, from);
  if (found == std::string_view::npos) throw std::runtime_error("no " + mark);
  auto value = answer.substr(found + mark.size());
  value = value.substr(0, value.find_first_of(",}]"));
  if (value.starts_with('"')) value = value.substr(1, value.size() - 2);
  return std::string(value);
}

/// `succ` of each row, as 1 or 0.
std::string RowsOf(std::string_view answer) {
  constexpr std::string_view kRow = R"("refund_id":)";
  std::string rows;
  for (auto row = answer.find(kRow); row != std::string_view::npos; row = answer.find(kRow, row)) {
    row += kRow.size();
    rows += FieldOf(answer, "succ", row) == "true" ? "1" : "0";
  }
  return rows;
}

}  // namespace

World::World(bool external)
    : GatewayTest(OptionsFor(external)),
      keeping_none_(OptionsKeepingNone()),
      asking_({keeping_none_, platform_.clock(), platform_.writes()},
              platform_.directory().OpenReader(), kSeed),
      shop_(LongLivedApp(PartyKind::kSeller, "shop")),
      rival_(LongLivedApp(PartyKind::kSeller, "rival")),
      distributor_(platform_.AddBoundApp(PartyKind::kDistributor, "distributor")),
      stranger_(platform_.AddBoundApp(PartyKind::kDistributor, "stranger")),
      buyer_(LongLivedApp(PartyKind::kBuyer, "buyer")),
      staff_(LongLivedApp(PartyKind::kPlatform, "staff")) {
  const auto stock = Stock(platform_.clock().Now().unix_ms);
  std::string records;
  for (std::size_t i = 0; i < stock.size(); ++i) records += RecordOf(stock.at(i), i);
  platform_.Import(records);
  refund_ids_.resize(stock.size());
}

/// Simulations run for months.
test::App World::LongLivedApp(PartyKind kind, const std::string& code) {
  auto app = platform_.AddUserApp(kind, code);
  app.session += "-for-a-year";
  platform_.Write([&](store::Store& store) {
    const auto now = platform_.clock().Now();
    const auto user = store.access().PutParty(kind, code);
    store.access().AddSession(app.session, {app.app_key, user, {now.unix_ms + kYearMs}}, now);
  });
  return app;
}

const test::App& World::AppOf(Who who) const {
  switch (who) {
    case Who::kShop: return shop_;
    case Who::kRival: return rival_;
    case Who::kDistributor: return distributor_;
    case Who::kStranger: return stranger_;
    case Who::kBuyer: return buyer_;
    case Who::kStaff: break;
  }
  return staff_;
}

std::string World::Send(std::string_view method, const Call& call) {
  const auto& app = AppOf(call.who);
  if (call.picture == Picture::kNone) return Ask(app, method, call.params);
  const std::string query = test::SignedForm(method, app, call.params, platform_.clock().Now());
  const std::string body = Join(
      "--b\r\nContent-Disposition: form-data; name=\"refuse_proof\"; filename=\"a\"\r\n",
      "Content-Type: application/octet-stream\r\n\r\n",
      call.picture == Picture::kGood ? "GIF89a, and what follows" : "no picture", "\r\n--b--\r\n");
  return Handle({.http_method = "POST",
                 .query = query,
                 .content_type = "multipart/form-data; boundary=b",
                 .body = body})
      .body;
}

Outcome World::Read(const Deed& deed, const std::string& answer) {
  const std::string error = test::ErrorOf(answer);
  if (error.starts_with("50 ")) return {Kind::kRefused};
  if (error.starts_with("40 ") || error.starts_with("41 ")) return {Kind::kInvalid};
  if (error != "0") throw std::runtime_error(answer);
  const bool own_envelope = answer.find(R"("api_result":{"success":false)") != std::string::npos ||
                            answer.find(R"("result":{"is_success":false)") != std::string::npos;
  if (own_envelope) return {Kind::kRefused};

  Outcome outcome{Kind::kSuccess};
  if (std::holds_alternative<AgreeRefunds>(deed)) {
    outcome.answer = RowsOf(answer);
  } else if (std::holds_alternative<RetryPayout>(deed)) {
    outcome.answer = FieldOf(answer, "attempt");
  } else if (const auto* const apply = std::get_if<ApplyOpenmall>(&deed)) {
    const auto& ids = refund_ids_.at(static_cast<std::size_t>(apply->order));
    const auto nth = std::ranges::find(ids, FieldOf(answer, "refund_id")) - ids.begin();
    outcome.answer = Text(nth) + " " + FieldOf(answer, "status");
  } else if (answer.find(R"("status":)") != std::string::npos) {
    outcome.answer = FieldOf(answer, "status");
  }
  return outcome;
}

Outcome World::LetTimePass(const Pass& pass) {
  platform_.clock().AdvanceMs(pass.ms);
  return {Kind::kSuccess, pass.fire ? Text(platform_.FireDeadlines()) : ""};
}

void World::LookForNewRefunds() {
  const auto stock = Stock(0);
  for (auto& ids : refund_ids_) ids.clear();
  for (const auto& row :
       platform_.database().Run("SELECT refund_id, order_id FROM refund ORDER BY refund_id")) {
    const auto order = std::ranges::find(stock, std::stoll(row.at(1)), &Order::id);
    refund_ids_.at(static_cast<std::size_t>(order - stock.begin())).push_back(row.at(0));
  }
}

Outcome World::Do(const Deed& deed, const Model& before) {
  if (const auto* const pass = std::get_if<Pass>(&deed)) return LetTimePass(*pass);
  const auto answer = Send(MethodOf(deed), CallOf(deed, before, refund_ids_));
  LookForNewRefunds();
  return Read(deed, answer);
}

std::vector<std::string> World::Rows() {
  std::map<std::string, std::string> names;
  for (std::size_t order = 0; order < refund_ids_.size(); ++order) {
    const auto& ids = refund_ids_.at(order);
    for (std::size_t nth = 0; nth < ids.size(); ++nth) {
      names[ids.at(nth)] = std::to_string(order) + "." + std::to_string(nth);
    }
  }
  auto& database = platform_.database();
  std::map<std::string, std::string> events;
  for (const auto& row :
       database.Run("SELECT refund_id, event FROM refund_event ORDER BY refund_id, sequence")) {
    events[row.at(0)] += " " + row.at(1);
  }
  std::vector<std::string> rows;
  for (const auto& row : database.Run(
           "SELECT r.refund_id, ': ' || r.state || ' line ' || r.line_id || ' fen ' || "
           "r.amount_fen || '+' || r.post_fee_fen || ' milli ' || r.quantity_milli || ' claim ' || "
           "r.claim || ' phase ' || r.phase || ' arbitration ' || r.arbitration || ' due ' || "
           "r.due_ms || ' paused ' || r.paused_ms || ' version ' || r.version || ' by_ship ' || "
           "r.closed_by_ship || ' to ' || COALESCE(t.complete_address, '') || ' with ' || "
           "COALESCE(t.mail_no, '') || ' events' FROM refund r LEFT JOIN refund_return t ON "
           "t.refund_id = r.refund_id")) {
    rows.push_back("refund " + names[row.at(0)] + row.at(1) + events[row.at(0)]);
  }
  for (const auto& row : database.Run(
           "SELECT refund_id, ': attempt ' || attempt || ' ' || status || ' reference ' || "
           "reference FROM payout")) {
    rows.push_back("payout " + names[row.at(0)] + row.at(1));
  }
  for (const auto& row : database.Run(
           "SELECT 'order ' || substr(out_order_id, 5) || ': ' || state || ' refunded ' || "
           "refunded_fen || ' postage ' || refunded_post_fen || ' by payments ' || CASE WHEN "
           "o.sole_channel >= 0 THEN o.refunded_fen ELSE (SELECT COALESCE(SUM(p.refunded_fen), 0) "
           "FROM order_payment p WHERE p.order_id = o.order_id) END "
           "FROM trade_order o")) {
    rows.push_back(row.at(0));
  }
  for (const auto& row : database.Run("SELECT 'line ' || line_id || ': refunded ' || refunded_fen "
                                      "|| ' milli ' || refunded_milli || ' waybill ' || waybill "
                                      "FROM order_line")) {
    rows.push_back(row.at(0));
  }
  std::ranges::sort(rows);
  return rows;
}

std::vector<std::string> World::StaleAnswers() {
  std::vector<std::string> stale;
  const auto compare = [&](std::string_view method, const test::Params& params) {
    const auto form = test::SignedForm(method, shop_, params, platform_.clock().Now());
    std::string asked;
    asking_.Handle({.http_method = "POST", .query = {}, .content_type = {}, .body = form},
                   [&](const gateway::Reply& reply) { asked = test::Anonymous(reply.body); });
    if (const auto kept = Post(form); kept != asked) stale.push_back(kept + " instead of " + asked);
  };
  std::string wdk_refunds;
  const auto stock = Stock(0);
  for (std::size_t i = 0; i < stock.size(); ++i) {
    compare("taobao.refund.status.get",
            {{"query_param", Join(R"({"biz_order_id":)", Text(stock.at(i).id), "}")}});
    if (stock.at(i).openmall) continue;
    for (const auto& id : refund_ids_.at(i)) {
      wdk_refunds += Join(wdk_refunds.empty() ? "" : ",", id);
      compare("alibaba.wdk.order.refund.get", {{"refund_ids", id}});
    }
  }
  if (!wdk_refunds.empty()) compare("alibaba.wdk.order.refund.get", {{"refund_ids", wdk_refunds}});
  return stale;
}

}  // namespace ebbtide::simulation
