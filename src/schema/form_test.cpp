#include "schema/form.hpp"

#include <gmock/gmock.h>

namespace ebbtide::schema {

static bool operator==(const Parameter& a, const Parameter& b) {
  return a.name == b.name && a.value == b.value;
}

namespace {

using std::string_view_literals::operator""sv;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Decoding {
  std::string_view encoded;
  std::vector<Parameter> parameters;
};

TEST(Form, IsDecodedAndSorted) {
  const Decoding kDecodings[] = {
      {"", {}},
      {"a=1", {{"a", "1"}}},
      {"b=2&a=1&C=3", {{"C", "3"}, {"a", "1"}, {"b", "2"}}},
      {"a=%E4%BD%A0+x%20y", {{"a", "你 x y"}}},
      {"a=%e4%bd%a0%2B%26%3d%25", {{"a", "你+&=%"}}},
      {"%61+b=1", {{"a b", "1"}}},
      {"a=1=2", {{"a", "1=2"}}},
      {"a=&b&c=3", {{"a", ""}, {"b", ""}, {"c", "3"}}},
      {"&&a=1&&", {{"a", "1"}}},
      {"=1", {{"", "1"}}},
      {"a=%00b", {{"a", "\0b"sv}}},
      {"a_1=x&a1=y&a=z", {{"a", "z"}, {"a1", "y"}, {"a_1", "x"}}},
      {"a=已发货", {{"a", "已发货"}}},
  };
  for (const auto& [encoded, wanted] : kDecodings) {
    Parameters parameters;
    ASSERT_TRUE(parameters.AddUrlEncoded(encoded)) << encoded;
    EXPECT_EQ(parameters.sorted(), wanted) << encoded;
  }
}

TEST(Form, IsDecodedTheSameWhereverAByteStands) {
  for (std::size_t before = 0; before < 20; ++before) {
    for (std::size_t behind = 0; behind < 12; ++behind) {
      const std::string a(before, 'a');
      const std::string b(behind, 'b');
      for (int byte = 1; byte < 0x80; ++byte) {
        const std::string c(1, static_cast<char>(byte));
        if (c == "%" || c == "&") continue;
        Parameters parameters;
        ASSERT_TRUE(parameters.AddUrlEncoded("n=" + a + c + b + "&o=%2B" + b)) << byte;
        EXPECT_EQ(parameters.Get("n"), a + (c == "+" ? " " : c) + b) << byte;
        EXPECT_EQ(parameters.Get("o"), "+" + b) << byte;
      }
      Parameters parameters;
      ASSERT_TRUE(parameters.AddUrlEncoded(a + "%3D你=" + b + "%26你%e4%bd%a0" + a + "&" + b));
      EXPECT_EQ(parameters.Get(a + "=你"), b + "&你你" + a);
      EXPECT_FALSE(Parameters().AddUrlEncoded("n=" + a + "\xE4\xBD" + b)) << before;
      EXPECT_FALSE(Parameters().AddUrlEncoded("n" + a + "\xE4=\xBD\xA0" + b)) << before;
    }
  }
}

TEST(Form, CanBeginWithWhatOthersHave) {
  Parameters common;
  ASSERT_TRUE(common.AddUrlEncoded("b=1&d=2"));
  auto parameters = Parameters::Over(common);
  EXPECT_EQ(parameters.sorted(), common.sorted());
  ASSERT_TRUE(parameters.AddUrlEncoded("a=3&d=4"));
  EXPECT_THAT(parameters.sorted(),
              ElementsAre(Parameter{"a", "3"}, Parameter{"b", "1"}, Parameter{"d", "4"}));
  EXPECT_THAT(common.sorted(), ElementsAre(Parameter{"b", "1"}, Parameter{"d", "2"}));
}

TEST(Form, RefusesAPercentSignWithoutTwoHexDigits) {
  for (const auto encoded : {"a=%"sv, "a=%4"sv, "a=%4g"sv, "a=%g4"sv, "%=1"sv, "a=%%34"sv,
                             "a=1%&b=2"sv, "a=% 4"sv, "a=%+1"sv}) {
    Parameters parameters;
    const auto added = parameters.AddUrlEncoded(encoded);
    ASSERT_FALSE(added) << encoded;
    EXPECT_EQ(added.error().kind, ErrorKind::kInvalidArgument);
    EXPECT_THAT(added.error().sub_msg, HasSubstr("two hex digits"));
  }
  for (const std::size_t size : {3U, 4U}) {  // what stands behind the end does not count
    Parameters parameters;
    EXPECT_FALSE(parameters.AddUrlEncoded("a=%41"sv.substr(0, size))) << size;
  }
}

TEST(Form, RefusesWhatIsNotUtf8) {
  for (const auto encoded : {"a=%FF"sv, "%C4%E3=1"sv, "a=\xC4\xE3"sv, "a=%E4%BD&b=%A0"sv}) {
    Parameters parameters;
    const auto added = parameters.AddUrlEncoded(encoded);
    ASSERT_FALSE(added) << encoded;
    EXPECT_THAT(added.error().sub_msg, HasSubstr("UTF-8"));
  }
  Parameters parameters;
  EXPECT_FALSE(parameters.Add("a", "\xFF"));
  EXPECT_FALSE(parameters.Add("\xFF", "a"));
}

TEST(Form, KeepsTheLastValueOfAName) {
  Parameters parameters;
  ASSERT_TRUE(parameters.AddUrlEncoded("a=1&b=2&a=3"));
  EXPECT_EQ(parameters.Get("a"), "3");
  ASSERT_TRUE(parameters.AddUrlEncoded("a=4"));
  ASSERT_TRUE(parameters.Add("b", "5"));
  EXPECT_THAT(parameters.sorted(), ElementsAre(Parameter{"a", "4"}, Parameter{"b", "5"}));
}

TEST(Form, TellsAnEmptyValueFromAnAbsentOne) {
  Parameters parameters;
  ASSERT_TRUE(parameters.AddUrlEncoded("a="));
  EXPECT_EQ(parameters.Find("a"), "");
  EXPECT_EQ(parameters.Find("b"), std::nullopt);
  EXPECT_EQ(parameters.Get("b"), "");
}

TEST(Form, LimitsTheNumberOfNames) {
  Parameters parameters;
  for (std::size_t i = 0; i < Parameters::kCountMax; ++i) {
    ASSERT_TRUE(parameters.Add("p" + std::to_string(i), "1")) << i;
  }
  EXPECT_TRUE(parameters.Add("p0", "2"));
  const auto one_more = parameters.AddUrlEncoded("q=1");
  ASSERT_FALSE(one_more);
  EXPECT_THAT(one_more.error().sub_msg, HasSubstr("more than 512 parameters"));
}

TEST(Form, KeepsItsViewsThroughAMove) {
  Parameters first;
  // Short enough to live inside the string objects, where a careless move would break the views.
  ASSERT_TRUE(first.AddUrlEncoded("b=2"));
  ASSERT_TRUE(first.Add("a", "1"));
  const auto view = first.Get("b");
  Parameters second = std::move(first);
  Parameters third;
  ASSERT_TRUE(third.AddUrlEncoded("z=26"));
  third = std::move(second);
  EXPECT_THAT(third.sorted(), ElementsAre(Parameter{"a", "1"}, Parameter{"b", "2"}));
  EXPECT_EQ(third.Get("b").data(), view.data());
}

TEST(UrlEncode, EscapesEverythingButUnreservedCharacters) {
  EXPECT_EQ(UrlEncode("AZaz09-._~"), "AZaz09-._~");
  EXPECT_EQ(UrlEncode(" +&=%/\"{}:,*'"), "%20%2B%26%3D%25%2F%22%7B%7D%3A%2C%2A%27");
  EXPECT_EQ(UrlEncode("你\n\0"sv), "%E4%BD%A0%0A%00");
}

TEST(UrlEncode, IsUndoneByDecoding) {
  std::string every_byte_of_ascii;
  for (char c = 0; c < 0x7F; ++c) every_byte_of_ascii += c;
  const std::string text = every_byte_of_ascii + "已发货✔️😀";
  Parameters parameters;
  ASSERT_TRUE(parameters.AddUrlEncoded(UrlEncode(text) + "=" + UrlEncode(text)));
  EXPECT_THAT(parameters.sorted(), ElementsAre(Parameter{text, text}));
}

}  // namespace
}  // namespace ebbtide::schema
