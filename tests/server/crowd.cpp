#include "server/crowd.hpp"

#include <algorithm>
#include <array>
#include <barrier>
#include <exception>
#include <span>
#include <string_view>
#include <thread>

#include "support/raw_client.hpp"

namespace ebbtide::test {
namespace {

constexpr std::size_t kAhead = 4;

Outcome Read(std::string_view body) {
  constexpr std::array<std::string_view, 4> kGranted{R"(success":true)", R"("msg_code":"OP_SUCC")",
                                                     R"("result":true)",
                                                     R"("status":"WAIT_SELLER_AGREE")"};
  constexpr std::array<std::string_view, 4> kRefused{
      R"("success":false,"err_msg":")", R"("is_success":false,"return_code":"isv.)",
      R"("msg_code":"OP_FAILURE_UE")", R"("sub_code":"isv.refund-)"};
  const auto holds = [&](std::string_view words) { return body.find(words) != body.npos; };
  if (std::ranges::any_of(kRefused, holds)) return Outcome::kRefused;
  return std::ranges::any_of(kGranted, holds) ? Outcome::kGranted : Outcome::kLost;
}

void MakeSome(RawClient& connection, std::span<Attempt> attempts) try {
  std::string requests;
  for (const auto& attempt : attempts) requests += PostOf(attempt.form);
  connection.Send(requests);
  for (auto& attempt : attempts) {
    const auto answer = connection.Receive();
    if (!answer) return;
    attempt.outcome = Read(answer->body);
  }
} catch (const std::exception&) {
  // What has no answer by now is lost, and counted as such.
}

}  // namespace

void Compete(std::uint16_t port, std::vector<Client>& clients) {
  // Side by side all the way: a client that runs ahead would win every contest before it is one.
  std::barrier together(static_cast<std::ptrdiff_t>(clients.size()));
  std::vector<std::thread> threads;
  for (auto& client : clients) {
    threads.emplace_back([port, &together, rest = std::span(client)]() mutable {
      RawClient connection(port);
      while (!rest.empty()) {
        const auto size = std::min(kAhead, rest.size());
        together.arrive_and_wait();
        MakeSome(connection, rest.first(size));
        rest = rest.subspan(size);
      }
    });
  }
  for (auto& thread : threads) thread.join();
}

std::size_t CountOf(const std::vector<Client>& clients, Outcome outcome) {
  std::size_t count = 0;
  for (const auto& client : clients) {
    count += static_cast<std::size_t>(std::ranges::count(client, outcome, &Attempt::outcome));
  }
  return count;
}

std::map<int, std::set<int>> IntentsWith(const std::vector<Client>& clients, Outcome outcome) {
  std::map<int, std::set<int>> intents;
  for (const auto& client : clients) {
    for (const auto& attempt : client) {
      if (attempt.outcome == outcome) intents[attempt.contest].insert(attempt.intent);
    }
  }
  return intents;
}

}  // namespace ebbtide::test
