#include "service/ebbtide/xiaoman_refund.hpp"

namespace ebbtide::service {

Result<refund::Refund> FindXiaomanRefund(const std::string& global_id,
                                         const std::string& refund_apply_no,
                                         const Context& context) {
  auto& refunds = context.store.refunds();
  const auto customer = context.store.access().FindBound(context.caller.app_key,
                                                         refund::PartyKind::kCustomer, global_id);
  const auto id = customer ? refunds.FindXiaoman(*customer, refund_apply_no) : std::nullopt;
  if (id) return refunds.Find(store::Scope::Buyer(*customer), *id).value();
  return Refused("isv.refund-not-exist:refund_apply_no", "refund " + refund_apply_no +
                                                             " does not exist or is not customer " +
                                                             global_id + "'s; check both numbers");
}

}  // namespace ebbtide::service
