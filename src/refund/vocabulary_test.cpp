#include "refund/vocabulary.hpp"

#include <gtest/gtest.h>

namespace ebbtide::refund {
namespace {

using S = State;

struct Words {
  S state;
  std::string_view taobao;
  std::string_view epp;
  std::string_view wdk;
};

/// refund-domain section 1; money that is moving shows the state it came from.
constexpr Words kReference[] = {
    {S::kApplied, "WAIT_SELLER_AGREE", "1", "APPLY"},
    {S::kRefundAgreed, "WAIT_SELLER_CONFIRM_GOODS", "2", "AGREE"},
    {S::kReturnAgreed, "WAIT_BUYER_RETURN_GOODS", "4", "AGREE"},
    {S::kGoodsReturned, "WAIT_SELLER_CONFIRM_GOODS", "5", "AGREE"},
    {S::kRefused, "SELLER_REFUSE_BUYER", "3", "REFUSE"},
    {S::kSuccess, "SUCCESS", "6", "SUCCESS"},
    {S::kClosed, "CLOSED", "7", "CANCEL"},
    {S::kPayoutFailed, "WAIT_SELLER_CONFIRM_GOODS", "2", "FAILED"},
};

TEST(Vocabulary, HasTheReferencesWordsForEveryState) {
  for (const auto& [state, taobao, epp, wdk] : kReference) {
    Refund refund;
    refund.state = state;
    refund.came_from = S::kGoodsReturned;
    EXPECT_EQ(TaobaoStatus(refund), taobao) << ToText(state);
    EXPECT_EQ(EppStatus(refund.state), epp) << ToText(state);
    EXPECT_EQ(WdkStatus(refund.state, refund.arbitration), wdk) << ToText(state);
  }
  EXPECT_EQ(std::size(kReference), static_cast<std::size_t>(kStateCount));
}

TEST(Vocabulary, ShowsMovingMoneyAsTheStateItCameFrom) {
  for (const S paying : {S::kRefundAgreed, S::kPayoutFailed}) {
    for (const auto& [came_from, taobao, epp, wdk] : kReference) {
      if (came_from == S::kRefundAgreed || came_from == S::kPayoutFailed) continue;
      Refund refund;
      refund.state = paying;
      refund.came_from = came_from;
      EXPECT_EQ(TaobaoStatus(refund), taobao) << ToText(paying) << " from " << ToText(came_from);
    }
  }
}

TEST(Vocabulary, KnowsTheStateOfEachOfTaobaosWords) {
  for (const auto& [state, taobao, epp, wdk] : kReference) {
    if (!IsPaying(state)) {
      EXPECT_EQ(TaobaoState(taobao), state) << taobao;
    }
  }
  for (const auto word : {"", "APPLIED", "WAIT_SELLER_CONSIGN_GOODS"}) {
    EXPECT_EQ(TaobaoState(word), std::nullopt) << word;
  }
}

TEST(Vocabulary, ShowsArbitrationInWdkOnlyAndWhileTheRefundIsOpen) {
  for (const auto& [state, taobao, epp, wdk] : kReference) {
    Refund refund;
    refund.state = state;
    refund.came_from = S::kGoodsReturned;
    refund.arbitration = Arbitration::kSteppedIn;
    const bool final_state = state == S::kSuccess || state == S::kClosed;
    EXPECT_EQ(WdkStatus(refund.state, refund.arbitration), final_state ? wdk : "PLATFROM_DEAL")
        << ToText(state);
    EXPECT_EQ(TaobaoStatus(refund), taobao) << ToText(state);
    EXPECT_EQ(EppStatus(refund.state), epp) << ToText(state);
  }
}

TEST(Vocabulary, KnowsOneWordOfXiaoman) {
  EXPECT_EQ(XiaomanState("unExpectedStop"), S::kClosed);
  for (const auto word : {"", "unexpectedStop", "itemNum", "done", "SUCCESS"}) {
    EXPECT_EQ(XiaomanState(word), S::kApplied) << word;
  }
}

}  // namespace
}  // namespace ebbtide::refund
