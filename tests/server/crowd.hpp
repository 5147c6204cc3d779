#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

/// Many clients of one server at the same time.
namespace ebbtide::test {

/// What a call was told, by what it means. A call whose answer did not come or says neither is
/// lost.
enum class Outcome : std::uint8_t { kLost, kGranted, kRefused };

struct Attempt {
  std::string form;  ///< signed
  int contest = 0;   ///< what it is about: an order, a refund, a key
  int intent = 0;    ///< what it wants; all that want the same in a contest can have it together
  Outcome outcome = Outcome::kLost;
};

/// What the attempts of one client are, in the order in which it makes them.
using Client = std::vector<Attempt>;

/// Makes all attempts and fills in their outcomes. Each client has a connection of its own and as
/// many attempts as the others; they send the next few ahead of the answers, all at the same time.
void Compete(std::uint16_t port, std::vector<Client>& clients);

std::size_t CountOf(const std::vector<Client>& clients, Outcome outcome);

/// The intents that were granted, or refused, by contest.
std::map<int, std::set<int>> IntentsWith(const std::vector<Client>& clients, Outcome outcome);

}  // namespace ebbtide::test
