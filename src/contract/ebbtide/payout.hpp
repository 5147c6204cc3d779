#pragma once

#include <array>
#include <string_view>

#include "contract/api.hpp"

/// What the payout methods share. Ebbtide's own: they stand between a refund and the provider that
/// pays it.
namespace ebbtide::contract::ebbtide_payout {

inline constexpr std::array<std::string_view, 4> kStatuses{"waiting", "unknown", "failed", "paid"};
inline constexpr std::array<std::string_view, 3> kOutcomes{"paid", "failed", "unknown"};

inline constexpr Number kAttemptsMax = 1'000'000;
inline constexpr std::size_t kReferenceBytesMax = 128;

}  // namespace ebbtide::contract::ebbtide_payout
