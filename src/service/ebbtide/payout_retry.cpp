#include "contract/ebbtide/payout_retry.hpp"

#include "service/ebbtide/methods.hpp"
#include "service/ebbtide/payout_record.hpp"
#include "service/move.hpp"

namespace ebbtide::service::ebbtide_payout_retry {
namespace {

namespace wire = contract::ebbtide_payout_retry;

using store::PayoutStatus;

Result<void> CheckRetryable(const store::Payout& payout) {
  if (payout.status != PayoutStatus::kPaid) return {};
  return Refused("isv.refund-status-error",
                 "the payout is paid; only one that is failed or unknown is tried again");
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  ASSIGN_OR_RETURN(const auto record, FindPayout(request.refund_id, context));
  RETURN_IF_ERROR(CheckRetryable(record.payout));
  if (record.payout.status == PayoutStatus::kWaiting) {  // begun before, and nothing came of it yet
    return wire::Response{.attempt = record.payout.attempt, .payout_key = record.payout.key};
  }
  auto payout = record.payout;
  payout.attempt += 1;
  payout.status = PayoutStatus::kWaiting;
  payout.reference.clear();
  payout.reason.clear();
  // Of an attempt whose outcome is not known the refund is still being paid.
  if (record.payout.status == PayoutStatus::kFailed) {
    RETURN_IF_ERROR(Move(record.refund,
                         {.event = refund::Event::kRetryPayout,
                          .actor = refund::Actor::kOperator,
                          .detail = "attempt " + std::to_string(payout.attempt)},
                         context));
  }
  RETURN_IF_ERROR(SavePayout(payout, record.payout, context));
  return wire::Response{.attempt = payout.attempt, .payout_key = payout.key};
}

}  // namespace ebbtide::service::ebbtide_payout_retry
