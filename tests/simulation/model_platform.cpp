#include <algorithm>
#include <array>

#include "simulation/model.hpp"

/// Arbitration, payouts and time.
namespace ebbtide::simulation {

Outcome Model::On(const AskPlatform& deed) {
  auto* const refund = Own(deed.refund, deed.who);
  if (refund == nullptr || !Next(*refund, Event::kAskPlatform)) return Refused();
  if (refund->arbitration == kAsked || refund->arbitration == kSteppedIn) return Success();
  const auto side = deed.who == Who::kBuyer ? Side::kBuyer : Side::kSeller;
  Move(*refund, Event::kAskPlatform, side);
  return Success();
}

Outcome Model::On(const StepIn& deed) {
  auto* const refund = Own(deed.refund, Who::kShop);
  if (refund == nullptr || !Next(*refund, Event::kStepIn)) return Refused();
  if (refund->arbitration != kSteppedIn) Move(*refund, Event::kStepIn, Side::kPlatform);
  return Success();
}

Outcome Model::On(const Decide& deed) {
  constexpr std::array kEvents{Event::kRuleForBuyer, Event::kRuleForSeller, Event::kStepOut};
  constexpr std::array kMarks{kForBuyer, kForSeller, kWithdrawn};
  const auto verdict = static_cast<std::size_t>(deed.verdict);
  auto* const refund = Own(deed.refund, Who::kShop);
  if (refund == nullptr) return Refused();
  if (refund->arbitration != kMarks.at(verdict)) {
    if (Move(*refund, kEvents.at(verdict), Side::kPlatform) == Moved::kNo) return Refused();
  }
  return Success(std::string(WordOf(*refund)));
}

Outcome Model::On(const ConfirmPayout& deed) {
  auto* const refund = Own(deed.refund, Who::kShop);
  if (refund == nullptr || refund->payout.attempt == 0) return Refused();
  auto& payout = refund->payout;
  constexpr std::array kWords{"paid", "failed", "unknown"};
  const std::string word = kWords.at(static_cast<std::size_t>(deed.outcome));
  const bool paid = deed.outcome == Paid::kPaid;
  if (payout.status == "paid") {
    const bool same = deed.reference == 0 || deed.reference == payout.reference;
    return paid && same ? Success(word) : Refused();
  }
  const int attempt = std::max(1, payout.attempt - deed.attempts_ago);
  if (attempt > payout.attempt) return Invalid();
  if (attempt < payout.attempt && !paid) return Refused();
  const bool failed = payout.status == "failed";
  if (failed && deed.outcome == Paid::kUnknown) return Refused();
  if (failed && paid) Move(*refund, Event::kRetryPayout, Side::kPayout);
  if (paid) Move(*refund, Event::kPayoutSucceeded, Side::kPayout);
  if (!failed && deed.outcome == Paid::kFailed) {
    Move(*refund, Event::kPayoutFailed, Side::kPayout);
  }
  payout.status = word;
  if (deed.reference != 0) payout.reference = deed.reference;
  return Success(word);
}

Outcome Model::On(const RetryPayout& deed) {
  auto* const refund = Own(deed.refund, Who::kShop);
  if (refund == nullptr) return Refused();
  auto& payout = refund->payout;
  if (payout.attempt == 0 || payout.status == "paid") return Refused();
  if (payout.status == "waiting") return Success(std::to_string(payout.attempt));
  if (payout.status == "failed") Move(*refund, Event::kRetryPayout, Side::kOperator);
  payout = {.attempt = payout.attempt + 1, .status = "waiting"};
  return Success(std::to_string(payout.attempt));
}

Outcome Model::On(const Pass& deed) {
  now_ += deed.ms;
  if (!deed.fire) return Success();
  std::vector<Refund*> due;
  for (auto& refund : all_.refunds) {
    if (refund.due != 0 && refund.due <= now_) due.push_back(&refund);
  }
  std::ranges::stable_sort(due, {}, [](const Refund* refund) { return refund->due; });
  for (auto* const refund : due) Move(*refund, Event::kTimeOut, Side::kSystem);
  return Success(std::to_string(due.size()));
}

}  // namespace ebbtide::simulation
