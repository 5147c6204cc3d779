#pragma once

#include <cstdint>
#include <string_view>

#include "base/clock.hpp"

namespace ebbtide::refund {

/// The time limits of a refund (refund-domain section 3).
enum class Deadline : std::uint8_t {
  kNone,
  kSellerAnswerUnshipped,
  kSellerAnswerShipped,
  kSellerAnswerReturn,
  kBuyerAfterRefusal,
  kBuyerReturnGoods,
  kSellerConfirmReceipt,
};

/// How long it runs by default. `kNone` has no duration and must not be asked for.
std::int64_t DurationMs(Deadline deadline);

/// When a deadline that starts at `now` fires; unset for `kNone`.
Timestamp DueAt(Deadline deadline, Timestamp now);

}  // namespace ebbtide::refund
