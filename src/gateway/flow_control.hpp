#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "base/clock.hpp"

namespace ebbtide::gateway {

/// Calls a second; 0: as many as come.
struct FlowLimits {
  std::int64_t app_per_second = 0;
  std::int64_t method_per_second = 0;
  std::int64_t app_method_per_second = 0;
};

/// Token buckets for each app, for each method, and for each method of an app; a bucket holds what
/// a second allows. Shared by all threads, without a lock: a bucket is a single number, the moment
/// at which it is full again.
class FlowControl {
 public:
  explicit FlowControl(const FlowLimits& limits);

  /// A call that is one too many.
  struct Ban {
    std::string_view sub_code;  ///< as in top-protocol 7.3
    std::int64_t seconds = 0;   ///< after which there is room for another
  };

  /// Takes a token for the call from each bucket that it falls under, or from none of them.
  std::optional<Ban> Take(std::string_view app_key, std::string_view method, Timestamp now);

 private:
  struct Bucket {
    std::atomic<std::uint64_t> owner{0};
    std::atomic<std::int64_t> full_at_ns{0};
  };

  Bucket* BucketOf(std::uint64_t owner, std::int64_t now_ns);

  std::array<std::int64_t, 3> costs_ns_;  // of a token; 0: no such limit
  std::unique_ptr<Bucket[]> buckets_;     // none when nothing is limited
};

}  // namespace ebbtide::gateway
