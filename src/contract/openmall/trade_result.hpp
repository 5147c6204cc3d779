#pragma once

#include "contract/api.hpp"

/// What taobao.openmall.trade.create, .close and .confirm answer. Source: methods.md section 6.
namespace ebbtide::contract::openmall {

struct TradeResult {
  String tid;

  static constexpr auto Describe() {
    return Object("TopTradeResultVo", Field<&TradeResult::tid>("Number of the order, as a text.",
                                                               {.example = "2231884277"}));
  }
};

}  // namespace ebbtide::contract::openmall
