#pragma once

#include "contract/api.hpp"

/// ebbtide.xiaoman.order.create. Ebbtide's own: Xiaoman has no method for it (methods.md section
/// 7).
namespace ebbtide::contract::ebbtide_xiaoman_order_create {

inline constexpr std::size_t kLinesMax = 1'000;
inline constexpr std::size_t kTitleBytesMax = 255;

struct OrderLine {
  String order_item_no;
  String sku_code;
  String title;
  Number price_fen = 0;
  Number quantity = 0;
  Number paid_fen = 0;

  static constexpr auto Describe() {
    return Object(
        "XiaomanOrderLine",
        Field<&OrderLine::order_item_no>(
            "Number of the order line, unique for ever.",
            {.example = "P2506309029254759_1", .required = true, .max_bytes = kIdBytesMax}),
        Field<&OrderLine::sku_code>(
            "What was bought.", {.example = "widget", .required = true, .max_bytes = kIdBytesMax}),
        Field<&OrderLine::title>(
            "The item's title.",
            {.example = "Widget, blue", .required = true, .max_bytes = kTitleBytesMax}),
        Field<&OrderLine::price_fen>(
            "Price of one piece, in fen.",
            {.example = "500", .required = true, .min = 0, .max = kFenMax}),
        Field<&OrderLine::quantity>(
            "Pieces that were bought.",
            {.example = "100", .required = true, .min = 1, .max = kPiecesMax}),
        Field<&OrderLine::paid_fen>(
            "What was paid for the line, without postage, in fen.",
            {.example = "50000", .required = true, .min = 0, .max = kFenMax}));
  }
};

struct Order {
  String global_id;
  String seller;
  String out_order_id;
  Maybe<Number> post_fee_fen;
  List<OrderLine> lines;

  static constexpr auto Describe() {
    return Object(
        "XiaomanOrderInfo",
        Field<&Order::global_id>(
            "The customer's global id; it must be granted to the calling app.",
            {.example = "4053738002", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Order::seller>("Code of the seller.",
                              {.example = "okki", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Order::out_order_id>(
            "The caller's number of the order, unique for ever.",
            {.example = "P2506309029254759", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Order::post_fee_fen>("Postage that was paid, in fen; 0 if absent.",
                                    {.example = "0", .min = 0, .max = kFenMax}),
        Field<&Order::lines>("What was bought, each line named once.",
                             {.required = true, .max_items = kLinesMax}));
  }
};

struct Request {
  Order order_info;

  static constexpr auto Describe() {
    return Object("Request",
                  Field<&Request::order_info>("The order, as a JSON object.", {.required = true}));
  }
};

struct Line {
  String order_item_no;
  Number oid = 0;

  static constexpr auto Describe() {
    return Object("XiaomanOrderLineResult",
                  Field<&Line::order_item_no>("Number of the order line, as given.",
                                              {.example = "P2506309029254759_1"}),
                  Field<&Line::oid>("Number of the sub-order.", {.example = "2231884277"}));
  }
};

struct Response {
  Number tid = 0;
  String out_order_id;
  List<Line> lines;

  static constexpr auto Describe() {
    return Object("Response",
                  Field<&Response::tid>("Number of the main order.", {.example = "2231884277"}),
                  Field<&Response::out_order_id>("The caller's number of the order, as given.",
                                                 {.example = "P2506309029254759"}),
                  Field<&Response::lines>("The order's lines, in the order given."));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "ebbtide.xiaoman.order.create",
    .title = "Record a paid Xiaoman order",
    .category = "Ebbtide",
    .notes = "The order is paid: what its lines and its postage cost is what can be refunded. All "
             "lines or none.\n\n"
             "`out_order_id` is an idempotency key that never expires, scoped to the customer: the "
             "same content gives the same answer and writes nothing again, other content is "
             "refused with `isv.invalid-parameter:out_order_id`. An `order_item_no` that the "
             "customer has in another order is refused with `isv.invalid-parameter:order_item_no`. "
             "A refused order uses up no key.\n\n"
             "A customer that does not exist, or is not granted to the app, is refused with "
             "`isv.user-not-exist:global_id`; an unknown seller with `isv.user-not-exist:seller`.",
    .session = Session::kNone,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::ebbtide_xiaoman_order_create
