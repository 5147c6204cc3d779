#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "refund/order.hpp"

namespace ebbtide::refund {

/// Where a refund stands (refund-domain section 1). Arbitration is a flag beside it.
enum class State : std::uint8_t {
  kApplied,
  kRefused,
  kReturnAgreed,
  kGoodsReturned,
  kRefundAgreed,  ///< the money is moving
  kPayoutFailed,  ///< it did not arrive; an operator or a retry moves on
  kSuccess,       ///< final
  kClosed,        ///< final
};
inline constexpr int kStateCount = 8;

/// What the buyer wants; the values are EPP's biz_claim_type.
enum class Claim : std::uint8_t { kRefundOnly = 1, kReturnAndRefund = 3 };

/// When it was applied for; the values are WDK's dispute_type.
enum class Phase : std::uint8_t { kOnSale = 1, kAfterSale = 2 };

/// How far the platform has stepped in; the values are Taobao's cs_status (refund-domain section
/// 4).
enum class Arbitration : std::uint8_t {
  kNone = 1,
  kAsked = 2,
  kSteppedIn = 3,
  kWithdrawn = 7,
  kForBuyer = 8,
  kForSeller = 9,
};

/// Where the goods were when the refund was applied for; the first two are EPP's goods_status.
enum class GoodsStatus : std::uint8_t {
  kUnknown = 0,
  kNotReceived = 1,
  kReceived = 2,
  kUnshipped = 3
};

/// On whose behalf something is done.
enum class Actor : std::uint8_t {
  kBuyer,
  kSeller,
  kPlatform,  ///< its staff
  kSystem,    ///< a deadline
  kPayout,    ///< the payment provider, or the job that retries it
  kOperator,  ///< whoever runs Ebbtide: imports history
};

std::string_view ToText(State state);
std::string_view ToText(Actor actor);
State ParseState(std::string_view text);
Actor ParseActor(std::string_view text);

inline bool IsFinal(State state) { return state == State::kSuccess || state == State::kClosed; }

/// Whether its money is on the way: agreed to, and not known to have arrived.
inline bool IsPaying(State state) {
  return state == State::kRefundAgreed || state == State::kPayoutFailed;
}

/// Whether the refund's money and pieces count against its order line: all but closed ones do.
inline bool HoldsMoney(State state) { return state != State::kClosed; }

/// A refund of one order line.
struct Refund {
  RefundId id;
  OrderId order;
  LineId line;
  PartyId seller;
  PartyId buyer;
  Channel channel = Channel::kTaobao;
  State state = State::kApplied;
  State came_from = State::kApplied;  ///< the last state that Taobao has a word for
  Arbitration arbitration = Arbitration::kNone;
  Claim claim = Claim::kRefundOnly;
  Phase phase = Phase::kOnSale;
  Fen amount;  ///< without postage
  Fen post_fee;
  Quantity quantity;
  std::string reason;
  std::string buyer_message;
  std::string refuse_reason;
  BatchId batch;              ///< none, unless applied for in a batch
  std::string out_refund_id;  ///< the caller's number, where it has one
  Timestamp created;
  Timestamp modified;
  Timestamp ended;             ///< unset until final
  Timestamp due;               ///< when its present deadline fires; unset when none runs
  std::int64_t paused_ms = 0;  ///< what was left of the deadline when the platform stepped in
  GoodsStatus goods = GoodsStatus::kUnknown;
  bool closed_by_ship = false;  ///< the seller shipped the order instead
  bool reviewed = false;        ///< passed review for agreement in batches
  std::int64_t version = 0;     ///< milliseconds; grows with every change (refund_version)
};

/// What counts against the order: the claimed amount with its postage.
inline Fen TotalOf(const Refund& refund) { return refund.amount + refund.post_fee; }

}  // namespace ebbtide::refund
