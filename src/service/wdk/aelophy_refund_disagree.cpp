#include "contract/wdk/aelophy_refund_disagree.hpp"

#include "service/move.hpp"
#include "service/wdk/aelophy_result.hpp"
#include "service/wdk/common.hpp"
#include "service/wdk/methods.hpp"

namespace ebbtide::service::aelophy_refund_disagree {
namespace {

namespace wire = contract::aelophy_refund_disagree;

Result<void> Refuse(const wire::Request& request, const Context& context) {
  ASSIGN_OR_RETURN(const auto id, wdk::ParseNumber(request.refund_id, "refund_id", ""));
  const store::WdkFilter filter{request.order_from, {}, {}};
  ASSIGN_OR_RETURN(const auto known, wdk::FindRefund({id}, filter, context));
  const auto keep_reason = [&](refund::Refund& refund) {
    refund.refuse_reason = request.reject_reason.value_or("");
  };
  RETURN_IF_ERROR(Move(
      known.refund,
      {.event = refund::Event::kRefuse, .actor = refund::Actor::kSeller, .change = keep_reason},
      context));
  return {};
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  wire::Response response;
  ASSIGN_OR_RETURN(response.result,
                   wdk::InAelophyEnvelope(context, [&] { return Refuse(request, context); }));
  return response;
}

}  // namespace ebbtide::service::aelophy_refund_disagree
