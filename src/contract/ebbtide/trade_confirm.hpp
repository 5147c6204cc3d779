#pragma once

#include "contract/api.hpp"

/// ebbtide.trade.confirm. Ebbtide's own: only openmall orders have a method of the platform's.
namespace ebbtide::contract::ebbtide_trade_confirm {

struct Request {
  Number tid = 0;

  static constexpr auto Describe() {
    return Object("Request",
                  Field<&Request::tid>("Number of the main order.",
                                       {.example = "2231884277", .required = true, .min = 1}));
  }
};

struct Response {
  Boolean is_success = false;

  static constexpr auto Describe() {
    return Object("Response", Field<&Response::is_success>("Whether the order is finished.",
                                                           {.example = "true"}));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "ebbtide.trade.confirm",
    .title = "Record that the buyer received the goods",
    .category = "Ebbtide",
    .notes = "For an order of any channel. Only a shipped order can be finished, otherwise "
             "`isv.order-status-error`; refunds that are applied for afterwards are `aftersale`. "
             "Repeated for a finished order it is a success and changes nothing.\n\n"
             "An order that does not exist, or is another seller's, is refused with "
             "`isv.trade-not-exist`.",
    .session = Session::kSeller,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::ebbtide_trade_confirm
