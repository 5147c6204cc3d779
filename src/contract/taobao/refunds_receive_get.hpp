#pragma once

#include "contract/api.hpp"
#include "contract/taobao/common.hpp"
#include "contract/taobao/refund.hpp"

/// taobao.refunds.receive.get. Source: methods.md section 4.
namespace ebbtide::contract::refunds_receive_get {

struct Request {
  List<String> fields;
  Maybe<String> status;
  Maybe<String> type;
  Maybe<Date> start_modified;
  Maybe<Date> end_modified;
  Maybe<Number> page_no;
  Maybe<Number> page_size;
  Maybe<Boolean> use_has_next;
  Maybe<String> ouid;
  Maybe<String> buyer_open_uid;
  Maybe<String> buyer_nick;

  static constexpr auto Describe() {
    return Object(
        "Request",
        Field<&Request::fields>("Members of `refunds` that are wanted.",
                                {.example = "refund_id",
                                 .required = true,
                                 .max_items = taobao::kFieldsMax,
                                 .max_bytes = kIdBytesMax}),
        Field<&Request::status>(
            "Only refunds in this status; one only.",
            {.example = "WAIT_SELLER_AGREE", .one_of = taobao::kRefundStatusFilters}),
        Field<&Request::type>(
            "Only refunds of trades of these types, separated by commas; "
            "`guarantee_trade,auto_delivery` if absent.",
            {.example = "guarantee_trade,auto_delivery", .max_bytes = kTextBytesMax}),
        Field<&Request::start_modified>("Last changed from this moment on.",
                                        {.example = "2024-02-19 00:00:00"}),
        Field<&Request::end_modified>("Last changed up to this moment.",
                                      {.example = "2024-02-20 00:00:00"}),
        Field<&Request::page_no>("Page, counted from 1; 1 if absent.",
                                 {.example = "1", .min = 1, .max = taobao::kPageNoMax}),
        Field<&Request::page_size>("Refunds in a page; 40 if absent.",
                                   {.example = "40", .min = 1, .max = taobao::kPageSizeMax}),
        Field<&Request::use_has_next>(
            "`true` for `has_next` in the answer instead of `total_results`; `false` if absent.",
            {.example = "false"}),
        Field<&Request::ouid>("Only refunds of the buyer with this ouid.",
                              {.example = "7mOlUjTKWe5xQw2Hq", .max_bytes = kIdBytesMax}),
        Field<&Request::buyer_open_uid>(
            "Only refunds of the buyer with this open uid.",
            {.example = "AAHk5d-EAAeGwJedwSHpg8bT", .max_bytes = kIdBytesMax}),
        Field<&Request::buyer_nick>("Only refunds of this buyer.",
                                    {.example = "tbtest20", .max_bytes = kIdBytesMax}));
  }
};

struct Response {
  Maybe<Number> total_results;
  Maybe<Boolean> has_next;
  List<taobao::Refund> refunds;

  static constexpr auto Describe() {
    return Object(
        "Response",
        Field<&Response::total_results>(
            "Refunds on all pages together; absent when `use_has_next` is true.",
            {.example = "100"}),
        Field<&Response::has_next>(
            "Whether another page follows; only when `use_has_next` is true.", {.example = "true"}),
        Field<&Response::refunds>("The refunds of the page, as far as `fields` asks for them."));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "taobao.refunds.receive.get",
    .title = "Query the refunds that a seller received",
    .category = "Taobao refund API",
    .notes =
        "With `end_modified` the pages hold the refunds whose last change up to "
        "`end_modified` lies in the window, newest first, and refunds that changed at the "
        "same moment by number. That set can no longer change once `end_modified` has "
        "passed, so pages neither lose nor repeat rows however the refunds move on "
        "meanwhile, forwards or backwards, with or without `use_has_next`. What each row "
        "shows is its present content. A refund that changes again after `end_modified` is "
        "in a later window too. `status` looks at the status at that last change.\n\n"
        "With `start_modified` alone the window ends now. With neither, all refunds are meant, "
        "the newest application first. An end before the start is refused with code 41; both "
        "ends are in the window, and seconds count whole.\n\n"
        "All trades here are of the type `fixed`, which is of the group `guarantee_trade`; "
        "other types in `type` match nothing. A buyer's nick, open uid and ouid are the "
        "same.\n\n"
        "Only members that `fields` names are answered; all members of `Refund` may be asked "
        "for, other names are ignored. Amounts are yuan with two decimals. The three statuses "
        "of exchanges are understood and match nothing.",
    .session = Session::kSeller,
    .lane = Lane::kRead,
}};

}  // namespace ebbtide::contract::refunds_receive_get
