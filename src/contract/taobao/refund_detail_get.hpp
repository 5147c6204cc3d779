#pragma once

#include "contract/api.hpp"
#include "contract/taobao/common.hpp"

/// taobao.refund.detail.get. Source: methods.md section 4.
namespace ebbtide::contract::refund_detail_get {

struct Request {
  Number refund_id = 0;
  List<String> fields;

  static constexpr auto Describe() {
    return Object("Request",
                  Field<&Request::refund_id>("Number of the refund.",
                                             {.example = "83477", .required = true, .min = 1}),
                  Field<&Request::fields>(
                      "Members of `detail` that are wanted: `refund_version`, `allowedOperations`, "
                      "`notAllowedOperations`.",
                      {.example = "refund_version",
                       .required = true,
                       .max_items = taobao::kFieldsMax,
                       .max_bytes = kIdBytesMax}));
  }
};

struct Operation {
  String operation_code;
  Maybe<String> tips;

  static constexpr auto Describe() {
    return Object(
        "Operation",
        Field<&Operation::operation_code>("Name of the operation.", {.example = "SELLER_REFUSE"}),
        Field<&Operation::tips>("What to tell the user about it.",
                                {.example = "定制、虚拟等特定类目才可【拒绝申请】哦~"}));
  }
};

struct Detail {
  Maybe<Number> refund_version;
  Maybe<List<Operation>> allowed_operations;
  Maybe<List<Operation>> not_allowed_operations;

  static constexpr auto Describe() {
    return Object(
        "RefundDetail",
        Field<&Detail::refund_version>("The present version, for methods that move the refund.",
                                       {.example = "1409231007325"}),
        Field<&Detail::allowed_operations>("What the seller may do now."),
        Field<&Detail::not_allowed_operations>("What the seller may not do now, and why."));
  }
};

struct Response {
  Detail detail;

  static constexpr auto Describe() {
    return Object("Response",
                  Field<&Response::detail>("The details, as far as `fields` asks for them."));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "taobao.refund.detail.get",
    .title = "Query what a seller may do with a refund",
    .category = "Taobao refund API",
    .notes = "A call that was refused with `isv.refund-version-expired` finds the current "
             "`refund_version` here.\n\n"
             "The operations: SELLER_AGREE_REFUND, SELLER_AGREE_RETURN, SELLER_REFUSE, "
             "SELLER_FILL_WAYBILL, SELLER_REFUSE_GOODS, SELLER_SEND_GOODS, SELLER_ASK_PLATFORM, "
             "SELLER_REVIEW and SELLER_LEAVE_MESSAGE. Each stands in one of the two lists; its "
             "`tips` name the method, or say why not.\n\n"
             "`fields` takes the members' names in camelCase, as `allowedOperations`, or as they "
             "are answered, as `allowed_operations`; other names are ignored.\n\n"
             "A refund that does not exist, or is another seller's, is refused with code 50 and "
             "`isv.refund-not-exist:refund_id`, in the same words for both.",
    .session = Session::kSeller,
    .lane = Lane::kRead,
}};

}  // namespace ebbtide::contract::refund_detail_get
