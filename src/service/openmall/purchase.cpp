#include "service/openmall/purchase.hpp"

#include <string>

#include "service/parties.hpp"

namespace ebbtide::service::openmall {
namespace {

store::Scope ScopeOf(std::string_view distributor, const Context& context) {
  return BoundScope(refund::PartyKind::kDistributor, distributor, context);
}

}  // namespace

Error NoSuchTrade(std::int64_t tid) {
  return Refused("isv.trade-not-exist",
                 "order " + std::to_string(tid) +
                     " does not exist or is not of this distributor; check tid and distributor");
}

Error NoSuchRefund(std::int64_t id) {
  return Refused("isv.refund-not-exist:refund_id",
                 "refund " + std::to_string(id) +
                     " does not exist or is not of this distributor; check refund_id and "
                     "distributor");
}

Result<refund::Order> FindTrade(std::string_view distributor, std::int64_t tid,
                                const Context& context) {
  auto order = context.store.orders().Find(ScopeOf(distributor, context), {tid});
  if (!order || order->channel != refund::Channel::kOpenmall) return NoSuchTrade(tid);
  return *std::move(order);
}

Result<refund::Refund> FindOwnRefund(std::string_view distributor, std::int64_t id,
                                     const Context& context) {
  auto refund = context.store.refunds().Find(ScopeOf(distributor, context), {id});
  if (!refund || refund->channel != refund::Channel::kOpenmall) return NoSuchRefund(id);
  return *std::move(refund);
}

Result<store::RefundView> FindOwnRefundView(std::string_view distributor, std::int64_t id,
                                            const Context& context) {
  auto view = context.store.refunds().FindView(ScopeOf(distributor, context), {id});
  if (!view || view->refund.channel != refund::Channel::kOpenmall) return NoSuchRefund(id);
  return *std::move(view);
}

}  // namespace ebbtide::service::openmall
