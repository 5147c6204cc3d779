#pragma once

#include <array>

#include "contract/api.hpp"

/// taobao.rp.refunds.agree. Source: methods.md section 5.
namespace ebbtide::contract::rp_refunds_agree {

inline constexpr std::size_t kRowsMax = 20;
/// refund_id, amount and version of 19 digits each, `aftersale`, and what separates them.
inline constexpr std::size_t kRowBytesMax = 19 + 1 + 19 + 1 + 19 + 1 + 9 + 1;

inline constexpr std::array<std::string_view, 3> kMessageCodes{"OP_SUCC", "SOME_OP_SUCC",
                                                               "OP_FAILURE_UE"};

struct Request {
  Maybe<String> code;
  String refund_infos;
  Maybe<Boolean> ignore_code;

  static constexpr auto Describe() {
    return Object(
        "Request",
        Field<&Request::code>("Accepted and not looked at; no SMS code is ever asked for.",
                              {.example = "123456", .max_bytes = kIdBytesMax}),
        Field<&Request::refund_infos>(
            "The refunds, separated by commas, at most 20: `refund_id|amount|version|phase` each, "
            "the amount in fen; the phase may be left out and must be right when given.",
            {.example = "43234234|20000|1409294148714,3123123|12000|1409294148715",
             .required = true,
             .max_bytes = kRowsMax * kRowBytesMax}),
        Field<&Request::ignore_code>("Accepted and not looked at; no SMS code is ever asked for.",
                                     {.example = "false"}));
  }
};

struct Row {
  Maybe<String> message;
  String refund_id;
  Boolean succ = false;

  static constexpr auto Describe() {
    return Object("RefundMappingResult",
                  Field<&Row::message>("Why the refund was not agreed to; absent when it was.",
                                       {.example = "the amount is not the refund's"}),
                  Field<&Row::refund_id>("Number of the refund, as sent.", {.example = "43234234"}),
                  Field<&Row::succ>("Whether the refund is agreed to.", {.example = "true"}));
  }
};

struct Response {
  Maybe<String> message;
  Boolean succ = false;
  List<Row> results;
  String msg_code;

  static constexpr auto Describe() {
    return Object(
        "Response",
        Field<&Response::message>("What became of the rows, in words.",
                                  {.example = "2 of 2 refunds are agreed to"}),
        Field<&Response::succ>("Whether every refund is agreed to.", {.example = "true"}),
        Field<&Response::results>("One row per refund, in the order sent."),
        Field<&Response::msg_code>(
            "`OP_SUCC` when all are agreed to, `SOME_OP_SUCC` when some are, `OP_FAILURE_UE` when "
            "none is.",
            {.example = "OP_SUCC", .one_of = kMessageCodes}));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "taobao.rp.refunds.agree",
    .title = "Agree to refunds, in a batch",
    .category = "Taobao refund API",
    .notes = "At most 20 rows; a list that is longer or malformed is refused with code 41, and "
             "nothing is done. Otherwise each row succeeds or fails by itself: a stale version or "
             "a wrong amount in one does not stop the others.\n\n"
             "Agreeing starts the payment. The amount must be the refund's with its postage, in "
             "fen. While the money moves, `status` stays at the open state that the refund came "
             "from; then it is `SUCCESS`. A row for a refund whose goods must come back is refused "
             "until they have.\n\n"
             "The version must be the current `refund_version`; taobao.refund.detail.get has it. A "
             "row that is repeated after it took effect succeeds again and pays nothing twice. A "
             "refund that does not exist and one of another seller's fail in the same words.",
    .session = Session::kSeller,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::rp_refunds_agree
