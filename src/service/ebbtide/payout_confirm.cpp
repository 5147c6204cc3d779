#include "contract/ebbtide/payout_confirm.hpp"

#include "service/ebbtide/methods.hpp"
#include "service/ebbtide/payout_record.hpp"
#include "service/move.hpp"

namespace ebbtide::service::ebbtide_payout_confirm {
namespace {

namespace wire = contract::ebbtide_payout_confirm;

using refund::Event;
using store::PayoutStatus;

Error StatusError(std::string what_to_do) {
  return Refused("isv.refund-status-error", std::move(what_to_do));
}

std::string DetailOf(const wire::Request& request) {
  std::string detail = "attempt " + std::to_string(request.attempt);
  if (request.reference) detail += ", reference " + *request.reference;
  if (request.reason) detail += ": " + *request.reason;
  return detail;
}

/// The refund after `event`, which its payment brings about.
Result<refund::Refund> MoveByPayout(const refund::Refund& refund, Event event,
                                    const wire::Request& request, const Context& context) {
  ASSIGN_OR_RETURN(
      auto moved,
      Move(refund, {.event = event, .actor = refund::Actor::kPayout, .detail = DetailOf(request)},
           context));
  return std::move(moved.refund);
}

/// A payment is final: it can be reported again, but as the same one.
Result<void> CheckRepeated(const wire::Request& request, const store::Payout& payout) {
  const bool same =
      request.outcome == "paid" && (!request.reference || *request.reference == payout.reference);
  if (same) return {};
  return StatusError("the payout is reported as paid" +
                     (payout.reference.empty() ? "" : " under " + payout.reference) +
                     "; nothing else can become of it");
}

/// Any attempt may turn out to be the one that paid; otherwise only the present one counts.
Result<void> CheckAttempt(const wire::Request& request, const store::Payout& payout) {
  const std::string present = "the present attempt is " + std::to_string(payout.attempt);
  if (request.attempt > payout.attempt) return InvalidArgument("attempt", present);
  if (request.attempt == payout.attempt || request.outcome == "paid") return {};
  return StatusError(present + "; what became of one before does not count any more");
}

/// The refund follows what is reported of its payment.
Result<void> Follow(const PayoutRecord& record, PayoutStatus outcome, const wire::Request& request,
                    const Context& context) {
  const bool failed = record.payout.status == PayoutStatus::kFailed;
  switch (outcome) {
    case PayoutStatus::kPaid: {
      auto refund = record.refund;
      if (failed) {
        ASSIGN_OR_RETURN(refund, MoveByPayout(refund, Event::kRetryPayout, request, context));
      }
      RETURN_IF_ERROR(MoveByPayout(refund, Event::kPayoutSucceeded, request, context));
      return {};
    }
    case PayoutStatus::kFailed:
      if (!failed) {
        RETURN_IF_ERROR(MoveByPayout(record.refund, Event::kPayoutFailed, request, context));
      }
      return {};
    case PayoutStatus::kUnknown:
      if (!failed) return {};
      return StatusError("the attempt is reported as failed; ebbtide.payout.retry begins another");
    case PayoutStatus::kWaiting: break;
  }
  throw std::logic_error("an outcome that the contract does not have");
}

Result<void> Report(const PayoutRecord& record, const wire::Request& request,
                    const Context& context) {
  const auto outcome = store::ParsePayoutStatus(request.outcome);
  RETURN_IF_ERROR(CheckAttempt(request, record.payout));
  RETURN_IF_ERROR(Follow(record, outcome, request, context));
  auto payout = record.payout;
  payout.status = outcome;
  if (request.reference) payout.reference = *request.reference;
  const bool again = outcome == record.payout.status;
  payout.reason = request.reason.value_or(again ? payout.reason : "");
  return SavePayout(std::move(payout), record.payout, context);
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  ASSIGN_OR_RETURN(const auto record, FindPayout(request.refund_id, context));
  if (record.payout.status == PayoutStatus::kPaid) {
    RETURN_IF_ERROR(CheckRepeated(request, record.payout));
  } else {
    RETURN_IF_ERROR(Report(record, request, context));
  }
  return wire::Response{.status = request.outcome};
}

}  // namespace ebbtide::service::ebbtide_payout_confirm
