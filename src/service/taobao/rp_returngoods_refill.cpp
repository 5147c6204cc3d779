#include "contract/taobao/rp_returngoods_refill.hpp"

#include "service/move.hpp"
#include "service/taobao/methods.hpp"
#include "service/taobao/seller_answer.hpp"

namespace ebbtide::service::rp_returngoods_refill {
namespace {

namespace wire = contract::rp_returngoods_refill;

Result<void> CheckSame(const wire::Request& request, const Context& context) {
  const auto view =
      context.store.refunds().FindView(ScopeOf(context.caller), {request.refund_id}).value();
  const auto& delivery = view.delivery;
  const bool same = delivery.mail_no == request.logistics_waybill_no &&
                    delivery.carrier == request.logistics_company_code;
  if (same) return {};
  return Refused("isv.refund-status-error", "the return has the waybill " + delivery.carrier + " " +
                                                delivery.mail_no + " already; it stays");
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  ASSIGN_OR_RETURN(const auto refund,
                   FindInPhase(request.refund_id, request.refund_phase, context));
  ASSIGN_OR_RETURN(const auto moved, Move(refund,
                                          {.event = refund::Event::kShipBack,
                                           .actor = refund::Actor::kSeller,
                                           .detail = request.logistics_company_code + " " +
                                                     request.logistics_waybill_no},
                                          context));
  if (moved.repeated) {
    RETURN_IF_ERROR(CheckSame(request, context));
  } else {
    context.store.refunds().PutDelivery(refund.id, {.mail_no = request.logistics_waybill_no,
                                                    .carrier = request.logistics_company_code,
                                                    .given = context.now});
  }
  return wire::Response{.is_success = true};
}

}  // namespace ebbtide::service::rp_returngoods_refill
