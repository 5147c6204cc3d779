#include <thread>

#include <gmock/gmock.h>

#include "server/fixture.hpp"

/// The ends of a server's life.
namespace ebbtide::test {
namespace {

class Stopping : public ServerTest {
 protected:
  Stopping() : ServerTest({.drain_timeout_ms = 200}) {}
  void TearDown() override {
    server_.reset();
    ServerTest::TearDown();
  }
};

TEST_F(Stopping, AnswersCallsInFlightAndTakesNoNewOnes) {
  HeldWriteLane held(platform_.writes());
  const auto port = server_->port();
  RawClient applying(port);
  applying.Send(PostOf(ApplyForm({})) + PostOf(ReadForm()));
  RawClient idle(port);
  idle.Send(PostOf(ReadForm()));
  ASSERT_TRUE(idle.Receive());  // by the same thread, so the application is in flight by now

  std::thread stopping([&] { server_->Stop(); });
  EXPECT_TRUE(idle.IsClosed());
  EXPECT_THROW(RawClient{port}, std::runtime_error);
  held.Release();
  const auto answer = applying.Receive();
  ASSERT_TRUE(answer);
  EXPECT_EQ(Anonymous(answer->body), kApplied);
  EXPECT_EQ(answer->Header("Connection"), "close");
  EXPECT_TRUE(applying.IsClosed());
  stopping.join();
  EXPECT_EQ(Made(), 1);
}

TEST_F(Stopping, AnswersAllOfABatchInFlight) {
  HeldWriteLane held(platform_.writes());
  Params apply = ParamsOf(Application{});
  Set(apply, "method", kUserrefund);
  const std::string body = Join(ToForm(apply), "\r\n-S-\r\n", "method=taobao.refund.get");
  RawClient batch(port());
  batch.Send(PostOf(body, "/router/batch?" + top::SignedQuery(app_, {}, kNow, body)));
  ExpectServing();  // by the same thread, so the batch is in flight by now
  RawClient idle(port());
  idle.Send(PostOf(ReadForm()));
  ASSERT_TRUE(idle.Receive());
  std::thread stopping([&] { server_->Stop(); });
  EXPECT_TRUE(idle.IsClosed());
  held.Release();
  const auto answer = batch.Receive();
  ASSERT_TRUE(answer);
  const auto middle = answer->body.find("\r\n-S-\r\n");
  EXPECT_EQ(Anonymous(answer->body.substr(0, middle)), kApplied);
  EXPECT_TRUE(batch.IsClosed());
  stopping.join();
  EXPECT_EQ(Made(), 1);
}

TEST_F(Stopping, DoesNotWaitForClientsThatHang) {
  RawClient idle(port());
  RawClient half(port());
  half.Send(PostOf(ApplyForm({})).substr(0, 100));
  RawClient lingering(port());
  lingering.Send("garbage\r\n\r\n");
  ASSERT_TRUE(lingering.Receive());
  server_->Stop();
  EXPECT_TRUE(idle.IsClosed());
  EXPECT_TRUE(half.IsClosed());
  EXPECT_EQ(Made(), 0);
}

TEST_F(Stopping, MayBeAskedForTwice) {
  server_->Stop();
  server_->Stop();
}

TEST_F(Stopping, LeavesThePortToTheNextServer) {
  const auto port = server_->port();
  EXPECT_EQ(Post(ApplyForm({})), kApplied);
  server_.reset();
  options_.port = port;
  SetUp();
  EXPECT_EQ(Post(ApplyForm({})), kApplied);
  EXPECT_EQ(Made(), 1);
  ExpectServing();
}

class Starting : public ServerTest {};

TEST_F(Starting, OnATakenPortFails) {
  server::ServerOptions same = options_;
  same.port = port();
  EXPECT_THROW(server::Server(same, platform_.shared(), platform_.directory()), std::runtime_error);
}

TEST_F(Starting, OnAnAddressThatIsNoneFails) {
  for (const char* const address : {"localhost", "256.0.0.1", ""}) {
    server::ServerOptions nowhere = options_;
    nowhere.address = address;
    EXPECT_THROW(server::Server(nowhere, platform_.shared(), platform_.directory()),
                 std::runtime_error)
        << address;
  }
}

}  // namespace
}  // namespace ebbtide::test
