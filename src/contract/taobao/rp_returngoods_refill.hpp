#pragma once

#include "contract/api.hpp"
#include "contract/taobao/common.hpp"

/// taobao.rp.returngoods.refill. Source: methods.md section 5.
namespace ebbtide::contract::rp_returngoods_refill {

struct Request {
  Number refund_id = 0;
  String refund_phase;
  String logistics_waybill_no;
  String logistics_company_code;

  static constexpr auto Describe() {
    return Object("Request",
                  Field<&Request::refund_id>("Number of the refund.",
                                             {.example = "83477", .required = true, .min = 1}),
                  Field<&Request::refund_phase>(
                      "Phase of the refund; must be right.",
                      {.example = "onsale", .required = true, .one_of = taobao::kPhases}),
                  Field<&Request::logistics_waybill_no>(
                      "Waybill of the returned goods.",
                      {.example = "611412845207816", .required = true, .max_bytes = kIdBytesMax}),
                  Field<&Request::logistics_company_code>(
                      "Code of their carrier.",
                      {.example = "YTO", .required = true, .max_bytes = kIdBytesMax}));
  }
};

struct Response {
  Boolean is_success = false;

  static constexpr auto Describe() {
    return Object("Response", Field<&Response::is_success>(
                                  "`true`; a failure is an error document.", {.example = "true"}));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "taobao.rp.returngoods.refill",
    .title = "Fill in the waybill of a return for the buyer",
    .category = "Taobao refund API",
    .notes = "For a refund whose return is agreed to and whose goods are not known to be on their "
             "way; it then waits for the seller to receive them. When the buyer has given a "
             "waybill already, the call is refused with `isv.refund-status-error`. A repeated call "
             "with the same waybill answers success.\n\n"
             "A refund that does not exist, or is another seller's, is refused with code 50 and "
             "`isv.refund-not-exist:refund_id`, in the same words for both.",
    .session = Session::kSeller,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::rp_returngoods_refill
