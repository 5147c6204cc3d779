#include <gmock/gmock.h>

#include "gateway/shop.hpp"

/// ebbtide.refund.arbitration.ask, .start and .decide.
namespace ebbtide::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Row = Database::Row;

constexpr const char* kSuccess = R"({"is_success":true})";
constexpr const char* kStatusError = "50 Remote service error isv.refund-status-error";
constexpr const char* kNotExist = "50 Remote service error isv.refund-not-exist:refund_id";

class Arbitration : public ShopTest {
 protected:
  Arbitration() : platform_app_(platform_.AddUserApp(refund::PartyKind::kPlatform, "xiaoer")) {}

  /// A refund whose deadline is in an hour.
  void AddDisputed(std::int64_t order, std::string_view state = "REFUSED") {
    AddOrder(order, "shipped", Join(R"("due":"2024-03-01 13:00:00","state":")", state, R"(")"));
  }

  std::string AskPlatform(const App& app, const std::string& reason,
                          const std::string& refund = "102") {
    return Ask(app, "ebbtide.refund.arbitration.ask", {{"refund_id", refund}, {"reason", reason}});
  }
  std::string Start(const std::string& note = {}, const std::string& refund = "102") {
    return Ask(platform_app_, "ebbtide.refund.arbitration.start",
               {{"refund_id", refund}, {"note", note}});
  }
  std::string Decide(const std::string& verdict, const std::string& note = {},
                     const std::string& refund = "102") {
    return Ask(platform_app_, "ebbtide.refund.arbitration.decide",
               {{"refund_id", refund}, {"verdict", verdict}, {"note", note}});
  }
  static std::string Decided(std::string_view status) {
    return Join(R"({"is_success":true,"status":")", status, R"("})");
  }
  /// `state`, Taobao's cs_status, and what is left of the deadline, in minutes.
  std::vector<Row> Stands(std::int64_t refund = 102) {
    return platform_.database().Run(
        "SELECT state, arbitration, CASE due_ms WHEN 0 THEN '-' ELSE (due_ms - " +
        std::to_string(platform_.clock().Now().unix_ms) +
        ") / 60000 END FROM refund WHERE refund_id = " + std::to_string(refund));
  }

  App platform_app_;
};

TEST_F(Arbitration, IsAskedForByEitherSide) {
  AddDisputed(100);
  AddDisputed(200);
  EXPECT_EQ(AskPlatform(buyer_, "与描述不符"), kSuccess);
  EXPECT_EQ(AskPlatform(seller_, "买家失实", "202"), kSuccess);
  EXPECT_THAT(Stands(), ElementsAre(Row{"REFUSED", "2", "60"}));
  EXPECT_THAT(EventsOf(102), ElementsAre("ask_platform buyer 与描述不符"));
  EXPECT_THAT(MessagesOf(102), ElementsAre("buyer NORMAL 与描述不符"));
  EXPECT_THAT(MessagesOf(202), ElementsAre("seller NORMAL 买家失实"));

  EXPECT_EQ(AskPlatform(buyer_, "与描述不符"), kSuccess);
  EXPECT_EQ(AskPlatform(seller_, "我也要"), kSuccess);
  EXPECT_EQ(Start(), kSuccess);
  EXPECT_EQ(AskPlatform(seller_, "我也要"), kSuccess);
  EXPECT_THAT(EventsOf(102), ElementsAre("ask_platform buyer 与描述不符", "step_in platform"));
  EXPECT_EQ(MessagesOf(102).size(), 1U);
}

TEST_F(Arbitration, StopsTheClockUntilItIsWithdrawn) {
  AddDisputed(100);
  EXPECT_EQ(Start("请双方补充凭证"), kSuccess);
  EXPECT_EQ(Start("请双方补充凭证"), kSuccess);
  EXPECT_THAT(Stands(), ElementsAre(Row{"REFUSED", "3", "-"}));
  EXPECT_THAT(EventsOf(102), ElementsAre("step_in platform 请双方补充凭证"));
  EXPECT_THAT(MessagesOf(102), ElementsAre("platform NORMAL 请双方补充凭证"));

  platform_.clock().AdvanceMs(82'800'000);
  EXPECT_EQ(platform_.FireDeadlines(), 0);
  EXPECT_EQ(Decide("withdrawn", "自行协商"), Decided("SELLER_REFUSE_BUYER"));
  EXPECT_EQ(Decide("withdrawn"), Decided("SELLER_REFUSE_BUYER"));
  EXPECT_THAT(Stands(), ElementsAre(Row{"REFUSED", "7", "60"}));
  EXPECT_EQ(MessagesOf(102).size(), 2U);

  // It can begin anew.
  EXPECT_EQ(AskPlatform(buyer_, "还是不行"), kSuccess);
  EXPECT_EQ(ErrorOf(Decide("withdrawn")), kStatusError);
  EXPECT_EQ(Start(), kSuccess);
  EXPECT_THAT(Stands(), ElementsAre(Row{"REFUSED", "3", "-"}));
}

TEST_F(Arbitration, PaysOrClosesByItsVerdict) {
  AddDisputed(100);
  AddDisputed(200, "APPLIED");
  Start();
  Start({}, "202");
  EXPECT_EQ(Decide("buyer", "凭证有效"), Decided("SUCCESS"));
  EXPECT_EQ(Decide("seller", "凭证无效", "202"), Decided("CLOSED"));
  EXPECT_THAT(Stands(), ElementsAre(Row{"SUCCESS", "8", "-"}));
  EXPECT_THAT(Stands(202), ElementsAre(Row{"CLOSED", "9", "-"}));
  EXPECT_THAT(EventsOf(102), ElementsAre("step_in platform", "rule_for_buyer platform 凭证有效",
                                         "payout_succeeded payout"));
  EXPECT_THAT(MessagesOf(202), ElementsAre("platform NORMAL 凭证无效"));

  EXPECT_EQ(Decide("buyer", "凭证有效"), Decided("SUCCESS"));
  EXPECT_EQ(Decide("seller", {}, "202"), Decided("CLOSED"));
  EXPECT_EQ(ErrorOf(Decide("seller")), kStatusError);
  EXPECT_EQ(ErrorOf(Decide("buyer", {}, "202")), kStatusError);
  EXPECT_EQ(EventsOf(102).size(), 3U);
  EXPECT_EQ(MessagesOf(102).size(), 1U);
}

TEST_F(Arbitration, IsOnlyForRefundsThatAreStillDisputed) {
  std::int64_t order = 100;
  for (const char* const state : {"REFUND_AGREED", "PAYOUT_FAILED", "SUCCESS", "CLOSED"}) {
    AddOrder(order, "shipped", Join(R"("state":")", state, R"(")"));
    const std::string refund = std::to_string(order + 2);
    EXPECT_EQ(ErrorOf(AskPlatform(buyer_, "x", refund)), kStatusError) << state;
    EXPECT_EQ(ErrorOf(Start({}, refund)), kStatusError) << state;
    EXPECT_EQ(ErrorOf(Decide("buyer", {}, refund)), kStatusError) << state;
    order += 100;
  }
  AddDisputed(order);
  const std::string refund = std::to_string(order + 2);
  EXPECT_EQ(ErrorOf(Decide("buyer", {}, refund)), kStatusError);
  // Both sides may agree although the platform has stepped in; then it is over for all.
  AddDisputed(order + 100, "APPLIED");
  const std::string agreed = std::to_string(order + 102);
  EXPECT_EQ(Start({}, agreed), kSuccess);
  Ask(seller_, "taobao.rp.refunds.agree",
      {{"refund_infos", agreed + "|1500|" + VersionOf(order + 102)}});
  EXPECT_EQ(StateOf(order + 102), "SUCCESS");
  EXPECT_EQ(ErrorOf(Start({}, agreed)), kStatusError);
  EXPECT_EQ(ErrorOf(AskPlatform(buyer_, "x", agreed)), kStatusError);
  EXPECT_EQ(ErrorOf(Decide("seller", {}, agreed)), kStatusError);
}

TEST_F(Arbitration, IsNotForStrangers) {
  AddDisputed(100);
  const App other_buyer = platform_.AddUserApp(refund::PartyKind::kBuyer, "b2");
  EXPECT_EQ(ErrorOf(AskPlatform(rival_, "x")), kNotExist);
  EXPECT_EQ(ErrorOf(AskPlatform(other_buyer, "x")), kNotExist);
  EXPECT_EQ(ErrorOf(AskPlatform(seller_, "x", "1")), kNotExist);
  EXPECT_EQ(ErrorOf(Start({}, "1")), kNotExist);
  EXPECT_EQ(ErrorOf(Decide("buyer", {}, "1")), kNotExist);
  constexpr const char* kNoPermission = "42 Insufficient session permissions";
  EXPECT_EQ(ErrorOf(AskPlatform(platform_app_, "x")), kNoPermission);
  for (const char* const method :
       {"ebbtide.refund.arbitration.start", "ebbtide.refund.arbitration.decide"}) {
    EXPECT_EQ(ErrorOf(Ask(seller_, method, {{"refund_id", "102"}, {"verdict", "seller"}})),
              kNoPermission);
  }
  EXPECT_THAT(EventsOf(102), IsEmpty());
}

}  // namespace
}  // namespace ebbtide::test
