#pragma once

#include <array>

#include "contract/api.hpp"

/// taobao.epp.refund.render. Source: methods.md section 3.
namespace ebbtide::contract::epp_refund_render {

inline constexpr std::array<std::string_view, 2> kClaims{"1", "3"};

struct Query {
  Number biz_claim_type = 0;
  String out_order_id;
  String tb_sub_order_id;

  static constexpr auto Describe() {
    return Object(
        "RefundRenderRequest",
        Field<&Query::biz_claim_type>("What will be applied for: 1 refund only, 3 return and "
                                      "refund.",
                                      {.example = "1", .required = true, .one_of = kClaims}),
        Field<&Query::out_order_id>(
            "The caller's number of the purchase.",
            {.example = "sr_haoka_test_001", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Query::tb_sub_order_id>(
            "Number of the sub-order.",
            {.example = "3783289106002297404", .required = true, .max_bytes = kIdBytesMax}));
  }
};

struct Request {
  Query refund_render_request;

  static constexpr auto Describe() {
    return Object("Request",
                  Field<&Request::refund_render_request>(
                      "What will be applied for, as a JSON object.", {.required = true}));
  }
};

struct Reason {
  Number reason_text_id = 0;
  String reason_text;
  Boolean proof_required = false;
  Boolean refund_desc_required = false;

  static constexpr auto Describe() {
    return Object("RefundReasonDTO",
                  Field<&Reason::reason_text_id>(
                      "Number of the reason, for taobao.epp.refund.create.", {.example = "1"}),
                  Field<&Reason::reason_text>("The reason in words.", {.example = "不想要了"}),
                  Field<&Reason::proof_required>("Whether pictures must be given with it.",
                                                 {.example = "false"}),
                  Field<&Reason::refund_desc_required>(
                      "Whether the buyer must say something with it.", {.example = "false"}));
  }
};

struct Rendering {
  String out_order_id;
  String tb_order_id;
  String tb_sub_order_id;
  Number biz_claim_type = 0;
  List<Reason> refund_reason_list;

  static constexpr auto Describe() {
    return Object(
        "RefundRenderDTO",
        Field<&Rendering::out_order_id>("The caller's number of the purchase, as asked.",
                                        {.example = "sr_haoka_test_001"}),
        Field<&Rendering::tb_order_id>("Number of the main order.",
                                       {.example = "3783289106002297404"}),
        Field<&Rendering::tb_sub_order_id>("Number of the sub-order, as asked.",
                                           {.example = "3783289106002297404"}),
        Field<&Rendering::biz_claim_type>("What will be applied for, as asked.", {.example = "1"}),
        Field<&Rendering::refund_reason_list>("The reasons that may be given for it."));
  }
};

struct Outcome {
  String code;
  Boolean success = false;
  String message;
  Maybe<Rendering> data;

  static constexpr auto Describe() {
    return Object(
        "Result", Field<&Outcome::code>("`200`, or the code of the failure.", {.example = "200"}),
        Field<&Outcome::success>("Whether such a refund may be applied for.", {.example = "true"}),
        Field<&Outcome::message>("`成功`, or the failure in words.", {.example = "成功"}),
        Field<&Outcome::data>("The reasons; absent on failure."));
  }
};

struct Response {
  Outcome result;

  static constexpr auto Describe() {
    return Object("Response", Field<&Response::result>("The outcome."));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "taobao.epp.refund.render",
    .title = "Ask for the reasons before applying for an enterprise-purchase refund",
    .category = "Enterprise purchase (EPP)",
    .notes = "The sub-order must be of the purchase, and that of the one distributor that the app "
             "is bound to; otherwise `success` is false with code `404`, in the same words for all "
             "cases. An order that cannot be refunded (any more), and a return of what is not "
             "shipped, have the code that taobao.epp.refund.create refuses them with. Nothing is "
             "written and nothing is reserved: what may be refunded is checked "
             "again when the refund is applied for.",
    .session = Session::kNone,
    .lane = Lane::kRead,
}};

}  // namespace ebbtide::contract::epp_refund_render
