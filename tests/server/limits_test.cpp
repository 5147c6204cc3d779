#include <gmock/gmock.h>

#include "server/fixture.hpp"

/// How much one request may bring.
namespace ebbtide::test {
namespace {

using testing::HasSubstr;

constexpr std::size_t kBodyMax = 20'000;
constexpr std::size_t kHeaderMax = 16'384;
constexpr std::size_t kTenMegabytes = 10'000'000;

class Limits : public ServerTest {
 protected:
  Limits() : ServerTest({.header_bytes_max = kHeaderMax, .body_bytes_max = kBodyMax}) {}

  /// A signed read whose form is exactly that long.
  std::string FormOf(std::size_t bytes) {
    const auto form = [&](std::size_t padding) {
      return SignedForm(
          "taobao.refund.status.get", app_,
          {{"query_param", R"({"biz_order_id":5000})"}, {"memo", std::string(padding, 'm')}});
    };
    return form(1 + bytes - form(1).size());
  }

  static void ExpectTooLarge(const std::optional<HttpAnswer>& answer) {
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->Header("Connection"), "close");
    EXPECT_EQ(answer->Header("Content-Type"), "text/xml;charset=UTF-8");
    EXPECT_EQ(Anonymous(answer->body),
              R"(<?xml version="1.0" encoding="utf-8" ?><error_response><code>41</code>)"
              "<msg>Invalid arguments:body</msg><sub_code>isv.invalid-parameter:body</sub_code>"
              "<sub_msg>the body is larger than 20000 bytes; send less in one call</sub_msg>"
              "<request_id>*</request_id></error_response><!--top-ebbtide-->");
  }
};

TEST_F(Limits, LetABodyOfExactlyTheLimitPass) {
  EXPECT_EQ(Post(FormOf(kBodyMax)), kReadAnswer);
  ExpectTooLarge(Say(PostOf(FormOf(kBodyMax + 1))));
}

TEST_F(Limits, HoldForChunksTogether) {
  const auto chunked = [](std::string_view form) {
    std::string request =
        "POST /router/rest HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
    while (!form.empty()) {
      const auto piece = form.substr(0, 0x1000);
      char size[16];
      std::snprintf(size, sizeof size, "%zx\r\n", piece.size());
      request += Join(size, piece, "\r\n");
      form.remove_prefix(piece.size());
    }
    return request + "0\r\n\r\n";
  };
  const auto answer = Say(chunked(FormOf(kBodyMax)));
  ASSERT_TRUE(answer);
  EXPECT_EQ(Anonymous(answer->body), kReadAnswer);
  ExpectTooLarge(Say(chunked(FormOf(kBodyMax + 1))));
}

/// The client hears why, although it does not listen before it has sent everything.
TEST_F(Limits, AnswerTenMegabytesThatWereSentToTheEnd) {
  const std::string body(kTenMegabytes, 'x');
  ExpectTooLarge(Say(PostOf(body)));
  ExpectTooLarge(Say(
      Join("POST /router/rest HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n",
           "989680\r\n", body, "\r\n0\r\n\r\n")));
  ExpectServing();
}

TEST_F(Limits, AnswerAnAnnouncedBodyBeforeItComes) {
  RawClient client(port());
  client.Send(
      "POST /router/rest HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 10000000\r\n\r\n");
  ExpectTooLarge(client.Receive());
  client.FinishSending();
  EXPECT_TRUE(client.IsClosed());
  ExpectTooLarge(
      Say("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 18446744073709551615\r\n\r\n"));
}

TEST_F(Limits, AnswerInTheFormatThatTheQueryAsksFor) {
  const auto answer = Say(
      "POST /router/rest?format=json&bad=%zz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000000\r\n\r\n");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->Header("Content-Type"), "text/javascript;charset=UTF-8");
  EXPECT_EQ(Anonymous(answer->body),
            R"({"error_response":{"code":41,"msg":"Invalid arguments:body",)"
            R"("sub_code":"isv.invalid-parameter:body",)"
            R"("sub_msg":"the body is larger than 20000 bytes; send less in one call",)"
            R"("request_id":"*"}})");
}

TEST_F(Limits, AnswerAHeadThatIsTooLong) {
  const std::string long_text(kHeaderMax, 'a');
  for (const auto& head :
       {Join("GET /router/rest?", long_text, " HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        Join("GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: ", long_text, "\r\n\r\n"),
        Join("GET /healthz HTTP/1.1\r\nHost: localhost\r\n", long_text, ": x\r\n\r\n"),
        long_text + long_text}) {
    RawClient client(port());
    client.Send(head);
    const auto answer = client.Receive();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 431) << head.substr(0, 40);
    client.FinishSending();
    EXPECT_TRUE(client.IsClosed());
    ExpectServing();
  }
}

TEST_F(Limits, LetALongQueryPassThatFits) {
  const auto answer = Say(GetOf("/router/rest?" + FormOf(kHeaderMax - 100)));
  ASSERT_TRUE(answer);
  EXPECT_EQ(Anonymous(answer->body), kReadAnswer);
}

/// Nothing of a chunk's extension or a trailer counts as body, and both could go on for ever.
TEST_F(Limits, HoldForChunkExtensionsAndTrailers) {
  for (const auto& beginning : {"3;", "3\r\na=1\r\n0\r\nX-Trailer: ", "3\r\na=1\r\n0;"}) {
    RawClient client(port());
    client.Send(
        Join("POST /router/rest HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n",
             beginning));
    const std::string more(kHeaderMax, 'e');
    for (int i = 0; i < 100 && !client.HasNews(); ++i) ASSERT_TRUE(client.Send(more));
    const auto answer = client.Receive();
    ASSERT_TRUE(answer) << beginning;
    EXPECT_EQ(answer->status, 431) << beginning;
  }
}

TEST_F(Limits, HoldForTheNumberOfHeaders) {
  const auto status_with = [&](std::size_t headers) {
    std::string request = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n";
    for (std::size_t i = 1; i < headers; ++i) request += "X-" + std::to_string(i) + ": x\r\n";
    const auto answer = Say(request + "\r\n");
    return answer ? answer->status : 0;
  };
  EXPECT_EQ(status_with(options_.headers_max), 200);
  EXPECT_EQ(status_with(options_.headers_max + 1), 431);
  ExpectServing();
}

TEST_F(Limits, AreSaidInWordsThatHelp) {
  const auto answer = Say(GetOf("/" + std::string(kHeaderMax, 'a')));
  ASSERT_TRUE(answer);
  EXPECT_THAT(answer->body, HasSubstr("send parameters in the body"));
}

}  // namespace
}  // namespace ebbtide::test
