#pragma once

#include <tuple>

#include "contract/api.hpp"
#include "contract/wdk/common.hpp"
#include "contract/wdk/order.hpp"

/// alibaba.wdk.order.get. Source: methods.md section 2.
namespace ebbtide::contract::wdk_order_get {

struct Query {
  List<Number> biz_id_list;
  List<Number> tb_biz_id_list;
  Maybe<Number> order_from;
  Maybe<String> shop_id;
  Maybe<String> store_id;
  List<String> out_order_id_list;

  static constexpr auto Describe() {
    return Object(
        "IdListQueryRequest",
        Field<&Query::biz_id_list>("WDK main orders that are wanted.",
                                   {.example = "201967677", .min = 1, .max_items = wdk::kIdsMax}),
        Field<&Query::tb_biz_id_list>(
            "Taobao orders whose WDK orders are wanted.",
            {.example = "2231884277", .min = 1, .max_items = wdk::kIdsMax}),
        Field<&Query::order_from>("Only orders that came from this channel: 3 Ele.me, 4 Hema.",
                                  {.example = "4", .one_of = wdk::kOrderFroms}),
        Field<&Query::shop_id>("Only orders of this channel shop.",
                               {.example = "10010", .max_bytes = kIdBytesMax}),
        Field<&Query::store_id>("Only orders of this operating store.",
                                {.example = "10020", .max_bytes = kIdBytesMax}),
        Field<&Query::out_order_id_list>(
            "The caller's numbers of orders that are wanted.",
            {.example = "20190305600", .max_items = wdk::kIdsMax, .max_bytes = kIdBytesMax}));
  }
};

struct Request {
  Query id_list_query_req;

  static constexpr auto Describe() {
    return Object("Request", Field<&Request::id_list_query_req>("Which orders, as a JSON object.",
                                                                {.required = true}));
  }
};

struct Order {
  Number biz_order_id = 0;
  Maybe<Number> discount_amt;
  Maybe<Number> original_amt;
  List<wdk::PayChannel> pay_channels;
  Maybe<Date> pay_time;
  Number post_fee = 0;
  Maybe<String> store_id;
  List<wdk::OrderLine<String>> sub_orders;
  Number trd_type = 0;
  Maybe<Number> member_discount_amt;
  Maybe<String> member_card_num;
  Maybe<String> operator_id;
  Maybe<Number> tb_biz_order_id;
  Maybe<String> operator_name;
  Maybe<String> merchant_code;
  String order_status;
  Maybe<String> member_point;
  Maybe<Date> package_time;
  Maybe<String> gift_coupon;
  Maybe<String> duty_code;
  Maybe<String> trade_attributes;
  Maybe<String> open_uid;
  Maybe<Number> order_from;
  Maybe<String> shop_id;
  Maybe<String> out_shop_id;
  Maybe<String> out_order_id;
  Maybe<String> order_client;
  Number pay_amt = 0;

  static constexpr auto Describe() {
    return std::apply(
        [](auto... shared) {
          return Object(
              "Order", shared...,
              Field<&Order::pay_amt>("What was paid for the order, in fen.", {.example = "10"}));
        },
        wdk::OrderFields<Order>());
  }
};

struct Outcome {
  List<Order> orders;
  String return_code;
  String return_msg;
  Number total_number = 0;

  static constexpr auto Describe() {
    return Object(
        "Result", Field<&Outcome::orders>("The orders, in ascending order of their WDK numbers."),
        Field<&Outcome::return_code>("`HM02008888888001`; after any other, ask again.",
                                     {.example = "HM02008888888001"}),
        Field<&Outcome::return_msg>("`成功`, or the failure in words.", {.example = "成功"}),
        Field<&Outcome::total_number>("How many orders there are.", {.example = "1"}));
  }
};

struct Response {
  Outcome result;

  static constexpr auto Describe() {
    return Object("Response", Field<&Response::result>("The outcome."));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "alibaba.wdk.order.get",
    .title = "Query WDK orders by id",
    .category = "WDK (Hema retail)",
    .notes = "Give at least one of `biz_id_list`, `tb_biz_id_list` and `out_order_id_list`: the "
             "answer is the union, each order once. A call without is refused with code 40. "
             "Numbers that do not exist or are another merchant's have no row.\n\n"
             "Amounts are fen.",
    .session = Session::kSeller,
    .lane = Lane::kRead,
}};

}  // namespace ebbtide::contract::wdk_order_get
