#include "contract/ebbtide/epp_refund_close.hpp"

#include "service/ebbtide/buyer_moves.hpp"
#include "service/ebbtide/methods.hpp"
#include "service/epp/purchase.hpp"

namespace ebbtide::service::ebbtide_epp_refund_close {

namespace wire = contract::ebbtide_epp_refund_close;

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  ASSIGN_OR_RETURN(const auto refund,
                   epp::FindOwnRefund(request.refund_order_id, request.out_order_id, context));
  RETURN_IF_ERROR(Withdraw(refund, context));
  return wire::Response{.is_success = true};
}

}  // namespace ebbtide::service::ebbtide_epp_refund_close
