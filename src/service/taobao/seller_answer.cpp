#include "service/taobao/seller_answer.hpp"

#include "refund/vocabulary.hpp"
#include "service/move.hpp"

namespace ebbtide::service {

Result<refund::Refund> FindInPhase(std::int64_t id, const std::optional<std::string>& phase,
                                   const Context& context) {
  ASSIGN_OR_RETURN(auto refund, FindRefund(ScopeOf(context.caller), id, context));
  if (phase && *phase != refund::TaobaoPhase(refund.phase)) {
    return InvalidArgument("refund_phase", "refund " + std::to_string(id) + " is " +
                                               std::string(refund::TaobaoPhase(refund.phase)) +
                                               "; send that as refund_phase");
  }
  return refund;
}

Result<const refund::RefuseReason*> FindNamedReason(std::optional<std::int64_t> id) {
  if (!id) return nullptr;
  if (const auto* const reason = refund::FindRefuseReason(*id)) return reason;
  return InvalidArgument("refuse_reason_id", "there is no reason " + std::to_string(*id) +
                                                 "; taobao.refund.refusereason.get lists them");
}

}  // namespace ebbtide::service
