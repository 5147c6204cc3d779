#pragma once

#include "contract/api.hpp"
#include "contract/openmall/common.hpp"

/// taobao.openmall.refund.modify. Source: methods.md section 6.
namespace ebbtide::contract::openmall_refund_modify {

struct Request {
  String refund_type;
  Number refund_fee = 0;
  String refund_desc;
  String goods_status;
  String refund_reason;
  String distributor;
  Number refund_id = 0;

  static constexpr auto Describe() {
    return Object(
        "Request",
        Field<&Request::refund_type>(
            "Whether the goods go back too.",
            {.example = "refund", .required = true, .one_of = openmall::kRefundTypes}),
        Field<&Request::refund_fee>(
            "Money that is asked for now, in fen.",
            {.example = "20007", .required = true, .min = 0, .max = kFenMax}),
        Field<&Request::refund_desc>(
            "The buyer's own words.",
            {.example = "不想要了", .required = true, .max_bytes = kTextBytesMax}),
        Field<&Request::goods_status>(
            "What has become of the goods so far.",
            {.example = "BUYER_RECEIVED", .required = true, .one_of = openmall::kGoodsStatuses}),
        Field<&Request::refund_reason>(
            "Why; a return without reason refunds no postage.",
            {.example = "OTHER_REASON", .required = true, .one_of = openmall::kRefundReasons}),
        Field<&Request::distributor>(
            openmall::kDistributorDoc,
            {.example = "demo_distributor", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Request::refund_id>("Number of the refund.",
                                   {.example = "83477", .required = true, .min = 1}));
  }
};

struct Response {
  Boolean result = false;

  static constexpr auto Describe() {
    return Object("Response", Field<&Response::result>("Whether the application was changed.",
                                                       {.example = "true"}));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "taobao.openmall.refund.modify",
    .title = "Change a refund application",
    .category = "Openmall (buyer side)",
    .notes = "Possible in `WAIT_SELLER_AGREE` and, to ask again, in `SELLER_REFUSE_BUYER`; "
             "elsewhere `isv.refund-status-error`. The refund is in `WAIT_SELLER_AGREE` afterwards "
             "and the seller's time to answer starts anew. What is given replaces the whole "
             "application; its money and pieces are checked like those of a new one, without "
             "counting what it held before.\n\n"
             "`refund_fee` is fen. A refund that does not exist, or is another distributor's, is "
             "refused with `isv.refund-not-exist:refund_id`; the rest is refused as by "
             "taobao.openmall.refund.create.",
    .session = Session::kNone,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::openmall_refund_modify
