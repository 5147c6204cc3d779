#include "simulation/shrink.hpp"

#include <numeric>

#include <gmock/gmock.h>

namespace ebbtide::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Le;

using Numbers = std::vector<int>;

constexpr int kCount = 200;

Numbers OneTo(int last) {
  Numbers numbers(static_cast<std::size_t>(last));
  std::iota(numbers.begin(), numbers.end(), 1);
  return numbers;
}

bool Has(const Numbers& numbers, int wanted) { return std::ranges::count(numbers, wanted) != 0; }

TEST(Shrink, LeavesOnlyWhatIsNeeded) {
  const auto fails = [](const Numbers& numbers) {
    return Has(numbers, 3) && Has(numbers, 77) && Has(numbers, 198);
  };
  EXPECT_THAT(Shrink(OneTo(kCount), fails), ElementsAre(3, 77, 198));
}

TEST(Shrink, LeavesWhatAllIsNeeded) {
  const auto fails = [](const Numbers& numbers) { return numbers.size() == 5; };
  EXPECT_EQ(Shrink(OneTo(5), fails), OneTo(5));
}

TEST(Shrink, LeavesNothingWhereNothingIsNeeded) {
  const auto fails = [](const Numbers& /*numbers*/) { return true; };
  EXPECT_THAT(Shrink(OneTo(kCount), fails), IsEmpty());
  EXPECT_THAT(Shrink(Numbers{}, fails), IsEmpty());
}

TEST(Shrink, TriesAgainWhatCouldNotBeLeftOutAtFirst) {
  // 2 can go only once 9 is gone, which comes after it.
  const auto fails = [](const Numbers& numbers) {
    return Has(numbers, 5) && (Has(numbers, 2) || !Has(numbers, 9));
  };
  EXPECT_THAT(Shrink(OneTo(10), fails), ElementsAre(5));
}

TEST(Shrink, LeavesNoStepThatCanGoAlone) {
  const auto fails = [](const Numbers& numbers) {
    return std::accumulate(numbers.begin(), numbers.end(), 0) >= 100;
  };
  const auto left = Shrink(OneTo(kCount), fails);
  ASSERT_TRUE(fails(left));
  for (std::size_t i = 0; i < left.size(); ++i) EXPECT_FALSE(fails(Without(left, i, 1)));
}

TEST(Shrink, AsksFarLessThanForEachStep) {
  int asked = 0;
  const auto fails = [&](const Numbers& numbers) {
    ++asked;
    return Has(numbers, 150);
  };
  EXPECT_THAT(Shrink(OneTo(kCount), fails), ElementsAre(150));
  EXPECT_THAT(asked, Le(kCount / 10));
}

}  // namespace
}  // namespace ebbtide::test
