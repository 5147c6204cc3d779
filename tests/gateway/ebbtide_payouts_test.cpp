#include <gmock/gmock.h>

#include "gateway/shop.hpp"

/// ebbtide.payouts.get, .payout.confirm and .payout.retry.
namespace ebbtide::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using Row = Database::Row;

constexpr const char* kNone = R"({"total_results":0,"payouts":{}})";
constexpr const char* kStatusError = "50 Remote service error isv.refund-status-error";
constexpr const char* kNotExist = "50 Remote service error isv.refund-not-exist:refund_id";

std::string Status(std::string_view status) { return Join(R"({"status":")", status, R"("})"); }

class Payouts : public ShopTest {
 protected:
  Payouts()
      : ShopTest({.policy = {.payout = service::PayoutMode::kExternal}}),
        payer_(platform_.AddUserApp(refund::PartyKind::kPlatform, "payer")) {}

  /// A refund that is agreed to.
  void AddAgreed(std::int64_t order, std::string_view more = {}) {
    AddOrder(order, "shipped", R"("state":"APPLIED")", more);
    const std::string refund = std::to_string(order + 2);
    EXPECT_THAT(Ask(seller_, "taobao.rp.refunds.agree",
                    {{"refund_infos", Join(refund, "|1500|", kAppliedVersion)}}),
                HasSubstr("OP_SUCC"));
  }
  std::string List(const Params& params = {}) { return Ask(payer_, "ebbtide.payouts.get", params); }
  std::string Confirm(const std::string& outcome, const std::string& attempt = "1",
                      const Params& more = {}) {
    Params params{{"refund_id", "102"}, {"attempt", attempt}, {"outcome", outcome}};
    for (const auto& [name, value] : more) Set(params, name, value);
    return Ask(payer_, "ebbtide.payout.confirm", params);
  }
  std::string Retry(const std::string& refund = "102") {
    return Ask(payer_, "ebbtide.payout.retry", {{"refund_id", refund}});
  }
  static std::string Tried(std::string_view attempt) {
    return Join(R"({"attempt":)", attempt, R"(,"payout_key":"refund-102"})");
  }
  std::vector<Row> Payout() {
    return platform_.database().Run(
        "SELECT r.state, p.status, p.attempt, p.reference, p.reason FROM payout p "
        "JOIN refund r ON r.refund_id = p.refund_id WHERE p.refund_id = 102");
  }

  App payer_;
};

TEST_F(Payouts, AreListedUntilTheyArePaid) {
  EXPECT_EQ(List(), kNone);
  AddAgreed(100, R"("payments":[{"channel_code":6,"paid_fen":500},{"channel_code":20,)"
                 R"("paid_fen":1500}])");
  platform_.clock().AdvanceMs(60'000);
  AddAgreed(200);
  EXPECT_EQ(StateOf(102), "REFUND_AGREED");
  const std::string first =
      R"({"refund_id":102,"tid":100,"payout_key":"refund-102","attempt":1,"status":"waiting",)"
      R"("amount_fen":1500,"shares":{"share":[{"channel_code":6,"amount_fen":375},)"
      R"({"channel_code":20,"amount_fen":1125}]},"created":"2024-03-01 12:00:00",)"
      R"("modified":"2024-03-01 12:00:00"})";
  const std::string second =
      R"({"refund_id":202,"tid":200,"payout_key":"refund-202","attempt":1,"status":"waiting",)"
      R"("amount_fen":1500,"shares":{},"created":"2024-03-01 12:01:00",)"
      R"("modified":"2024-03-01 12:01:00"})";
  EXPECT_EQ(List(), Join(R"({"total_results":2,"payouts":{"payout":[)", first, ",", second, "]}}"));
  EXPECT_EQ(List({{"page_no", "2"}, {"page_size", "1"}}),
            Join(R"({"total_results":2,"payouts":{"payout":[)", second, "]}}"));
  EXPECT_EQ(List({{"status", "failed"}}), kNone);

  Confirm("failed", "1", {{"reason", "账户已注销"}});
  Confirm("paid", "1", {{"refund_id", "202"}, {"reference", "R-2"}});
  EXPECT_THAT(List(), HasSubstr(R"("total_results":1,)"));
  EXPECT_THAT(List({{"status", "failed"}}), HasSubstr(R"("reason":"账户已注销")"));
  EXPECT_THAT(List({{"status", "paid"}}), HasSubstr(R"("reference":"R-2")"));
}

TEST_F(Payouts, EndTheRefundWhenPaid) {
  AddAgreed(100);
  EXPECT_EQ(Confirm("paid", "1", {{"reference", "R-1"}}), Status("paid"));
  EXPECT_THAT(Payout(), ElementsAre(Row{"SUCCESS", "paid", "1", "R-1", ""}));
  EXPECT_THAT(EventsOf(102), ElementsAre("agree_refund seller",
                                         "payout_succeeded payout attempt 1, reference R-1"));
  EXPECT_EQ(Confirm("paid", "1", {{"reference", "R-1"}}), Status("paid"));
  EXPECT_EQ(Confirm("paid"), Status("paid"));
  // It was paid once: under another number it would have been paid twice.
  EXPECT_EQ(ErrorOf(Confirm("paid", "1", {{"reference", "R-9"}})), kStatusError);
  EXPECT_EQ(ErrorOf(Confirm("failed")), kStatusError);
  EXPECT_EQ(ErrorOf(Confirm("unknown")), kStatusError);
  EXPECT_EQ(ErrorOf(Retry()), kStatusError);
  EXPECT_EQ(EventsOf(102).size(), 2U);
}

TEST_F(Payouts, AreTriedAgainWhenTheyFailed) {
  AddAgreed(100);
  EXPECT_EQ(Retry(), Tried("1")) << "it waits already";
  EXPECT_EQ(Confirm("failed", "1", {{"reason", "余额不足"}}), Status("failed"));
  EXPECT_EQ(Confirm("failed"), Status("failed"));
  EXPECT_THAT(Payout(), ElementsAre(Row{"PAYOUT_FAILED", "failed", "1", "", "余额不足"}));
  EXPECT_EQ(ErrorOf(Confirm("unknown")), kStatusError);

  EXPECT_EQ(Retry(), Tried("2"));
  EXPECT_EQ(Retry(), Tried("2")) << "an answer may have been lost";
  EXPECT_THAT(Payout(), ElementsAre(Row{"REFUND_AGREED", "waiting", "2", "", ""}));
  // What came of the first attempt does not count any more.
  EXPECT_EQ(ErrorOf(Confirm("failed", "1")), kStatusError);
  EXPECT_EQ(ErrorOf(Confirm("unknown", "1")), kStatusError);
  EXPECT_EQ(ErrorOf(Confirm("paid", "3")),
            "41 Invalid arguments:attempt isv.invalid-parameter:attempt");
  EXPECT_EQ(Confirm("paid", "2"), Status("paid"));
  EXPECT_THAT(EventsOf(102),
              ElementsAre("agree_refund seller", "payout_failed payout attempt 1: 余额不足",
                          "retry_payout operator attempt 2", "payout_succeeded payout attempt 2"));
}

TEST_F(Payouts, StayUnderWayWhileTheirOutcomeIsUnknown) {
  AddAgreed(100);
  const std::string version = VersionOf(102);
  EXPECT_EQ(Confirm("unknown", "1", {{"reason", "超时"}}), Status("unknown"));
  EXPECT_EQ(Confirm("unknown"), Status("unknown"));
  EXPECT_THAT(Payout(), ElementsAre(Row{"REFUND_AGREED", "unknown", "1", "", "超时"}));
  EXPECT_EQ(Retry(), Tried("2"));
  EXPECT_THAT(Payout(), ElementsAre(Row{"REFUND_AGREED", "waiting", "2", "", ""}));
  EXPECT_EQ(VersionOf(102), version);
  EXPECT_EQ(Confirm("unknown", "2"), Status("unknown"));
  EXPECT_EQ(Confirm("failed", "2"), Status("failed"));
  EXPECT_EQ(StateOf(102), "PAYOUT_FAILED");
}

TEST_F(Payouts, ArePaidWhicheverAttemptItWas) {
  AddAgreed(100);
  Confirm("failed");
  EXPECT_EQ(Confirm("paid"), Status("paid"));  // after all
  EXPECT_EQ(StateOf(102), "SUCCESS");
  EXPECT_THAT(EventsOf(102),
              ElementsAre("agree_refund seller", "payout_failed payout attempt 1",
                          "retry_payout payout attempt 1", "payout_succeeded payout attempt 1"));
  AddAgreed(200);
  const Params other{{"refund_id", "202"}};
  Confirm("unknown", "1", other);
  Retry("202");
  EXPECT_EQ(Confirm("paid", "1", other), Status("paid"));
  EXPECT_EQ(StateOf(202), "SUCCESS");
}

TEST_F(Payouts, ComeWithImportedRefundsWhoseMoneyWasMoving) {
  AddOrder(100, "shipped", R"("state":"REFUND_AGREED","came_from":"GOODS_RETURNED","claim":3)");
  EXPECT_THAT(List(), HasSubstr(R"("status":"unknown")"));
  EXPECT_EQ(Confirm("paid"), Status("paid"));
  EXPECT_EQ(StateOf(102), "SUCCESS");
}

TEST_F(Payouts, AreNobodyElsesBusiness) {
  AddOrder(100, "shipped", R"("state":"APPLIED")");
  EXPECT_EQ(ErrorOf(Confirm("paid")), kStatusError);
  EXPECT_EQ(ErrorOf(Retry()), kStatusError);
  EXPECT_EQ(ErrorOf(Confirm("paid", "1", {{"refund_id", "1"}})), kNotExist);
  EXPECT_EQ(ErrorOf(Retry("1")), kNotExist);
  for (const char* const method :
       {"ebbtide.payouts.get", "ebbtide.payout.confirm", "ebbtide.payout.retry"}) {
    EXPECT_EQ(ErrorOf(Ask(seller_, method, {{"refund_id", "102"}})),
              "42 Insufficient session permissions");
  }
}

}  // namespace
}  // namespace ebbtide::test
