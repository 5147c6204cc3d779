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
