#pragma once

#include <array>

#include "contract/api.hpp"

/// taobao.logistics.offline.send. Source: methods.md section 5.
namespace ebbtide::contract::logistics_offline_send {

inline constexpr std::size_t kLinesMax = 50;

inline constexpr std::array<std::string_view, 2> kSplits{"0", "1"};

struct Request {
  Maybe<Number> cancel_id;
  String company_code;
  Maybe<String> feature;
  Maybe<Number> is_split;
  String out_sid;
  Maybe<String> seller_ip;
  Maybe<Number> sender_id;
  List<Number> sub_tid;
  Number tid = 0;

  static constexpr auto Describe() {
    return Object(
        "Request",
        Field<&Request::cancel_id>("Accepted and not looked at: number of a return address.",
                                   {.example = "1", .min = 0}),
        Field<&Request::company_code>(
            "Code of the carrier.",
            {.example = "POST", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Request::feature>(
            "Accepted and not looked at: serial numbers and shops as `key=tid:value,value`.",
            {.example = "identCode=2231884277:123", .max_bytes = kTextBytesMax}),
        Field<&Request::is_split>("1 to ship only the lines of `sub_tid`, 0 to ship all that are "
                                  "left; 0 if absent.",
                                  {.example = "1", .one_of = kSplits}),
        Field<&Request::out_sid>(
            "The waybill.",
            {.example = "611412845207816", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Request::seller_ip>("Accepted and not looked at: the seller's address.",
                                   {.example = "192.0.2.1", .max_bytes = kIdBytesMax}),
        Field<&Request::sender_id>("Accepted and not looked at: number of a sender's address.",
                                   {.example = "1", .min = 0}),
        Field<&Request::sub_tid>("Sub-orders that are shipped now; needed when `is_split` is 1, "
                                 "otherwise not looked at.",
                                 {.example = "2231884277", .min = 1, .max_items = kLinesMax}),
        Field<&Request::tid>("Number of the main order.",
                             {.example = "2231884277", .required = true, .min = 1}));
  }
};

struct Shipping {
  Boolean is_success = false;

  static constexpr auto Describe() {
    return Object("Shipping", Field<&Shipping::is_success>(
                                  "`true`; a failure is an error document.", {.example = "true"}));
  }
};

struct Response {
  Shipping shipping;

  static constexpr auto Describe() {
    return Object("Response", Field<&Response::shipping>("The outcome."));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "taobao.logistics.offline.send",
    .title = "Ship an order with a carrier of the seller's",
    .category = "Taobao logistics API",
    .notes = "`is_split` 1 with `sub_tid` ships these lines; otherwise all lines that are left go "
             "with the waybill. A line that was given back whole is not left. A trade is shipped "
             "once no line is.\n\n"
             "Refunds that wait for the seller's answer, on lines that were not shipped before and "
             "now are, are closed in the same transaction.\n\n"
             "Only a paid trade can be shipped, and one whose hold after paying "
             "(`PAID_FORBID_CONSIGN`) has passed; otherwise `isv.order-status-error`. So is a line "
             "that went with another waybill. A repeated call with the same waybill answers "
             "success and changes nothing. A trade that does not exist, or is another seller's, is "
             "refused with code 50 and `isv.trade-not-exist`, in the same words for both.",
    .session = Session::kSeller,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::logistics_offline_send
