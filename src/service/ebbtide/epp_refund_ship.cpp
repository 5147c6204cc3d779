#include "contract/ebbtide/epp_refund_ship.hpp"

#include "service/ebbtide/buyer_moves.hpp"
#include "service/ebbtide/methods.hpp"
#include "service/epp/purchase.hpp"

namespace ebbtide::service::ebbtide_epp_refund_ship {

namespace wire = contract::ebbtide_epp_refund_ship;

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  ASSIGN_OR_RETURN(const auto refund,
                   epp::FindOwnRefund(request.refund_order_id, request.out_order_id, context));
  RETURN_IF_ERROR(ShipBack(refund,
                           {.mail_no = request.mail_no,
                            .carrier = request.cp_name,
                            .carrier_code = request.cp_code.value_or("")},
                           context));
  return wire::Response{.is_success = true};
}

}  // namespace ebbtide::service::ebbtide_epp_refund_ship
