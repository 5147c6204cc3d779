#include "contract/taobao/refund_refusereason_get.hpp"

#include "refund/reasons.hpp"
#include "schema/fields.hpp"
#include "service/taobao/methods.hpp"
#include "service/taobao/seller_answer.hpp"

namespace ebbtide::service::refund_refusereason_get {

namespace wire = contract::refund_refusereason_get;

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  RETURN_IF_ERROR(FindInPhase(request.refund_id, request.refund_phase, context));
  wire::Response response;
  for (const auto& reason : refund::RefuseReasons()) {
    response.reasons.push_back({.reason_id = reason.id,
                                .reason_text = std::string(reason.text),
                                .reason_tips = std::string(reason.tips)});
  }
  response.total_results = static_cast<contract::Number>(response.reasons.size());
  schema::KeepFields(schema::kType<schema::List<wire::Reason>>, &response.reasons, request.fields);
  return response;
}

}  // namespace ebbtide::service::refund_refusereason_get
