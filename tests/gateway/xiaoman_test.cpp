#include <gmock/gmock.h>

#include "gateway/fixture.hpp"

/// alibaba.crm.refund.xiaoman.refund.info.batchquery over stored data.
namespace ebbtide::test {
namespace {

constexpr const char* kCustomer = "4053738002";
constexpr const char* kMethod = "alibaba.crm.refund.xiaoman.refund.info.batchquery";

constexpr std::string_view kFirstLine =
    R"({"refund_list":{"okki_all_refund_by_order_item_item_dto":[)"
    R"({"refund_type":"itemNum","refund_status":"unExpectedStop",)"
    R"("refund_apply_no":"T2511272403420750","last_operate_time":"2025-11-28 09:56:18"},)"
    R"({"refund_type":"itemNum","refund_status":"processing",)"
    R"("refund_apply_no":"T2512011000000751","last_operate_time":"2025-12-01 10:00:00"}]},)"
    R"("ali_order_product_id":"P2506309029254759_1","ali_cgs":"4053738002"})";
constexpr std::string_view kSecondLine =
    R"({"refund_list":{},"ali_order_product_id":"P2506309029254759_2","ali_cgs":"4053738002"})";

class XiaomanBatchQuery : public GatewayTest {
 protected:
  XiaomanBatchQuery() {
    platform_.ImportDemo();
    app_ = platform_.AddBoundApp(refund::PartyKind::kCustomer, kCustomer);
  }

  std::string AskFor(const std::string& items, const std::string& customer = kCustomer) {
    return Ask(app_, kMethod, {{"global_id", customer}, {"item_list", items}});
  }

  App app_;
};

std::string Found(std::string_view lines) {
  return Join(R"({"result":{"success":true,"object":{"okki_all_refund_by_order_item_dto":[)", lines,
              "]}}}");
}

std::string NotFound(std::string_view line, std::string_view customer) {
  return Join("\"order line ", line, " does not exist or is not customer ", customer, "'s\"");
}

TEST_F(XiaomanBatchQuery, GivesEveryRefundOfALineOldestFirst) {
  EXPECT_EQ(AskFor("P2506309029254759_1"), Found(kFirstLine));
}

TEST_F(XiaomanBatchQuery, GivesLinesInTheOrderAskedEachOnce) {
  EXPECT_EQ(AskFor("P2506309029254759_2,P2506309029254759_1"),
            Found(Join(kSecondLine, ",", kFirstLine)));
  EXPECT_EQ(AskFor(" P2506309029254759_1 ,,\tP2506309029254759_2,P2506309029254759_1, "),
            Found(Join(kFirstLine, ",", kSecondLine)));
}

TEST_F(XiaomanBatchQuery, NamesUnknownAndForeignLinesInTheSameWords) {
  platform_.Import(
      R"({"channel":"xiaoman","out_order_id":"P9","seller":"okki","buyer":"999",)"
      R"("state":"paid","created":"2025-06-30 10:00:00","lines":[{"out_line_id":"P9_1",)"
      R"("sku_code":"s","quantity":"1","paid_fen":1}]})");
  EXPECT_EQ(AskFor("P9_1,P2506309029254759_2,P0_0"),
            Join(R"({"result":{"error_msg_list":{"string":[)", NotFound("P9_1", kCustomer), ",",
                 NotFound("P0_0", kCustomer),
                 R"(]},"success":true,"object":{"okki_all_refund_by_order_item_dto":[)",
                 kSecondLine, "]}}}"));
  for (const char* const customer : {"999", "888"}) {  // not the app's, and not anybody
    EXPECT_EQ(AskFor("P9_1,P9_1", customer),
              Join(R"({"result":{"error_msg_list":{"string":[)", NotFound("P9_1", customer),
                   R"(]},"success":true,"object":{}}})"));
  }
}

TEST_F(XiaomanBatchQuery, TakesAHundredLinesAndNoMore) {
  std::string lines = "P1_1";
  for (int i = 1; i < 100; ++i) lines += ",P1_1";
  EXPECT_EQ(ErrorOf(AskFor(lines)), "0");
  EXPECT_EQ(ErrorOf(AskFor(lines + ",P1_1")),
            "41 Invalid arguments:item_list isv.invalid-parameter:item_list");
}

TEST_F(XiaomanBatchQuery, NeedsACustomerAndALine) {
  EXPECT_EQ(ErrorOf(AskFor("")),
            "40 Missing required arguments:item_list isv.missing-parameter:item_list");
  EXPECT_EQ(ErrorOf(AskFor(" , ,")),
            "40 Missing required arguments:item_list isv.missing-parameter:item_list");
  EXPECT_EQ(ErrorOf(AskFor("P1_1", "")),
            "40 Missing required arguments:global_id isv.missing-parameter:global_id");
  EXPECT_EQ(ErrorOf(AskFor("P1_1", std::string(65, '4'))),
            "41 Invalid arguments:global_id isv.invalid-parameter:global_id");
  EXPECT_EQ(ErrorOf(AskFor(std::string(6501, 'P'))),
            "41 Invalid arguments:item_list isv.invalid-parameter:item_list");
}

TEST_F(XiaomanBatchQuery, AnswersWithWhateverTextWasAsked) {
  EXPECT_EQ(
      AskFor(R"("}]}},<x>&amp;\u0000)"),
      Join(R"({"result":{"error_msg_list":{"string":[)", NotFound(R"(\"}]}})", kCustomer), ",",
           NotFound(R"(<x>&amp;\\u0000)", kCustomer), R"(]},"success":true,"object":{}}})"));
}

TEST_F(XiaomanBatchQuery, KeepsWordsThatNobodyKnows) {
  platform_.Import(
      R"({"channel":"xiaoman","out_order_id":"P8","seller":"okki","buyer":"4053738002",)"
      R"("state":"finished","created":"2025-06-30 10:00:00","lines":[{"out_line_id":"P8_1",)"
      R"("sku_code":"s","quantity":"1","paid_fen":1,"refunds":[{"quantity":"1",)"
      R"("amount_fen":1,"created":"2025-07-01 10:00:00","xiaoman":{"apply_no":"T1",)"
      R"("type":"新的类型","status":"someNewWord"}}]}]})");
  EXPECT_EQ(AskFor("P8_1"),
            Found(R"({"refund_list":{"okki_all_refund_by_order_item_item_dto":[)"
                  R"({"refund_type":"新的类型","refund_status":"someNewWord",)"
                  R"("refund_apply_no":"T1","last_operate_time":"2025-07-01 10:00:00"}]},)"
                  R"("ali_order_product_id":"P8_1","ali_cgs":"4053738002"})"));
}

/// Customers know their lines by number alone, so a number may stand for one line only.
TEST_F(XiaomanBatchQuery, HasOneLineUnderANumberOfACustomer) {
  const auto order = [](std::string_view seller, std::string_view buyer) {
    return Join(R"({"channel":"xiaoman","out_order_id":"P7","seller":")", seller, R"(","buyer":")",
                buyer,
                R"(","state":"paid","created":"2025-06-30 10:00:00","lines":[)"
                R"({"out_line_id":"P7_1","sku_code":"s","quantity":"1","paid_fen":1}]})");
  };
  platform_.Import(order("okki", kCustomer));
  EXPECT_THROW(platform_.Import(order("another seller", kCustomer)), std::invalid_argument);
  platform_.Import(order("a third seller", "another customer"));
  EXPECT_EQ(AskFor("P7_1"), Found(R"({"refund_list":{},"ali_order_product_id":"P7_1",)"
                                  R"("ali_cgs":"4053738002"})"));
}

}  // namespace
}  // namespace ebbtide::test
