#pragma once

#include "contract/api.hpp"
#include "contract/wdk/aelophy_result.hpp"
#include "contract/wdk/common.hpp"

/// alibaba.tcls.aelophy.refund.disagree. Source: methods.md section 2.
namespace ebbtide::contract::aelophy_refund_disagree {

struct Request {
  String refund_id;
  Maybe<String> reject_reason;
  Maybe<Number> order_from;

  static constexpr auto Describe() {
    return Object(
        "Request",
        Field<&Request::refund_id>(
            "Number of the refund that is refused.",
            {.example = "1111111", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Request::reject_reason>("Why the merchant refuses.",
                                       {.example = "有购买凭证", .max_bytes = kTextBytesMax}),
        Field<&Request::order_from>("Only a refund of an order from this channel.",
                                    {.example = "4", .one_of = wdk::kOrderFroms}));
  }
};

struct Response {
  wdk::AelophyResult result;

  static constexpr auto Describe() {
    return Object("Response", Field<&Response::result>("The outcome."));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "alibaba.tcls.aelophy.refund.disagree",
    .title = "Refuse a refund as an Aelophy merchant",
    .category = "WDK (Hema retail)",
    .notes = "A refund that waits for an answer becomes refused, with `reject_reason` kept beside "
             "it. The user may answer, or it is closed when the time for that has run out.\n\n"
             "A repeated call answers success and changes nothing. A refund that is agreed to, "
             "paid or closed is not refused any more. One that does not exist and one of another "
             "merchant are refused in the same words.",
    .session = Session::kSeller,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::aelophy_refund_disagree
