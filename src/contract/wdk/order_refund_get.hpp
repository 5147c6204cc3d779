#pragma once

#include <array>

#include "contract/api.hpp"

/// alibaba.wdk.order.refund.get. Source: its seed page; methods.md section 1. Code tables:
/// refund-domain section 7. Order and spelling (`out_mian_order_id`) are the seed's.
namespace ebbtide::contract::wdk_order_refund_get {

inline constexpr std::size_t kIdsMax = 20;

inline constexpr std::array<std::string_view, 16> kOrderFroms{
    "1", "2", "3", "4", "5", "6", "7", "18", "19", "20", "26", "28", "31", "32", "45", "100"};

struct Request {
  List<Number> biz_order_ids;
  List<Number> refund_ids;
  Maybe<Number> order_from;
  Maybe<String> shop_id;
  Maybe<String> store_id;

  static constexpr auto Describe() {
    return Object(
        "Request",
        Field<&Request::biz_order_ids>("WDK sub-orders whose refunds are wanted.",
                                       {.example = "12313123", .min = 1, .max_items = kIdsMax}),
        Field<&Request::refund_ids>("Refunds that are wanted.",
                                    {.example = "132222", .min = 1, .max_items = kIdsMax}),
        Field<&Request::order_from>("Only orders that came from this channel: 3 Ele.me, 4 Hema.",
                                    {.example = "3", .one_of = kOrderFroms}),
        Field<&Request::shop_id>("Only orders of this channel shop.",
                                 {.example = "123", .max_bytes = kIdBytesMax}),
        Field<&Request::store_id>("Only orders of this operating store.",
                                  {.example = "123", .max_bytes = kIdBytesMax}));
  }
};

struct Channel {
  Number refund_amount = 0;
  Number refund_channel = 0;
  Number refund_order_id = 0;

  static constexpr auto Describe() {
    return Object(
        "OrderSyncRefundChannel",
        Field<&Channel::refund_amount>("Money that goes back this way, in fen.", {.example = "1"}),
        Field<&Channel::refund_channel>("Payment channel 0 to 23.", {.example = "1"}),
        Field<&Channel::refund_order_id>("Number of the refund.", {.example = "1111111"}));
  }
};

struct Refund {
  Maybe<String> buy_amount_stock;
  Maybe<String> item_code;
  Maybe<String> merchant_code;
  Maybe<String> ns_quantity;
  Maybe<String> operator_id;
  Maybe<String> operator_name;
  Number origin_order_id = 0;
  Number origin_parent_id = 0;
  Maybe<String> pick_amount_stock;
  Number quantity = 0;
  Number refund_amount = 0;
  List<Channel> refund_channel_list;
  Number refund_order_id = 0;
  String refund_quantity;
  Date refund_time;
  Number refund_type = 0;
  Maybe<String> sell_unit;
  Maybe<String> store_id;
  Maybe<String> sync_status;
  Maybe<Number> tb_biz_order_id;
  Maybe<Date> batch_time;
  Maybe<String> actual_pick_quantity;
  Maybe<String> actual_refund_quantity;
  Maybe<String> promise_status;
  Number refund_post_fee = 0;
  Maybe<String> stock_unit;
  Maybe<String> sale_unit;
  Maybe<Number> tb_biz_parent_id;
  Maybe<String> attributes;
  Maybe<String> trade_attributes;
  Maybe<String> sku_code;
  Maybe<String> open_uid;
  Maybe<Number> order_client;
  Maybe<Number> order_from;
  Maybe<String> out_order_id;
  Maybe<String> out_mian_order_id;
  Maybe<String> shop_id;
  Maybe<String> out_sku_code;
  Number dispute_type = 0;
  Maybe<String> out_refund_id;
  Maybe<String> out_shop_id;
  Maybe<String> biz_main_refund_id;
  Maybe<String> out_main_refund_id;

  static constexpr auto Describe() {
    return Object(
        "OrderSyncRefundDto",
        Field<&Refund::buy_amount_stock>("Bought, in stock units.", {.example = "1"}),
        Field<&Refund::item_code>("Item code.", {.example = "tttt"}),
        Field<&Refund::merchant_code>("The merchant.", {.example = "TESTW"}),
        Field<&Refund::ns_quantity>("Bought amount of a weighed item.", {.example = "1"}),
        Field<&Refund::operator_id>("Who handled the refund.", {.example = "12321S"}),
        Field<&Refund::operator_name>("The handler's name.", {.example = "SDFSD1"}),
        Field<&Refund::origin_order_id>("WDK sub-order.", {.example = "1111111"}),
        Field<&Refund::origin_parent_id>("WDK main order.", {.example = "2222222"}),
        Field<&Refund::pick_amount_stock>("Picked, in stock units.", {.example = "1"}),
        Field<&Refund::quantity>("Pieces that were bought.", {.example = "1"}),
        Field<&Refund::refund_amount>("Money of the refund without postage, in fen.",
                                      {.example = "1"}),
        Field<&Refund::refund_channel_list>(
            "The money split over the channels it was paid through; the parts add up to "
            "`refund_amount` and `refund_post_fee` together."),
        Field<&Refund::refund_order_id>("Number of the refund.", {.example = "1111111"}),
        Field<&Refund::refund_quantity>("Refunded quantity.", {.example = "1"}),
        Field<&Refund::refund_time>("When it was paid; until then, when it was applied for.",
                                    {.example = "2017-08-08 00:00:00"}),
        Field<&Refund::refund_type>(
            "1 self-service, 2 refused at the door, 3 price difference, 4 order rejected, 5 on "
            "behalf, 6 customer unreachable, 7 signed but missing.",
            {.example = "1"}),
        Field<&Refund::sell_unit>("Unit of a weighed item.", {.example = "kg"}),
        Field<&Refund::store_id>("Operating store.", {.example = "test"}),
        Field<&Refund::sync_status>("Hand-over to the merchant's system.", {.example = "INIT"}),
        Field<&Refund::tb_biz_order_id>("Taobao sub-order.", {.example = "2222222"}),
        Field<&Refund::batch_time>("When the batch ran.", {.example = "2017-08-08 00:00:00"}),
        Field<&Refund::actual_pick_quantity>("Quantity really picked.", {.example = "1"}),
        Field<&Refund::actual_refund_quantity>("Quantity really taken back.", {.example = "1"}),
        Field<&Refund::promise_status>("State of the delivery.", {.example = "OUT_OF_STOCK"}),
        Field<&Refund::refund_post_fee>("Refunded postage, in fen.", {.example = "100"}),
        Field<&Refund::stock_unit>(
            "Unit of stock; the page's samples of this and the next are swapped.",
            {.example = "销售单位"}),
        Field<&Refund::sale_unit>("Unit of sale.", {.example = "库存单位"}),
        Field<&Refund::tb_biz_parent_id>("Taobao main order.", {.example = "12343545"}),
        Field<&Refund::attributes>("Attributes of the refund, a JSON map in a text.",
                                   {.example = R"({"wdkPointType":"2"})"}),
        Field<&Refund::trade_attributes>("Attributes of the trade, a JSON map in a text.",
                                         {.example = R"({"refundType":"2"})"}),
        Field<&Refund::sku_code>("Item code of the sku.", {.example = "092141"}),
        Field<&Refund::open_uid>("The buyer.", {.example = "123456"}),
        Field<&Refund::order_client>("1 other, 2 app, 3 pos.", {.example = "2"}),
        Field<&Refund::order_from>("Channel of the order.", {.example = "3"}),
        Field<&Refund::out_order_id>("The caller's sub-order.", {.example = "123"}),
        Field<&Refund::out_mian_order_id>("The caller's main order (spelt so).",
                                          {.example = "123"}),
        Field<&Refund::shop_id>("Channel shop.", {.example = "123"}),
        Field<&Refund::out_sku_code>("The caller's item code.", {.example = "123"}),
        Field<&Refund::dispute_type>("1 before the order was finished, 2 after; the sample 123 is "
                                     "a placeholder.",
                                     {.example = "123"}),
        Field<&Refund::out_refund_id>("The caller's refund.", {.example = "123"}),
        Field<&Refund::out_shop_id>("The caller's shop.", {.example = "123"}),
        Field<&Refund::biz_main_refund_id>(
            "Number of the batch that the refund was applied for in.", {.example = "123"}),
        Field<&Refund::out_main_refund_id>("The caller's number of that batch.",
                                           {.example = "123"}));
  }
};

struct Outcome {
  Number next_index = 0;
  List<Refund> orders;
  String return_code;
  String return_msg;
  Boolean success = false;
  Number total_number = 0;

  static constexpr auto Describe() {
    return Object(
        "OrderSyncRefundListResult",
        Field<&Outcome::next_index>("Next page; -1, since one page holds all.", {.example = "1"}),
        Field<&Outcome::orders>("The refunds, in ascending order of their numbers."),
        Field<&Outcome::return_code>("`success`.", {.example = "success"}),
        Field<&Outcome::return_msg>("`success`.", {.example = "success"}),
        Field<&Outcome::success>("Whether the query was carried out.", {.example = "true"}),
        Field<&Outcome::total_number>("How many refunds there are.", {.example = "100"}));
  }
};

struct Response {
  Outcome result;

  static constexpr auto Describe() {
    return Object("Response", Field<&Response::result>("The outcome."));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "alibaba.wdk.order.refund.get",
    .title = "Query WDK refunds by id",
    .category = "WDK (Hema retail)",
    .notes = "Give `refund_ids`, `biz_order_ids`, or both: the answer is the union, each refund "
             "once. A call with neither is refused with code 40. Ids that do not exist or are "
             "another merchant's have no row.",
    .session = Session::kSeller,
    .lane = Lane::kRead,
}};

}  // namespace ebbtide::contract::wdk_order_refund_get
