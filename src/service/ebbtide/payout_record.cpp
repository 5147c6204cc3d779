#include "service/ebbtide/payout_record.hpp"

#include "service/move.hpp"

namespace ebbtide::service {

Result<PayoutRecord> FindPayout(std::int64_t refund_id, const Context& context) {
  ASSIGN_OR_RETURN(auto refund, FindRefund(ScopeOf(context.caller), refund_id, context));
  auto payout = context.store.payouts().Find(refund.id);
  if (payout) return PayoutRecord{std::move(refund), *std::move(payout)};
  return Refused("isv.refund-status-error", "refund " + std::to_string(refund_id) +
                                                " waits for no payout; ebbtide.payouts.get lists "
                                                "those that do");
}

Result<void> SavePayout(store::Payout after, const store::Payout& before, const Context& context) {
  after.modified = context.now;
  if (context.store.payouts().Save(after, before)) return {};
  return Refused("isv.refund-status-error",
                 "the payout changed at the same time; look at it with ebbtide.payouts.get");
}

}  // namespace ebbtide::service
