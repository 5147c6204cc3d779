#include "protocol/answer.hpp"

#include <gmock/gmock.h>

namespace ebbtide::protocol {
namespace {

using testing::HasSubstr;

constexpr std::string_view kMethod = "taobao.epp.refund.get";

std::string Show(std::string_view body, std::string_view method = kMethod) {
  const auto answer = ReadAnswer(body, method);
  if (!answer) return "! " + answer.error().sub_msg;
  std::string text = answer->request_id + ":";
  if (answer->error) {
    const auto& error = *answer->error;
    return text + std::to_string(error.code) + "|" + error.msg + "|" + error.sub_code + "|" +
           error.sub_msg;
  }
  for (const auto& child : answer->content.children) text += child.name + "=" + child.text + ";";
  return text;
}

TEST(ReadAnswer, TakesEveryEnvelopeOff) {
  const std::string content = "id1:a=1;request_id=id1;";
  EXPECT_EQ(Show(R"({"epp_refund_get_response":{"a":1,"request_id":"id1"}})"), content);
  EXPECT_EQ(Show(R"({"a":1,"request_id":"id1"})"), content) << "simplified";
  EXPECT_EQ(Show(R"(<?xml version="1.0" encoding="utf-8" ?><epp_refund_get_response><a>1</a>)"
                 "<request_id>id1</request_id></epp_refund_get_response><!--top-->"),
            content);
  EXPECT_EQ(Show(R"({"request_id":"id1"})"), "id1:request_id=id1;");
  EXPECT_EQ(Show(R"({"other_response":{"request_id":"id1"}})", ""), "id1:request_id=id1;");
}

TEST(ReadAnswer, ReadsErrorDocuments) {
  EXPECT_EQ(Show(R"({"error_response":{"code":15,"msg":"Remote service error","sub_code":"isv.X",)"
                 R"("sub_msg":"号码","request_id":"id1"}})"),
            "id1:15|Remote service error|isv.X|号码");
  EXPECT_EQ(Show("<error_response><code>25</code><msg>Invalid signature</msg></error_response>"),
            ":25|Invalid signature||");
  EXPECT_EQ(Show(R"({"error_response":{"code":"7","msg":"App Call Limited"}})"),
            ":7|App Call Limited||");
  EXPECT_EQ(Show(R"({"error_response":{"code":"x"}})"), ":0|||");
}

TEST(ReadAnswer, SaysWhyABodyIsNoAnswer) {
  EXPECT_EQ(Show(R"({"epp_refund_create_response":{"request_id":"id1"}})"),
            "! is no epp_refund_get_response");
  EXPECT_EQ(Show("<html><body>502</body></html>"), "! is no epp_refund_get_response");
  EXPECT_EQ(Show("<html></html>", ""), "! is no answer of a TOP gateway");
  EXPECT_EQ(Show("{}"), "! is no epp_refund_get_response");
  EXPECT_THAT(Show(""), HasSubstr("is no XML"));
  EXPECT_THAT(Show(R"({"a":)"), HasSubstr("is no JSON"));
}

}  // namespace
}  // namespace ebbtide::protocol
