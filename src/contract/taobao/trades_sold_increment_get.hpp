#pragma once

#include "contract/api.hpp"
#include "contract/taobao/common.hpp"
#include "contract/taobao/trade.hpp"

/// taobao.trades.sold.increment.get. Source: methods.md section 4.
namespace ebbtide::contract::trades_sold_increment_get {

struct Request {
  List<String> fields;
  Date start_modified;
  Date end_modified;
  Maybe<String> status;
  Maybe<String> type;
  Maybe<String> buyer_nick;
  Maybe<String> ext_type;
  Maybe<String> tag;
  Maybe<Number> page_no;
  Maybe<Number> page_size;
  Maybe<Boolean> use_has_next;
  Maybe<String> buyer_open_uid;

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
        Field<&Request::start_modified>("Last changed from this moment on.",
                                        {.example = "2024-02-19 13:00:00", .required = true}),
        Field<&Request::end_modified>(
            "Last changed up to this moment: later than `start_modified`, by one day at most.",
            {.example = "2024-02-19 13:30:00", .required = true}),
        Field<&Request::status>(
            "Only trades in this status, or of this group of statuses.",
            {.example = "WAIT_SELLER_SEND_GOODS", .one_of = taobao::kTradeStatusFilters}),
        Field<&Request::type>(
            "Only trades of these types, separated by commas; "
            "`guarantee_trade,auto_delivery,ec,cod,step` if absent.",
            {.example = "guarantee_trade,auto_delivery,ec,cod,step", .max_bytes = kTextBytesMax}),
        Field<&Request::buyer_nick>("Only trades of this buyer.",
                                    {.example = "tbtest20", .max_bytes = kIdBytesMax}),
        Field<&Request::ext_type>("Only trades of this further type.",
                                  {.example = "service", .one_of = taobao::kTradeExtTypes}),
        Field<&Request::tag>("Only trades with this tag.",
                             {.example = "time_card", .one_of = taobao::kTradeTags}),
        Field<&Request::page_no>("Page, counted from 1; 1 if absent.",
                                 {.example = "1", .min = 1, .max = taobao::kPageNoMax}),
        Field<&Request::page_size>("Trades in a page; 40 if absent.",
                                   {.example = "40", .min = 1, .max = taobao::kPageSizeMax}),
        Field<&Request::use_has_next>(
            "`true` for `has_next` in the answer instead of `total_results`; `false` if absent.",
            {.example = "false"}),
        Field<&Request::buyer_open_uid>(
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
    .name = "taobao.trades.sold.increment.get",
    .title = "Query the trades of a seller by modification time",
    .category = "Taobao trade API",
    .notes =
        "The pages hold the trades whose last change up to `end_modified` lies in the window, "
        "newest first, and trades that changed at the same moment by number. That set can no "
        "longer change once `end_modified` has passed, so pages neither lose nor repeat rows "
        "however the trades move on meanwhile, forwards or backwards, with or without "
        "`use_has_next`. What each row shows is its present content. A trade that changes "
        "again after `end_modified` is in a later window too. `status` looks at the status "
        "at that last change.\n\n"
        "The window is one day at most; a longer one, or one that does not end after it starts, "
        "is refused with code 41. Both ends are in it, and seconds count whole. Changes of a trade's refunds are changes of the trade.\n\n"
        "`ALL_WAIT_PAY` and `ALL_CLOSED` as `status`, and `guarantee_trade` as `type`, are "
        "groups that only queries know; answers never show them. All trades here are of the "
        "type `fixed`, which is of the group `guarantee_trade`; other types match nothing, "
        "nor do `ext_type` and `tag`. TRADE_NO_CREATE_PAY, PAY_PENDING, "
        "WAIT_PRE_AUTH_CONFIRM and TRADE_BUYER_SIGNED match nothing either. A buyer's nick "
        "and open uid are the same.\n\n"
        "Only members that `fields` names are answered; all members of `Trade` may be asked "
        "for, other names are ignored. Amounts are yuan with two decimals.",
    .session = Session::kSeller,
    .lane = Lane::kRead,
}};

}  // namespace ebbtide::contract::trades_sold_increment_get
