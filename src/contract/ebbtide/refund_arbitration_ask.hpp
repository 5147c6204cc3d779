#pragma once

#include "contract/api.hpp"

/// ebbtide.refund.arbitration.ask. Ebbtide's own: transition 15 of refund-domain section 2.
namespace ebbtide::contract::ebbtide_refund_arbitration_ask {

struct Request {
  Number refund_id = 0;
  String reason;

  static constexpr auto Describe() {
    return Object("Request",
                  Field<&Request::refund_id>("Number of the refund.",
                                             {.example = "83477", .required = true, .min = 1}),
                  Field<&Request::reason>("Why the platform should decide.",
                                          {.example = "商品与描述不符，卖家拒绝退款",
                                           .required = true,
                                           .max_bytes = kTextBytesMax}));
  }
};

struct Response {
  Boolean is_success = false;

  static constexpr auto Describe() {
    return Object("Response", Field<&Response::is_success>("Whether the platform is asked.",
                                                           {.example = "true"}));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "ebbtide.refund.arbitration.ask",
    .title = "Ask the platform to decide a refund",
    .category = "Ebbtide",
    .notes = "Either side may ask while the refund is open and its money does not move yet, "
             "otherwise `isv.refund-status-error`. The refund stays where it is and its deadline "
             "runs on until the platform steps in (ebbtide.refund.arbitration.start); `cs_status` "
             "of taobao.refund.get is 2. The reason joins the refund's messages. Asking again, or "
             "when the platform has stepped in, is a success and changes nothing.\n\n"
             "A refund that does not exist, or that the session user is no side of, is refused "
             "with `isv.refund-not-exist:refund_id`.",
    .session = Session::kSellerOrBuyer,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::ebbtide_refund_arbitration_ask
