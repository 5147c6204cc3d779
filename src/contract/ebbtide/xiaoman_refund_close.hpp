#pragma once

#include "contract/api.hpp"

/// ebbtide.xiaoman.refund.close. Ebbtide's own: Xiaoman has no method for it (methods.md section
/// 7).
namespace ebbtide::contract::ebbtide_xiaoman_refund_close {

struct Request {
  String global_id;
  String refund_apply_no;

  static constexpr auto Describe() {
    return Object(
        "Request",
        Field<&Request::global_id>(
            "The customer's global id; it must be granted to the calling app.",
            {.example = "4053738002", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Request::refund_apply_no>(
            "Number of the refund application.",
            {.example = "T2511272403420750", .required = true, .max_bytes = kIdBytesMax}));
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
    .name = "ebbtide.xiaoman.refund.close",
    .title = "Take a Xiaoman refund back",
    .category = "Ebbtide",
    .notes = "Possible while the refund waits for the seller's answer, after a refusal, and before "
             "the goods are sent back; elsewhere `isv.refund-status-error`. "
             "`alibaba.crm.refund.xiaoman.refund.info.batchquery` shows it as `unExpectedStop` "
             "afterwards. Closing a closed refund again is a success and changes nothing.\n\n"
             "A refund that does not exist, or is of another customer or one that is not granted "
             "to the app, is refused with `isv.refund-not-exist:refund_apply_no`.",
    .session = Session::kNone,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::ebbtide_xiaoman_refund_close
