#pragma once

#include "contract/api.hpp"
#include "contract/wdk/common.hpp"

/// alibaba.wdk.channel.order.refund.confirm. Source: methods.md section 2.
namespace ebbtide::contract::wdk_channel_order_refund_confirm {

struct Line {
  String refund_id;
  String sku_code;
  String sub_biz_order_id;
  Number refund_fee = 0;
  Maybe<Number> refund_post_fee;

  static constexpr auto Describe() {
    return Object(
        "SubRefundConfirm",
        Field<&Line::refund_id>("Number of the refund.",
                                {.example = "1111111", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Line::sku_code>("The line's item code; must be the one that was bought.",
                               {.example = "232322", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Line::sub_biz_order_id>(
            "Number of the WDK sub-order that the refund is of.",
            {.example = "20190909082822", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Line::refund_fee>(
            "Money to refund, without postage, in fen; at most what was applied for.",
            {.example = "200", .required = true, .min = 0, .max = kFenMax}),
        Field<&Line::refund_post_fee>("Postage to refund with it, in fen.",
                                      {.example = "100", .min = 0, .max = kFenMax}));
  }
};

struct Confirmation {
  String store_id;
  String shop_id;
  String biz_order_id;
  List<Line> agree_sub_orders;
  Maybe<String> out_refund_batch_id;

  static constexpr auto Describe() {
    return Object(
        "OrderRefundConfirmInfo",
        Field<&Confirmation::store_id>(
            "Operating store of the order.",
            {.example = "10020", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Confirmation::shop_id>(
            "Channel shop of the order.",
            {.example = "10010", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Confirmation::biz_order_id>(
            "Number of the WDK main order.",
            {.example = "201967677", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Confirmation::agree_sub_orders>("The refunds that are agreed to, each named once.",
                                               {.required = true, .max_items = wdk::kLinesMax}),
        Field<&Confirmation::out_refund_batch_id>(
            "The caller's number of the application that the refunds were made with; when given, "
            "all must be of it.",
            {.example = "10001002102", .max_bytes = kIdBytesMax}));
  }
};

struct Request {
  Confirmation order_refund_confirm_info;

  static constexpr auto Describe() {
    return Object("Request", Field<&Request::order_refund_confirm_info>(
                                 "What is agreed to, as a JSON object.", {.required = true}));
  }
};

struct Response {
  wdk::ApiResult api_result;

  static constexpr auto Describe() {
    return Object("Response", Field<&Response::api_result>("The outcome."));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "alibaba.wdk.channel.order.refund.confirm",
    .title = "Agree to refunds of an order",
    .category = "WDK (Hema retail)",
    .notes = "All refunds that are named or none: one that cannot be agreed to refuses the call, "
             "and nothing is written. Refunds that are not named stay as they are. To refuse one, "
             "use alibaba.tcls.aelophy.refund.disagree.\n\n"
             "Agreeing and paying are one step. A `refund_fee` below what was applied for refunds "
             "that much and releases the rest, which may be applied for again; one above it is "
             "refused. `refund_post_fee` adds postage: at most what was paid, and once per order, "
             "however many callers ask.\n\n"
             "A repeated call answers success and pays nothing again.",
    .session = Session::kSeller,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::wdk_channel_order_refund_confirm
