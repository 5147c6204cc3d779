#include <gmock/gmock.h>

#include "server/fixture.hpp"

/// What is not HTTP, or not clearly so, is answered 400 and the connection closed.
namespace ebbtide::test {
namespace {

class MalformedHttp : public ServerTest {
 protected:
  /// Sends the bytes and says no more, so that nothing has to wait for a deadline.
  void Expect400(std::string_view what, std::string_view bytes) {
    RawClient client(port());
    client.Send(bytes);
    const auto answer = client.Receive();
    ASSERT_TRUE(answer) << what;
    EXPECT_EQ(answer->status, 400) << what << ": " << answer->body;
    EXPECT_EQ(answer->Header("Connection"), "close") << what;
    EXPECT_THAT(answer->body, testing::StartsWith("this is not HTTP: ")) << what;
    EXPECT_TRUE(client.IsClosed()) << what;
    ExpectServing();
  }

  std::string Call(std::string_view more_headers, std::string_view body) {
    return Join("POST /router/rest HTTP/1.1\r\nHost: localhost\r\n", more_headers, "\r\n", body);
  }
};

TEST_F(MalformedHttp, RequestLinesAreRefused) {
  for (const std::string_view bytes : std::initializer_list<std::string_view>{
           "hello, is anybody there?\r\n\r\n",
           "\x16\x03\x01\x02\x01\x01\xFC\x03\x03\r\n\r\n",  // the beginning of TLS
           "GET /healthz\r\n\r\n", "GET /healthz HTTP\r\n\r\n", "GET /healthz HTTP/2.0\r\n\r\n",
           "GET /healthz HTTP/1.12\r\n\r\n", "GET /healthz http/1.1\r\n\r\n",
           "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "GET  /healthz HTTP/1.1\r\n\r\n",
           "GET /health z HTTP/1.1\r\n\r\n", "GET /heal\x01thz HTTP/1.1\r\n\r\n",
           "G(T /healthz HTTP/1.1\r\n\r\n", " GET /healthz HTTP/1.1\r\n\r\n",
           "GET /healthz HTTP/1.1\n\n\r\n\r\n"}) {
    Expect400(bytes, bytes);
  }
}

TEST_F(MalformedHttp, HeadersAreRefused) {
  using namespace std::string_view_literals;
  for (const std::string_view header :
       {"no colon\r\n"sv, ": no name\r\n"sv, "two words: x\r\n"sv, "Space-Before : x\r\n"sv,
        "Nul: a\0b\r\n"sv, "Nul\0: x\r\n"sv, "Bell: \x07\r\n"sv, "Bare: a\rb\r\n"sv,
        "Connection: ,,;\r\n"sv}) {
    Expect400(header, Call(header, ""));
  }
}

TEST_F(MalformedHttp, LengthsAreRefused) {
  for (const char* const header :
       {"Content-Length: -1\r\n", "Content-Length: +1\r\n", "Content-Length: 0x10\r\n",
        "Content-Length: ten\r\n", "Content-Length: 1 0\r\n", "Content-Length:\r\n",
        "Content-Length: 18446744073709551616\r\n", "Content-Length: 3, 4\r\n",
        "Content-Length: 3\r\nContent-Length: 4\r\n",
        "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"}) {
    Expect400(header, Call(header, "a=1"));
  }
}

/// Whoever reads such a request as one without a body takes the body for another request.
TEST_F(MalformedHttp, TransferEncodingsThatEndInAnotherThanChunkedAreRefused) {
  for (const char* const header :
       {"Transfer-Encoding: gzip\r\n", "Transfer-Encoding: identity\r\n",
        "Transfer-Encoding: chunked, gzip\r\n", "Transfer-Encoding: chunkedd\r\n",
        "Transfer-Encoding: gzip\r\nContent-Length: 3\r\n", "Transfer-Encoding:\r\n"}) {
    Expect400(header, Call(header, GetOf("/healthz")));
  }
}

TEST_F(MalformedHttp, ChunksAreRefused) {
  const std::string form = ReadForm();
  for (const char* const body :
       {"zz\r\na=1\r\n0\r\n\r\n", "-3\r\na=1\r\n0\r\n\r\n", "\r\na=1\r\n0\r\n\r\n",
        "0x3\r\na=1\r\n0\r\n\r\n", "3 \r\na=1\r\n0\r\n\r\n", "3\r\na=1x\r\n0\r\n\r\n",
        "10000000000000000\r\na=1\r\n0\r\n\r\n", "3;=\r\na=1\r\n0\r\n\r\n",
        "3\r\na=1\r\n0\r\nbad trailer\r\n\r\n", "3\r\na=1\r\n0\r\nContent-Length: 3\r\n\r\n"}) {
    Expect400(body, Call("Transfer-Encoding: chunked\r\n", body));
  }
}

TEST_F(MalformedHttp, AfterAGoodRequestIsRefusedForItself) {
  RawClient client(port());
  client.Send(PostOf(ReadForm()) + "garbage\r\n\r\n" + PostOf(ReadForm()));
  const auto first = client.Receive();
  ASSERT_TRUE(first);
  EXPECT_EQ(Anonymous(first->body), kReadAnswer);
  const auto second = client.Receive();
  ASSERT_TRUE(second);
  EXPECT_EQ(second->status, 400);
  EXPECT_TRUE(client.IsClosed());
}

/// Neither can be misread, so neither is refused.
TEST_F(MalformedHttp, IsNotAFoldedHeaderOrAMissingHost) {
  const std::string form = ReadForm();
  const std::string length = std::to_string(form.size());
  for (const auto& head :
       {Join("POST /router/rest HTTP/1.1\r\nContent-Length: ", length, "\r\n\r\n"),
        Join("POST /router/rest HTTP/1.1\r\nHost: localhost\r\nX-Folded: a\r\n b\r\n\tc\r\n",
             "Content-Length: ", length, "\r\n\r\n")}) {
    const auto answer = Say(head + form);
    ASSERT_TRUE(answer);
    EXPECT_EQ(Anonymous(answer->body), kReadAnswer);
  }
}

}  // namespace
}  // namespace ebbtide::test
