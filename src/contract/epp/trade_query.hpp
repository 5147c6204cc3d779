#pragma once

#include <array>

#include "contract/api.hpp"

/// taobao.epp.trade.query. Source: methods.md section 3.
namespace ebbtide::contract::epp_trade_query {

inline constexpr std::array<std::string_view, 5> kOrderStatuses{"1", "2", "4", "6", "8"};
inline constexpr std::array<std::string_view, 7> kLogisticsStatuses{"1", "2", "3", "4",
                                                                    "5", "6", "8"};

struct Query {
  String out_order_id;
  Maybe<String> ex_param;

  static constexpr auto Describe() {
    return Object(
        "QueryOrderReq",
        Field<&Query::out_order_id>(
            "The caller's number of the purchase.",
            {.example = "sr_haoka_test_001", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Query::ex_param>("Room for extensions; not looked at.",
                                {.example = R"({"key":"1"})", .max_bytes = kTextBytesMax}));
  }
};

struct Request {
  Query query_order_req;

  static constexpr auto Describe() {
    return Object("Request", Field<&Request::query_order_req>("Which purchase, as a JSON object.",
                                                              {.required = true}));
  }
};

struct Line {
  String tb_sub_order_id;
  String epp_item_id;
  Maybe<Number> sku_id;
  Maybe<String> sku_title;
  String item_title;
  Maybe<String> pic_url;
  String tb_sub_order_price;
  Number buy_amount = 0;
  Maybe<String> mail_number;
  Number tb_sub_order_logistics_status = 0;

  static constexpr auto Describe() {
    return Object(
        "TbSubOrderDTO",
        Field<&Line::tb_sub_order_id>("Number of the sub-order.",
                                      {.example = "3783289106002297404"}),
        Field<&Line::epp_item_id>("The item on the enterprise purchase platform.",
                                  {.example = "EA671282901618"}),
        Field<&Line::sku_id>("The sku; absent for an item without.", {.example = "5005100554551"}),
        Field<&Line::sku_title>("The sku in words.", {.example = "颜色分类:天蓝色"}),
        Field<&Line::item_title>("The item's title.", {.example = "IPhone 15Plus"}),
        Field<&Line::pic_url>("Address of the item's picture.", {.example = "http://xxxxxx"}),
        Field<&Line::tb_sub_order_price>("Price of one piece, in yuan.", {.example = "12.01"}),
        Field<&Line::buy_amount>("Pieces that were bought.", {.example = "2"}),
        Field<&Line::mail_number>("Waybill; absent until the sub-order is shipped.",
                                  {.example = "611412845207816"}),
        Field<&Line::tb_sub_order_logistics_status>(
            "1 not shipped, 2 shipped, 3 received, 4 returned, 5 partly received, 6 partly "
            "shipped, 8 no shipment made yet.",
            {.example = "2", .one_of = kLogisticsStatuses}));
  }
};

struct Order {
  String tb_order_id;
  String tb_order_status;
  List<Line> tb_sub_order_list;

  static constexpr auto Describe() {
    return Object(
        "TbOrderDTO",
        Field<&Order::tb_order_id>("Number of the main order.", {.example = "3783289106002297404"}),
        Field<&Order::tb_order_status>(
            "1 waits for payment, 2 paid, 4 refunded and closed, 6 finished, 8 closed unpaid.",
            {.example = "2", .one_of = kOrderStatuses}),
        Field<&Order::tb_sub_order_list>("The order's sub-orders."));
  }
};

struct Purchase {
  String out_order_id;
  List<Order> tb_order_list;

  static constexpr auto Describe() {
    return Object("BaseOrderRes",
                  Field<&Purchase::out_order_id>("The caller's number of the purchase, as asked.",
                                                 {.example = "sr_haoka_test_001"}),
                  Field<&Purchase::tb_order_list>("The Taobao orders behind it, one per seller."));
  }
};

struct Outcome {
  String code;
  Boolean success = false;
  String message;
  Maybe<Purchase> data;

  static constexpr auto Describe() {
    return Object("Result",
                  Field<&Outcome::code>("`200`, or the code of the failure.", {.example = "200"}),
                  Field<&Outcome::success>("Whether the purchase was found.", {.example = "true"}),
                  Field<&Outcome::message>("`成功`, or the failure in words.", {.example = "成功"}),
                  Field<&Outcome::data>("The purchase; absent on failure."));
  }
};

struct Response {
  Outcome result;

  static constexpr auto Describe() {
    return Object("Response", Field<&Response::result>("The outcome."));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "taobao.epp.trade.query",
    .title = "Query the Taobao orders behind an enterprise purchase",
    .category = "Enterprise purchase (EPP)",
    .notes = "The purchase must be of the one distributor that the app is bound to; otherwise "
             "`success` is false with code `404`, in the same words as for one that does not "
             "exist. Orders come oldest first, sub-orders as they were bought.\n\n"
             "A sub-order travels as a whole, so its `tb_sub_order_logistics_status` is 1 to 4: 2 "
             "from its shipment on, 3 once the order is finished, 4 when the last refund of it "
             "paid for returned goods.",
    .session = Session::kNone,
    .lane = Lane::kRead,
}};

}  // namespace ebbtide::contract::epp_trade_query
