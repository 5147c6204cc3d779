#include <gmock/gmock.h>

#include "gateway/fixture.hpp"

/// ebbtide.xiaoman.refund.create, .close and .ship.
namespace ebbtide::test {
namespace {

using refund::PartyKind;
using testing::MatchesRegex;

constexpr const char* kCustomer = "4053738002";

/// What somebody applies for.
struct Draft {
  std::string key = "key-1";
  std::string line = "P1_1";
  std::string fen = "100";
  std::string pieces = "1";
  Params more = {};
};

class XiaomanRefund : public GatewayTest {
 protected:
  XiaomanRefund() {
    for (const char* const customer : {kCustomer, "999"}) {
      platform_.Import(
          Join(R"({"channel":"xiaoman","out_order_id":"P1","seller":"okki","buyer":")", customer,
               R"(","state":"paid","created":"2024-02-28 10:00:00","lines":[{"out_line_id":"P1_)",
               customer == kCustomer ? "1" : "9",
               R"(","sku_code":"s","quantity":"10","paid_fen":5000}]})"));
    }
    app_ = platform_.AddBoundApp(PartyKind::kCustomer, kCustomer);
  }

  std::string Apply(const Draft& draft) { return ApplyAs(app_, kCustomer, draft); }
  std::string ApplyAs(const App& app, std::string_view customer, const Draft& draft) {
    Params params{{"global_id", std::string(customer)},
                  {"order_item_no", draft.line},
                  {"out_biz_id", draft.key},
                  {"refund_fee", draft.fen},
                  {"quantity", draft.pieces}};
    for (const auto& one : draft.more) params.push_back(one);
    return Ask(app, "ebbtide.xiaoman.refund.create", params);
  }
  std::string Close(std::string_view apply_no, std::string_view customer = kCustomer) {
    return Ask(app_, "ebbtide.xiaoman.refund.close",
               {{"global_id", std::string(customer)}, {"refund_apply_no", std::string(apply_no)}});
  }
  std::string Ship(std::string_view apply_no, std::string_view mail_no,
                   std::string_view customer = kCustomer) {
    return Ask(app_, "ebbtide.xiaoman.refund.ship",
               {{"global_id", std::string(customer)},
                {"refund_apply_no", std::string(apply_no)},
                {"mail_no", std::string(mail_no)},
                {"cp_name", "圆通快递"}});
  }
  /// The refund that was made last: its number, and the customer's for it.
  Database::Row Last() {
    return platform_.database()
        .Run(
            "SELECT refund_id, apply_no, type, status FROM xiaoman_refund "
            "ORDER BY refund_id DESC LIMIT 1")
        .at(0);
  }
  std::string Answer() {
    return Join(R"({"refund_id":)", Last().at(0), R"(,"refund_apply_no":")", Last().at(1), "\"}");
  }
  std::int64_t LastId() { return std::stoll(Last().at(0)); }
  std::string LastApplyNo() { return Last().at(1); }
  std::string StatusShown() {
    return platform_.database().Run("SELECT status FROM xiaoman_refund").at(0).at(0);
  }

  App app_;
};

TEST_F(XiaomanRefund, IsAppliedForUnderANumberOfTheDay) {
  const std::string answer = Apply({.more = {{"reason", "不想要了"}, {"claim", "3"}}});
  EXPECT_EQ(answer, Answer());
  EXPECT_THAT(LastApplyNo(), MatchesRegex("T240301[0-9]{10}"));
  EXPECT_EQ(Last().at(2), "itemNum");
  EXPECT_EQ(Last().at(3), "processing");
  EXPECT_EQ(platform_.database().Run("SELECT state, claim, amount_fen, quantity_milli, reason, "
                                     "out_refund_id FROM refund"),
            (std::vector<Database::Row>{{"APPLIED", "3", "100", "1000", "不想要了", "key-1"}}));
  EXPECT_EQ(
      Ask(app_, "alibaba.crm.refund.xiaoman.refund.info.batchquery",
          {{"global_id", kCustomer}, {"item_list", "P1_1"}}),
      Join(R"({"result":{"success":true,"object":{"okki_all_refund_by_order_item_dto":[)"
           R"({"refund_list":{"okki_all_refund_by_order_item_item_dto":[{"refund_type":"itemNum",)"
           R"("refund_status":"processing","refund_apply_no":")",
           LastApplyNo(),
           R"(","last_operate_time":"2024-03-01 12:00:00"}]},)"
           R"("ali_order_product_id":"P1_1","ali_cgs":"4053738002"}]}}})"));
}

/// The number is made from the last digits of the refund's; another refund may have had them.
TEST_F(XiaomanRefund, HasANumberOfItsOwn) {
  constexpr std::int64_t kNumbers = 10'000'000'000;
  const auto named = [](std::int64_t number) {
    const std::string digits = std::to_string(number % kNumbers);
    return "T240301" + std::string(10 - digits.size(), '0') + digits;
  };
  Apply({});
  const std::int64_t taken = LastId() + 2;  // a batch comes between two refunds
  platform_.database().Run("UPDATE xiaoman_refund SET apply_no = '" + named(taken) + "'");
  Apply({.key = "key-2"});
  EXPECT_EQ(LastId(), taken);
  EXPECT_EQ(LastApplyNo(), named(taken + 1));
}

TEST_F(XiaomanRefund, AppliedForAgainUnderItsKeyIsTheSameOne) {
  Apply({.key = "another"});
  Apply({});
  const std::string answer = Answer();
  EXPECT_EQ(Apply({}), answer);
  EXPECT_EQ(Apply({.more = {{"claim", "1"}, {"refund_type", "itemNum"}}}), answer);
  const std::string used = "50 Remote service error isv.invalid-parameter:out_biz_id";
  EXPECT_EQ(ErrorOf(Apply({.fen = "101"})), used);
  EXPECT_EQ(ErrorOf(Apply({.line = "P1_9"})), used);
  EXPECT_EQ(ErrorOf(Apply({.more = {{"claim", "3"}}})), used);
  EXPECT_EQ(platform_.CountRefunds(), 2);
}

TEST_F(XiaomanRefund, IsRefusedAndItsKeyStaysFree) {
  EXPECT_EQ(ErrorOf(Apply({.fen = "5001"})), "50 Remote service error isv.refund-fee-exceeded");
  EXPECT_EQ(ErrorOf(Apply({.pieces = "11"})),
            "50 Remote service error isv.refund-quantity-exceeded");
  EXPECT_EQ(ErrorOf(Apply({.line = "P1_2"})),
            "50 Remote service error isv.order-not-exist:order_item_no");
  const std::string answer = Apply({.fen = "5000", .pieces = "0"});
  EXPECT_EQ(answer, Answer());
}

TEST_F(XiaomanRefund, IsOfItsCustomerAlone) {
  const auto blanked = [](std::string answer, std::string_view id) {
    return answer.replace(answer.find(id), id.size(), "#");
  };
  EXPECT_EQ(blanked(Apply({.line = "P1_9"}), "P1_9"), blanked(Apply({.line = "P1_8"}), "P1_8"));
  const App other = platform_.AddBoundApp(PartyKind::kCustomer, "999");
  ApplyAs(other, "999", {.line = "P1_9"});
  EXPECT_EQ(blanked(ApplyAs(app_, "999", {.line = "P1_9"}), "999"),
            blanked(ApplyAs(app_, "888", {.line = "P1_9"}), "888"));
  const std::string theirs = LastApplyNo();
  for (const char* const customer : {kCustomer, "999", "888"}) {
    EXPECT_EQ(ErrorOf(Close(theirs, customer)),
              "50 Remote service error isv.refund-not-exist:refund_apply_no");
    EXPECT_EQ(blanked(Close(theirs, customer), theirs), blanked(Close("T1", customer), "T1"));
    EXPECT_EQ(blanked(Ship(theirs, "YT1", customer), theirs),
              blanked(Ship("T1", "YT1", customer), "T1"));
  }
  EXPECT_EQ(StatusShown(), "processing");
}

TEST_F(XiaomanRefund, IsClosedOnceAndItsMoneyIsFreeAgain) {
  Apply({.fen = "5000", .pieces = "10"});
  const std::string apply_no = LastApplyNo();
  EXPECT_EQ(Close(apply_no), R"({"is_success":true})");
  EXPECT_EQ(Close(apply_no), R"({"is_success":true})");
  EXPECT_EQ(StatusShown(), "unExpectedStop");
  EXPECT_EQ(platform_.database().Number("SELECT COUNT(*) FROM refund_event"), 2);
  EXPECT_EQ(ErrorOf(Apply({.key = "key-2", .fen = "5000", .pieces = "10"})), "0");
}

TEST_F(XiaomanRefund, ShipsItsGoodsBackUnderOneWaybill) {
  Apply({.more = {{"claim", "3"}}});
  const std::string apply_no = LastApplyNo();
  const std::string status_error = "50 Remote service error isv.refund-status-error";
  EXPECT_EQ(ErrorOf(Ship(apply_no, "YT1")), status_error);
  const App seller = platform_.AddUserApp(PartyKind::kSeller, "okki");
  Ask(seller, "taobao.rp.returngoods.agree",
      {{"refund_id", Last().at(0)}, {"address", "杭州"}, {"name", "张三"}, {"mobile", "1"}});
  EXPECT_EQ(Ship(apply_no, "YT1"), R"({"is_success":true})");
  EXPECT_EQ(Ship(apply_no, "YT1"), R"({"is_success":true})");
  EXPECT_EQ(ErrorOf(Ship(apply_no, "YT2")), status_error);
  EXPECT_EQ(ErrorOf(Close(apply_no)), status_error);
  EXPECT_EQ(platform_.database().Run("SELECT mail_no, carrier FROM refund_return"),
            (std::vector<Database::Row>{{"YT1", "圆通快递"}}));
  EXPECT_EQ(StatusShown(), "processing");
}

TEST_F(XiaomanRefund, IsAnsweredByItsSellerAndTheWordFollows) {
  const App seller = platform_.AddUserApp(PartyKind::kSeller, "okki");
  Apply({});
  const auto version = platform_.database().Number("SELECT version FROM refund");
  EXPECT_EQ(ErrorOf(Ask(seller, "taobao.rp.refunds.agree",
                        {{"refund_infos",
                          Join(Last().at(0), "|100|", std::to_string(version), "|onsale")}})),
            "0");
  EXPECT_EQ(StatusShown(), "finished");
  EXPECT_EQ(ErrorOf(Close(LastApplyNo())), "50 Remote service error isv.refund-status-error");
}

}  // namespace
}  // namespace ebbtide::test
