#pragma once

#include "contract/api.hpp"

/// alibaba.crm.refund.xiaoman.taxaudit. Source: methods.md section 7.
namespace ebbtide::contract::xiaoman_taxaudit {

/// The page has no limits; these keep a report within what the store keeps of it.
inline constexpr std::size_t kItemsMax = 50;
inline constexpr std::size_t kMessageBytesMax = 255;

struct Item {
  Maybe<String> invoice_msg;
  Maybe<String> original_refund_amount;
  Maybe<String> order_no;
  Maybe<String> order_item_no;
  Maybe<String> invoice_loss;
  Maybe<String> refund_amount;
  Maybe<String> ali_service_loss;

  static constexpr auto Describe() {
    return Object(
        "AliXiaoManRefundOrderItemDto",
        Field<&Item::invoice_msg>("What is said of the invoice.",
                                  {.example = "已开票", .max_bytes = kMessageBytesMax}),
        Field<&Item::original_refund_amount>("Money that was applied for.",
                                             {.example = "1000.0", .max_bytes = kIdBytesMax}),
        Field<&Item::order_no>("The order.",
                               {.example = "P2107134353201627", .max_bytes = kIdBytesMax}),
        Field<&Item::order_item_no>("The order line.",
                                    {.example = "P2107134353201627_1", .max_bytes = kIdBytesMax}),
        Field<&Item::invoice_loss>("What the invoice costs.",
                                   {.example = "100.0", .max_bytes = kIdBytesMax}),
        Field<&Item::refund_amount>("Money that goes back.",
                                    {.example = "900.0", .max_bytes = kIdBytesMax}),
        Field<&Item::ali_service_loss>("What the service fee costs.",
                                       {.example = "100.0", .max_bytes = kIdBytesMax}));
  }
};

struct Report {
  Maybe<String> okki_client_id;
  String okki_refund_id;
  Maybe<String> approve;
  Maybe<Date> valid_end;
  Maybe<String> order_item_no;
  String action;
  String ali_cgs;
  String id;
  List<Item> refund_order_item_list;
  Maybe<String> content;
  Maybe<String> refund_amount;

  static constexpr auto Describe() {
    return Object(
        "AliXiaoManRefundDto",
        Field<&Report::okki_client_id>("The customer's number with Xiaoman.",
                                       {.example = "27720", .max_bytes = kIdBytesMax}),
        Field<&Report::okki_refund_id>(
            "Xiaoman's number of the refund.",
            {.example = "2022040115130100014350", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Report::approve>("The verdict; an open vocabulary, kept as given.",
                                {.example = "1", .max_bytes = kIdBytesMax}),
        Field<&Report::valid_end>("Until when the service runs.",
                                  {.example = "2021-03-16 00:00:00"}),
        Field<&Report::order_item_no>("The order line.",
                                      {.example = "P2107134353201627_1", .max_bytes = kIdBytesMax}),
        Field<&Report::action>("What is reported; an open vocabulary, kept as given.",
                               {.example = "3", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Report::ali_cgs>(
            "The customer's global id.",
            {.example = "1954931178", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Report::id>(
            "Number of the refund application.",
            {.example = "T2012018473772142", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Report::refund_order_item_list>("The report's order lines.",
                                               {.max_items = kItemsMax}),
        Field<&Report::content>(
            "What the auditors say.",
            {.example = "您好，您的这笔订单发票已开具", .max_bytes = kTextBytesMax}),
        Field<&Report::refund_amount>("Money that goes back in all.",
                                      {.example = "900.0", .max_bytes = kIdBytesMax}));
  }
};

struct Request {
  Report ali_xiao_man_refund_dto;

  static constexpr auto Describe() {
    return Object("Request", Field<&Request::ali_xiao_man_refund_dto>(
                                 "The report, as a JSON object.", {.required = true}));
  }
};

/// Like the outcome of alibaba.crm.refund.xiaoman.refund.info.batchquery, without its `object`.
struct Outcome {
  Maybe<String> error_desc;
  Maybe<List<String>> error_msg_list;
  Boolean success = false;
  Maybe<String> error_info_code;
  Maybe<String> error_code;
  Maybe<String> error_msg;

  static constexpr auto Describe() {
    constexpr std::string_view kUnknownCustomer =
        "customer 1954931178 does not exist or is not bound to this app; `ebbtide app create "
        "--for` binds one";
    return Object(
        "ResultDTO",
        Field<&Outcome::error_desc>("Details of a failure.", {.example = kUnknownCustomer}),
        Field<&Outcome::error_msg_list>("One sentence per thing that is wrong.",
                                        {.example = kUnknownCustomer}),
        Field<&Outcome::success>("Whether the report is kept.", {.example = "true"}),
        Field<&Outcome::error_info_code>("Code of the failure's details.",
                                         {.example = "isv.user-not-exist:ali_cgs"}),
        Field<&Outcome::error_code>("Code of a failure.",
                                    {.example = "isv.user-not-exist:ali_cgs"}),
        Field<&Outcome::error_msg>("A failure in words.", {.example = kUnknownCustomer}));
  }
};

struct Response {
  Outcome result;

  static constexpr auto Describe() {
    return Object("Response", Field<&Response::result>("The outcome."));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "alibaba.crm.refund.xiaoman.taxaudit",
    .title = "Report the tax audit of a CRM refund",
    .category = "CRM (Xiaoman)",
    .notes = "The report is kept as it came, under the customer's `okki_refund_id` and `action`; a "
             "repeated one answers as the first did, and one with other content is refused "
             "(`isv.invalid-parameter:okki_refund_id`). It does not change where the refund "
             "stands. Amounts are texts with decimals and are kept as given.\n\n"
             "A customer that does not exist and one that the app may not see are refused in the "
             "same words, and so is every `order_item_no` that is not the customer's "
             "(`isv.order-not-exist:order_item_no`). Unset texts are left out of the answer.",
    .session = Session::kNone,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::xiaoman_taxaudit
