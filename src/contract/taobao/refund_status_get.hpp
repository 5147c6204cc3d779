#pragma once

#include <array>

#include "contract/api.hpp"

/// taobao.refund.status.get. Source: its seed page; methods.md section 1.
namespace ebbtide::contract::refund_status_get {

inline constexpr std::array<std::string_view, 6> kStatuses{"WAIT_SELLER_AGREE",
                                                           "WAIT_BUYER_RETURN_GOODS",
                                                           "WAIT_SELLER_CONFIRM_GOODS",
                                                           "SELLER_REFUSE_BUYER",
                                                           "CLOSED",
                                                           "SUCCESS"};

struct Query {
  Number biz_order_id = 0;

  static constexpr auto Describe() {
    return Object(
        "RefundQueryByOrderIdRequest",
        Field<&Query::biz_order_id>("Number of a main order or of one sub-order.",
                                    {.example = "123123123", .required = true, .min = 1}));
  }
};

struct Request {
  Query query_param;

  static constexpr auto Describe() {
    return Object("Request", Field<&Request::query_param>("What to look up, as a JSON object.",
                                                          {.required = true}));
  }
};

struct Row {
  Number refund_id = 0;
  Number tid = 0;
  Number oid = 0;
  String modified;
  String status;

  static constexpr auto Describe() {
    return Object(
        "QueryRefundStatusResponse",
        Field<&Row::refund_id>("Number of the sub-order's last refund.", {.example = "83477"}),
        Field<&Row::tid>("Number of the main order.", {.example = "2231884277"}),
        Field<&Row::oid>("Number of the sub-order.", {.example = "2231884277"}),
        Field<&Row::modified>("When the refund last changed, GMT+8; a String here, not a Date.",
                              {.example = "2000-01-01 00:00:00"}),
        Field<&Row::status>("Where the refund stands, in Taobao's six words.",
                            {.example = "SUCCESS", .one_of = kStatuses}));
  }
};

struct ResultSet {
  List<Row> result_list;
  Maybe<String> error_code;
  Maybe<String> error_msg;

  static constexpr auto Describe() {
    return Object(
        "ResultSet", Field<&ResultSet::result_list>("One row per sub-order that has a refund."),
        Field<&ResultSet::error_code>("Absent when nothing went wrong.", {.example = "FAILED"}),
        Field<&ResultSet::error_msg>("What went wrong, in words.", {.example = "失败"}));
  }
};

struct Response {
  ResultSet result_package;

  static constexpr auto Describe() {
    return Object("Response", Field<&Response::result_package>("The outcome."));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "taobao.refund.status.get",
    .title = "Query the refund status of an order",
    .category = "Taobao refund API",
    .notes = "A sub-order number gives the last refund of that sub-order, or an empty list when it "
             "has none. A main order number gives the last refund of each of its sub-orders; "
             "sub-orders without a refund have no row. A sub-order number that is also a main "
             "order's (a one-line trade) is read as the main order.\n\n"
             "An order that does not exist, or is not the session user's, gives an empty list with "
             "`error_code` `isv.trade-not-exist`, in the same words for both. While a refund is "
             "being paid, `status` stays at the open state that it came from.",
    .session = Session::kSeller,
    .lane = Lane::kRead,
}};

}  // namespace ebbtide::contract::refund_status_get
