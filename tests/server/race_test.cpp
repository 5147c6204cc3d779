#include <array>
#include <atomic>
#include <latch>
#include <thread>

#include <gmock/gmock.h>

#include "server/fixture.hpp"

/// Many clients at once for the same money (refund-domain section 11, rules 1 to 3).
namespace ebbtide::test {
namespace {

constexpr int kClients = 32;

/// What the clients of one race were told, by what it means.
struct Tally {
  std::atomic<int> granted{0};
  std::atomic<int> refused{0};
  std::atomic<int> other{0};

  void Count(std::string_view body) {
    if (body == kApplied) {
      ++granted;
    } else if (body.find(R"("api_result":{"success":false,"err_msg":")") != body.npos) {
      ++refused;
    } else {
      ++other;
    }
  }
};

class Race : public ServerTest {
 protected:
  Race() : ServerTest({.threads = 2}) {
    platform_.Import(
        R"({"channel":"wdk","seller":"shop","buyer":"b","shop_id":"S1","store_id":"T1",)"
        R"("order_id":1500,"state":"paid","post_fee_fen":100,"created":"2024-02-01 10:00:00",)"
        R"("payments":[{"channel_code":6,"paid_fen":3100},{"channel_code":20,)"
        R"("paid_fen":4000}],"lines":[{"line_id":1501,"out_line_id":"1","sku_code":"A",)"
        R"("quantity":"200","paid_fen":6000},{"line_id":1502,"out_line_id":"2",)"
        R"("sku_code":"B","quantity":"1000","paid_fen":1000}]})");
  }

  static Application Of(std::string key, LineToRefund line) {
    return {.key = std::move(key), .order = "1500", .lines = {std::move(line)}};
  }

  /// Every client has a connection of its own and sends, one after another, what `make` gives for
  /// its number and the number of the call; all begin together.
  template <class Make>
  void Run(int calls, Tally& tally, Make make) {
    std::latch start(kClients);
    std::vector<std::thread> clients;
    for (int number = 0; number < kClients; ++number) {
      std::vector<std::string> requests;
      for (int call = 0; call < calls; ++call) {
        requests.push_back(PostOf(ApplyForm(make(number, call))));
      }
      clients.emplace_back([this, &start, &tally, requests = std::move(requests)] {
        RawClient client(port());
        start.arrive_and_wait();
        for (const auto& request : requests) {
          client.Send(request);
          const auto answer = client.Receive();
          tally.Count(answer ? Anonymous(answer->body) : "(closed)");
        }
      });
    }
    for (auto& client : clients) client.join();
    EXPECT_EQ(tally.other, 0);
  }
};

TEST_F(Race, GrantsExactlyAsManyPiecesAsThereAre) {
  constexpr int kCalls = 25;
  Tally tally;
  Run(kCalls, tally, [](int number, int call) {
    return Of("p" + std::to_string(number) + "-" + std::to_string(call), {"1501", "A", 1, 30});
  });
  EXPECT_EQ(tally.granted, 200);
  EXPECT_EQ(tally.refused, kClients * kCalls - 200);
  EXPECT_EQ(Made(), 200);
}

TEST_F(Race, GrantsExactlyAsMuchMoneyAsThereIs) {
  constexpr int kCalls = 10;
  Tally tally;
  Run(kCalls, tally, [](int number, int call) {
    return Of("m" + std::to_string(number) + "-" + std::to_string(call), {"1502", "B", 1, 7});
  });
  EXPECT_EQ(tally.granted, 1000 / 7);
  EXPECT_EQ(tally.refused, kClients * kCalls - 1000 / 7);
  EXPECT_EQ(Made(), 1000 / 7);
}

TEST_F(Race, GivesAllWhoSayTheSameTheSameAnswer) {
  constexpr int kKeys = 20;
  Tally tally;
  Run(kKeys, tally, [](int /*number*/, int call) {
    return Of("same-" + std::to_string(call), {"1501", "A", 10, 300});
  });
  EXPECT_EQ(tally.granted, kClients * kKeys);
  EXPECT_EQ(tally.refused, 0);
  EXPECT_EQ(Made(), kKeys);
}

TEST_F(Race, LetsOneWinWhereTheKeyIsTheSameAndTheContentIsNot) {
  constexpr int kKeys = 20;
  Tally tally;
  Run(kKeys, tally, [](int number, int call) {
    auto application = Of("one-" + std::to_string(call), {"1501", "A", 1, 30});
    application.memo = std::to_string(number);
    return application;
  });
  EXPECT_EQ(tally.granted, kKeys);
  EXPECT_EQ(tally.refused, (kClients - 1) * kKeys);
  EXPECT_EQ(Made(), kKeys);
}

}  // namespace
}  // namespace ebbtide::test
