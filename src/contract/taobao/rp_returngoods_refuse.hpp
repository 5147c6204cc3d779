#pragma once

#include "contract/api.hpp"
#include "contract/taobao/common.hpp"

/// taobao.rp.returngoods.refuse. Source: methods.md section 5.
namespace ebbtide::contract::rp_returngoods_refuse {

inline constexpr std::size_t kProofBytesMax = std::size_t{5} * 1'024 * 1'024;

struct Request {
  Number refund_id = 0;
  String refund_phase;
  Number refund_version = 0;
  Bytes refuse_proof;
  Maybe<Number> refuse_reason_id;

  static constexpr auto Describe() {
    return Object(
        "Request",
        Field<&Request::refund_id>("Number of the refund.",
                                   {.example = "83477", .required = true, .min = 1}),
        Field<&Request::refund_phase>(
            "Phase of the refund; must be right.",
            {.example = "onsale", .required = true, .one_of = taobao::kPhases}),
        Field<&Request::refund_version>("The version that the seller has seen.",
                                        {.example = "1409231007325", .required = true, .min = 1}),
        Field<&Request::refuse_proof>(
            "A picture of what is wrong with the goods: GIF, JPG or PNG.",
            {.example = "GIF89a", .required = true, .max_bytes = kProofBytesMax}),
        Field<&Request::refuse_reason_id>("Number of a reason from taobao.refund.refusereason.get.",
                                          {.example = "101", .min = 1}));
  }
};

struct Response {
  Boolean result = false;

  static constexpr auto Describe() {
    return Object("Response", Field<&Response::result>("`true`; a failure is an error document.",
                                                       {.example = "true"}));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "taobao.rp.returngoods.refuse",
    .title = "Refuse returned goods",
    .category = "Taobao refund API",
    .notes = "For a refund whose goods the buyer has sent back. The buyer may then change the "
             "application or withdraw it. The proof joins the refund's messages. What it is, its "
             "content says, not its name.\n\n"
             "The refund moves only from `refund_version`; an older one is refused with "
             "`isv.refund-version-expired`, and taobao.refund.detail.get has the current one. A "
             "repeated call that already took effect answers success and adds nothing. A refund "
             "that does not exist, or is another seller's, is refused with code 50 and "
             "`isv.refund-not-exist:refund_id`, in the same words for both; one whose goods are "
             "not on their way back with `isv.refund-status-error`.",
    .session = Session::kSeller,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::rp_returngoods_refuse
