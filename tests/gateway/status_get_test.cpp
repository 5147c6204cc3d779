#include <gmock/gmock.h>

#include "gateway/fixture.hpp"

/// taobao.refund.status.get over stored data.
namespace ebbtide::test {
namespace {

class RefundStatusGet : public GatewayTest {
 protected:
  RefundStatusGet() {
    platform_.ImportDemo();
    app_ = platform_.AddSellerApp("hz0799");
  }

  std::string AskFor(const std::string& order) {
    return Ask(app_, "taobao.refund.status.get", {{"query_param", order}});
  }

  App app_;
};

std::string Rows(std::string_view rows) {
  return Join(R"({"result_package":{"result_list":{"query_refund_status_response":[)", rows,
              "]}}}");
}

constexpr std::string_view kMugRow =
    R"({"refund_id":83602,"tid":2231900000,"oid":2231900001,)"
    R"("modified":"2024-02-20 09:30:00","status":"WAIT_SELLER_AGREE"})";
constexpr std::string_view kPlateRow = R"({"refund_id":83603,"tid":2231900000,"oid":2231900002,)"
                                       R"("modified":"2024-02-20 09:30:00","status":"SUCCESS"})";
constexpr const char* kNoRows = R"({"result_package":{"result_list":{}}})";

TEST_F(RefundStatusGet, GivesTheLastRefundOfEachSubOrderOfAMainOrder) {
  EXPECT_EQ(AskFor(R"({"biz_order_id":2231900000})"), Rows(Join(kMugRow, ",", kPlateRow)));
}

TEST_F(RefundStatusGet, GivesTheLastRefundOfOneSubOrder) {
  EXPECT_EQ(AskFor(R"({"biz_order_id":2231900001})"), Rows(kMugRow));
  EXPECT_EQ(AskFor(R"({"biz_order_id":"2231900002"})"), Rows(kPlateRow));
}

TEST_F(RefundStatusGet, GivesNoRowWhereNothingWasRefunded) {
  EXPECT_EQ(AskFor(R"({"biz_order_id":2231900003})"), kNoRows);
  platform_.Import(R"({"channel":"taobao","order_id":77,"seller":"hz0799","state":"paid",)"
                   R"("created":"2024-02-10 10:00:00","lines":[{"line_id":78,"out_line_id":"1",)"
                   R"("sku_code":"s","quantity":"1","paid_fen":1}]})");
  EXPECT_EQ(AskFor(R"({"biz_order_id":77})"), kNoRows);
}

TEST_F(RefundStatusGet, SaysThatAnOrderDoesNotExist) {
  EXPECT_EQ(AskFor(R"({"biz_order_id":9223372036854775807})"),
            R"({"result_package":{"result_list":{},"error_code":"isv.trade-not-exist",)"
            R"("error_msg":"order 9223372036854775807 does not exist or is not yours; )"
            R"(check biz_order_id and the session"}})");
}

TEST_F(RefundStatusGet, RefusesParametersThatCannotBeAnOrder) {
  const std::string missing =
      "40 Missing required arguments:query_param isv.missing-parameter:query_param";
  const std::string invalid = "41 Invalid arguments:query_param isv.invalid-parameter:query_param";
  for (const auto& [query, error] : std::initializer_list<std::pair<const char*, std::string>>{
           {"", missing},
           {"null", missing},
           {"{}", missing},
           {R"({"biz_order_id":null})", missing},
           {R"({"biz_order_id":""})", missing},
           {R"({"tid":1})", missing},
           {R"({"biz_order_id":0})", invalid},
           {R"({"biz_order_id":-1})", invalid},
           {R"({"biz_order_id":1.0})", invalid},
           {R"({"biz_order_id":1e3})", invalid},
           {R"({"biz_order_id":"1 "})", invalid},
           {R"({"biz_order_id":9223372036854775808})", invalid},
           {R"({"biz_order_id":-9223372036854775809})", invalid},
           {R"({"biz_order_id":[1]})", invalid},
           {R"({"biz_order_id":{}})", invalid},
           {R"({"biz_order_id":true})", invalid},
           {R"({"biz_order_id":1,"biz_order_id":2})", invalid},
           {R"({"biz_order_id":1}})", invalid},
           {R"({"biz_order_id":1)", invalid},
           {R"([{"biz_order_id":1}])", invalid},
           {R"({"biz_order_id":"\ud800"})", invalid},
           {"123", invalid},
           {R"("text")", invalid}}) {
    EXPECT_EQ(ErrorOf(AskFor(query)), error) << query;
  }
}

TEST_F(RefundStatusGet, RefusesJsonThatNestsTooDeep) {
  for (const std::size_t depth : {100, 100'000}) {
    const std::string nested =
        R"({"biz_order_id":1,"more":)" + std::string(depth, '[') + std::string(depth, ']') + "}";
    EXPECT_EQ(ErrorOf(AskFor(nested)),
              "41 Invalid arguments:query_param isv.invalid-parameter:query_param");
  }
}

}  // namespace
}  // namespace ebbtide::test
