#include <gmock/gmock.h>

#include "server/fixture.hpp"

/// Clients that take their time, or go away in the middle.
namespace ebbtide::test {
namespace {

constexpr std::int64_t kShortMs = 200;

void Expect408(RawClient& client) {
  const auto answer = client.Receive();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 408);
  EXPECT_EQ(answer->Header("Connection"), "close");
  client.FinishSending();
  EXPECT_TRUE(client.IsClosed());
}

class SlowClient : public ServerTest {
 protected:
  SlowClient() : ServerTest({.request_timeout_ms = kShortMs}) {}
};

TEST_F(SlowClient, IsToldWhenItsHeadTakesTooLong) {
  const std::string request = PostOf(ApplyForm({}));
  for (const std::size_t size : {std::size_t{1}, std::size_t{20}, request.find("\r\n\r\n") + 3}) {
    RawClient client(port());
    client.Send(request.substr(0, size));
    Expect408(client);
  }
  EXPECT_EQ(Made(), 0);
}

TEST_F(SlowClient, IsToldWhenItsBodyTakesTooLong) {
  const std::string request = PostOf(ApplyForm({}));
  for (const std::size_t size : {request.find("\r\n\r\n") + 4, request.size() - 1}) {
    RawClient client(port());
    client.Send(request.substr(0, size));
    Expect408(client);
  }
  RawClient chunks(port());
  chunks.Send(
      "POST /router/rest HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\na=1&");
  Expect408(chunks);
  EXPECT_EQ(Made(), 0);
}

TEST_F(SlowClient, IsToldWhenItAskedToContinueAndDoesNot) {
  RawClient client(port());
  client.Send(
      "POST /router/rest HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n");
  const auto go_on = client.Receive();
  ASSERT_TRUE(go_on);
  EXPECT_EQ(go_on->status, 100);
  Expect408(client);
}

TEST_F(SlowClient, ThatDoesNotReadItsAnswersIsCutOff) {
  // Answers much longer than their requests soon fill every buffer between the two.
  std::string lines(64, 'P');
  for (int i = 1; i < 100; ++i) lines += "," + std::string(60, 'P') + std::to_string(1000 + i);
  const std::string request =
      PostOf(SignedForm("alibaba.crm.refund.xiaoman.refund.info.batchquery", app_,
                        {{"global_id", "nobody"}, {"item_list", lines}}));
  RawClient client(port());
  int sent = 0;
  while (client.Send(request)) ++sent;
  EXPECT_GT(sent, 1);
}

class BusyClient : public ServerTest {
 protected:
  BusyClient() : ServerTest({.body_bytes_max = 1'000'000'000, .request_timeout_ms = 50}) {}
};

/// The server never waits for this client, so its deadline passes while a read is done already: the
/// request has ended then, although the rest of it is there.
TEST_F(BusyClient, IsToldOnceThoughItNeverStopsSending) {
  RawClient client(port());
  const std::string form = ApplyForm({});
  std::string chunk(0x1000, '&');
  chunk = "1000\r\n" + chunk + "\r\n";
  client.Send(
      "POST /router/rest HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
  client.Send("1000\r\n" + form + std::string(0x1000 - form.size(), '&') + "\r\n");
  while (!client.HasNews()) ASSERT_TRUE(client.Send(chunk));
  client.Send("0\r\n\r\n");
  Expect408(client);
  ExpectServing();
  EXPECT_EQ(Made(), 0);
}

class GoneClient : public ServerTest {};

TEST_F(GoneClient, LeavesNothingOfAHalfSentApplication) {
  const std::string request = PostOf(ApplyForm({}));
  for (std::size_t size = 1; size < request.size(); size += 1 + request.size() / 16) {
    RawClient finished(port());
    finished.Send(request.substr(0, size));
    finished.FinishSending();
    EXPECT_TRUE(finished.IsClosed()) << size;
    RawClient reset(port());
    reset.Send(request.substr(0, size));
    reset.Reset();
  }
  ExpectServing();
  EXPECT_EQ(Made(), 0);
}

TEST_F(GoneClient, HasItsApplicationDoneOnceAllTheSame) {
  HeldWriteLane held(platform_.writes());
  RawClient client(port());
  client.Send(PostOf(ApplyForm({})));
  ExpectServing();  // by the same thread, so the application waits for the write lane by now
  client.Reset();
  ExpectServing();
  held.Release();
  platform_.Write([](store::Store& /*store*/) {});
  EXPECT_EQ(Made(), 1);
  EXPECT_EQ(Post(ApplyForm({})), kApplied);
  EXPECT_EQ(Made(), 1);
}

class IdleClient : public ServerTest {
 protected:
  IdleClient() : ServerTest({.idle_timeout_ms = kShortMs}) {}
  /// A client that is late is disconnected here, so the usual call could be, too.
  void TearDown() override {
    server_.reset();
    ServerTest::TearDown();
  }
};

TEST_F(IdleClient, IsDisconnectedWithoutAWord) {
  RawClient client(port());
  EXPECT_TRUE(client.IsClosed());
}

}  // namespace
}  // namespace ebbtide::test
