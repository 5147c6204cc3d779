#include "contract/openmall/refund_close.hpp"

#include "service/move.hpp"
#include "service/openmall/methods.hpp"
#include "service/openmall/purchase.hpp"

namespace ebbtide::service::openmall_refund_close {

namespace wire = contract::openmall_refund_close;

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  ASSIGN_OR_RETURN(const auto refund,
                   openmall::FindOwnRefund(request.distributor, request.refund_id, context));
  // Whoever closed it: what the caller wants is so.
  if (refund.state != refund::State::kClosed) {
    RETURN_IF_ERROR(
        Move(refund, {.event = refund::Event::kWithdraw, .actor = refund::Actor::kBuyer}, context));
  }
  return wire::Response{.result = true};
}

}  // namespace ebbtide::service::openmall_refund_close
