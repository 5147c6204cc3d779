#include "contract/taobao/refund_detail_get.hpp"

#include <array>

#include "refund/guard.hpp"
#include "refund/life_cycle.hpp"
#include "schema/fields.hpp"
#include "service/move.hpp"
#include "service/taobao/methods.hpp"

namespace ebbtide::service::refund_detail_get {
namespace {

namespace wire = contract::refund_detail_get;

struct Operation {
  const char* code;
  refund::Event event;
  const char* how;   ///< tells whoever may
  const char* when;  ///< tells whoever may not
};

using refund::Event;
constexpr std::array kOperations{
    Operation{"SELLER_AGREE_REFUND", Event::kAgreeRefund, "taobao.rp.refunds.agree pays the buyer",
              "only while a refund without return waits for an answer, or when the goods are back"},
    Operation{"SELLER_AGREE_RETURN", Event::kAgreeReturn,
              "taobao.rp.returngoods.agree tells the buyer where the goods go",
              "only while a refund with return waits for an answer"},
    Operation{"SELLER_REFUSE", Event::kRefuse,
              "taobao.refund.refuse leaves it to the buyer to change the application",
              "only while the refund waits for an answer"},
    Operation{"SELLER_FILL_WAYBILL", Event::kShipBack,
              "taobao.rp.returngoods.refill gives the waybill in the buyer's place",
              "only while the buyer has to send the goods"},
    Operation{"SELLER_REFUSE_GOODS", Event::kRefuseGoods,
              "taobao.rp.returngoods.refuse, with a picture that proves why",
              "only when the goods are back"},
    Operation{"SELLER_SEND_GOODS", Event::kShipOrder,
              "taobao.logistics.offline.send ships the goods and closes the refund",
              "only while the refund of goods that are not shipped waits for an answer"},
    Operation{"SELLER_ASK_PLATFORM", Event::kAskPlatform,
              "ebbtide.refund.arbitration.ask asks the platform to decide",
              "only while the refund is open and its money does not move yet"},
    Operation{"SELLER_REVIEW", Event::kReview,
              "taobao.rp.refund.review marks it for agreement in batches",
              "only while the refund is open"},
    Operation{"SELLER_LEAVE_MESSAGE", Event::kLeaveMessage,
              "taobao.refund.message.add tells the other side", "only while the refund is open"}};

/// Why the seller may not do it now; nothing when they may. Beside the life cycle's table there are
/// applications that no seller may refuse.
std::optional<std::string> WhyNot(const Operation& operation, const store::RefundView& view) {
  const bool shipped = refund::IsShipped(view.order, view.line);
  const auto row =
      refund::FindTransition(view.refund.state, operation.event, refund::Actor::kSeller,
                             refund::FactsOf(view.refund, shipped));
  if (!row) return operation.when;
  if (operation.event != Event::kRefuse) return std::nullopt;
  const auto refusable = refund::CheckRefusable(view.refund, shipped);
  return refusable ? std::nullopt : std::optional(refusable.error().sub_msg);
}

wire::Detail Present(const store::RefundView& view) {
  wire::Detail detail;
  detail.refund_version = view.refund.version;
  auto& allowed = detail.allowed_operations.emplace();
  auto& not_allowed = detail.not_allowed_operations.emplace();
  for (const auto& operation : kOperations) {
    if (auto why_not = WhyNot(operation, view)) {
      not_allowed.push_back({.operation_code = operation.code, .tips = std::move(why_not)});
    } else {
      allowed.push_back({.operation_code = operation.code, .tips = operation.how});
    }
  }
  return detail;
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  const auto view = context.store.refunds().FindView(ScopeOf(context.caller), {request.refund_id});
  if (!view) return NoSuchRefund(request.refund_id);
  wire::Response response{.detail = Present(*view)};
  schema::KeepFields(schema::kType<wire::Detail>, &response.detail, request.fields);
  return response;
}

}  // namespace ebbtide::service::refund_detail_get
