#pragma once

#include "contract/api.hpp"
#include "contract/openmall/common.hpp"
#include "contract/openmall/trade_result.hpp"

/// taobao.openmall.trade.confirm. Source: methods.md section 6.
namespace ebbtide::contract::openmall_trade_confirm {

struct Request {
  String distributor;
  Number tid = 0;

  static constexpr auto Describe() {
    return Object("Request",
                  Field<&Request::distributor>(
                      openmall::kDistributorDoc,
                      {.example = "demo_distributor", .required = true, .max_bytes = kIdBytesMax}),
                  Field<&Request::tid>("Number of the order.",
                                       {.example = "2231884277", .required = true, .min = 1}));
  }
};

struct Response {
  openmall::TradeResult result;

  static constexpr auto Describe() {
    return Object("Response", Field<&Response::result>("The order that is finished."));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "taobao.openmall.trade.confirm",
    .title = "Confirm that the goods have come",
    .category = "Openmall (buyer side)",
    .notes = "Only a shipped order can be confirmed, otherwise `isv.order-status-error`; it is "
             "`TRADE_FINISHED` then. Confirming a finished order again is a success and changes "
             "nothing.\n\n"
             "An order that does not exist, or is another distributor's, is refused with "
             "`isv.trade-not-exist`.",
    .session = Session::kNone,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::openmall_trade_confirm
