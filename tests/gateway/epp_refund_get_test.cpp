#include <gmock/gmock.h>

#include "gateway/fixture.hpp"

/// taobao.epp.refund.get over stored data.
namespace ebbtide::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class EppRefundGet : public GatewayTest {
 protected:
  EppRefundGet() {
    platform_.ImportDemo();
    app_ = platform_.AddBoundApp(refund::PartyKind::kDistributor, "125007");
  }

  std::string AskFor(std::string_view refund, std::string_view order) {
    return Ask(app_, "taobao.epp.refund.get",
               {{"refund_order_detail_request", Join(R"({"refund_order_id":")", refund,
                                                     R"(","out_order_id":")", order, R"("})")}});
  }

  App app_;
};

constexpr const char* kReturnedGoods =
    R"({"result":{"code":"200","data":{"refund_create_time":"2024-02-19 13:05:58",)"
    R"("refund_end_time":"2099-02-22 13:05:58","out_order_id":"125007_sr_haoka_test_001",)"
    R"("refund_order_id":"262724256404290474","tb_order_id":"3783289106002297404",)"
    R"("tb_sub_order_id":"3783289106002297404","total_price":"2402","biz_claim_type":3,)"
    R"("refund_status":"5","refund_item":{"epp_item_id":"EA671282901618",)"
    R"("item_title":"IPhone 15Plus","sku_id":5005100554551,"sku_title":"颜色分类:天蓝色",)"
    R"("buy_amount":2,"refund_amount":1,"price":"12.01","refund_item_total_price":"12.01"},)"
    R"("refund_reason":{"reason_text":"不想要了","proof_picture_list":)"
    R"({"refund_proof_picture_d_t_o":[{"pict_url":"http://img.example/proof-0.jpg"}]}},)"
    R"("return_contact":{"contact_name":"张三","mobile":"13888888888",)"
    R"("province_name":"浙江省","city_name":"杭州市","area_name":"西湖区",)"
    R"("town_name":"文新街道","address_detail":"迦南公寓XX幢xxx室",)"
    R"("complete_address":"浙江省杭州市西湖区文新街道迦南公寓XX幢xxx室"},)"
    R"("return_delivery":{"mail_no":"611412845207816","cp_name":"圆通快递",)"
    R"("apply_time":"2024-02-22 13:05:58"},"seller_refuse_reason":"有购买凭证",)"
    R"("buyer_refund_desc":"是假货,跟商品描述不一致"},"success":true,"message":"成功"}})";

TEST_F(EppRefundGet, GivesTheRefundWithOrWithoutItsEr) {
  EXPECT_EQ(AskFor("ER262724256404290474", "sr_haoka_test_001"), kReturnedGoods);
  EXPECT_EQ(AskFor("262724256404290474", "sr_haoka_test_001"), kReturnedGoods);
}

TEST_F(EppRefundGet, LeavesOutWhatThereIsNothingToTellOf) {
  const std::string applied = AskFor("262724256404290500", "sr_haoka_test_010");
  EXPECT_THAT(applied, HasSubstr(R"("refund_status":"1")"));
  for (const char* const absent : {"return_contact", "return_delivery", "seller_refuse_reason"}) {
    EXPECT_THAT(applied, Not(HasSubstr(absent)));
  }
  const std::string refused = AskFor("262724256404290501", "sr_haoka_test_011");
  EXPECT_THAT(refused, HasSubstr(R"("seller_refuse_reason":"有购买凭证")"));
  EXPECT_THAT(refused, Not(HasSubstr("return_contact")));
  const std::string agreed = AskFor("262724256404290502", "sr_haoka_test_012");
  EXPECT_THAT(agreed, HasSubstr(R"("return_contact":{"contact_name":"张三")"));
  EXPECT_THAT(agreed, Not(HasSubstr("return_delivery")));
}

TEST_F(EppRefundGet, GivesABareRefundWithoutAnyOptionalPart) {
  platform_.Import(
      R"({"channel":"epp","order_id":500,"out_order_id":"bare","seller":"haoka",)"
      R"("buyer":"125007","state":"paid","created":"2024-02-18 10:00:00","lines":[)"
      R"({"line_id":501,"out_line_id":"1","sku_code":"s","quantity":"0.5","paid_fen":7,)"
      R"("refunds":[{"refund_id":502,"state":"REFUND_AGREED","amount_fen":7,)"
      R"("quantity":"0.5","created":"2024-02-19 13:05:58"}]}]})");
  EXPECT_EQ(AskFor("ER502", "bare"),
            R"({"result":{"code":"200","data":{"refund_create_time":"2024-02-19 13:05:58",)"
            R"("out_order_id":"125007_bare","refund_order_id":"502","tb_order_id":"500",)"
            R"("tb_sub_order_id":"501","total_price":"7","biz_claim_type":1,"refund_status":"2",)"
            R"("refund_item":{"epp_item_id":"","item_title":"","buy_amount":0,)"
            R"("refund_amount":0,"price":"0.00","refund_item_total_price":"0.07"}},)"
            R"("success":true,"message":"成功"}})");
}

TEST_F(EppRefundGet, FindsNothingWhereNumbersDoNotBelongTogether) {
  const auto nothing = [](std::string_view refund, std::string_view order) {
    return Join(R"({"result":{"code":"404","success":false,"message":"no refund )", refund,
                " of order ", order,
                R"(; check that both numbers belong together and to your distributor"}})");
  };
  for (const auto& [refund, order] : std::initializer_list<std::pair<const char*, const char*>>{
           {"ER262724256404290474", "sr_haoka_test_010"},
           {"262724256404290474", "125007_sr_haoka_test_001"},
           {"9223372036854775807", "sr_haoka_test_001"},
           {"132222", "20170801001"},
           {"1", "no such order"}}) {
    EXPECT_EQ(AskFor(refund, order), nothing(refund, order));
  }
}

TEST_F(EppRefundGet, RefusesWhatIsNoRefundNumber) {
  for (const char* const number :
       {"ER", "ER0", "0", "-5", "ER-5", "ERER1", "er1", " 1", "1 ", "1.0", "0x1", "１",
        "ER9223372036854775808", "'; DROP TABLE refund; --", "\\u0000", "\\u202e1"}) {
    EXPECT_EQ(ErrorOf(AskFor(number, "sr_haoka_test_001")),
              "41 Invalid arguments:refund_order_detail_request "
              "isv.invalid-parameter:refund_order_detail_request")
        << number;
  }
}

TEST_F(EppRefundGet, NeedsBothNumbersWithinTheirLengths) {
  const std::string missing =
      "40 Missing required arguments:refund_order_detail_request "
      "isv.missing-parameter:refund_order_detail_request";
  const std::string invalid =
      "41 Invalid arguments:refund_order_detail_request "
      "isv.invalid-parameter:refund_order_detail_request";
  EXPECT_EQ(ErrorOf(AskFor("", "sr_haoka_test_001")), missing);
  EXPECT_EQ(ErrorOf(AskFor("ER1", "")), missing);
  EXPECT_EQ(ErrorOf(AskFor("1", std::string(64, 'x'))), "0");
  EXPECT_EQ(ErrorOf(AskFor("1", std::string(65, 'x'))), invalid);
  EXPECT_EQ(ErrorOf(AskFor(std::string(65, '1'), "x")), invalid);
  EXPECT_EQ(ErrorOf(Ask(app_, "taobao.epp.refund.get", {})), missing);
}

}  // namespace
}  // namespace ebbtide::test
