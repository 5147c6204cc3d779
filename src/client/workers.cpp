#include "client/workers.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

namespace ebbtide::top {

Workers::~Workers() { Finish(); }

void Workers::Finish() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  for (auto& thread : threads_) thread.join();
  threads_.clear();
}

void Workers::Run(std::function<void()> task) {
  {
    const std::lock_guard lock(mutex_);
    const bool all_busy = waiting_.size() >= idle_;
    // At the end it is the task's own thread that will look for another.
    if (all_busy && !ending_ && threads_.size() < std::max<std::size_t>(threads_max_, 1)) {
      StartThread();
    }
    waiting_.push_back(std::move(task));
  }
  changed_.notify_one();
}

/// One that cannot be started is missed only where it would be the first.
void Workers::StartThread() {
  try {
    threads_.emplace_back([this] { Loop(); });
  } catch (const std::system_error&) {
    if (threads_.empty()) throw;
  }
}

void Workers::Loop() {
  while (const auto task = Next()) task();
}

/// Empty when there will be none.
std::function<void()> Workers::Next() {
  std::unique_lock lock(mutex_);
  ++idle_;
  changed_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
  --idle_;
  if (waiting_.empty()) return nullptr;
  auto task = std::move(waiting_.front());
  waiting_.pop_front();
  return task;
}

}  // namespace ebbtide::top
