#include "refund/life_cycle.hpp"

#include <algorithm>
#include <vector>

#include <gmock/gmock.h>

/// Which moves there are. What a move does: life_cycle_move_test.cpp.
namespace ebbtide::refund {
namespace {

using testing::HasSubstr;
using A = Actor;
using E = Event;
using S = State;

constexpr S kStates[] = {S::kApplied,      S::kRefused,      S::kReturnAgreed, S::kGoodsReturned,
                         S::kRefundAgreed, S::kPayoutFailed, S::kSuccess,      S::kClosed};
constexpr A kActors[] = {A::kBuyer, A::kSeller, A::kPlatform, A::kSystem, A::kPayout, A::kOperator};
constexpr Claim kClaims[] = {Claim::kRefundOnly, Claim::kReturnAndRefund};

/// A row of refund-domain section 2. `only_claim` and `only_unshipped` are its conditions.
struct Row {
  int number;
  std::vector<std::optional<S>> from;
  E event;
  std::optional<S> to;  ///< empty: the state stays
  std::vector<A> who;
  std::string_view topic;
  std::optional<Claim> only_claim = {};
  bool only_unshipped = false;
  bool only_stepped_in = false;
};

constexpr std::string_view kClosedTopic = "taobao_refund_RefundClosed";
constexpr std::string_view kRefusedTopic = "taobao_refund_RefundSellerRefuseAgreement";
const std::vector<std::optional<S>> kOpen = {S::kApplied,       S::kRefused,      S::kReturnAgreed,
                                             S::kGoodsReturned, S::kRefundAgreed, S::kPayoutFailed};

const std::vector<std::optional<S>> kDisputed = {S::kApplied, S::kRefused, S::kReturnAgreed,
                                                 S::kGoodsReturned};

const Row kReference[] = {
    {1, {{}}, E::kApply, S::kApplied, {A::kBuyer, A::kPlatform}, "taobao_refund_RefundCreated"},
    // 2 and 6
    {2,
     {S::kApplied, S::kRefused},
     E::kModify,
     S::kApplied,
     {A::kBuyer},
     "taobao_refund_RefundBuyerModifyAgreement"},
    // 3 and 12 pass through REFUND_AGREED; only the payout publishes
    {3, {S::kApplied}, E::kAgreeRefund, S::kRefundAgreed, {A::kSeller}, "", Claim::kRefundOnly},
    {3, {S::kApplied}, E::kTimeOut, S::kRefundAgreed, {A::kSystem}, "", Claim::kRefundOnly},
    {3,
     {S::kRefundAgreed},
     E::kPayoutSucceeded,
     S::kSuccess,
     {A::kPayout},
     "taobao_refund_RefundSuccess"},
    {4,
     {S::kApplied},
     E::kAgreeReturn,
     S::kReturnAgreed,
     {A::kSeller},
     "taobao_refund_RefundSellerAgreeAgreement",
     Claim::kReturnAndRefund},
    {4,
     {S::kApplied},
     E::kTimeOut,
     S::kReturnAgreed,
     {A::kSystem},
     "taobao_refund_RefundSellerAgreeAgreement",
     Claim::kReturnAndRefund},
    {5, {S::kApplied}, E::kRefuse, S::kRefused, {A::kSeller}, kRefusedTopic},
    {7,
     {S::kApplied, S::kReturnAgreed, S::kRefused},
     E::kWithdraw,
     S::kClosed,
     {A::kBuyer},
     kClosedTopic},
    // 8 and 11
    {8, {S::kRefused, S::kReturnAgreed}, E::kTimeOut, S::kClosed, {A::kSystem}, kClosedTopic},
    {9, {S::kApplied}, E::kShipOrder, S::kClosed, {A::kSeller}, kClosedTopic, {}, true},
    {10,
     {S::kReturnAgreed},
     E::kShipBack,
     S::kGoodsReturned,
     {A::kBuyer, A::kSeller},
     "taobao_refund_RefundBuyerReturnGoods"},
    {12, {S::kGoodsReturned}, E::kAgreeRefund, S::kRefundAgreed, {A::kSeller}, ""},
    {12, {S::kGoodsReturned}, E::kTimeOut, S::kRefundAgreed, {A::kSystem}, ""},
    {13, {S::kGoodsReturned}, E::kRefuseGoods, S::kRefused, {A::kSeller}, kRefusedTopic},
    {14, {S::kRefundAgreed}, E::kPayoutFailed, S::kPayoutFailed, {A::kPayout}, ""},
    // section 1: PAYOUT_FAILED waits for an operator or the retry job
    {14, {S::kPayoutFailed}, E::kRetryPayout, S::kRefundAgreed, {A::kPayout, A::kOperator}, ""},
    {15,
     kDisputed,
     E::kAskPlatform,
     {},
     {A::kBuyer, A::kSeller},
     "taobao_refund_TaobaoInterApplied"},
    {15, kDisputed, E::kStepIn, {}, {A::kPlatform}, "taobao_refund_TaobaoIntervened"},
    // what arbitration leads to is not in the reference; docs/decisions has it
    {15, kDisputed, E::kStepOut, {}, {A::kPlatform}, "", {}, false, true},
    {15, kDisputed, E::kRuleForBuyer, S::kRefundAgreed, {A::kPlatform}, "", {}, false, true},
    {15, kDisputed, E::kRuleForSeller, S::kClosed, {A::kPlatform}, kClosedTopic, {}, false, true},
    {16, kOpen, E::kReview, {}, {A::kSeller}, ""},
    // section 4: the platform's staff write messages too (owner_role 3)
    {16,
     kOpen,
     E::kLeaveMessage,
     {},
     {A::kBuyer, A::kSeller, A::kPlatform},
     "taobao_refund_RefundCreateMessage"},
};

bool Has(const auto& all, const auto& one) { return std::ranges::find(all, one) != all.end(); }

const Row* InReference(std::optional<S> from, E event, A actor, const Facts& facts) {
  for (const auto& row : kReference) {
    const bool claim_fits = !row.only_claim || row.only_claim == facts.claim;
    const bool shipping_fits = !row.only_unshipped || !facts.order_shipped;
    if (row.event == event && Has(row.from, from) && Has(row.who, actor) && claim_fits &&
        shipping_fits && (!row.only_stepped_in || facts.stepped_in)) {
      return &row;
    }
  }
  return nullptr;
}

/// Calls `visit` with every state or none × event × actor × claim × shipped.
template <class Visit>
void ForEverything(Visit visit) {
  std::vector<std::optional<S>> froms(std::begin(kStates), std::end(kStates));
  froms.emplace_back();
  for (const auto from : froms) {
    for (int event = 0; event < kEventCount; ++event) {
      for (const A actor : kActors) {
        for (const Claim claim : kClaims) {
          for (const bool shipped : {false, true}) {
            for (const bool stepped_in : {false, true}) {
              visit(from, static_cast<E>(event), actor, Facts{claim, shipped, stepped_in});
            }
          }
        }
      }
    }
  }
}

std::string Describe(std::optional<S> from, E event, A actor, const Facts& facts) {
  return std::string(from ? ToText(*from) : "none") + " " + std::string(ToText(event)) + " by " +
         std::string(ToText(actor)) +
         (facts.claim == Claim::kRefundOnly ? ", refund only" : ", return") +
         (facts.order_shipped ? ", shipped" : ", unshipped") +
         (facts.stepped_in ? ", arbitrated" : "");
}

TEST(LifeCycle, HasExactlyTheMovesOfTheReference) {
  int found = 0;
  ForEverything([&](std::optional<S> from, E event, A actor, const Facts& facts) {
    const Row* const wanted = InReference(from, event, actor, facts);
    const auto row = FindTransition(from, event, actor, facts);
    ASSERT_EQ(row.has_value(), wanted != nullptr) << Describe(from, event, actor, facts);
    if (!row) return;
    ++found;
    EXPECT_EQ((*row)->to, wanted->to ? wanted->to : from) << Describe(from, event, actor, facts);
    EXPECT_EQ((*row)->topic, wanted->topic) << Describe(from, event, actor, facts);
  });
  EXPECT_EQ(found, 508);
}

TEST(LifeCycle, SaysWhereTheRefundStandsWhenItRefuses) {
  ForEverything([](std::optional<S> from, E event, A actor, const Facts& facts) {
    const auto row = FindTransition(from, event, actor, facts);
    if (row) return;
    EXPECT_EQ(row.error().kind, ErrorKind::kRefused);
    EXPECT_EQ(row.error().sub_code, "isv.refund-status-error");
    const auto stands = from ? "the refund is " + std::string(ToText(*from)) : "no refund yet";
    EXPECT_THAT(row.error().sub_msg, HasSubstr(stands)) << Describe(from, event, actor, facts);
    EXPECT_THAT(row.error().sub_msg, HasSubstr(std::string(ToText(event))));
  });
}

TEST(LifeCycle, NeverLeavesAFinalState) {
  for (const auto& row : Transitions()) {
    EXPECT_FALSE(row.from && IsFinal(*row.from)) << ToText(row.event);
  }
}

TEST(LifeCycle, AsksForProofWhereTheReferenceDoes) {
  const auto requirement = [](S from, E event, A actor) {
    return FindTransition(from, event, actor, {.claim = Claim::kReturnAndRefund})
        .value()
        ->requirement;
  };
  EXPECT_EQ(requirement(S::kApplied, E::kAgreeReturn, A::kSeller), Requirement::kReturnAddress);
  EXPECT_EQ(requirement(S::kReturnAgreed, E::kShipBack, A::kBuyer), Requirement::kWaybill);
  EXPECT_EQ(requirement(S::kGoodsReturned, E::kRefuseGoods, A::kSeller),
            Requirement::kProofPicture);
}

TEST(LifeCycle, HasOneRowAtMostForAnything) {
  const auto rows = Transitions();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = i + 1; j < rows.size(); ++j) {
      const bool same_place = rows[i].from == rows[j].from && rows[i].event == rows[j].event;
      const bool told_apart = rows[i].requirement != rows[j].requirement;
      EXPECT_TRUE(!same_place || told_apart) << ToText(rows[i].event);
    }
  }
}

}  // namespace
}  // namespace ebbtide::refund
