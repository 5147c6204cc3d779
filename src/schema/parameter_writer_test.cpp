#include "schema/parameter_writer.hpp"

#include <gmock/gmock.h>

#include "schema/reader.hpp"
#include "schema/testing.hpp"
#include "schema/writer.hpp"

namespace ebbtide::schema {
namespace {

using sample::Request;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

std::vector<std::pair<std::string, std::string>> TextsOf(const Request& request) {
  return WriteParameters(kType<Request>, &request).texts;
}

Request Whole() {
  Request request;
  request.level = -2;
  request.word = "a,b";
  request.flag = false;
  request.at = Timestamp{1'451'620'800'000};
  request.ids = List<Number>{1, 99};
  request.colours = List<String>{"red", "blue"};
  request.item = sample::Item{.sku = "号/\"", .table = List<List<Number>>{{1}, {}}};
  request.items = List<sample::Item>{{.sku = "A"}};
  return request;
}

TEST(WriteParameters, WritesEachTypeAsTheGatewayReadsIt) {
  EXPECT_THAT(
      TextsOf(Whole()),
      ElementsAre(Pair("level", "-2"), Pair("word", "a,b"), Pair("flag", "false"),
                  Pair("at", "2016-01-01 12:00:00"), Pair("ids", "1,99"),
                  Pair("colours", "red,blue"), Pair("item", R"({"sku":"号/\"","table":[[1],[]]})"),
                  Pair("items", R"([{"sku":"A"}])")));
}

TEST(WriteParameters, LeavesOutWhatIsAbsentOrEmpty) {
  Request request;
  EXPECT_THAT(TextsOf(request), IsEmpty());
  request.word = "";
  request.ids.emplace();
  request.items.emplace();
  EXPECT_THAT(TextsOf(request), IsEmpty());
}

/// A comma list would be read as more entries, as fewer, or as JSON.
TEST(WriteParameters, WritesAnArrayWhereCommasWouldBeAmbiguous) {
  const std::pair<List<String>, std::string> cases[] = {{{"a,b", "c"}, R"(["a,b","c"])"},
                                                        {{"a", ""}, R"(["a",""])"},
                                                        {{" a"}, R"([" a"])"},
                                                        {{"[a"}, R"(["[a"])"},
                                                        {{"a b", "c]"}, "a b,c]"}};
  for (const auto& [colours, text] : cases) {
    Request request;
    request.colours = colours;
    EXPECT_THAT(TextsOf(request), ElementsAre(Pair("colours", text)));
  }
}

TEST(WriteParameters, WritesWhatReadParametersReadsBack) {
  const Request whole = Whole();
  Parameters parameters;
  for (const auto& [name, value] : TextsOf(whole)) ASSERT_TRUE(parameters.Add(name, value));
  Request again;
  ASSERT_TRUE(ReadParameters(kType<Request>, parameters, &again));
  std::string wanted;
  std::string actual;
  WriteJson(kType<Request>, &whole, JsonLists::kPlain, wanted);
  WriteJson(kType<Request>, &again, JsonLists::kPlain, actual);
  EXPECT_EQ(actual, wanted);
}

struct Upload {
  Maybe<Bytes> image;
  Bytes proof;

  static constexpr auto Describe() {
    return Object("Upload", Field<&Upload::image>("One."), Field<&Upload::proof>("Another."));
  }
};

TEST(WriteParameters, KeepsFilesApart) {
  using namespace std::string_literals;
  const Upload upload{.image = Bytes{"a\0b"s}, .proof = {}};
  const auto written = WriteParameters(kType<Upload>, &upload);
  EXPECT_THAT(written.texts, IsEmpty());
  EXPECT_THAT(written.files, ElementsAre(Pair("image", "a\0b"s)));
}

}  // namespace
}  // namespace ebbtide::schema
