#pragma once

#include "contract/api.hpp"
#include "contract/wdk/aelophy_result.hpp"
#include "contract/wdk/common.hpp"

/// alibaba.tcls.aelophy.refund.agree. Source: methods.md section 2.
namespace ebbtide::contract::aelophy_refund_agree {

/// Nothing in it is required: SDKs send an unset structure as an empty one.
struct Line {
  Maybe<String> out_sub_order_id;
  Maybe<Number> refund_fee;

  static constexpr auto Describe() {
    return Object(
        "Subrefundlist",
        Field<&Line::out_sub_order_id>(
            "The caller's sub-order; needed in every entry but an empty one, which says nothing.",
            {.example = "20190305606", .max_bytes = kIdBytesMax}),
        Field<&Line::refund_fee>(
            "Money to refund, in fen; what was applied for if absent, and never more.",
            {.example = "10", .min = 0, .max = kFenMax}));
  }
};

struct Request {
  Maybe<String> store_id;
  Maybe<String> out_order_id;
  Maybe<String> refund_id;
  Maybe<String> audit_memo;
  List<Line> sub_refund_list;
  Maybe<Number> order_from;

  static constexpr auto Describe() {
    return Object("Request",
                  Field<&Request::store_id>("Operating store of the order.",
                                            {.example = "10020", .max_bytes = kIdBytesMax}),
                  Field<&Request::out_order_id>(
                      "The caller's number of the order whose refunds are agreed to.",
                      {.example = "20190305600", .max_bytes = kIdBytesMax}),
                  Field<&Request::refund_id>("Number of the refund that is agreed to.",
                                             {.example = "1111111", .max_bytes = kIdBytesMax}),
                  Field<&Request::audit_memo>("A note of the merchant's.",
                                              {.example = "同意", .max_bytes = kTextBytesMax}),
                  Field<&Request::sub_refund_list>(
                      "Only the refunds of these lines, each named once; one JSON object or an "
                      "array of them.",
                      {.max_items = wdk::kLinesMax, .one_or_many = true}),
                  Field<&Request::order_from>("Only refunds of orders from this channel.",
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
    .name = "alibaba.tcls.aelophy.refund.agree",
    .title = "Agree to a refund as an Aelophy merchant",
    .category = "WDK (Hema retail)",
    .notes = "Give `refund_id`, or `store_id` and `out_order_id`; a call without is refused with "
             "code 40. With an order, `sub_refund_list` names the lines whose refunds are meant; "
             "without it all refunds of the order that wait for an answer are. With `refund_id`, "
             "what is given beside it must be true of that refund. All of them or none: one that "
             "cannot be agreed to refuses the call, and nothing is written.\n\n"
             "`refund_fee` needs a line with one refund that waits for an answer; name one of "
             "several by `refund_id`. An `out_order_id` that a store has under several shops is "
             "refused: use `refund_id` there too.\n\n"
             "Agreeing and paying are one step. A `refund_fee` below what was applied for refunds "
             "that much and releases the rest; one above it is refused. A repeated call answers "
             "success and pays nothing again.\n\n"
             "A refund or an order that does not exist and one of another merchant are refused in "
             "the same words.",
    .session = Session::kSeller,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::aelophy_refund_agree
