#pragma once

#include <cstdint>

#include "base/clock.hpp"

namespace ebbtide::store {

/// Makes ids below 2^53 so that JavaScript clients keep their digits: 31 bits of seconds since
/// 2020, 6 bits of node, 16 bits of sequence (design, decision 9). They ascend; when a second's
/// sequence is used up, or the clock steps back, the second of the ids runs on ahead of the clock.
/// Not thread safe.
class IdSource {
 public:
  static constexpr int kNodeCount = 64;

  /// `clock` must outlive this; `node` is below `kNodeCount`. Every id will be above `floor`, the
  /// largest that the store holds, so that a restart within a second repeats none.
  IdSource(const Clock& clock, int node, std::int64_t floor);

  std::int64_t Next();

  /// The smallest id that a clock at `now` could not yet give out. Larger ids in the store came
  /// from elsewhere and are no floor.
  static std::int64_t CeilingAt(Timestamp now);

 private:
  const Clock& clock_;
  std::int64_t node_;
  std::int64_t second_;
  std::int64_t sequence_ = 0;
};

}  // namespace ebbtide::store
