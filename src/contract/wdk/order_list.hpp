#pragma once

#include <array>
#include <tuple>

#include "contract/api.hpp"
#include "contract/wdk/common.hpp"
#include "contract/wdk/order.hpp"

/// alibaba.wdk.order.list. Source: methods.md section 2. An order's fields come in the order of
/// alibaba.wdk.order.get.
namespace ebbtide::contract::wdk_order_list {

inline constexpr std::array<std::string_view, 5> kOrderFroms{"3", "4", "18", "19", "20"};
inline constexpr std::array<std::string_view, 3> kOrderStatuses{"PAID", "PACKAGED", "SUCCESS"};

struct Query {
  Maybe<String> order_client;
  List<String> store_ids;
  Maybe<String> sync_status;
  List<String> order_status;
  Date start_time;
  Date end_time;
  Maybe<Number> page_index;
  Maybe<Number> page_size;
  Maybe<Number> order_from;
  Maybe<String> shop_id;
  Maybe<String> store_id;
  Maybe<String> biz_type;

  static constexpr auto Describe() {
    return Object(
        "BatchQueryRequest",
        Field<&Query::order_client>("Only orders placed in the app, or at a till.",
                                    {.example = "APP", .one_of = wdk::kOrderClients}),
        Field<&Query::store_ids>(
            "Only orders of these operating stores; needed with `order_from` 4.",
            {.example = "10020", .max_items = wdk::kIdsMax, .max_bytes = kIdBytesMax}),
        Field<&Query::sync_status>("No longer used; not looked at.",
                                   {.example = "SYNCED", .max_bytes = kIdBytesMax}),
        Field<&Query::order_status>(
            "Only orders that are paid or finished; none is PACKAGED here; any if absent.",
            {.example = "PAID", .max_items = kOrderStatuses.size(), .one_of = kOrderStatuses}),
        Field<&Query::start_time>("Start of the window of last changes.",
                                  {.example = "2024-02-19 00:00:00", .required = true}),
        Field<&Query::end_time>("End of the window of last changes.",
                                {.example = "2024-02-20 00:00:00", .required = true}),
        Field<&Query::page_index>("Which page, from 0; 0 if absent.",
                                  {.example = "0", .min = 0, .max = wdk::kPageIndexMax}),
        Field<&Query::page_size>("Orders of a page; 20 if absent.",
                                 {.example = "20", .min = 1, .max = wdk::kPageSizeMax}),
        Field<&Query::order_from>("Only orders that came from this channel: 3 Ele.me, 4 Hema, 18 "
                                  "RT-Mart, 19 Auchan, 20 the merchant's own.",
                                  {.example = "4", .one_of = kOrderFroms}),
        Field<&Query::shop_id>("Only orders of this channel shop; needed unless `order_from` is 4.",
                               {.example = "10010", .max_bytes = kIdBytesMax}),
        Field<&Query::store_id>("Only orders of this operating store.",
                                {.example = "10020", .max_bytes = kIdBytesMax}),
        Field<&Query::biz_type>("`aelophy` for merchants of Aelophy.",
                                {.example = "aelophy", .max_bytes = kIdBytesMax}));
  }
};

struct Request {
  Query batch_query_request;

  static constexpr auto Describe() {
    return Object("Request", Field<&Request::batch_query_request>(
                                 "The window and the page, as a JSON object.", {.required = true}));
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
  List<wdk::OrderLine<Number>> sub_orders;
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

  static constexpr auto Describe() {
    return std::apply([](auto... shared) { return Object("Order", shared...); },
                      wdk::OrderFields<Order>());
  }
};

struct Outcome {
  Number next_index = 0;
  List<Order> orders;
  String return_code;
  String return_msg;
  Number total_number = 0;

  static constexpr auto Describe() {
    return Object(
        "Result",
        Field<&Outcome::next_index>("Next page; -1 when there is none.", {.example = "-1"}),
        Field<&Outcome::orders>("The page's orders, oldest change first."),
        Field<&Outcome::return_code>("`HM02008888888001`; after any other, ask again.",
                                     {.example = "HM02008888888001"}),
        Field<&Outcome::return_msg>("`成功`, or the failure in words.", {.example = "成功"}),
        Field<&Outcome::total_number>(
            "How many orders the window has; told on page 0 only, 0 on the others.",
            {.example = "1"}));
  }
};

struct Response {
  Outcome result;

  static constexpr auto Describe() {
    return Object("Response", Field<&Response::result>("The outcome."));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "alibaba.wdk.order.list",
    .title = "List WDK orders by time of change",
    .category = "WDK (Hema retail)",
    .notes = "The rows are the merchant's orders whose last change up to `end_time` lies in the "
             "window, oldest change first; `order_status` looks at the status at that change. That "
             "set can no longer change once `end_time` has passed, so pages neither lose nor "
             "repeat rows however the orders move on meanwhile; what each row shows is its present "
             "content. An order that changes again after `end_time` is in a later window too.\n\n"
             "Go on with `next_index` until it is -1. With `order_from` 4 give `store_ids`, "
             "otherwise give `shop_id`; a call without is refused with code 40, an `end_time` "
             "before `start_time` with 41. Amounts are fen.",
    .session = Session::kSeller,
    .lane = Lane::kRead,
}};

}  // namespace ebbtide::contract::wdk_order_list
