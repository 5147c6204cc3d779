#pragma once

#include <array>

#include "contract/api.hpp"

/// taobao.epp.refund.get. Source: its seed page; methods.md section 1.
/// Class names are the page's own, `RefundItemDTO` for a reason included; none reaches the wire but
/// the picture's.
namespace ebbtide::contract::epp_refund_get {

inline constexpr std::array<std::string_view, 7> kStatuses{"1", "2", "3", "4", "5", "6", "7"};

struct Query {
  String refund_order_id;
  String out_order_id;

  static constexpr auto Describe() {
    return Object(
        "RefundOrderDetailRequest",
        Field<&Query::refund_order_id>(
            "Number of the refund, with or without its `ER`.",
            {.example = "ER262764042425290474", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Query::out_order_id>(
            "The caller's number of the purchase order that the refund belongs to.",
            {.example = "sr_haoka_test_001", .required = true, .max_bytes = kIdBytesMax}));
  }
};

struct Request {
  Query refund_order_detail_request;

  static constexpr auto Describe() {
    return Object("Request", Field<&Request::refund_order_detail_request>(
                                 "Which refund, as a JSON object.", {.required = true}));
  }
};

struct Item {
  String epp_item_id;
  String item_title;
  Maybe<Number> sku_id;
  Maybe<String> sku_title;
  Number buy_amount = 0;
  Number refund_amount = 0;
  String price;
  String refund_item_total_price;

  static constexpr auto Describe() {
    return Object(
        "RefundItemDTO",
        Field<&Item::epp_item_id>("The item on the enterprise purchase platform.",
                                  {.example = "EA671282901618"}),
        Field<&Item::item_title>("The item's title.", {.example = "IPhone 15Plus"}),
        Field<&Item::sku_id>("The sku.", {.example = "5005100554551"}),
        Field<&Item::sku_title>("The sku in words.", {.example = "颜色分类:天蓝色"}),
        Field<&Item::buy_amount>("Pieces that were bought.", {.example = "2"}),
        Field<&Item::refund_amount>("Pieces that are refunded; not money.", {.example = "2"}),
        Field<&Item::price>("Price of one piece, in yuan.", {.example = "12.01"}),
        Field<&Item::refund_item_total_price>("Money that is refunded, in yuan.",
                                              {.example = "12.01"}));
  }
};

struct Picture {
  String pict_url;

  static constexpr auto Describe() {
    return Object("RefundProofPictureDTO", Field<&Picture::pict_url>("Address of the picture.",
                                                                     {.example = "http://xxxxxx"}));
  }
};

struct Reason {
  Maybe<String> reason_text;
  Maybe<List<Picture>> proof_picture_list;

  static constexpr auto Describe() {
    return Object(
        "RefundItemDTO",
        Field<&Reason::reason_text>("Why the buyer wants the refund.", {.example = "不想要了"}),
        Field<&Reason::proof_picture_list>("Pictures that the buyer gave as evidence."));
  }
};

struct Contact {
  Maybe<String> contact_name;
  Maybe<String> mobile;
  Maybe<String> province_name;
  Maybe<String> city_name;
  Maybe<String> area_name;
  Maybe<String> town_name;
  Maybe<String> address_detail;
  Maybe<String> complete_address;

  static constexpr auto Describe() {
    return Object(
        "RefundReasonDTO",
        Field<&Contact::contact_name>("Who takes the returned goods.", {.example = "张三"}),
        Field<&Contact::mobile>("The contact's phone.", {.example = "13888888888"}),
        Field<&Contact::province_name>("Province.", {.example = "浙江省"}),
        Field<&Contact::city_name>("City.", {.example = "杭州市"}),
        Field<&Contact::area_name>("District.", {.example = "西湖区"}),
        Field<&Contact::town_name>("Town or street.", {.example = "文新街道"}),
        Field<&Contact::address_detail>("House and room.", {.example = "迦南公寓XX幢xxx室"}),
        Field<&Contact::complete_address>(
            "All parts of the address in one text.",
            {.example = "浙江省杭州市西湖区文新街道迦南公寓XX幢xxx室"}));
  }
};

struct Delivery {
  String mail_no;
  Maybe<String> cp_name;
  Maybe<Date> apply_time;

  static constexpr auto Describe() {
    return Object(
        "RefundReturnContactDTO",
        Field<&Delivery::mail_no>("Waybill of the return.", {.example = "611412845207816"}),
        Field<&Delivery::cp_name>("The carrier.", {.example = "圆通快递"}),
        Field<&Delivery::apply_time>("When the buyer gave the waybill.",
                                     {.example = "2024-02-22 13:05:58"}));
  }
};

struct Detail {
  Date refund_create_time;
  Maybe<Date> refund_end_time;
  String out_order_id;
  String refund_order_id;
  String tb_order_id;
  String tb_sub_order_id;
  String total_price;
  Number biz_claim_type = 0;
  String refund_status;
  Item refund_item;
  Maybe<Reason> refund_reason;
  Maybe<Contact> return_contact;
  Maybe<Delivery> return_delivery;
  Maybe<String> seller_refuse_reason;
  Maybe<String> buyer_refund_desc;

  static constexpr auto Describe() {
    return Object(
        "RefundOrderDetailDTO",
        Field<&Detail::refund_create_time>("When the refund was applied for.",
                                           {.example = "2024-02-19 13:05:58"}),
        Field<&Detail::refund_end_time>(
            "When it ended, or for an open one when its present time limit ends.",
            {.example = "2024-02-22 13:05:58"}),
        Field<&Detail::out_order_id>("Distributor number, `_`, and the caller's order number.",
                                     {.example = "125007_sr_haoka_test_001"}),
        Field<&Detail::refund_order_id>("Number of the refund, digits only.",
                                        {.example = "262724256404290474"}),
        Field<&Detail::tb_order_id>("Number of the main order.",
                                    {.example = "3783289106002297404"}),
        Field<&Detail::tb_sub_order_id>("Number of the sub-order.",
                                        {.example = "3783289106002297404"}),
        Field<&Detail::total_price>("What the trade cost, in fen.", {.example = "1000"}),
        Field<&Detail::biz_claim_type>("1 refund only, 3 return and refund.", {.example = "1"}),
        Field<&Detail::refund_status>(
            "1 created, 2 seller agrees to refund, 3 seller refuses, 4 seller agrees to the "
            "return, 5 buyer has sent the goods back, 6 done, 7 cancelled.",
            {.example = "1", .one_of = kStatuses}),
        Field<&Detail::refund_item>("What is refunded."), Field<&Detail::refund_reason>("Why."),
        Field<&Detail::return_contact>("Where the goods go; once a return is agreed."),
        Field<&Detail::return_delivery>("How they travel; once the buyer has sent them."),
        Field<&Detail::seller_refuse_reason>("Why the seller refused.", {.example = "有购买凭证"}),
        Field<&Detail::buyer_refund_desc>("The buyer's own words.",
                                          {.example = "是假货,跟商品描述不一致"}));
  }
};

struct Outcome {
  String code;
  Maybe<Detail> data;
  Boolean success = false;
  String message;

  static constexpr auto Describe() {
    return Object(
        "Result", Field<&Outcome::code>("`200`, or the code of the failure.", {.example = "200"}),
        Field<&Outcome::data>("The refund; absent on failure."),
        Field<&Outcome::success>("Whether the refund was found.", {.example = "true"}),
        Field<&Outcome::message>("`成功`, or the failure in words.", {.example = "成功"}));
  }
};

struct Response {
  Outcome result;

  static constexpr auto Describe() {
    return Object("Response", Field<&Response::result>("The outcome."));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "taobao.epp.refund.get",
    .title = "Query an enterprise-purchase refund",
    .category = "Enterprise purchase (EPP)",
    .notes = "The refund and the order must belong together, and both to a distributor that is "
             "bound to the app; otherwise `success` is false with code `404`, in the same words "
             "for all cases. `return_contact`, `return_delivery` and `seller_refuse_reason` are "
             "left out until there is something to tell.",
    .session = Session::kNone,
    .lane = Lane::kRead,
}};

}  // namespace ebbtide::contract::epp_refund_get
