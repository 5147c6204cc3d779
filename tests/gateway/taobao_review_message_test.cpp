#include <gmock/gmock.h>

#include "gateway/shop.hpp"

/// taobao.rp.refund.review and taobao.refund.message.add: what is beside a refund's life.
namespace ebbtide::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kReview = "taobao.rp.refund.review";
constexpr const char* kMessage = "taobao.refund.message.add";
constexpr const char* kSuccess = R"({"is_success":true})";
constexpr const char* kStatusError = "50 Remote service error isv.refund-status-error";
constexpr const char* kVersionExpired = "50 Remote service error isv.refund-version-expired";
constexpr const char* kNotExist = "50 Remote service error isv.refund-not-exist:refund_id";

class Beside : public ShopTest {
 protected:
  Params ReviewCall(const Params& more = {}) {
    Params params{{"operator", "审核员"},     {"refund_id", "102"},
                  {"refund_phase", "onsale"}, {"message", "凭证齐全"},
                  {"result", "true"},         {"refund_version", kAppliedVersion}};
    for (const auto& [name, value] : more) Set(params, name, value);
    return params;
  }
  std::string Review(const Params& more = {}) { return Ask(seller_, kReview, ReviewCall(more)); }

  std::string Say(const App& app, std::string_view content, std::string_view refund = "102") {
    return Ask(app, kMessage,
               {{"refund_id", std::string(refund)}, {"content", std::string(content)}});
  }

  /// What must stay as it is, and what a review changes.
  std::vector<Database::Row> Refund() {
    return platform_.database().Run(
        "SELECT r.state, r.version, r.modified_ms, o.version, r.reviewed FROM refund r "
        "JOIN trade_order o ON o.order_id = r.order_id WHERE r.refund_id = 102");
  }
};

TEST_F(Beside, AReviewMarksARefundAndLeavesItAsItIs) {
  AddOrder(100, "shipped", R"("state":"APPLIED")");
  auto expected = Refund();
  ASSERT_EQ(expected.at(0).back(), "0");
  expected.at(0).back() = "1";
  EXPECT_EQ(Review(), kSuccess);
  EXPECT_EQ(Refund(), expected);
  EXPECT_EQ(Review(), kSuccess);
  EXPECT_EQ(Refund(), expected);
  expected.at(0).back() = "0";
  EXPECT_EQ(Review({{"result", "false"}, {"message", "再看"}}), kSuccess);
  EXPECT_EQ(Refund(), expected);
  EXPECT_THAT(EventsOf(102), ElementsAre("review seller passed by 审核员: 凭证齐全",
                                         "review seller passed by 审核员: 凭证齐全",
                                         "review seller not passed by 审核员: 再看"));
  // Nobody's call has become stale by it.
  EXPECT_THAT(Ask(seller_, "taobao.rp.refunds.agree",
                  {{"refund_infos", Join("102|1500|", kAppliedVersion)}}),
              testing::HasSubstr("OP_SUCC"));
}

TEST_F(Beside, AReviewIsOfTheRefundAsItStands) {
  AddOrder(100, "shipped", R"("state":"APPLIED")");
  EXPECT_EQ(ErrorOf(Review({{"refund_version", "1708394399999"}})), kVersionExpired);
  EXPECT_EQ(ErrorOf(Review({{"refund_version", "1708394400001"}})), kVersionExpired);
  EXPECT_EQ(ErrorOf(Review({{"refund_phase", "aftersale"}})),
            "41 Invalid arguments:refund_phase isv.invalid-parameter:refund_phase");
  EXPECT_EQ(ErrorOf(Ask(rival_, kReview, ReviewCall())), kNotExist);
  AddOrder(200, "shipped", R"("state":"SUCCESS")");
  EXPECT_EQ(ErrorOf(Review({{"refund_id", "202"}})), kStatusError);
  // One that was reviewed, and then moved, is not reviewed again by the same call.
  EXPECT_EQ(Review(), kSuccess);
  Ask(seller_, "taobao.refund.refuse", {{"refund_id", "102"}, {"refuse_message", "不同意"}});
  EXPECT_EQ(ErrorOf(Review({{"result", "false"}})), kVersionExpired);
  EXPECT_EQ(platform_.database().Number("SELECT reviewed FROM refund WHERE refund_id = 102"), 1);
}

TEST_F(Beside, EitherSideSaysWhatItLikes) {
  AddOrder(100, "shipped", R"("state":"APPLIED")");
  const auto before = Refund();
  const std::string answer = Say(seller_, "请尽快处理");
  const auto id = platform_.database().Number("SELECT message_id FROM refund_message");
  EXPECT_EQ(answer, Join(R"({"refund_message":{"id":)", std::to_string(id),
                         R"(,"created":"2024-03-01 12:00:00"}})"));
  Say(seller_, "请尽快处理");
  AskWithFile(buyer_, kMessage, {{"refund_id", "102"}, {"content", "看图"}}, {"image", kGif});
  EXPECT_THAT(MessagesOf(102), ElementsAre("seller NORMAL 请尽快处理", "seller NORMAL 请尽快处理",
                                           "buyer NORMAL 看图 " + DigestOf(kGif)));
  EXPECT_THAT(EventsOf(102),
              ElementsAre("leave_message seller", "leave_message seller", "leave_message buyer"));
  EXPECT_EQ(Refund(), before);
}

TEST_F(Beside, AMessageThatCannotBeKeptIsRefused) {
  AddOrder(100, "shipped", R"("state":"APPLIED")");
  AddOrder(200, "shipped", R"("state":"CLOSED")");
  EXPECT_EQ(ErrorOf(Say(seller_, " \n ")),
            "40 Missing required arguments:content isv.missing-parameter:content");
  EXPECT_EQ(ErrorOf(Say(seller_, std::string(401, 'x'))),
            "41 Invalid arguments:content isv.invalid-parameter:content");
  for (const auto& image :
       {std::string("BM"), kGif + std::string(500 * 1024, 'x')}) {  // no picture, and too large
    EXPECT_EQ(ErrorOf(AskWithFile(seller_, kMessage, {{"refund_id", "102"}, {"content", "看图"}},
                                  {"image", image})),
              "41 Invalid arguments:image isv.invalid-parameter:image");
  }
  EXPECT_EQ(ErrorOf(Say(seller_, "x", "202")), kStatusError);
  EXPECT_EQ(ErrorOf(Say(seller_, "x", "302")), kNotExist);
  EXPECT_EQ(ErrorOf(Say(rival_, "x")), kNotExist);
  const App other_buyer = platform_.AddUserApp(refund::PartyKind::kBuyer, "b2");
  EXPECT_EQ(ErrorOf(Say(other_buyer, "x")), kNotExist);
  EXPECT_EQ(platform_.database().Number("SELECT COUNT(*) FROM refund_message"), 0);
  EXPECT_THAT(EventsOf(102), IsEmpty());
  EXPECT_EQ(ErrorOf(Say(seller_, std::string(400, 'x'))), "0");
}

}  // namespace
}  // namespace ebbtide::test
