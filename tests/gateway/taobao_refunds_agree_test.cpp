#include <gmock/gmock.h>

#include "gateway/shop.hpp"

/// taobao.rp.refunds.agree.
namespace ebbtide::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kAgree = "taobao.rp.refunds.agree";

class RefundsAgree : public ShopTest {
 protected:
  std::string Agree(const std::string& rows) {
    return Ask(seller_, kAgree, {{"refund_infos", rows}});
  }

  /// A row that is right, with what else stands in it.
  static std::string Row(std::int64_t refund, std::string_view amount = "1500",
                         std::string_view rest = {}) {
    return Join(std::to_string(refund), "|", amount, "|", kAppliedVersion, rest);
  }

  static std::string Agreed(std::int64_t refund) {
    return Join(R"({"refund_id":")", std::to_string(refund), R"(","succ":true})");
  }
  static std::string NotAgreed(std::int64_t refund, std::string_view why) {
    return Join(R"({"message":")", why, R"(","refund_id":")", std::to_string(refund),
                R"(","succ":false})");
  }
  static std::string Answer(std::string_view message, const std::vector<std::string>& rows,
                            std::string_view code) {
    std::string list;
    for (const auto& row : rows) list += (list.empty() ? "" : ",") + row;
    return Join(R"({"message":")", message, R"(","succ":)", code == "OP_SUCC" ? "true" : "false",
                R"(,"results":{"refund_mapping_result":[)", list, R"(]},"msg_code":")", code,
                R"("})");
  }
};

TEST_F(RefundsAgree, PaysWhatIsAgreedTo) {
  AddOrder(100, "paid", R"("state":"APPLIED","post_fee_fen":300)", R"("post_fee_fen":300)");
  AddOrder(200, "finished", R"("state":"GOODS_RETURNED","claim":3,"phase":2)");
  EXPECT_EQ(Agree(Row(102, "1800") + ", " + Row(202, "1500", "|aftersale")),
            Answer("2 of 2 refunds are agreed to", {Agreed(102), Agreed(202)}, "OP_SUCC"));
  EXPECT_EQ(StateOf(102), "SUCCESS");
  EXPECT_EQ(StateOf(202), "SUCCESS");
  EXPECT_THAT(EventsOf(102), ElementsAre("agree_refund seller", "payout_succeeded payout"));
}

TEST_F(RefundsAgree, EndsAnOrderThatIsWhollyPaidBack) {
  AddOrder(100, "paid", R"("state":"APPLIED","post_fee_fen":300)", R"("post_fee_fen":300)");
  platform_.Import(R"({"channel":"taobao","seller":"shop","buyer":"b1","order_id":200,)"
                   R"("state":"paid","post_fee_fen":300,"created":"2024-02-10 10:00:00",)"
                   R"("lines":[{"line_id":201,"out_line_id":"1","sku_code":"A","quantity":"1",)"
                   R"("paid_fen":2000,"refunds":[{"refund_id":202,"state":"APPLIED",)"
                   R"("quantity":"1","amount_fen":2000,"post_fee_fen":300,)"
                   R"("created":"2024-02-20 10:00:00"}]}]})");
  Agree(Row(102, "1800") + "," + Row(202, "2300"));
  EXPECT_EQ(OrderStateOf(100), "paid");
  EXPECT_EQ(OrderStateOf(200), "closed");
}

TEST_F(RefundsAgree, TakesEachRowByItself) {
  for (const int id : {100, 200, 300}) AddOrder(id, "paid", R"("state":"APPLIED")");
  AddOrder(400, "shipped", R"("state":"APPLIED","claim":3)");
  AddOrder(500, "shipped", R"("state":"CLOSED")");
  EXPECT_EQ(
      Agree(Join(Row(102, "1499"), ",", Row(202), ",302|1500|1708394399999,", Row(402), ",",
                 Row(502), ",", Row(602), ",", Row(202, "1500", "|aftersale"))),
      Answer("1 of 7 refunds are agreed to",
             {NotAgreed(102,
                        "the refund is of 1500 fen with its postage; look at it and agree to that "
                        "amount"),
              Agreed(202),
              NotAgreed(302,
                        "the refund has changed since; its refund_version is 1708394400000 now, "
                        "look at it and try again"),
              NotAgreed(402,
                        "the refund is APPLIED, where the seller can not agree_refund; query the "
                        "refund for its present state; a return is agreed to when the goods have "
                        "come"),
              NotAgreed(502,
                        "the refund is CLOSED, where the seller can not agree_refund; query the "
                        "refund for its present state"),
              NotAgreed(602, "refund 602 does not exist or is not yours"),
              NotAgreed(202, "refund 202 is onsale; send that as refund_phase")},
             "SOME_OP_SUCC"));
  EXPECT_EQ(StateOf(202), "SUCCESS");
  for (const int refund : {102, 302, 402}) {
    EXPECT_EQ(StateOf(refund), "APPLIED");
    EXPECT_THAT(EventsOf(refund), testing::IsEmpty());
  }
}

TEST_F(RefundsAgree, SaysTheSameOfARivalsRefundAsOfNone) {
  AddOrder(100, "paid", R"("state":"APPLIED")");
  EXPECT_EQ(Ask(rival_, kAgree, {{"refund_infos", Row(102)}}),
            Answer("0 of 1 refunds are agreed to",
                   {NotAgreed(102, "refund 102 does not exist or is not yours")}, "OP_FAILURE_UE"));
  EXPECT_EQ(StateOf(102), "APPLIED");
}

TEST_F(RefundsAgree, PaysOnceHoweverOftenItIsRepeated) {
  AddOrder(100, "paid", R"("state":"APPLIED")");
  const std::string twice = Agree(Row(102) + "," + Row(102));
  EXPECT_EQ(twice, Answer("2 of 2 refunds are agreed to", {Agreed(102), Agreed(102)}, "OP_SUCC"));
  platform_.clock().AdvanceMs(1000);
  EXPECT_EQ(Agree(Row(102)), Answer("1 of 1 refunds are agreed to", {Agreed(102)}, "OP_SUCC"));
  // Another amount was not agreed to, and a version that never was is not the one that was.
  EXPECT_THAT(Agree(Row(102, "1")), HasSubstr("the refund is of 1500 fen"));
  EXPECT_THAT(Agree("102|1500|" + VersionOf(102)), HasSubstr("the refund is SUCCESS"));
  EXPECT_THAT(EventsOf(102), ElementsAre("agree_refund seller", "payout_succeeded payout"));
  EXPECT_EQ(platform_.database().Number("SELECT refunded_fen FROM trade_order"), 1500);
}

TEST_F(RefundsAgree, RefusesAMalformedListWhole) {
  AddOrder(100, "paid", R"("state":"APPLIED")");
  for (const char* const bad :
       {"102", "102|1500", "102|15.00|1708394400000", "102|-1|1708394400000", "0|1500|1",
        "102|1500|0", "102|1500|1708394400000|later", "102|1500|1708394400000|onsale|",
        "x|1500|1708394400000", "|||"}) {
    EXPECT_EQ(ErrorOf(Agree(Row(102) + "," + bad)),
              "41 Invalid arguments:refund_infos isv.invalid-parameter:refund_infos")
        << bad;
  }
  std::string many;
  for (int i = 0; i < 21; ++i) many += Row(102) + ",";
  EXPECT_THAT(Agree(many), HasSubstr("refund_infos names 21 refunds; send at most 20"));
  EXPECT_EQ(ErrorOf(Agree(" , ")),
            "40 Missing required arguments:refund_infos isv.missing-parameter:refund_infos");
  EXPECT_EQ(StateOf(102), "APPLIED");
}

}  // namespace
}  // namespace ebbtide::test
