#pragma once

#include "contract/api.hpp"
#include "contract/taobao/common.hpp"
#include "contract/taobao/trade.hpp"

/// taobao.trades.sold.get. Source: methods.md section 4.
namespace ebbtide::contract::trades_sold_get {

struct Request {
  List<String> fields;
  Maybe<Date> start_created;
  Maybe<Date> end_created;
  Maybe<String> status;
  Maybe<String> buyer_nick;
  Maybe<String> type;
  Maybe<String> ext_type;
  Maybe<String> rate_status;
  Maybe<String> tag;
  Maybe<Number> page_no;
  Maybe<Number> page_size;
  Maybe<Boolean> use_has_next;
  Maybe<String> buyer_open_id;

  static constexpr auto Describe() {
    return Object(
        "Request",
        Field<&Request::fields>(
            "Members of `trades` that are wanted; `orders` for whole sub-orders, `orders.oid` for "
            "a member of theirs.",
            {.example = "tid",
             .required = true,
             .max_items = taobao::kTradeFieldsMax,
             .max_bytes = kIdBytesMax}),
        Field<&Request::start_created>("Created from this moment on.",
                                       {.example = "2024-02-19 00:00:00"}),
        Field<&Request::end_created>("Created up to this moment; its second counts whole.",
                                     {.example = "2024-02-20 00:00:00"}),
        Field<&Request::status>(
            "Only trades in this status, or of this group of statuses.",
            {.example = "WAIT_SELLER_SEND_GOODS", .one_of = taobao::kTradeStatusFilters}),
        Field<&Request::buyer_nick>("Only trades of this buyer.",
                                    {.example = "tbtest20", .max_bytes = kIdBytesMax}),
        Field<&Request::type>(
            "Only trades of these types, separated by commas; "
            "`guarantee_trade,auto_delivery,ec,cod,step` if absent.",
            {.example = "guarantee_trade,auto_delivery,ec,cod,step", .max_bytes = kTextBytesMax}),
        Field<&Request::ext_type>("Only trades of this further type.",
                                  {.example = "service", .one_of = taobao::kTradeExtTypes}),
        Field<&Request::rate_status>("Only trades that are rated so far.",
                                     {.example = "RATE_UNBUYER", .one_of = taobao::kRateStatuses}),
        Field<&Request::tag>("Only trades with this tag.",
                             {.example = "time_card", .one_of = taobao::kTradeTags}),
        Field<&Request::page_no>("Page, counted from 1; 1 if absent.",
                                 {.example = "1", .min = 1, .max = taobao::kPageNoMax}),
        Field<&Request::page_size>("Trades in a page; 40 if absent.",
                                   {.example = "40", .min = 1, .max = taobao::kPageSizeMax}),
        Field<&Request::use_has_next>(
            "`true` for `has_next` in the answer instead of `total_results`; `false` if absent.",
            {.example = "false"}),
        Field<&Request::buyer_open_id>(
            "Only trades of the buyer with this open uid.",
            {.example = "AAHk5d-EAAeGwJedwSHpg8bT", .max_bytes = kIdBytesMax}));
  }
};

struct Response {
  Maybe<Number> total_results;
  List<taobao::Trade> trades;
  Maybe<Boolean> has_next;

  static constexpr auto Describe() {
    return Object(
        "Response",
        Field<&Response::total_results>(
            "Trades on all pages together; absent when `use_has_next` is true.",
            {.example = "100"}),
        Field<&Response::trades>("The trades of the page, as far as `fields` asks for them."),
        Field<&Response::has_next>(
            "Whether another page follows; only when `use_has_next` is true.",
            {.example = "true"}));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "taobao.trades.sold.get",
    .title = "Query the trades of a seller by creation time",
    .category = "Taobao trade API",
    .notes =
        "Newest trade first. When a trade was created never changes, and new ones come in "
        "front: reading the pages forwards may repeat rows but loses none. With `status`, "
        "rows whose status changes meanwhile leave or enter the list; to keep in step with "
        "changes use taobao.trades.sold.increment.get. Trades are there for ever: the platform's "
        "limit to the last three months is not kept. An end before the start is refused with "
        "code 41.\n\n"
        "`ALL_WAIT_PAY` and `ALL_CLOSED` as `status`, and `guarantee_trade` as `type`, are "
        "groups that only queries know; answers never show them. All trades here are of the "
        "type `fixed`, which is of the group `guarantee_trade`; other types match nothing, "
        "nor do `ext_type` and `tag`; nothing is ever rated, so that RATE_UNBUYER and "
        "RATE_UNSELLER match all and the other ratings nothing. TRADE_NO_CREATE_PAY, PAY_PENDING, "
        "WAIT_PRE_AUTH_CONFIRM and TRADE_BUYER_SIGNED match nothing either. A buyer's nick "
        "and open uid are the same.\n\n"
        "Only members that `fields` names are answered; all members of `Trade` may be asked "
        "for, other names are ignored. Amounts are yuan with two decimals.",
    .session = Session::kSeller,
    .lane = Lane::kRead,
}};

}  // namespace ebbtide::contract::trades_sold_get
