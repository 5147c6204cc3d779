#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.hpp"
#include "service/context.hpp"
#include "service/messages.hpp"

/// What a distributor ordered through Openmall, and its refunds. Somebody else's, or of another
/// channel, is not there, in the same words.
namespace ebbtide::service::openmall {

/// `isv.trade-not-exist`.
Error NoSuchTrade(std::int64_t tid);
/// `isv.refund-not-exist:refund_id`.
Error NoSuchRefund(std::int64_t id);

/// The order, if the distributor is bound to the app and ordered it.
Result<refund::Order> FindTrade(std::string_view distributor, std::int64_t tid,
                                const Context& context);

/// The refund, if the distributor is bound to the app and applied for it.
Result<refund::Refund> FindOwnRefund(std::string_view distributor, std::int64_t id,
                                     const Context& context);
/// The same with all that is known of it.
Result<store::RefundView> FindOwnRefundView(std::string_view distributor, std::int64_t id,
                                            const Context& context);

/// The distributor, as who speaks about a refund of theirs.
inline Author AuthorOf(const refund::Refund& refund, std::string_view distributor) {
  return {.actor = refund::Actor::kBuyer, .id = refund.buyer, .nick = std::string(distributor)};
}

}  // namespace ebbtide::service::openmall
