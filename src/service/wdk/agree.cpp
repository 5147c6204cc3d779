#include "service/wdk/agree.hpp"

#include "service/move.hpp"

namespace ebbtide::service::wdk {
namespace {

std::string InWords(Fen amount, Fen post_fee) {
  return std::to_string(amount.value) + " fen and " + std::to_string(post_fee.value) +
         " fen of postage";
}

std::string DetailOf(const refund::Refund& refund, const std::string& memo, bool same) {
  if (same) return memo;
  const std::string former = "applied for " + InWords(refund.amount, refund.post_fee);
  return memo.empty() ? former : memo + "; " + former;
}

}  // namespace

Result<void> Agree(const refund::Refund& refund, const Grant& grant, const Context& context) {
  const Fen amount = grant.amount.value_or(refund.amount);
  const Fen post_fee = grant.post_fee.value_or(refund.post_fee);
  const bool same = amount == refund.amount && post_fee == refund.post_fee;
  ASSIGN_OR_RETURN(const auto moved, Move(refund,
                                          {.event = refund::Event::kAgreeRefund,
                                           .actor = refund::Actor::kSeller,
                                           .detail = DetailOf(refund, grant.memo, same),
                                           .change =
                                               [&](refund::Refund& changed) {
                                                 changed.amount = amount;
                                                 changed.post_fee = post_fee;
                                               }},
                                          context));
  const std::string which = "refund " + std::to_string(refund.id.value);
  if (moved.repeated && !same) {
    return Refused("isv.refund-status-error", which + " was agreed to before with " +
                                                  InWords(refund.amount, refund.post_fee) +
                                                  "; that can not be changed");
  }
  // Only now: of a refund that cannot be agreed to, the caller has to know that first.
  if (amount > refund.amount) {
    return Refused("isv.refund-fee-exceeded",
                   which + ": refund_fee is " + std::to_string(amount.value) + " fen where " +
                       std::to_string(refund.amount.value) + " were applied for");
  }
  return {};
}

}  // namespace ebbtide::service::wdk
