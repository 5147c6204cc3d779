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

/// How long each deadline runs, by configuration.
struct Durations {
  std::int64_t seller_answer_unshipped_ms = 0;
  std::int64_t seller_answer_shipped_ms = 0;
  std::int64_t seller_answer_return_ms = 0;
  std::int64_t buyer_after_refusal_ms = 0;
  std::int64_t buyer_return_goods_ms = 0;
  std::int64_t seller_confirm_receipt_ms = 0;
  std::int64_t aftersale_window_ms = 0;  ///< after a trade has finished

  bool operator==(const Durations&) const = default;
};

/// The profile of that name (refund-domain section 3): `default`, `taobao` or `taobao-older`. Where
/// a platform's figure is not known, the default's. Throws `std::invalid_argument` at another name.
const Durations& DurationsOf(std::string_view profile);

/// `kNone` has no duration and must not be asked for.
std::int64_t DurationMs(Deadline deadline, const Durations& durations);

}  // namespace ebbtide::refund
