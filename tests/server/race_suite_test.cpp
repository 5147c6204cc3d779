#include <iostream>

#include <gtest/gtest.h>

#include "server/race_fixture.hpp"

/// The proof that nobody is paid twice, whoever asks for what at the same time: races over a line,
/// a key, an order and a refund, with one line of figures for all of them.
namespace ebbtide::test {
namespace {

#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
constexpr int kShare = 20;  // so much longer takes each attempt
#else
constexpr int kShare = 1;
#endif
constexpr std::size_t kAttemptsMin = 100'000 / kShare;
constexpr int kClients = 48;

#define EBBTIDE_ORDER \
  R"({"seller":"shop","order_id":#0,"out_order_id":"R#","created":"2024-02-20 10:00:00",)"
#define EBBTIDE_WDK \
  EBBTIDE_ORDER R"("channel":"wdk","buyer":"b","shop_id":"S1","store_id":"T1","state":"paid",)"
#define EBBTIDE_OPENMALL EBBTIDE_ORDER R"("channel":"openmall","buyer":"fx","state":"shipped",)"
#define EBBTIDE_LINE R"("lines":[{"line_id":#1,"out_line_id":"1","sku_code":"A",)"
#define EBBTIDE_SOLD EBBTIDE_LINE R"("quantity":"1","paid_fen":100)"
#define EBBTIDE_APPLIED \
  R"("state":"APPLIED","quantity":"1","amount_fen":100,"created":"2024-02-29 10:00:00")"

constexpr std::string_view kAppliedVersion = "1709172000000";  // that moment

class RaceSuite : public RaceFixture {
 protected:
  void RaceForPieces();
  void RaceWithOneKey();
  void RaceForWholeOrders(int clients);
  void RaceToApplyOnce();
  void RaceToSettle();
  void RaceForPostage();
  void RaceToCancel();
  void RaceBetweenTheSides();
};

/// An application for pieces of the contest's order; `key` is for one contest.
Move ToRefund(const std::string& key, std::int64_t pieces, std::int64_t fen,
              std::string memo = {}) {
  return {kUserrefund,
          ParamsOf({.key = "#-" + key,
                    .order = "#0",
                    .lines = {{.line = "#1", .sku = "A", .pieces = pieces, .fen = fen}},
                    .memo = std::move(memo)})};
}

Move ToConfirm(std::string_view refund, int fen, int post_fee) {
  return {"alibaba.wdk.channel.order.refund.confirm",
          {{"order_refund_confirm_info",
            Join(R"({"shop_id":"S1","store_id":"T1","biz_order_id":"#0","agree_sub_orders":[{)",
                 R"("sku_code":"A","sub_biz_order_id":"#1","refund_id":")", refund,
                 R"(","refund_fee":)", std::to_string(fen), R"(,"refund_post_fee":)",
                 std::to_string(post_fee), "}]}")}}};
}

/// A distributor's call; applying and asking for something else have the same parameters.
Move ToAsk(std::string_view method, const char* id_name, const char* id, const char* fen) {
  return {method,
          {{"distributor", "fx"},
           {id_name, id},
           {"refund_fee", fen},
           {"refund_type", "refund"},
           {"goods_status", "BUYER_RECEIVED"},
           {"refund_reason", "OTHER_REASON"},
           {"refund_desc", "不想要了"}}};
}

std::string Text(int client, int call) {
  return std::to_string(client) + "-" + std::to_string(call);
}

constexpr std::string_view kBought3 =
    EBBTIDE_WDK EBBTIDE_LINE R"("quantity":"3","paid_fen":100}]})";

/// The same lines, each time another key: exactly as many pieces are granted as there are.
void RaceSuite::RaceForPieces() {
  constexpr int kOrders = 6;
  constexpr int kPieces = 800 / kShare;
  constexpr int kCalls = 720 / kShare;
  const auto pieces_times = [](int factor) { return std::to_string(factor * kPieces); };
  const int first =
      ImportOrders(kOrders, Join(EBBTIDE_WDK R"("payments":[{"channel_code":6,"paid_fen":)",
                                 pieces_times(6), R"(},{"channel_code":20,"paid_fen":)",
                                 pieces_times(1), "}]," EBBTIDE_LINE, R"("quantity":")",
                                 pieces_times(1), R"(","paid_fen":)", pieces_times(7), "}]}"));
  const auto crowd = Race(kClients, kCalls, [&](int client, int call) {
    return Wish{first + call % kOrders, client, ToRefund(Text(client, call), 1, 7)};
  });
  EXPECT_EQ(CountOf(crowd, Outcome::kGranted), static_cast<std::size_t>(kOrders * kPieces));
  EXPECT_EQ(CountRefunds(first, kOrders, "amount_fen = 7"), kOrders * kPieces);
}

/// The same key from all; with every second key they say one of two things.
void RaceSuite::RaceWithOneKey() {
  constexpr int kOrders = 400 / kShare;
  const int first = ImportOrders(kOrders, kBought3);
  const auto crowd = Race(kClients, kOrders, [&](int client, int call) {
    const int intent = call % 2 == 0 ? 0 : client % 2;
    return Wish{first + call, intent, ToRefund("one", 1, 30, std::to_string(intent))};
  });
  ExpectOneWinner(crowd, kOrders);
  EXPECT_EQ(CountRefunds(first, kOrders, "state = 'APPLIED'"), kOrders);
}

/// So many clients ask for all of the same orders.
void RaceSuite::RaceForWholeOrders(int clients) {
  constexpr int kOrders = 300 / kShare;
  const int first = ImportOrders(kOrders, kBought3);
  const auto crowd = Race(clients, kOrders, [&](int client, int call) {
    return Wish{first + call, client, ToRefund(std::to_string(client), 3, 100)};
  });
  ExpectOneWinner(crowd, kOrders);
  EXPECT_EQ(CountRefunds(first, kOrders, "amount_fen = 100"), kOrders);
  std::cout << clients << " simultaneous full refunds of each of " << kOrders
            << " orders: " << CountOf(crowd, Outcome::kGranted) << " granted, "
            << CountOf(crowd, Outcome::kRefused) << " refused\n";
}

/// A distributor's clients apply for the same orders: all are given the same refunds.
void RaceSuite::RaceToApplyOnce() {
  constexpr int kOrders = 100 / kShare;
  const int first = ImportOrders(kOrders, EBBTIDE_OPENMALL EBBTIDE_SOLD "}]}");
  const auto crowd = RaceOf({ToAsk("taobao.openmall.refund.create", "tid", "#0", "100")}, kClients,
                            first, kOrders);
  ExpectOneWinner(crowd, kOrders);
  EXPECT_EQ(CountRefunds(first, kOrders, "state = 'APPLIED'"), kOrders);
}

/// The merchant agrees to one of two amounts and refuses, all of it at once.
void RaceSuite::RaceToSettle() {
  constexpr int kOrders = 250 / kShare;
  constexpr std::string_view kRecord =
      EBBTIDE_WDK EBBTIDE_SOLD R"(,"refunds":[{"refund_id":#2,)" EBBTIDE_APPLIED "}]}]}";
  const std::vector<Move> moves{
      ToConfirm("#2", 100, 0),
      ToConfirm("#2", 99, 0),
      {"alibaba.tcls.aelophy.refund.disagree", {{"refund_id", "#2"}}},
  };
  ExpectEachGranted(moves, kRecord);
  const int first = ImportOrders(kOrders, kRecord);
  ExpectOneWinner(RaceOf(moves, kClients, first, kOrders), kOrders);
  EXPECT_EQ(CountRefunds(first, kOrders, "state IN ('SUCCESS', 'REFUSED')"), kOrders);
}

/// Two refunds of an order are agreed to, each with all of its postage.
void RaceSuite::RaceForPostage() {
  constexpr int kOrders = 60 / kShare;
  constexpr std::string_view kRecord =
      EBBTIDE_WDK R"("post_fee_fen":800,)" EBBTIDE_LINE
                  R"("quantity":"2","paid_fen":200,"refunds":[{"refund_id":#2,)" EBBTIDE_APPLIED
                  R"(},{"refund_id":#3,)" EBBTIDE_APPLIED "}]}]}";
  const std::vector<Move> moves{ToConfirm("#2", 100, 800), ToConfirm("#3", 100, 800)};
  ExpectEachGranted(moves, kRecord);
  const int first = ImportOrders(kOrders, kRecord);
  ExpectOneWinner(RaceOf(moves, kClients, first, kOrders), kOrders);
  EXPECT_EQ(CountRefunds(first, kOrders, "state = 'SUCCESS' AND post_fee_fen = 800"), kOrders);
}

/// The user cancels the order, which refunds all of it, and applies for parts of it.
void RaceSuite::RaceToCancel() {
  constexpr int kOrders = 60 / kShare;
  const std::vector<Move> moves{
      {"alibaba.wdk.channel.order.usercancel",
       {{"user_cancel_info", R"({"biz_order_id":"#0","shop_id":"S1","store_id":"T1"})"}}},
      ToRefund("a", 1, 20),
      ToRefund("b", 1, 20),
      ToRefund("c", 2, 60),
  };
  ExpectEachGranted(moves, kBought3);
  const int first = ImportOrders(kOrders, kBought3);
  for (const auto& [order, refused] :
       IntentsWith(RaceOf(moves, kClients, first, kOrders), Outcome::kRefused)) {
    EXPECT_FALSE(refused.contains(0)) << "order " << order << " was not cancelled";
  }
  const auto paid = CountRefunds(first, kOrders, "state = 'SUCCESS' AND amount_fen = 100");
  const auto taken_back = CountRefunds(first, kOrders, "state = 'CLOSED'");
  EXPECT_EQ(paid, kOrders);
  EXPECT_EQ(CountRefunds(first, kOrders, "refund_id <> 0"), paid + taken_back);
  std::cout << kOrders << " orders cancelled while their buyers applied: " << taken_back
            << " applications taken back\n";
}

/// The seller agrees or refuses while the buyer withdraws or asks for less.
void RaceSuite::RaceBetweenTheSides() {
  constexpr int kOrders = 150 / kShare;
  constexpr int kAgree = 0;
  constexpr int kWithdraw = 1;
  constexpr std::string_view kRecord =
      EBBTIDE_OPENMALL EBBTIDE_SOLD R"(,"refunds":[{"refund_id":#2,)" EBBTIDE_APPLIED "}]}]}";
  const std::vector<Move> moves{
      {"taobao.rp.refunds.agree", {{"refund_infos", Join("#2|100|", kAppliedVersion)}}},
      {"taobao.openmall.refund.close", {{"distributor", "fx"}, {"refund_id", "#2"}}},
      {"taobao.refund.refuse", {{"refund_id", "#2"}, {"refuse_message", "已发货，不同意退款"}}},
      ToAsk("taobao.openmall.refund.modify", "refund_id", "#2", "90"),
  };
  ExpectEachGranted(moves, kRecord);
  const int first = ImportOrders(kOrders, kRecord);
  const auto crowd = RaceOf(moves, kClients, first, kOrders);
  auto refused = IntentsWith(crowd, Outcome::kRefused);
  for (const auto& [order, granted] : IntentsWith(crowd, Outcome::kGranted)) {
    EXPECT_NE(granted.contains(kAgree), granted.contains(kWithdraw)) << "order " << order;
    const int winner = granted.contains(kAgree) ? kAgree : kWithdraw;
    EXPECT_FALSE(refused[order].contains(winner)) << "order " << order;
  }
  const auto agreed = CountRefunds(first, kOrders, "state = 'SUCCESS'");
  const auto withdrawn = CountRefunds(first, kOrders, "state = 'CLOSED'");
  EXPECT_EQ(agreed + withdrawn, kOrders);
  std::cout << "the two sides over " << kOrders << " refunds: " << agreed << " agreed, "
            << withdrawn << " withdrawn\n";
}

TEST_F(RaceSuite, PaysNobodyTwiceWhoeverAsksForWhatAtTheSameTime) {
  RaceForPieces();
  RaceWithOneKey();
  for (const int clients : {2, 10, 50}) RaceForWholeOrders(clients);
  RaceToApplyOnce();
  RaceToSettle();
  RaceForPostage();
  RaceToCancel();
  RaceBetweenTheSides();
  ExpectNobodyPaidTwice(kAttemptsMin);
}

#undef EBBTIDE_ORDER
#undef EBBTIDE_WDK
#undef EBBTIDE_OPENMALL
#undef EBBTIDE_LINE
#undef EBBTIDE_SOLD
#undef EBBTIDE_APPLIED

}  // namespace
}  // namespace ebbtide::test
