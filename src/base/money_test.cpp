#include "base/money.hpp"

#include <limits>
#include <stdexcept>

#include <gtest/gtest.h>

namespace ebbtide {
namespace {

constexpr auto kMax = std::numeric_limits<std::int64_t>::max();
constexpr auto kMin = std::numeric_limits<std::int64_t>::min();

struct Reading {
  const char* text;
  std::int64_t value;
};

TEST(YuanText, IsReadWithUpToTwoDecimals) {
  constexpr Reading kReadings[] = {{"0", 0},
                                   {"0.0", 0},
                                   {"0.01", 1},
                                   {"12", 1200},
                                   {"12.3", 1230},
                                   {"12.01", 1201},
                                   {"007.50", 750},
                                   {"-0.05", -5},
                                   {"-0", 0},
                                   {"200.07", 20007},
                                   {"92233720368547758.07", kMax},
                                   {"-92233720368547758.08", kMin}};
  for (const auto& [text, value] : kReadings) {
    const auto amount = ParseYuan(text, "refund_fee");
    ASSERT_TRUE(amount) << text;
    EXPECT_EQ(amount->value, value) << text;
  }
}

TEST(YuanText, RefusesEverythingElse) {
  for (const char* const text : {"",
                                 "-",
                                 ".",
                                 "1.",
                                 ".5",
                                 "1.234",
                                 "1.2.3",
                                 "1e2",
                                 "1E2",
                                 "+1",
                                 " 1",
                                 "1 ",
                                 "1,00",
                                 "--1",
                                 "1.-1",
                                 "0x10",
                                 "１",
                                 "NaN",
                                 "92233720368547758.08",
                                 "-92233720368547758.09",
                                 "99999999999999999999999999"}) {
    const auto amount = ParseYuan(text, "refund_fee");
    ASSERT_FALSE(amount) << text;
    EXPECT_EQ(amount.error(),
              InvalidArgument("refund_fee",
                              "refund_fee must be yuan with at most two decimals, such as 12.01"))
        << text;
  }
}

TEST(YuanText, IsAlwaysPrintedWithTwoDecimals) {
  constexpr Reading kPrints[] = {{"0.00", 0},
                                 {"0.01", 1},
                                 {"0.10", 10},
                                 {"1.00", 100},
                                 {"12.01", 1201},
                                 {"-0.01", -1},
                                 {"-0.05", -5},
                                 {"-1.00", -100},
                                 {"92233720368547758.07", kMax},
                                 {"-92233720368547758.08", kMin}};
  for (const auto& [text, value] : kPrints) EXPECT_EQ(ToYuan({value}), text);
}

TEST(QuantityText, IsReadWithUpToThreeDecimals) {
  constexpr Reading kReadings[] = {{"2", 2000},
                                   {"0.5", 500},
                                   {"1.255", 1255},
                                   {"0.001", 1},
                                   {"3.000", 3000},
                                   {"-1.5", -1500},
                                   {"9223372036854775.807", kMax},
                                   {"-9223372036854775.808", kMin}};
  for (const auto& [text, value] : kReadings) {
    const auto quantity = ParseQuantity(text, "quantity");
    ASSERT_TRUE(quantity) << text;
    EXPECT_EQ(quantity->milli, value) << text;
  }
  for (const char* const text : {"", "1.2345", "1.2.3", "1e3", "9223372036854775.808", "two"}) {
    const auto quantity = ParseQuantity(text, "quantity");
    ASSERT_FALSE(quantity) << text;
    EXPECT_EQ(quantity.error().subject, "quantity");
  }
}

TEST(QuantityText, IsPrintedWithoutTrailingZeros) {
  constexpr Reading kPrints[] = {{"0", 0},
                                 {"2", 2000},
                                 {"10", 10'000},
                                 {"0.5", 500},
                                 {"1.255", 1255},
                                 {"0.001", 1},
                                 {"-1.5", -1500},
                                 {"100", 100'000},
                                 {"9223372036854775.807", kMax},
                                 {"-9223372036854775.808", kMin}};
  for (const auto& [text, value] : kPrints) EXPECT_EQ(ToText(Quantity{value}), text);
}

TEST(Money, SumsUpToTheLastFen) {
  EXPECT_EQ(Fen{kMax - 1} + Fen{1}, Fen{kMax});
  EXPECT_EQ(Fen{kMin + 1} - Fen{1}, Fen{kMin});
  EXPECT_EQ(Fen{-1} - Fen{kMin}, Fen{kMax});
  EXPECT_EQ(Quantity{kMax - 1} + Quantity{1}, Quantity{kMax});
  EXPECT_EQ(PiecesOf(9'223'372'036'854'775).milli, 9'223'372'036'854'775'000);
}

TEST(Money, ThrowsWhereASumLeaves64Bits) {
  EXPECT_THROW(Fen{kMax} + Fen{1}, std::overflow_error);
  EXPECT_THROW(Fen{kMin} - Fen{1}, std::overflow_error);
  EXPECT_THROW(Fen{0} - Fen{kMin}, std::overflow_error);
  EXPECT_THROW(Quantity{kMin} + Quantity{-1}, std::overflow_error);
  EXPECT_THROW(Quantity{kMax} - Quantity{-1}, std::overflow_error);
  EXPECT_THROW(PiecesOf(9'223'372'036'854'776), std::overflow_error);
  EXPECT_THROW(PiecesOf(kMin), std::overflow_error);
}

TEST(Money, KeepsItsValueWhenASumFails) {
  Fen amount{kMax};
  EXPECT_THROW(amount += Fen{1}, std::overflow_error);
  EXPECT_EQ(amount.value, kMax);
}

TEST(Quantity, CutsTheFractionOffWholePieces) {
  EXPECT_EQ(Quantity{2999}.Pieces(), 2);
  EXPECT_EQ(Quantity{999}.Pieces(), 0);
  EXPECT_EQ(PiecesOf(7).Pieces(), 7);
}

}  // namespace
}  // namespace ebbtide
