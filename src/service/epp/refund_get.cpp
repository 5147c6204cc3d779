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

wire::Item PresentItem(const store::EppRefundView& view) {
  return {.epp_item_id = view.item_code,
          .item_title = view.title,
          .sku_id = IfKnown(view.sku_id),
          .sku_title = IfKnown(view.sku_title),
          .buy_amount = view.bought.Pieces(),
          .refund_amount = view.quantity.Pieces(),
          .price = ToYuan(view.price),
          .refund_item_total_price = ToYuan(view.amount)};
}

wire::Detail Present(const store::EppRefundView& view, const std::string& out_order_id,
                     const std::vector<std::string>& pictures) {
  return {.refund_create_time = view.created,
          .refund_end_time = IfKnown(refund::IsFinal(view.state) ? view.ended : view.due),
          .out_order_id = view.buyer_code + "_" + out_order_id,
          .refund_order_id = std::to_string(view.id.value),
          .tb_order_id = std::to_string(view.order.value),
          .tb_sub_order_id = std::to_string(view.line.value),
          .total_price = std::to_string(view.order_paid.value),
          .biz_claim_type = static_cast<contract::Number>(view.claim),
          .refund_status = std::string(refund::EppStatus(view.state)),
          .refund_item = PresentItem(view),
          .refund_reason = PresentReason(view.reason, pictures),
          .return_contact = Present(view.contact),
          .return_delivery = Present(view.delivery),
          .seller_refuse_reason = IfKnown(view.refuse_reason),
          .buyer_refund_desc = IfKnown(view.buyer_message)};
}

Error NotFound(const wire::Query& query) {
  return Refused(std::string(epp::kNotFound),
                 "no refund " + query.refund_order_id + " of order " + query.out_order_id +
                     "; check that both numbers belong together and to your distributor");
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context, Basis& basis) {
  const auto& query = request.refund_order_detail_request;
  ASSIGN_OR_RETURN(
      const auto id,
      epp::ParseRefundNumber(query.refund_order_id, "refund_order_detail_request.refund_order_id"));
  std::optional<store::EppRefundView> view;
  std::vector<std::string> pictures;
  context.store.Snapshot([&] {
    auto& refunds = context.store.refunds();
    view = refunds.FindEpp(context.caller.app_key, id, query.out_order_id);
    if (view) pictures = refunds.PicturesOf(id);
  });
  if (view) {
    basis.Add(view->order);
    basis.Add(view->id);
  }
  using Outcome = Result<wire::Detail>;
  return epp::Answer<wire::Response>(
      view ? Outcome(Present(*view, query.out_order_id, pictures)) : Outcome(NotFound(query)),
      epp::kFound);
}

}  // namespace ebbtide::service::epp_refund_get
