#pragma once

#include "contract/api.hpp"
#include "contract/taobao/common.hpp"

/// taobao.refund.refusereason.get. Source: methods.md section 4.
namespace ebbtide::contract::refund_refusereason_get {

struct Request {
  String refund_phase;
  Number refund_id = 0;
  List<String> fields;

  static constexpr auto Describe() {
    return Object(
        "Request",
        Field<&Request::refund_phase>(
            "Phase of the refund.",
            {.example = "onsale", .required = true, .one_of = taobao::kPhases}),
        Field<&Request::refund_id>("Number of the refund.",
                                   {.example = "83477", .required = true, .min = 1}),
        Field<&Request::fields>(
            "Members of `reasons` that are wanted: `reason_id`, `reason_text`, `reason_tips`.",
            {.example = "reason_id",
             .required = true,
             .max_items = taobao::kFieldsMax,
             .max_bytes = kIdBytesMax}));
  }
};

struct Reason {
  Maybe<Number> reason_id;
  Maybe<String> reason_text;
  Maybe<String> reason_tips;

  static constexpr auto Describe() {
    return Object(
        "Reason",
        Field<&Reason::reason_id>("What to send as `refuse_reason_id`.", {.example = "102"}),
        Field<&Reason::reason_text>("The reason in words.", {.example = "已经影响商品完好"}),
        Field<&Reason::reason_tips>("A hint for whoever chooses it.",
                                    {.example = "请上传商品破损的凭证"}));
  }
};

struct Response {
  List<Reason> reasons;
  Number total_results = 0;
  Boolean has_next = false;

  static constexpr auto Describe() {
    return Object(
        "Response", Field<&Response::reasons>("The reasons, as far as `fields` asks for them."),
        Field<&Response::total_results>("How many there are.", {.example = "5"}),
        Field<&Response::has_next>("`false`, since one answer holds all.", {.example = "false"}));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "taobao.refund.refusereason.get",
    .title = "Query the reasons a seller may refuse a refund with",
    .category = "Taobao refund API",
    .notes = "The reasons' numbers are what taobao.refund.refuse and taobao.rp.returngoods.refuse "
             "take as `refuse_reason_id`. They are the same for all refunds; a `refund_phase` that "
             "is not the refund's is refused with code 41.\n\n"
             "A refund that does not exist, or is another seller's, is refused with code 50 and "
             "`isv.refund-not-exist:refund_id`, in the same words for both. Only members that "
             "`fields` names are answered; other names are ignored.",
    .session = Session::kSeller,
    .lane = Lane::kRead,
}};

}  // namespace ebbtide::contract::refund_refusereason_get
