#include <gtest/gtest.h>

#include "base/random.hpp"
#include "base/text.hpp"
#include "schema/reader.hpp"
#include "schema/testing.hpp"
#include "schema/writer.hpp"

namespace ebbtide::schema {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::uint64_t kSeed = 20'240'219;
constexpr int kMutations = 20'000;

constexpr std::string_view kValid =
    R"({"first":{"sku":"\u4f60\ud83d\ude00","quantity":"3","memo":"a\"b","flag":true,)"
    R"("at":"2024-02-19 13:05:58","colours":["red","blue"],"table":[[1,2],[-9]]},"x":[1.5e3,{}],)"
    R"("items":[{"sku":12.50,"colours":"red,blue"},{"sku":"你","quantity":9,"y":{"z":null}}]})";

/// Changes, doubles or drops a few bytes; what it puts in is mostly what JSON is made of.
std::string Mutated(std::string text, Random& random) {
  constexpr auto kBytes = "{}[],:\"\\ue0123456789.-+ntrfal\0\x1f\xff\xe4\xed\xa0"sv;
  const auto times = 1 + random.Next() % 3;
  for (std::uint64_t i = 0; i < times && !text.empty(); ++i) {
    const auto at = random.Next() % text.size();
    const auto length = 1 + random.Next() % 8;
    switch (random.Next() % 5) {
      case 0: text[at] = kBytes[random.Next() % kBytes.size()]; break;
      case 1: text.insert(at, 1, kBytes[random.Next() % kBytes.size()]); break;
      case 2: text.erase(at, length); break;
      case 3: text.insert(random.Next() % text.size(), text.substr(at, length)); break;
      default: text[at] = static_cast<char>(random.Next()); break;
    }
  }
  return text;
}

TEST(ReadJson, SurvivesEveryMutationOfAValidDocument) {
  SeededRandom random(kSeed);
  int read = 0;
  int refused = 0;
  for (int i = 0; i < kMutations; ++i) {
    const std::string text = Mutated(std::string(kValid), random);
    sample::Order order;
    const auto outcome = ReadJson(kType<sample::Order>, text, "order", &order);
    SCOPED_TRACE("seed " + std::to_string(kSeed) + ", mutation " + std::to_string(i));
    if (!outcome) {
      ++refused;
      ASSERT_NE(outcome.error().kind, ErrorKind::kRefused) << text;
      ASSERT_EQ(outcome.error().subject, "order") << text;
      ASSERT_FALSE(outcome.error().sub_msg.empty()) << text;
      continue;
    }
    ++read;
    std::string once;
    WriteJson(kType<sample::Order>, &order, JsonLists::kPlain, once);
    ASSERT_TRUE(IsUtf8(once)) << text;
    sample::Order again;
    const auto second = ReadJson(kType<sample::Order>, once, "order", &again);
    ASSERT_TRUE(second) << once << ": " << second.error().sub_msg;
    std::string twice;
    WriteJson(kType<sample::Order>, &again, JsonLists::kPlain, twice);
    ASSERT_EQ(once, twice) << text;
  }
  EXPECT_GT(read, kMutations / 20) << "seed " << kSeed;
  EXPECT_GT(refused, kMutations / 20) << "seed " << kSeed;
}

TEST(ReadParameters, SurvivesEveryTruncationOfAValidDocument) {
  for (std::size_t size = 0; size < kValid.size(); ++size) {
    sample::Order order;
    EXPECT_FALSE(ReadJson(kType<sample::Order>, kValid.substr(0, size), "order", &order)) << size;
  }
  sample::Order order;
  EXPECT_TRUE(ReadJson(kType<sample::Order>, kValid, "order", &order));
}

}  // namespace
}  // namespace ebbtide::schema
