#pragma once

#include "contract/api.hpp"

/// ebbtide.epp.refund.ship. Ebbtide's own: EPP has no method for it (methods.md section 3).
namespace ebbtide::contract::ebbtide_epp_refund_ship {

struct Request {
  String out_order_id;
  String refund_order_id;
  String mail_no;
  Maybe<String> cp_code;
  String cp_name;

  static constexpr auto Describe() {
    return Object(
        "Request",
        Field<&Request::out_order_id>(
            "The caller's number of the purchase order that the refund belongs to.",
            {.example = "sr_haoka_test_001", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Request::refund_order_id>(
            "Number of the refund, with or without its `ER`.",
            {.example = "ER262764042425290474", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Request::mail_no>(
            "Waybill of the return.",
            {.example = "611412845207816", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Request::cp_code>("The carrier's code.",
                                 {.example = "YTO", .max_bytes = kIdBytesMax}),
        Field<&Request::cp_name>(
            "The carrier's name.",
            {.example = "圆通快递", .required = true, .max_bytes = kIdBytesMax}));
  }
};

struct Response {
  Boolean is_success = false;

  static constexpr auto Describe() {
    return Object("Response", Field<&Response::is_success>("Whether the waybill is recorded.",
                                                           {.example = "true"}));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "ebbtide.epp.refund.ship",
    .title = "Give the waybill of an enterprise-purchase return",
    .category = "Ebbtide",
    .notes = "Possible while `refund_status` of `taobao.epp.refund.get` is 4; elsewhere "
             "`isv.refund-status-error`. It is 5 afterwards. Repeating the call with the same "
             "waybill is a success and changes nothing.\n\n"
             "The refund and the order must belong together, and both to a distributor that is "
             "bound to the app; otherwise `isv.refund-not-exist:refund_order_id`, in the same "
             "words for all cases.",
    .session = Session::kNone,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::ebbtide_epp_refund_ship
