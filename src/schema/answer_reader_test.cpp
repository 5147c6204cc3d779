#include "schema/answer_reader.hpp"

#include <gmock/gmock.h>

#include "schema/testing.hpp"
#include "schema/writer.hpp"

namespace ebbtide::schema {
namespace {

using sample::Request;

/// What the reader made of it, as plain JSON.
std::string Read(const Result<Node>& document) {
  EXPECT_TRUE(document);
  Request request;
  const auto filled = FillAnswer(kType<Request>, *document, &request);
  if (!filled) return "! " + filled.error().sub_msg;
  std::string json;
  WriteJson(kType<Request>, &request, JsonLists::kPlain, json);
  return json;
}
std::string FromJson(std::string_view json) { return Read(ParseJson(json)); }
std::string FromXml(std::string_view xml) {
  return Read(ParseXml("<r>" + std::string(xml) + "</r>"));
}

TEST(FillAnswer, TakesListsInEveryFormThatServersWrite) {
  constexpr std::string_view kIds = R"({"ids":[1,2]})";
  constexpr std::string_view kItems = R"({"items":[{"sku":"A"},{"sku":"B"}]})";
  for (const std::string_view json :
       {R"({"ids":{"number":[1,2]}})", R"({"ids":[1,2]})", R"({"ids":["1",2]})",
        R"({"ids":{"string":["1","2"]}})", R"({"ids":{"number":[1,null,2]}})"}) {
    EXPECT_EQ(FromJson(json), kIds) << json;
  }
  EXPECT_EQ(FromXml("<ids><number>1</number><number> 2 </number></ids>"), kIds);
  EXPECT_EQ(FromJson(R"({"items":{"item_d_t_o":[{"sku":"A"},{"sku":"B"}]}})"), kItems);
  EXPECT_EQ(FromJson(R"({"items":[{"sku":"A"},{"sku":"B"}]})"), kItems);
  EXPECT_EQ(FromXml("<items><item_d_t_o><sku>A</sku></item_d_t_o>"
                    "<item_d_t_o><sku>B</sku></item_d_t_o></items>"),
            kItems);
  EXPECT_EQ(FromJson(R"({"items":{"item_d_t_o":{"sku":"A"}}})"), R"({"items":[{"sku":"A"}]})");
  constexpr std::string_view kTable = R"({"item":{"table":[[1,2],[],[3]]}})";
  EXPECT_EQ(FromJson(R"({"item":{"table":{"list":[{"number":[1,2]},{},{"number":[3]}]}}})"),
            kTable);
  EXPECT_EQ(FromJson(R"({"item":{"table":[[1,2],[],[3]]}})"), kTable);
  EXPECT_EQ(FromXml("<item><table><list><number>1</number><number>2</number></list><list></list>"
                    "<list><number>3</number></list></table></item>"),
            kTable);
}

TEST(FillAnswer, TakesAnEmptyListInEveryForm) {
  for (const std::string_view json :
       {R"({"ids":{}})", R"({"ids":[]})", R"({"ids":""})", R"({"ids":{"number":[]}})"}) {
    EXPECT_EQ(FromJson(json), R"({"ids":[]})") << json;
  }
  EXPECT_EQ(FromXml("<ids></ids>"), R"({"ids":[]})");
  EXPECT_EQ(FromJson(R"({"ids":null})"), "{}");
}

TEST(FillAnswer, TakesScalarsInEveryForm) {
  EXPECT_EQ(FromJson(R"({"level":"9223372036854775807","word":12.10,"flag":"True"})"),
            R"({"level":9223372036854775807,"word":"12.10","flag":true})");
  EXPECT_EQ(FromXml("<word> &lt;x&gt; </word><flag>false</flag><at>2016-01-01 12:00:00</at>"),
            R"({"word":" <x> ","flag":false,"at":"2016-01-01 12:00:00"})");
  EXPECT_EQ(FromJson(R"({"level":null,"word":null,"flag":"","at":"","item":null})"), "{}");
  EXPECT_EQ(FromXml("<level></level><flag/><at> </at><word></word><item></item>"),
            R"({"word":"","item":{}})");
}

TEST(FillAnswer, PassesOverWhatNobodyDescribed) {
  EXPECT_EQ(FromJson(R"({"more":{"a":[{"level":1}]},"level":2,"request_id":"x"})"),
            R"({"level":2})");
  EXPECT_EQ(FromXml("<more><level>1</level></more><level>2</level>"), R"({"level":2})");
}

/// The rules of a description are for requests: a server's words may outgrow them.
TEST(FillAnswer, ChecksNoRules) {
  EXPECT_EQ(FromJson(R"({"level":77,"word":"longer than six","colours":["pink"]})"),
            R"({"level":77,"word":"longer than six","colours":["pink"]})");
}

TEST(FillAnswer, NamesThePlaceThatItCannotRead) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {R"({"level":1.0})", "! level must be a whole 64-bit number"},
      {R"({"level":9223372036854775808})", "! level must be a whole 64-bit number"},
      {R"({"flag":1})", "! flag must be true or false"},
      {R"({"at":1451620800000})", "! at must be a time such as 2024-02-19 13:05:58"},
      {R"({"word":{"a":1}})", "! word must be a single value"},
      {R"({"item":[]})", "! item must be an object"},
      {R"({"item":"x"})", "! item must be an object"},
      {R"({"ids":7})", "! ids must be a list"},
      {R"({"items":[{},{"quantity":"x"}]})", "! items[1].quantity must be a whole 64-bit number"},
      {R"({"items":{"item":{"sku":"A"}}})", "! items must be a list of item_d_t_o"},
      {R"({"order":{"items":["x"]}})", "! order.items[0] must be an object"},
      {"[]", "! the content must be an object"}};
  for (const auto& [json, problem] : cases) EXPECT_EQ(FromJson(json), problem) << json;
}

}  // namespace
}  // namespace ebbtide::schema
