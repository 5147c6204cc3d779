#pragma once

#include "contract/api.hpp"

/// ebbtide.xiaoman.refund.ship. Ebbtide's own: Xiaoman has no method for it (methods.md section 7).
namespace ebbtide::contract::ebbtide_xiaoman_refund_ship {

struct Request {
  String global_id;
  String refund_apply_no;
  String mail_no;
  String cp_name;

  static constexpr auto Describe() {
    return Object("Request",
                  Field<&Request::global_id>(
                      "The customer's global id; it must be granted to the calling app.",
                      {.example = "4053738002", .required = true, .max_bytes = kIdBytesMax}),
                  Field<&Request::refund_apply_no>(
                      "Number of the refund application.",
                      {.example = "T2511272403420750", .required = true, .max_bytes = kIdBytesMax}),
                  Field<&Request::mail_no>(
                      "Waybill of the return.",
                      {.example = "611412845207816", .required = true, .max_bytes = kIdBytesMax}),
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
    .name = "ebbtide.xiaoman.refund.ship",
    .title = "Give the waybill of a Xiaoman return",
    .category = "Ebbtide",
    .notes = "Possible once the seller has agreed to the return; elsewhere "
             "`isv.refund-status-error`. Repeating the call with the same waybill is a success and "
             "changes nothing.\n\n"
             "A refund that does not exist, or is of another customer or one that is not granted "
             "to the app, is refused with `isv.refund-not-exist:refund_apply_no`.",
    .session = Session::kNone,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::ebbtide_xiaoman_refund_ship
