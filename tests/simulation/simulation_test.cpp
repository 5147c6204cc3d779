#include <iostream>

#include <gmock/gmock.h>

#include "simulation/plan.hpp"
#include "simulation/replay.hpp"

/// Random deeds of random actors, by public methods alone, against a small model of what should
/// happen.
namespace ebbtide::simulation {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::uint64_t kRuns = 3;
constexpr std::size_t kMovesAtLeast = 20;
#else
constexpr std::uint64_t kRuns = 20;
constexpr std::size_t kMovesAtLeast = 36;
#endif
constexpr std::uint64_t kFirstSeed = 20'240'301;
constexpr std::size_t kDeeds = 200;

/// The deeds must not be too much alike: each method succeeds and is refused somewhere, and most of
/// the life cycle's moves are made. Fewer runs, under sanitizers, see less.
void ExpectAllKinds(const Tally& tally, bool external) {
  for (const auto& [method, outcomes] : tally.outcomes) {
    const bool of_payouts = method.starts_with("ebbtide.payout.");
    if (kRuns < 20 || (of_payouts && !external)) continue;
    EXPECT_TRUE(outcomes.contains(Kind::kSuccess)) << method;
    if (method == "(time passes)" || method == "taobao.rp.refunds.agree") continue;
    EXPECT_TRUE(outcomes.contains(Kind::kRefused)) << method;
  }
  EXPECT_EQ(tally.outcomes.size(), std::variant_size_v<Deed>);
  EXPECT_GE(tally.moves.size(), kMovesAtLeast);
}

void Print(const Tally& tally) {
  std::map<Kind, int> all;
  for (const auto& [method, outcomes] : tally.outcomes) {
    for (const auto& [kind, count] : outcomes) all[kind] += count;
  }
  std::cout << "random lives: " << kRuns * kDeeds << " deeds with the seeds " << kFirstSeed
            << " to " << kFirstSeed + kRuns - 1 << ": " << all[Kind::kSuccess] << " done, "
            << all[Kind::kRefused] << " refused, " << all[Kind::kInvalid] << " invalid; "
            << tally.refunds << " refunds, " << tally.moves.size() << " kinds of moves\n";
}

class Simulation : public testing::TestWithParam<bool> {};

TEST_P(Simulation, AgreesWithTheModel) {
  const bool external = GetParam();
  Tally tally;
  for (std::uint64_t seed = kFirstSeed; seed < kFirstSeed + kRuns; ++seed) {
    const auto deeds = PlanDeeds(seed, kDeeds, test::kNow.unix_ms, external);
    const auto difference = Replay(deeds, external, &tally);
    ASSERT_FALSE(difference) << "seed " << seed << "; these deeds are enough:\n"
                             << Explain(deeds, external, *difference);
  }
  Print(tally);
  ExpectAllKinds(tally, external);
}

INSTANTIATE_TEST_SUITE_P(Payouts, Simulation, testing::Values(false, true),
                         [](const auto& external) {
                           return external.param ? "PaidFromOutside" : "PaidAtOnce";
                         });

TEST(SimulationItself, SaysWithFewDeedsWhereSomethingIsWrong) {
  const auto deeds = PlanDeeds(kFirstSeed, kDeeds, test::kNow.unix_ms, false);
  // A server that loses a fen as soon as a line of order 7000 is refunded.
  const auto lose = [](World& world) {
    world.platform().database().Run(
        "UPDATE order_line SET refunded_fen = refunded_fen - 1 "
        "WHERE order_id = 7000 AND refunded_fen > 0");
  };
  const auto difference = Replay(deeds, false, nullptr, lose);
  ASSERT_TRUE(difference);
  EXPECT_THAT(Explain(deeds, false, *difference, lose),
              testing::AllOf(testing::MatchesRegex("  alibaba.wdk.channel.order.[a-z]*: order 6.*\n"
                                                   "then .*\n.*model *: line 700.*"),
                             testing::HasSubstr("verify: line:")));
}

}  // namespace
}  // namespace ebbtide::simulation
