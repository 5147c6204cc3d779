#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "contract/api.hpp"
#include "protocol/error_codes.hpp"
#include "service/endpoint.hpp"

/// How often what was called, for operators.
namespace ebbtide::gateway {

/// What became of a call, as far as an operator cares.
enum class Outcome : std::uint8_t {
  kOk,       ///< also a refusal in the method's own envelope
  kRefused,  ///< the parameters or the business rules
  kDenied,   ///< the gateway's checks: signature, session, …
  kLimited,  ///< flow control
  kFailed,   ///< `isp.*`: ours
};
inline constexpr std::size_t kOutcomes = 5;

/// `error` is nullptr for a success.
Outcome OutcomeOf(const protocol::TopError* error);

/// The counts of one gateway. Bumped by its I/O thread and the write lane, which hardly ever meet,
/// read by any thread; never locked.
class CallCounts {
 public:
  CallCounts();

  /// `endpoint` is nullptr while the method is not known.
  void Add(const service::Endpoint* endpoint, Outcome outcome, std::int64_t cost_us);

  /// An answer was kept, and sent again.
  void AddKeptAnswer() { kept_answers_.fetch_add(1, std::memory_order_relaxed); }

  /// Appends the sum of all in Prometheus' text format.
  static void AppendMetrics(std::span<const CallCounts* const> all, std::string& out);

 private:
  static constexpr std::size_t kLanes = 2;
  static constexpr std::size_t kBuckets = 15;  ///< the last has no upper bound
  using Cell = std::atomic<std::uint64_t>;
  struct Histogram {
    std::array<Cell, kBuckets> calls{};
    Cell cost_us{0};
  };

  static void AppendCalls(std::span<const CallCounts* const> all, std::string& out);
  static void AppendCosts(std::span<const CallCounts* const> all, contract::Lane lane,
                          std::string& out);

  std::vector<std::array<Cell, kOutcomes>> by_method_;  ///< as Endpoints(), then unknown ones
  std::array<Histogram, kLanes> by_lane_;
  Cell kept_answers_{0};
};

}  // namespace ebbtide::gateway
