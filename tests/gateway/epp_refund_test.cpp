#include <gmock/gmock.h>

#include "gateway/fixture.hpp"

/// taobao.epp.refund.render and .create.
namespace ebbtide::test {
namespace {

using refund::PartyKind;
using testing::HasSubstr;

constexpr const char* kUnknown =
    "; check that both numbers belong together and to your distributor";

/// What somebody applies for; a member in JSON each.
struct Draft {
  std::string key = "key-1";
  std::string line = "501";
  std::string order = "sr_1";
  std::string claim = "1";
  std::string reason = "1";
  std::string fen = "100";
  std::string pieces = "1";
  std::string more = {};
};

std::string ToJson(const Draft& draft) {
  return Join(R"({"biz_claim_type":)", draft.claim, R"(,"tb_sub_order_id":")", draft.line,
              R"(","out_order_id":")", draft.order, R"(","reason_text_id":)", draft.reason,
              R"(,"refund_item_total_price":)", draft.fen, R"(,"refund_amount":)", draft.pieces,
              R"(,"out_biz_id":")", draft.key, "\"", draft.more, "}");
}

std::string Failure(std::string_view code, std::string_view message) {
  return Join(R"({"result":{"code":")", code, R"(","success":false,"message":")", message,
              R"("}})");
}

/// Line 501: two pieces for 2402 fen, in a paid order with 600 fen of postage. Line 601: nine for
/// 2402 fen, in a shipped one. Line 701 is another distributor's.
class EppRefund : public GatewayTest {
 protected:
  EppRefund() {
    platform_.Import(
        R"({"channel":"epp","order_id":500,"out_order_id":"sr_1","seller":"haoka",)"
        R"("buyer":"125007","state":"paid","post_fee_fen":600,"created":"2024-02-28 10:00:00",)"
        R"("lines":[{"line_id":501,"out_line_id":"1","sku_code":"s","quantity":"2",)"
        R"("paid_fen":2402}]})"
        "\n"
        R"({"channel":"epp","order_id":600,"out_order_id":"sr_2","seller":"haoka",)"
        R"("buyer":"125007","state":"shipped","created":"2024-02-28 10:00:00",)"
        R"("lines":[{"line_id":601,"out_line_id":"1","sku_code":"s","quantity":"9",)"
        R"("paid_fen":2402}]})"
        "\n"
        R"({"channel":"epp","order_id":700,"out_order_id":"sr_3","seller":"haoka",)"
        R"("buyer":"999","state":"paid","created":"2024-02-28 10:00:00",)"
        R"("lines":[{"line_id":701,"out_line_id":"1","sku_code":"s","quantity":"2",)"
        R"("paid_fen":2402}]})");
    app_ = platform_.AddBoundApp(PartyKind::kDistributor, "125007");
  }

  std::string Render(std::string_view claim, std::string_view order, std::string_view line) {
    return Ask(
        app_, "taobao.epp.refund.render",
        {{"refund_render_request", Join(R"({"biz_claim_type":)", claim, R"(,"out_order_id":")",
                                        order, R"(","tb_sub_order_id":")", line, R"("})")}});
  }
  std::string Apply(const Draft& draft) { return ApplyAs(app_, draft); }
  std::string ApplyAs(const App& app, const Draft& draft) {
    return Ask(app, "taobao.epp.refund.create", {{"refund_order_create_request", ToJson(draft)}});
  }
  /// The refund that was made last is what `answer` tells of.
  void ExpectApplied(const std::string& answer, std::string_view order = "sr_1") {
    const auto id = platform_.database().Number("SELECT MAX(refund_id) FROM refund");
    EXPECT_EQ(answer, Join(R"({"result":{"code":"success","data":{"out_order_id":")", order,
                           R"(","refund_order_id":")", std::to_string(id),
                           R"("},"success":true,"message":"成功"}})"));
  }

  App app_;
};

TEST_F(EppRefund, RenderListsTheReasonsOfTheClaim) {
  EXPECT_EQ(
      Render("1", "sr_1", "501"),
      R"({"result":{"code":"200","success":true,"message":"成功","data":{"out_order_id":"sr_1",)"
      R"("tb_order_id":"500","tb_sub_order_id":"501","biz_claim_type":1,"refund_reason_list":)"
      R"({"refund_reason_d_t_o":[{"reason_text_id":1,"reason_text":"不想要了",)"
      R"("proof_required":false,"refund_desc_required":false},{"reason_text_id":2,)"
      R"("reason_text":"拍错了","proof_required":false,"refund_desc_required":false},)"
      R"({"reason_text_id":3,"reason_text":"缺货","proof_required":false,)"
      R"("refund_desc_required":false},{"reason_text_id":4,"reason_text":"未收到货",)"
      R"("proof_required":false,"refund_desc_required":true},{"reason_text_id":5,)"
      R"("reason_text":"协商一致退款","proof_required":false,"refund_desc_required":false},)"
      R"({"reason_text_id":6,"reason_text":"其他","proof_required":false,)"
      R"("refund_desc_required":true}]}}}})");
  EXPECT_THAT(Render("3", "sr_2", "601"),
              HasSubstr(R"({"reason_text_id":12,"reason_text":"质量问题","proof_required":true,)"
                        R"("refund_desc_required":true})"));
}

TEST_F(EppRefund, RenderFindsNothingWhereNumbersDoNotBelongTogether) {
  for (const auto& [order, line] : std::initializer_list<std::pair<const char*, const char*>>{
           {"sr_1", "601"}, {"sr_3", "701"}, {"sr_1", "1"}, {"125007_sr_1", "501"}}) {
    EXPECT_EQ(Render("1", order, line),
              Failure("404", Join("no sub-order ", line, " of order ", order, kUnknown)));
  }
  EXPECT_EQ(ErrorOf(Render("1", "sr_1", "x")),
            "41 Invalid arguments:refund_render_request "
            "isv.invalid-parameter:refund_render_request");
}

TEST_F(EppRefund, RenderSaysWhatCannotBeAppliedFor) {
  EXPECT_THAT(Render("3", "sr_1", "501"), HasSubstr(R"("code":"isv.order-status-error")"));
  platform_.database().Run("UPDATE trade_order SET state = 'closed' WHERE order_id = 500");
  platform_.database().Run("UPDATE order_change SET state = 'closed' WHERE order_id = 500");
  EXPECT_THAT(Render("1", "sr_1", "501"), HasSubstr(R"("code":"isv.order-status-error")"));
}

TEST_F(EppRefund, IsAppliedForWithAllThatIsSaidAboutIt) {
  ExpectApplied(Apply({.line = "601",
                       .order = "sr_2",
                       .claim = "3",
                       .reason = "12",
                       .fen = "1201",
                       .more = R"(,"buyer_message":"坏了","goods_status":2,"proof_picture_list":[)"
                               R"({"pict_url":"http://img.example/1.jpg"},{},)"
                               R"({"pict_url":"http://img.example/2.jpg"}],"proof_video_list":[)"
                               R"({"video_id":"7","video_play_url":"http://v.example/7"},{}])"}),
                "sr_2");
  auto& database = platform_.database();
  EXPECT_EQ(database.Run("SELECT order_id, line_id, state, claim, amount_fen, post_fee_fen, "
                         "quantity_milli, goods, reason, buyer_message, out_refund_id FROM refund"),
            (std::vector<Database::Row>{{"600", "601", "APPLIED", "3", "1201", "0", "1000", "2",
                                         "质量问题", "坏了", "key-1"}}));
  EXPECT_EQ(
      database.Run("SELECT url FROM refund_picture ORDER BY position"),
      (std::vector<Database::Row>{{"http://img.example/1.jpg"}, {"http://img.example/2.jpg"}}));
  EXPECT_EQ(database.Run("SELECT author, author_nick, content FROM refund_message"),
            (std::vector<Database::Row>{{"buyer", "125007", "video 7 http://v.example/7"}}));
}

TEST_F(EppRefund, NeedsWhatItsReasonAsksFor) {
  const auto code_of = [&](const Draft& draft) {
    const std::string answer = Apply(draft);
    const auto begin = answer.find(R"("code":")") + 8;
    return answer.substr(begin, answer.find('"', begin) - begin);
  };
  const std::string picture = R"(,"proof_picture_list":[{"pict_url":"http://x"}])";
  const std::string words = R"(,"buyer_message":"w")";
  Draft draft{.line = "601", .order = "sr_2", .claim = "3", .reason = "12"};
  draft.more = words;
  EXPECT_EQ(code_of(draft), "isv.missing-parameter:proof_picture_list");
  draft.more = words + R"(,"proof_picture_list":[{}],"proof_video_list":[{"video_id":"1"}])";
  EXPECT_EQ(code_of(draft), "isv.missing-parameter:proof_picture_list");
  draft.more = picture;
  EXPECT_EQ(code_of(draft), "isv.missing-parameter:buyer_message");
  draft.reason = "1";  // of the other claim
  EXPECT_EQ(code_of(draft), "isv.invalid-parameter:reason_text_id");
  draft.reason = "12";
  draft.more = picture + words;
  EXPECT_EQ(code_of(draft), "success");
}

TEST_F(EppRefund, IsRefusedAndItsKeyStaysFree) {
  EXPECT_EQ(Apply({.line = "601"}), Failure("isv.order-not-exist:tb_sub_order_id",
                                            Join("no sub-order 601 of order sr_1", kUnknown)));
  EXPECT_EQ(Apply({.line = "701", .order = "sr_3"}),
            Failure("isv.order-not-exist:tb_sub_order_id",
                    Join("no sub-order 701 of order sr_3", kUnknown)));
  EXPECT_EQ(Apply({.claim = "3", .reason = "11"}),
            Failure("isv.order-status-error",
                    "sub-order 501 is not shipped, so there is nothing to return; apply for a "
                    "refund only (biz_claim_type 1)"));
  EXPECT_THAT(Apply({.fen = "2403"}), HasSubstr(R"("code":"isv.refund-fee-exceeded")"));
  EXPECT_THAT(Apply({.pieces = "3"}), HasSubstr(R"("code":"isv.refund-quantity-exceeded")"));
  EXPECT_THAT(Apply({.fen = "0"}), HasSubstr(R"("code":"isv.invalid-parameter:refund_fee")"));
  EXPECT_EQ(ErrorOf(Apply({.line = "x"})),
            "41 Invalid arguments:refund_order_create_request "
            "isv.invalid-parameter:refund_order_create_request");
  EXPECT_EQ(platform_.CountRefunds(), 0);
  ExpectApplied(Apply({}));
}

TEST_F(EppRefund, AppliedForAgainUnderItsKeyIsTheSameOne) {
  const std::string answer = Apply({.fen = "2402", .pieces = "2"});
  ExpectApplied(answer);
  ExpectApplied(Apply({.key = "key-2", .line = "601", .order = "sr_2"}), "sr_2");
  EXPECT_EQ(Apply({.fen = "2402", .pieces = "2"}), answer);
  EXPECT_EQ(Apply({}), Failure("isv.invalid-parameter:out_biz_id",
                               "out_biz_id key-1 was used before for another application; use a "
                               "new one"));
  EXPECT_EQ(platform_.CountRefunds(), 2);
}

TEST_F(EppRefund, HasKeysOfItsOwnForEachDistributor) {
  ExpectApplied(Apply({}));
  const App other = platform_.AddBoundApp(PartyKind::kDistributor, "999");
  ExpectApplied(ApplyAs(other, {.line = "701", .order = "sr_3"}), "sr_3");
  EXPECT_EQ(platform_.CountRefunds(), 2);
}

}  // namespace
}  // namespace ebbtide::test
