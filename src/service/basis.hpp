#pragma once

#include <cstdint>
#include <vector>

#include "refund/order.hpp"

namespace ebbtide::service {

/// The orders and refunds that an answer shows. A method that fills one promises that the answer to
/// the same question of the same caller stays the same until one of them changes; so it names them
/// all, and none where anything else matters: the clock, or that something does not exist.
class Basis {
 public:
  void Add(refund::OrderId order) { numbers_.push_back(order.value); }
  void Add(refund::RefundId refund) { numbers_.push_back(refund.value); }

  /// Empty when the answer is good for this once.
  [[nodiscard]] const std::vector<std::int64_t>& numbers() const { return numbers_; }

 private:
  std::vector<std::int64_t> numbers_;
};

}  // namespace ebbtide::service
