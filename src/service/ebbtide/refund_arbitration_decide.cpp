#include "contract/ebbtide/refund_arbitration_decide.hpp"

#include "refund/vocabulary.hpp"
#include "service/ebbtide/arbitration.hpp"
#include "service/ebbtide/methods.hpp"
#include "service/move.hpp"

namespace ebbtide::service::ebbtide_refund_arbitration_decide {
namespace {

namespace wire = contract::ebbtide_refund_arbitration_decide;

struct Verdict {
  std::string_view word;
  refund::Event event;
  refund::Arbitration mark;  ///< that it leaves on the refund
};
constexpr std::array kVerdicts{
    Verdict{"buyer", refund::Event::kRuleForBuyer, refund::Arbitration::kForBuyer},
    Verdict{"seller", refund::Event::kRuleForSeller, refund::Arbitration::kForSeller},
    Verdict{"withdrawn", refund::Event::kStepOut, refund::Arbitration::kWithdrawn}};
static_assert(kVerdicts.size() == wire::kVerdicts.size());

const Verdict& VerdictOf(std::string_view word) {
  for (const auto& one : kVerdicts) {
    if (one.word == word) return one;
  }
  throw std::logic_error("a verdict that the contract does not have");
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  ASSIGN_OR_RETURN(auto refund, FindRefund(ScopeOf(context.caller), request.refund_id, context));
  const auto& verdict = VerdictOf(request.verdict);
  // The mark stays until the next arbitration: with it the verdict was given before.
  if (refund.arbitration != verdict.mark) {
    ASSIGN_OR_RETURN(refund, Arbitrate(refund, verdict.event, PlatformAuthor(context.caller),
                                       request.note, context));
  }
  return wire::Response{.is_success = true, .status = std::string(refund::TaobaoStatus(refund))};
}

}  // namespace ebbtide::service::ebbtide_refund_arbitration_decide
