#pragma once

#include <cstdint>

#include "refund/order.hpp"

namespace ebbtide::store {

/// Whose data a query may see. There is no query without one.
class Scope {
 public:
  /// What the seller sold.
  static Scope Seller(refund::PartyId seller) { return {Side::kSeller, seller}; }
  /// What the buyer, distributor or customer bought.
  static Scope Buyer(refund::PartyId buyer) { return {Side::kBuyer, buyer}; }
  /// Everything: for the platform's staff, for deadlines, and for what was found by a scope before.
  static Scope Platform() { return {Side::kPlatform, {}}; }

  /// For SQL: 1 where the side counts, and whose.
  [[nodiscard]] std::int64_t platform() const { return side_ == Side::kPlatform ? 1 : 0; }
  [[nodiscard]] std::int64_t seller() const {
    return side_ == Side::kSeller ? party_.value : kNobody;
  }
  [[nodiscard]] std::int64_t buyer() const {
    return side_ == Side::kBuyer ? party_.value : kNobody;
  }

 private:
  enum class Side : std::uint8_t { kSeller, kBuyer, kPlatform };
  static constexpr std::int64_t kNobody = -1;

  Scope(Side side, refund::PartyId party) : side_(side), party_(party) {}

  Side side_;
  refund::PartyId party_;
};

}  // namespace ebbtide::store
