#include <gmock/gmock.h>

#include "gateway/fixture.hpp"
#include "support/wares.hpp"

/// out_refund_batch_id, the idempotency key of alibaba.wdk.channel.order.userrefund.
namespace ebbtide::test {
namespace {

constexpr const char* kSuccess = R"({"api_result":{"success":true}})";
constexpr std::int64_t kYearMs = 31'536'000'000;

class UserrefundKey : public GatewayTest {
 protected:
  UserrefundKey() {
    platform_.Import(kWares);
    app_ = platform_.AddSellerApp("shop");
    before_ = platform_.CountRefunds();
  }

  std::string Apply(const Application& application) {
    return Ask(app_, kUserrefund, ParamsOf(application));
  }
  std::int64_t Made() { return platform_.CountRefunds() - before_; }

  App app_;
  std::int64_t before_ = 0;
};

const Application kTwoLines{.lines = {{"1001", "A", 1, 100}, {"1002", "B", 1, 200}}};

TEST_F(UserrefundKey, GivesTheSameAnswerAndWritesNothingAgain) {
  EXPECT_EQ(Apply(kTwoLines), kSuccess);
  EXPECT_EQ(Apply(kTwoLines), kSuccess);
  Application reordered = kTwoLines;
  std::swap(reordered.lines.at(0), reordered.lines.at(1));
  EXPECT_EQ(Apply(reordered), kSuccess);
  EXPECT_EQ(Made(), 2);
}

TEST_F(UserrefundKey, IsGoodWhenTheRestIsGone) {
  EXPECT_EQ(Apply({.lines = {{"1002", "B", 3, 2000}}}), kSuccess);
  EXPECT_EQ(Apply({.lines = {{"1002", "B", 3, 2000}}}), kSuccess);
  platform_.Write([](store::Store& store) {
    auto order = store.orders().Find(store::Scope::Platform(), {1000}).value();
    const auto version = order.version++;
    order.state = refund::OrderState::kClosed;
    ASSERT_TRUE(store.orders().Save(order, version));
  });
  EXPECT_EQ(Apply({.lines = {{"1002", "B", 3, 2000}}}), kSuccess);
  EXPECT_EQ(Made(), 1);
}

TEST_F(UserrefundKey, NeverExpires) {
  EXPECT_EQ(Apply(kTwoLines), kSuccess);
  platform_.clock().AdvanceMs(kYearMs);
  platform_.AddSession("later", app_, "shop", {kNow.unix_ms + 2 * kYearMs});
  app_.session = "later";
  EXPECT_EQ(Apply(kTwoLines), kSuccess);
  EXPECT_EQ(Made(), 2);
}

TEST_F(UserrefundKey, IsGoodForOneContentOnly) {
  EXPECT_EQ(Apply(kTwoLines), kSuccess);
  std::vector<Application> others(9, kTwoLines);
  others[0].order = "2000";
  others[1].shop = "S2";
  others[2].store = "T2";
  others[3].reason = "";
  others[4].memo = "other";
  others[5].lines.pop_back();
  others[6].lines[1].fen = 201;
  others[7].lines[1].pieces = 2;
  others[8].lines[1] = {"1003", "FREE", 1, 0};
  for (const auto& other : others) {
    EXPECT_EQ(Apply(other),
              R"({"api_result":{"success":false,"err_msg":"out_refund_batch_id key-1 )"
              R"(was used before for another application; use a new one"}})");
  }
  EXPECT_EQ(Made(), 2);
}

TEST_F(UserrefundKey, IsNotUsedUpByARefusal) {
  EXPECT_NE(Apply({.lines = {{"1001", "A", 11, 100}}}), kSuccess);
  EXPECT_NE(Apply({.order = "3000"}), kSuccess);
  EXPECT_EQ(Apply({.lines = {{"1001", "A", 10, 100}}}), kSuccess);
  EXPECT_EQ(Made(), 1);
}

TEST_F(UserrefundKey, BelongsToOneAppAndOneMerchant) {
  const Application of_rival{.order = "7000", .lines = {{"7001", "A", 1, 100}}};
  const App second_app = platform_.AddSellerApp("shop");
  const App rival = platform_.AddSellerApp("rival");
  EXPECT_EQ(Apply(kTwoLines), kSuccess);
  EXPECT_EQ(Ask(second_app, kUserrefund, ParamsOf(kTwoLines)), kSuccess);
  EXPECT_EQ(Ask(rival, kUserrefund, ParamsOf(of_rival)), kSuccess);
  platform_.AddSession("for-rival", app_, "rival", {kNow.unix_ms + kYearMs});
  app_.session = "for-rival";
  EXPECT_EQ(Apply(of_rival), R"({"api_result":{"success":false,"err_msg":)"
                             R"("sub-order 7001: asks for 1 pieces where 0 are left to refund"}})");
  EXPECT_EQ(Made(), 5);
}

TEST_F(UserrefundKey, TellsKeysApartByEveryByte) {
  int made = 0;
  for (const char* const key : {"k", "K", "k ", " k", "ｋ", "k\\u0001", "k\\u0001\\u0001"}) {
    std::string json = ToJson(Application{.key = "#", .lines = {{"1001", "A", 1, 1}}});
    json.replace(json.find('#'), 1, key);
    EXPECT_EQ(Ask(app_, kUserrefund, {{"order_user_refund_info", json}}), kSuccess) << key;
    EXPECT_EQ(Made(), ++made) << key;
  }
}

TEST_F(UserrefundKey, KeepsTextsWholeWhateverIsInThem) {
  const std::string text = "'; DROP TABLE refund; -- \" \\ %s {0} ✔️ 退款 \xF0\x9F\x98\x80";
  EXPECT_EQ(Apply({.lines = {{"1001", "A", 1, 1}}, .reason = text, .memo = text}), kSuccess);
  EXPECT_THAT(platform_.database().Run("SELECT reason, buyer_message FROM refund "
                                       "WHERE line_id = 1001"),
              testing::ElementsAre(Database::Row{text, text}));
}

}  // namespace
}  // namespace ebbtide::test
