#pragma once

#include <compare>
#include <cstdint>

namespace ebbtide {

/// A number that names one kind of thing: an `OrderId` does not fit where a `RefundId` is wanted.
/// 0 means none.
template <class Tag>
struct Id {
  std::int64_t value = 0;

  auto operator<=>(const Id&) const = default;
  explicit operator bool() const { return value != 0; }
};

}  // namespace ebbtide
