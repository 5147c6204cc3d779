#include "base/clock.hpp"

#include <gtest/gtest.h>

namespace ebbtide {
namespace {

struct Moment {
  std::int64_t unix_ms;
  const char* text;
};

TEST(WireTime, IsGmtPlus8BothWays) {
  constexpr Moment kMoments[] = {
      {0, "1970-01-01 08:00:00"},
      {1'451'620'800'000, "2016-01-01 12:00:00"},  // vector 7 of the signatures
      {1'577'807'999'000, "2019-12-31 23:59:59"},  // the year has turned in Beijing only after it
      {1'577'808'000'000, "2020-01-01 00:00:00"},  // 16:00 of the day before in UTC
      {1'709'136'000'000, "2024-02-29 00:00:00"},
      {951'753'600'000, "2000-02-29 00:00:00"},
      {-28'828'800'000, "1969-02-01 16:00:00"},
      {-1'000, "1970-01-01 07:59:59"},
      {253'402'271'999'000, "9999-12-31 23:59:59"}};
  for (const auto& [unix_ms, text] : kMoments) {
    EXPECT_EQ(ToWireTime({unix_ms}), text);
    EXPECT_EQ(ParseWireTime(text), Timestamp{unix_ms}) << text;
  }
}

TEST(WireTime, CutsMillisecondsOffDownwards) {
  EXPECT_EQ(ToWireTime({1'577'808'000'999}), "2020-01-01 00:00:00");
  EXPECT_EQ(ToWireTime({-1}), "1970-01-01 07:59:59");
}

TEST(WireTime, RefusesDaysAndHoursThatDoNotExist) {
  for (const char* const text :
       {"2023-02-29 00:00:00", "1900-02-29 00:00:00", "2024-02-30 00:00:00", "2024-04-31 00:00:00",
        "2024-13-01 00:00:00", "2024-00-01 00:00:00", "2024-01-00 00:00:00", "2024-01-32 00:00:00",
        "2024-01-01 24:00:00", "2024-01-01 00:60:00", "2024-01-01 00:00:60"}) {
    EXPECT_EQ(ParseWireTime(text), std::nullopt) << text;
  }
}

TEST(WireTime, RefusesEveryOtherForm) {
  for (const char* const text :
       {"", "2024-01-01", "2024-01-01T00:00:00", "2024-01-01 00:00:00 ", " 2024-01-01 00:00:00",
        "2024-1-1 00:00:00", "2024/01/01 00:00:00", "2024-01-01 00:00", "2024-01-01 00:00:0a",
        "2024-01-01 00:00:00.000", "-024-01-01 00:00:00", "2024-01-01 +1:00:00", "1704067200000"}) {
    EXPECT_EQ(ParseWireTime(text), std::nullopt) << text;
  }
}

TEST(ManualClock, StandsStillUntilItIsMoved) {
  ManualClock clock({1'000});
  EXPECT_EQ(clock.Now(), Timestamp{1'000});
  EXPECT_EQ(clock.Now(), Timestamp{1'000});
  clock.AdvanceMs(500);
  EXPECT_EQ(clock.Now(), Timestamp{1'500});
  clock.AdvanceMs(-1'500);
  EXPECT_EQ(clock.Now(), Timestamp{0});
}

TEST(SystemClock, CountsMillisecondsSince1970) {
  constexpr Timestamp k2020{1'577'836'800'000};
  constexpr Timestamp k2100{4'102'444'800'000};
  const Timestamp now = SystemClock().Now();
  EXPECT_GT(now, k2020);
  EXPECT_LT(now, k2100);
}

}  // namespace
}  // namespace ebbtide
