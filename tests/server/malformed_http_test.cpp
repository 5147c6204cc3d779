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

/// Two readers of such a head could see two hosts, or none where the other sees one.
TEST_F(MalformedHttp, HostsAreRefused) {
  for (const char* const hosts :
       {"", "Host: a\r\nHost: a\r\n", "Host: a\r\nhost: b\r\n", "Host: a b\r\n", "Host: a,b\r\n",
        "Host: a/b\r\n", "Host: user@a\r\n"}) {
    Expect400(hosts, Join("GET /healthz HTTP/1.1\r\n", hosts, "\r\n"));
  }
  Expect400("two in 1.0", "GET /healthz HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n");
  for (const char* const host : {"", "localhost:8080", "[::1]:80", "gw.api.taobao.com"}) {
    const auto answer = Say(Join("GET /healthz HTTP/1.1\r\nHost: ", host, "\r\n\r\n"));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body, "alive\n") << host;
  }
}

TEST_F(MalformedHttp, FoldedHeadersAreRefused) {
  const std::string length = std::to_string(ReadForm().size());
  for (const auto& header :
       {Join("X-Folded: a\r\n b\r\nContent-Length: ", length, "\r\n"),
        Join("X-Folded:\r\n\tContent-Length: 3\r\n", "Content-Length: ", length, "\r\n"),
        Join("Content-Length:\r\n ", length, "\r\n"),
        std::string("Transfer-Encoding:\r\n chunked\r\n"), std::string("X: a\r\n \r\n")}) {
    Expect400(header, Call(header, ReadForm()));
  }
  Expect400("at once", "GET /healthz HTTP/1.1\r\n Host: localhost\r\n\r\n");
}

TEST_F(MalformedHttp, LinesThatDoNotEndAsTheyMustAreRefused) {
  for (const std::string_view bytes : std::initializer_list<std::string_view>{
           "GET /healthz HTTP/1.1\nHost: localhost\n\n",
           "GET /healthz HTTP/1.1\r\nHost: localhost\n\r\n",
           "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\n",
           "GET /healthz HTTP/1.1\r\nHost: localhost\r\r\n\r\n",
           "GET /healthz HTTP/1.1\r\nX: a\nContent-Length: 3\r\nHost: localhost\r\n\r\n",
           "GET /healthz HTTP/1.1\r\nX: a\rContent-Length: 3\r\nHost: localhost\r\n\r\n",
           "\nGET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"}) {
    Expect400(bytes, bytes);
  }
}

/// Where a line is cut into pieces makes no difference.
TEST_F(MalformedHttp, ComesInPiecesAsWell) {
  for (const std::string_view bytes : std::initializer_list<std::string_view>{
           "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\n\r\n",
           "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: a\n\r\n"}) {
    RawClient client(port());
    for (std::size_t i = 0; i < bytes.size() && !client.HasNews(); ++i) {
      client.Send(bytes.substr(i, 1));
      ExpectServing();  // by the same thread, so the byte has been read by itself
    }
    const auto answer = client.Receive();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 400);
  }
}

/// One request, of which another server could make two: whatever comes after it is never answered.
TEST_F(MalformedHttp, NeverSmugglesARequestIn) {
  const std::string smuggled = GetOf("/healthz");
  const std::string length = std::to_string(smuggled.size());
  for (const auto& headers :
       {Join("Content-Length: 0\r\nContent-Length: ", length, "\r\n"),
        Join("Content-Length: ", length, "\r\nContent-Length: ", length, "\r\n"),
        Join("Content-Length: ", length, ", ", length, "\r\n"),
        Join("Content-Length: ", length, "\r\nTransfer-Encoding: chunked\r\n"),
        Join("Content-Length: ", length, "\r\nTransfer-Encoding: identity\r\n"),
        Join("Content-Length : ", length, "\r\n"), Join("Content-Length: \v", length, "\r\n"),
        std::string("Transfer-Encoding: gzip, chunked\r\n"),
        std::string("Transfer-Encoding: chunked, chunked\r\n"),
        std::string("Transfer-Encoding: chunked;q=1\r\n"),
        std::string("Transfer-Encoding: \"chunked\"\r\n"),
        std::string("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n"),
        std::string("Transfer-Encoding: \x0b"
                    "chunked\r\n"),
        std::string("Transfer_Encoding : chunked\r\n")}) {
    Expect400(headers, Call(headers, "0\r\n\r\n" + smuggled));
  }
  Expect400("1.0", Join("POST /router/rest HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n",
                        "0\r\n\r\n", smuggled));
}

TEST_F(MalformedHttp, ChunksThatTwoReadersCutDifferentlyAreRefused) {
  const std::string smuggled = GetOf("/healthz");
  for (const char* const body :
       {"3\na=1\r\n0\r\n\r\n", "3\ra=1\r\n0\r\n\r\n", "3\r\na=1\n0\r\n\r\n", "3\r\na=10\r\n\r\n",
        "3;\na=1\r\n0\r\n\r\n", "3;x=\"\n\"\r\na=1\r\n0\r\n\r\n", "3\r\na=1\r\n0\n\r\n\r\n",
        "3\r\na=1\r\n0\r\n\n\r\n", " 3\r\na=1\r\n0\r\n\r\n", "3_0\r\na=1\r\n0\r\n\r\n",
        "FFFFFFFFFFFFFFFFF3\r\na=1\r\n0\r\n\r\n"}) {
    Expect400(body, Call("Transfer-Encoding: chunked\r\n", body + smuggled));
  }
}

}  // namespace
}  // namespace ebbtide::test
