#include "contract/openmall/refund_get.hpp"

#include "refund/vocabulary.hpp"
#include "service/openmall/methods.hpp"
#include "service/openmall/purchase.hpp"
#include "service/taobao/present_refund.hpp"
#include "service/taobao/present_trade.hpp"
#include "service/wire.hpp"

namespace ebbtide::service::openmall_refund_get {
namespace {

namespace wire = contract::openmall_refund_get;

void FillFromRefund(const refund::Refund& refund, wire::Refund& out) {
  const bool waits = refund.due != Timestamp{};
  out.created = refund.created;
  out.good_status = IfKnown(std::string(refund::TaobaoGoodStatus(refund)));
  out.has_good_return = refund.claim == refund::Claim::kReturnAndRefund;
  out.modified = refund.modified;
  out.num = refund.quantity.Pieces();
  out.refund_fee = ToYuan(refund::TotalOf(refund));
  out.refund_id = refund.id.value;
  out.refund_phase = refund::TaobaoPhase(refund.phase);
  out.refund_remind_timeout = {.exist_timeout = waits, .timeout = IfKnown(refund.due)};
  out.status = std::string(refund::TaobaoStatus(refund));
  out.closed_by_seller_ship = refund.closed_by_ship;
}

void FillReturn(const store::RefundView& view, wire::Refund& out) {
  out.address = IfKnown(taobao::AddressText(view.contact));
  out.post_code = IfKnown(view.contact.zip);
  out.fix_phone = IfKnown(view.contact.phone);
  out.mobile = IfKnown(view.contact.mobile);
  out.consignee_full_name = IfKnown(view.contact.name);
  out.sid = IfKnown(view.delivery.mail_no);
  out.company_name = IfKnown(view.delivery.carrier);
}

wire::Refund Present(const store::RefundView& view, const refund::OpenmallOrder& details) {
  wire::Refund out;
  FillFromRefund(view.refund, out);
  FillReturn(view, out);
  out.num_iid = taobao::ItemNumberOf(view.line);
  out.payment = ToYuan(view.line.paid);
  out.shipping_type = IfKnown(details.shipping_type);
  out.sku = IfKnown(taobao::SkuText(view.line));
  out.total_fee = ToYuan(view.order.paid);
  return out;
}

Result<wire::Response> Read(const wire::Request& request, const Context& context) {
  ASSIGN_OR_RETURN(const auto view,
                   openmall::FindOwnRefundView(request.distributor, request.refund_id, context));
  const auto details = context.store.orders().OpenmallOf(view.refund.order);
  return wire::Response{.refund = Present(view, details)};
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  Result<wire::Response> response = Error{};
  context.store.Snapshot([&] { response = Read(request, context); });
  return response;
}

}  // namespace ebbtide::service::openmall_refund_get
