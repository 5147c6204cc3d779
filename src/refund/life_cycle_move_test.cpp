#include <tuple>
#include <utility>

#include <gtest/gtest.h>

#include "refund/life_cycle.hpp"
#include "refund/vocabulary.hpp"

/// What a move does to a refund.
namespace ebbtide::refund {
namespace {

using A = Actor;
using E = Event;
using S = State;

constexpr Timestamp kNow{1'700'000'000'000};
constexpr std::int64_t kHourMs = 3'600'000;
constexpr std::int64_t kDayMs = 24 * kHourMs;
constexpr Facts kRefundOnly{.claim = Claim::kRefundOnly};
constexpr Facts kReturn{.claim = Claim::kReturnAndRefund};
constexpr Facts kShipped{.claim = Claim::kRefundOnly, .order_shipped = true};

const Durations& kDurations = DurationsOf("default");

void Do(E event, A actor, const Facts& facts, Timestamp now, Refund& refund) {
  const auto row = FindTransition(refund.state, event, actor, facts);
  ASSERT_TRUE(row) << row.error().sub_msg;
  Move(**row, facts, {now, kDurations}, refund);
}

Refund In(S state) {
  Refund refund;
  refund.state = state;
  refund.due = {kNow.unix_ms - 1};
  return refund;
}

struct Timing {
  S from;
  E event;
  A actor;
  Facts facts;
  std::int64_t runs_ms;  ///< 0: none runs afterwards; -1: the one before goes on
};

TEST(Move, StartsStopsOrKeepsTheDeadline) {
  constexpr Timing kTimings[] = {
      {S::kApplied, E::kModify, A::kBuyer, kRefundOnly, 48 * kHourMs},
      {S::kApplied, E::kModify, A::kBuyer, kShipped, 48 * kHourMs},
      {S::kApplied, E::kModify, A::kBuyer, kReturn, 48 * kHourMs},
      {S::kRefused, E::kModify, A::kBuyer, kRefundOnly, 48 * kHourMs},
      {S::kApplied, E::kAgreeReturn, A::kSeller, kReturn, 7 * kDayMs},
      {S::kApplied, E::kTimeOut, A::kSystem, kReturn, 7 * kDayMs},
      {S::kApplied, E::kRefuse, A::kSeller, kRefundOnly, 7 * kDayMs},
      {S::kReturnAgreed, E::kShipBack, A::kBuyer, kReturn, 10 * kDayMs},
      {S::kGoodsReturned, E::kRefuseGoods, A::kSeller, kReturn, 7 * kDayMs},
      {S::kApplied, E::kAgreeRefund, A::kSeller, kRefundOnly, 0},
      {S::kApplied, E::kTimeOut, A::kSystem, kRefundOnly, 0},
      {S::kApplied, E::kWithdraw, A::kBuyer, kRefundOnly, 0},
      {S::kApplied, E::kShipOrder, A::kSeller, kRefundOnly, 0},
      {S::kRefused, E::kTimeOut, A::kSystem, kRefundOnly, 0},
      {S::kReturnAgreed, E::kTimeOut, A::kSystem, kReturn, 0},
      {S::kGoodsReturned, E::kAgreeRefund, A::kSeller, kReturn, 0},
      {S::kRefundAgreed, E::kPayoutSucceeded, A::kPayout, kReturn, 0},
      {S::kRefundAgreed, E::kPayoutFailed, A::kPayout, kReturn, 0},
      {S::kPayoutFailed, E::kRetryPayout, A::kOperator, kReturn, 0},
      {S::kGoodsReturned, E::kStepIn, A::kPlatform, kReturn, 0},
      {S::kGoodsReturned, E::kAskPlatform, A::kBuyer, kReturn, -1},
      {S::kRefused, E::kLeaveMessage, A::kSeller, kReturn, -1},
  };
  for (const auto& [from, event, actor, facts, runs_ms] : kTimings) {
    Refund refund = In(from);
    const Timestamp before = refund.due;
    Do(event, actor, facts, kNow, refund);
    const Timestamp wanted = runs_ms < 0    ? before
                             : runs_ms == 0 ? Timestamp{}
                                            : Timestamp{kNow.unix_ms + runs_ms};
    EXPECT_EQ(refund.due, wanted) << ToText(from) << " " << ToText(event);
  }
}

TEST(Move, StartsAnApplicationWithItsDeadline) {
  const auto row = FindTransition({}, E::kApply, A::kBuyer, kReturn);
  ASSERT_TRUE(row);
  Refund refund;
  Move(**row, kReturn, {kNow, kDurations}, refund);
  EXPECT_EQ(refund.state, S::kApplied);
  EXPECT_EQ(refund.due, Timestamp{kNow.unix_ms + 48 * kHourMs});
  EXPECT_EQ(refund.modified, kNow);
  EXPECT_EQ(refund.version, kNow.unix_ms);
  EXPECT_EQ(refund.ended, Timestamp{});
}

TEST(Move, RaisesTheVersionWhateverTheClockSays) {
  struct Versions {
    std::int64_t before;
    std::int64_t after;
  };
  constexpr Versions kVersions[] = {{0, kNow.unix_ms},
                                    {kNow.unix_ms - 1, kNow.unix_ms},
                                    {kNow.unix_ms, kNow.unix_ms + 1},
                                    {kNow.unix_ms + 999, kNow.unix_ms + 1'000}};
  for (const auto& [before, after] : kVersions) {
    Refund refund = In(S::kApplied);
    refund.version = before;
    Do(E::kAskPlatform, A::kBuyer, kRefundOnly, kNow, refund);
    EXPECT_EQ(refund.version, after);
    EXPECT_EQ(refund.modified, kNow);
  }
}

TEST(Move, EndsARefundInAFinalStateOnly) {
  for (const auto& row : Transitions()) {
    Refund refund = In(row.from.value_or(S::kApplied));
    Move(row, kRefundOnly, {kNow, kDurations}, refund);
    EXPECT_EQ(refund.state, row.to);
    EXPECT_EQ(refund.ended, IsFinal(row.to) ? kNow : Timestamp{}) << ToText(row.event);
    EXPECT_TRUE(!IsFinal(row.to) || refund.due == Timestamp{}) << ToText(row.event);
  }
}

TEST(Move, LeavesTheRefundAsItIsForWhatIsSaidBesideIt) {
  for (const auto& [event, actor] :
       {std::pair{E::kLeaveMessage, A::kBuyer}, std::pair{E::kReview, A::kSeller}}) {
    Refund refund = In(S::kApplied);
    refund.version = 7;
    Do(event, actor, kRefundOnly, kNow, refund);
    EXPECT_EQ(refund.version, 7);
    EXPECT_EQ(refund.modified, Timestamp{});
  }
}

TEST(Move, TellsHowFarThePlatformHasSteppedIn) {
  const Facts arbitrated{.claim = Claim::kRefundOnly, .stepped_in = true};
  Refund refund = In(S::kRefused);
  Do(E::kAskPlatform, A::kBuyer, kRefundOnly, kNow, refund);
  EXPECT_EQ(refund.arbitration, Arbitration::kAsked);
  Do(E::kStepIn, A::kPlatform, kRefundOnly, kNow, refund);
  EXPECT_EQ(refund.arbitration, Arbitration::kSteppedIn);
  EXPECT_EQ(refund.state, S::kRefused);
  Do(E::kAskPlatform, A::kSeller, arbitrated, kNow, refund);
  Do(E::kModify, A::kBuyer, arbitrated, kNow, refund);
  EXPECT_EQ(refund.arbitration, Arbitration::kSteppedIn);
  Do(E::kStepOut, A::kPlatform, arbitrated, kNow, refund);
  EXPECT_EQ(refund.arbitration, Arbitration::kWithdrawn);
  EXPECT_EQ(refund.state, S::kApplied);

  for (const auto& [event, arbitration, state] :
       {std::tuple{E::kRuleForBuyer, Arbitration::kForBuyer, S::kRefundAgreed},
        std::tuple{E::kRuleForSeller, Arbitration::kForSeller, S::kClosed}}) {
    refund = In(S::kRefused);
    Do(event, A::kPlatform, arbitrated, kNow, refund);
    EXPECT_EQ(refund.arbitration, arbitration);
    EXPECT_EQ(refund.state, state);
    EXPECT_EQ(refund.due, Timestamp{});
  }
}

TEST(Move, PausesTheDeadlineWhileThePlatformArbitrates) {
  const Facts arbitrated{.claim = Claim::kRefundOnly, .stepped_in = true};
  Refund refund = In(S::kApplied);
  refund.due = {kNow.unix_ms + 5 * kHourMs};
  Do(E::kStepIn, A::kPlatform, kRefundOnly, kNow, refund);
  EXPECT_EQ(refund.due, Timestamp{});
  const Timestamp later{kNow.unix_ms + kDayMs};
  Do(E::kStepOut, A::kPlatform, arbitrated, later, refund);
  EXPECT_EQ(refund.due, Timestamp{later.unix_ms + 5 * kHourMs});

  // One that starts meanwhile waits too, and then runs in full.
  Do(E::kStepIn, A::kPlatform, kRefundOnly, later, refund);
  Do(E::kRefuse, A::kSeller, arbitrated, later, refund);
  EXPECT_EQ(refund.due, Timestamp{});
  Do(E::kStepOut, A::kPlatform, arbitrated, later, refund);
  EXPECT_EQ(refund.due, Timestamp{later.unix_ms + 7 * kDayMs});
}

TEST(Move, ResumesADeadlineThatWasDueWhenThePlatformSteppedIn) {
  const Facts arbitrated{.claim = Claim::kRefundOnly, .stepped_in = true};
  Refund refund = In(S::kApplied);
  Do(E::kStepIn, A::kPlatform, kRefundOnly, kNow, refund);
  EXPECT_EQ(refund.due, Timestamp{});
  Do(E::kStepOut, A::kPlatform, arbitrated, kNow, refund);
  EXPECT_EQ(refund.due, Timestamp{kNow.unix_ms + 1});
}

struct Step {
  E event;
  A actor;
  S state;
  S came_from;
  std::string_view taobao;
};

TEST(Move, RemembersTheLastStateThatTaobaoHasAWordFor) {
  constexpr Step kSteps[] = {
      {E::kRefuse, A::kSeller, S::kRefused, S::kRefused, "SELLER_REFUSE_BUYER"},
      {E::kModify, A::kBuyer, S::kApplied, S::kApplied, "WAIT_SELLER_AGREE"},
      {E::kAgreeReturn, A::kSeller, S::kReturnAgreed, S::kReturnAgreed, "WAIT_BUYER_RETURN_GOODS"},
      {E::kShipBack, A::kBuyer, S::kGoodsReturned, S::kGoodsReturned, "WAIT_SELLER_CONFIRM_GOODS"},
      {E::kTimeOut, A::kSystem, S::kRefundAgreed, S::kGoodsReturned, "WAIT_SELLER_CONFIRM_GOODS"},
      {E::kPayoutFailed, A::kPayout, S::kPayoutFailed, S::kGoodsReturned,
       "WAIT_SELLER_CONFIRM_GOODS"},
      {E::kRetryPayout, A::kOperator, S::kRefundAgreed, S::kGoodsReturned,
       "WAIT_SELLER_CONFIRM_GOODS"},
      {E::kPayoutSucceeded, A::kPayout, S::kSuccess, S::kSuccess, "SUCCESS"},
  };
  Refund refund = In(S::kApplied);
  std::int64_t version = 0;
  for (const auto& step : kSteps) {
    Do(step.event, step.actor, kReturn, kNow, refund);
    EXPECT_EQ(refund.state, step.state) << ToText(step.event);
    EXPECT_EQ(refund.came_from, step.came_from) << ToText(step.event);
    EXPECT_EQ(TaobaoStatus(refund), step.taobao) << ToText(step.event);
    EXPECT_GT(refund.version, version) << ToText(step.event);
    version = refund.version;
  }
}

}  // namespace
}  // namespace ebbtide::refund
