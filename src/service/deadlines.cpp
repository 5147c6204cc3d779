#include "service/deadlines.hpp"

#include <chrono>
#include <condition_variable>
#include <exception>
#include <future>
#include <mutex>
#include <string>
#include <thread>

#include "base/log.hpp"
#include "service/attempt.hpp"
#include "service/move.hpp"

namespace ebbtide::service {
namespace {

constexpr std::chrono::seconds kBetween{1};
constexpr std::int64_t kAtOnce = 100;

void DropDeadline(const refund::Refund& refund, const Error& problem, store::Refunds& refunds) {
  Log(LogLevel::kError, "a deadline could not fire",
      {{"refund_id", std::to_string(refund.id.value)},
       {"state", refund::ToText(refund.state)},
       {"problem", problem.sub_msg}});
  refund::Refund without = refund;
  without.due = {};
  refunds.Save(without, refund.version);
}

}  // namespace

std::int64_t FireDeadlines(store::Store& store, const Policy& policy, Timestamp now,
                           std::int64_t limit) {
  const Caller nobody{.app_key = "deadline", .user = {}, .kind = {}, .nick = {}};
  const Context context{store, nobody, now, {}, policy};
  const auto due = store.refunds().Due(now, limit);
  for (const auto id : due) {
    const auto refund = store.refunds().Find(store::Scope::Platform(), id).value();
    const auto moved = AllOrNothing(context, [&] {
      return Move(refund, {.event = refund::Event::kTimeOut, .actor = refund::Actor::kSystem},
                  context);
    });
    if (!moved) DropDeadline(refund, moved.error(), store.refunds());
  }
  return static_cast<std::int64_t>(due.size());
}

struct Timekeeper::State {
  State(store::WriteLane& lane, const Clock& a_clock, const Policy& a_policy)
      : writes(lane), clock(a_clock), policy(a_policy) {}

  void Run();
  std::int64_t FireOnce();

  store::WriteLane& writes;
  const Clock& clock;
  const Policy& policy;
  std::mutex mutex;
  std::condition_variable changed;
  bool ending = false;  // guarded by mutex
  std::thread thread;
};

/// Gives how many were due.
std::int64_t Timekeeper::State::FireOnce() {
  const auto fired = std::make_shared<std::promise<std::int64_t>>();
  const auto count = std::make_shared<std::int64_t>(0);
  const bool taken = writes.Submit({.run =
                                        [this, count](store::Store& store) {
                                          *count =
                                              FireDeadlines(store, policy, clock.Now(), kAtOnce);
                                          return true;
                                        },
                                    .done =
                                        [fired, count](const std::exception_ptr& problem) {
                                          if (problem) return fired->set_exception(problem);
                                          fired->set_value(*count);
                                        }});
  return taken ? fired->get_future().get() : 0;
}

void Timekeeper::State::Run() {
  std::unique_lock lock(mutex);
  while (!ending) {
    lock.unlock();
    std::int64_t count = 0;
    try {
      count = FireOnce();
    } catch (const std::exception& problem) {
      Log(LogLevel::kError, "deadlines were not fired", {{"problem", problem.what()}});
    }
    if (count != 0) Log(LogLevel::kInfo, "deadlines fired", {{"refunds", std::to_string(count)}});
    lock.lock();
    // A full portion means that more are waiting, as after a long time down.
    if (count < kAtOnce) changed.wait_for(lock, kBetween, [&] { return ending; });
  }
}

Timekeeper::Timekeeper(store::WriteLane& writes, const Clock& clock, const Policy& policy)
    : state_(std::make_unique<State>(writes, clock, policy)) {
  state_->thread = std::thread([state = state_.get()] { state->Run(); });
}

Timekeeper::~Timekeeper() {
  {
    const std::scoped_lock lock(state_->mutex);
    state_->ending = true;
  }
  state_->changed.notify_one();
  state_->thread.join();
}

}  // namespace ebbtide::service
