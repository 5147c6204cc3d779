#include <gmock/gmock.h>

#include "gateway/shop.hpp"

/// taobao.refund.refuse.
namespace ebbtide::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kRefuse = "taobao.refund.refuse";
constexpr const char* kRefused = R"({"refund":{"refund_id":"102","modified":"2024-03-01 12:00:00",)"
                                 R"("status":"SELLER_REFUSE_BUYER"},"is_success":true})";
constexpr const char* kStatusError = "50 Remote service error isv.refund-status-error";
constexpr const char* kNotAllowed = "50 Remote service error isv.refund-refuse-not-allowed";

class RefundRefuse : public ShopTest {
 protected:
  /// A call that is right, with `more` beside it or in its place.
  static Params Call(const Params& more = {}) {
    Params params{{"refund_id", "102"}, {"refuse_message", "已发货，不同意退款"}};
    for (const auto& [name, value] : more) Set(params, name, value);
    return params;
  }
  std::string Refuse(const Params& more = {}) { return Ask(seller_, kRefuse, Call(more)); }
};

TEST_F(RefundRefuse, KeepsWhatWasSaid) {
  AddOrder(100, "shipped", R"("state":"APPLIED")");
  EXPECT_EQ(AskWithFile(seller_, kRefuse,
                        Call({{"refuse_reason_id", "101"},
                              {"refund_phase", "onsale"},
                              {"refund_version", kAppliedVersion},
                              {"tid", "100"},
                              {"oid", "101"}}),
                        {"refuse_proof", kGif}),
            kRefused);
  EXPECT_THAT(
      platform_.database().Run("SELECT state, refuse_reason, due_ms - modified_ms FROM refund"),
      ElementsAre(ElementsAre("REFUSED", "商品已发出：已发货，不同意退款", "604800000")));
  EXPECT_THAT(EventsOf(102), ElementsAre("refuse seller 商品已发出：已发货，不同意退款"));
  EXPECT_THAT(MessagesOf(102), ElementsAre("seller NORMAL 已发货，不同意退款 " + DigestOf(kGif)));
}

TEST_F(RefundRefuse, IsASuccessOnceMoreThatAddsNothing) {
  AddOrder(100, "shipped", R"("state":"APPLIED")");
  EXPECT_EQ(Refuse(), kRefused);
  platform_.clock().AdvanceMs(60'000);
  EXPECT_EQ(Refuse(), kRefused);
  EXPECT_EQ(Refuse({{"refund_version", kAppliedVersion}}), kRefused);
  EXPECT_THAT(EventsOf(102), ElementsAre("refuse seller 已发货，不同意退款"));
  EXPECT_THAT(MessagesOf(102), ElementsAre("seller NORMAL 已发货，不同意退款"));
}

TEST_F(RefundRefuse, RefusesParametersThatDoNotFit) {
  AddOrder(100, "shipped", R"("state":"APPLIED")");
  std::string two_hundred;
  for (int i = 0; i < 200; ++i) two_hundred += "😀";
  for (const auto& [name, value] : Params{{"refuse_message", "否"},
                                          {"refuse_message", " 否 "},
                                          {"refuse_message", two_hundred + "!"},
                                          {"refund_phase", "aftersale"},
                                          {"refuse_reason_id", "1"},
                                          {"tid", "101"},
                                          {"oid", "100"}}) {
    EXPECT_EQ(ErrorOf(Refuse({{name, value}})),
              "41 Invalid arguments:" + name + " isv.invalid-parameter:" + name)
        << value;
  }
  EXPECT_EQ(ErrorOf(AskWithFile(seller_, kRefuse, Call(), {"refuse_proof", "BM not a picture"})),
            "41 Invalid arguments:refuse_proof isv.invalid-parameter:refuse_proof");
  EXPECT_EQ(StateOf(102), "APPLIED");
  EXPECT_THAT(EventsOf(102), IsEmpty());
  EXPECT_EQ(Refuse({{"refuse_message", two_hundred}}), kRefused);
}

TEST_F(RefundRefuse, MovesOnlyFromTheVersionThatWasSeen) {
  AddOrder(100, "shipped", R"("state":"APPLIED")");
  for (const char* const version : {"1708394399999", "1708394400001"}) {
    EXPECT_EQ(ErrorOf(Refuse({{"refund_version", version}})),
              "50 Remote service error isv.refund-version-expired");
  }
  EXPECT_EQ(StateOf(102), "APPLIED");
}

TEST_F(RefundRefuse, IsNotForWhatNobodyMayRefuse) {
  AddOrder(100, "paid", R"("state":"APPLIED")");
  EXPECT_EQ(ErrorOf(Refuse()), kNotAllowed);
  AddOrder(200, "shipped", R"("state":"APPLIED","claim":3,"reason":"SEVEN_DAYS_WITHOUT_REASON")");
  EXPECT_EQ(ErrorOf(Refuse({{"refund_id", "202"}})), kNotAllowed);
  for (const int refund : {102, 202}) {
    EXPECT_EQ(StateOf(refund), "APPLIED");
    EXPECT_THAT(MessagesOf(refund), IsEmpty());
  }
}

TEST_F(RefundRefuse, IsOnlyForARefundThatWaitsForAnAnswer) {
  std::int64_t id = 100;
  for (const char* const state : {"REFUSED", "RETURN_AGREED", "GOODS_RETURNED", "REFUND_AGREED",
                                  "PAYOUT_FAILED", "SUCCESS", "CLOSED"}) {
    AddOrder(id, "shipped", Join(R"("claim":3,"state":")", state, R"(")"));
    EXPECT_EQ(ErrorOf(Refuse({{"refund_id", std::to_string(id + 2)}})), kStatusError) << state;
    id += 100;
  }
}

TEST_F(RefundRefuse, SaysTheSameOfARivalsRefundAsOfNone) {
  AddOrder(100, "shipped", R"("state":"APPLIED")");
  const std::string foreign = Ask(rival_, kRefuse, Call());
  EXPECT_EQ(ErrorOf(foreign), "50 Remote service error isv.refund-not-exist:refund_id");
  EXPECT_THAT(foreign, testing::HasSubstr("refund 102 does not exist or is not yours"));
  EXPECT_THAT(Refuse({{"refund_id", "103"}}),
              testing::HasSubstr("refund 103 does not exist or is not yours"));
  EXPECT_EQ(StateOf(102), "APPLIED");
}

}  // namespace
}  // namespace ebbtide::test
