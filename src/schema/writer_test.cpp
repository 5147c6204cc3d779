#include "schema/writer.hpp"

#include <stdexcept>

#include <gtest/gtest.h>

namespace ebbtide::schema {
namespace {

using std::string_view_literals::operator""sv;

struct RefundProofPictureDTO {
  String url;

  static constexpr auto Describe() {
    return Object("RefundProofPictureDTO", Field<&RefundProofPictureDTO::url>("Where."));
  }
};

struct Answer {
  Number refund_id = 0;
  Maybe<String> memo;
  Maybe<Boolean> last;
  Maybe<Date> modified;
  List<RefundProofPictureDTO> pictures;
  Maybe<List<Number>> ids;
  Maybe<RefundProofPictureDTO> cover;
  Maybe<List<List<String>>> table;

  static constexpr auto Describe() {
    return Object("Answer", Field<&Answer::refund_id>("Id."), Field<&Answer::memo>("Words."),
                  Field<&Answer::last>("Whether."), Field<&Answer::modified>("When."),
                  Field<&Answer::pictures>("All."), Field<&Answer::ids>("Ids."),
                  Field<&Answer::cover>("One."), Field<&Answer::table>("Rows."));
  }
};

std::string Json(const Answer& answer, JsonLists lists) {
  std::string out;
  WriteJson(kType<Answer>, &answer, lists, out);
  return out;
}

std::string Xml(const Answer& answer) {
  std::string out;
  WriteXml(kType<Answer>, &answer, out);
  return out;
}

Answer Whole() {
  return {.refund_id = 9'223'372'036'854'775'807,
          .memo = "号码 & \"错误\"",
          .last = false,
          .modified = Timestamp{1'451'620'800'000},
          .pictures = {{"a"}, {"b"}},
          .ids = List<Number>{-1, 2},
          .cover = RefundProofPictureDTO{"c"},
          .table = List<List<String>>{{"x"}, {}}};
}

TEST(WriteJson, WrapsListsInTheirTags) {
  EXPECT_EQ(Json(Whole(), JsonLists::kTagged),
            R"({"refund_id":9223372036854775807,"memo":"号码 & \"错误\"","last":false,)"
            R"("modified":"2016-01-01 12:00:00",)"
            R"("pictures":{"refund_proof_picture_d_t_o":[{"url":"a"},{"url":"b"}]},)"
            R"("ids":{"number":[-1,2]},"cover":{"url":"c"},)"
            R"("table":{"list":[{"string":["x"]},{}]}})");
}

TEST(WriteJson, WritesPlainListsWhenSimplified) {
  EXPECT_EQ(Json(Whole(), JsonLists::kPlain),
            R"({"refund_id":9223372036854775807,"memo":"号码 & \"错误\"","last":false,)"
            R"("modified":"2016-01-01 12:00:00","pictures":[{"url":"a"},{"url":"b"}],)"
            R"("ids":[-1,2],"cover":{"url":"c"},"table":[["x"],[]]})");
}

TEST(WriteXml, WrapsListItemsInTheirTags) {
  EXPECT_EQ(Xml(Whole()),
            "<refund_id>9223372036854775807</refund_id><memo>号码 &amp; &quot;错误&quot;</memo>"
            "<last>false</last><modified>2016-01-01 12:00:00</modified>"
            "<pictures><refund_proof_picture_d_t_o><url>a</url></refund_proof_picture_d_t_o>"
            "<refund_proof_picture_d_t_o><url>b</url></refund_proof_picture_d_t_o></pictures>"
            "<ids><number>-1</number><number>2</number></ids><cover><url>c</url></cover>"
            "<table><list><string>x</string></list><list></list></table>");
}

TEST(Writer, LeavesAbsentMembersOutAndShowsEmptyLists) {
  const Answer answer{.refund_id = -9'223'372'036'854'775'807 - 1, .ids = List<Number>{}};
  EXPECT_EQ(Json(answer, JsonLists::kTagged),
            R"({"refund_id":-9223372036854775808,"pictures":{},"ids":{}})");
  EXPECT_EQ(Json(answer, JsonLists::kPlain),
            R"({"refund_id":-9223372036854775808,"pictures":[],"ids":[]})");
  EXPECT_EQ(Xml(answer),
            "<refund_id>-9223372036854775808</refund_id><pictures></pictures><ids></ids>");
}

TEST(Writer, AppendsToWhatIsThere) {
  const RefundProofPictureDTO picture{"a"};
  std::string out = "before";
  WriteJson(kType<RefundProofPictureDTO>, &picture, JsonLists::kPlain, out);
  WriteXml(kType<RefundProofPictureDTO>, &picture, out);
  EXPECT_EQ(out, R"(before{"url":"a"}<url>a</url>)");
}

struct Upload {
  Maybe<Bytes> file;

  static constexpr auto Describe() { return Object("Upload", Field<&Upload::file>("A file.")); }
};

TEST(Writer, ThrowsAtAFile) {
  std::string out;
  Upload upload;
  WriteJson(kType<Upload>, &upload, JsonLists::kPlain, out);
  WriteXml(kType<Upload>, &upload, out);
  EXPECT_EQ(out, "{}");
  upload.file = Bytes{"content"};
  EXPECT_THROW(WriteJson(kType<Upload>, &upload, JsonLists::kPlain, out), std::logic_error);
  EXPECT_THROW(WriteXml(kType<Upload>, &upload, out), std::logic_error);
}

struct Escape {
  std::string_view text;
  std::string_view json;
  std::string_view xml;
};

TEST(Writer, EscapesTextAndDropsControlCharacters) {
  constexpr Escape kEscapes[] = {
      {"", R"("")", ""},
      {"a'b/c", R"("a'b/c")", "a'b/c"},
      {R"(<a b="c">&amp;\)", R"("<a b=\"c\">&amp;\\")", R"(&lt;a b=&quot;c&quot;&gt;&amp;amp;\)"},
      {"a\tb\nc\rd", R"("a\tb\nc\rd")", "a\tb\nc&#13;d"},
      {"a\0\x01\x08\x0b\x0c\x0e\x1f b\x7f"sv, "\"a b\x7f\"", "a b\x7f"},
      {"]]>", R"("]]>")", "]]&gt;"},
      {"你✔️😀", R"("你✔️😀")", "你✔️😀"},
      // U+FFFE and U+FFFF are no XML characters; U+FFFD and U+FF5E are.
      {"a\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xBF\xBD\xEF\xBD\x9E",
       "\"a\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xBF\xBD\xEF\xBD\x9E\"", "a\xEF\xBF\xBD\xEF\xBD\x9E"},
  };
  for (const auto& [text, json, xml] : kEscapes) {
    std::string json_out;
    WriteJsonString(text, json_out);
    EXPECT_EQ(json_out, json);
    std::string xml_out;
    WriteXmlText(text, xml_out);
    EXPECT_EQ(xml_out, xml);
  }
}

}  // namespace
}  // namespace ebbtide::schema
