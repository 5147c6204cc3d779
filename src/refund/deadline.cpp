#include "refund/deadline.hpp"

#include <stdexcept>

namespace ebbtide::refund {
namespace {

constexpr std::int64_t kHourMs = 3'600'000;
constexpr std::int64_t kDayMs = 24 * kHourMs;

}  // namespace

std::int64_t DurationMs(Deadline deadline) {
  switch (deadline) {
    case Deadline::kSellerAnswerUnshipped:
    case Deadline::kSellerAnswerShipped:
    case Deadline::kSellerAnswerReturn: return 48 * kHourMs;
    case Deadline::kBuyerAfterRefusal:
    case Deadline::kBuyerReturnGoods: return 7 * kDayMs;
    case Deadline::kSellerConfirmReceipt: return 10 * kDayMs;
    case Deadline::kNone: break;
  }
  throw std::logic_error("no deadline has no duration");
}

Timestamp DueAt(Deadline deadline, Timestamp now) {
  if (deadline == Deadline::kNone) return {};
  return {now.unix_ms + DurationMs(deadline)};
}

}  // namespace ebbtide::refund
