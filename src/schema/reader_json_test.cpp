#include <gtest/gtest.h>

#include "schema/reader.hpp"
#include "schema/testing.hpp"
#include "schema/writer.hpp"

/// What the reader makes of one JSON document.
namespace ebbtide::schema {
namespace {

using sample::Item;
using sample::Order;
using std::string_view_literals::operator""sv;

struct Reading {
  std::string_view json;
  std::string_view read;
};

template <class T>
void ExpectReadings(std::initializer_list<Reading> readings) {
  for (const auto& [json, read] : readings) {
    T object;
    const auto outcome = ReadJson(kType<T>, json, "doc", &object);
    ASSERT_TRUE(outcome) << json << ": " << outcome.error().sub_msg;
    std::string written;
    WriteJson(kType<T>, &object, JsonLists::kPlain, written);
    EXPECT_EQ(written, read) << json;
  }
}

struct Refusal {
  std::string_view json;
  Error error;
};

template <class T>
void ExpectRefusals(const std::vector<Refusal>& refusals) {
  for (const auto& [json, error] : refusals) {
    T object;
    const auto outcome = ReadJson(kType<T>, json, "doc", &object);
    ASSERT_FALSE(outcome) << json;
    EXPECT_EQ(outcome.error(), error) << json;
  }
}

Error Invalid(std::string sub_msg) { return InvalidArgument("doc", std::move(sub_msg)); }
Error Missing(std::string sub_msg) { return MissingArgument("doc", std::move(sub_msg)); }

TEST(ReadJson, CoercesScalars) {
  ExpectReadings<Item>({
      {R"({"sku":"a","quantity":"3"})", R"({"sku":"a","quantity":3})"},
      {R"({"sku":123})", R"({"sku":"123"})"},
      {R"({"sku":-0.5})", R"({"sku":"-0.5"})"},
      {R"({"sku":1.50})", R"({"sku":"1.50"})"},
      {R"({"sku":1E3})", R"({"sku":"1E3"})"},
      {R"({"sku":123456789012345678901234567890.10})",
       R"({"sku":"123456789012345678901234567890.10"})"},
      {R"({"sku":18446744073709551615})", R"({"sku":"18446744073709551615"})"},
      {R"({"sku":true})", R"({"sku":"true"})"},
      {R"({"sku":"a","flag":"True"})", R"({"sku":"a","flag":true})"},
      {R"({"sku":"a","flag":"false"})", R"({"sku":"a","flag":false})"},
      {R"({"sku":"a","flag":false})", R"({"sku":"a","flag":false})"},
      {R"({"sku":"a","at":"2024-02-19 13:05:58"})", R"({"sku":"a","at":"2024-02-19 13:05:58"})"},
      {R"({"sku":"a","colours":"red, blue"})", R"({"sku":"a","colours":["red","blue"]})"},
      {R"({"sku":"a","colours":["red",null,"blue"]})", R"({"sku":"a","colours":["red","blue"]})"},
  });
}

TEST(ReadJson, RefusesNumbersThatAreNotWholeOr64Bits) {
  const Error error = Invalid("doc.quantity must be a whole 64-bit number");
  std::vector<Refusal> refusals;
  for (const auto json :
       {R"({"quantity":1.0})"sv, R"({"quantity":1e0})"sv, R"({"quantity":9223372036854775808})"sv,
        R"({"quantity":-9223372036854775809})"sv, R"({"quantity":"1.0"})"sv,
        R"({"quantity":" 1"})"sv, R"({"quantity":"1e3"})"sv, R"({"quantity":true})"sv}) {
    refusals.push_back({json, error});
  }
  ExpectRefusals<Item>(refusals);
}

TEST(ReadJson, TakesNullAndEmptyTextForAbsent) {
  ExpectReadings<Item>({
      {R"({"sku":"a","quantity":null,"memo":null,"flag":null,"at":null,"colours":null})",
       R"({"sku":"a"})"},
      {R"({"sku":"a","quantity":"","memo":"","flag":"","at":"","colours":""})", R"({"sku":"a"})"},
      {R"({"sku":null,"sku":"a"})", R"({"sku":"a"})"},
  });
  ExpectReadings<Order>({{R"({"first":null,"items":""})", "{}"}, {R"({"first":""})", "{}"}});
  const Error nothing = Missing("doc must be a JSON object, not nothing");
  ExpectRefusals<Item>({{R"({"sku":null})", Missing("doc.sku is required")},
                        {R"({"sku":""})", Missing("doc.sku is required")},
                        {" null\n", nothing},
                        {R"("")", nothing},
                        {"", nothing}});
}

TEST(ReadJson, NestsStructsAndLists) {
  ExpectReadings<Order>({
      {R"({"items":[{"sku":"a","colours":["red"]},{"sku":"b"}],"first":{"sku":"c"}})",
       R"({"first":{"sku":"c"},"items":[{"sku":"a","colours":["red"]},{"sku":"b"}]})"},
      {R"({"first":{"sku":"a","table":[["1",2],[]]},"items":[]})",
       R"({"first":{"sku":"a","table":[[1,2],[]]},"items":[]})"},
  });
}

TEST(ReadJson, SkipsUnknownKeysAtAnyDepth) {
  ExpectReadings<Order>({
      {R"({"x":1,"first":{"sku":"a","x":{"sku":[1,{"memo":"long enough"}],"y":{}},"memo":"m"},
           "y":[[[]],{"first":5}],"items":[{"x":[],"sku":"b","z":null}]})",
       R"({"first":{"sku":"a","memo":"m"},"items":[{"sku":"b"}]})"},
      {R"({"":1,"First":{"sku":5}})", "{}"},
  });
}

TEST(ReadJson, SaysWhereTheMistakeIs) {
  ExpectRefusals<Order>({
      {R"({"first":{"memo":"a"}})", Missing("doc.first.sku is required")},
      {R"({"items":[{"sku":"a"},{}]})", Missing("doc.items[1].sku is required")},
      {R"({"items":[{"sku":"a"},{"sku":"b","quantity":10}]})",
       Invalid("doc.items[1].quantity must be at most 9")},
      {R"({"items":[{"sku":"a"},5]})", Invalid("doc.items[1] must be a JSON object")},
      {R"({"items":[[]]})", Invalid("doc.items[0] must be a JSON object")},
      {R"({"items":[null,{"sku":"a","quantity":0}]})",
       Invalid("doc.items[1].quantity must be at least 1")},
      {R"({"items":[{"sku":"a"},{"sku":"b"},{"sku":"c"}]})",
       Invalid("doc.items must have at most 2 entries")},
      {R"({"items":{"sku":"a"}})", Invalid("doc.items must be a list")},
      {R"({"items":"a,b"})", Invalid("doc.items must be a list")},
      {R"({"first":{"sku":{}}})", Invalid("doc.first.sku must be text")},
      {R"({"first":{"sku":["a"]}})", Invalid("doc.first.sku must be text")},
      {R"({"first":{"sku":"a","memo":"sevenxx"}})",
       Invalid("doc.first.memo must be at most 6 bytes long")},
      {R"({"first":{"sku":"a","colours":["red","green"]}})",
       Invalid("doc.first.colours[1] must be one of red, blue")},
      {R"({"first":{"sku":"a","table":[[1],[2,"x"]]}})",
       Invalid("doc.first.table[1][1] must be a whole 64-bit number")},
      {R"({"first":{"sku":"a","flag":"yes"}})", Invalid("doc.first.flag must be true or false")},
      {R"({"first":{"sku":"a","at":1708319158000}})",
       Invalid("doc.first.at must be a time such as 2024-02-19 13:05:58")},
  });
}

TEST(ReadJson, RefusesAKeyThatComesTwice) {
  ExpectRefusals<Order>({
      {R"({"first":{"sku":"a","sku":"b"}})", Invalid("doc.first.sku is given twice")},
      {R"({"items":[],"items":[]})", Invalid("doc.items is given twice")},
      {R"({"first":{"sku":"a"},"x":1,"first":{"sku":"a"}})", Invalid("doc.first is given twice")},
  });
}

TEST(ReadJson, DecodesEscapes) {
  ExpectReadings<Item>({
      {R"({"sku":"\u4f60\u597d \ud83d\ude00"})", R"({"sku":"你好 😀"})"},
      {R"({"s\u006bu":"a\/b\\\"\n\t"})", R"({"sku":"a/b\\\"\n\t"})"},
  });
}

TEST(ReadJson, RefusesTextsWithU0000) {
  ExpectRefusals<Item>({
      {R"({"sku":"a\u0000b"})", Invalid("doc.sku must not contain U+0000")},
      {R"({"sku":"a","memo":"\u0000"})", Invalid("doc.memo must not contain U+0000")},
  });
  ExpectReadings<Item>({{R"({"sku":"a","x\u0000":"\u0000"})", R"({"sku":"a"})"}});
}

struct Parcel {
  Maybe<List<Item>> items;
  Maybe<List<Number>> ids;

  static constexpr auto Describe() {
    return Object("ParcelDTO", Field<&Parcel::items>("All.", {.max_items = 2, .one_or_many = true}),
                  Field<&Parcel::ids>("Numbers.", {.one_or_many = true}));
  }
};

struct Crate {
  Maybe<List<Parcel>> parcels;

  static constexpr auto Describe() {
    return Object("CrateDTO",
                  Field<&Crate::parcels>("All.", {.required = true, .one_or_many = true}));
  }
};

TEST(ReadJson, TakesAnObjectForAListOfOneWhereOneOrManyIsTheRule) {
  constexpr std::string_view kOne = R"({"parcels":[{"items":[{"sku":"a"}]}]})";
  ExpectReadings<Crate>({
      {R"({"parcels":{"items":{"sku":"a"}}})", kOne},
      {R"({"parcels":[{"items":{"sku":"a"}}]})", kOne},
      {R"({"parcels":{"items":[{"sku":"a"}]}})", kOne},
      {R"({"parcels":{"items":[{"sku":"a"},{"sku":"b"}],"x":{}}})",
       R"({"parcels":[{"items":[{"sku":"a"},{"sku":"b"}]}]})"},
      {R"({"parcels":{}})", R"({"parcels":[{}]})"},
      {R"({"parcels":[{},{"items":null,"ids":[1]}]})", R"({"parcels":[{},{"ids":[1]}]})"},
  });
  ExpectRefusals<Crate>({
      {R"({"parcels":{"items":{}}})", Missing("doc.parcels.items.sku is required")},
      {R"({"parcels":[{},{"items":{"sku":"a","quantity":0}}]})",
       Invalid("doc.parcels[1].items.quantity must be at least 1")},
      {R"({"parcels":{},"parcels":[]})", Invalid("doc.parcels is given twice")},
      {R"({"parcels":[]})", Missing("doc.parcels is required")},
      {R"({"parcels":5})", Invalid("doc.parcels must be a list")},
      {R"({"parcels":{"ids":{}}})", Invalid("doc.parcels.ids must be a list")},
  });
}

TEST(ReadJson, RefusesWhatIsNotJson) {
  const std::string deep(kJsonDepthMax + 1, '[');
  const std::string deep_unknown = R"({"x":)" + deep;
  for (const std::string_view json : {"{"sv,
                                      "}"sv,
                                      R"({"sku":"a"}x)"sv,
                                      R"({"sku":"a"}{"sku":"a"})"sv,
                                      R"({"sku":"a",})"sv,
                                      R"({'sku':'a'})"sv,
                                      R"({"sku":01})"sv,
                                      R"({"sku":+1})"sv,
                                      R"({"sku":NaN})"sv,
                                      R"({"sku":True})"sv,
                                      R"({"sku":"a)"sv,
                                      "{\"sku\":\"a\nb\"}"sv,
                                      R"({"sku":"\x"})"sv,
                                      R"({"sku":"\ud83d"})"sv,
                                      R"({"sku":"\ude00"})"sv,
                                      "{\"sku\":\"\xFF\"}"sv,
                                      "{\"sku\":\"\xED\xA0\x80\"}"sv,
                                      "{\"x\":\"\xC0\x80\"}"sv,
                                      "{\"sku\":\"\xE4\xBD\"}"sv,
                                      "{\"sku\":1} \0"sv,
                                      R"(/* */{"sku":1})"sv,
                                      "\xEF\xBB\xBF{}"sv,
                                      std::string_view(deep),
                                      std::string_view(deep_unknown)}) {
    Item item;
    const auto outcome = ReadJson(kType<Item>, json, "doc", &item);
    ASSERT_FALSE(outcome) << json;
    EXPECT_EQ(outcome.error().kind, ErrorKind::kInvalidArgument) << json;
    EXPECT_EQ(outcome.error().subject, "doc") << json;
  }
}

TEST(ReadJson, NestsAsDeepAsItsLimit) {
  const auto nested = [](std::size_t depth) {
    return R"({"sku":"a","x":)" + std::string(depth - 1, '[') + std::string(depth - 1, ']') + "}";
  };
  Item item;
  EXPECT_TRUE(ReadJson(kType<Item>, nested(kJsonDepthMax), "doc", &item));
  EXPECT_FALSE(ReadJson(kType<Item>, nested(kJsonDepthMax + 1), "doc", &item));
}

}  // namespace
}  // namespace ebbtide::schema
