#include <atomic>
#include <future>
#include <latch>
#include <stdexcept>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "store/testing.hpp"
#include "store/write_lane.hpp"

/// The write lane on SQLite: what stays on disk.
namespace ebbtide::store {
namespace {

class WriteLaneOnSqlite : public testing::Test {
 protected:
  /// Submits `run` and gives its outcome: true when it ended without an exception.
  std::future<bool> Submit(std::function<bool(Store&)> run) {
    auto outcome = std::make_shared<std::promise<bool>>();
    auto future = outcome->get_future();
    EXPECT_TRUE(
        lane_->Submit({.run = std::move(run), .done = [outcome](std::exception_ptr problem) {
                         outcome->set_value(problem == nullptr);
                       }}));
    return future;
  }

  bool Has(std::string_view code) {
    return reader_->access().FindParty(PartyKind::kSeller, code).has_value();
  }

  sample::OpenStore open_;
  std::unique_ptr<Store> reader_ = open_.data.OpenReader();
  std::unique_ptr<WriteLane> lane_ = std::make_unique<WriteLane>(std::move(open_.store));
};

TEST_F(WriteLaneOnSqlite, TakesBackSingleJobsOfAGroup) {
  std::latch started(1);
  std::latch released(1);
  auto first = Submit([&](Store& store) {
    store.access().PutParty(PartyKind::kSeller, "first");
    started.count_down();
    released.wait();
    return true;
  });
  started.wait();
  auto kept = Submit([](Store& store) {
    store.access().PutParty(PartyKind::kSeller, "kept");
    return true;
  });
  auto dropped = Submit([](Store& store) {
    store.access().PutParty(PartyKind::kSeller, "dropped");
    return false;
  });
  auto failed = Submit([](Store& store) -> bool {
    store.access().PutParty(PartyKind::kSeller, "failed");
    throw std::runtime_error("own failure");
  });
  auto broken_sql = Submit([](Store& store) {
    const App app{"12345678", "secret", "title"};
    store.access().AddApp(app, sample::kNow);
    store.access().AddApp(app, sample::kNow);
    return true;
  });
  auto last = Submit([](Store& store) {
    store.access().PutParty(PartyKind::kSeller, "last");
    return true;
  });
  EXPECT_FALSE(Has("first"));
  released.count_down();
  EXPECT_TRUE(first.get());
  EXPECT_TRUE(kept.get());
  EXPECT_TRUE(dropped.get());
  EXPECT_FALSE(failed.get());
  EXPECT_FALSE(broken_sql.get());
  EXPECT_TRUE(last.get());

  EXPECT_TRUE(Has("first"));
  EXPECT_TRUE(Has("kept"));
  EXPECT_FALSE(Has("dropped"));
  EXPECT_FALSE(Has("failed"));
  EXPECT_FALSE(reader_->access().FindApp("12345678"));
  EXPECT_TRUE(Has("last"));
}

TEST_F(WriteLaneOnSqlite, AnswersWithTheLastRunOfAJobThatRanTwice) {
  std::latch started(1);
  std::latch released(1);
  auto first = Submit([&](Store&) {
    started.count_down();
    released.wait();
    return true;
  });
  started.wait();
  int runs = 0;
  auto fails_at_first = Submit([&runs](Store& store) {
    if (++runs == 1) throw std::runtime_error("before it has written anything");
    store.access().PutParty(PartyKind::kSeller, "in the end");
    return true;
  });
  auto half_done = Submit([](Store& store) {
    store.access().PutParty(PartyKind::kSeller, "half");
    return false;
  });
  released.count_down();
  EXPECT_TRUE(first.get());
  EXPECT_TRUE(fails_at_first.get());
  EXPECT_TRUE(half_done.get());
  EXPECT_EQ(runs, 2);
  EXPECT_TRUE(Has("in the end"));
  EXPECT_FALSE(Has("half"));
}

TEST_F(WriteLaneOnSqlite, AnswersOnlyWhatIsOnDisk) {
  std::atomic<int> seen = 0;
  std::vector<std::future<void>> answered;
  for (int i = 0; i < 50; ++i) {
    const std::string code = "party-" + std::to_string(i);
    auto checked = std::make_shared<std::promise<void>>();
    answered.push_back(checked->get_future());
    ASSERT_TRUE(lane_->Submit({.run =
                                   [code](Store& store) {
                                     store.access().PutParty(PartyKind::kSeller, code);
                                     return true;
                                   },
                               .done =
                                   [this, code, checked, &seen](const std::exception_ptr&) {
                                     seen += Has(code) ? 1 : 0;  // by another connection
                                     checked->set_value();
                                   }}));
  }
  for (auto& one : answered) one.wait();
  EXPECT_EQ(seen, 50);
}

TEST_F(WriteLaneOnSqlite, NeverReservesMoreThanWasPaidHoweverManyAskAtOnce) {
  const auto order = sample::WdkOrder(500, {1});
  Submit([&](Store& store) {
    store.orders().Insert(order, order.shop_id, "digest");
    store.orders().InsertLine(sample::Line(501, order.id), order);
    return true;
  }).get();

  constexpr int kThreads = 4;
  constexpr int kJobs = 100;  // of 3 fen each, where 1000 were paid
  std::atomic<int> reserved = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < kJobs; ++i) {
        Submit([&](Store& store) {
          const bool line =
              store.orders().ReserveLine({501}, {.quantity = {1}, .amount = {3}, .post_fee = {}});
          const bool both = line && store.orders().ReserveOrder(
                                        order.id, {.quantity = {}, .amount = {3}, .post_fee = {}});
          reserved += both ? 1 : 0;
          return both;
        });
      }
    });
  }
  for (auto& thread : threads) thread.join();
  lane_.reset();  // has run them all
  EXPECT_EQ(reserved, 333);
  EXPECT_EQ(reader_->orders().FindLine(order.id, {501})->refunded, Fen{999});
  EXPECT_EQ(reader_->orders().FindLine(order.id, {501})->refunded_quantity, Quantity{333});
  EXPECT_EQ(reader_->orders().Find(Scope::Seller({1}), order.id)->refunded, Fen{999});
}

}  // namespace
}  // namespace ebbtide::store
