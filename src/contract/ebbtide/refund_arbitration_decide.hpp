#pragma once

#include <array>

#include "contract/api.hpp"
#include "contract/taobao/common.hpp"

/// ebbtide.refund.arbitration.decide. Ebbtide's own: how an arbitration ends.
namespace ebbtide::contract::ebbtide_refund_arbitration_decide {

inline constexpr std::array<std::string_view, 3> kVerdicts{"buyer", "seller", "withdrawn"};

struct Request {
  Number refund_id = 0;
  String verdict;
  Maybe<String> note;

  static constexpr auto Describe() {
    return Object(
        "Request",
        Field<&Request::refund_id>("Number of the refund.",
                                   {.example = "83477", .required = true, .min = 1}),
        Field<&Request::verdict>("For whom the platform decides, or that it leaves.",
                                 {.example = "buyer", .required = true, .one_of = kVerdicts}),
        Field<&Request::note>("Why.",
                              {.example = "凭证有效，支持买家", .max_bytes = kTextBytesMax}));
  }
};

struct Response {
  Boolean is_success = false;
  String status;

  static constexpr auto Describe() {
    return Object(
        "Response",
        Field<&Response::is_success>("Whether the verdict is in force.", {.example = "true"}),
        Field<&Response::status>("Where the refund stands now, in Taobao's six words.",
                                 {.example = "SUCCESS", .one_of = taobao::kRefundStatuses}));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "ebbtide.refund.arbitration.decide",
    .title = "Decide a refund as the platform",
    .category = "Ebbtide",
    .notes = "Ends an arbitration. `buyer`: the refund is paid. `seller`: it is closed. "
             "`withdrawn`: it stays where it is, and its deadline goes on where it was paused. "
             "`cs_status` of taobao.refund.get is 8, 9 or 7 then. While the money of a refund is "
             "moving, `status` is the state before.\n\n"
             "Without a running arbitration the call is refused with `isv.refund-status-error`. "
             "Repeating the verdict that ended it answers as before.\n\n"
             "A refund that does not exist is refused with `isv.refund-not-exist:refund_id`.",
    .session = Session::kPlatform,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::ebbtide_refund_arbitration_decide
