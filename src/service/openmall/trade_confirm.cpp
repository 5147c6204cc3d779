#include "contract/openmall/trade_confirm.hpp"

#include "service/openmall/methods.hpp"
#include "service/openmall/purchase.hpp"
#include "service/shipping.hpp"

namespace ebbtide::service::openmall_trade_confirm {

namespace wire = contract::openmall_trade_confirm;

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  ASSIGN_OR_RETURN(const auto order,
                   openmall::FindTrade(request.distributor, request.tid, context));
  RETURN_IF_ERROR(ConfirmReceipt(order, context));
  return wire::Response{.result = {.tid = std::to_string(order.id.value)}};
}

}  // namespace ebbtide::service::openmall_trade_confirm
