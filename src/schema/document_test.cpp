#include "schema/document.hpp"

#include <algorithm>
#include <memory>

#include <gmock/gmock.h>

namespace ebbtide::schema {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

/// The tree on one line: `name=text`, `name{…}`, `name[…]`, `name~` for null.
std::string Show(const Node& node) {
  if (node.kind == Node::Kind::kNull) return node.name + "~";
  if (node.kind == Node::Kind::kText) return node.name + "=" + node.text;
  const bool array = node.kind == Node::Kind::kArray;
  std::string text = node.name + (array ? "[" : "{");
  for (const auto& child : node.children) text += Show(child) + ";";
  return text + (array ? "]" : "}");
}

std::string Show(const Result<Node>& outcome) {
  return outcome ? Show(*outcome) : "! " + outcome.error().sub_msg;
}

std::string Nested(std::size_t depth, const std::string& open, const std::string& close) {
  std::string text;
  for (std::size_t i = 0; i < depth; ++i) text += open;
  for (std::size_t i = 0; i < depth; ++i) text += close;
  return text;
}

TEST(ParseJson, KeepsNumbersAsTheyAreWritten) {
  EXPECT_EQ(Show(ParseJson(R"({"a":[1.10,-0,9223372036854775808,1e3],"b":{"c":null,"d":true}})")),
            "{a[=1.10;=-0;=9223372036854775808;=1e3;];b{c~;d=true;};}");
  EXPECT_EQ(Show(ParseJson(" {\"\\u53f7\\ud83d\\ude00\" : \"\\/\\n\"} \n")), "{号😀=/\n;}");
  EXPECT_EQ(Show(ParseJson("[]")), "[]");
}

TEST(ParseJson, RefusesWhatIsNone) {
  for (const std::string text :
       {"", "{", "{}{}", "{\"a\":}", "{\"a\":1,}", "{'a':1}", "nonsense", "{\"a\":\"\xff\"}"}) {
    EXPECT_THAT(Show(ParseJson(text)), StartsWith("! is no JSON near byte ")) << text;
  }
  EXPECT_TRUE(ParseJson(Nested(kDocumentDepthMax, "[", "]")));
  EXPECT_FALSE(ParseJson(Nested(kDocumentDepthMax + 1, "[", "]")));
}

TEST(ParseXml, ReadsAnAnswerWithAllThatStandsAroundIt) {
  EXPECT_EQ(Show(ParseXml("\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"utf-8\" ?><!-- <a> -->\n"
                          "<x_response a='1>' b=\"</x_response>\">\n  <list>\n<!-- - -->"
                          "<item>1</item><item></item ><item/>\n</list>"
                          "<s> a<![CDATA[<b>&amp;]]>c </s></x_response><!--top-1.et2-->\n")),
            "x_response{list{item=1;item=;item=;};s= a<b>&amp;c ;}");
}

TEST(ParseXml, KnowsTheEntities) {
  EXPECT_EQ(Show(ParseXml("<a>&lt;&gt;&amp;&quot;&apos;&#65;&#x4F60;&#x1F600;&#xA;&#xe9;</a>")),
            "a=<>&\"'A你😀\né");
  for (const std::string entity : {"&", "&;", "&a", "&nbsp;", "&#;", "&#x;", "&#0;", "&#1;",
                                   "&#xD800;", "&#x110000;", "&#99999999999;", "&#-1;", "&#6 5;"}) {
    EXPECT_THAT(Show(ParseXml("<a>" + entity + "</a>")), HasSubstr("entity")) << entity;
  }
}

TEST(ParseXml, RefusesWhatIsNone) {
  for (const std::string text : {"",
                                 "x",
                                 "<",
                                 "<>",
                                 "< a></a>",
                                 "<a",
                                 "<a>",
                                 "<a></b>",
                                 "<a></ab>",
                                 "<a><b></a></b>",
                                 "<a></a><b></b>",
                                 "<a></a>x",
                                 "<a>x<b></b></a>",
                                 "<a b=\"></a>",
                                 "<a <b></b></a>",
                                 "<!-- <a></a>",
                                 "<a><![CDATA[</a>",
                                 "<a></a",
                                 "<?xml <a></a>",
                                 "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"}) {
    EXPECT_THAT(Show(ParseXml(text)), StartsWith("! is no XML near byte ")) << text;
  }
  EXPECT_EQ(Show(ParseXml("<a>\xff</a>")), "! is not UTF-8");
  EXPECT_TRUE(ParseXml(Nested(kDocumentDepthMax, "<a>", "</a>")));
  EXPECT_FALSE(ParseXml(Nested(kDocumentDepthMax + 1, "<a>", "</a>")));
}

/// Every prefix of a good document is refused, and none makes the reader read past its end.
TEST(ParseXml, RefusesWhateverIsCutOff) {
  const std::string whole =
      R"(<?xml version="1.0"?><!--c--><a b="1"><c>&#65;<![CDATA[d]]></c><e/></a>)";
  ASSERT_TRUE(ParseXml(whole));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const auto cut = std::make_unique<char[]>(size);  // so that a sanitizer sees a read past it
    std::copy_n(whole.data(), size, cut.get());
    EXPECT_FALSE(ParseXml({cut.get(), size})) << size;
  }
}

}  // namespace
}  // namespace ebbtide::schema
