#include "service/parties.hpp"

#include <string>

namespace ebbtide::service {

store::Scope BoundScope(refund::PartyKind kind, std::string_view code, const Context& context) {
  constexpr refund::PartyId kNobody{-1};
  const auto party = context.store.access().FindBound(context.caller.app_key, kind, code);
  return store::Scope::Buyer(party.value_or(kNobody));
}

Result<store::Party> BoundParty(refund::PartyKind kind, std::string_view code,
                                std::string_view field, const Context& context) {
  const auto party = context.store.access().FindBound(context.caller.app_key, kind, code);
  if (party) return store::Party{*party, std::string(code)};
  return Refused("isv.user-not-exist:" + std::string(field),
                 std::string(refund::ToText(kind)) + " " + std::string(code) +
                     " does not exist or is not bound to this app; `ebbtide app create --for` "
                     "binds one");
}

Result<store::Party> OwnDistributor(const Context& context) {
  auto parties =
      context.store.access().BoundTo(context.caller.app_key, refund::PartyKind::kDistributor);
  if (parties.size() == 1) return std::move(parties.front());
  return Refused("isv.user-not-exist:distributor",
                 "the app must be bound to exactly one distributor, it is bound to " +
                     std::to_string(parties.size()) + "; `ebbtide app create --for` binds one");
}

}  // namespace ebbtide::service
