#pragma once

#include "contract/api.hpp"
#include "contract/openmall/common.hpp"
#include "contract/openmall/trade_result.hpp"

/// taobao.openmall.trade.close. Source: methods.md section 6.
namespace ebbtide::contract::openmall_trade_close {

struct Request {
  String distributor;
  String reason;
  Number tid = 0;

  static constexpr auto Describe() {
    return Object("Request",
                  Field<&Request::distributor>(
                      openmall::kDistributorDoc,
                      {.example = "demo_distributor", .required = true, .max_bytes = kIdBytesMax}),
                  Field<&Request::reason>(
                      "Why the order is closed.",
                      {.example = "不想要了", .required = true, .max_bytes = kTextBytesMax}),
                  Field<&Request::tid>("Number of the order.",
                                       {.example = "2231884277", .required = true, .min = 1}));
  }
};

struct Response {
  openmall::TradeResult result;

  static constexpr auto Describe() {
    return Object("Response", Field<&Response::result>("The order that is closed."));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "taobao.openmall.trade.close",
    .title = "Close an unpaid order",
    .category = "Openmall (buyer side)",
    .notes = "Only an unpaid order can be closed; a paid one is refused with "
             "`isv.order-status-error` and wants a refund. Closing a closed order again is a "
             "success and changes nothing.\n\n"
             "An order that does not exist, or is another distributor's, is refused with "
             "`isv.trade-not-exist`.",
    .session = Session::kNone,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::openmall_trade_close
