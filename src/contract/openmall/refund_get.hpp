#pragma once

#include "contract/api.hpp"
#include "contract/openmall/common.hpp"

/// taobao.openmall.refund.get. Source: methods.md section 6.
namespace ebbtide::contract::openmall_refund_get {

struct Request {
  String distributor;
  Number refund_id = 0;

  static constexpr auto Describe() {
    return Object("Request",
                  Field<&Request::distributor>(
                      openmall::kDistributorDoc,
                      {.example = "demo_distributor", .required = true, .max_bytes = kIdBytesMax}),
                  Field<&Request::refund_id>("Number of the refund.",
                                             {.example = "83477", .required = true, .min = 1}));
  }
};

struct RemindTimeout {
  Boolean exist_timeout = false;
  Maybe<Date> timeout;

  static constexpr auto Describe() {
    return Object(
        "RefundRemindTimeout",
        Field<&RemindTimeout::exist_timeout>("Whether a deadline runs.", {.example = "true"}),
        Field<&RemindTimeout::timeout>("When it passes; absent when none runs.",
                                       {.example = "2024-02-22 13:05:58"}));
  }
};

struct Refund {
  Date created;
  Maybe<String> good_status;
  Boolean has_good_return = false;
  Date modified;
  Number num = 0;
  Maybe<Number> num_iid;
  String payment;
  String refund_fee;
  Number refund_id = 0;
  String refund_phase;
  RemindTimeout refund_remind_timeout;
  Maybe<String> address;
  Maybe<String> shipping_type;
  Maybe<String> sku;
  String status;
  String total_fee;
  Maybe<String> sid;
  Maybe<String> company_name;
  Maybe<String> post_code;
  Maybe<String> fix_phone;
  Maybe<String> mobile;
  Maybe<String> consignee_full_name;
  Boolean closed_by_seller_ship = false;

  static constexpr auto Describe() {
    return Object(
        "TopRefundVo",
        Field<&Refund::created>("When it was applied for.", {.example = "2024-02-19 13:05:58"}),
        Field<&Refund::good_status>(
            "What has become of the goods.",
            {.example = "BUYER_RECEIVED", .one_of = openmall::kGoodStatuses}),
        Field<&Refund::has_good_return>("Whether the goods go back.", {.example = "true"}),
        Field<&Refund::modified>("When it last changed.", {.example = "2024-02-19 13:05:58"}),
        Field<&Refund::num>("Pieces that are refunded.", {.example = "1"}),
        Field<&Refund::num_iid>("The item.", {.example = "4345345"}),
        Field<&Refund::payment>("What was paid for the line, in yuan.", {.example = "200.07"}),
        Field<&Refund::refund_fee>("Money of the refund, in yuan.", {.example = "200.07"}),
        Field<&Refund::refund_id>("Number of the refund.", {.example = "83477"}),
        Field<&Refund::refund_phase>(
            "Whether it was applied for before the trade was finished or after.",
            {.example = "onsale", .one_of = openmall::kPhases}),
        Field<&Refund::refund_remind_timeout>("The present deadline."),
        Field<&Refund::address>("Where the goods go; once a return is agreed.",
                                {.example = "浙江省杭州市西湖区文新街道迦南公寓XX幢xxx室"}),
        Field<&Refund::shipping_type>("How the order was shipped.",
                                      {.example = "express", .one_of = openmall::kShippingTypes}),
        Field<&Refund::sku>("The sku and its properties in words.",
                            {.example = "30004447689|颜色分类:军绿色;尺码:XS"}),
        Field<&Refund::status>(
            "Where it stands; while money moves, the state before.",
            {.example = "WAIT_BUYER_RETURN_GOODS", .one_of = openmall::kRefundStatuses}),
        Field<&Refund::total_fee>("What the order cost with postage, in yuan.",
                                  {.example = "200.07"}),
        Field<&Refund::sid>("Waybill of the return; once the buyer has given it.",
                            {.example = "611412845207816"}),
        Field<&Refund::company_name>("Its carrier.", {.example = "圆通快递"}),
        Field<&Refund::post_code>("Post code of the return address.", {.example = "310012"}),
        Field<&Refund::fix_phone>("Fixed phone of who takes the goods.",
                                  {.example = "0571-88888888"}),
        Field<&Refund::mobile>("Mobile of who takes the goods.", {.example = "13888888888"}),
        Field<&Refund::consignee_full_name>("Who takes the goods.", {.example = "张三"}),
        Field<&Refund::closed_by_seller_ship>(
            "Whether it was closed because the seller shipped the order after all.",
            {.example = "false"}));
  }
};

struct Response {
  Refund refund;

  static constexpr auto Describe() {
    return Object("Response", Field<&Response::refund>("The refund."));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "taobao.openmall.refund.get",
    .title = "Query a refund as the buyer",
    .category = "Openmall (buyer side)",
    .notes = "Answers in real time. Amounts are yuan texts with two decimals. The return address "
             "and waybill are left out until they are known.\n\n"
             "A refund that does not exist, or is another distributor's, is refused with "
             "`isv.refund-not-exist:refund_id`.",
    .session = Session::kNone,
    .lane = Lane::kRead,
}};

}  // namespace ebbtide::contract::openmall_refund_get
