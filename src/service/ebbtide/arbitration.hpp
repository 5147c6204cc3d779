#pragma once

#include <optional>
#include <string>

#include "refund/life_cycle.hpp"
#include "service/messages.hpp"

/// What the methods around an arbitration have in common.
namespace ebbtide::service {

/// Who speaks for the platform.
Author PlatformAuthor(const Caller& caller);

/// Moves the refund within, into or out of an arbitration; what is said joins its messages.
Result<refund::Refund> Arbitrate(const refund::Refund& refund, refund::Event event,
                                 const Author& author, const std::optional<std::string>& words,
                                 const Context& context);

/// Whether the table would let `actor` do that now, so that a call which changes nothing any more
/// may be answered as a success.
Result<void> CheckPossible(const refund::Refund& refund, refund::Event event, refund::Actor actor);

}  // namespace ebbtide::service
