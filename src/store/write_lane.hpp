#pragma once

#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <vector>

#include "store/store.hpp"

namespace ebbtide::store {

/// Whoever has several jobs with the lane and wants to be woken once for all that were answered
/// together.
class GroupListener {
 public:
  virtual ~GroupListener() = default;
  /// Runs on the lane's thread after `done` of all jobs of a group, once for each listener that has
  /// one among them. Must not throw and should be quick.
  virtual void OnGroupDone() = 0;
};

/// One write of one caller.
struct WriteJob {
  /// Runs on the lane's thread, in a transaction of which it can be taken back alone. Returns
  /// whether what it wrote stays. May run again, as if it never had (see Store::Transact).
  std::function<bool(Store&)> run;

  /// Runs on the lane's thread when the outcome is known: with nothing when `run` ended and what it
  /// wrote, if it stays, is on disk; with the exception when it threw or the commit failed. Must
  /// not throw and should be quick: other writers wait.
  std::function<void(std::exception_ptr)> done;

  /// May be null.
  std::shared_ptr<GroupListener> listener;
};

/// The single file of writes of the embedded store (design, decision 7). A thread of its own runs
/// all jobs that are waiting in one transaction, each as an attempt, and answers all of them after
/// one commit, so that many callers share one fsync. Thread safe.
class WriteLane {
 public:
  /// So many may wait; more are refused, because a queue that only grows answers nobody in time.
  static constexpr std::size_t kWaitingMax = 10'000;
  /// So many share a commit.
  static constexpr std::size_t kGroupMax = 256;

  explicit WriteLane(std::unique_ptr<Store> store);
  /// Runs what is waiting, then ends.
  ~WriteLane();
  WriteLane(const WriteLane&) = delete;
  WriteLane& operator=(const WriteLane&) = delete;

  /// False when too many are waiting; the job is dropped then.
  [[nodiscard]] bool Submit(WriteJob job);
  /// The same of several jobs that wait side by side, to share a commit; all are taken or none.
  [[nodiscard]] bool SubmitAll(std::vector<WriteJob> jobs);

  /// How many jobs wait, those that run not counted.
  [[nodiscard]] std::size_t waiting() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ebbtide::store
