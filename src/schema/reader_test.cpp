#include "schema/reader.hpp"

#include <gmock/gmock.h>

#include "schema/testing.hpp"
#include "schema/writer.hpp"

/// Parameters of every form into a struct. What a JSON document may hold: reader_json_test.cpp.
namespace ebbtide::schema {
namespace {

using sample::Request;
using testing::StartsWith;

using Form = std::vector<std::pair<std::string_view, std::string_view>>;

template <class T>
Result<T> ReadForm(const Form& form) {
  Parameters parameters;
  for (const auto& [name, value] : form) RETURN_IF_ERROR(parameters.Add(name, value));
  T object;
  RETURN_IF_ERROR(ReadParameters(kType<T>, parameters, &object));
  return object;
}

struct Reading {
  Form form;
  std::string_view json;  ///< of what was read
};

void ExpectReadings(std::initializer_list<Reading> readings) {
  for (const auto& [form, json] : readings) {
    const auto request = ReadForm<Request>(form);
    ASSERT_TRUE(request) << json << ": " << request.error().sub_msg;
    std::string written;
    WriteJson(kType<Request>, &*request, JsonLists::kPlain, written);
    EXPECT_EQ(written, json);
  }
}

struct Refusal {
  Form form;
  std::string_view sub_msg;
};

void ExpectInvalid(std::initializer_list<Refusal> refusals) {
  for (const auto& [form, sub_msg] : refusals) {
    const auto request = ReadForm<Request>(form);
    ASSERT_FALSE(request) << sub_msg;
    EXPECT_EQ(request.error(), InvalidArgument(form[0].first, std::string(sub_msg)));
  }
}

TEST(ReadParameters, TakesBasicValuesAsText) {
  ExpectReadings({
      {{{"level", "1"}}, R"({"level":1})"},
      {{{"level", "-2"}}, R"({"level":-2})"},
      {{{"word", "123"}}, R"({"word":"123"})"},
      {{{"word", "null"}}, R"({"word":"null"})"},
      {{{"word", "你好"}}, R"({"word":"你好"})"},
      {{{"flag", "true"}}, R"({"flag":true})"},
      {{{"flag", "True"}}, R"({"flag":true})"},
      {{{"flag", "false"}}, R"({"flag":false})"},
      {{{"flag", "False"}}, R"({"flag":false})"},
      {{{"at", "2024-02-19 13:05:58"}}, R"({"at":"2024-02-19 13:05:58"})"},
  });
}

TEST(ReadParameters, TakesEmptyNullAndMissingForAbsent) {
  ExpectReadings({
      {{}, "{}"},
      {{{"level", ""}, {"word", ""}, {"flag", ""}, {"at", ""}, {"ids", ""}, {"item", ""}}, "{}"},
      {{{"ids", "null"}, {"item", "null"}, {"items", " null\n"}}, "{}"},
      {{{"ids", R"("")"}, {"item", R"("")"}, {"items", R"( "" )"}}, "{}"},
      {{{"nobody_described", "1"}, {"Level", "1"}}, "{}"},
  });
}

TEST(ReadParameters, TakesListsOfBasicValuesAsCommaListOrJsonArray) {
  ExpectReadings({
      {{{"ids", "1,2,3"}}, R"({"ids":[1,2,3]})"},
      {{{"ids", " 1, 2,,"}}, R"({"ids":[1,2]})"},
      {{{"ids", ","}}, R"({"ids":[]})"},
      {{{"ids", "[1,2,3]"}}, R"({"ids":[1,2,3]})"},
      {{{"ids", R"( ["1", 2, null, ""])"}}, R"({"ids":[1,2]})"},
      {{{"ids", "[]"}}, R"({"ids":[]})"},
      {{{"colours", "red,blue"}}, R"({"colours":["red","blue"]})"},
      {{{"colours", R"(["red"])"}}, R"({"colours":["red"]})"},
  });
}

TEST(ReadParameters, TakesStructsAsJson) {
  ExpectReadings({
      {{{"item", R"({"sku":"a"})"}}, R"({"item":{"sku":"a"}})"},
      {{{"item", " {\"sku\" : \"a\"}\r\n"}}, R"({"item":{"sku":"a"}})"},
      {{{"items", R"([{"sku":"a"},{"sku":"b"}])"}}, R"({"items":[{"sku":"a"},{"sku":"b"}]})"},
      {{{"items", "[]"}}, R"({"items":[]})"},
      {{{"order", "{}"}}, R"({"order":{}})"},
  });
}

TEST(ReadParameters, RefusesValuesOfTheWrongForm) {
  constexpr std::string_view kNumber = "level must be a whole 64-bit number";
  constexpr std::string_view kFlag = "flag must be true or false";
  constexpr std::string_view kTime = "at must be a time such as 2024-02-19 13:05:58";
  ExpectInvalid({
      {{{"level", "1.0"}}, kNumber},
      {{{"level", "1e3"}}, kNumber},
      {{{"level", " 1"}}, kNumber},
      {{{"level", "null"}}, kNumber},
      {{{"level", "9223372036854775808"}}, kNumber},
      {{{"flag", "1"}}, kFlag},
      {{{"flag", "TRUE"}}, kFlag},
      {{{"at", "2024-02-30 00:00:00"}}, kTime},
      {{{"at", "2024-02-19"}}, kTime},
      {{{"at", "1708319158000"}}, kTime},
      {{{"ids", "1,x"}}, "ids must be a whole 64-bit number"},
      {{{"ids", "[1,[2]]"}}, "ids[1] must be a whole 64-bit number"},
      {{{"item", "[]"}}, "item must be a JSON object"},
      {{{"item", "5"}}, "item must be a JSON object"},
      {{{"item", R"("a")"}}, "item must be a JSON object"},
      {{{"items", R"({"sku":"a"})"}}, "items must be a list"},
  });
}

TEST(ReadParameters, RefusesTextsWithU0000) {
  using std::string_view_literals::operator""sv;
  ExpectInvalid({
      {{{"word", "a\0b"sv}}, "word must not contain U+0000"},
      {{{"word", "\0"sv}}, "word must not contain U+0000"},
      {{{"colours", "red,\0"sv}}, "colours must not contain U+0000"},
      {{{"item", R"({"sku":"a\u0000"})"}}, "item.sku must not contain U+0000"},
  });
  ExpectReadings({{{{"nobody_described", "\0"sv}}, "{}"}});
}

TEST(ReadParameters, EnforcesItsRulesInclusively) {
  ExpectReadings({
      {{{"word", "sixsix"}}, R"({"word":"sixsix"})"},
      {{{"ids", "1,99,50"}}, R"({"ids":[1,99,50]})"},
      {{{"items", R"([{"sku":"a","quantity":1},{"sku":"b","quantity":9}])"}},
       R"({"items":[{"sku":"a","quantity":1},{"sku":"b","quantity":9}]})"},
  });
  ExpectInvalid({
      {{{"level", "2"}}, "level must be one of 1, -2"},
      {{{"word", "sevenxx"}}, "word must be at most 6 bytes long"},
      {{{"word", "你好吗"}}, "word must be at most 6 bytes long"},
      {{{"ids", "0"}}, "ids must be at least 1"},
      {{{"ids", "1,100"}}, "ids must be at most 99"},
      {{{"ids", "1,2,3,4"}}, "ids must have at most 3 entries"},
      {{{"ids", "[1,2,3,4]"}}, "ids must have at most 3 entries"},
      {{{"colours", "red,green"}}, "colours must be one of red, blue"},
      {{{"items", R"([{"sku":"a"},{"sku":"b"},{"sku":"c"}])"}},
       "items must have at most 2 entries"},
  });
}

struct Strict {
  Number id = 0;
  List<Number> ids;
  sample::Item item;

  static constexpr auto Describe() {
    return Object("Strict", Field<&Strict::id>("The number.", {.required = true}),
                  Field<&Strict::ids>("The numbers.", {.required = true}),
                  Field<&Strict::item>("The item.", {.required = true}));
  }
};

TEST(ReadParameters, MissesWhatIsRequired) {
  const Form kWhole = {{"id", "0"}, {"ids", "1"}, {"item", R"({"sku":"a"})"}};
  const auto whole = ReadForm<Strict>(kWhole);
  ASSERT_TRUE(whole) << whole.error().sub_msg;
  EXPECT_EQ(whole->item.sku, "a");

  const std::pair<std::string_view, std::vector<std::string_view>> kAbsent[] = {
      {"id", {""}},
      {"ids", {"", "null", ",", "[]", "[null]", R"("")"}},
      {"item", {"", "null", " null ", R"("")"}}};
  for (const auto& [name, values] : kAbsent) {
    for (const auto value : values) {
      Form form = kWhole;
      for (auto& one : form) {
        if (one.first == name) one.second = value;
      }
      const auto strict = ReadForm<Strict>(form);
      ASSERT_FALSE(strict) << name << "=" << value;
      EXPECT_EQ(strict.error().kind, ErrorKind::kMissingArgument) << name << "=" << value;
      EXPECT_EQ(strict.error().subject, name);
      EXPECT_THAT(strict.error().sub_msg, StartsWith("send " + std::string(name) + ": The "));
    }
  }
}

struct StrictMaybe {
  Maybe<List<Number>> ids;
  Maybe<List<sample::Item>> items;

  static constexpr auto Describe() {
    return Object("StrictMaybe", Field<&StrictMaybe::ids>("The numbers.", {.required = true}),
                  Field<&StrictMaybe::items>("The items.", {.required = true}));
  }
};

TEST(ReadParameters, MissesARequiredListThatMayBeAbsentInTheStruct) {
  const Form kSku = {{"items", R"([{"sku":"a"}])"}};
  EXPECT_TRUE(ReadForm<StrictMaybe>({{"ids", "1"}, kSku[0]}));
  for (const auto& [form, subject] : {std::pair<Form, std::string_view>{kSku, "ids"},
                                      {{{"ids", ","}, kSku[0]}, "ids"},
                                      {{{"ids", "1"}}, "items"},
                                      {{{"ids", "1"}, {"items", "null"}}, "items"},
                                      {{{"ids", "1"}, {"items", "[]"}}, "items"}}) {
    const auto strict = ReadForm<StrictMaybe>(form);
    ASSERT_FALSE(strict) << subject;
    EXPECT_EQ(strict.error().kind, ErrorKind::kMissingArgument);
    EXPECT_EQ(strict.error().subject, subject);
  }
}

struct Basket {
  Maybe<List<sample::Item>> items;

  static constexpr auto Describe() {
    return Object("Basket", Field<&Basket::items>("All.", {.max_items = 1, .one_or_many = true}));
  }
};

TEST(ReadParameters, TakesAnObjectForAListOfOneWhereOneOrManyIsTheRule) {
  for (const auto* const text : {R"({"sku":"a"})", R"( {"sku" : "a"} )", R"([{"sku":"a"}])"}) {
    const auto basket = ReadForm<Basket>({{"items", text}});
    ASSERT_TRUE(basket) << text << ": " << basket.error().sub_msg;
    ASSERT_EQ(basket->items->size(), 1U) << text;
    EXPECT_EQ(basket->items->front().sku, "a") << text;
  }
  const auto two = ReadForm<Basket>({{"items", R"([{"sku":"a"},{"sku":"b"}])"}});
  ASSERT_FALSE(two);
  EXPECT_EQ(two.error(), InvalidArgument("items", "items must have at most 1 entries"));
  const auto empty = ReadForm<Basket>({{"items", "{}"}});
  ASSERT_FALSE(empty);
  EXPECT_EQ(empty.error(), MissingArgument("items", "items.sku is required"));
}

TEST(ReadParameters, MissesAnEmptyStructsRequiredMember) {
  const auto strict = ReadForm<Strict>({{"id", "0"}, {"ids", "1"}, {"item", "{}"}});
  ASSERT_FALSE(strict);
  EXPECT_EQ(strict.error(), MissingArgument("item", "item.sku is required"));
}

}  // namespace
}  // namespace ebbtide::schema
