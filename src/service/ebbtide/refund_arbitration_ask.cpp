#include "contract/ebbtide/refund_arbitration_ask.hpp"

#include "service/ebbtide/arbitration.hpp"
#include "service/ebbtide/methods.hpp"
#include "service/move.hpp"

namespace ebbtide::service::ebbtide_refund_arbitration_ask {
namespace {

namespace wire = contract::ebbtide_refund_arbitration_ask;

bool IsAsked(const refund::Refund& refund) {
  return refund.arbitration == refund::Arbitration::kAsked ||
         refund.arbitration == refund::Arbitration::kSteppedIn;
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  constexpr auto kEvent = refund::Event::kAskPlatform;
  ASSIGN_OR_RETURN(const auto refund,
                   FindRefund(ScopeOf(context.caller), request.refund_id, context));
  const auto author = AuthorOf(context.caller);
  if (IsAsked(refund)) {
    RETURN_IF_ERROR(CheckPossible(refund, kEvent, author.actor));
  } else {
    RETURN_IF_ERROR(Arbitrate(refund, kEvent, author, request.reason, context));
  }
  return wire::Response{.is_success = true};
}

}  // namespace ebbtide::service::ebbtide_refund_arbitration_ask
