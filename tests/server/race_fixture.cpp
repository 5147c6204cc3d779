#include "server/race_fixture.hpp"

#include <iostream>

namespace ebbtide::test {
namespace {

/// Lines, and orders, of which more is open or refunded than there was.
constexpr const char* kOverRefundedLines =
    "SELECT COUNT(*) FROM order_line l JOIN (SELECT line_id, SUM(amount_fen) AS fen, "
    "SUM(quantity_milli) AS milli FROM refund WHERE state <> 'CLOSED' GROUP BY line_id) r "
    "ON r.line_id = l.line_id WHERE r.fen > l.paid_fen OR r.milli > l.quantity_milli";
constexpr const char* kOverRefundedOrders =
    "SELECT COUNT(*) FROM trade_order o WHERE EXISTS (SELECT 1 FROM refund r WHERE r.order_id = "
    "o.order_id AND r.state <> 'CLOSED' GROUP BY r.order_id HAVING SUM(r.amount_fen + "
    "r.post_fee_fen) > o.paid_fen OR SUM(r.post_fee_fen) > o.post_fee_fen)";

}  // namespace

std::string Fill(std::string_view text, int number) {
  const std::string digits = std::to_string(number);
  std::string filled(text);
  for (auto at = filled.find('#'); at != filled.npos; at = filled.find('#', at)) {
    filled.replace(at, 1, digits);
  }
  return filled;
}

RaceFixture::RaceFixture()
    : ServerTest({.threads = 2}),
      distributor_(platform_.AddBoundApp(refund::PartyKind::kDistributor, "fx")) {}

int RaceFixture::ImportOrders(int count, std::string_view record) {
  const int first = next_;
  next_ += count;
  std::string records;
  for (int number = first; number < next_; ++number) records += Fill(record, number) + "\n";
  platform_.Import(records);
  return first;
}

Attempt RaceFixture::Sign(Wish wish) const {
  auto& [method, params] = wish.move;
  for (auto& [name, value] : params) value = Fill(value, wish.contest);
  const bool buys = method.starts_with("taobao.openmall.");
  return {.form = SignedForm(method, buys ? distributor_ : app_, params),
          .contest = wish.contest,
          .intent = wish.intent};
}

std::vector<Client> RaceFixture::Race(int clients, int calls,
                                      const std::function<Wish(int, int)>& make) {
  std::vector<Client> crowd(static_cast<std::size_t>(clients));
  for (int client = 0; client < clients; ++client) {
    auto& attempts = crowd[static_cast<std::size_t>(client)];
    for (int call = 0; call < calls; ++call) attempts.push_back(Sign(make(client, call)));
    attempts_ += attempts.size();
  }
  Compete(port(), crowd);
  granted_ += CountOf(crowd, Outcome::kGranted);
  refused_ += CountOf(crowd, Outcome::kRefused);
  return crowd;
}

std::vector<Client> RaceFixture::RaceOf(const std::vector<Move>& moves, int clients, int first,
                                        int orders) {
  return Race(clients, orders, [&](int client, int call) {
    const std::size_t intent = static_cast<std::size_t>(client + call) % moves.size();
    return Wish{first + call, static_cast<int>(intent), moves[intent]};
  });
}

void RaceFixture::ExpectEachGranted(const std::vector<Move>& moves, std::string_view record) {
  const int count = static_cast<int>(moves.size());
  const auto alone = RaceOf(moves, 1, ImportOrders(count, record), count);
  EXPECT_EQ(CountOf(alone, Outcome::kGranted), moves.size());
}

std::int64_t RaceFixture::CountRefunds(int first, int orders, std::string_view condition) {
  return platform_.database().Number(Join("SELECT COUNT(*) FROM refund WHERE order_id BETWEEN ",
                                          Fill("#0", first), " AND ",
                                          Fill("#9", first + orders - 1), " AND ", condition));
}

std::int64_t RaceFixture::CountOverRefunds() {
  return platform_.database().Number(kOverRefundedLines) +
         platform_.database().Number(kOverRefundedOrders);
}

void RaceFixture::ExpectNobodyPaidTwice(std::size_t attempts_min) {
  const auto lost = attempts_ - granted_ - refused_;
  const auto over = CountOverRefunds();
  std::cout << "race suite: " << attempts_ << " attempts, " << granted_ << " granted, " << refused_
            << " refused, " << over << " over-refunds, " << lost << " lost answers\n";
  EXPECT_GE(attempts_, attempts_min);
  EXPECT_EQ(over, 0);
  EXPECT_EQ(lost, 0U);
}

void ExpectOneWinner(const std::vector<Client>& crowd, int contests) {
  const auto granted = IntentsWith(crowd, Outcome::kGranted);
  auto refused = IntentsWith(crowd, Outcome::kRefused);
  EXPECT_EQ(granted.size(), static_cast<std::size_t>(contests));
  for (const auto& [contest, winners] : granted) {
    EXPECT_EQ(winners.size(), 1U) << "contest " << contest;
    EXPECT_FALSE(refused[contest].contains(*winners.begin())) << "contest " << contest;
  }
}

}  // namespace ebbtide::test
