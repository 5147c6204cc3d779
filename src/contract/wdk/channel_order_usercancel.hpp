#pragma once

#include "contract/api.hpp"
#include "contract/wdk/common.hpp"

/// alibaba.wdk.channel.order.usercancel. Source: methods.md section 2.
namespace ebbtide::contract::wdk_channel_order_usercancel {

struct Cancellation {
  String biz_order_id;
  String store_id;
  String shop_id;

  static constexpr auto Describe() {
    return Object("OrderUserCancelInfo",
                  Field<&Cancellation::biz_order_id>(
                      "Number of the WDK main order.",
                      {.example = "201967677", .required = true, .max_bytes = kIdBytesMax}),
                  Field<&Cancellation::store_id>(
                      "Operating store of the order.",
                      {.example = "10020", .required = true, .max_bytes = kIdBytesMax}),
                  Field<&Cancellation::shop_id>(
                      "Channel shop of the order.",
                      {.example = "10010", .required = true, .max_bytes = kIdBytesMax}));
  }
};

struct Request {
  Cancellation user_cancel_info;

  static constexpr auto Describe() {
    return Object("Request",
                  Field<&Request::user_cancel_info>("Which order is cancelled, as a JSON object.",
                                                    {.required = true}));
  }
};

struct Response {
  wdk::ApiResult api_result;

  static constexpr auto Describe() {
    return Object("Response", Field<&Response::api_result>("The outcome."));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "alibaba.wdk.channel.order.usercancel",
    .title = "Cancel an order for its user before it is shipped",
    .category = "WDK (Hema retail)",
    .notes = "An order that is not paid is closed.\n\n"
             "A paid order that is not shipped is refunded in full: refunds that still wait for an "
             "answer are taken back, and everything that is left of the order goes back in one, "
             "postage included. What was refunded before is not refunded again.\n\n"
             "An order of which a line is shipped is refused, and nothing is written: apply with "
             "alibaba.wdk.channel.order.userrefund instead. A repeated call answers success and "
             "changes nothing.\n\n"
             "The order is closed once all of its refunds are paid: at once, unless payments are "
             "confirmed from outside.",
    .session = Session::kSeller,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::wdk_channel_order_usercancel
