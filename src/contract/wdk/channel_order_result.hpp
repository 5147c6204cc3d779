#pragma once

#include "contract/api.hpp"

/// The numbers of a channel order, as alibaba.wdk.channel.order.create and .status.update answer
/// them.
namespace ebbtide::contract::wdk {

struct LineNumbers {
  String sub_biz_order_id;
  String sub_out_order_id;

  static constexpr auto Describe() {
    return Object("SubOrder",
                  Field<&LineNumbers::sub_biz_order_id>("Number of the WDK sub-order.",
                                                        {.example = "20190909082822"}),
                  Field<&LineNumbers::sub_out_order_id>("The caller's number of the line.",
                                                        {.example = "20190305606"}));
  }
};

struct OrderNumbers {
  String biz_order_id;
  String out_order_id;
  List<LineNumbers> sub_order_results;

  static constexpr auto Describe() {
    return Object(
        "OrderOperateResult",
        Field<&OrderNumbers::biz_order_id>("Number of the WDK main order.",
                                           {.example = "201967677"}),
        Field<&OrderNumbers::out_order_id>("The caller's number of the order.",
                                           {.example = "20190305600"}),
        Field<&OrderNumbers::sub_order_results>(
            "The numbers of every line, in the order in which the order was created with them."));
  }
};

}  // namespace ebbtide::contract::wdk
