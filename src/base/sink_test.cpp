#include "base/sink.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace ebbtide {
namespace {

TEST(Sink, AppendsWhatIsPutAndNothingElse) {
  std::string text = "before ";
  std::string wanted = text;
  {
    Sink sink(text);
    for (int i = 0; i < 1000; ++i) {
      sink.Put('c').Put("").Put("text").Put("<", "middle", ">").Put(std::string_view{});
      wanted += "ctext<middle>";
    }
    sink.Put(std::string(5000, 'x'));
    wanted.append(5000, 'x');
  }
  EXPECT_EQ(text, wanted);
}

TEST(Sink, LeavesATextAloneIntoWhichNothingIsPut) {
  std::string text;
  text.reserve(100);
  { const Sink sink(text); }
  EXPECT_EQ(text, "");
  text = "some";
  { const Sink sink(text); }
  EXPECT_EQ(text, "some");
}

TEST(Sink, WritesNumbersInDecimal) {
  using Limits = std::numeric_limits<std::int64_t>;
  for (const std::int64_t number :
       {std::int64_t{0}, std::int64_t{7}, std::int64_t{10}, std::int64_t{99}, std::int64_t{100},
        std::int64_t{-1}, std::int64_t{-10}, std::int64_t{123'456'789'012'345}, Limits::max(),
        Limits::max() - 1, Limits::min(), Limits::min() + 1}) {
    std::string text;
    { Sink(text).Put(number); }
    EXPECT_EQ(text, std::to_string(number));
  }
}

}  // namespace
}  // namespace ebbtide
