#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>

#include <gmock/gmock.h>

#include "sdk/shop.hpp"

namespace ebbtide::test {
namespace {

using top::Client;

/// Answers with the order that was asked for, so that no answer can go to another call.
Said Echo(const Heard& heard, std::size_t /*before*/) {
  constexpr std::string_view kMark = "biz_order_id%22%3A";
  const auto from = heard.body.find(kMark) + kMark.size();
  const auto order = heard.body.substr(from, heard.body.find('%', from) - from);
  return {.body = R"({"refund_status_get_response":{"result_package":{"result_list":{)"
                  R"("query_refund_status_response":[{"refund_id":)" +
                  order + R"(}]}},"request_id":"r"}})"};
}

std::int64_t RefundOf(const top::Outcome<status::Response>& response) {
  return response->result_package.result_list.at(0).refund_id;
}

TEST(Async, GivesEachCallItsOwnAnswer) {
  const FakeGateway gateway(&Echo);
  const Client client{gateway.Url(), "1", "s"};
  std::vector<std::future<top::Outcome<status::Response>>> answers;
  for (int order = 1; order <= 40; ++order) {
    answers.push_back(client.ExecuteAsync(status::kApi, StatusOf(order), "session"));
  }
  std::int64_t order = 0;
  for (auto& answer : answers) EXPECT_EQ(RefundOf(answer.get()), ++order);
  EXPECT_LE(gateway.connections(), 4U);
}

TEST(Async, EndsItsCallsBeforeTheClientGoesAway) {
  const FakeGateway gateway(&Echo);
  std::future<top::Outcome<status::Response>> answer;
  {
    const Client client{gateway.Url(), "1", "s"};
    answer = client.ExecuteAsync(status::kApi, StatusOf(7));
  }
  EXPECT_EQ(RefundOf(answer.get()), 7);
}

/// What the callbacks of a test were called with, in their order.
struct Came {
  std::mutex mutex;
  std::vector<std::string> texts;
  std::set<std::thread::id> threads;

  void Add(const top::Outcome<status::Response>& response) {
    const std::lock_guard lock(mutex);
    texts.push_back(response ? std::to_string(RefundOf(response)) : response.error().message);
    threads.insert(std::this_thread::get_id());
  }
};

TEST(Callback, IsCalledOnceForEachCallOnAThreadOfTheClients) {
  const FakeGateway gateway(&Echo);
  top::ClientOptions options;
  options.async_threads = 2;
  Came came;
  std::vector<std::string> expected;
  {
    const Client client{gateway.Url(), "1", "s", options};
    for (int order = 1; order <= 40; ++order) {
      expected.push_back(std::to_string(order));
      client.ExecuteAsync(status::kApi, StatusOf(order), "session",
                          [&came](const auto& response) { came.Add(response); });
    }
  }
  EXPECT_THAT(came.texts, testing::UnorderedElementsAreArray(expected));
  EXPECT_LE(came.threads.size(), 2U);
  EXPECT_FALSE(came.threads.contains(std::this_thread::get_id()));
}

TEST(Callback, IsCalledOnceWhenTheServerIsSilentAndTheClientGoesAway) {
  const FakeGateway gateway(Saying({{.then = Said::Then::kSilence}}));
  top::ClientOptions options;
  options.timeout = std::chrono::milliseconds(50);
  options.retries.attempts_max = 1;
  options.async_threads = 1;
  Came came;
  {
    const Client client{gateway.Url(), "1", "s", options};
    for (int order = 1; order <= 3; ++order) {
      client.ExecuteAsync(status::kApi, StatusOf(order), {},
                          [&came](const auto& response) { came.Add(response); });
    }
  }
  EXPECT_THAT(came.texts, testing::SizeIs(3));
  EXPECT_THAT(came.texts, testing::Each(testing::HasSubstr("cannot get an answer from")));
}

TEST(Callback, MayMakeTheNextCallEvenWhenTheClientIsGoingAway) {
  const FakeGateway gateway(&Echo);
  Came came;
  {
    const Client client{gateway.Url(), "1", "s"};
    client.ExecuteAsync(status::kApi, StatusOf(1), {}, [&](const auto& first) {
      came.Add(first);
      client.ExecuteAsync(status::kApi, StatusOf(2), {}, [&](const auto& second) {
        came.Add(second);
        came.Add(client.Execute(status::kApi, StatusOf(3)));
      });
    });
  }
  EXPECT_EQ(came.texts, (std::vector<std::string>{"1", "2", "3"}));
}

TEST(Callback, MayOwnWhatCannotBeCopiedAndLetsItGoAfterwards) {
  const FakeGateway gateway(&Echo);
  const auto watched = std::make_shared<int>(0);
  {
    const Client client{gateway.Url(), "1", "s"};
    std::promise<std::int64_t> promise;
    auto refund = promise.get_future();
    client.ExecuteAsync(status::kApi, StatusOf(9), {},
                        [promise = std::move(promise),
                         watched](const top::Outcome<status::Response>& response) mutable {
                          promise.set_value(RefundOf(response));
                        });
    EXPECT_EQ(refund.get(), 9);
  }
  EXPECT_EQ(watched.use_count(), 1);
}

TEST(Callback, IsToldWhatACallersOwnPauseThrows) {
  const FakeGateway gateway(Saying({{.body = "", .status = 500}}));
  top::ClientOptions options;
  options.pause = [](std::chrono::milliseconds) {
    throw std::runtime_error("no time for a pause");
  };
  const Client client{gateway.Url(), "1", "s", options};
  const auto response = client.ExecuteAsync(status::kApi, StatusOf(1)).get();
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().message, "no time for a pause");
}

TEST(CallbackDeathTest, EndsTheProgramWhenItThrows) {
  testing::GTEST_FLAG(death_test_style) = "threadsafe";
  const auto call = [] {
    const FakeGateway gateway(&Echo);
    const Client client{gateway.Url(), "1", "s"};
    client.ExecuteAsync(status::kApi, StatusOf(1), {}, [](const auto& /*response*/) {
      throw std::runtime_error("thrown by a callback");
    });
  };
  EXPECT_DEATH(call(), "thrown by a callback");
}

TEST(Client, MayBeUsedByManyThreads) {
  constexpr std::int64_t kCalls = 25;
  const FakeGateway gateway(&Echo);
  const Client client{gateway.Url(), "1", "s"};
  std::vector<std::thread> threads;
  for (std::int64_t thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&client, thread] {
      for (std::int64_t i = 1; i <= kCalls; ++i) {
        const std::int64_t order = thread * kCalls + i;
        EXPECT_EQ(RefundOf(client.Execute(status::kApi, StatusOf(order))), order);
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_LE(gateway.connections(), 4U);
}

}  // namespace
}  // namespace ebbtide::test
