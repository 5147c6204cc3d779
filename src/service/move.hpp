#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "refund/life_cycle.hpp"
#include "service/context.hpp"

/// Moving refunds: the one way in which a refund changes after it was applied for.
namespace ebbtide::service {

/// What somebody does to a refund.
struct Motion {
  refund::Event event;
  refund::Actor actor;
  /// The version that the caller has seen, where the method carries one. Another one is refused.
  std::optional<std::int64_t> seen_version{};
  /// For the audit trail: what the move's own row does not say.
  std::string detail{};
  /// What changes beside the state; its amounts are held anew by the guards.
  std::function<void(refund::Refund&)> change{};
};

struct Moved {
  refund::Refund refund;  ///< as it stands now
  /// The move had taken effect before: nothing was written.
  bool repeated = false;
};

/// Moves `refund`, as just read, by the life cycle's table: compare-and-set on its version, money
/// held anew or let go, event, payment, the order's own change and, when all that was paid for it
/// has gone back, its end. A move that was made before is recognised by its event and answered as
/// such; everything that the table does not have is refused. Only in a write transaction; after an
/// error all that the caller wrote in it must be taken back too.
Result<Moved> Move(const refund::Refund& refund, const Motion& motion, const Context& context);

/// What a caller is told of a refund that does not exist, or that they may not see.
Error NoSuchRefund(std::int64_t id);

/// The refund in scope, or `isv.refund-not-exist:refund_id`, in the same words for a foreign one.
Result<refund::Refund> FindRefund(const store::Scope& scope, std::int64_t id,
                                  const Context& context);

/// Writes a new refund of `order`, as just read, by the table's row for applying. Its money is
/// held.
void WriteApplied(const refund::Refund& made, const refund::Transition& row,
                  const refund::Order& order, const Context& context);

/// What the payment of a refund is known by to whoever pays, in every attempt.
std::string PayoutKey(refund::RefundId id);

/// The order has changed: a version above the one before.
void SaveOrder(refund::Order order, const Context& context);

}  // namespace ebbtide::service
