#include <gmock/gmock.h>

#include "gateway/openmall_fixture.hpp"

/// Applying for refunds through Openmall.
namespace ebbtide::test {
namespace {

using refund::Event;
using testing::ElementsAre;
using testing::HasSubstr;

using Row = Database::Row;

const Params kSevenDays{{"refund_reason", "SEVEN_DAYS_WITHOUT_REASON"}};

class OpenmallApplication : public OpenmallTest {};

TEST_F(OpenmallApplication, IsShownAsItWasAppliedFor) {
  const Params params{{"tid", "7000"},
                      {"refund_fee", "3500"},
                      {"refund_type", "refund"},
                      {"goods_status", "UNSHIPPED"},
                      {"refund_reason", "OTHER_REASON"},
                      {"refund_desc", "不想要了"}};
  const std::string answer = Call("refund.create", params);
  const std::string refund = NumberIn(answer, "refund_id");
  EXPECT_EQ(answer, R"({"refund_id":)" + refund + R"(,"status":"WAIT_SELLER_AGREE"})");
  EXPECT_EQ(Blanked(GetRefund(refund), refund),
            R"({"refund":{"created":"2024-03-01 12:00:00","good_status":"BUYER_NOT_RECEIVED",)"
            R"("has_good_return":false,"modified":"2024-03-01 12:00:00","num":3,"num_iid":4345345,)"
            R"("payment":"30.00","refund_fee":"35.00","refund_id":#,"refund_phase":"onsale",)"
            R"("refund_remind_timeout":{"exist_timeout":true,"timeout":"2024-03-03 12:00:00"},)"
            R"("sku":"30004447689|颜色分类:军绿色;尺码:XS","status":"WAIT_SELLER_AGREE",)"
            R"("total_fee":"35.00","closed_by_seller_ship":false}})");
  EXPECT_THAT(platform_.database().Run(
                  "SELECT reason, buyer_message FROM refund WHERE refund_id = " + refund),
              ElementsAre(Row{"OTHER_REASON", "不想要了"}));
}

TEST_F(OpenmallApplication, IsTheOnlyOpenOneOfItsOrder) {
  const std::string refund = Apply("7000", "100");
  EXPECT_EQ(Apply("7000", "100"), refund);
  EXPECT_EQ(Apply("7000", "99999"), refund);
  Do(refund, Event::kRefuse);
  const std::string again = Call("refund.create", {{"tid", "7000"},
                                                   {"refund_fee", "1"},
                                                   {"refund_type", "refund"},
                                                   {"goods_status", "UNSHIPPED"},
                                                   {"refund_reason", "OTHER_REASON"},
                                                   {"refund_desc", "-"}});
  EXPECT_EQ(again, R"({"refund_id":)" + refund + R"(,"status":"SELLER_REFUSE_BUYER"})");
  EXPECT_EQ(ErrorOf(Close(refund)), "0");
  EXPECT_NE(Apply("7000", "100"), refund);
}

TEST_F(OpenmallApplication, TakesMoneyThenPostageAndThePiecesThatGoWithIt) {
  struct Case {
    const char* tid;
    const char* fen;
    Params changes;
    Row stored;
  };
  const std::vector<Case> cases{
      {"7000", "1", {}, {"7000", "1", "0", "0", "APPLIED"}},
      {"7000", "1999", {}, {"7000", "1999", "0", "1000", "APPLIED"}},
      {"7000", "3000", {}, {"7000", "3000", "0", "3000", "APPLIED"}},
      {"7000", "3001", {}, {"7000", "3000", "1", "3000", "APPLIED"}},
      {"7000", "3000", kSevenDays, {"7000", "3000", "0", "3000", "APPLIED"}},
      {"7600", "200", {}, {"7600", "200", "0", "1000", "APPLIED"}},
      {"7600", "299", {}, {"7600", "299", "0", "1495", "APPLIED"}},
      {"7200", "100", {}, {"7201", "100", "0", "2000", "APPLIED"}},
      {"7200", "101", {}, {"7202", "101", "0", "0", "APPLIED"}},
      {"7200", "1030", {}, {"7202", "1000", "30", "4000", "APPLIED"}},
      {"7200", "0", {}, {"7203", "0", "0", "1000", "APPLIED"}},
  };
  for (const auto& [tid, fen, changes, stored] : cases) {
    const std::string refund = Apply(tid, fen, changes);
    ASSERT_THAT(refund, testing::MatchesRegex("[0-9]+")) << tid << " " << fen;
    EXPECT_EQ(Stored(refund), stored) << tid << " " << fen;
    EXPECT_EQ(ErrorOf(Close(refund)), "0");
  }
}

TEST_F(OpenmallApplication, IsRefusedWithNothingWritten) {
  struct Case {
    const char* tid;
    const char* fen;
    Params changes;
    const char* error;
  };
  const std::vector<Case> cases{
      {"7000", "3501", {}, "isv.refund-fee-exceeded"},
      {"7000", "3001", kSevenDays, "isv.refund-fee-exceeded"},
      {"7200", "1031", {}, "isv.refund-fee-exceeded"},
      {"7000", "0", {}, "isv.invalid-parameter:refund_fee"},
      {"7300", "100", {}, "isv.order-status-error"},
      {"7400", "100", {}, "isv.order-status-error"},
      {"7500", "100", {}, "isv.aftersale-window-closed"},
      {"7100", "100", {{"goods_status", "UNSHIPPED"}}, "isv.invalid-parameter:goods_status"},
      {"7000", "1", {{"refund_type", "return_and_refund"}}, "isv.invalid-parameter:refund_type"},
  };
  const auto refunds = platform_.CountRefunds();
  for (const auto& [tid, fen, changes, error] : cases) {
    EXPECT_EQ(ErrorOf(Apply(tid, fen, changes)), Join("50 Remote service error ", error))
        << tid << " " << fen;
  }
  EXPECT_EQ(platform_.CountRefunds(), refunds);
}

TEST_F(OpenmallApplication, OfTheRestGivesBackWhatIsLeft) {
  Do(Apply("7000", "1000"), Event::kAgreeRefund);
  const std::string rest = Apply("7000", "2500");
  EXPECT_EQ(Stored(rest), (Row{"7000", "2000", "500", "2000", "APPLIED"}));
  Do(rest, Event::kAgreeRefund);
  EXPECT_THAT(Call("trade.get", {{"tid", "7000"}}),
              HasSubstr(R"("payment":"35.00","post_fee":"5.00","price":"10.00",)"
                        R"("seller_nick":"shop","status":"TRADE_CLOSED","tid":"7000")"));
  EXPECT_THAT(Apply("7000", "1"), HasSubstr("isv.order-status-error"));

  Do(Apply("7200", "0"), Event::kAgreeRefund);
  EXPECT_THAT(Apply("7200", "0"), HasSubstr("isv.invalid-parameter:refund_fee"));
}

}  // namespace
}  // namespace ebbtide::test
