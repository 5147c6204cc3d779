#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace ebbtide::top {

/// Threads that run tasks in the order they came; each is started when the others are busy. Thread
/// safe.
class Workers {
 public:
  explicit Workers(std::size_t threads_max) : threads_max_(threads_max) {}
  /// Finishes.
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  /// Throws `std::system_error`, and forgets the task, when not a single thread can be started. A
  /// task must not throw.
  void Run(std::function<void()> task);

  /// Waits until all tasks have ended, those too that tasks bring meanwhile; nobody else may bring
  /// any from then on.
  void Finish();

 private:
  void StartThread();
  void Loop();
  std::function<void()> Next();

  const std::size_t threads_max_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> waiting_;
  std::size_t idle_ = 0;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace ebbtide::top
