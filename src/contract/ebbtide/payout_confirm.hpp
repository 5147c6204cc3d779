#pragma once

#include "contract/api.hpp"
#include "contract/ebbtide/payout.hpp"

/// ebbtide.payout.confirm. Ebbtide's own: transition 14 of refund-domain section 2, from outside.
namespace ebbtide::contract::ebbtide_payout_confirm {

struct Request {
  Number refund_id = 0;
  Number attempt = 0;
  String outcome;
  Maybe<String> reference;
  Maybe<String> reason;

  static constexpr auto Describe() {
    return Object(
        "Request",
        Field<&Request::refund_id>("The refund that is paid.",
                                   {.example = "83477", .required = true, .min = 1}),
        Field<&Request::attempt>(
            "The attempt that is reported, as ebbtide.payouts.get had it.",
            {.example = "1", .required = true, .min = 1, .max = ebbtide_payout::kAttemptsMax}),
        Field<&Request::outcome>(
            "What came of it.",
            {.example = "paid", .required = true, .one_of = ebbtide_payout::kOutcomes}),
        Field<&Request::reference>(
            "The provider's number of the payment.",
            {.example = "2009101504179117", .max_bytes = ebbtide_payout::kReferenceBytesMax}),
        Field<&Request::reason>("Why it failed, or is not known.",
                                {.example = "收款账户已注销", .max_bytes = kTextBytesMax}));
  }
};

struct Response {
  String status;

  static constexpr auto Describe() {
    return Object("Response", Field<&Response::status>(
                                  "Where the payout stands now.",
                                  {.example = "paid", .one_of = ebbtide_payout::kStatuses}));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "ebbtide.payout.confirm",
    .title = "Report what came of a payout",
    .category = "Ebbtide",
    .notes = "Payouts exist when `payout.mode` is `external`; with `immediate`, the default, "
             "agreeing is paying, and only imported refunds whose money was moving have one.\n\n"
             "`paid` ends the refund in `SUCCESS` whichever attempt it was, since all attempts "
             "share one `payout_key`. `failed` and `unknown` count for the present attempt only. "
             "`unknown` keeps the refund visible as such until it is reported otherwise or tried "
             "again. Repeating an outcome answers as before; after `paid` nothing else is "
             "accepted, another `reference` neither, and after `failed` no `unknown`: "
             "`isv.refund-status-error`.\n\n"
             "A refund that does not exist is refused with `isv.refund-not-exist:refund_id`.",
    .session = Session::kPlatform,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::ebbtide_payout_confirm
