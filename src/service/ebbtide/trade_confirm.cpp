#include "contract/ebbtide/trade_confirm.hpp"

#include "service/ebbtide/methods.hpp"
#include "service/move.hpp"

namespace ebbtide::service::ebbtide_trade_confirm {
namespace {

namespace wire = contract::ebbtide_trade_confirm;

using refund::OrderState;

Result<void> Finish(refund::Order order, const Context& context) {
  if (order.state != OrderState::kShipped) {
    return Refused("isv.order-status-error", "trade " + std::to_string(order.id.value) + " is " +
                                                 std::string(refund::ToText(order.state)) +
                                                 "; only a shipped one can be finished");
  }
  order.state = OrderState::kFinished;
  order.ended = context.now;
  SaveOrder(std::move(order), context);
  return {};
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  auto order = context.store.orders().Find(ScopeOf(context.caller), {request.tid});
  if (!order) {
    return Refused("isv.trade-not-exist",
                   "trade " + std::to_string(request.tid) + " does not exist or is not yours");
  }
  if (order->state != OrderState::kFinished) {
    RETURN_IF_ERROR(Finish(*std::move(order), context));
  }
  return wire::Response{.is_success = true};
}

}  // namespace ebbtide::service::ebbtide_trade_confirm
