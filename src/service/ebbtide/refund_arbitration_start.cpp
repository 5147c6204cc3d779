#include "contract/ebbtide/refund_arbitration_start.hpp"

#include "service/ebbtide/arbitration.hpp"
#include "service/ebbtide/methods.hpp"
#include "service/move.hpp"

namespace ebbtide::service::ebbtide_refund_arbitration_start {
namespace {

namespace wire = contract::ebbtide_refund_arbitration_start;

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  constexpr auto kEvent = refund::Event::kStepIn;
  ASSIGN_OR_RETURN(const auto refund,
                   FindRefund(ScopeOf(context.caller), request.refund_id, context));
  const auto author = PlatformAuthor(context.caller);
  if (refund.arbitration == refund::Arbitration::kSteppedIn) {
    RETURN_IF_ERROR(CheckPossible(refund, kEvent, author.actor));
  } else {
    RETURN_IF_ERROR(Arbitrate(refund, kEvent, author, request.note, context));
  }
  return wire::Response{.is_success = true};
}

}  // namespace ebbtide::service::ebbtide_refund_arbitration_start
