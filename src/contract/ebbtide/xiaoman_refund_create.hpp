#pragma once

#include <array>

#include "contract/api.hpp"

/// ebbtide.xiaoman.refund.create. Ebbtide's own: Xiaoman has no method for it (methods.md section
/// 7). Shape of `refund_apply_no`: refund-domain section 6.
namespace ebbtide::contract::ebbtide_xiaoman_refund_create {

inline constexpr std::array<std::string_view, 2> kClaims{"1", "3"};

struct Request {
  String global_id;
  String order_item_no;
  String out_biz_id;
  Maybe<String> refund_type;
  Maybe<Number> claim;
  Number refund_fee = 0;
  Number quantity = 0;
  Maybe<String> reason;

  static constexpr auto Describe() {
    return Object(
        "Request",
        Field<&Request::global_id>(
            "The customer's global id; it must be granted to the calling app.",
            {.example = "4053738002", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Request::order_item_no>(
            "Number of the order line.",
            {.example = "P2506309029254759_1", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Request::out_biz_id>(
            "The caller's number of the application, unique for ever; a UUID will do.",
            {.example = "okki-refund-20251127-1", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Request::refund_type>(
            "What is refunded, an open vocabulary that is kept as it comes; itemNum if absent.",
            {.example = "itemNum", .max_bytes = kIdBytesMax}),
        Field<&Request::claim>("1 refund only, 3 return and refund; 1 if absent.",
                               {.example = "1", .one_of = kClaims}),
        Field<&Request::refund_fee>(
            "Money that is asked for, in fen.",
            {.example = "5000", .required = true, .min = 0, .max = kFenMax}),
        Field<&Request::quantity>("Pieces to refund; 0 for money alone.",
                                  {.example = "10", .required = true, .min = 0, .max = kPiecesMax}),
        Field<&Request::reason>("Why.", {.example = "不想要了", .max_bytes = kTextBytesMax}));
  }
};

struct Response {
  Number refund_id = 0;
  String refund_apply_no;

  static constexpr auto Describe() {
    return Object("Response",
                  Field<&Response::refund_id>("Number of the refund.", {.example = "83477"}),
                  Field<&Response::refund_apply_no>(
                      "Number of the application: `T`, the day as yyMMdd, and 10 digits.",
                      {.example = "T2511272403420750"}));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "ebbtide.xiaoman.refund.create",
    .title = "Apply for a refund of a Xiaoman order line",
    .category = "Ebbtide",
    .notes = "Money and pieces that are open or refunded never exceed what was paid and bought, "
             "per line and per order, however many callers ask at once: "
             "`isv.refund-fee-exceeded`, `isv.refund-quantity-exceeded`. A line may have several "
             "refunds. `alibaba.crm.refund.xiaoman.refund.info.batchquery` shows a refund as "
             "`processing` until it is `finished` or, closed, `unExpectedStop`.\n\n"
             "`out_biz_id` is an idempotency key that never expires, scoped to app and customer: "
             "the same content gives the same answer and writes nothing again, other content is "
             "refused with `isv.invalid-parameter:out_biz_id`. A refused application uses up no "
             "key.\n\n"
             "A line that does not exist, or is of another customer or one that is not granted to "
             "the app, is refused with `isv.order-not-exist:order_item_no`.",
    .session = Session::kNone,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::ebbtide_xiaoman_refund_create
