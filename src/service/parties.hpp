#pragma once

#include <string_view>

#include "base/result.hpp"
#include "service/context.hpp"

/// Whom a method without session acts for: parties that are bound to the app.
namespace ebbtide::service {

/// What the distributor or customer of that code bought; nothing at all when the app is not bound
/// to it, so that a foreign one looks like none.
store::Scope BoundScope(refund::PartyKind kind, std::string_view code, const Context& context);

/// The party itself, or `isv.user-not-exist:` with `field`.
Result<store::Party> BoundParty(refund::PartyKind kind, std::string_view code,
                                std::string_view field, const Context& context);

/// The one distributor that the app is bound to: EPP's methods do not name it.
Result<store::Party> OwnDistributor(const Context& context);

}  // namespace ebbtide::service
