#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulation/world.hpp"

namespace ebbtide::simulation {

/// Where the server and the model do not agree.
struct Difference {
  std::size_t deed;  ///< the last that was done
  std::string what;
};

/// What has been seen, so that a simulation in which nothing happens is noticed.
struct Tally {
  std::map<std::string_view, std::map<Kind, int>> outcomes;  ///< by method
  std::map<std::pair<State, Event>, int> moves;              ///< of refunds, from a state
  std::map<OrderState, int> orders;                          ///< in the end
  int refunds = 0;
};

/// Somebody else's hand in the game, after each deed.
using Meddling = std::function<void(World&)>;

/// Does the deeds on a new server and in a new model until the two differ: in an answer, or, asked
/// every few deeds and at the end, in what the database holds; or until the store does not verify.
std::optional<Difference> Replay(const std::vector<Deed>& deeds, bool external,
                                 Tally* tally = nullptr, const Meddling& meddle = {});

/// The difference with the shortest sequence of deeds that still leads to one.
std::string Explain(std::vector<Deed> deeds, bool external, const Difference& difference,
                    const Meddling& meddle = {});

}  // namespace ebbtide::simulation
