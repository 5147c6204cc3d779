#pragma once

#include <atomic>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ebbtide {

/// A moment: milliseconds since 1970 in UTC. 0 means "not set".
struct Timestamp {
  std::int64_t unix_ms = 0;

  auto operator<=>(const Timestamp&) const = default;
};

/// `yyyy-MM-dd HH:mm:ss` in GMT+8, the only form in which TOP writes a moment.
std::string ToWireTime(Timestamp moment);

/// Reads that form; nothing when the text is not exactly it or names a day that does not exist.
std::optional<Timestamp> ParseWireTime(std::string_view text);

/// Where every part of Ebbtide asks for the time, so that tests can move it.
/// Implementations may be called from any thread.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Timestamp Now() const = 0;
};

class SystemClock final : public Clock {
 public:
  [[nodiscard]] Timestamp Now() const override;
};

/// Stands still until it is moved.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Timestamp now) : now_ms_(now.unix_ms) {}
  [[nodiscard]] Timestamp Now() const override { return {now_ms_.load()}; }
  void AdvanceMs(std::int64_t ms) { now_ms_ += ms; }

 private:
  std::atomic<std::int64_t> now_ms_;
};

}  // namespace ebbtide
