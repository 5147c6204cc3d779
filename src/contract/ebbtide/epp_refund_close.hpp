#pragma once

#include "contract/api.hpp"

/// ebbtide.epp.refund.close. Ebbtide's own: EPP has no method for it (methods.md section 3).
namespace ebbtide::contract::ebbtide_epp_refund_close {

struct Request {
  String out_order_id;
  String refund_order_id;

  static constexpr auto Describe() {
    return Object(
        "Request",
        Field<&Request::out_order_id>(
            "The caller's number of the purchase order that the refund belongs to.",
            {.example = "sr_haoka_test_001", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Request::refund_order_id>(
            "Number of the refund, with or without its `ER`.",
            {.example = "ER262764042425290474", .required = true, .max_bytes = kIdBytesMax}));
  }
};

struct Response {
  Boolean is_success = false;

  static constexpr auto Describe() {
    return Object("Response", Field<&Response::is_success>("Whether the refund is closed.",
                                                           {.example = "true"}));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "ebbtide.epp.refund.close",
    .title = "Take an enterprise-purchase refund back",
    .category = "Ebbtide",
    .notes = "Possible while `refund_status` of `taobao.epp.refund.get` is 1, 3 or 4; elsewhere "
             "`isv.refund-status-error`. It is 7 afterwards. Closing a closed refund again is a "
             "success and changes nothing.\n\n"
             "The refund and the order must belong together, and both to a distributor that is "
             "bound to the app; otherwise `isv.refund-not-exist:refund_order_id`, in the same "
             "words for all cases.",
    .session = Session::kNone,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::ebbtide_epp_refund_close
