#include <gmock/gmock.h>

#include "simulation/replay.hpp"

/// What simulations found once, as short as they made it.
namespace ebbtide::simulation {
namespace {

constexpr Wish kReturn{.fen = 50, .returns = true};

Deed Wait(std::int64_t hours) { return Pass{hours * kHourMs, true}; }

Deed Agree(RefundRef refund) {
  return AgreeAelophy{Who::kShop, refund, refund.order, std::nullopt, std::nullopt};
}

Deed NameAddress(int age, int address) {
  return AgreeReturn{Who::kShop, {2, 0}, age, Phase::kRight, address};
}

struct Found {
  const char* what;
  bool external;
  std::vector<Deed> deeds;
};

const std::vector<Found>& AllFound() {
  static const std::vector<Found> all{
      {"an order is closed once all is paid back, though a refund of no money ended last",
       false,
       {ApplyWdk{Who::kShop, 1, 6, {{0, 4, 40}, {1, 1, 250}}},
        ApplyWdk{Who::kShop, 2, 6, {{1, 1, 0}}}, Agree({6, 0}), Agree({6, 1}),
        DisagreeAelophy{Who::kShop, {6, 2}}, Wait(200)}},
      {"an order is shipped once the line that is left is agreed to be paid back",
       true,
       {Ship{Who::kShop, 6, true, {1}, 1}, ApplyWdk{Who::kShop, 1, 6, {{0, 4, 40}}},
        Agree({6, 0})}},
      {"the address of a return that was agreed to by timeout is named once, by who looked",
       false,
       {ApplyOpenmall{Who::kDistributor, 2, kReturn}, Wait(100), NameAddress(1, 2),
        NameAddress(0, 2), NameAddress(0, 2), NameAddress(0, 1)}},
      {"a return that is agreed to by timeout has no waybill of the one before",
       false,
       {ApplyOpenmall{Who::kDistributor, 2, kReturn}, NameAddress(0, 1),
        SubmitOpenmall{Who::kDistributor, {2, 0}, 1},
        RefuseReturn{Who::kShop, {2, 0}, 0, Phase::kRight, Picture::kGood},
        ModifyOpenmall{Who::kDistributor, {2, 0}, kReturn}, Wait(100)}},
  };
  return all;
}

TEST(SimulationFound, StaysRight) {
  for (const auto& found : AllFound()) {
    SCOPED_TRACE(found.what);
    const auto difference = Replay(found.deeds, found.external);
    EXPECT_FALSE(difference) << "after deed " << difference->deed << ": " << difference->what;
  }
}

}  // namespace
}  // namespace ebbtide::simulation
