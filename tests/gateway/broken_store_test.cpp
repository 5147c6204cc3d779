#include <array>
#include <future>

#include <gmock/gmock.h>

#include "gateway/fixture.hpp"
#include "support/wares.hpp"

/// What callers are told when the store breaks, and that a broken write leaves nothing behind.
namespace ebbtide::test {
namespace {

using testing::IsEmpty;

constexpr const char* kSuccess = R"({"api_result":{"success":true}})";

/// Business errors as live traffic has them.
class BrokenStore : public GatewayTest {
 protected:
  BrokenStore()
      : GatewayTest(gateway::Options{.refused_code = protocol::Code::kRemoteServiceLive}) {
    platform_.ImportDemo();
    platform_.Import(kWares);
    shop_ = platform_.AddSellerApp("shop");
  }

  std::string Apply(const Application& application) {
    return Ask(shop_, kUserrefund, ParamsOf(application));
  }

  App shop_;
};

constexpr const char* kUnknownOutcome = "15 Remote service error isp.unknown-error";

/// Each place where an application writes, as what a trigger fires on.
constexpr std::array kWrites{"INSERT ON refund_batch", "UPDATE OF refunded_fen ON order_line",
                             "UPDATE ON trade_order",  "UPDATE ON order_payment",
                             "INSERT ON refund",       "INSERT ON refund_share",
                             "INSERT ON refund_event", "INSERT ON refund_change",
                             "INSERT ON order_change"};

TEST_F(BrokenStore, LeavesNothingOfAWriteThatFailed) {
  const Application application{.lines = {{"1001", "A", 1, 100}, {"1002", "B", 1, 200}}};
  const auto before = platform_.CountRefunds();
  for (const char* const how :
       {"ABORT", "ROLLBACK"}) {  // alone, or with all that shares its commit
    for (const char* const write : kWrites) {
      platform_.database().Run(Join("CREATE TRIGGER broken BEFORE ", write, " BEGIN SELECT RAISE(",
                                    how, ", 'broken by the test'); END"));
      EXPECT_EQ(ErrorOf(Apply(application)), kUnknownOutcome) << how << " at " << write;
      platform_.database().Run("DROP TRIGGER broken");
      EXPECT_EQ(platform_.CountRefunds(), before) << how << " at " << write;
      EXPECT_EQ(platform_.database().Number("SELECT COUNT(*) FROM refund_batch"), 0);
      ASSERT_THAT(platform_.Verify(), IsEmpty()) << how << " at " << write;
    }
  }
  EXPECT_EQ(Apply(application), kSuccess);
  EXPECT_EQ(platform_.CountRefunds(), before + 2);
}

TEST_F(BrokenStore, LeavesNothingOfASecondLineThatFailed) {
  const Application application{.lines = {{"1001", "A", 1, 100}, {"1002", "B", 1, 200}}};
  platform_.database().Run(
      "CREATE TRIGGER broken BEFORE INSERT ON refund WHEN NEW.line_id = 1002 "
      "BEGIN SELECT RAISE(ABORT, 'broken by the test'); END");
  const auto before = platform_.CountRefunds();
  EXPECT_EQ(ErrorOf(Apply(application)), kUnknownOutcome);
  EXPECT_EQ(Apply({.key = "key-2", .lines = {{"1001", "A", 1, 100}}}), kSuccess);
  EXPECT_EQ(platform_.CountRefunds(), before + 1);
}

TEST_F(BrokenStore, AnswersReadsAgainOnceItIsWhole) {
  const App taobao = platform_.AddSellerApp("hz0799");
  const App wdk = platform_.AddSellerApp("TESTW");
  const App epp = platform_.AddBoundApp(refund::PartyKind::kDistributor, "125007");
  const App crm = platform_.AddBoundApp(refund::PartyKind::kCustomer, "4053738002");
  const auto answers = [&] {
    return std::vector{
        Ask(taobao, "taobao.refund.status.get",
            {{"query_param", R"({"biz_order_id":2231900000})"}}),
        Ask(wdk, "alibaba.wdk.order.refund.get", {{"refund_ids", "132222"}}),
        Ask(epp, "taobao.epp.refund.get",
            {{"refund_order_detail_request",
              R"({"refund_order_id":"262724256404290474","out_order_id":"sr_haoka_test_001"})"}}),
        Ask(crm, "alibaba.crm.refund.xiaoman.refund.info.batchquery",
            {{"global_id", "4053738002"}, {"item_list", "P2506309029254759_1"}})};
  };
  const auto whole = answers();
  for (const auto& answer : whole) EXPECT_EQ(ErrorOf(answer), "0");
  platform_.database().Run("ALTER TABLE refund RENAME TO refund_gone");
  for (const auto& answer : answers()) EXPECT_EQ(ErrorOf(answer), kUnknownOutcome);
  platform_.database().Run("ALTER TABLE refund_gone RENAME TO refund");
  EXPECT_EQ(answers(), whole);
}

TEST_F(BrokenStore, IsNotReadyWithoutItsTables) {
  EXPECT_TRUE(gateway_.IsReady());
  platform_.database().Run("ALTER TABLE app RENAME TO app_gone");
  EXPECT_FALSE(gateway_.IsReady());
  EXPECT_EQ(ErrorOf(Apply({})), kUnknownOutcome);
  platform_.database().Run("ALTER TABLE app_gone RENAME TO app");
  EXPECT_TRUE(gateway_.IsReady());
  EXPECT_EQ(Apply({}), kSuccess);
}

TEST_F(BrokenStore, RefusesWritesThatWouldWaitTooLong) {
  HeldWriteLane held(platform_.writes());
  const auto idle = [](store::Store& /*store*/) { return true; };
  std::promise<void> drained;
  std::size_t left = store::WriteLane::kWaitingMax;
  const auto count = [&](const std::exception_ptr& /*problem*/) {
    if (--left == 0) drained.set_value();
  };
  for (std::size_t i = 0; i < store::WriteLane::kWaitingMax; ++i) {
    ASSERT_TRUE(platform_.writes().Submit({.run = idle, .done = count}));
  }
  EXPECT_EQ(ErrorOf(Apply({})), "15 Remote service error isp.refund-service-unavailable");
  held.Release();
  drained.get_future().wait();
  EXPECT_EQ(Apply({}), kSuccess);
}

}  // namespace
}  // namespace ebbtide::test
