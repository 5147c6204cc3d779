#include "store/write_lane.hpp"

#include <atomic>
#include <future>
#include <latch>
#include <numeric>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>

#include "store/testing.hpp"

/// The lane's grouping and failures, on a store that does nothing. With SQLite:
/// sql/write_lane_sqlite_test.cpp.
namespace ebbtide::store {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::IsEmpty;

/// Counts, and breaks where it is told to.
class FakeStore final : public Store {
 public:
  struct Log {
    std::vector<int> groups;  ///< sizes of the transactions that were committed
    bool commit_fails = false;
    bool taking_back_fails = false;
  };
  explicit FakeStore(Log& log) : log_(log) {}

  Access& access() override { throw std::logic_error("not here"); }
  Orders& orders() override { throw std::logic_error("not here"); }
  Refunds& refunds() override { throw std::logic_error("not here"); }
  Messages& messages() override { throw std::logic_error("not here"); }
  Payouts& payouts() override { throw std::logic_error("not here"); }
  Items& items() override { throw std::logic_error("not here"); }
  TaxAudits& tax_audits() override { throw std::logic_error("not here"); }
  const Pictures& pictures() override { throw std::logic_error("not here"); }
  std::string KeyFor(std::string_view) override { throw std::logic_error("not here"); }
  void Verify(const std::function<void(std::string)>&) override {
    throw std::logic_error("not here");
  }
  std::int64_t NextId() override { throw std::logic_error("not here"); }
  std::int64_t CountRefunds() override { throw std::logic_error("not here"); }
  void Snapshot(const std::function<void()>&) override { throw std::logic_error("not here"); }
  void Together(const std::function<void()>&) override { throw std::logic_error("not here"); }
  const Changes& changes() override { throw std::logic_error("not here"); }

  void Transact(const std::function<void()>& write) override {
    attempts_ = 0;
    write();
    if (log_.commit_fails) throw std::runtime_error("commit failed");
    log_.groups.push_back(attempts_);
  }
  void Attempt(const std::function<bool()>& step) override {
    ++attempts_;
    bool keep = false;
    std::exception_ptr problem;
    try {
      keep = step();
    } catch (...) {
      problem = std::current_exception();
    }
    if (!keep && log_.taking_back_fails) throw std::runtime_error("cannot take back");
    if (problem) std::rethrow_exception(problem);
  }

 private:
  Log& log_;
  int attempts_ = 0;
};

std::string WhatOf(const std::exception_ptr& problem) {
  if (!problem) return "";
  try {
    std::rethrow_exception(problem);
  } catch (const std::exception& caught) {
    return caught.what();
  }
}

/// A lane whose thread waits in a first job, so that what is submitted meanwhile forms groups.
class HeldLane {
 public:
  explicit HeldLane(FakeStore::Log& log) : lane_(std::make_unique<FakeStore>(log)) {
    std::latch started(1);
    Submit([&] {
      started.count_down();
      released_.wait();
      return true;
    });
    started.wait();
  }

  /// The place in `Outcomes()` of a job that does `run`; -1 when the lane refuses it.
  template <class Run>
  int Submit(Run run) {
    auto outcome = std::make_shared<std::promise<std::string>>();
    auto future = outcome->get_future();
    const bool taken = lane_.Submit(
        {.run = [run](Store&) { return run(); },
         .done = [outcome](std::exception_ptr problem) { outcome->set_value(WhatOf(problem)); }});
    if (!taken) return -1;
    futures_.push_back(std::move(future));
    return static_cast<int>(futures_.size()) - 1;
  }

  /// Lets the lane go on and waits for all outcomes: what the exceptions said, or "".
  std::vector<std::string> Outcomes() {
    Release();
    std::vector<std::string> outcomes;
    for (auto& future : futures_) outcomes.push_back(future.get());
    return outcomes;
  }
  void Release() { released_.count_down(); }

 private:
  std::latch released_{1};
  std::vector<std::future<std::string>> futures_;
  WriteLane lane_;
};

bool Keep() { return true; }
bool Drop() { return false; }
bool Fail() { throw std::runtime_error("own failure"); }

TEST(WriteLane, SharesACommitAmongThoseWhoWaitUpToItsLimit) {
  FakeStore::Log log;
  HeldLane lane(log);
  constexpr int kMax = WriteLane::kGroupMax;
  for (int i = 0; i < 2 * kMax + 88; ++i) lane.Submit(Keep);
  EXPECT_THAT(lane.Outcomes(), Each(""));
  EXPECT_THAT(log.groups, ElementsAre(1, kMax, kMax, 88));
}

TEST(WriteLane, TakesSeveralJobsTogetherOrNone) {
  FakeStore::Log log;
  int answered = 0;
  const auto jobs = [&](std::size_t count) {
    return std::vector<WriteJob>(count, {.run = [](Store&) { return true; },
                                         .done = [&](const std::exception_ptr&) { ++answered; }});
  };
  {
    WriteLane lane(std::make_unique<FakeStore>(log));
    EXPECT_TRUE(lane.SubmitAll(jobs(20)));
    EXPECT_FALSE(lane.SubmitAll(jobs(WriteLane::kWaitingMax + 1)));
  }
  EXPECT_EQ(answered, 20);
  EXPECT_THAT(log.groups, ElementsAre(20));
}

TEST(WriteLane, TellsEachListenerOnceAfterTheLastAnswerOfAGroup) {
  struct Listener final : GroupListener {
    explicit Listener(const int& answers) : answered(answers) {}
    void OnGroupDone() override { answered_then.push_back(answered); }
    const int& answered;
    std::vector<int> answered_then;
  };
  FakeStore::Log log;
  int answered = 0;
  const auto one = std::make_shared<Listener>(answered);
  const auto other = std::make_shared<Listener>(answered);
  const auto uninvolved = std::make_shared<Listener>(answered);
  {
    WriteLane lane(std::make_unique<FakeStore>(log));
    std::vector<WriteJob> jobs;
    for (const auto& listener : {one, other, one, std::shared_ptr<Listener>(), other}) {
      jobs.push_back({.run = [](Store&) { return true; },
                      .done = [&](const std::exception_ptr&) { ++answered; },
                      .listener = listener});
    }
    EXPECT_TRUE(lane.SubmitAll(std::move(jobs)));
  }
  EXPECT_THAT(log.groups, ElementsAre(5));
  EXPECT_THAT(one->answered_then, ElementsAre(5));
  EXPECT_THAT(other->answered_then, ElementsAre(5));
  EXPECT_THAT(uninvolved->answered_then, IsEmpty());
}

TEST(WriteLane, LeavesAFailureToTheJobThatFailed) {
  FakeStore::Log log;
  HeldLane lane(log);
  for (const auto& run : {Keep, Fail, Drop, Keep}) lane.Submit(run);
  EXPECT_THAT(lane.Outcomes(), ElementsAre("", "", "own failure", "", ""));
  EXPECT_THAT(log.groups, ElementsAre(1, 4));
}

TEST(WriteLane, AnswersAllOfAGroupWhoseCommitFailed) {
  FakeStore::Log log{.commit_fails = true};
  HeldLane lane(log);
  for (const auto& run : {Keep, Fail, Drop}) lane.Submit(run);
  EXPECT_THAT(lane.Outcomes(),
              ElementsAre("commit failed", "commit failed", "own failure", "commit failed"));
}

TEST(WriteLane, BreaksTheGroupWhenAJobCannotBeTakenBack) {
  for (const auto& run : {Drop, Fail}) {
    FakeStore::Log log{.taking_back_fails = true};
    {
      HeldLane lane(log);
      lane.Submit(Keep);
      const int failed = lane.Submit(run);
      lane.Submit(Keep);
      auto outcomes = lane.Outcomes();
      EXPECT_EQ(outcomes[static_cast<std::size_t>(failed)],
                run == Fail ? "own failure" : "cannot take back");
      EXPECT_EQ(outcomes.front(), "");
      EXPECT_EQ(outcomes[1], "cannot take back");
      EXPECT_EQ(outcomes.back(), "cannot take back");
    }
    EXPECT_THAT(log.groups, ElementsAre(1));
  }
}

TEST(WriteLane, GoesOnAfterAGroupThatFailed) {
  FakeStore::Log log{.commit_fails = true};
  HeldLane lane(log);
  lane.Submit([&] {
    log.commit_fails = false;  // on the lane's thread, like everything else of the log
    return true;
  });
  EXPECT_THAT(lane.Outcomes(), ElementsAre("commit failed", ""));
}

TEST(WriteLane, RefusesMoreThanMayWaitAndDropsTheJob) {
  FakeStore::Log log;
  std::atomic<bool> ran = false;
  {
    HeldLane lane(log);
    for (std::size_t i = 0; i < WriteLane::kWaitingMax; ++i) ASSERT_GT(lane.Submit(Keep), 0) << i;
    EXPECT_EQ(lane.Submit([&] { return ran = true; }), -1);
    EXPECT_THAT(lane.Outcomes(), Each(""));
    EXPECT_GT(lane.Submit(Keep), 0);
  }
  EXPECT_FALSE(ran);
  const auto done = std::accumulate(log.groups.begin(), log.groups.end(), 0);
  EXPECT_EQ(done, static_cast<int>(1 + WriteLane::kWaitingMax + 1));
}

TEST(WriteLane, RunsWhatIsWaitingBeforeItEnds) {
  FakeStore::Log log;
  int runs = 0;
  {
    HeldLane lane(log);
    for (int i = 0; i < 1'000; ++i) {
      lane.Submit([&] {
        ++runs;
        return true;
      });
    }
    lane.Release();
  }
  EXPECT_EQ(runs, 1'000);
}

TEST(WriteLane, CallsEveryDoneOnceWhoeverSubmits) {
  constexpr int kThreads = 8;
  constexpr int kJobs = 500;
  FakeStore::Log log;
  std::vector<int> done(kThreads * kJobs);  // all jobs run on one thread: no guard is needed
  int runs = 0;
  {
    WriteLane lane(std::make_unique<FakeStore>(log));
    std::vector<std::thread> threads;
    for (int t = 0; t < kThreads; ++t) {
      threads.emplace_back([&, t] {
        for (int i = 0; i < kJobs; ++i) {
          int& mine = done[static_cast<std::size_t>(t * kJobs + i)];
          const bool taken = lane.Submit({.run =
                                              [&](Store&) {
                                                ++runs;
                                                return true;
                                              },
                                          .done = [&mine](const std::exception_ptr&) { ++mine; }});
          EXPECT_TRUE(taken);
        }
      });
    }
    for (auto& thread : threads) thread.join();
  }
  EXPECT_EQ(runs, kThreads * kJobs);
  EXPECT_THAT(done, Each(1));
}

}  // namespace
}  // namespace ebbtide::store
