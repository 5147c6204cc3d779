#pragma once

#include "contract/api.hpp"
#include "contract/taobao/common.hpp"
#include "contract/taobao/refund.hpp"

/// taobao.refund.get. Source: methods.md section 4.
namespace ebbtide::contract::refund_get {

struct Request {
  List<String> fields;
  Number refund_id = 0;

  static constexpr auto Describe() {
    return Object("Request",
                  Field<&Request::fields>("Members of `refund` that are wanted.",
                                          {.example = "refund_id",
                                           .required = true,
                                           .max_items = taobao::kFieldsMax,
                                           .max_bytes = kIdBytesMax}),
                  Field<&Request::refund_id>("Number of the refund.",
                                             {.example = "83477", .required = true, .min = 1}));
  }
};

struct Response {
  taobao::Refund refund;

  static constexpr auto Describe() {
    return Object("Response",
                  Field<&Response::refund>("The refund, as far as `fields` asks for it."));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "taobao.refund.get",
    .title = "Query a refund",
    .category = "Taobao refund API",
    .notes = "The session user is the seller or the buyer of the refund. A refund that does not "
             "exist, or is somebody else's, is refused with code 50 and "
             "`isv.refund-not-exist:refund_id`, in the same words for both.\n\n"
             "Only members that `fields` names are answered; names that a refund does not have "
             "are ignored, and members that have no value are left out. Amounts are yuan with two "
             "decimals. While a refund is being paid, `status` stays at the open state that it "
             "came from.",
    .session = Session::kSellerOrBuyer,
    .lane = Lane::kRead,
}};

}  // namespace ebbtide::contract::refund_get
