#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "simulation/deed.hpp"

namespace ebbtide::simulation {

/// `count` random deeds of random actors, the same for a seed each time. They succeed often enough
/// for refunds to come far, and are wrong in every way now and then.
std::vector<Deed> PlanDeeds(std::uint64_t seed, std::size_t count, std::int64_t now, bool external);

}  // namespace ebbtide::simulation
