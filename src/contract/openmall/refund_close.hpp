#pragma once

#include "contract/api.hpp"
#include "contract/openmall/common.hpp"

/// taobao.openmall.refund.close. Source: methods.md section 6.
namespace ebbtide::contract::openmall_refund_close {

struct Request {
  String distributor;
  Number refund_id = 0;

  static constexpr auto Describe() {
    return Object("Request",
                  Field<&Request::distributor>(
                      openmall::kDistributorDoc,
                      {.example = "demo_distributor", .required = true, .max_bytes = kIdBytesMax}),
                  Field<&Request::refund_id>("Number of the refund.",
                                             {.example = "83477", .required = true, .min = 1}));
  }
};

struct Response {
  Boolean result = false;

  static constexpr auto Describe() {
    return Object("Response",
                  Field<&Response::result>("Whether the refund is closed.", {.example = "true"}));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "taobao.openmall.refund.close",
    .title = "Withdraw a refund application",
    .category = "Openmall (buyer side)",
    .notes =
        "Possible in `WAIT_SELLER_AGREE`, `SELLER_REFUSE_BUYER` and "
        "`WAIT_BUYER_RETURN_GOODS`; elsewhere `isv.refund-status-error`. Closing a closed "
        "refund, whoever closed it, answers `true` and changes nothing. Its money and pieces are free for "
        "another refund.\n\n"
        "A refund that does not exist, or is another distributor's, is refused with "
        "`isv.refund-not-exist:refund_id`.",
    .session = Session::kNone,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::openmall_refund_close
