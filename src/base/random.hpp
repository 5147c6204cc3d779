#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ebbtide {

inline constexpr std::string_view kBase36 = "0123456789abcdefghijklmnopqrstuvwxyz";
inline constexpr std::string_view kHexDigits = "0123456789abcdef";

/// Where every part of Ebbtide takes randomness from. Not thread safe: one for each thread.
class Random {
 public:
  virtual ~Random() = default;
  virtual std::uint64_t Next() = 0;

  /// `size` characters, each drawn from `alphabet`.
  std::string Text(std::size_t size, std::string_view alphabet);
};

/// From the kernel; fit for secrets and session keys.
class SystemRandom final : public Random {
 public:
  std::uint64_t Next() override;
};

/// Fast and repeatable; fit for request ids and tests, not for secrets.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : state_(seed) {}
  std::uint64_t Next() override;

 private:
  std::uint64_t state_;
};

}  // namespace ebbtide
