#pragma once

#include "contract/api.hpp"
#include "contract/ebbtide/payout.hpp"
#include "contract/taobao/common.hpp"

/// ebbtide.payouts.get. Ebbtide's own: the work list of who pays.
namespace ebbtide::contract::ebbtide_payouts_get {

using taobao::kPageNoMax;
using taobao::kPageSizeDefault;
using taobao::kPageSizeMax;

struct Request {
  Maybe<String> status;
  Maybe<Number> page_no;
  Maybe<Number> page_size;

  static constexpr auto Describe() {
    return Object(
        "Request",
        Field<&Request::status>("Only payouts that stand so; all but the paid if absent.",
                                {.example = "failed", .one_of = ebbtide_payout::kStatuses}),
        Field<&Request::page_no>("Which page, from 1; 1 if absent.",
                                 {.example = "1", .min = 1, .max = kPageNoMax}),
        Field<&Request::page_size>("Rows of a page; 40 if absent.",
                                   {.example = "40", .min = 1, .max = kPageSizeMax}));
  }
};

struct Share {
  Number channel_code = 0;
  Number amount_fen = 0;

  static constexpr auto Describe() {
    return Object(
        "Share",
        Field<&Share::channel_code>("Payment channel that the money came through, 0 to 23.",
                                    {.example = "11"}),
        Field<&Share::amount_fen>("Money that goes back this way, in fen.", {.example = "20007"}));
  }
};

struct Payout {
  Number refund_id = 0;
  Number tid = 0;
  String payout_key;
  Number attempt = 0;
  String status;
  Number amount_fen = 0;
  List<Share> shares;
  Maybe<String> reference;
  Maybe<String> reason;
  Date created;
  Date modified;

  static constexpr auto Describe() {
    return Object(
        "Payout", Field<&Payout::refund_id>("The refund that is paid.", {.example = "83477"}),
        Field<&Payout::tid>("Its order.", {.example = "2231884277"}),
        Field<&Payout::payout_key>(
            "Give it to the payment provider as its idempotency key; all attempts share it.",
            {.example = "refund-83477"}),
        Field<&Payout::attempt>("The present attempt, from 1.", {.example = "1"}),
        Field<&Payout::status>(
            "Where it stands: `waiting` to be paid, `unknown` whether it was, `failed`, `paid`.",
            {.example = "failed", .one_of = ebbtide_payout::kStatuses}),
        Field<&Payout::amount_fen>("Money to pay, with postage, in fen.", {.example = "20007"}),
        Field<&Payout::shares>(
            "The money split over the channels it was paid through; empty when they are not known, "
            "otherwise the parts add up to `amount_fen`."),
        Field<&Payout::reference>("The provider's number of the payment.",
                                  {.example = "2009101504179117"}),
        Field<&Payout::reason>("Why it failed, or is not known.", {.example = "收款账户已注销"}),
        Field<&Payout::created>("When the refund was agreed to.",
                                {.example = "2024-02-19 13:05:58"}),
        Field<&Payout::modified>("When it last changed.", {.example = "2024-02-19 13:05:58"}));
  }
};

struct Response {
  Number total_results = 0;
  List<Payout> payouts;

  static constexpr auto Describe() {
    return Object("Response",
                  Field<&Response::total_results>("How many payouts there are on all pages.",
                                                  {.example = "1"}),
                  Field<&Response::payouts>("The payouts of the page, oldest first."));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "ebbtide.payouts.get",
    .title = "List the payouts that refunds wait for",
    .category = "Ebbtide",
    .notes = "Payouts exist when `payout.mode` is `external`; with `immediate`, the default, "
             "agreeing is paying, and the list has only imported refunds whose money was "
             "moving.\n\n"
             "Pay each with its `payout_key` as the provider's idempotency key and report by "
             "`ebbtide.payout.confirm`. Ask the provider about an `unknown` one by the same key "
             "before it is tried again.\n\n"
             "Ordered by creation, oldest first, which never changes. Rows whose status changes "
             "while you page leave or enter the list, so that later rows move up: work through the "
             "first page until it is empty, or read again from the first page.",
    .session = Session::kPlatform,
    .lane = Lane::kRead,
}};

}  // namespace ebbtide::contract::ebbtide_payouts_get
