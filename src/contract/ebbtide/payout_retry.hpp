#pragma once

#include "contract/api.hpp"

/// ebbtide.payout.retry. Ebbtide's own: transition 14 of refund-domain section 2, from outside.
namespace ebbtide::contract::ebbtide_payout_retry {

struct Request {
  Number refund_id = 0;

  static constexpr auto Describe() {
    return Object("Request",
                  Field<&Request::refund_id>("The refund that is paid.",
                                             {.example = "83477", .required = true, .min = 1}));
  }
};

struct Response {
  Number attempt = 0;
  String payout_key;

  static constexpr auto Describe() {
    return Object("Response",
                  Field<&Response::attempt>("The attempt that begins.", {.example = "2"}),
                  Field<&Response::payout_key>("The payment provider's idempotency key, as before.",
                                               {.example = "refund-83477"}));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "ebbtide.payout.retry",
    .title = "Try a payout again",
    .category = "Ebbtide",
    .notes =
        "Payouts exist when `payout.mode` is `external`; with `immediate`, the default, "
        "agreeing is paying, and only imported refunds whose money was moving have one.\n\n"
        "A payout that is `failed` or `unknown` is tried again; it is `waiting` then. One that "
        "waits already answers its present attempt and is left as it is, so that the call may "
        "be repeated; one that is `paid` is refused with `isv.refund-status-error`. "
        "`payout_key` stays the same, so that a provider that has paid already does not pay "
        "twice.\n\n"
        "A refund that does not exist is refused with `isv.refund-not-exist:refund_id`.",
    .session = Session::kPlatform,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::ebbtide_payout_retry
