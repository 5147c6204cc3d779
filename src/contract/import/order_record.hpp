#pragma once

#include <array>

#include "contract/api.hpp"

/// A line of an NDJSON file that `ebbtide import` takes: an order with its lines, and the refunds
/// that it already has when it comes from another system. Not a TOP method, but described the same
/// way. Amounts are fen; times are `yyyy-MM-dd HH:mm:ss` in GMT+8.
namespace ebbtide::contract::order_record {

inline constexpr std::size_t kLinesMax = 2'000;
inline constexpr std::size_t kRefundsMax = 200;
inline constexpr std::size_t kNameBytesMax = 255;

inline constexpr std::array<std::string_view, 5> kChannels{"taobao", "wdk", "epp", "xiaoman",
                                                           "openmall"};
inline constexpr std::array<std::string_view, 5> kOrderStates{"created", "paid", "shipped",
                                                              "finished", "closed"};
inline constexpr std::array<std::string_view, 8> kRefundStates{
    "APPLIED",       "REFUSED",       "RETURN_AGREED", "GOODS_RETURNED",
    "REFUND_AGREED", "PAYOUT_FAILED", "SUCCESS",       "CLOSED"};
inline constexpr std::array<std::string_view, 4> kStatesBeforePaying{
    "APPLIED", "REFUSED", "RETURN_AGREED", "GOODS_RETURNED"};
inline constexpr std::array<std::string_view, 2> kClaims{"1", "3"};
inline constexpr std::array<std::string_view, 2> kPhases{"1", "2"};

struct Contact {
  String name;
  String mobile;
  String province;
  String city;
  String area;
  String town;
  String address;
  String complete_address;

  static constexpr auto Describe() {
    constexpr schema::Rules kName{.max_bytes = 64};
    return Object("Contact", Field<&Contact::name>("Who takes the goods.", kName),
                  Field<&Contact::mobile>("Phone.", {.max_bytes = 32}),
                  Field<&Contact::province>("Province.", kName),
                  Field<&Contact::city>("City.", kName), Field<&Contact::area>("District.", kName),
                  Field<&Contact::town>("Town or street.", kName),
                  Field<&Contact::address>("House and room.", {.max_bytes = kNameBytesMax}),
                  Field<&Contact::complete_address>("All parts in one text.", {.max_bytes = 512}));
  }
};

struct Delivery {
  String mail_no;
  String carrier;
  Date given;

  static constexpr auto Describe() {
    return Object(
        "Delivery",
        Field<&Delivery::mail_no>("Waybill.", {.required = true, .max_bytes = kIdBytesMax}),
        Field<&Delivery::carrier>("Carrier.", {.max_bytes = kIdBytesMax}),
        Field<&Delivery::given>("When the buyer gave the waybill."));
  }
};

struct WdkRefund {
  Number refund_type = 1;
  String sync_status;
  String operator_id;
  String operator_name;
  Date batch_time;
  String actual_refund_quantity;
  String attributes;

  static constexpr auto Describe() {
    constexpr schema::Rules kShort{.max_bytes = 32};
    return Object(
        "WdkRefund",
        Field<&WdkRefund::refund_type>("1 to 7 as in alibaba.wdk.order.refund.get; 1 if absent.",
                                       {.min = 1, .max = 7}),
        Field<&WdkRefund::sync_status>("Hand-over to the merchant's system.", kShort),
        Field<&WdkRefund::operator_id>("Who handled it.", {.max_bytes = kIdBytesMax}),
        Field<&WdkRefund::operator_name>("The handler's name.", {.max_bytes = kIdBytesMax}),
        Field<&WdkRefund::batch_time>("When its batch ran."),
        Field<&WdkRefund::actual_refund_quantity>("Quantity really taken back.", kShort),
        Field<&WdkRefund::attributes>("JSON map in a text.", {.max_bytes = kTextBytesMax}));
  }
};

struct XiaomanRefund {
  String apply_no;
  String type;
  String status;

  static constexpr auto Describe() {
    constexpr schema::Rules kWord{.required = true, .max_bytes = kIdBytesMax};
    return Object("XiaomanRefund",
                  Field<&XiaomanRefund::apply_no>("Number of the application.", kWord),
                  Field<&XiaomanRefund::type>("What is refunded, in Xiaoman's word.", kWord),
                  Field<&XiaomanRefund::status>("Where it stands, in Xiaoman's word.", kWord));
  }
};

struct Refund {
  Maybe<Number> refund_id;
  Maybe<String> state;
  Maybe<String> came_from;
  Number claim = 1;
  Maybe<Number> phase;
  Number amount_fen = 0;
  Number post_fee_fen = 0;
  String quantity;
  String reason;
  String buyer_message;
  String refuse_reason;
  List<String> pictures;
  String out_refund_id;
  Date created;
  Maybe<Date> modified;
  Maybe<Date> ended;
  Maybe<Date> due;
  Maybe<Contact> return_contact;
  Maybe<Delivery> return_delivery;
  Maybe<WdkRefund> wdk;
  Maybe<XiaomanRefund> xiaoman;

  static constexpr auto Describe() {
    constexpr schema::Rules kText{.max_bytes = kTextBytesMax};
    constexpr schema::Rules kAmount{.min = 0, .max = kFenMax};
    return Object(
        "Refund",
        Field<&Refund::refund_id>("Its number in the old system; a new one if absent.", {.min = 1}),
        Field<&Refund::state>("Where it stands; for Xiaoman its own word will do.",
                              {.one_of = kRefundStates}),
        Field<&Refund::came_from>(
            "For REFUND_AGREED and PAYOUT_FAILED: the state before; APPLIED if absent.",
            {.one_of = kStatesBeforePaying}),
        Field<&Refund::claim>("1 refund only, 3 return and refund; 1 if absent.",
                              {.one_of = kClaims}),
        Field<&Refund::phase>(
            "1 before the order was finished, 2 after; by the order's state if absent.",
            {.one_of = kPhases}),
        Field<&Refund::amount_fen>("Money without postage.", kAmount),
        Field<&Refund::post_fee_fen>("Postage that is refunded with it.", kAmount),
        Field<&Refund::quantity>("Pieces, with up to three decimals.",
                                 {.required = true, .max_bytes = 32}),
        Field<&Refund::reason>("Why.", kText),
        Field<&Refund::buyer_message>("The buyer's own words.", kText),
        Field<&Refund::refuse_reason>("Why the seller refused.", kText),
        Field<&Refund::pictures>("Addresses of the evidence pictures.",
                                 {.max_items = 20, .max_bytes = 512}),
        Field<&Refund::out_refund_id>("The caller's number.", {.max_bytes = kIdBytesMax}),
        Field<&Refund::created>("When it was applied for.", {.required = true}),
        Field<&Refund::modified>("When it last changed; `created` if absent."),
        Field<&Refund::ended>("When it ended; `modified` if absent and it has."),
        Field<&Refund::due>("When its present time limit ends."),
        Field<&Refund::return_contact>("Where the goods go."),
        Field<&Refund::return_delivery>("How they travel."),
        Field<&Refund::wdk>("What only WDK knows."),
        Field<&Refund::xiaoman>("What only Xiaoman knows; required there."));
  }
};

struct WdkLine {
  Number tb_line_id = 0;
  String stock_unit;
  String sale_unit;
  String sell_unit;
  String buy_amount_stock;
  String pick_amount_stock;
  String ns_quantity;
  String actual_pick_quantity;
  String promise_status;
  String trade_attributes;

  static constexpr auto Describe() {
    constexpr schema::Rules kShort{.max_bytes = 32};
    return Object(
        "WdkLine", Field<&WdkLine::tb_line_id>("The Taobao sub-order.", {.min = 0}),
        Field<&WdkLine::stock_unit>("Unit of stock.", kShort),
        Field<&WdkLine::sale_unit>("Unit of sale.", kShort),
        Field<&WdkLine::sell_unit>("Unit of a weighed item.", kShort),
        Field<&WdkLine::buy_amount_stock>("Bought, in stock units.", kShort),
        Field<&WdkLine::pick_amount_stock>("Picked, in stock units.", kShort),
        Field<&WdkLine::ns_quantity>("Bought amount of a weighed item.", kShort),
        Field<&WdkLine::actual_pick_quantity>("Quantity really picked.", kShort),
        Field<&WdkLine::promise_status>("State of the delivery.", kShort),
        Field<&WdkLine::trade_attributes>("JSON map in a text.", {.max_bytes = kTextBytesMax}));
  }
};

struct Line {
  Maybe<Number> line_id;
  String out_line_id;
  String sku_code;
  String out_sku_code;
  String item_code;
  String title;
  Number sku_id = 0;
  String sku_title;
  Number price_fen = 0;
  String quantity;
  Number paid_fen = 0;
  Number discount_fen = 0;
  String carrier;
  String waybill;
  String pic_url;
  Maybe<WdkLine> wdk;
  List<Refund> refunds;

  static constexpr auto Describe() {
    constexpr schema::Rules kCode{.max_bytes = kIdBytesMax};
    return Object(
        "Line",
        Field<&Line::line_id>("Its number (sub-order, oid); a new one if absent.",
                              {.example = "2231884277", .min = 1}),
        Field<&Line::out_line_id>(
            "The caller's number, unique within the order.",
            {.example = "536365_1", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Line::sku_code>("Item code of the sku.",
                               {.example = "85123A", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Line::out_sku_code>("The caller's item code.", kCode),
        Field<&Line::item_code>("Item code; for EPP the epp_item_id.", kCode),
        Field<&Line::title>("Title of the item.", {.max_bytes = kNameBytesMax}),
        Field<&Line::sku_id>("Number of the sku.", {.min = 0}),
        Field<&Line::sku_title>("The sku in words.", {.max_bytes = kNameBytesMax}),
        Field<&Line::price_fen>("Price of one piece.", {.min = 0, .max = kFenMax}),
        Field<&Line::quantity>("Pieces, with up to three decimals.",
                               {.example = "6", .required = true, .max_bytes = 32}),
        Field<&Line::paid_fen>("What was paid for the line, all discounts taken off.",
                               {.example = "1530", .required = true, .min = 0, .max = kFenMax}),
        Field<&Line::discount_fen>("Discount that was taken off.", {.min = 0, .max = kFenMax}),
        Field<&Line::carrier>("Who carries it.", {.max_bytes = kIdBytesMax}),
        Field<&Line::waybill>("Its waybill.", {.max_bytes = kIdBytesMax}),
        Field<&Line::pic_url>("Picture of the item.", {.max_bytes = 512}),
        Field<&Line::wdk>("What only WDK knows."),
        Field<&Line::refunds>("Refunds that it already has, oldest first.",
                              {.max_items = kRefundsMax}));
  }
};

struct Payment {
  Number channel_code = 0;
  Number paid_fen = 0;

  static constexpr auto Describe() {
    return Object(
        "Payment",
        Field<&Payment::channel_code>("0 to 23, WDK's pay_type.",
                                      {.required = true, .min = 0, .max = 23}),
        Field<&Payment::paid_fen>("Paid this way.", {.required = true, .min = 0, .max = kFenMax}));
  }
};

struct Order {
  String channel;
  Maybe<Number> order_id;
  String out_order_id;
  String seller;
  String buyer;
  String shop_id;
  String out_shop_id;
  String store_id;
  Number tb_order_id = 0;
  Number order_from = 0;
  Number order_client = 0;
  String state;
  Number post_fee_fen = 0;
  Date created;
  Maybe<Date> paid_at;
  Maybe<Date> shipped_at;
  Maybe<Date> ended_at;
  String buyer_message;
  List<Payment> payments;
  List<Line> lines;

  static constexpr auto Describe() {
    constexpr schema::Rules kCode{.max_bytes = kIdBytesMax};
    return Object(
        "Order",
        Field<&Order::channel>("Where it was sold.",
                               {.example = "wdk", .required = true, .one_of = kChannels}),
        Field<&Order::order_id>("Its number (main order, tid); a new one if absent.",
                                {.example = "2231884277", .min = 1}),
        Field<&Order::out_order_id>(
            "The caller's number; needed unless order_id is given. Unique per seller and channel, "
            "for WDK also per shop, for EPP, Openmall and Xiaoman per buyer.",
            {.example = "536365", .max_bytes = kIdBytesMax}),
        Field<&Order::seller>("Code of the shop or merchant; made on first sight.",
                              {.example = "TESTW", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Order::buyer>("Code of the buyer: open uid, EPP or Openmall distributor, or Xiaoman "
                             "global id; made on first sight.",
                             {.example = "17850", .max_bytes = kIdBytesMax}),
        Field<&Order::shop_id>("Channel shop (WDK).", kCode),
        Field<&Order::out_shop_id>("The caller's shop (WDK).", kCode),
        Field<&Order::store_id>("Operating store (WDK).", kCode),
        Field<&Order::tb_order_id>("The Taobao order behind a WDK one.", {.min = 0}),
        Field<&Order::order_from>("WDK channel code.", {.min = 0, .max = 100}),
        Field<&Order::order_client>("WDK: 1 other, 2 app, 3 pos.", {.min = 0, .max = 3}),
        Field<&Order::state>("Where the order stands.",
                             {.example = "paid", .required = true, .one_of = kOrderStates}),
        Field<&Order::post_fee_fen>("Postage that was paid.", {.min = 0, .max = kFenMax}),
        Field<&Order::created>("When it was placed.",
                               {.example = "2010-12-01 08:26:00", .required = true}),
        Field<&Order::paid_at>(
            "When it was paid; if absent, when it was placed, unless it is in the "
            "state created, or closed without a refund.",
            {.example = "2010-12-01 08:27:00"}),
        Field<&Order::shipped_at>("When it was shipped.", {.example = "2010-12-02 09:00:00"}),
        Field<&Order::ended_at>("When it was finished or closed; after-sale refunds are possible "
                                "for a time after it, without it for ever.",
                                {.example = "2010-12-09 09:00:00"}),
        Field<&Order::buyer_message>("What the buyer said with the order.",
                                     {.max_bytes = kTextBytesMax}),
        Field<&Order::payments>("How it was paid; must add up to lines and postage.",
                                {.max_items = 24}),
        Field<&Order::lines>("Its lines.", {.required = true, .max_items = kLinesMax}));
  }
};

}  // namespace ebbtide::contract::order_record
