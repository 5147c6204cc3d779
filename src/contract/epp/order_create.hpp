#pragma once

#include "contract/api.hpp"

/// taobao.epp.order.create. Source: methods.md section 3.
namespace ebbtide::contract::epp_order_create {

/// The page has no limit; this one keeps an order within reason.
inline constexpr std::size_t kItemsMax = 100;

/// What the store keeps of a name, of an address and of a phone number.
inline constexpr std::size_t kNameBytesMax = 64;
inline constexpr std::size_t kAddressBytesMax = 512;
inline constexpr std::size_t kPhoneBytesMax = 32;

struct Item {
  String epp_item_id;
  Number buy_amount = 0;
  Number price = 0;
  Number sku_id = 0;

  static constexpr auto Describe() {
    return Object(
        "EppItem",
        Field<&Item::epp_item_id>(
            "The item on the enterprise purchase platform.",
            {.example = "EA671282901618", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Item::buy_amount>("Pieces.",
                                 {.example = "2", .required = true, .min = 1, .max = kPiecesMax}),
        Field<&Item::price>("Price of one piece, in fen; must be the item's.",
                            {.example = "1201", .required = true, .min = 0, .max = kFenMax}),
        Field<&Item::sku_id>("The sku; 0 if the item has none.",
                             {.example = "5005100554551", .required = true, .min = 0}));
  }
};

struct Address {
  String consignee;
  String full_address;
  String consignee_phone;
  Maybe<String> district_code;
  Maybe<String> town_code;

  static constexpr auto Describe() {
    return Object(
        "Address",
        Field<&Address::consignee>(
            "Who takes the goods.",
            {.example = "张三", .required = true, .max_bytes = kNameBytesMax}),
        Field<&Address::full_address>("Where the goods go.",
                                      {.example = "浙江省杭州市西湖区文新街道迦南公寓XX幢xxx室",
                                       .required = true,
                                       .max_bytes = kAddressBytesMax}),
        Field<&Address::consignee_phone>(
            "The receiver's phone.",
            {.example = "13888888888", .required = true, .max_bytes = kPhoneBytesMax}),
        Field<&Address::district_code>("Division code of the district; the seller sees it as the "
                                       "receiver's district.",
                                       {.example = "330106", .max_bytes = kIdBytesMax}),
        Field<&Address::town_code>("Division code of the town or street; the seller sees it as the "
                                   "receiver's town.",
                                   {.example = "330106109", .max_bytes = kIdBytesMax}));
  }
};

struct Order {
  List<Item> epp_items;
  Maybe<Address> address;
  String out_order_id;

  static constexpr auto Describe() {
    return Object(
        "EppOrderRequest",
        Field<&Order::epp_items>("What is bought, each sku once.",
                                 {.required = true, .max_items = kItemsMax}),
        Field<&Order::address>("Where the goods go."),
        Field<&Order::out_order_id>(
            "The caller's number of the purchase, unique for ever.",
            {.example = "sr_haoka_test_001", .required = true, .max_bytes = kIdBytesMax}));
  }
};

struct Request {
  Order epp_order_request;

  static constexpr auto Describe() {
    return Object("Request", Field<&Request::epp_order_request>("The purchase, as a JSON object.",
                                                                {.required = true}));
  }
};

struct Purchase {
  String out_order_id;
  String status;

  static constexpr auto Describe() {
    return Object(
        "BaseOrderRes",
        Field<&Purchase::out_order_id>("The caller's number of the purchase, as given.",
                                       {.example = "sr_haoka_test_001"}),
        Field<&Purchase::status>("-1 failed, 10 in progress, 11 bought, 31 partly shipped, 32 "
                                 "shipped, 51 partly finished, 52 finished; here always 11.",
                                 {.example = "11"}));
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
                  Field<&Outcome::success>("Whether the purchase exists now.", {.example = "true"}),
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
    .name = "taobao.epp.order.create",
    .title = "Buy for an enterprise",
    .category = "Enterprise purchase (EPP)",
    .notes = "Items are looked up by `epp_item_id` and `sku_id` among those that sellers have put "
             "on sale with ebbtide.item.put, and `price` must be the item's. All items or none: "
             "one that is not on sale (`isv.item-not-exist:epp_item_id`), or has another price "
             "(`isv.invalid-parameter:price`), refuses the purchase, and nothing is written.\n\n"
             "The purchase is for the one distributor that the app is bound to. Behind it stands "
             "one Taobao order per seller, with the largest postage of its items; "
             "taobao.epp.trade.query has their numbers. They are paid at once through the "
             "distributor's agreement, so `status` answers 11.\n\n"
             "`out_order_id` is an idempotency key that never expires, scoped to the distributor: "
             "the same content gives the same answer and writes nothing again, other content is "
             "refused with `isv.invalid-parameter:out_order_id`. A refused purchase uses up no "
             "key.",
    .session = Session::kNone,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::epp_order_create
