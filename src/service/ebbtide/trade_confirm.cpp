#include "contract/ebbtide/trade_confirm.hpp"

#include "service/ebbtide/methods.hpp"
#include "service/shipping.hpp"

namespace ebbtide::service::ebbtide_trade_confirm {

namespace wire = contract::ebbtide_trade_confirm;

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  auto order = context.store.orders().Find(ScopeOf(context.caller), {request.tid});
  if (!order) {
    return Refused("isv.trade-not-exist",
                   "trade " + std::to_string(request.tid) + " does not exist or is not yours");
  }
  RETURN_IF_ERROR(ConfirmReceipt(*std::move(order), context));
  return wire::Response{.is_success = true};
}

}  // namespace ebbtide::service::ebbtide_trade_confirm
