#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "base/clock.hpp"

namespace ebbtide::gateway {

/// Calls a second; 0: as many as come.
struct FlowLimits {
  std::int64_t app_per_second = 0;
  std::int64_t method_per_second = 0;
  std::int64_t app_method_per_second = 0;
  std::int64_t oauth_address_per_second = 0;  ///< requests of the OAuth endpoints
};

/// Token buckets for each app, for each method, for each method of an app, and for OAuth; a bucket
/// holds what a second allows. Shared by all threads, without a lock: a bucket is a single number,
/// the moment at which it is full again.
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

  /// The same for a request of an OAuth endpoint at `path`, which anybody can send in the app's
  /// name, and many do who guess: the app and the app's use of `path` have buckets of their own
  /// there, so that an app's calls are never used up by others. `address` is the client's.
  std::optional<Ban> TakeOAuth(std::string_view app_key, std::string_view path,
                               std::string_view address, Timestamp now);

 private:
  struct Bucket {
    std::atomic<std::uint64_t> owner{0};
    std::atomic<std::int64_t> full_at_ns{0};
  };

  struct Limit {
    std::int64_t cost_ns;  ///< of a token; 0: no such limit
    std::uint64_t owner;
    std::string_view sub_code;
  };

  std::optional<Ban> TakeAll(std::span<const Limit> limits, Timestamp now);
  Bucket* BucketOf(std::uint64_t owner, std::int64_t now_ns);

  const std::int64_t app_cost_ns_;
  const std::int64_t method_cost_ns_;
  const std::int64_t app_method_cost_ns_;
  const std::int64_t oauth_address_cost_ns_;
  std::unique_ptr<Bucket[]> buckets_;  // none when nothing is limited
};

}  // namespace ebbtide::gateway
