#include "contract/openmall/trade_close.hpp"

#include "service/move.hpp"
#include "service/openmall/methods.hpp"
#include "service/openmall/purchase.hpp"

namespace ebbtide::service::openmall_trade_close {
namespace {

namespace wire = contract::openmall_trade_close;
using refund::OrderState;

Result<void> Close(refund::Order order, const std::string& reason, const Context& context) {
  if (order.state != OrderState::kCreated) {
    return Refused("isv.order-status-error",
                   "order " + std::to_string(order.id.value) + " is " +
                       std::string(refund::ToText(order.state)) +
                       "; only an unpaid order can be closed, apply for a refund instead");
  }
  auto& orders = context.store.orders();
  auto details = orders.OpenmallOf(order.id);
  details.mark = reason;
  orders.PutOpenmall(order.id, details);
  order.state = OrderState::kClosed;
  order.ended = context.now;
  SaveOrder(std::move(order), context);
  return {};
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  ASSIGN_OR_RETURN(const auto order,
                   openmall::FindTrade(request.distributor, request.tid, context));
  if (order.state != OrderState::kClosed) {
    RETURN_IF_ERROR(Close(order, request.reason, context));
  }
  return wire::Response{.result = {.tid = std::to_string(order.id.value)}};
}

}  // namespace ebbtide::service::openmall_trade_close
