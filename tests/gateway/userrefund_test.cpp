#include <gmock/gmock.h>

#include "gateway/fixture.hpp"
#include "support/wares.hpp"

/// What alibaba.wdk.channel.order.userrefund grants and what it writes.
namespace ebbtide::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using Rows = std::vector<Database::Row>;
using Row = Database::Row;

constexpr const char* kSuccess = R"({"api_result":{"success":true}})";

class Userrefund : public GatewayTest {
 protected:
  Userrefund() {
    platform_.Import(kWares);
    app_ = platform_.AddSellerApp("shop");
    platform_.database().Run("CREATE TEMP TABLE old_refund AS SELECT refund_id FROM refund");
  }

  std::string Apply(const Application& application) {
    return Ask(app_, kUserrefund, ParamsOf(application));
  }

  /// Of the refunds that were not imported.
  Rows Refunds(const std::string& columns) {
    return platform_.database().Run(
        "SELECT " + columns +
        " FROM refund WHERE refund_id NOT IN (SELECT refund_id FROM old_refund) ORDER BY rowid");
  }

  App app_;
};

TEST_F(Userrefund, WritesARefundWithAllThatWasSaid) {
  EXPECT_EQ(Apply({.lines = {{"1002", "B", 2, 1500}}, .reason = "质量问题", .memo = "有点<不>行"}),
            kSuccess);
  EXPECT_THAT(Refunds("order_id, line_id, channel, state, came_from, claim, phase, amount_fen, "
                      "post_fee_fen, quantity_milli, reason, buyer_message, created_ms, "
                      "modified_ms, ended_ms, due_ms - created_ms"),
              ElementsAre(Row{"1000", "1002", "wdk", "APPLIED", "APPLIED", "1", "1", "1500", "0",
                              "2000", "质量问题", "有点<不>行", "1709265600000", "1709265600000",
                              "0", "172800000"}));
  EXPECT_THAT(platform_.database().Run("SELECT app_key, out_batch_id, order_id FROM refund_batch"),
              ElementsAre(Row{app_.app_key, "key-1", "1000"}));
  EXPECT_THAT(platform_.database().Run(
                  "SELECT event, actor, actor_name, state_before, state_after, amount_fen, topic "
                  "FROM refund_event WHERE event <> 'import'"),
              ElementsAre(Row{"apply", "buyer", app_.app_key, "", "APPLIED", "1500",
                              "taobao_refund_RefundCreated"}));
}

TEST_F(Userrefund, RefundsAWholeOrder) {
  EXPECT_EQ(
      Apply({.lines = {{"1001", "A", 10, 1000}, {"1002", "B", 3, 2000}, {"1003", "FREE", 2, 0}}}),
      kSuccess);
  EXPECT_THAT(Refunds("line_id, amount_fen, quantity_milli"),
              ElementsAre(Row{"1001", "1000", "10000"}, Row{"1002", "2000", "3000"},
                          Row{"1003", "0", "2000"}));
  // Postage is not part of it, and nothing else is left.
  EXPECT_EQ(platform_.database().Number("SELECT paid_fen - refunded_fen FROM trade_order "
                                        "WHERE order_id = 1000"),
            500);
  EXPECT_EQ(Apply({.key = "key-2", .lines = {{"1001", "A", 1, 1}}}),
            R"({"api_result":{"success":false,"err_msg":)"
            R"("sub-order 1001: asks for 1 pieces where 0 are left to refund"}})");
}

TEST_F(Userrefund, RefundsALineInParts) {
  EXPECT_EQ(Apply({.key = "1", .lines = {{"1001", "A", 4, 500}}}), kSuccess);
  EXPECT_EQ(Apply({.key = "2", .lines = {{"1001", "A", 4, 500}}}), kSuccess);
  // No money is left for the last two pieces, and a fee of 0 would be a gift of goods.
  EXPECT_EQ(Apply({.key = "3", .lines = {{"1001", "A", 2, 1}}}),
            R"({"api_result":{"success":false,"err_msg":)"
            R"("sub-order 1001: asks for 1 fen where 0 are left to refund"}})");
  EXPECT_THAT(Refunds("amount_fen, quantity_milli"),
              ElementsAre(Row{"500", "4000"}, Row{"500", "4000"}));
}

TEST_F(Userrefund, RefundsWholePiecesOfAWeighedLine) {
  EXPECT_EQ(Apply({.key = "1", .order = "1100", .lines = {{"1101", "W", 2, 100}}}),
            R"({"api_result":{"success":false,"err_msg":)"
            R"("sub-order 1101: asks for 2 pieces where 1.5 are left to refund"}})");
  EXPECT_EQ(Apply({.key = "1", .order = "1100", .lines = {{"1101", "W", 1, 300}}}), kSuccess);
}

TEST_F(Userrefund, IsOnSaleBeforeTheOrderIsFinishedAndAfterSaleThen) {
  EXPECT_EQ(Apply({.key = "1"}), kSuccess);
  EXPECT_EQ(Apply({.key = "2", .order = "1100", .lines = {{"1101", "W", 1, 100}}}), kSuccess);
  EXPECT_EQ(Apply({.key = "3", .order = "2000", .lines = {{"2001", "A", 1, 100}}}), kSuccess);
  EXPECT_THAT(Refunds("order_id, phase"),
              ElementsAre(Row{"1000", "1"}, Row{"1100", "1"}, Row{"2000", "2"}));
}

TEST_F(Userrefund, TakesAllLinesOrNone) {
  for (const LineToRefund& bad :
       {LineToRefund{"1002", "B", 4, 100}, LineToRefund{"1002", "B", 1, 2001},
        LineToRefund{"1002", "A", 1, 100}, LineToRefund{"2001", "A", 1, 100},
        LineToRefund{"7001", "A", 1, 100}, LineToRefund{"1002", "B", 1, 0}}) {
    const std::string answer =
        Apply({.lines = {{"1001", "A", 1, 100}, bad, {"1003", "FREE", 1, 0}}});
    EXPECT_THAT(answer, testing::StartsWith(
                            R"({"api_result":{"success":false,"err_msg":"sub-order )" + bad.line));
    EXPECT_THAT(Refunds("refund_id"), IsEmpty());
    EXPECT_EQ(platform_.database().Number("SELECT COUNT(*) FROM refund_batch"), 0);
  }
  EXPECT_EQ(Apply({.lines = {{"1001", "A", 1, 100}, {"1002", "B", 1, 100}}}), kSuccess);
}

TEST_F(Userrefund, LeavesRoomForOtherRefundsPostage) {
  // 100 and all postage came back before: 100 of 250 are left, on one piece.
  EXPECT_EQ(Apply({.order = "5000", .lines = {{"5001", "A", 1, 101}}}),
            R"({"api_result":{"success":false,"err_msg":)"
            R"("sub-order 5001: asks for 101 fen where 100 are left to refund"}})");
  EXPECT_EQ(Apply({.order = "5000", .lines = {{"5001", "A", 1, 100}}}), kSuccess);
  EXPECT_EQ(platform_.database().Number("SELECT paid_fen - refunded_fen FROM trade_order "
                                        "WHERE order_id = 5000"),
            0);
}

TEST_F(Userrefund, GivesBackWhatClosedRefundsHeld) {
  platform_.Import(
      R"({"channel":"wdk","seller":"shop","buyer":"b","shop_id":"S1","store_id":"T1",)"
      R"("order_id":1200,"state":"paid","created":"2024-02-01 10:00:00","lines":[)"
      R"({"line_id":1201,"out_line_id":"1","sku_code":"A","quantity":"1","paid_fen":100,)"
      R"("refunds":[{"refund_id":1202,"state":"CLOSED","amount_fen":100,"quantity":"1",)"
      R"("created":"2024-02-02 10:00:00"}]}]})");
  EXPECT_EQ(Apply({.order = "1200", .lines = {{"1201", "A", 1, 100}}}), kSuccess);
}

TEST_F(Userrefund, TakesTheLargestAmountsThatThereAre) {
  EXPECT_EQ(
      Apply({.key = "1", .order = "9000", .lines = {{"9001", "A", 999'999'999, 999'999'999'999}}}),
      kSuccess);
  EXPECT_EQ(Apply({.key = "2", .order = "9000", .lines = {{"9001", "A", 1, 2}}}),
            R"({"api_result":{"success":false,"err_msg":)"
            R"("sub-order 9001: asks for 2 fen where 1 are left to refund"}})");
  EXPECT_EQ(Apply({.key = "3", .order = "9000", .lines = {{"9001", "A", 1, 1}}}), kSuccess);
}

TEST_F(Userrefund, SplitsMoneyOverThePaymentsToTheLastFen) {
  const char* const shares =
      "SELECT channel_code, amount_fen FROM refund_share "
      "WHERE refund_id = (SELECT refund_id FROM refund "
      "WHERE line_id = 1001 ORDER BY rowid DESC LIMIT 1) ORDER BY 1";
  EXPECT_EQ(Apply({.key = "1", .lines = {{"1001", "A", 1, 1}}}), kSuccess);
  EXPECT_THAT(platform_.database().Run(shares), ElementsAre(Row{"6", "1"}));
  EXPECT_EQ(Apply({.key = "2", .lines = {{"1001", "A", 1, 7}}}), kSuccess);
  EXPECT_THAT(platform_.database().Run(shares), ElementsAre(Row{"6", "5"}, Row{"20", "2"}));
}

}  // namespace
}  // namespace ebbtide::test
