#include <gmock/gmock.h>

#include "gateway/fixture.hpp"
#include "support/wares.hpp"

/// alibaba.tcls.aelophy.refund.agree and .disagree.
namespace ebbtide::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

using Row = Database::Row;

constexpr const char* kAgree = "alibaba.tcls.aelophy.refund.agree";
constexpr const char* kDisagree = "alibaba.tcls.aelophy.refund.disagree";
constexpr const char* kSuccess =
    R"({"result":{"is_success":true,"return_code":"success","return_msg":"success"}})";

/// Order 1500 (M1), of Hema's: three refunds wait, two of line L1 and one of L2; one of L1 was
/// closed. Order 1600 has the same number in another shop of the store.
constexpr const char* kOrders =
    R"({"channel":"wdk","seller":"shop","buyer":"b","shop_id":"S1","store_id":"T1",)"
    R"("order_id":1500,"out_order_id":"M1","order_from":4,"state":"paid",)"
    R"("created":"2024-02-01 10:00:00","lines":[)"
    R"({"line_id":1501,"out_line_id":"L1","sku_code":"A","quantity":"9","paid_fen":900,"refunds":[)"
    R"({"refund_id":1511,"state":"APPLIED","amount_fen":100,"quantity":"1",)"
    R"("created":"2024-02-02 10:00:00"},{"refund_id":1512,"state":"APPLIED","amount_fen":200,)"
    R"("quantity":"1","created":"2024-02-02 10:00:00"},{"refund_id":1513,"state":"CLOSED",)"
    R"("amount_fen":10,"quantity":"1","created":"2024-02-02 10:00:00"}]},)"
    R"({"line_id":1502,"out_line_id":"L2","sku_code":"B","quantity":"1","paid_fen":90,"refunds":[)"
    R"({"refund_id":1514,"state":"APPLIED","amount_fen":80,"quantity":"1",)"
    R"("created":"2024-02-02 10:00:00"}]},)"
    R"({"line_id":1503,"out_line_id":"L3","sku_code":"C","quantity":"1","paid_fen":70}]})";
constexpr const char* kNamesake =
    R"({"channel":"wdk","seller":"shop","buyer":"b","shop_id":"S2","store_id":"T1",)"
    R"("order_id":1600,"out_order_id":"M1","order_from":20,"state":"paid",)"
    R"("created":"2024-02-01 10:00:00","lines":[)"
    R"({"line_id":1601,"out_line_id":"L1","sku_code":"A","quantity":"1","paid_fen":90}]})";

class Aelophy : public GatewayTest {
 protected:
  Aelophy() {
    platform_.Import(kWares);
    platform_.Import(kOrders);
    app_ = platform_.AddSellerApp("shop");
  }

  std::string Agree(const Params& params) { return Ask(app_, kAgree, params); }
  /// For an order, with or without a list of lines.
  std::string AgreeToOrder(const std::string& lines = {}) {
    return Agree({{"store_id", "T1"}, {"out_order_id", "M1"}, {"sub_refund_list", lines}});
  }
  static std::string Refusal(const std::string& code, const std::string& message) {
    return Join(R"({"result":{"is_success":false,"return_code":")", code, R"(","return_msg":")",
                message, R"("}})");
  }
  /// Refunds 1511 to 1514: state and money.
  std::vector<Row> Refunds() {
    return platform_.database().Run(
        "SELECT state, amount_fen FROM refund WHERE order_id = 1500 ORDER BY refund_id");
  }
  void ExpectUntouched() {
    EXPECT_THAT(Refunds(), ElementsAre(Row{"APPLIED", "100"}, Row{"APPLIED", "200"},
                                       Row{"CLOSED", "10"}, Row{"APPLIED", "80"}));
  }
  std::int64_t CountEvents() {
    return platform_.database().Number("SELECT COUNT(*) FROM refund_event");
  }

  App app_;
};

TEST_F(Aelophy, AgreesToARefund) {
  const Params params{{"refund_id", "1511"}, {"audit_memo", "同意"}, {"order_from", "4"}};
  EXPECT_EQ(Agree(params), kSuccess);
  EXPECT_THAT(Refunds(), ElementsAre(Row{"SUCCESS", "100"}, Row{"APPLIED", "200"},
                                     Row{"CLOSED", "10"}, Row{"APPLIED", "80"}));
  EXPECT_THAT(platform_.database().Run("SELECT actor, detail FROM refund_event "
                                       "WHERE refund_id = 1511 AND event = 'agree_refund'"),
              ElementsAre(Row{"seller", "同意"}));
  const auto events = CountEvents();
  EXPECT_EQ(Agree(params), kSuccess);
  EXPECT_EQ(CountEvents(), events);
}

TEST_F(Aelophy, AgreesToAllOfAnOrderThatWait) {
  EXPECT_EQ(AgreeToOrder(), kSuccess);
  EXPECT_THAT(Refunds(), ElementsAre(Row{"SUCCESS", "100"}, Row{"SUCCESS", "200"},
                                     Row{"CLOSED", "10"}, Row{"SUCCESS", "80"}));
  const auto events = CountEvents();
  // SDKs send an unset structure as an empty one.
  EXPECT_EQ(AgreeToOrder("{}"), kSuccess);
  EXPECT_EQ(CountEvents(), events);
}

TEST_F(Aelophy, AgreesToTheLinesThatAreNamed) {
  const char* const one = R"({"out_sub_order_id":"L2","refund_fee":70})";
  EXPECT_EQ(AgreeToOrder(one), kSuccess);
  EXPECT_EQ(AgreeToOrder(one), kSuccess);
  EXPECT_EQ(AgreeToOrder(R"([{"out_sub_order_id":"L2","refund_fee":71}])"),
            Refusal("isv.refund-status-error",
                    "refund 1514 was agreed to before with 70 fen and 0 fen of postage; that can "
                    "not be changed"));
  EXPECT_EQ(AgreeToOrder(R"([{},{"out_sub_order_id":"L1"}])"), kSuccess);
  EXPECT_THAT(Refunds(), ElementsAre(Row{"SUCCESS", "100"}, Row{"SUCCESS", "200"},
                                     Row{"CLOSED", "10"}, Row{"SUCCESS", "70"}));
}

TEST_F(Aelophy, AgreesToAllThatIsNamedOrNone) {
  struct Case {
    const char* line;
    std::string answer;
  };
  for (const auto& [line, answer] :
       {Case{R"("L2","refund_fee":81)",
             Refusal("isv.refund-fee-exceeded",
                     "refund 1514: refund_fee is 81 fen where 80 were applied for")},
        Case{R"("L3")", Refusal("isv.refund-not-exist:out_order_id",
                                "line L3 of order M1 has no refund that waits for an answer")},
        Case{R"("L4")", Refusal("isv.order-not-exist:out_sub_order_id",
                                "line L4 of order M1 does not exist")}}) {
    EXPECT_EQ(AgreeToOrder(Join(R"([{"out_sub_order_id":"L1"},{"out_sub_order_id":)", line, "}]")),
              answer);
  }
  EXPECT_EQ(AgreeToOrder(R"({"out_sub_order_id":"L1","refund_fee":100})"),
            Refusal("isv.invalid-parameter:refund_fee",
                    "line L1 of order M1 has several refunds that wait for an answer; name one by "
                    "refund_id, or leave refund_fee out to agree to all"));
  ExpectUntouched();
}

TEST_F(Aelophy, BelievesWhatIsGivenBesideTheRefund) {
  const auto with = [&](const std::string& name, const std::string& value) {
    return Agree({{"refund_id", "1511"}, {name, value}});
  };
  const std::string missing =
      Refusal("isv.refund-not-exist:refund_id", "refund 1511 does not exist or is not yours");
  const std::string other =
      Refusal("isv.refund-not-exist:refund_id",
              "refund 1511 is not of the order or line that the call names beside it");
  EXPECT_EQ(with("order_from", "20"), missing);
  EXPECT_EQ(with("store_id", "T2"), missing);
  EXPECT_EQ(with("out_order_id", "M2"), other);
  EXPECT_EQ(with("sub_refund_list", R"({"out_sub_order_id":"L2","refund_fee":60})"), other);
  ExpectUntouched();
  EXPECT_EQ(with("sub_refund_list", R"({"out_sub_order_id":"L1","refund_fee":60})"), kSuccess);
  EXPECT_THAT(Refunds().at(0), ElementsAre("SUCCESS", "60"));
}

TEST_F(Aelophy, DoesNotGuessWhichOrderIsMeant) {
  platform_.Import(kNamesake);
  EXPECT_EQ(AgreeToOrder(),
            Refusal("isv.invalid-parameter:out_order_id",
                    "order M1 is there more than once in store T1; name the refund by refund_id"));
  EXPECT_EQ(Agree({{"store_id", "T1"}, {"out_order_id", "M1"}, {"order_from", "20"}}),
            Refusal("isv.refund-not-exist:out_order_id",
                    "order M1 has no refund that waits for an answer"));
  EXPECT_EQ(Agree({{"store_id", "T1"}, {"out_order_id", "M1"}, {"order_from", "4"}}), kSuccess);
}

TEST_F(Aelophy, RefusesARefund) {
  const Params params{{"refund_id", "1511"}, {"reject_reason", "有购买凭证"}};
  EXPECT_EQ(Ask(app_, kDisagree, params), kSuccess);
  const auto events = CountEvents();
  EXPECT_EQ(Ask(app_, kDisagree, params), kSuccess);
  EXPECT_EQ(CountEvents(), events);
  EXPECT_THAT(
      platform_.database().Run("SELECT state, refuse_reason FROM refund WHERE refund_id = 1511"),
      ElementsAre(Row{"REFUSED", "有购买凭证"}));
  EXPECT_THAT(Agree({{"refund_id", "1511"}}),
              HasSubstr(R"("is_success":false,"return_code":"isv.refund-status-error")"));
  EXPECT_THAT(Ask(app_, kDisagree, {{"refund_id", "1513"}}),
              HasSubstr("the refund is CLOSED, where the seller can not refuse"));
}

TEST_F(Aelophy, FindsOnlyTheMerchantsWdkRefunds) {
  const App rival = platform_.AddSellerApp("rival");
  platform_.Import(
      R"({"channel":"taobao","seller":"rival","buyer":"b","order_id":1900,"state":"paid",)"
      R"("created":"2024-02-01 10:00:00","lines":[{"line_id":1901,"out_line_id":"1",)"
      R"("sku_code":"A","quantity":"1","paid_fen":100,"refunds":[{"refund_id":1902,)"
      R"("state":"APPLIED","amount_fen":100,"quantity":"1","created":"2024-02-02 10:00:00"}]}]})");
  for (const char* const method : {kAgree, kDisagree}) {
    for (const std::string refund : {"1511", "1902", "1"}) {
      EXPECT_EQ(Ask(rival, method, {{"refund_id", refund}}),
                Refusal("isv.refund-not-exist:refund_id",
                        "refund " + refund + " does not exist or is not yours"));
    }
  }
  const auto missing = [](const std::string& order) {
    return Refusal("isv.order-not-exist:out_order_id",
                   "order " + order + " does not exist in store T1 of this merchant");
  };
  EXPECT_EQ(Ask(rival, kAgree, {{"store_id", "T1"}, {"out_order_id", "M1"}}), missing("M1"));
  EXPECT_EQ(Agree({{"store_id", "T1"}, {"out_order_id", "M2"}}), missing("M2"));
  ExpectUntouched();
}

TEST_F(Aelophy, RefusesWhatIsMalformed) {
  const std::string missing =
      "40 Missing required arguments:refund_id isv.missing-parameter:refund_id";
  EXPECT_EQ(ErrorOf(Agree({{"store_id", "T1"}})), missing);
  EXPECT_EQ(ErrorOf(Agree({{"out_order_id", "M1"}})), missing);
  EXPECT_EQ(ErrorOf(Ask(app_, kDisagree, {})), missing);
  const std::string invalid = "41 Invalid arguments:refund_id isv.invalid-parameter:refund_id";
  EXPECT_EQ(ErrorOf(Agree({{"refund_id", "x"}})), invalid);
  EXPECT_EQ(ErrorOf(Ask(app_, kDisagree, {{"refund_id", "0"}})), invalid);
  EXPECT_EQ(ErrorOf(AgreeToOrder(R"([{"out_sub_order_id":"L1"},{"out_sub_order_id":"L1"}])")),
            "41 Invalid arguments:sub_refund_list isv.invalid-parameter:sub_refund_list");
  // Passed over, it would pay all 80.
  EXPECT_EQ(ErrorOf(AgreeToOrder(R"({"refund_fee":10})")),
            "40 Missing required arguments:sub_refund_list isv.missing-parameter:sub_refund_list");
  ExpectUntouched();
}

}  // namespace
}  // namespace ebbtide::test
