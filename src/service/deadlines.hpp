#pragma once

#include <cstdint>
#include <memory>

#include "service/context.hpp"
#include "store/write_lane.hpp"

/// Deadlines that have passed move refunds (refund-domain section 3).
namespace ebbtide::service {

/// Moves up to `limit` refunds whose deadline has passed by `now`, the earliest first; gives how
/// many were due. Each moves by itself: what is wrong with one is logged, and its deadline is taken
/// away so that it does not stand in the way of others. Only in a write transaction.
std::int64_t FireDeadlines(store::Store& store, const Policy& policy, Timestamp now,
                           std::int64_t limit);

/// Fires deadlines once a second through the write lane, from the first second on: also those that
/// passed while the server was down. Several servers on one store may do so: a move takes effect
/// once. All arguments must outlive this.
class Timekeeper {
 public:
  Timekeeper(store::WriteLane& writes, const Clock& clock, const Policy& policy);
  /// Waits for the firing that is under way.
  ~Timekeeper();
  Timekeeper(const Timekeeper&) = delete;
  Timekeeper& operator=(const Timekeeper&) = delete;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ebbtide::service
