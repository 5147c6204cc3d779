#pragma once

#include "contract/api.hpp"

/// ebbtide.refund.arbitration.start. Ebbtide's own: transition 15 of refund-domain section 2.
namespace ebbtide::contract::ebbtide_refund_arbitration_start {

struct Request {
  Number refund_id = 0;
  Maybe<String> note;

  static constexpr auto Describe() {
    return Object("Request",
                  Field<&Request::refund_id>("Number of the refund.",
                                             {.example = "83477", .required = true, .min = 1}),
                  Field<&Request::note>("What the platform's staff has to say.",
                                        {.example = "请双方补充凭证", .max_bytes = kTextBytesMax}));
  }
};

struct Response {
  Boolean is_success = false;

  static constexpr auto Describe() {
    return Object("Response", Field<&Response::is_success>("Whether the platform has stepped in.",
                                                           {.example = "true"}));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "ebbtide.refund.arbitration.start",
    .title = "Step in as the platform",
    .category = "Ebbtide",
    .notes = "Possible while the refund is open and its money does not move yet, asked or not; "
             "otherwise `isv.refund-status-error`. The refund stays where it is and its deadline "
             "pauses until ebbtide.refund.arbitration.decide. Meanwhile `cs_status` of "
             "taobao.refund.get is 3, and WDK methods show the refund as `PLATFROM_DEAL`. "
             "Repeated, the call is a success and changes nothing.\n\n"
             "A refund that does not exist is refused with `isv.refund-not-exist:refund_id`.",
    .session = Session::kPlatform,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::ebbtide_refund_arbitration_start
