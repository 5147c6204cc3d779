#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/clock.hpp"

namespace ebbtide::store {

/// A span of time, both ends included; an end that is not given is open.
struct Window {
  std::optional<Timestamp> from;
  std::optional<Timestamp> until;
};

/// Times on the wire have whole seconds: an end that was given so means all of its second.
constexpr Timestamp EndOfSecond(Timestamp second) { return {second.unix_ms + 999}; }

enum class Direction : std::uint8_t { kOldestFirst, kNewestFirst };

/// A part of a list. Ties in time are broken by the number.
struct Page {
  Direction direction = Direction::kNewestFirst;
  std::int64_t offset = 0;
  std::int64_t size = 40;
  bool count = true;  ///< whether the total is wanted
};

template <class T>
struct Listed {
  std::vector<T> rows;
  bool has_next = false;
  std::int64_t total = 0;  ///< 0 unless asked for
};

}  // namespace ebbtide::store
