#include "schema/example.hpp"

#include <stdexcept>

#include <gtest/gtest.h>

#include "schema/testing.hpp"
#include "schema/writer.hpp"

namespace ebbtide::schema {
namespace {

TEST(Example, FillsWhatHasOneAndLeavesTheRestAbsent) {
  sample::Order order;
  FillExample(kType<sample::Order>, &order);
  std::string json;
  WriteJson(kType<sample::Order>, &order, JsonLists::kPlain, json);
  constexpr std::string_view kItem =
      R"({"sku":"S1","quantity":2,"flag":true,"at":"2024-02-19 13:05:58","colours":["red"]})";
  EXPECT_EQ(json,
            R"({"first":)" + std::string(kItem) + R"(,"items":[)" + std::string(kItem) + "]}");
}

TEST(Example, LeavesAStructOfBareFieldsAbsent) {
  sample::Request request;
  FillExample(kType<sample::Request>, &request);
  EXPECT_FALSE(request.level);
  EXPECT_FALSE(request.ids);
  EXPECT_TRUE(request.order);
}

struct Upload {
  Maybe<Bytes> file;
  static constexpr auto Describe() {
    return Object("Upload", Field<&Upload::file>("A picture.", {.example = "a.jpg"}));
  }
};

TEST(Example, LeavesAFileAbsent) {
  Upload upload;
  FillExample(kType<Upload>, &upload);
  EXPECT_FALSE(upload.file);
}

template <class T>
struct Wrong {
  T value{};
  static constexpr auto Describe() {
    return Object("Wrong", Field<&Wrong::value>("Not a value.", {.example = "12x"}));
  }
};

TEST(Example, ThrowsAtOneThatIsNotOfItsType) {
  Wrong<Number> number;
  EXPECT_THROW(FillExample(kType<Wrong<Number>>, &number), std::logic_error);
  Wrong<Boolean> flag;
  EXPECT_THROW(FillExample(kType<Wrong<Boolean>>, &flag), std::logic_error);
  Wrong<Date> date;
  EXPECT_THROW(FillExample(kType<Wrong<Date>>, &date), std::logic_error);
  Wrong<String> text;
  FillExample(kType<Wrong<String>>, &text);
  EXPECT_EQ(text.value, "12x");
}

}  // namespace
}  // namespace ebbtide::schema
