#include "base/text.hpp"

#include <gmock/gmock.h>

namespace ebbtide {
namespace {

using std::string_view_literals::operator""sv;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(CommaList, DropsSpacesAndEmptyEntries) {
  EXPECT_THAT(SplitCommaList(" a, b,,c "), ElementsAre("a", "b", "c"));
  EXPECT_THAT(SplitCommaList("1,2,3"), ElementsAre("1", "2", "3"));
  EXPECT_THAT(SplitCommaList("num_iid"), ElementsAre("num_iid"));
  EXPECT_THAT(SplitCommaList(",a\t,\r\n,a b,"), ElementsAre("a", "a b"));
  for (const auto text : {""sv, ","sv, " , ,"sv}) EXPECT_THAT(SplitCommaList(text), IsEmpty());
}

TEST(CommaList, PointsIntoTheTextItWasGiven) {
  constexpr auto kText = "ab, cd"sv;
  const auto entries = SplitCommaList(kText);
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[1].data(), kText.data() + 4);
}

TEST(Trim, RemovesWhiteSpaceAtBothEndsOnly) {
  EXPECT_EQ(Trim(" \t\r\n a b \t\r\n "), "a b");
  EXPECT_EQ(Trim("ab"), "ab");
  EXPECT_EQ(Trim(" \n "), "");
  EXPECT_EQ(Trim(""), "");
}

TEST(Integer, IsWholeAndOf64Bits) {
  EXPECT_EQ(ParseInteger("0"), 0);
  EXPECT_EQ(ParseInteger("-12"), -12);
  EXPECT_EQ(ParseInteger("007"), 7);
  EXPECT_EQ(ParseInteger("9223372036854775807"), 9'223'372'036'854'775'807);
  EXPECT_EQ(ParseInteger("-9223372036854775808"), -9'223'372'036'854'775'807 - 1);
  for (const auto text : {""sv, "-"sv, "+1"sv, " 1"sv, "1 "sv, "1.0"sv, "1e3"sv, "0x1"sv, "1,2"sv,
                          "1\0"sv, "9223372036854775808"sv, "-9223372036854775809"sv, "１"sv}) {
    EXPECT_EQ(ParseInteger(text), std::nullopt) << text;
  }
}

struct Utf8Case {
  std::string_view bytes;
  bool well_formed;
};

TEST(Utf8, KnowsWellFormedTextFromMalformed) {
  constexpr Utf8Case kCases[] = {
      {""sv, true},
      {"plain\0text\x7F"sv, true},
      {"\xC2\x80"sv, true},          // U+0080, the first of two bytes
      {"\xDF\xBF"sv, true},          // U+07FF, the last
      {"\xE0\xA0\x80"sv, true},      // U+0800
      {"\xED\x9F\xBF"sv, true},      // U+D7FF, before the surrogates
      {"\xEE\x80\x80"sv, true},      // U+E000, after them
      {"\xEF\xBF\xBF"sv, true},      // U+FFFF
      {"\xF0\x90\x80\x80"sv, true},  // U+10000
      {"\xF4\x8F\xBF\xBF"sv, true},  // U+10FFFF, the last of all
      {"已发货✔️😀"sv, true},
      {"\x80"sv, false},  // a continuation alone
      {"a\xBF"sv, false},
      {"\xC0\x80"sv, false},  // overlong forms of U+0000
      {"\xE0\x80\x80"sv, false},
      {"\xF0\x80\x80\x80"sv, false},
      {"\xC1\xBF"sv, false},                  // overlong U+007F
      {"\xE0\x9F\xBF"sv, false},              // overlong U+07FF
      {"\xF0\x8F\xBF\xBF"sv, false},          // overlong U+FFFF
      {"\xED\xA0\x80"sv, false},              // U+D800, a surrogate
      {"\xED\xBF\xBF"sv, false},              // U+DFFF
      {"\xED\xA0\xBD\xED\xB8\x80"sv, false},  // a surrogate pair, as CESU-8 writes it
      {"\xF4\x90\x80\x80"sv, false},          // U+110000
      {"\xF5\x80\x80\x80"sv, false},
      {"\xF8\x88\x80\x80\x80"sv, false},  // five bytes
      {"\xFE"sv, false},
      {"\xFF"sv, false},
      {"\xC2"sv, false},  // cut off
      {"\xE4\xBD"sv, false},
      {"\xF0\x9F\x98"sv, false},
      {"\xE4\xBD\x41"sv, false},  // the third byte is no continuation
      {"\xC2\xC2\x80"sv, false},
      {"\xC4\xE3\xBA\xC3"sv, false},  // GBK
  };
  for (const auto& [bytes, well_formed] : kCases) {
    EXPECT_EQ(IsUtf8(bytes), well_formed) << testing::PrintToString(bytes);
  }
}

TEST(Utf8, DoesNotLookBehindTheEndOfTheText) {
  for (const auto character : {"\xC2\x80"sv, "你"sv, "😀"sv}) {
    for (std::size_t size = 1; size < character.size(); ++size) {
      EXPECT_FALSE(IsUtf8(character.substr(0, size))) << character << " " << size;
    }
  }
}

TEST(Utf8, FindsAMistakeAnywhereInTheText) {
  const std::string good = "退款 refund ✔️😀";
  ASSERT_TRUE(IsUtf8(good));
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string broken = good;
    broken[i] = '\xFF';
    EXPECT_FALSE(IsUtf8(broken)) << i;
  }
}

TEST(Characters, AreCountedAndNotBytes) {
  EXPECT_EQ(CountCharacters(""), 0U);
  EXPECT_EQ(CountCharacters("ab c"), 4U);
  EXPECT_EQ(CountCharacters("é退款😀"), 4U);
}

}  // namespace
}  // namespace ebbtide
