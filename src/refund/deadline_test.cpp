#include "refund/deadline.hpp"

#include <stdexcept>

#include <gtest/gtest.h>

#include "refund/life_cycle.hpp"

namespace ebbtide::refund {
namespace {

using D = Deadline;

struct Row {
  D deadline;
  std::int64_t hours;
};

/// The default column of refund-domain section 3.
constexpr Row kDefaults[] = {
    {D::kSellerAnswerUnshipped, 48}, {D::kSellerAnswerShipped, 48},
    {D::kSellerAnswerReturn, 48},    {D::kBuyerAfterRefusal, 7 * 24},
    {D::kBuyerReturnGoods, 7 * 24},  {D::kSellerConfirmReceipt, 10 * 24},
};

TEST(Deadline, RunsAsLongAsTheReferenceSays) {
  for (const auto& [deadline, hours] : kDefaults) {
    EXPECT_EQ(DurationMs(deadline, DurationsOf("default")), hours * 3'600'000);
  }
}

/// Where the platform's figure is known; elsewhere the default's.
TEST(Deadline, HasThePlatformsFiguresAsProfiles) {
  constexpr std::int64_t kHourMs = 3'600'000;
  const auto& taobao = DurationsOf("taobao");
  EXPECT_EQ(DurationMs(D::kSellerAnswerUnshipped, taobao), 24 * kHourMs);
  EXPECT_EQ(DurationMs(D::kSellerAnswerShipped, taobao), 36 * kHourMs);
  EXPECT_EQ(DurationMs(D::kBuyerAfterRefusal, taobao), 5 * 24 * kHourMs);
  EXPECT_EQ(DurationMs(D::kSellerConfirmReceipt, taobao), 10 * 24 * kHourMs);
  const auto& older = DurationsOf("taobao-older");
  EXPECT_EQ(DurationMs(D::kSellerAnswerUnshipped, older), 48 * kHourMs);
  EXPECT_EQ(DurationMs(D::kSellerAnswerShipped, older), 5 * 24 * kHourMs);
  EXPECT_EQ(older.aftersale_window_ms, 15 * 24 * kHourMs);
  EXPECT_THROW(DurationsOf("tmall"), std::invalid_argument);
}

TEST(Deadline, HasNoDurationWhereNoneRuns) {
  EXPECT_THROW(DurationMs(D::kNone, DurationsOf("default")), std::logic_error);
}

TEST(Deadline, FollowsFromStateClaimAndShipment) {
  struct Case {
    State state;
    Facts facts;
    D deadline;
  };
  constexpr Facts kRefundOnly{.claim = Claim::kRefundOnly};
  constexpr Facts kShipped{.claim = Claim::kRefundOnly, .order_shipped = true};
  constexpr Facts kReturn{.claim = Claim::kReturnAndRefund};
  constexpr Facts kShippedReturn{.claim = Claim::kReturnAndRefund, .order_shipped = true};
  constexpr Case kCases[] = {
      {State::kApplied, kRefundOnly, D::kSellerAnswerUnshipped},
      {State::kApplied, kShipped, D::kSellerAnswerShipped},
      {State::kApplied, kReturn, D::kSellerAnswerReturn},
      {State::kApplied, kShippedReturn, D::kSellerAnswerReturn},
      {State::kRefused, kRefundOnly, D::kBuyerAfterRefusal},
      {State::kReturnAgreed, kReturn, D::kBuyerReturnGoods},
      {State::kGoodsReturned, kShippedReturn, D::kSellerConfirmReceipt},
      {State::kRefundAgreed, kRefundOnly, D::kNone},
      {State::kPayoutFailed, kRefundOnly, D::kNone},
      {State::kSuccess, kRefundOnly, D::kNone},
      {State::kClosed, kRefundOnly, D::kNone},
  };
  for (const auto& [state, facts, deadline] : kCases) {
    EXPECT_EQ(DeadlineIn(state, facts), deadline) << ToText(state);
  }
}

}  // namespace
}  // namespace ebbtide::refund
