#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "refund/refund.hpp"
#include "store/page.hpp"

namespace ebbtide::store {

enum class PayoutStatus : std::uint8_t { kWaiting, kUnknown, kFailed, kPaid };

std::string_view ToText(PayoutStatus status);
PayoutStatus ParsePayoutStatus(std::string_view text);

/// The payment of one refund; a refund has at most one, however often it is tried. All attempts
/// carry the same key to the payment provider, so that it pays once.
struct Payout {
  refund::RefundId refund;
  refund::OrderId order;
  std::string key;
  std::int64_t attempt = 1;
  PayoutStatus status = PayoutStatus::kWaiting;
  Fen amount;
  std::string reference;  ///< the provider's number
  std::string reason;     ///< why it failed
  Timestamp created;
  Timestamp modified;
};

/// Payments on their way. Whoever asks pays for the whole platform.
class Payouts {
 public:
  virtual ~Payouts() = default;

  virtual std::optional<Payout> Find(refund::RefundId refund) = 0;
  /// Oldest first; without a status all that are not paid.
  virtual Listed<Payout> List(std::optional<PayoutStatus> status, const Page& page) = 0;

  /// The rest writes. A second one for the same refund throws.
  virtual void Insert(const Payout& payout) = 0;
  /// Writes `payout` if it still stands at `before`.
  virtual bool Save(const Payout& payout, const Payout& before) = 0;
};

}  // namespace ebbtide::store
