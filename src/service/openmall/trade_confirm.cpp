#include "contract/openmall/trade_confirm.hpp"

#include "service/move.hpp"
#include "service/openmall/methods.hpp"
#include "service/openmall/purchase.hpp"

namespace ebbtide::service::openmall_trade_confirm {
namespace {

namespace wire = contract::openmall_trade_confirm;
using refund::OrderState;

Result<void> Finish(refund::Order order, const Context& context) {
  if (order.state != OrderState::kShipped) {
    return Refused("isv.order-status-error", "order " + std::to_string(order.id.value) + " is " +
                                                 std::string(refund::ToText(order.state)) +
                                                 "; only a shipped order can be confirmed");
  }
  order.state = OrderState::kFinished;
  order.ended = context.now;
  SaveOrder(std::move(order), context);
  return {};
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  ASSIGN_OR_RETURN(const auto order,
                   openmall::FindTrade(request.distributor, request.tid, context));
  if (order.state != OrderState::kFinished) RETURN_IF_ERROR(Finish(order, context));
  return wire::Response{.result = {.tid = std::to_string(order.id.value)}};
}

}  // namespace ebbtide::service::openmall_trade_confirm
