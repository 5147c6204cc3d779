#pragma once

#include "contract/api.hpp"
#include "contract/openmall/common.hpp"

/// taobao.openmall.refund.create. Source: methods.md section 6.
namespace ebbtide::contract::openmall_refund_create {

struct Request {
  String distributor;
  String goods_status;
  String refund_desc;
  Number refund_fee = 0;
  String refund_reason;
  String refund_type;
  Number tid = 0;

  static constexpr auto Describe() {
    return Object(
        "Request",
        Field<&Request::distributor>(
            openmall::kDistributorDoc,
            {.example = "demo_distributor", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Request::goods_status>(
            "What has become of the goods so far.",
            {.example = "BUYER_RECEIVED", .required = true, .one_of = openmall::kGoodsStatuses}),
        Field<&Request::refund_desc>(
            "The buyer's own words.",
            {.example = "不想要了", .required = true, .max_bytes = kTextBytesMax}),
        Field<&Request::refund_fee>(
            "Money that is asked for, in fen.",
            {.example = "20007", .required = true, .min = 0, .max = kFenMax}),
        Field<&Request::refund_reason>(
            "Why; a return without reason refunds no postage.",
            {.example = "OTHER_REASON", .required = true, .one_of = openmall::kRefundReasons}),
        Field<&Request::refund_type>(
            "Whether the goods go back too.",
            {.example = "refund", .required = true, .one_of = openmall::kRefundTypes}),
        Field<&Request::tid>("The order to refund.",
                             {.example = "2231884277", .required = true, .min = 1}));
  }
};

struct Response {
  Number refund_id = 0;
  String status;

  static constexpr auto Describe() {
    return Object("Response",
                  Field<&Response::refund_id>("Number of the refund, new or unfinished.",
                                              {.example = "83477"}),
                  Field<&Response::status>(
                      "Where the refund stands.",
                      {.example = "WAIT_SELLER_AGREE", .one_of = openmall::kRefundStatuses}));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "taobao.openmall.refund.create",
    .title = "Apply for a refund as the buyer",
    .category = "Openmall (buyer side)",
    .notes = "While the order has an unfinished refund, the call creates nothing and answers with "
             "that refund's number and status; a repeated call is therefore safe.\n\n"
             "Of an order with several lines the refund is for the first line that has enough "
             "left. All its pieces come with it when all its money is asked for, otherwise as many "
             "whole ones as the money is in proportion. What is asked for beyond the line's money "
             "is postage, as far as there is some left; with `SEVEN_DAYS_WITHOUT_REASON` postage "
             "is not refunded.\n\n"
             "`refund_fee` is fen here; answers of the other methods have yuan. An order that does "
             "not exist, or is another distributor's, is refused with `isv.trade-not-exist`; one "
             "that is not paid or is closed, with `isv.order-status-error`; one that finished too "
             "long ago, with `isv.aftersale-window-closed`; more money than is left, with "
             "`isv.refund-fee-exceeded`; `UNSHIPPED` goods that are shipped, with "
             "`isv.invalid-parameter:goods_status`; a return of goods that are not, with "
             "`isv.invalid-parameter:refund_type`.",
    .session = Session::kNone,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::openmall_refund_create
