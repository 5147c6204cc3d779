#include "client/workers.hpp"

#include <algorithm>
#include <utility>

namespace ebbtide::top {

Workers::~Workers() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  for (auto& thread : threads_) thread.join();
}

void Workers::Run(std::function<void()> task) {
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(task));
    const bool all_busy = waiting_.size() > idle_;
    if (all_busy && threads_.size() < std::max<std::size_t>(threads_max_, 1)) {
      threads_.emplace_back([this] { Loop(); });
    }
  }
  changed_.notify_one();
}

void Workers::Loop() {
  std::unique_lock lock(mutex_);
  while (true) {
    ++idle_;
    changed_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
    --idle_;
    if (waiting_.empty()) return;
    const auto task = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    task();
    lock.lock();
  }
}

}  // namespace ebbtide::top
