#include "refund/names.hpp"

#include <gtest/gtest.h>

#include "refund/life_cycle.hpp"
#include "refund/order.hpp"
#include "refund/refund.hpp"

/// The words of the store: a changed one would make written data unreadable.
namespace ebbtide::refund {
namespace {

TEST(Names, AreTheWordsOfTheStoreBothWays) {
  for (const auto& [channel, text] : {std::pair{Channel::kTaobao, "taobao"},
                                      {Channel::kWdk, "wdk"},
                                      {Channel::kEpp, "epp"},
                                      {Channel::kXiaoman, "xiaoman"}}) {
    EXPECT_EQ(ToText(channel), text);
    EXPECT_EQ(ParseChannel(text), channel);
  }
  for (const auto& [kind, text] : {std::pair{PartyKind::kSeller, "seller"},
                                   {PartyKind::kBuyer, "buyer"},
                                   {PartyKind::kDistributor, "distributor"},
                                   {PartyKind::kCustomer, "customer"}}) {
    EXPECT_EQ(ToText(kind), text);
    EXPECT_EQ(ParsePartyKind(text), kind);
  }
  for (const auto& [state, text] : {std::pair{OrderState::kCreated, "created"},
                                    {OrderState::kPaid, "paid"},
                                    {OrderState::kShipped, "shipped"},
                                    {OrderState::kFinished, "finished"},
                                    {OrderState::kClosed, "closed"}}) {
    EXPECT_EQ(ToText(state), text);
    EXPECT_EQ(ParseOrderState(text), state);
  }
  for (const auto& [state, text] : {std::pair{State::kApplied, "APPLIED"},
                                    {State::kRefused, "REFUSED"},
                                    {State::kReturnAgreed, "RETURN_AGREED"},
                                    {State::kGoodsReturned, "GOODS_RETURNED"},
                                    {State::kRefundAgreed, "REFUND_AGREED"},
                                    {State::kPayoutFailed, "PAYOUT_FAILED"},
                                    {State::kSuccess, "SUCCESS"},
                                    {State::kClosed, "CLOSED"}}) {
    EXPECT_EQ(ToText(state), text);
    EXPECT_EQ(ParseState(text), state);
  }
}

TEST(Names, HaveAWordForEveryActorAndEvent) {
  constexpr std::string_view kActors[] = {"buyer",  "seller", "platform",
                                          "system", "payout", "operator"};
  for (std::size_t i = 0; i < std::size(kActors); ++i) {
    EXPECT_EQ(ToText(static_cast<Actor>(i)), kActors[i]);
  }
  constexpr std::string_view kEvents[] = {
      "apply",         "modify",         "agree_refund",    "agree_return", "refuse",
      "withdraw",      "ship_order",     "ship_back",       "refuse_goods", "payout_succeeded",
      "payout_failed", "retry_payout",   "time_out",        "ask_platform", "step_in",
      "step_out",      "rule_for_buyer", "rule_for_seller", "review",       "leave_message"};
  ASSERT_EQ(std::size(kEvents), static_cast<std::size_t>(kEventCount));
  for (std::size_t i = 0; i < std::size(kEvents); ++i) {
    EXPECT_EQ(ToText(static_cast<Event>(i)), kEvents[i]);
  }
}

TEST(Names, ThrowAtAWordThatIsNone) {
  for (const auto text : {"", "Taobao", "APPLIED ", "applied"}) {
    EXPECT_THROW(ParseChannel(text), std::invalid_argument);
    EXPECT_THROW(ParsePartyKind(text), std::invalid_argument);
    EXPECT_THROW(ParseOrderState(text), std::invalid_argument);
    EXPECT_THROW(ParseState(text), std::invalid_argument);
  }
  EXPECT_THROW(ToText(static_cast<State>(99)), std::logic_error);
}

TEST(Channel, DecidesWhoBuysThroughIt) {
  EXPECT_EQ(BuyerKindOf(Channel::kTaobao), PartyKind::kBuyer);
  EXPECT_EQ(BuyerKindOf(Channel::kWdk), PartyKind::kBuyer);
  EXPECT_EQ(BuyerKindOf(Channel::kEpp), PartyKind::kDistributor);
  EXPECT_EQ(BuyerKindOf(Channel::kXiaoman), PartyKind::kCustomer);
  EXPECT_EQ(BuyerKindOf(Channel::kOpenmall), PartyKind::kDistributor);
}

TEST(Refund, HoldsItsMoneyUntilItIsClosed) {
  Refund refund;
  refund.amount = {100};
  refund.post_fee = {5};
  EXPECT_EQ(TotalOf(refund), Fen{105});
  EXPECT_TRUE(HoldsMoney(State::kApplied));
  EXPECT_TRUE(HoldsMoney(State::kRefused));
  EXPECT_TRUE(HoldsMoney(State::kSuccess));
  EXPECT_FALSE(HoldsMoney(State::kClosed));
}

}  // namespace
}  // namespace ebbtide::refund
