#include "contract/epp/refund_render.hpp"

#include "refund/reasons.hpp"
#include "service/epp/methods.hpp"
#include "service/epp/purchase.hpp"
#include "service/parties.hpp"

namespace ebbtide::service::epp_refund_render {
namespace {

namespace wire = contract::epp_refund_render;

wire::Rendering Present(const wire::Query& query, const refund::Order& order, refund::Claim claim) {
  wire::Rendering out{.out_order_id = query.out_order_id,
                      .tb_order_id = std::to_string(order.id.value),
                      .tb_sub_order_id = query.tb_sub_order_id,
                      .biz_claim_type = query.biz_claim_type,
                      .refund_reason_list = {}};
  for (const auto& reason : refund::BuyerReasons(claim)) {
    out.refund_reason_list.push_back({.reason_text_id = reason.id,
                                      .reason_text = std::string(reason.text),
                                      .proof_required = reason.proof_required,
                                      .refund_desc_required = reason.message_required});
  }
  return out;
}

Result<wire::Rendering> Find(const wire::Query& query, refund::LineId line,
                             const Context& context) {
  ASSIGN_OR_RETURN(const auto distributor, OwnDistributor(context));
  const auto bought = epp::FindBought(distributor.id, query.out_order_id, line, context);
  if (!bought) {
    return Refused(std::string(epp::kNotFound),
                   "no sub-order " + query.tb_sub_order_id + " of order " + query.out_order_id +
                       "; check that both numbers belong together and to your distributor");
  }
  const auto claim = static_cast<refund::Claim>(query.biz_claim_type);
  RETURN_IF_ERROR(epp::CheckClaim(*bought, claim, context));
  return Present(query, bought->order, claim);
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  const auto& query = request.refund_render_request;
  ASSIGN_OR_RETURN(const auto line, epp::ParseLineNumber(query.tb_sub_order_id,
                                                         "refund_render_request.tb_sub_order_id"));
  Result<wire::Rendering> outcome = Error{};
  context.store.Snapshot([&] { outcome = Find(query, line, context); });
  return epp::Answer<wire::Response>(std::move(outcome), epp::kFound);
}

}  // namespace ebbtide::service::epp_refund_render
