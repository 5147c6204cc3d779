#pragma once

#include "contract/api.hpp"

/// alibaba.wdk.channel.order.userrefund. Source: its seed page; methods.md section 1.
namespace ebbtide::contract::wdk_channel_order_userrefund {

/// The page has no limit; more lines than an order may have make no sense.
inline constexpr std::size_t kLinesMax = 1'000;

struct Line {
  String sub_biz_order_id;
  String sku_code;
  Number refund_sale_quantity = 0;
  Number refund_fee = 0;

  static constexpr auto Describe() {
    return Object(
        "SubRefundOrder",
        Field<&Line::sub_biz_order_id>(
            "Number of the WDK sub-order.",
            {.example = "20190909082822", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Line::sku_code>("The line's item code; must be the one that was bought.",
                               {.example = "232322", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Line::refund_sale_quantity>(
            "Pieces to refund, in sale units.",
            {.example = "100", .required = true, .min = 1, .max = kPiecesMax}),
        Field<&Line::refund_fee>("Money to refund, in fen; 0 only for a line that cost nothing.",
                                 {.example = "200", .required = true, .min = 0, .max = kFenMax}));
  }
};

struct Application {
  Maybe<String> refund_reason;
  Maybe<String> memo;
  String out_refund_batch_id;
  String biz_order_id;
  String shop_id;
  String store_id;
  List<Line> sub_refund_orders;

  static constexpr auto Describe() {
    return Object(
        "OrderUserRefundInfo",
        Field<&Application::refund_reason>("Why the user wants the refund.",
                                           {.example = "不想要了", .max_bytes = kTextBytesMax}),
        Field<&Application::memo>("The user's own words.",
                                  {.example = "有点不行", .max_bytes = kTextBytesMax}),
        Field<&Application::out_refund_batch_id>(
            "The caller's number of this application, unique for ever; a UUID will do.",
            {.example = "10001002102", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Application::biz_order_id>(
            "Number of the WDK main order.",
            {.example = "201967677", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Application::shop_id>(
            "Channel shop of the order.",
            {.example = "10010", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Application::store_id>(
            "Operating store of the order.",
            {.example = "10020", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Application::sub_refund_orders>("The lines to refund, each named once.",
                                               {.required = true, .max_items = kLinesMax}));
  }
};

struct Request {
  Application order_user_refund_info;

  static constexpr auto Describe() {
    return Object("Request", Field<&Request::order_user_refund_info>(
                                 "The application, as a JSON object.", {.required = true}));
  }
};

struct Outcome {
  Boolean success = false;
  Maybe<String> err_msg;

  static constexpr auto Describe() {
    return Object(
        "ApiResult",
        Field<&Outcome::success>("Whether every line was accepted.", {.example = "false"}),
        Field<&Outcome::err_msg>("Why nothing was; absent on success.", {.example = "error_info"}));
  }
};

struct Response {
  Outcome api_result;

  static constexpr auto Describe() {
    return Object("Response", Field<&Response::api_result>("The outcome."));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "alibaba.wdk.channel.order.userrefund",
    .title = "Apply for an after-sale refund, whole or partial",
    .category = "WDK (Hema retail)",
    .notes = "All lines or none: one line that cannot be refunded refuses the batch, and nothing "
             "is written. A whole order is every line with all that is left of it.\n\n"
             "Allowed from the moment the order is paid: `dispute_type` is 1 before the order is "
             "finished and 2 after. Money and pieces that are open or refunded never exceed what "
             "was paid and bought, per line and per order, however many callers ask at once.\n\n"
             "`out_refund_batch_id` is an idempotency key that never expires, scoped to app and "
             "merchant: the same content gives the same answer and writes nothing again, other "
             "content is refused. The order of the lines does not matter. A refused application "
             "uses up no key.",
    .session = Session::kSeller,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::wdk_channel_order_userrefund
