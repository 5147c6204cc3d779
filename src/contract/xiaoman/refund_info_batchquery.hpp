#pragma once

#include "contract/api.hpp"

/// alibaba.crm.refund.xiaoman.refund.info.batchquery. Source: its seed page; methods.md section 1.
namespace ebbtide::contract::xiaoman_refund_info_batchquery {

/// The page has no limit; this one keeps an answer within reason.
inline constexpr std::size_t kItemsMax = 100;
inline constexpr std::size_t kItemListBytesMax = kItemsMax * (kIdBytesMax + 1);

struct Request {
  String global_id;
  String item_list;

  static constexpr auto Describe() {
    return Object(
        "Request",
        Field<&Request::global_id>(
            "The customer's global id.",
            {.example = "4053738002", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Request::item_list>(
            "Order line numbers, separated by commas; at most 100.",
            {.example = "P2506309029254759_1", .required = true, .max_bytes = kItemListBytesMax}));
  }
};

struct LineRefund {
  String refund_type;
  String refund_status;
  String refund_apply_no;
  String last_operate_time;

  static constexpr auto Describe() {
    return Object(
        "OkkiAllRefundByOrderItemItemDto",
        Field<&LineRefund::refund_type>("What is refunded; an open vocabulary, kept as stored.",
                                        {.example = "itemNum"}),
        Field<&LineRefund::refund_status>("Where it stands; an open vocabulary, kept as stored.",
                                          {.example = "unExpectedStop"}),
        Field<&LineRefund::refund_apply_no>("Number of the refund application.",
                                            {.example = "T2511272403420750"}),
        Field<&LineRefund::last_operate_time>("When it last changed, GMT+8.",
                                              {.example = "2025-11-28 09:56:18"}));
  }
};

struct OrderLine {
  List<LineRefund> refund_list;
  String ali_order_product_id;
  String ali_cgs;

  static constexpr auto Describe() {
    return Object("OkkiAllRefundByOrderItemDto",
                  Field<&OrderLine::refund_list>("Every refund of the line, oldest first."),
                  Field<&OrderLine::ali_order_product_id>("The order line that was asked for.",
                                                          {.example = "P2506309029254759_1"}),
                  Field<&OrderLine::ali_cgs>("The customer's global id, as asked.",
                                             {.example = "4053738002"}));
  }
};

struct Outcome {
  Maybe<String> error_desc;
  Maybe<List<String>> error_msg_list;
  Boolean success = false;
  Maybe<String> error_info_code;
  Maybe<String> error_code;
  Maybe<String> error_msg;
  List<OrderLine> object;

  static constexpr auto Describe() {
    return Object(
        "ResultDTO", Field<&Outcome::error_desc>("Details of a failure.", {.example = "null"}),
        Field<&Outcome::error_msg_list>("One sentence per order line that could not be answered."),
        Field<&Outcome::success>("Whether the query was carried out.", {.example = "true"}),
        Field<&Outcome::error_info_code>("Code of the failure's details.", {.example = "null"}),
        Field<&Outcome::error_code>("Code of a failure.", {.example = "null"}),
        Field<&Outcome::error_msg>("A failure in words.", {.example = "null"}),
        Field<&Outcome::object>("One entry per order line of the customer's, in the order asked."));
  }
};

struct Response {
  Outcome result;

  static constexpr auto Describe() {
    return Object("Response", Field<&Response::result>("The outcome."));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "alibaba.crm.refund.xiaoman.refund.info.batchquery",
    .title = "Query the refunds of CRM order lines",
    .category = "CRM (Xiaoman)",
    .notes = "Every line of the customer's that is asked for has an entry, with an empty "
             "`refund_list` when it has no refund. Lines that do not exist, belong to another "
             "customer, or to a customer that the app may not see, are left out of `object` and "
             "named in `error_msg_list`, in the same words for all three. Unset texts are left "
             "out; the platform's sample prints them as the word `null`.",
    .session = Session::kNone,
    .lane = Lane::kRead,
}};

}  // namespace ebbtide::contract::xiaoman_refund_info_batchquery
