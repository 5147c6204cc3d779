#include "store/write_lane.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <iterator>
#include <mutex>
#include <set>
#include <thread>
#include <utility>
#include <vector>

#include "base/thread.hpp"

namespace ebbtide::store {

struct WriteLane::State {
  explicit State(std::unique_ptr<Store> opened) : store(std::move(opened)) {}

  void Run();
  std::vector<WriteJob> NextGroup();
  void RunGroup(std::vector<WriteJob>& group);

  std::unique_ptr<Store> store;
  std::mutex mutex;
  std::condition_variable changed;
  std::deque<WriteJob> waiting;  // guarded by mutex
  bool ending = false;           // guarded by mutex
  std::thread thread;
};

/// Empty when the lane ends and nothing is waiting any more.
std::vector<WriteJob> WriteLane::State::NextGroup() {
  std::unique_lock lock(mutex);
  changed.wait(lock, [&] { return ending || !waiting.empty(); });
  const auto size = std::min(waiting.size(), kGroupMax);
  const auto end = waiting.begin() + static_cast<std::ptrdiff_t>(size);
  std::vector<WriteJob> group(std::make_move_iterator(waiting.begin()),
                              std::make_move_iterator(end));
  waiting.erase(waiting.begin(), end);
  return group;
}

void WriteLane::State::RunGroup(std::vector<WriteJob>& group) {
  std::vector<std::exception_ptr> problems(group.size());
  try {
    store->Transact([&] {
      for (std::size_t i = 0; i < group.size(); ++i) {
        // The job's own failure is its own; what breaks around it breaks the whole group.
        problems[i] = nullptr;
        store->Attempt([&] {
          try {
            return group[i].run(*store);
          } catch (...) {
            problems[i] = std::current_exception();
            return false;
          }
        });
      }
    });
  } catch (...) {
    for (auto& problem : problems) {
      if (!problem) problem = std::current_exception();
    }
  }
  for (std::size_t i = 0; i < group.size(); ++i) group[i].done(problems[i]);
  std::set<GroupListener*> listeners;
  for (const auto& job : group) {
    if (job.listener) listeners.insert(job.listener.get());
  }
  for (auto* const listener : listeners) listener->OnGroupDone();
}

void WriteLane::State::Run() {
  StepBack();
  for (auto group = NextGroup(); !group.empty(); group = NextGroup()) RunGroup(group);
}

WriteLane::WriteLane(std::unique_ptr<Store> store)
    : state_(std::make_unique<State>(std::move(store))) {
  state_->thread = std::thread([state = state_.get()] { state->Run(); });
}

WriteLane::~WriteLane() {
  {
    const std::scoped_lock lock(state_->mutex);
    state_->ending = true;
  }
  state_->changed.notify_one();
  state_->thread.join();
}

bool WriteLane::Submit(WriteJob job) {
  std::vector<WriteJob> jobs;
  jobs.push_back(std::move(job));
  return SubmitAll(std::move(jobs));
}

bool WriteLane::SubmitAll(std::vector<WriteJob> jobs) {
  {
    const std::scoped_lock lock(state_->mutex);
    auto& waiting = state_->waiting;
    if (waiting.size() + jobs.size() > kWaitingMax) return false;
    waiting.insert(waiting.end(), std::make_move_iterator(jobs.begin()),
                   std::make_move_iterator(jobs.end()));
  }
  state_->changed.notify_one();
  return true;
}

std::size_t WriteLane::waiting() const {
  const std::scoped_lock lock(state_->mutex);
  return state_->waiting.size();
}

}  // namespace ebbtide::store
