#include "protocol/envelope.hpp"

#include <set>

#include <gtest/gtest.h>

namespace ebbtide::protocol {
namespace {

using schema::Field;
using schema::List;
using schema::Maybe;
using schema::Object;
using schema::String;

struct UserAddResponse {
  Maybe<String> fail_msg;
  List<String> uid_succ;

  static constexpr auto Describe() {
    return Object("Response", Field<&UserAddResponse::fail_msg>("Why not."),
                  Field<&UserAddResponse::uid_succ>("Who."));
  }
};

constexpr std::string_view kMethod = "taobao.openim.users.add";
constexpr Stamp kStamp{.request_id = "r4lu3uaf87g2", .host_label = "top011250207161.eu13"};
constexpr Style kXml{.format = Format::kXml};
constexpr Style kJson{.format = Format::kJson};
constexpr Style kSimple{.format = Format::kJson, .simplify = true};

std::string Answer(const UserAddResponse& response, const Style& style) {
  return WriteAnswer(kMethod, schema::kType<UserAddResponse>, &response, style, kStamp);
}

TEST(RootName, FollowsTheMethodName) {
  constexpr std::pair<std::string_view, std::string_view> kNames[] = {
      {"taobao.epp.refund.get", "epp_refund_get_response"},
      {"taobao.refund.status.get", "refund_status_get_response"},
      {"alibaba.wdk.order.refund.get", "alibaba_wdk_order_refund_get_response"},
      {"alibaba.wdk.channel.order.userrefund", "alibaba_wdk_channel_order_userrefund_response"},
      {"tmall.item.add", "tmall_item_add_response"},
      {"my.taobao.method", "my_taobao_method_response"}};
  for (const auto& [method, root] : kNames) EXPECT_EQ(RootName(method), root);
}

TEST(Answer, IsOneXmlDocument) {
  EXPECT_EQ(Answer({.fail_msg = "<none>", .uid_succ = {"5b71", "5b72"}}, kXml),
            R"(<?xml version="1.0" encoding="utf-8" ?><openim_users_add_response>)"
            "<fail_msg>&lt;none&gt;</fail_msg>"
            "<uid_succ><string>5b71</string><string>5b72</string></uid_succ>"
            "<request_id>r4lu3uaf87g2</request_id></openim_users_add_response>"
            "<!--top011250207161.eu13-->");
}

TEST(Answer, IsOneJsonDocument) {
  EXPECT_EQ(Answer({.fail_msg = {}, .uid_succ = {"5b71"}}, kJson),
            R"({"openim_users_add_response":{"uid_succ":{"string":["5b71"]},)"
            R"("request_id":"r4lu3uaf87g2"}})");
  EXPECT_EQ(Answer({.fail_msg = "x", .uid_succ = {}}, kJson),
            R"({"openim_users_add_response":{"fail_msg":"x","uid_succ":{},)"
            R"("request_id":"r4lu3uaf87g2"}})");
}

TEST(Answer, LosesItsWrappersWhenSimplified) {
  EXPECT_EQ(Answer({.fail_msg = {}, .uid_succ = {"5b71"}}, kSimple),
            R"({"uid_succ":["5b71"],"request_id":"r4lu3uaf87g2"})");
  EXPECT_EQ(Answer({.fail_msg = "x", .uid_succ = {}}, kSimple),
            R"({"fail_msg":"x","uid_succ":[],"request_id":"r4lu3uaf87g2"})");
  EXPECT_EQ(Answer({}, {.format = Format::kXml, .simplify = true}), Answer({}, kXml));
}

/// The new-generation Go SDK panics at a JSON body of less than 20 bytes (top-protocol 6.6).
TEST(Answer, IsNeverShorterThanClientsCanRead) {
  struct Nothing {
    Maybe<String> nothing;
  };
  static constexpr schema::Type kNothing{
      .kind = schema::Kind::kObject, .name = "Response", .tag = "response"};
  const Nothing nothing;
  const Stamp stamp{.request_id = "a", .host_label = ""};
  EXPECT_EQ(WriteAnswer("taobao.a", kNothing, &nothing, kJson, stamp),
            R"({"a_response":{"request_id":"a"}})");
  EXPECT_EQ(WriteAnswer("taobao.a", kNothing, &nothing, kSimple, kStamp),
            R"({"request_id":"r4lu3uaf87g2"})");
  EXPECT_GT(WriteAnswer("taobao.a", kNothing, &nothing, kSimple, kStamp).size(), 20U);
  EXPECT_EQ(WriteAnswer("taobao.a", kNothing, &nothing, kXml, stamp),
            R"(<?xml version="1.0" encoding="utf-8" ?><a_response><request_id>a</request_id>)"
            "</a_response><!---->");
}

struct Sample {
  TopError error;
  std::string_view request_id;
  std::string_view document;
};

/// The documents of top-protocol 6.5.
TEST(ErrorDocument, IsJsonAsTheLiveGatewayWritesIt) {
  const Sample kSamples[] = {
      {MakeError(Code::kRemoteServiceLive, "isv.MOBILE_NUMBER_ILLEGAL", "号码格式错误"),
       "ishfhkt4jeym",
       R"({"error_response":{"code":15,"msg":"Remote service error",)"
       R"("sub_code":"isv.MOBILE_NUMBER_ILLEGAL","sub_msg":"号码格式错误",)"
       R"("request_id":"ishfhkt4jeym"}})"},
      {MakeError(Code::kInvalidSignature), "109wcmcgllsj1",
       R"({"error_response":{"code":25,"msg":"Invalid signature","request_id":"109wcmcgllsj1"}})"},
      {MakeError(Code::kInvalidAppKey, "isv.appkey-not-exists"), "3bsxgbx6seom",
       R"({"error_response":{"code":29,"msg":"Invalid app Key",)"
       R"("sub_code":"isv.appkey-not-exists","request_id":"3bsxgbx6seom"}})"},
      {MakeError(Code::kMissingMethod, "", "http传入的参数加入method字段"), "a",
       R"({"error_response":{"code":21,"msg":"Missing method",)"
       R"("sub_msg":"http传入的参数加入method字段","request_id":"a"}})"},
  };
  for (const auto& [error, request_id, document] : kSamples) {
    EXPECT_EQ(WriteError(error, Format::kJson, {request_id, "host"}), document);
    EXPECT_GT(document.size(), 20U);
  }
}

TEST(ErrorDocument, IsXmlAsTheLiveGatewayWritesIt) {
  const TopError permission{.code = static_cast<Code>(11),
                            .msg = "Insufficient isv permissions",
                            .sub_code = "isv.permission-api-package-limit",
                            .sub_msg = "scope ids is 274 287"};
  EXPECT_EQ(WriteError(permission, Format::kXml, {"3bsxgbx6seom", "top010178001146.n.et2"}),
            R"(<?xml version="1.0" encoding="utf-8" ?><error_response><code>11</code>)"
            "<msg>Insufficient isv permissions</msg>"
            "<sub_code>isv.permission-api-package-limit</sub_code>"
            "<sub_msg>scope ids is 274 287</sub_msg><request_id>3bsxgbx6seom</request_id>"
            "</error_response><!--top010178001146.n.et2-->");
  EXPECT_EQ(WriteError(MakeError(Code::kInvalidSignature), Format::kXml, {"a", "b"}),
            R"(<?xml version="1.0" encoding="utf-8" ?><error_response><code>25</code>)"
            "<msg>Invalid signature</msg><request_id>a</request_id></error_response><!--b-->");
}

TEST(ErrorDocument, EscapesWhatACallerSent) {
  const auto error = MakeError(Code::kInvalidArguments, "isv.\"<", "a\n&\"</sub_msg>");
  EXPECT_EQ(WriteError(error, Format::kJson, {"a", "b"}),
            R"({"error_response":{"code":41,"msg":"Invalid arguments","sub_code":"isv.\"<",)"
            R"("sub_msg":"a\n&\"</sub_msg>","request_id":"a"}})");
  EXPECT_EQ(WriteError(error, Format::kXml, {"a", "b"}),
            R"(<?xml version="1.0" encoding="utf-8" ?><error_response><code>41</code>)"
            "<msg>Invalid arguments</msg><sub_code>isv.&quot;&lt;</sub_code>"
            "<sub_msg>a\n&amp;&quot;&lt;/sub_msg&gt;</sub_msg><request_id>a</request_id>"
            "</error_response><!--b-->");
}

TEST(RequestId, HasTwelveCharactersOfBase36) {
  SeededRandom random(5);
  std::set<std::string> ids;
  for (int i = 0; i < 1'000; ++i) {
    const std::string id = NewRequestId(random);
    EXPECT_EQ(id.size(), 12U);
    EXPECT_EQ(id.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyz"), std::string::npos);
    ids.insert(id);
  }
  EXPECT_EQ(ids.size(), 1'000U);
}

TEST(ContentType, NamesItsCharset) {
  EXPECT_EQ(ContentType(Format::kXml), "text/xml;charset=UTF-8");
  EXPECT_EQ(ContentType(Format::kJson), "text/javascript;charset=UTF-8");
}

}  // namespace
}  // namespace ebbtide::protocol
