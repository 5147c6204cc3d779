#pragma once

#include "contract/api.hpp"
#include "contract/taobao/common.hpp"
#include "contract/taobao/trade.hpp"

/// taobao.trade.fullinfo.get. Source: methods.md section 4.
namespace ebbtide::contract::trade_fullinfo_get {

struct Request {
  List<String> fields;
  Number tid = 0;
  Maybe<String> include_oaid;

  static constexpr auto Describe() {
    return Object(
        "Request",
        Field<&Request::fields>(
            "Members of `trade` that are wanted; `orders` for whole sub-orders, `orders.oid` for "
            "a member of theirs.",
            {.example = "tid",
             .required = true,
             .max_items = taobao::kTradeFieldsMax,
             .max_bytes = kIdBytesMax}),
        Field<&Request::tid>("Number of the main order.",
                             {.example = "2231884277", .required = true, .min = 1}),
        Field<&Request::include_oaid>("Accepted and not looked at.",
                                      {.example = "include_oaid", .max_bytes = kIdBytesMax}));
  }
};

struct Response {
  taobao::Trade trade;

  static constexpr auto Describe() {
    return Object("Response",
                  Field<&Response::trade>("The trade, as far as `fields` asks for it."));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "taobao.trade.fullinfo.get",
    .title = "Query a trade with its sub-orders",
    .category = "Taobao trade API",
    .notes = "A trade that does not exist, or is another seller's, is refused with code 50 and "
             "`isv.trade-not-exist`, in the same words for both.\n\n"
             "Only members that `fields` names are answered; names that a trade does not have are "
             "ignored, and members that have no value are left out. Amounts are yuan with two "
             "decimals.\n\n"
             "A line's `payment` is price * num + adjust_fee - discount_fee. Refunds do not "
             "change it: what is left of a line is its payment minus its refunds. A trade of one "
             "line has the item's members itself, and the line's payment then includes the "
             "postage.\n\n"
             "Trades of all channels are there, and for ever: the platform's limit to the last "
             "three months is not kept. What is not known of a trade is left out; so are, always, "
             "promotion_details, service_orders, agree_refund_checks and timeout_action_time.",
    .session = Session::kSeller,
    .lane = Lane::kRead,
}};

}  // namespace ebbtide::contract::trade_fullinfo_get
