#include "refund/deadline.hpp"

#include <array>
#include <stdexcept>
#include <string>

namespace ebbtide::refund {
namespace {

constexpr std::int64_t kHourMs = 3'600'000;
constexpr std::int64_t kDayMs = 24 * kHourMs;

constexpr Durations kDefault{.seller_answer_unshipped_ms = 48 * kHourMs,
                             .seller_answer_shipped_ms = 48 * kHourMs,
                             .seller_answer_return_ms = 48 * kHourMs,
                             .buyer_after_refusal_ms = 7 * kDayMs,
                             .buyer_return_goods_ms = 7 * kDayMs,
                             .seller_confirm_receipt_ms = 10 * kDayMs,
                             .aftersale_window_ms = 15 * kDayMs};

constexpr Durations kTaobao = [] {
  Durations durations = kDefault;
  durations.seller_answer_unshipped_ms = 24 * kHourMs;
  durations.seller_answer_shipped_ms = 36 * kHourMs;
  durations.buyer_after_refusal_ms = 5 * kDayMs;
  return durations;
}();

constexpr Durations kTaobaoOlder = [] {
  Durations durations = kDefault;
  durations.seller_answer_shipped_ms = 5 * kDayMs;
  return durations;
}();

struct Profile {
  std::string_view name;
  Durations durations;
};
constexpr std::array kProfiles{Profile{"default", kDefault}, Profile{"taobao", kTaobao},
                               Profile{"taobao-older", kTaobaoOlder}};

}  // namespace

const Durations& DurationsOf(std::string_view profile) {
  for (const auto& one : kProfiles) {
    if (one.name == profile) return one.durations;
  }
  throw std::invalid_argument("must be default, taobao or taobao-older");
}

std::int64_t DurationMs(Deadline deadline, const Durations& durations) {
  switch (deadline) {
    case Deadline::kSellerAnswerUnshipped: return durations.seller_answer_unshipped_ms;
    case Deadline::kSellerAnswerShipped: return durations.seller_answer_shipped_ms;
    case Deadline::kSellerAnswerReturn: return durations.seller_answer_return_ms;
    case Deadline::kBuyerAfterRefusal: return durations.buyer_after_refusal_ms;
    case Deadline::kBuyerReturnGoods: return durations.buyer_return_goods_ms;
    case Deadline::kSellerConfirmReceipt: return durations.seller_confirm_receipt_ms;
    case Deadline::kNone: break;
  }
  throw std::logic_error("no deadline has no duration");
}

}  // namespace ebbtide::refund
