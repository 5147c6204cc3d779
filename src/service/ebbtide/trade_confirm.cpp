#include "contract/ebbtide/trade_confirm.hpp"

#include "service/ebbtide/methods.hpp"
#include "service/shipping.hpp"

namespace ebbtide::service::ebbtide_trade_confirm {

namespace wire = contract::ebbtide_trade_confirm;

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  ASSIGN_OR_RETURN(auto order, FindOwnOrder(request.tid, context));
  RETURN_IF_ERROR(ConfirmReceipt(std::move(order), context));
  return wire::Response{.is_success = true};
}

}  // namespace ebbtide::service::ebbtide_trade_confirm
