#pragma once

#include <array>

#include "contract/api.hpp"
#include "contract/wdk/common.hpp"

/// alibaba.wdk.order.refund.list. Source: methods.md section 2. Code tables: refund-domain
/// section 7. Its rows are like those of alibaba.wdk.order.refund.get, but not the same: types of
/// `item_code` and of the channels' `refund_order_id`, two fields more, two less.
namespace ebbtide::contract::wdk_order_refund_list {

inline constexpr std::array<std::string_view, 3> kOrderFroms{"3", "4", "20"};
inline constexpr std::array<std::string_view, 7> kStatuses{
    "APPLY", "REFUSE", "AGREE", "SUCCESS", "CANCEL", "PLATFROM_DEAL", "FAILED"};

struct Query {
  Date end_time;
  Maybe<String> order_client;
  Number page_index = 0;
  Maybe<Number> page_size;
  Date start_time;
  List<String> store_ids;
  Maybe<String> sync_status;
  Maybe<Number> order_from;
  Maybe<String> shop_id;
  Maybe<String> store_id;
  Maybe<String> biz_type;

  static constexpr auto Describe() {
    return Object(
        "BatchQueryRefundRequest",
        Field<&Query::end_time>("End of the window of last changes.",
                                {.example = "2024-02-20 00:00:00", .required = true}),
        Field<&Query::order_client>("Only orders placed in the app, or at a till.",
                                    {.example = "APP", .one_of = wdk::kOrderClients}),
        Field<&Query::page_index>(
            "Which page, from 0.",
            {.example = "0", .required = true, .min = 0, .max = wdk::kPageIndexMax}),
        Field<&Query::page_size>("Rows of a page; 20 if absent.",
                                 {.example = "20", .min = 1, .max = wdk::kPageSizeMax}),
        Field<&Query::start_time>("Start of the window of last changes.",
                                  {.example = "2024-02-19 00:00:00", .required = true}),
        Field<&Query::store_ids>(
            "Only orders of these operating stores; needed with `order_from` 4.",
            {.example = "10020", .max_items = wdk::kIdsMax, .max_bytes = kIdBytesMax}),
        Field<&Query::sync_status>("No longer used; not looked at.",
                                   {.example = "SYNCED", .max_bytes = kIdBytesMax}),
        Field<&Query::order_from>("Only orders that came from this channel: 3 Ele.me, 4 Hema, 20 "
                                  "the merchant's own.",
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
  Query batch_query_refund_request;

  static constexpr auto Describe() {
    return Object("Request", Field<&Request::batch_query_refund_request>(
                                 "The window and the page, as a JSON object.", {.required = true}));
  }
};

struct Channel {
  Number refund_amount = 0;
  Number refund_channel = 0;
  String refund_order_id;

  static constexpr auto Describe() {
    return Object(
        "OrderSyncRefundChannel",
        Field<&Channel::refund_amount>("Money that goes back this way, in fen.", {.example = "1"}),
        Field<&Channel::refund_channel>("Payment channel 0 to 23.", {.example = "1"}),
        Field<&Channel::refund_order_id>("Number of the refund; a String here.",
                                         {.example = "1111111"}));
  }
};

struct Refund {
  Maybe<String> buy_amount_stock;
  Maybe<Number> item_code;
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
  Maybe<Number> tb_biz_order_id;
  Maybe<Date> batch_time;
  Maybe<Number> order_client;
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
  Maybe<Number> order_from;
  Maybe<String> out_order_id;
  Maybe<String> out_mian_order_id;
  Maybe<String> shop_id;
  Maybe<String> out_sku_code;
  Number dispute_type = 0;
  Maybe<String> out_refund_id;
  Maybe<String> out_shop_id;
  String refund_status;
  Number refund_sale_quantity = 0;
  Maybe<String> biz_main_refund_id;
  Maybe<String> out_main_refund_id;

  static constexpr auto Describe() {
    return Object(
        "OrderSyncRefundDto",
        Field<&Refund::buy_amount_stock>("Bought, in stock units.", {.example = "1"}),
        Field<&Refund::item_code>("Item code, if it is a number.", {.example = "671282901618"}),
        Field<&Refund::ns_quantity>("Bought amount of a weighed item.", {.example = "1"}),
        Field<&Refund::operator_id>("Who handled the refund.", {.example = "12321S"}),
        Field<&Refund::operator_name>("The handler's name.", {.example = "SDFSD1"}),
        Field<&Refund::origin_order_id>("WDK sub-order.", {.example = "20190909082822"}),
        Field<&Refund::origin_parent_id>("WDK main order.", {.example = "201967677"}),
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
                                    {.example = "2024-02-19 13:05:58"}),
        Field<&Refund::refund_type>(
            "1 self-service, 2 refused at the door, 3 price difference, 4 order rejected, 5 on "
            "behalf, 6 customer unreachable, 7 signed but missing.",
            {.example = "1"}),
        Field<&Refund::sell_unit>("Unit of a weighed item.", {.example = "kg"}),
        Field<&Refund::store_id>("Operating store.", {.example = "10020"}),
        Field<&Refund::tb_biz_order_id>("Taobao sub-order.", {.example = "2231884277"}),
        Field<&Refund::batch_time>("When the refund's batch ran.",
                                   {.example = "2024-02-19 13:05:58"}),
        Field<&Refund::order_client>("1 other, 2 app, 3 pos.", {.example = "2"}),
        Field<&Refund::actual_pick_quantity>("Quantity really picked.", {.example = "1"}),
        Field<&Refund::actual_refund_quantity>("Quantity really taken back.", {.example = "1"}),
        Field<&Refund::promise_status>("State of the delivery.", {.example = "OUT_OF_STOCK"}),
        Field<&Refund::refund_post_fee>("Refunded postage, in fen.", {.example = "100"}),
        Field<&Refund::stock_unit>("Unit of stock.", {.example = "箱"}),
        Field<&Refund::sale_unit>("Unit of sale.", {.example = "盒"}),
        Field<&Refund::tb_biz_parent_id>("Taobao main order.", {.example = "2231884277"}),
        Field<&Refund::attributes>("Attributes of the refund, a JSON map in a text.",
                                   {.example = R"({"wdkPointType":"2"})"}),
        Field<&Refund::trade_attributes>("Attributes of the trade, a JSON map in a text.",
                                         {.example = R"({"refundType":"2"})"}),
        Field<&Refund::sku_code>("Item code of the sku.", {.example = "232322"}),
        Field<&Refund::open_uid>("The buyer.", {.example = "123456"}),
        Field<&Refund::order_from>("Channel of the order.", {.example = "4"}),
        Field<&Refund::out_order_id>("The caller's sub-order.", {.example = "20190305606"}),
        Field<&Refund::out_mian_order_id>("The caller's main order (spelt so).",
                                          {.example = "20190305600"}),
        Field<&Refund::shop_id>("Channel shop.", {.example = "10010"}),
        Field<&Refund::out_sku_code>("The caller's item code.", {.example = "123"}),
        Field<&Refund::dispute_type>("1 before the order was finished, 2 after.", {.example = "2"}),
        Field<&Refund::out_refund_id>("The caller's refund.", {.example = "123"}),
        Field<&Refund::out_shop_id>("The caller's shop.", {.example = "123"}),
        Field<&Refund::refund_status>(
            "APPLY waits for the merchant, REFUSE refused, AGREE agreed to and being paid, SUCCESS "
            "paid, CANCEL taken back, PLATFROM_DEAL (spelt so) before the platform, FAILED the "
            "payment failed.",
            {.example = "SUCCESS", .one_of = kStatuses}),
        Field<&Refund::refund_sale_quantity>("Refunded pieces, in sale units.", {.example = "1"}),
        Field<&Refund::biz_main_refund_id>(
            "Number of the batch that the refund was applied for in.", {.example = "123"}),
        Field<&Refund::out_main_refund_id>("The caller's number of that batch.",
                                           {.example = "10001002102"}));
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
        Field<&Outcome::next_index>("Next page; -1 when there is none.", {.example = "-1"}),
        Field<&Outcome::orders>("The page's refunds, oldest change first."),
        Field<&Outcome::return_code>("`success`.", {.example = "success"}),
        Field<&Outcome::return_msg>("`success`.", {.example = "success"}),
        Field<&Outcome::success>("Whether the query was carried out; if not, ask again.",
                                 {.example = "true"}),
        Field<&Outcome::total_number>(
            "How many refunds the window has; told on page 0 only, 0 on the others.",
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
    .name = "alibaba.wdk.order.refund.list",
    .title = "List WDK refunds by time of change",
    .category = "WDK (Hema retail)",
    .notes = "The rows are the merchant's refunds whose last change up to `end_time` lies in the "
             "window, oldest change first. That set can no longer change once `end_time` has "
             "passed, so pages neither lose nor repeat rows however the refunds move on meanwhile; "
             "what each row shows is its present content. A refund that changes again after "
             "`end_time` is in a later window too.\n\n"
             "Go on with `next_index` until it is -1. With `order_from` 4 give `store_ids`, "
             "otherwise give `shop_id`; a call without is refused with code 40, an `end_time` "
             "before `start_time` with 41.",
    .session = Session::kSeller,
    .lane = Lane::kRead,
}};

}  // namespace ebbtide::contract::wdk_order_refund_list
