#include <gmock/gmock.h>

#include "contract/epp/refund_get.hpp"
#include "contract/taobao/refund_status_get.hpp"
#include "contract/wdk/channel_order_userrefund.hpp"
#include "contract/wdk/order_refund_get.hpp"
#include "contract/xiaoman/refund_info_batchquery.hpp"
#include "protocol/error_codes.hpp"
#include "schema/reader.hpp"

/// The request examples of the five documentation pages, as the Java SDK sends them.
namespace ebbtide::test {
namespace {

using testing::ElementsAre;
using testing::FieldsAre;
using testing::Optional;

namespace xiaoman = contract::xiaoman_refund_info_batchquery;
namespace get = contract::wdk_order_refund_get;
namespace apply = contract::wdk_channel_order_userrefund;
namespace epp = contract::epp_refund_get;
namespace status = contract::refund_status_get;

using Sent = std::vector<std::pair<const char*, std::string>>;

template <class Request>
Result<Request> Decode(const Sent& sent) {
  schema::Parameters parameters;
  for (const auto& [name, value] : sent) parameters.Add(name, value).value();
  Request request;
  if (auto read = schema::ReadParameters(schema::kType<Request>, parameters, &request); !read) {
    return read.error();
  }
  return request;
}

/// `40 refund_ids`, or `decoded`.
template <class Request>
std::string Verdict(const Sent& sent) {
  const auto decoded = Decode<Request>(sent);
  if (decoded) return "decoded";
  const auto error = protocol::FromError(decoded.error(), protocol::Code::kRemoteService);
  return std::to_string(static_cast<int>(error.code)) + error.msg.substr(error.msg.find(':'));
}

constexpr const char* kApplication =
    R"({"biz_order_id":"201967677","memo":"有点不行","out_refund_batch_id":"10001002102",)"
    R"("refund_reason":"不想要了","shop_id":"10010","store_id":"10020","sub_refund_orders":)"
    R"([{"refund_fee":200,"refund_sale_quantity":100,"sku_code":"232322",)"
    R"("sub_biz_order_id":"20190909082822"}]})";

TEST(PageRequest, OfXiaomanIsUnderstood) {
  const auto request =
      Decode<xiaoman::Request>({{"global_id", "4053738002"}, {"item_list", "P2506309029254759_1"}});
  ASSERT_TRUE(request);
  EXPECT_THAT(*request, FieldsAre("4053738002", "P2506309029254759_1"));
}

TEST(PageRequest, OfWdkGetIsUnderstood) {
  const auto request = Decode<get::Request>({{"biz_order_ids", "12313123"},
                                             {"refund_ids", "132222"},
                                             {"order_from", "3"},
                                             {"shop_id", "123"},
                                             {"store_id", "123"}});
  ASSERT_TRUE(request);
  EXPECT_THAT(*request, FieldsAre(ElementsAre(12313123), ElementsAre(132222), Optional(3),
                                  Optional(std::string("123")), Optional(std::string("123"))));
}

TEST(PageRequest, OfUserrefundIsUnderstood) {
  const auto request = Decode<apply::Request>({{"order_user_refund_info", kApplication}});
  ASSERT_TRUE(request);
  EXPECT_THAT(request->order_user_refund_info,
              FieldsAre(Optional(std::string("不想要了")), Optional(std::string("有点不行")),
                        "10001002102", "201967677", "10010", "10020",
                        ElementsAre(FieldsAre("20190909082822", "232322", 100, 200))));
}

TEST(PageRequest, OfEppIsUnderstood) {
  const auto request = Decode<epp::Request>(
      {{"refund_order_detail_request",
        R"({"out_order_id":"sr_haoka_test_001","refund_order_id":"ER262764042425290474"})"}});
  ASSERT_TRUE(request);
  EXPECT_THAT(request->refund_order_detail_request,
              FieldsAre("ER262764042425290474", "sr_haoka_test_001"));
}

TEST(PageRequest, OfRefundStatusIsUnderstood) {
  const auto request = Decode<status::Request>({{"query_param", R"({"biz_order_id":123123123})"}});
  ASSERT_TRUE(request);
  EXPECT_EQ(request->query_param.biz_order_id, 123123123);
}

/// The classic PHP SDK sends numbers as text, text as \u escapes, and null for what is not set.
TEST(PageRequest, OfAnotherSdkIsUnderstoodAlike) {
  const auto request = Decode<apply::Request>(
      {{"order_user_refund_info",
        R"({"biz_order_id":201967677,"memo":null,"out_refund_batch_id":10001002102,)"
        R"("refund_reason":"\u4e0d\u60f3\u8981\u4e86\ud83d\ude00 \/","shop_id":10010,)"
        R"("store_id":"10020","more":{"a":[1,{}]},"sub_refund_orders":[{"refund_fee":"200",)"
        R"("refund_sale_quantity":"100","sku_code":232322,"sub_biz_order_id":20190909082822}]})"}});
  ASSERT_TRUE(request);
  EXPECT_THAT(request->order_user_refund_info,
              FieldsAre(Optional(std::string("不想要了😀 /")), testing::Eq(std::nullopt),
                        "10001002102", "201967677", "10010", "10020",
                        ElementsAre(FieldsAre("20190909082822", "232322", 100, 200))));
}

TEST(MalformedRequest, IsMissingOrInvalidByTheNameOfItsParameter) {
  EXPECT_EQ(Verdict<xiaoman::Request>({{"global_id", "4053738002"}}), "40:item_list");
  EXPECT_EQ(Verdict<xiaoman::Request>({{"item_list", "P1_1"}}), "40:global_id");
  EXPECT_EQ(Verdict<get::Request>({{"biz_order_ids", "12313123;7"}}), "41:biz_order_ids");
  EXPECT_EQ(Verdict<get::Request>({{"refund_ids", "13222two"}}), "41:refund_ids");
  EXPECT_EQ(Verdict<get::Request>({{"refund_ids", "1"}, {"order_from", "8"}}), "41:order_from");
  EXPECT_EQ(Verdict<epp::Request>({}), "40:refund_order_detail_request");
  EXPECT_EQ(Verdict<epp::Request>({{"refund_order_detail_request", R"({"out_order_id":"x"})"}}),
            "40:refund_order_detail_request");
  EXPECT_EQ(Verdict<epp::Request>({{"refund_order_detail_request", "ER262764042425290474"}}),
            "41:refund_order_detail_request");
  EXPECT_EQ(Verdict<status::Request>({{"query_param", R"({"bizOrderId":123123123})"}}),
            "40:query_param");
  EXPECT_EQ(Verdict<status::Request>({{"query_param", R"({"biz_order_id":"12312312x"})"}}),
            "41:query_param");
}

TEST(MalformedRequest, OfUserrefundIsFoundWhereverItIs) {
  struct Change {
    const char* what;
    const char* by;
    const char* verdict;
  };
  for (const auto& [what, by, verdict] : std::initializer_list<Change>{
           {R"("201967677")", "null", "40:order_user_refund_info"},
           {R"("10001002102")", R"("")", "40:order_user_refund_info"},
           {R"([{"refund_fee":200,"refund_sale_quantity":100,"sku_code":"232322",)"
            R"("sub_biz_order_id":"20190909082822"}])",
            "[]", "40:order_user_refund_info"},
           {R"("refund_fee":200,)", "", "40:order_user_refund_info"},
           {":200,", ":2.00,", "41:order_user_refund_info"},
           {":200,", ":-200,", "41:order_user_refund_info"},
           {":200,", ":9223372036854775808,", "41:order_user_refund_info"},
           {":100,", ":0,", "41:order_user_refund_info"},
           {":100,", ":true,", "41:order_user_refund_info"},
           {R"("232322")", "[]", "41:order_user_refund_info"},
           {R"("有点不行")", R"({"a":1})", "41:order_user_refund_info"},
           {"}]}", "}]", "41:order_user_refund_info"},
           {"}]}", "}]}{}", "41:order_user_refund_info"},
           {"}]}", "}],}", "41:order_user_refund_info"}}) {
    std::string json = kApplication;
    json.replace(json.find(what), std::string_view(what).size(), by);
    EXPECT_EQ(Verdict<apply::Request>({{"order_user_refund_info", json}}), verdict) << json;
  }
}

}  // namespace
}  // namespace ebbtide::test
