#include <gmock/gmock.h>

#include "server/fixture.hpp"

/// Many requests on one connection, and many connections.
namespace ebbtide::test {
namespace {

class Connections : public ServerTest {
 protected:
  static std::string BodyOf(RawClient& client) {
    const auto answer = client.Receive();
    return answer ? Anonymous(answer->body) : "(closed)";
  }
};

TEST_F(Connections, CarryAThousandCalls) {
  RawClient client(port());
  const std::string request = PostOf(ReadForm());
  for (int i = 0; i < 1000; ++i) {
    ASSERT_TRUE(client.Send(request));
    ASSERT_EQ(BodyOf(client), kReadAnswer) << i;
  }
}

TEST_F(Connections, AnswerPipelinedRequestsInOrder) {
  std::string requests;
  for (int i = 0; i < 60; ++i) {
    const std::string order = std::to_string(100'000 + i);
    requests += i % 3 == 0 ? GetOf("/router/rest?" + ReadFormOf(order)) : PostOf(ReadFormOf(order));
    Application application{.key = "key-" + order, .order = order};
    requests += PostOf(ApplyForm(application));  // a write, which takes longer than the next read
  }
  RawClient client(port());
  client.Send(requests);
  for (int i = 0; i < 60; ++i) {
    const std::string wanted = "order " + std::to_string(100'000 + i) + " does not exist";
    EXPECT_THAT(BodyOf(client), testing::AllOf(testing::HasSubstr("refund_status_get_response"),
                                               testing::HasSubstr(wanted)));
    EXPECT_THAT(BodyOf(client), testing::AllOf(testing::HasSubstr("userrefund_response"),
                                               testing::HasSubstr(wanted)));
  }
}

TEST_F(Connections, TakeRequestsInPiecesOfAnySize) {
  const std::string request = PostOf(ReadForm());
  for (const std::size_t size : {std::size_t{1}, std::size_t{7}, std::size_t{100}}) {
    RawClient client(port());
    for (std::size_t at = 0; at < request.size(); at += size) {
      ASSERT_TRUE(client.Send(request.substr(at, size)));
    }
    EXPECT_EQ(BodyOf(client), kReadAnswer) << size;
  }
}

TEST_F(Connections, TakeChunkedBodies) {
  const std::string form = ReadForm();
  std::string chunks;
  for (const char c : form) chunks += Join("1;name=\"a value\"\r\n", std::string(1, c), "\r\n");
  RawClient client(port());
  client.Send(
      Join("POST /router/rest HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: Chunked\r\n\r\n",
           chunks, "0;last\r\nX-Trailer: x\r\n\r\n", GetOf("/healthz")));
  EXPECT_EQ(BodyOf(client), kReadAnswer);
  EXPECT_EQ(BodyOf(client), "alive\n");
}

TEST_F(Connections, TellClientsToContinue) {
  const std::string form = ReadForm();
  RawClient client(port());
  for (int i = 0; i < 2; ++i) {
    client.Send(Join(
        "POST /router/rest HTTP/1.1\r\nHost: localhost\r\nExpect: 100-Continue\r\nContent-Length: ",
        std::to_string(form.size()), "\r\n\r\n"));
    const auto go_on = client.Receive();
    ASSERT_TRUE(go_on);
    EXPECT_EQ(go_on->status, 100);
    client.Send(form);
    EXPECT_EQ(BodyOf(client), kReadAnswer);
  }
  // Who does not wait for it is not told.
  std::string whole = PostOf(form);
  whole.insert(whole.find("\r\n") + 2, "Expect: 100-continue\r\n");
  client.Send(whole);
  EXPECT_EQ(BodyOf(client), kReadAnswer);
}

TEST_F(Connections, EndWhenTheClientWantsThemTo) {
  for (const char* const request :
       {"GET /healthz HTTP/1.0\r\n\r\n",
        "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: x, Close\r\n\r\n"}) {
    RawClient client(port());
    client.Send(request);
    const auto answer = client.Receive();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->Header("Connection"), "close");
    EXPECT_TRUE(client.IsClosed()) << request;
  }
  RawClient kept(port());
  for (int i = 0; i < 2; ++i) {
    kept.Send("GET /healthz HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    const auto answer = kept.Receive();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->Header("Connection"), "keep-alive");
  }
}

TEST_F(Connections, AnswerAClientThatHasFinishedSending) {
  RawClient client(port());
  client.Send(PostOf(ApplyForm({})));
  client.FinishSending();
  EXPECT_EQ(BodyOf(client), kApplied);
  EXPECT_TRUE(client.IsClosed());
}

class FewConnections : public ServerTest {
 protected:
  FewConnections() : ServerTest({.connections_max = 2}) {}
};

TEST_F(FewConnections, LetTheNextWaitUntilAnotherHasClosed) {
  const std::string request = PostOf(ReadForm());
  const auto is_answered = [&](RawClient& client) {
    client.Send(request);
    const auto answer = client.Receive();
    return answer && Anonymous(answer->body) == kReadAnswer;
  };
  auto first = std::make_unique<RawClient>(port());
  ASSERT_TRUE(is_answered(*first));
  RawClient second(port());
  ASSERT_TRUE(is_answered(second));
  RawClient waiting(port());
  waiting.Send(request);
  for (int i = 0; i < 20; ++i) {
    EXPECT_TRUE(is_answered(*first));
    EXPECT_TRUE(is_answered(second));
  }
  EXPECT_FALSE(waiting.HasNews());
  first.reset();
  const auto answer = waiting.Receive();
  ASSERT_TRUE(answer);
  EXPECT_EQ(Anonymous(answer->body), kReadAnswer);
  waiting.Reset();
}

}  // namespace
}  // namespace ebbtide::test
