#include "simulation/replay.hpp"

#include <algorithm>
#include <iterator>

#include "simulation/shrink.hpp"

namespace ebbtide::simulation {
namespace {

constexpr std::size_t kDeedsBetweenChecks = 7;

std::string TextOf(const Outcome& outcome) {
  switch (outcome.kind) {
    case Kind::kSuccess: return "success \"" + outcome.answer + '"';
    case Kind::kRefused: return "refused";
    case Kind::kInvalid: return "invalid";
  }
  return {};
}

void AddMissing(const std::vector<std::string>& from, const std::vector<std::string>& in,
                const char* who, std::string& text) {
  std::vector<std::string> missing;
  std::ranges::set_difference(from, in, std::back_inserter(missing));
  for (const auto& row : missing) text.append("\n  ").append(who).append(": ").append(row);
}

/// "" when the database is as it should be.
std::string CompareStores(World& world, const Model& model) {
  const auto rows = world.Rows();
  const auto expected = model.Rows();
  std::string text;
  AddMissing(expected, rows, "model   ", text);
  AddMissing(rows, expected, "database", text);
  for (const auto& problem : world.platform().Verify()) text += "\n  verify: " + problem;
  for (const auto& answer : world.StaleAnswers()) text += "\n  stale: " + answer;
  return text;
}

void Count(const Model& model, Tally& tally) {
  for (const auto& order : model.orders()) ++tally.orders[order.state];
  for (const auto& refund : model.refunds()) {
    ++tally.refunds;
    for (const auto& past : refund.past) ++tally.moves[{past.from, past.event}];
  }
}

}  // namespace

std::optional<Difference> Replay(const std::vector<Deed>& deeds, bool external, Tally* tally,
                                 const Meddling& meddle) {
  World world(external);
  Model model(world.platform().clock().Now().unix_ms, external);
  for (std::size_t i = 0; i < deeds.size(); ++i) {
    const auto& deed = deeds.at(i);
    const auto actual = world.Do(deed, model);
    const auto expected = model.Do(deed);
    if (meddle) meddle(world);
    if (actual != expected) {
      return Difference{i, "the model says " + TextOf(expected) + ", the server " + TextOf(actual)};
    }
    if (tally != nullptr) ++tally->outcomes[MethodOf(deed)][actual.kind];
    if (i % kDeedsBetweenChecks != 0 && i + 1 != deeds.size()) continue;
    if (auto text = CompareStores(world, model); !text.empty()) return Difference{i, text};
  }
  if (tally != nullptr) Count(model, *tally);
  return std::nullopt;
}

std::string Explain(std::vector<Deed> deeds, bool external, const Difference& difference,
                    const Meddling& meddle) {
  deeds.resize(difference.deed + 1);
  std::string what = difference.what;
  const auto fails = [&](const std::vector<Deed>& some) {
    const auto found = Replay(some, external, nullptr, meddle);
    if (found) what = found->what;
    return found.has_value();
  };
  std::string text;
  const auto few = test::Shrink(std::move(deeds), fails);
  for (const auto& deed : few) text += "  " + ToText(deed) + "\n";
  return text + "then " + what;
}

}  // namespace ebbtide::simulation
