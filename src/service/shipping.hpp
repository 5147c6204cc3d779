#pragma once

#include <vector>

#include "service/context.hpp"

namespace ebbtide::service {

/// The lines of `order`, as just read, that are still to be sent: not on their way, and not given
/// back whole, with all their pieces and money.
std::vector<refund::OrderLine> LinesToShip(const refund::Order& order, const Context& context);

}  // namespace ebbtide::service
