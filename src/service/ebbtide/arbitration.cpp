#include "service/ebbtide/arbitration.hpp"

#include "service/move.hpp"

namespace ebbtide::service {

Author PlatformAuthor(const Caller& caller) {
  return {.actor = refund::Actor::kPlatform, .id = caller.user, .nick = caller.nick};
}

Result<refund::Refund> Arbitrate(const refund::Refund& refund, refund::Event event,
                                 const Author& author, const std::optional<std::string>& words,
                                 const Context& context) {
  ASSIGN_OR_RETURN(
      const auto moved,
      Move(refund, {.event = event, .actor = author.actor, .detail = words.value_or("")}, context));
  if (!moved.repeated && words) KeepWords(moved.refund, author, {.content = *words}, context);
  return moved.refund;
}

Result<void> CheckPossible(const refund::Refund& refund, refund::Event event, refund::Actor actor) {
  // Whether its goods are on their way does not matter to an arbitration.
  RETURN_IF_ERROR(
      refund::FindTransition(refund.state, event, actor, refund::FactsOf(refund, false)));
  return {};
}

}  // namespace ebbtide::service
