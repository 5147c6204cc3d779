#pragma once

#include "contract/api.hpp"
#include "contract/openmall/common.hpp"

/// taobao.openmall.refund.submit. Source: methods.md section 6.
namespace ebbtide::contract::openmall_refund_submit {

struct Request {
  String distributor;
  String logistics_company_code;
  String logistics_company_name;
  String logistics_no;
  Number refund_id = 0;

  static constexpr auto Describe() {
    return Object(
        "Request",
        Field<&Request::distributor>(
            openmall::kDistributorDoc,
            {.example = "demo_distributor", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Request::logistics_company_code>(
            "The carrier's code.", {.example = "YTO", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Request::logistics_company_name>(
            "The carrier's name.",
            {.example = "圆通快递", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Request::logistics_no>(
            "Waybill of the return.",
            {.example = "611412845207816", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Request::refund_id>("Number of the refund.",
                                   {.example = "83477", .required = true, .min = 1}));
  }
};

struct Response {
  Boolean result = false;

  static constexpr auto Describe() {
    return Object("Response", Field<&Response::result>("Whether the waybill is recorded.",
                                                       {.example = "true"}));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "taobao.openmall.refund.submit",
    .title = "Give the waybill of a return",
    .category = "Openmall (buyer side)",
    .notes = "Possible in `WAIT_BUYER_RETURN_GOODS`; elsewhere `isv.refund-status-error`. The "
             "refund then waits in `WAIT_SELLER_CONFIRM_GOODS`. Repeating the call with the same "
             "waybill answers `true` and changes nothing; another waybill is refused with "
             "`isv.refund-status-error`.\n\n"
             "A refund that does not exist, or is another distributor's, is refused with "
             "`isv.refund-not-exist:refund_id`.",
    .session = Session::kNone,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::openmall_refund_submit
