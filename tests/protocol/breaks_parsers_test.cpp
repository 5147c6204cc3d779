#include <functional>
#include <map>
#include <regex>
#include <set>

#include <gmock/gmock.h>
#include <boost/json.hpp>

#include "protocol/envelope.hpp"
#include "protocol/golden_cases.hpp"
#include "schema/example.hpp"
#include "service/registry.hpp"

/// What is known to break a client's parser (top-protocol 6.6), a test for each row, over the
/// answers of every method and all error documents.
namespace ebbtide::test {
namespace {

namespace json = boost::json;
using namespace std::string_view_literals;
using protocol::Format;
using schema::Kind;
using schema::Type;
using testing::HasSubstr;
using testing::Not;

constexpr protocol::Stamp kStamp{.request_id = "3jvmp9ck65dy", .host_label = "top-ebbtide"};
/// A text of everything that has to be escaped somewhere, or must not be.
constexpr auto kNasty = "\x01\x1f\x7f\"<&>'\\/\\u00ab\r\n\t中文é😀\xC2\xAB]]>\0"sv;

/// Every text in it becomes nasty.
void Spoil(const Type& type, void* value) {
  if (type.kind == Kind::kString) *static_cast<schema::String*>(value) = kNasty;
  for (const auto& field : type.fields) {
    const void* const member = field.get(value);
    if (member != nullptr) Spoil(*field.type, const_cast<void*>(member));
  }
  if (type.kind != Kind::kList) return;
  for (std::size_t i = 0; i < type.size(value); ++i) {
    Spoil(*type.item, const_cast<void*>(type.at(value, i)));
  }
}

/// Of every method: its example, the same with nasty texts, and an answer with nothing in it. And
/// the answers that have golden files.
std::vector<GoldenCase> Answers() {
  auto cases = GoldenCases();
  for (const auto& endpoint : service::Endpoints()) {
    const auto add = [&](const char* name, const std::function<void(void*)>& fill) {
      const auto exchange = std::make_shared<service::Exchange>(endpoint.new_exchange());
      void* const response = endpoint.response_of(exchange->get());
      fill(response);
      cases.push_back({endpoint.api->name, name, endpoint.response,
                       std::shared_ptr<const void>(exchange, response)});
    };
    add("nasty", [&](void* response) {
      schema::FillExample(*endpoint.response, response);
      Spoil(*endpoint.response, response);
    });
    add("empty", [](void*) {});
  }
  return cases;
}

std::string Write(const GoldenCase& one, Format format, bool simplify = false) {
  return protocol::WriteAnswer(one.method, *one.type, one.response.get(), {format, simplify},
                               kStamp);
}

/// Every code, alone and with nasty words.
std::vector<protocol::TopError> Errors() {
  std::vector<protocol::TopError> errors;
  for (const auto& row : protocol::CodeTable()) {
    errors.push_back(protocol::MakeError(row.code));
    errors.push_back(protocol::MakeError(row.code, "isv.x", std::string(kNasty)));
  }
  return errors;
}

std::vector<std::string> JsonErrors() {
  std::vector<std::string> documents;
  for (const auto& error : Errors()) {
    documents.push_back(protocol::WriteError(error, Format::kJson, kStamp));
  }
  return documents;
}

/// All JSON documents: answers, simplified answers, errors.
std::vector<std::string> JsonDocuments() {
  auto documents = JsonErrors();
  for (const auto& one : Answers()) {
    documents.push_back(Write(one, Format::kJson));
    documents.push_back(Write(one, Format::kJson, true));
  }
  return documents;
}

std::vector<std::string> XmlDocuments() {
  std::vector<std::string> documents;
  for (const auto& error : Errors()) {
    documents.push_back(protocol::WriteError(error, Format::kXml, kStamp));
  }
  for (const auto& one : Answers()) documents.push_back(Write(one, Format::kXml));
  return documents;
}

void VisitValues(const json::value& value, const std::function<void(const json::value&)>& visit) {
  visit(value);
  if (const auto* const array = value.if_array()) {
    for (const auto& item : *array) VisitValues(item, visit);
  }
  if (const auto* const object = value.if_object()) {
    for (const auto& member : *object) VisitValues(member.value(), visit);
  }
}

/// What a typed reader of `type` would stumble over, as the path to it; "" if nothing.
std::string Mistyped(const Type& type, const json::value& value) {
  const auto text = value.is_string() ? std::string(value.get_string()) : std::string();
  static const std::regex kDate(R"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)");
  switch (type.kind) {
    case Kind::kNumber: return value.is_int64() ? "" : "not an integer";
    case Kind::kBoolean: return value.is_bool() ? "" : "not a boolean";
    case Kind::kString: return value.is_string() ? "" : "not a text";
    case Kind::kDate: return std::regex_match(text, kDate) ? "" : "not a date";
    case Kind::kBytes: return "bytes";
    case Kind::kObject:
      if (!value.is_object()) return "not an object";
      for (const auto& field : type.fields) {
        const auto* const member = value.get_object().if_contains(field.name);
        if (member == nullptr) continue;
        const auto wrong = Mistyped(*field.type, *member);
        if (!wrong.empty()) return std::string(field.name) + ": " + wrong;
      }
      return "";
    case Kind::kList:
      if (!value.is_object()) return "not a wrapped list";
      for (const auto& [tag, items] : value.get_object()) {
        if (tag != json::string_view(type.item->tag) || !items.is_array()) return "another tag";
        for (const auto& item : items.get_array()) {
          if (const auto wrong = Mistyped(*type.item, item); !wrong.empty()) return wrong;
        }
      }
      return "";
  }
  return "";
}

/// The kinds that an element of that name can be of.
void CollectKinds(const Type& type, std::string_view name,
                  std::map<std::string, std::set<Kind>, std::less<>>& kinds) {
  kinds[std::string(name)].insert(type.kind);
  for (const auto& field : type.fields) CollectKinds(*field.type, field.name, kinds);
  if (type.kind == Kind::kList) CollectKinds(*type.item, type.item->tag, kinds);
}

TEST(BreaksParsers, EscapesThatTheJavaReaderGetsWrong) {
  for (const auto& document : JsonDocuments()) {
    std::string rest = document;  // an escaped backslash before a u is none
    for (auto at = rest.find(R"(\\)"); at != std::string::npos; at = rest.find(R"(\\)")) {
      rest.erase(at, 2);
    }
    ASSERT_THAT(rest, Not(HasSubstr("\\u")));
  }
}

TEST(BreaksParsers, ErrorsThatTheGoSdkCannotSlice) {
  for (const auto& document : JsonErrors()) {
    ASSERT_TRUE(document.starts_with(R"({"error_response":{")")) << document;
    ASSERT_TRUE(document.ends_with("}}")) << document;
    ASSERT_EQ(document, json::serialize(json::parse(document))) << "not compact";
  }
}

TEST(BreaksParsers, BodiesOfLessThanTwentyBytes) {
  for (const auto& document : JsonDocuments()) ASSERT_GE(document.size(), 20U) << document;
}

TEST(BreaksParsers, ErrorCodesThatAreTexts) {
  for (const auto& document : JsonErrors()) {
    const auto error = json::parse(document).at("error_response");
    ASSERT_TRUE(error.at("code").is_int64()) << document;
    ASSERT_TRUE(error.at("request_id").is_string()) << document;
  }
}

TEST(BreaksParsers, ValuesOfAnotherType) {
  for (const auto& one : Answers()) {
    const auto document = json::parse(Write(one, Format::kJson)).as_object();
    ASSERT_EQ(Mistyped(*one.type, document.begin()->value()), "") << one.method << " " << one.name;
  }
}

TEST(BreaksParsers, MoreThanOneRoot) {
  for (const auto& one : Answers()) {
    const auto document = json::parse(Write(one, Format::kJson)).as_object();
    ASSERT_EQ(document.size(), 1U) << one.method;
    const auto root = protocol::RootName(one.method);
    ASSERT_TRUE(document.contains(root)) << root;
    const auto& content = document.at(root).as_object();
    ASSERT_EQ(std::prev(content.end())->key(), "request_id") << root;
  }
  for (const auto& document : JsonErrors()) {
    ASSERT_EQ(json::parse(document).as_object().size(), 1U) << document;
  }
}

TEST(BreaksParsers, NullsAndNumbersWithFractions) {
  for (const auto& document : JsonDocuments()) {
    VisitValues(json::parse(document), [&](const json::value& value) {
      EXPECT_FALSE(value.is_null()) << document;
      EXPECT_FALSE(value.is_double()) << document;
    });
  }
}

TEST(BreaksParsers, RootsAndElementsThatCloseThemselves) {
  for (const auto& document : XmlDocuments()) {
    ASSERT_THAT(document, Not(HasSubstr("/>")));
    ASSERT_THAT(document, Not(HasSubstr("<!DOCTYPE")));
  }
}

TEST(BreaksParsers, EmptyNumbersAndBooleansAndOddDates) {
  static const std::regex kLeaf("<([a-z0-9_]+)>([^<]*)</");
  const std::map<Kind, std::regex> forms{
      {Kind::kNumber, std::regex("-?[0-9]+")},
      {Kind::kBoolean, std::regex("true|false")},
      {Kind::kDate, std::regex(R"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)")}};
  int seen = 0;
  for (const auto& one : Answers()) {
    std::map<std::string, std::set<Kind>, std::less<>> kinds;
    CollectKinds(*one.type, "", kinds);
    const std::string document = Write(one, Format::kXml);
    for (std::sregex_iterator leaf(document.begin(), document.end(), kLeaf), end; leaf != end;
         ++leaf) {
      const auto& of_name = kinds[(*leaf)[1]];
      if (of_name.size() != 1 || !forms.contains(*of_name.begin())) continue;
      ++seen;
      EXPECT_TRUE(std::regex_match((*leaf)[2].str(), forms.at(*of_name.begin())))
          << one.method << ": " << leaf->str();
    }
  }
  EXPECT_GT(seen, 100);
}

/// An id keeps all its digits, for clients that can read them.
TEST(BreaksParsers, IdsThatLoseDigits) {
  for (const auto& one : GoldenCases()) {
    if (one.name != "two_sub_orders") continue;
    EXPECT_THAT(Write(one, Format::kJson), HasSubstr(R"("refund_id":9223372036854775807,)"));
    return;
  }
  FAIL() << "the case is gone";
}

}  // namespace
}  // namespace ebbtide::test
