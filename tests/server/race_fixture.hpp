#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "server/crowd.hpp"
#include "server/fixture.hpp"

namespace ebbtide::test {

/// `text` with the number for each `#`. Order n of a race has the number n0, its line n1, and its
/// refunds n2 and n3.
std::string Fill(std::string_view text, int number);

/// A call; `#` in its parameters is the contest's number.
struct Move {
  std::string_view method;
  Params params;
};

/// A call that a client makes.
struct Wish {
  int contest;
  int intent;
  Move move;
};

/// A server with the sellers' app and one of the distributor `fx`, and the figures of all races.
class RaceFixture : public ServerTest {
 protected:
  RaceFixture();

  /// Takes in so many orders, and gives the number of the first: contests over them have the same.
  int ImportOrders(int count, std::string_view record);

  /// Makes what `make` gives for each client and each of its calls, all at the same time.
  std::vector<Client> Race(int clients, int calls, const std::function<Wish(int, int)>& make);

  /// All clients make one of the moves on each of the orders, not all the same one; the intent is
  /// the move's place in the list.
  std::vector<Client> RaceOf(const std::vector<Move>& moves, int clients, int first, int orders);
  /// Nobody else being there, each of the moves is granted on an order of its own.
  void ExpectEachGranted(const std::vector<Move>& moves, std::string_view record);

  /// How many refunds of the orders there are of which the condition is true.
  std::int64_t CountRefunds(int first, int orders, std::string_view condition);

  /// Over all races: enough attempts, every one answered, nothing refunded that was not there.
  void ExpectNobodyPaidTwice(std::size_t attempts_min);

 private:
  [[nodiscard]] Attempt Sign(Wish wish) const;
  std::int64_t CountOverRefunds();

  App distributor_;
  int next_ = 10'000;
  std::size_t attempts_ = 0;
  std::size_t granted_ = 0;
  std::size_t refused_ = 0;
};

/// In each contest one intent won: whoever had it was granted it, and nobody else anything.
void ExpectOneWinner(const std::vector<Client>& crowd, int contests);

}  // namespace ebbtide::test
