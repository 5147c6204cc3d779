#pragma once

#include "contract/api.hpp"
#include "contract/taobao/common.hpp"

/// taobao.refund.refuse. Source: methods.md section 5; tid and oid are what older SDKs send.
namespace ebbtide::contract::refund_refuse {

inline constexpr std::size_t kMessageCharactersMin = 2;
inline constexpr std::size_t kMessageCharactersMax = 200;
/// So many characters, of up to four bytes each.
inline constexpr std::size_t kMessageBytesMax = 4 * kMessageCharactersMax;
inline constexpr std::size_t kProofBytesMax = 130'000;

struct Request {
  Number refund_id = 0;
  String refuse_message;
  Maybe<Bytes> refuse_proof;
  Maybe<String> refund_phase;
  Maybe<Number> refund_version;
  Maybe<Number> refuse_reason_id;
  Maybe<Number> tid;
  Maybe<Number> oid;

  static constexpr auto Describe() {
    return Object(
        "Request",
        Field<&Request::refund_id>("Number of the refund.",
                                   {.example = "83477", .required = true, .min = 1}),
        Field<&Request::refuse_message>(
            "Why the seller refuses, in 2 to 200 characters.",
            {.example = "已发货，不同意退款", .required = true, .max_bytes = kMessageBytesMax}),
        Field<&Request::refuse_proof>("A picture that proves it: GIF, JPG or PNG.",
                                      {.example = "GIF89a", .max_bytes = kProofBytesMax}),
        Field<&Request::refund_phase>("Phase of the refund; must be right when given.",
                                      {.example = "onsale", .one_of = taobao::kPhases}),
        Field<&Request::refund_version>("The version that the seller has seen.",
                                        {.example = "1409231007325", .min = 1}),
        Field<&Request::refuse_reason_id>("Number of a reason from taobao.refund.refusereason.get.",
                                          {.example = "101", .min = 1}),
        Field<&Request::tid>("The refund's main order; must be right when given.",
                             {.example = "2231884277", .min = 1}),
        Field<&Request::oid>("The refund's sub-order; must be right when given.",
                             {.example = "2231884277", .min = 1}));
  }
};

struct Refund {
  String refund_id;
  Date modified;
  String status;

  static constexpr auto Describe() {
    return Object(
        "Refund",
        Field<&Refund::refund_id>("Number of the refund; a String here.", {.example = "83477"}),
        Field<&Refund::modified>("When the refund last changed.",
                                 {.example = "2024-02-19 13:05:58"}),
        Field<&Refund::status>(
            "Where the refund stands now.",
            {.example = "SELLER_REFUSE_BUYER", .one_of = taobao::kRefundStatuses}));
  }
};

struct Response {
  Refund refund;
  Boolean is_success = false;

  static constexpr auto Describe() {
    return Object("Response", Field<&Response::refund>("The refund after the call."),
                  Field<&Response::is_success>("`true`; a failure is an error document.",
                                               {.example = "true"}));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "taobao.refund.refuse",
    .title = "Refuse a refund",
    .category = "Taobao refund API",
    .notes =
        "The buyer may then change the application or withdraw it. A refund of an order that "
        "is not shipped cannot be refused: ship the order instead, which closes the refund. "
        "Neither can one whose reason is `SEVEN_DAYS_WITHOUT_REASON`. Both answer "
        "`isv.refund-refuse-not-allowed`. Returned goods are refused with "
        "taobao.rp.returngoods.refuse.\n\n"
        "The message and the proof join the refund's messages; the message, after the text of "
        "the reason where one is named, is also what the refund shows as its refusal. What the "
        "proof is, its content says, not its name.\n\n"
        "With `refund_version` the refund moves only from that version; an older one is "
        "refused with `isv.refund-version-expired`, and taobao.refund.detail.get has the "
        "current one. A repeated call that already took effect answers success and adds "
        "nothing. A refund that does not exist, or is another seller's, is refused with code "
        "50 and `isv.refund-not-exist:refund_id`, in the same words for both; one that is "
        "not waiting for the seller's answer with `isv.refund-status-error`.",
    .session = Session::kSeller,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::refund_refuse
