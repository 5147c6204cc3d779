#include "contract/openmall/refund_submit.hpp"

#include "service/move.hpp"
#include "service/openmall/methods.hpp"
#include "service/openmall/purchase.hpp"

namespace ebbtide::service::openmall_refund_submit {
namespace {

namespace wire = contract::openmall_refund_submit;

/// Given before, by either side, and the seller has not looked at the goods yet.
bool IsKnown(const store::RefundView& view, const wire::Request& request) {
  return view.refund.state == refund::State::kGoodsReturned &&
         view.delivery.mail_no == request.logistics_no;
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  ASSIGN_OR_RETURN(const auto view,
                   openmall::FindOwnRefundView(request.distributor, request.refund_id, context));
  if (IsKnown(view, request)) return wire::Response{.result = true};

  const auto& code = request.logistics_company_code;
  ASSIGN_OR_RETURN(const auto moved, Move(view.refund,
                                          {.event = refund::Event::kShipBack,
                                           .actor = refund::Actor::kBuyer,
                                           .detail = code + " " + request.logistics_no},
                                          context));
  if (moved.repeated) {
    return Refused("isv.refund-status-error", "the return has the waybill " +
                                                  view.delivery.mail_no +
                                                  " already; tell the seller another with "
                                                  "taobao.openmall.refund.message.submit");
  }
  context.store.refunds().PutDelivery(view.refund.id, {.mail_no = request.logistics_no,
                                                       .carrier = request.logistics_company_name,
                                                       .given = context.now});
  return wire::Response{.result = true};
}

}  // namespace ebbtide::service::openmall_refund_submit
