#include "contract/ebbtide/xiaoman_refund_close.hpp"

#include "service/ebbtide/buyer_moves.hpp"
#include "service/ebbtide/methods.hpp"
#include "service/ebbtide/xiaoman_refund.hpp"

namespace ebbtide::service::ebbtide_xiaoman_refund_close {

namespace wire = contract::ebbtide_xiaoman_refund_close;

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  ASSIGN_OR_RETURN(const auto refund,
                   FindXiaomanRefund(request.global_id, request.refund_apply_no, context));
  RETURN_IF_ERROR(Withdraw(refund, context));
  return wire::Response{.is_success = true};
}

}  // namespace ebbtide::service::ebbtide_xiaoman_refund_close
