#include "contract/ebbtide/xiaoman_refund_ship.hpp"

#include "service/ebbtide/buyer_moves.hpp"
#include "service/ebbtide/methods.hpp"
#include "service/ebbtide/xiaoman_refund.hpp"

namespace ebbtide::service::ebbtide_xiaoman_refund_ship {

namespace wire = contract::ebbtide_xiaoman_refund_ship;

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  ASSIGN_OR_RETURN(const auto refund,
                   FindXiaomanRefund(request.global_id, request.refund_apply_no, context));
  RETURN_IF_ERROR(
      ShipBack(refund, {.mail_no = request.mail_no, .carrier = request.cp_name}, context));
  return wire::Response{.is_success = true};
}

}  // namespace ebbtide::service::ebbtide_xiaoman_refund_ship
