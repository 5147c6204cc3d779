#include "protocol/golden_cases.hpp"

#include "contract/epp/refund_get.hpp"
#include "contract/taobao/refund_status_get.hpp"
#include "contract/wdk/channel_order_userrefund.hpp"
#include "contract/wdk/order_refund_get.hpp"
#include "contract/xiaoman/refund_info_batchquery.hpp"
#include "schema/example.hpp"
#include "service/registry.hpp"

namespace ebbtide::test {
namespace {

constexpr Timestamp kApplied{1'708'319'158'000};  // 2024-02-19 13:05:58 GMT+8
constexpr Timestamp kDue{1'708'578'358'000};      // 2024-02-22 13:05:58 GMT+8

/// Of the method `kApi`, so that the response is of its type.
template <const auto& kApi>
GoldenCase Case(std::string name, typename std::remove_cvref_t<decltype(kApi)>::Response response) {
  using Response = typename std::remove_cvref_t<decltype(kApi)>::Response;
  return {kApi.info.name, std::move(name), &schema::kType<Response>,
          std::make_shared<Response>(std::move(response))};
}

/// The example that stands in the method's description, which is its page's where it has one.
GoldenCase PageCase(const service::Endpoint& endpoint) {
  const auto exchange = std::make_shared<service::Exchange>(endpoint.new_exchange());
  void* const response = endpoint.response_of(exchange->get());
  schema::FillExample(*endpoint.response, response);
  return {endpoint.api->name, kPageCase, endpoint.response,
          std::shared_ptr<const void>(exchange, response)};
}

namespace xiaoman = contract::xiaoman_refund_info_batchquery;
namespace get = contract::wdk_order_refund_get;
namespace apply = contract::wdk_channel_order_userrefund;
namespace epp = contract::epp_refund_get;
namespace status = contract::refund_status_get;

xiaoman::Response TwoLinesOfThree() {
  xiaoman::Response response;
  auto& result = response.result;
  result.success = true;
  result.error_msg_list = {"order line P0_0 does not exist or is not customer 4053738002's",
                           "order line <b>&\"9\" does not exist or is not customer 4053738002's"};
  result.object = {
      {.refund_list = {{"itemNum", "unExpectedStop", "T1", "2025-11-28 09:56:18"},
                       {"itemNum", "processing", "T2", "2025-12-01 10:00:00"}},
       .ali_order_product_id = "P2506309029254759_1",
       .ali_cgs = "4053738002"},
      {.refund_list = {}, .ali_order_product_id = "P2506309029254759_2", .ali_cgs = "4053738002"}};
  return response;
}

get::Response NoRefunds() {
  get::Response response;
  response.result = {
      .next_index = -1, .return_code = "success", .return_msg = "success", .success = true};
  return response;
}

get::Response TwoRefunds() {
  get::Response response = NoRefunds();
  get::Refund first{.origin_order_id = 1001, .origin_parent_id = 1000};
  first.quantity = 10;
  first.refund_amount = 333;
  first.refund_channel_list = {{238, 6, 412'316'860'416}, {95, 20, 412'316'860'416}};
  first.refund_order_id = 412'316'860'416;
  first.refund_quantity = "3";
  first.refund_time = kApplied;
  first.refund_type = 1;
  first.sync_status = "INIT";
  first.sku_code = "A";
  first.order_from = 4;
  first.dispute_type = 1;
  first.biz_main_refund_id = "412316860415";
  first.out_main_refund_id = "10001002102";
  get::Refund second{.origin_order_id = 1003, .origin_parent_id = 1000};
  second.refund_order_id = 9'007'199'254'740'991;
  second.refund_quantity = "0.5";
  second.refund_time = kApplied;
  second.refund_type = 7;
  second.trade_attributes = R"({"a":"<1>&'2'\\3/"})";
  second.dispute_type = 2;
  response.result.orders = {first, second};
  response.result.total_number = 2;
  return response;
}

apply::Response Accepted() { return {.api_result = {.success = true}}; }

apply::Response RefusedInWords() {
  return {.api_result = {.success = false,
                         .err_msg = "order \"7\" <does not exist> & 没有\tin shop 'S1'\n"}};
}

epp::Response NotFound() {
  epp::Response response;
  response.result = {.code = "404", .success = false, .message = "no refund ER1 of order x"};
  return response;
}

epp::Response JustApplied() {
  epp::Response response;
  auto& data = response.result.data.emplace();
  data.refund_create_time = kApplied;
  data.refund_end_time = kDue;
  data.out_order_id = "125007_sr_haoka_test_010";
  data.refund_order_id = "262724256404290500";
  data.tb_order_id = "3783289106002297500";
  data.tb_sub_order_id = "3783289106002297500";
  data.total_price = "2402";
  data.biz_claim_type = 1;
  data.refund_status = "1";
  data.refund_item = {.epp_item_id = "EA671282901618",
                      .item_title = "Tea <set> & 茶",
                      .buy_amount = 2,
                      .refund_amount = 1,
                      .price = "12.01",
                      .refund_item_total_price = "12.01"};
  data.refund_reason = {.reason_text = "不想要了"};
  response.result.code = "200";
  response.result.success = true;
  response.result.message = "成功";
  return response;
}

status::Response TwoSubOrders() {
  status::Response response;
  response.result_package.result_list = {
      {83602, 2231900000, 2231900001, "2024-02-20 09:30:00", "WAIT_SELLER_AGREE"},
      {9'223'372'036'854'775'807, 2231900000, 2231900002, "2024-02-20 09:30:00", "CLOSED"}};
  return response;
}

status::Response UnknownOrder() {
  status::Response response;
  response.result_package.error_code = "isv.trade-not-exist";
  response.result_package.error_msg = "order 1 does not exist or is not yours";
  return response;
}

}  // namespace

std::vector<GoldenCase> GoldenCases() {
  std::vector<GoldenCase> cases;
  for (const auto& endpoint : service::Endpoints()) cases.push_back(PageCase(endpoint));
  for (auto& one :
       {Case<xiaoman::kApi>("two_lines_of_three", TwoLinesOfThree()),
        Case<get::kApi>("no_refunds", NoRefunds()), Case<get::kApi>("two_refunds", TwoRefunds()),
        Case<apply::kApi>("accepted", Accepted()), Case<apply::kApi>("refused", RefusedInWords()),
        Case<epp::kApi>("not_found", NotFound()), Case<epp::kApi>("just_applied", JustApplied()),
        Case<status::kApi>("two_sub_orders", TwoSubOrders()),
        Case<status::kApi>("unknown_order", UnknownOrder())}) {
    cases.push_back(one);
  }
  return cases;
}

}  // namespace ebbtide::test
