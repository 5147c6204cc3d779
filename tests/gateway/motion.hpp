#pragma once

#include <cstdint>

#include "refund/life_cycle.hpp"
#include "support/platform.hpp"

namespace ebbtide::test {

/// Moves a refund without a call, for tests in which somebody else has to act first. Throws where
/// the life cycle has no such move.
void MoveRefund(Platform& platform, std::int64_t refund, refund::Event event, refund::Actor actor);

}  // namespace ebbtide::test
