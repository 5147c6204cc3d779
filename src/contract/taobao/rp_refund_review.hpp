#pragma once

#include "contract/api.hpp"
#include "contract/taobao/common.hpp"

/// taobao.rp.refund.review. Source: methods.md section 5.
namespace ebbtide::contract::rp_refund_review {

struct Request {
  String operator_;
  Number refund_id = 0;
  String refund_phase;
  Number refund_version = 0;
  String message;
  Boolean result = false;

  static constexpr auto Describe() {
    // The wire's word is one of C++'s too.
    auto reviewer = Field<&Request::operator_>(
        "Who reviewed the refund.",
        {.example = "审核员", .required = true, .max_bytes = kIdBytesMax});
    reviewer.name = "operator";
    return Object(
        "Request", reviewer,
        Field<&Request::refund_id>("Number of the refund.",
                                   {.example = "83477", .required = true, .min = 1}),
        Field<&Request::refund_phase>(
            "Phase of the refund; must be right.",
            {.example = "onsale", .required = true, .one_of = taobao::kPhases}),
        Field<&Request::refund_version>("The version that was reviewed.",
                                        {.example = "1409231007325", .required = true, .min = 1}),
        Field<&Request::message>(
            "What the reviewer notes.",
            {.example = "审核通过", .required = true, .max_bytes = kTextBytesMax}),
        Field<&Request::result>(
            "`true` when the refund passes, `false` when it fails or a pass is withdrawn.",
            {.example = "true", .required = true}));
  }
};

struct Response {
  Boolean is_success = false;

  static constexpr auto Describe() {
    return Object("Response", Field<&Response::is_success>(
                                  "`true`; a failure is an error document.", {.example = "true"}));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "taobao.rp.refund.review",
    .title = "Mark a refund as reviewed for agreement in batches",
    .category = "Taobao refund API",
    .notes = "A mark beside the refund: its status and its `refund_version` stay as they are. The "
             "last review counts, and repeating one answers success. A refund that has ended "
             "takes none and is refused with `isv.refund-status-error`.\n\n"
             "A `refund_version` that is older than the refund is refused with "
             "`isv.refund-version-expired`; taobao.refund.detail.get has the current one. A refund "
             "that does not exist, or is another seller's, is refused with code 50 and "
             "`isv.refund-not-exist:refund_id`, in the same words for both.",
    .session = Session::kSeller,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::rp_refund_review
