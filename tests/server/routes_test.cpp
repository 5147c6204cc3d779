#include <gmock/gmock.h>

#include "server/fixture.hpp"

/// What is served under which path, for which HTTP method.
namespace ebbtide::test {
namespace {

using testing::HasSubstr;

class Routes : public ServerTest {
 protected:
  std::string BodyOf(std::string_view request) {
    const auto answer = Say(request);
    return answer ? std::to_string(answer->status) + " " + Anonymous(answer->body) : "closed";
  }
};

TEST_F(Routes, TakeCallsAlsoBehindAPrefixOrAHost) {
  const std::string form = ReadForm();
  const std::string wanted = Join("200 ", kReadAnswer);
  for (const char* const path :
       {"/router/rest", "/top/router/rest", "/a/b/router/rest", "http://localhost/router/rest",
        "http://gw.api.taobao.com:80/top/router/rest"}) {
    EXPECT_EQ(BodyOf(PostOf(form, path)), wanted) << path;
    EXPECT_EQ(BodyOf(GetOf(Join(path, "?", form))), wanted) << path;
  }
  const auto half = form.find('&', form.size() / 2);
  EXPECT_EQ(BodyOf(PostOf(form.substr(half + 1), "/router/rest?" + form.substr(0, half))), wanted);
}

TEST_F(Routes, TellOperatorsHowTheServerIs) {
  EXPECT_EQ(BodyOf(GetOf("/healthz")), "200 alive\n");
  EXPECT_EQ(BodyOf(GetOf("/readyz")), "200 ready\n");
  EXPECT_EQ(BodyOf(GetOf("/readyz?verbose=1")), "200 ready\n");
  platform_.database().Run("ALTER TABLE app RENAME TO app_gone");
  EXPECT_EQ(BodyOf(GetOf("/readyz")), "503 not ready\n");
  EXPECT_EQ(BodyOf(GetOf("/healthz")), "200 alive\n");
  platform_.database().Run("ALTER TABLE app_gone RENAME TO app");
  EXPECT_EQ(BodyOf(GetOf("/readyz")), "200 ready\n");
}

TEST_F(Routes, OfAnyOtherNameAreNotThere) {
  for (const char* const path : {"/", "/router", "/router/rest/", "/router/res", "/ROUTER/REST",
                                 "/router%2Frest", "/healthz/", "*", "/../router/rest/x"}) {
    EXPECT_EQ(BodyOf(GetOf(path)), "404 nothing is here; TOP calls go to /router/rest\n") << path;
  }
}

TEST_F(Routes, TakeNoOtherVerbForACall) {
  const std::string form = ReadForm();
  for (const char* const verb : {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "get", "BREW"}) {
    const std::string request = verb + PostOf(form).substr(4);
    EXPECT_EQ(BodyOf(request), R"(200 {"error_response":{"code":9,"msg":"Http action not allowed",)"
                               R"("sub_msg":"use GET or POST","request_id":"*"}})")
        << verb;
  }
}

TEST_F(Routes, AnswerHeadWithAHeadOnly) {
  RawClient client(port());
  client.Send("HEAD /router/rest HTTP/1.1\r\nHost: localhost\r\n\r\n");
  client.Send(GetOf("/healthz"));
  const auto head = client.Receive(/*has_body=*/false);
  ASSERT_TRUE(head);
  EXPECT_EQ(head->status, 200);
  EXPECT_NE(head->Header("Content-Length"), "0");
  const auto next = client.Receive();
  ASSERT_TRUE(next);
  EXPECT_EQ(next->body, "alive\n");
}

/// SDKs cannot do without any of these (top-protocol section 5).
TEST_F(Routes, AnswerWithTheHeadersThatSdksRead) {
  const auto json = Say(PostOf(ReadForm()));
  ASSERT_TRUE(json);
  EXPECT_EQ(json->head.substr(0, 17), "HTTP/1.1 200 OK\r\n");
  EXPECT_EQ(json->Header("Content-Type"), "text/javascript;charset=UTF-8");
  EXPECT_EQ(json->Header("Application-Host"), "top-ebbtide");
  EXPECT_EQ(json->Header("Location-Host"), "top-ebbtide");
  EXPECT_EQ(json->Header("Date"), "Fri, 01 Mar 2024 04:00:00 GMT");
  EXPECT_EQ(json->Header("Connection"), "keep-alive");
  const auto error = Say(PostOf("format=html"));
  ASSERT_TRUE(error);
  EXPECT_EQ(error->status, 200);
  EXPECT_EQ(error->Header("Content-Type"), "text/xml;charset=UTF-8");
  EXPECT_EQ(error->Header("Application-Host"), "top-ebbtide");
  EXPECT_THAT(error->body, HasSubstr("<code>21</code>"));
}

}  // namespace
}  // namespace ebbtide::test
