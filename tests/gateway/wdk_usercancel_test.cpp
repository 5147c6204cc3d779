#include <gmock/gmock.h>

#include "gateway/fixture.hpp"
#include "support/wares.hpp"

/// alibaba.wdk.channel.order.usercancel.
namespace ebbtide::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

using Row = Database::Row;

constexpr const char* kCancel = "alibaba.wdk.channel.order.usercancel";
constexpr const char* kSuccess = R"({"api_result":{"success":true}})";

/// Order 1500: a line with a refund in each state that an unshipped order may have, and a free one.
constexpr const char* kMixed =
    R"({"channel":"wdk","seller":"shop","buyer":"b","shop_id":"S1","store_id":"T1",)"
    R"("order_id":1500,"state":"paid","created":"2024-02-01 10:00:00","lines":[)"
    R"({"line_id":1501,"out_line_id":"1","sku_code":"A","quantity":"3","paid_fen":300,"refunds":[)"
    R"({"refund_id":1511,"state":"APPLIED","amount_fen":100,"quantity":"1",)"
    R"("created":"2024-02-02 10:00:00"},{"refund_id":1512,"state":"SUCCESS","amount_fen":50,)"
    R"("quantity":"1","created":"2024-02-02 10:00:00"}]},)"
    R"({"line_id":1502,"out_line_id":"2","sku_code":"B","quantity":"1","paid_fen":80,"refunds":[)"
    R"({"refund_id":1513,"state":"REFUSED","amount_fen":80,"quantity":"1",)"
    R"("created":"2024-02-02 10:00:00"}]},)"
    R"({"line_id":1503,"out_line_id":"3","sku_code":"FREE","quantity":"1","paid_fen":0}]})";

class Usercancel : public GatewayTest {
 protected:
  explicit Usercancel(gateway::Options options = {}) : GatewayTest(std::move(options)) {
    platform_.Import(kWares);
    app_ = platform_.AddSellerApp("shop");
  }

  std::string Cancel(const std::string& order, const std::string& shop = "S1",
                     const std::string& store = "T1") {
    return Ask(app_, kCancel,
               {{"user_cancel_info", Join(R"({"biz_order_id":")", order, R"(","store_id":")", store,
                                          R"(","shop_id":")", shop, R"("})")}});
  }
  /// How the order stands: state, what is not refunded, and whether it ended.
  std::vector<Row> Order(const std::string& id) {
    return platform_.database().Run(
        "SELECT state, paid_fen - refunded_fen, ended_ms > 0 "
        "FROM trade_order WHERE order_id = " +
        id);
  }
  std::vector<Row> RefundsOf(const std::string& id) {
    return platform_.database().Run(
        "SELECT line_id, state, amount_fen, post_fee_fen, quantity_milli FROM refund "
        "WHERE order_id = " +
        id + " ORDER BY rowid");
  }
  std::string Refusal(const std::string& message) {
    return Join(R"({"api_result":{"success":false,"err_msg":")", message, R"("}})");
  }

  App app_;
};

TEST_F(Usercancel, ClosesAnOrderThatIsNotPaid) {
  EXPECT_EQ(Cancel("3000"), kSuccess);
  EXPECT_EQ(Cancel("3000"), kSuccess);
  EXPECT_THAT(Order("3000"), ElementsAre(Row{"closed", "100", "1"}));
  EXPECT_THAT(RefundsOf("3000"), IsEmpty());
}

TEST_F(Usercancel, RefundsAPaidOrderWithItsPostageAndClosesIt) {
  EXPECT_EQ(Cancel("1000"), kSuccess);
  EXPECT_THAT(Order("1000"), ElementsAre(Row{"closed", "0", "1"}));
  const auto refunds = RefundsOf("1000");
  EXPECT_THAT(refunds, ElementsAre(Row{"1001", "SUCCESS", "1000", "0", "10000"},
                                   Row{"1002", "SUCCESS", "2000", "0", "3000"},
                                   Row{"1003", "SUCCESS", "0", "500", "2000"}));
  EXPECT_THAT(platform_.database().Run("SELECT DISTINCT e.event, e.actor FROM refund_event e "
                                       "JOIN refund r ON r.refund_id = e.refund_id "
                                       "WHERE r.order_id = 1000 ORDER BY e.sequence"),
              ElementsAre(Row{"apply", "buyer"}, Row{"agree_refund", "seller"},
                          Row{"payout_succeeded", "payout"}));
  platform_.clock().AdvanceMs(1'000);
  EXPECT_EQ(Cancel("1000"), kSuccess);
  EXPECT_EQ(RefundsOf("1000"), refunds);
}

TEST_F(Usercancel, TakesBackWhatWaitsAndKeepsWhatIsPaid) {
  platform_.Import(kMixed);
  EXPECT_EQ(Cancel("1500"), kSuccess);
  EXPECT_THAT(Order("1500"), ElementsAre(Row{"closed", "0", "1"}));
  EXPECT_THAT(RefundsOf("1500"), ElementsAre(Row{"1501", "CLOSED", "100", "0", "1000"},
                                             Row{"1501", "SUCCESS", "50", "0", "1000"},
                                             Row{"1502", "CLOSED", "80", "0", "1000"},
                                             Row{"1501", "SUCCESS", "250", "0", "2000"},
                                             Row{"1502", "SUCCESS", "80", "0", "1000"},
                                             Row{"1503", "SUCCESS", "0", "0", "1000"}));
}

TEST_F(Usercancel, RefundsPostageWhereNothingElseIsLeft) {
  platform_.Import(
      R"({"channel":"wdk","seller":"shop","buyer":"b","shop_id":"S1","store_id":"T1",)"
      R"("order_id":1600,"state":"paid","post_fee_fen":9,"created":"2024-02-01 10:00:00","lines":[)"
      R"({"line_id":1601,"out_line_id":"1","sku_code":"A","quantity":"1","paid_fen":100,)"
      R"("refunds":[{"refund_id":1611,"state":"SUCCESS","amount_fen":100,"quantity":"1",)"
      R"("created":"2024-02-02 10:00:00"}]}]})");
  EXPECT_EQ(Cancel("1600"), kSuccess);
  EXPECT_THAT(Order("1600"), ElementsAre(Row{"closed", "0", "1"}));
  EXPECT_THAT(RefundsOf("1600"), ElementsAre(Row{"1601", "SUCCESS", "100", "0", "1000"},
                                             Row{"1601", "SUCCESS", "0", "9", "0"}));
}

TEST_F(Usercancel, ClosesAnOrderThatCostNothing) {
  platform_.Import(
      R"({"channel":"wdk","seller":"shop","buyer":"b","shop_id":"S1","store_id":"T1",)"
      R"("order_id":1700,"state":"paid","created":"2024-02-01 10:00:00","lines":[)"
      R"({"line_id":1701,"out_line_id":"1","sku_code":"A","quantity":"1","paid_fen":0}]})");
  EXPECT_EQ(Cancel("1700"), kSuccess);
  EXPECT_THAT(Order("1700"), ElementsAre(Row{"closed", "0", "1"}));
  EXPECT_THAT(RefundsOf("1700"), IsEmpty());
}

TEST_F(Usercancel, RefusesAnOrderThatIsShipped) {
  for (const char* const order : {"1100", "2000"}) {
    EXPECT_EQ(Cancel(order), Refusal(Join("order ", order,
                                          " is shipped and cannot be cancelled; apply for a "
                                          "refund with alibaba.wdk.channel.order.userrefund")));
  }
  platform_.database().Run("UPDATE order_line SET shipped_ms = 1 WHERE line_id = 1002");
  EXPECT_THAT(Cancel("1000"), HasSubstr("order 1000 is shipped"));
  EXPECT_THAT(RefundsOf("1000"), IsEmpty());
}

TEST_F(Usercancel, WritesNothingWhereARefundIsInItsWay) {
  platform_.Import(
      R"({"channel":"wdk","seller":"shop","buyer":"b","shop_id":"S1","store_id":"T1",)"
      R"("order_id":1800,"state":"paid","created":"2024-02-01 10:00:00","lines":[)"
      R"({"line_id":1801,"out_line_id":"1","sku_code":"A","quantity":"2","paid_fen":200,)"
      R"("refunds":[{"refund_id":1811,"state":"APPLIED","amount_fen":10,"quantity":"1",)"
      R"("created":"2024-02-02 10:00:00"},{"refund_id":1812,"state":"RETURN_AGREED","claim":3,)"
      R"("amount_fen":10,"quantity":"1","created":"2024-02-02 10:00:00"}]}]})");
  EXPECT_EQ(Cancel("1800"), Refusal("refund 1812 of the order is RETURN_AGREED; end it before you "
                                    "cancel the order"));
  EXPECT_THAT(RefundsOf("1800"), ElementsAre(Row{"1801", "APPLIED", "10", "0", "1000"},
                                             Row{"1801", "RETURN_AGREED", "10", "0", "1000"}));
}

TEST_F(Usercancel, FindsOnlyTheMerchantsOrdersOfThatPlace) {
  for (const char* const order : {"1", "7000", "8000", "6000"}) {
    EXPECT_EQ(Cancel(order), Refusal(Join("order ", order,
                                          " does not exist in shop S1 and store "
                                          "T1 of this merchant")));
  }
  EXPECT_EQ(ErrorOf(Cancel("x")),
            "41 Invalid arguments:user_cancel_info isv.invalid-parameter:user_cancel_info");
}

gateway::Options PaidOutside() {
  gateway::Options options;
  options.policy.payout = service::PayoutMode::kExternal;
  return options;
}

class UsercancelPaidOutside : public Usercancel {
 protected:
  UsercancelPaidOutside() : Usercancel(PaidOutside()) {}
};

TEST_F(UsercancelPaidOutside, ClosesTheOrderOnceEverythingIsPaid) {
  const App platform = platform_.AddUserApp(refund::PartyKind::kPlatform, "staff");
  EXPECT_EQ(Cancel("6000", "S2", "T2"), kSuccess);
  EXPECT_EQ(Cancel("6000", "S2", "T2"), kSuccess);
  EXPECT_THAT(RefundsOf("6000"), ElementsAre(Row{"6001", "REFUND_AGREED", "100", "0", "1000"}));
  EXPECT_THAT(Order("6000"), ElementsAre(Row{"paid", "0", "0"}));
  const auto refund = platform_.database().Run("SELECT refund_id FROM payout").at(0).at(0);
  EXPECT_EQ(Ask(platform, "ebbtide.payout.confirm",
                {{"refund_id", refund}, {"attempt", "1"}, {"outcome", "paid"}}),
            R"({"status":"paid"})");
  EXPECT_THAT(Order("6000"), ElementsAre(Row{"closed", "0", "1"}));
  EXPECT_EQ(Cancel("6000", "S2", "T2"), kSuccess);
}

}  // namespace
}  // namespace ebbtide::test
