#include "contract/epp/refund_get.hpp"

#include "refund/vocabulary.hpp"
#include "service/epp/methods.hpp"
#include "service/epp/purchase.hpp"
#include "service/wire.hpp"

namespace ebbtide::service::epp_refund_get {
namespace {

namespace wire = contract::epp_refund_get;

std::optional<wire::Contact> Present(const refund::ReturnContact& contact) {
  if (contact == refund::ReturnContact{}) return std::nullopt;
  return wire::Contact{.contact_name = IfKnown(contact.name),
                       .mobile = IfKnown(contact.mobile),
                       .province_name = IfKnown(contact.province),
                       .city_name = IfKnown(contact.city),
                       .area_name = IfKnown(contact.area),
                       .town_name = IfKnown(contact.town),
                       .address_detail = IfKnown(contact.address),
                       .complete_address = IfKnown(contact.complete_address)};
}

std::optional<wire::Delivery> Present(const refund::ReturnDelivery& delivery) {
  if (delivery == refund::ReturnDelivery{}) return std::nullopt;
  return wire::Delivery{.mail_no = delivery.mail_no,
                        .cp_name = IfKnown(delivery.carrier),
                        .apply_time = IfKnown(delivery.given)};
}

std::optional<wire::Reason> PresentReason(const std::string& reason,
                                          const std::vector<std::string>& pictures) {
  if (reason.empty() && pictures.empty()) return std::nullopt;
  wire::Reason out{.reason_text = IfKnown(reason), .proof_picture_list = std::nullopt};
  if (pictures.empty()) return out;
  auto& list = out.proof_picture_list.emplace();
  for (const auto& url : pictures) list.push_back({url});
  return out;
}

wire::Item PresentItem(const store::RefundView& view) {
  const auto& line = view.line;
  return {.epp_item_id = line.item_code,
          .item_title = line.title,
          .sku_id = IfKnown(line.sku_id),
          .sku_title = IfKnown(line.sku_title),
          .buy_amount = line.quantity.Pieces(),
          .refund_amount = view.refund.quantity.Pieces(),
          .price = ToYuan(line.price),
          .refund_item_total_price = ToYuan(view.refund.amount)};
}

wire::Detail Present(const store::RefundView& view, const std::vector<std::string>& pictures) {
  const auto& refund = view.refund;
  return {.refund_create_time = refund.created,
          .refund_end_time = IfKnown(refund::IsFinal(refund.state) ? refund.ended : refund.due),
          .out_order_id = view.buyer_code + "_" + view.order.out_order_id,
          .refund_order_id = std::to_string(refund.id.value),
          .tb_order_id = std::to_string(refund.order.value),
          .tb_sub_order_id = std::to_string(refund.line.value),
          .total_price = std::to_string(view.order.paid.value),
          .biz_claim_type = static_cast<contract::Number>(refund.claim),
          .refund_status = std::string(refund::EppStatus(refund)),
          .refund_item = PresentItem(view),
          .refund_reason = PresentReason(refund.reason, pictures),
          .return_contact = Present(view.contact),
          .return_delivery = Present(view.delivery),
          .seller_refuse_reason = IfKnown(refund.refuse_reason),
          .buyer_refund_desc = IfKnown(refund.buyer_message)};
}

Result<wire::Detail> Find(const wire::Query& query, refund::RefundId id, const Context& context) {
  auto& refunds = context.store.refunds();
  const auto view = refunds.FindEpp(context.caller.app_key, id, query.out_order_id);
  if (view) return Present(*view, refunds.PicturesOf(id));
  return Refused(std::string(epp::kNotFound),
                 "no refund " + query.refund_order_id + " of order " + query.out_order_id +
                     "; check that both numbers belong together and to your distributor");
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  const auto& query = request.refund_order_detail_request;
  ASSIGN_OR_RETURN(
      const auto id,
      epp::ParseRefundNumber(query.refund_order_id, "refund_order_detail_request.refund_order_id"));
  Result<wire::Detail> outcome = Error{};
  context.store.Snapshot([&] { outcome = Find(query, id, context); });
  return epp::Answer<wire::Response>(std::move(outcome), epp::kFound);
}

}  // namespace ebbtide::service::epp_refund_get
