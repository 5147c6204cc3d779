#include "contract/wdk/channel_order_refund_confirm.hpp"

#include <set>

#include "service/wdk/agree.hpp"
#include "service/wdk/common.hpp"
#include "service/wdk/methods.hpp"

namespace ebbtide::service::wdk_channel_order_refund_confirm {
namespace {

namespace wire = contract::wdk_channel_order_refund_confirm;

constexpr std::string_view kParameter = "order_refund_confirm_info";

/// The numbers of what is agreed to, in the order of the request.
struct Named {
  refund::RefundId refund;
  refund::LineId line;
};

Result<std::vector<Named>> ParseNames(const std::vector<wire::Line>& lines) {
  std::vector<Named> named;
  std::set<refund::RefundId> seen;
  for (const auto& line : lines) {
    ASSIGN_OR_RETURN(const auto refund,
                     wdk::ParseNumber(line.refund_id, kParameter, "agree_sub_orders[].refund_id"));
    ASSIGN_OR_RETURN(const auto sub_order, wdk::ParseNumber(line.sub_biz_order_id, kParameter,
                                                            "agree_sub_orders[].sub_biz_order_id"));
    if (!seen.insert({refund}).second) {
      return InvalidArgument(
          kParameter, "order_refund_confirm_info.agree_sub_orders names refund " + line.refund_id +
                          " twice; name each refund once");
    }
    named.push_back({{refund}, {sub_order}});
  }
  return named;
}

Result<refund::Refund> FindNamed(const wire::Confirmation& confirmation, const wire::Line& line,
                                 const Named& named, refund::OrderId order,
                                 const Context& context) {
  auto known = wdk::FindRefund(named.refund, {}, context);
  const auto& batch = confirmation.out_refund_batch_id;
  const bool matches = known && known->refund.order == order && known->refund.line == named.line &&
                       known->sku_code == line.sku_code &&
                       (!batch || known->out_batch_id == *batch);
  if (matches) return std::move(known->refund);
  return Refused("isv.refund-not-exist:refund_id",
                 "refund " + line.refund_id + " of sub-order " + line.sub_biz_order_id +
                     " with sku_code " + line.sku_code + " is not of order " +
                     confirmation.biz_order_id +
                     (batch ? " and out_refund_batch_id " + *batch : ""));
}

Result<void> ConfirmAll(const wire::Confirmation& confirmation, const Context& context) {
  const auto& lines = confirmation.agree_sub_orders;
  ASSIGN_OR_RETURN(const auto number,
                   wdk::ParseNumber(confirmation.biz_order_id, kParameter, "biz_order_id"));
  ASSIGN_OR_RETURN(const auto names, ParseNames(lines));
  ASSIGN_OR_RETURN(const auto order,
                   wdk::FindOrder(refund::OrderId{number},
                                  {confirmation.shop_id, confirmation.store_id}, context));
  for (std::size_t i = 0; i < lines.size(); ++i) {
    ASSIGN_OR_RETURN(const auto refund,
                     FindNamed(confirmation, lines[i], names[i], order.id, context));
    wdk::Grant grant{.amount = Fen{lines[i].refund_fee}};
    if (const auto post_fee = lines[i].refund_post_fee) grant.post_fee = Fen{*post_fee};
    RETURN_IF_ERROR(wdk::Agree(refund, grant, context));
  }
  return {};
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  wire::Response response;
  ASSIGN_OR_RETURN(response.api_result, wdk::InEnvelope<contract::wdk::ApiResult>(context, [&] {
                     return ConfirmAll(request.order_refund_confirm_info, context);
                   }));
  return response;
}

}  // namespace ebbtide::service::wdk_channel_order_refund_confirm
