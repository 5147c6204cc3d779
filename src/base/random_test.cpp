#include "base/random.hpp"

#include <set>

#include <gtest/gtest.h>

namespace ebbtide {
namespace {

TEST(SeededRandom, IsSplitMix64) {
  SeededRandom random(1'234'567);
  for (const std::uint64_t wanted :
       {6'457'827'717'110'365'317ULL, 3'203'168'211'198'807'973ULL, 9'817'491'932'198'370'423ULL,
        4'593'380'528'125'082'431ULL, 16'408'922'859'458'223'821ULL}) {
    EXPECT_EQ(random.Next(), wanted);
  }
}

TEST(SeededRandom, RepeatsItselfByItsSeedOnly) {
  SeededRandom a(7);
  SeededRandom b(7);
  SeededRandom other(8);
  const std::string text = a.Text(32, kBase36);
  EXPECT_EQ(b.Text(32, kBase36), text);
  EXPECT_NE(other.Text(32, kBase36), text);
  EXPECT_NE(a.Text(32, kBase36), text);
}

TEST(RandomText, HasTheSizeAndTheAlphabetAskedFor) {
  SeededRandom random(1);
  EXPECT_EQ(random.Text(0, kHexDigits), "");
  const std::string text = random.Text(10'000, kHexDigits);
  EXPECT_EQ(text.size(), 10'000U);
  EXPECT_EQ(text.find_first_not_of(kHexDigits), std::string::npos);
  const std::set<char> used(text.begin(), text.end());
  EXPECT_EQ(used.size(), kHexDigits.size());
}

TEST(SystemRandom, DoesNotRepeatItself) {
  SystemRandom random;
  std::set<std::uint64_t> numbers;
  for (int i = 0; i < 1'000; ++i) numbers.insert(random.Next());
  EXPECT_EQ(numbers.size(), 1'000U);
}

}  // namespace
}  // namespace ebbtide
