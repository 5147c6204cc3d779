#include "contract/taobao/rp_refund_review.hpp"

#include "service/move.hpp"
#include "service/taobao/methods.hpp"
#include "service/taobao/seller_answer.hpp"

namespace ebbtide::service::rp_refund_review {
namespace {

namespace wire = contract::rp_refund_review;

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  ASSIGN_OR_RETURN(const auto refund,
                   FindInPhase(request.refund_id, request.refund_phase, context));
  const std::string verdict = request.result ? "passed by " : "not passed by ";
  RETURN_IF_ERROR(Move(refund,
                       {.event = refund::Event::kReview,
                        .actor = refund::Actor::kSeller,
                        .seen_version = request.refund_version,
                        .detail = verdict + request.operator_ + ": " + request.message,
                        .change = [&](refund::Refund& one) { one.reviewed = request.result; }},
                       context));
  return wire::Response{.is_success = true};
}

}  // namespace ebbtide::service::rp_refund_review
