#pragma once

#include <array>

#include "contract/api.hpp"
#include "contract/wdk/channel_order_result.hpp"

/// alibaba.wdk.channel.order.status.update. Source: methods.md section 2.
namespace ebbtide::contract::wdk_channel_order_status_update {

inline constexpr std::array<std::string_view, 2> kOrderStatuses{"PAID", "TRADE_CLOSE"};

struct Change {
  String store_id;
  String shop_id;
  String out_order_id;
  String order_status;

  static constexpr auto Describe() {
    return Object(
        "OrderStatusInfo",
        Field<&Change::store_id>("Operating store of the order.",
                                 {.example = "10020", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Change::shop_id>("Channel shop of the order.",
                                {.example = "10010", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Change::out_order_id>(
            "The caller's number of the order.",
            {.example = "20190305600", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Change::order_status>(
            "PAID once the buyer has paid; TRADE_CLOSE to close an order that is not paid.",
            {.example = "PAID", .required = true, .one_of = kOrderStatuses}));
  }
};

struct Request {
  Change order_status_info;

  static constexpr auto Describe() {
    return Object("Request",
                  Field<&Request::order_status_info>("Which order changes, and how, as a JSON "
                                                     "object.",
                                                     {.required = true}));
  }
};

struct Outcome {
  Boolean success = false;
  Maybe<String> err_msg;
  Maybe<wdk::OrderNumbers> model;
  Maybe<String> err_code;

  static constexpr auto Describe() {
    return Object(
        "ApiResult",
        Field<&Outcome::success>("Whether the order is in the asked state.", {.example = "true"}),
        Field<&Outcome::err_msg>(
            "Why nothing was changed; absent on success.",
            {.example = "order 20190305600 is paid and cannot be closed; refund it "
                        "instead"}),
        Field<&Outcome::model>("The order's numbers; absent on failure."),
        Field<&Outcome::err_code>("Code of the refusal; absent on success.",
                                  {.example = "isv.order-status-error"}));
  }
};

struct Response {
  Outcome api_result;

  static constexpr auto Describe() {
    return Object("Response", Field<&Response::api_result>("The outcome."));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "alibaba.wdk.channel.order.status.update",
    .title = "Pay or close a channel order",
    .category = "WDK (Hema retail)",
    .notes = "An order that waits for payment becomes paid with PAID and closed with TRADE_CLOSE. "
             "A paid order is not closed this way: cancel it with "
             "alibaba.wdk.channel.order.usercancel, which refunds it. A closed order cannot be "
             "paid.\n\n"
             "A repeated call answers success and changes nothing. An order that does not exist "
             "and one of another merchant, shop or store are refused in the same words.",
    .session = Session::kSeller,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::wdk_channel_order_status_update
