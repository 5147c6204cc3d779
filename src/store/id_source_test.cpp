#include "store/id_source.hpp"

#include <gtest/gtest.h>

namespace ebbtide::store {
namespace {

constexpr std::int64_t kSecondsOfNow = 100'000'000;
constexpr Timestamp kNow{(1'577'836'800 + kSecondsOfNow) * 1'000};
constexpr std::int64_t kIdsOfASecond = 65'536;
constexpr int kNode = 5;

constexpr std::int64_t IdAt(std::int64_t second, std::int64_t node, std::int64_t sequence) {
  return ((second * 64 + node) * kIdsOfASecond) + sequence;
}

TEST(IdSource, IsMadeOfSecondNodeAndSequence) {
  ManualClock clock(kNow);
  IdSource ids(clock, kNode, 0);
  EXPECT_EQ(ids.Next(), IdAt(kSecondsOfNow, kNode, 0));
  EXPECT_EQ(ids.Next(), IdAt(kSecondsOfNow, kNode, 1));
  clock.AdvanceMs(999);
  EXPECT_EQ(ids.Next(), IdAt(kSecondsOfNow, kNode, 2));
  clock.AdvanceMs(1);
  EXPECT_EQ(ids.Next(), IdAt(kSecondsOfNow + 1, kNode, 0));
}

TEST(IdSource, StaysBelowTwoToThe53For31BitsOfSeconds) {
  constexpr std::int64_t kLastSecond = (std::int64_t{1} << 31) - 1;
  ManualClock clock({(1'577'836'800 + kLastSecond) * 1'000});
  IdSource ids(clock, IdSource::kNodeCount - 1, 0);
  std::int64_t last = 0;
  for (std::int64_t i = 0; i < kIdsOfASecond; ++i) last = ids.Next();
  EXPECT_EQ(last, (std::int64_t{1} << 53) - 1);
}

TEST(IdSource, RunsAheadOfTheClockWhenASecondIsUsedUp) {
  ManualClock clock(kNow);
  IdSource ids(clock, kNode, 0);
  std::int64_t last = 0;
  for (std::int64_t i = 0; i < 3 * kIdsOfASecond + 1; ++i) {
    const std::int64_t id = ids.Next();
    ASSERT_GT(id, last) << i;
    last = id;
  }
  EXPECT_EQ(last, IdAt(kSecondsOfNow + 3, kNode, 0));
  clock.AdvanceMs(3'000);  // the clock has caught up, and that second has begun already
  EXPECT_EQ(ids.Next(), IdAt(kSecondsOfNow + 3, kNode, 1));
  clock.AdvanceMs(1'000);
  EXPECT_EQ(ids.Next(), IdAt(kSecondsOfNow + 4, kNode, 0));
}

TEST(IdSource, AscendsWhenTheClockStepsBack) {
  ManualClock clock(kNow);
  IdSource ids(clock, kNode, 0);
  std::int64_t last = ids.Next();
  for (const std::int64_t step_ms : {-10'000, 5'000, -3'600'000, 3'605'000, 1'000}) {
    clock.AdvanceMs(step_ms);
    const std::int64_t id = ids.Next();
    EXPECT_GT(id, last) << step_ms;
    last = id;
  }
}

TEST(IdSource, StartsAboveItsFloor) {
  ManualClock clock(kNow);
  const std::int64_t used = IdAt(kSecondsOfNow, kNode, 9);
  for (const std::int64_t floor : {used, used + 1, IdAt(kSecondsOfNow, 63, kIdsOfASecond - 1),
                                   IdAt(kSecondsOfNow + 100, 0, 0)}) {
    for (const int node : {0, kNode, 63}) {
      EXPECT_GT(IdSource(clock, node, floor).Next(), floor) << floor << " " << node;
    }
  }
  EXPECT_EQ(IdSource(clock, kNode, 83'477).Next(), IdAt(kSecondsOfNow, kNode, 0));
}

TEST(IdSource, GivesDifferentNodesDifferentIds) {
  ManualClock clock(kNow);
  IdSource first(clock, 0, 0);
  IdSource second(clock, 1, 0);
  for (std::int64_t i = 0; i < kIdsOfASecond; ++i)
    ASSERT_LT(first.Next(), IdAt(kSecondsOfNow, 1, 0));
  for (std::int64_t i = 0; i < kIdsOfASecond; ++i)
    ASSERT_LT(second.Next(), IdAt(kSecondsOfNow, 2, 0));
}

TEST(IdSource, PutsItsCeilingAboveWhatAClockCanHaveGivenOut) {
  ManualClock clock(kNow);
  IdSource ids(clock, 63, 0);
  std::int64_t last = 0;
  for (std::int64_t i = 0; i < 10 * kIdsOfASecond; ++i) last = ids.Next();
  EXPECT_LT(last, IdSource::CeilingAt(kNow));
  EXPECT_LT(IdSource::CeilingAt(kNow), IdAt(kSecondsOfNow + 7'200, 0, 0));
  EXPECT_GT(IdSource::CeilingAt({0}), 0);
}

}  // namespace
}  // namespace ebbtide::store
