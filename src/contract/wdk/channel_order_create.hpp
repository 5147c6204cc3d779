#pragma once

#include <array>

#include "contract/api.hpp"
#include "contract/wdk/channel_order_result.hpp"
#include "contract/wdk/common.hpp"

/// alibaba.wdk.channel.order.create. Source: methods.md section 2. `dicount_fee` is spelt so.
namespace ebbtide::contract::wdk_channel_order_create {

/// The page has no limit; this one keeps a line within reason.
inline constexpr std::size_t kDiscountsMax = 100;

inline constexpr std::array<std::string_view, 2> kPlaceTypes{"0", "1"};
inline constexpr std::array<std::string_view, 2> kOrderStatuses{"CREATED", "PAID_DONE"};

struct Buyer {
  String user_id;
  String user_name;
  String user_nick;
  String phone;

  static constexpr auto Describe() {
    return Object(
        "Buyer",
        Field<&Buyer::user_id>("The buyer's number in the channel.",
                               {.example = "1001", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Buyer::user_name>("The buyer's name.",
                                 {.example = "张三", .required = true, .max_bytes = kTextBytesMax}),
        Field<&Buyer::user_nick>(
            "The buyer's nick in the channel.",
            {.example = "tbtest20", .required = true, .max_bytes = kTextBytesMax}),
        Field<&Buyer::phone>(
            "The buyer's phone.",
            {.example = "13888888888", .required = true, .max_bytes = wdk::kPhoneBytesMax}));
  }
};

struct Consignee {
  String name;
  String phone;
  String address;
  String geo;
  Date start_time;
  Date end_time;
  Maybe<Number> type;
  Maybe<String> city;

  static constexpr auto Describe() {
    return Object(
        "Consignee",
        Field<&Consignee::name>(
            "Who takes the goods.",
            {.example = "张三", .required = true, .max_bytes = wdk::kNameBytesMax}),
        Field<&Consignee::phone>(
            "The receiver's phone.",
            {.example = "13888888888", .required = true, .max_bytes = wdk::kPhoneBytesMax}),
        Field<&Consignee::address>("Where the goods go.",
                                   {.example = "浙江省杭州市西湖区文新街道迦南公寓XX幢xxx室",
                                    .required = true,
                                    .max_bytes = wdk::kAddressBytesMax}),
        Field<&Consignee::geo>(
            "Coordinates of that place.",
            {.example = "120.098,30.287", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Consignee::start_time>("Not to be delivered before.",
                                      {.example = "2024-02-19 15:00:00", .required = true}),
        Field<&Consignee::end_time>("To be delivered by.",
                                    {.example = "2024-02-19 16:00:00", .required = true}),
        Field<&Consignee::type>("Whose coordinates they are: 0 AMap (高德), 1 another map's.",
                                {.example = "1", .one_of = kPlaceTypes}),
        Field<&Consignee::city>("City of the place; only with a `type` other than 0.",
                                {.example = "杭州市", .max_bytes = wdk::kNameBytesMax}));
  }
};

struct Discount {
  Maybe<String> activity_id;
  Maybe<String> activity_type;
  Maybe<Number> dicount_fee;

  static constexpr auto Describe() {
    return Object("DiscountInfo",
                  Field<&Discount::activity_id>("The campaign.",
                                                {.example = "1001", .max_bytes = kIdBytesMax}),
                  Field<&Discount::activity_type>("Kind of campaign.",
                                                  {.example = "1", .max_bytes = kIdBytesMax}),
                  Field<&Discount::dicount_fee>("What the campaign takes off, in fen (spelt so).",
                                                {.example = "10", .min = 0, .max = kFenMax}));
  }
};

struct Line {
  String sub_out_order_id;
  String sku_code;
  Number sale_quantity = 0;
  Number sale_price = 0;
  Number pay_fee = 0;
  Number origin_fee = 0;
  Number discount_fee = 0;
  List<Discount> discount_infos;
  Maybe<String> handling_type;

  static constexpr auto Describe() {
    return Object(
        "SubOrder",
        Field<&Line::sub_out_order_id>(
            "The caller's number of the line, unique within the order.",
            {.example = "20190305606", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Line::sku_code>("Item code of the sku.",
                               {.example = "235641", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Line::sale_quantity>(
            "Pieces, in sale units.",
            {.example = "2", .required = true, .min = 1, .max = kPiecesMax}),
        Field<&Line::sale_price>("Price of one piece, in fen.",
                                 {.example = "10", .required = true, .min = 0, .max = kFenMax}),
        Field<&Line::pay_fee>("What is paid for the line, without postage, in fen.",
                              {.example = "10", .required = true, .min = 0, .max = kFenMax}),
        Field<&Line::origin_fee>("What the line costs before discounts, in fen.",
                                 {.example = "20", .required = true, .min = 0, .max = kFenMax}),
        Field<&Line::discount_fee>("What discounts take off, in fen.",
                                   {.example = "10", .required = true, .min = 0, .max = kFenMax}),
        Field<&Line::discount_infos>("Which campaigns the discount comes from.",
                                     {.max_items = kDiscountsMax}),
        Field<&Line::handling_type>("How the item is prepared, if it is.",
                                    {.example = "1", .max_bytes = kIdBytesMax}));
  }
};

struct Order {
  Buyer buyer;
  Consignee consignee;
  List<Line> sub_orders;
  Number pay_fee = 0;
  Number origin_fee = 0;
  Number discount_fee = 0;
  Number post_fee = 0;
  String out_order_id;
  String shop_id;
  String store_id;
  String order_status;
  Maybe<Date> pay_time;
  Date create_time;

  static constexpr auto Describe() {
    return Object(
        "OrderInfo", Field<&Order::buyer>("Who buys.", {.required = true}),
        Field<&Order::consignee>("Who takes the goods, where and when.", {.required = true}),
        Field<&Order::sub_orders>("The lines, each number once.",
                                  {.required = true, .max_items = wdk::kLinesMax}),
        Field<&Order::pay_fee>("What is paid for the order, postage included, in fen.",
                               {.example = "10", .required = true, .min = 0, .max = kFenMax}),
        Field<&Order::origin_fee>("What the goods cost before discounts, in fen.",
                                  {.example = "20", .required = true, .min = 0, .max = kFenMax}),
        Field<&Order::discount_fee>("What discounts take off, in fen.",
                                    {.example = "10", .required = true, .min = 0, .max = kFenMax}),
        Field<&Order::post_fee>("Postage, in fen.",
                                {.example = "0", .required = true, .min = 0, .max = kFenMax}),
        Field<&Order::out_order_id>(
            "The caller's number of the order, unique in its shop for ever.",
            {.example = "20190305600", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Order::shop_id>("Channel shop; must be the merchant's.",
                               {.example = "10010", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Order::store_id>("Operating store; must be the merchant's.",
                                {.example = "10020", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Order::order_status>(
            "Whether the order still waits for payment, or is paid.",
            {.example = "PAID_DONE", .required = true, .one_of = kOrderStatuses}),
        Field<&Order::pay_time>("When it was paid; needed with PAID_DONE.",
                                {.example = "2024-02-19 13:05:58"}),
        Field<&Order::create_time>("When it was placed.",
                                   {.example = "2024-02-19 13:05:00", .required = true}));
  }
};

struct Request {
  Order order_info;

  static constexpr auto Describe() {
    return Object("Request",
                  Field<&Request::order_info>("The order, as a JSON object.", {.required = true}));
  }
};

struct Outcome {
  Maybe<String> err_code;
  Maybe<wdk::OrderNumbers> model;
  Maybe<String> err_msg;
  Boolean success = false;

  static constexpr auto Describe() {
    return Object("ApiResult",
                  Field<&Outcome::err_code>("Code of the refusal; absent on success.",
                                            {.example = "isv.order-already-exist:out_order_id"}),
                  Field<&Outcome::model>("The order's numbers; absent when it was refused."),
                  Field<&Outcome::err_msg>("Why the order was refused; absent on success.",
                                           {.example = "order 20190305600 is already there with "
                                                       "other content; use a new number"}),
                  Field<&Outcome::success>("Whether the order exists now.", {.example = "true"}));
  }
};

struct Response {
  Outcome api_result;

  static constexpr auto Describe() {
    return Object("Response", Field<&Response::api_result>("The outcome."));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "alibaba.wdk.channel.order.create",
    .title = "Create a channel order",
    .category = "WDK (Hema retail)",
    .notes =
        "All amounts are fen. The order's `pay_fee` is `origin_fee` - `discount_fee` + `post_fee`; "
        "a line has no postage: its `pay_fee` is `origin_fee` - `discount_fee`. The lines' "
        "`pay_fee` and the order's `post_fee` add up to the order's `pay_fee`. An order whose "
        "amounts do not fit is refused, and nothing is written.\n\n"
        "`shop_id` and `out_order_id` together are an idempotency key that never expires, scoped "
        "to the merchant: the same content gives the same numbers and writes nothing again, other "
        "content is refused. A refused order uses up no key. The content is all that is sent; what "
        "queries do not show of it, such as campaigns, counts too.\n\n"
        "`biz_order_id` and `sub_biz_order_id` of the answer are what "
        "alibaba.wdk.channel.order.userrefund takes. An order with `order_status` CREATED is paid "
        "or closed later with alibaba.wdk.channel.order.status.update.",
    .session = Session::kSeller,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::wdk_channel_order_create
