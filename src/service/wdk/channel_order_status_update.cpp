#include "contract/wdk/channel_order_status_update.hpp"

#include "service/move.hpp"
#include "service/wdk/common.hpp"
#include "service/wdk/methods.hpp"

namespace ebbtide::service::wdk_channel_order_status_update {
namespace {

namespace wire = contract::wdk_channel_order_status_update;
using refund::OrderState;

Error StatusError(const refund::Order& order, std::string_view what) {
  return Refused("isv.order-status-error", "order " + order.out_order_id + " is " +
                                               std::string(refund::ToText(order.state)) +
                                               " and cannot be " + std::string(what));
}

Result<void> Pay(refund::Order order, const Context& context) {
  if (refund::IsPaid(order.state)) return {};
  if (order.state != OrderState::kCreated) return StatusError(order, "paid; create a new one");
  order.state = OrderState::kPaid;
  order.paid_at = context.now;
  SaveOrder(std::move(order), context);
  return {};
}

Result<void> Close(refund::Order order, const Context& context) {
  if (order.state == OrderState::kClosed) return {};
  if (order.state != OrderState::kCreated) {
    return StatusError(order, "closed; refund it instead");
  }
  order.state = OrderState::kClosed;
  order.ended = context.now;
  SaveOrder(std::move(order), context);
  return {};
}

contract::wdk::OrderNumbers NumbersOf(const refund::Order& order, const Context& context) {
  contract::wdk::OrderNumbers numbers{.biz_order_id = std::to_string(order.id.value),
                                      .out_order_id = order.out_order_id,
                                      .sub_order_results = {}};
  for (const auto& view : context.store.orders().LinesOf(order.id)) {
    numbers.sub_order_results.push_back({.sub_biz_order_id = std::to_string(view.line.id.value),
                                         .sub_out_order_id = view.line.out_line_id});
  }
  return numbers;
}

Result<contract::wdk::OrderNumbers> Update(const wire::Change& change, const Context& context) {
  ASSIGN_OR_RETURN(const auto order,
                   wdk::FindOrder(change.out_order_id, {change.shop_id, change.store_id}, context));
  RETURN_IF_ERROR(change.order_status == "PAID" ? Pay(order, context) : Close(order, context));
  return NumbersOf(order, context);
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  wire::Response response;
  ASSIGN_OR_RETURN(response.api_result, wdk::InEnvelope<wire::Outcome>(context, [&] {
                     return Update(request.order_status_info, context);
                   }));
  return response;
}

}  // namespace ebbtide::service::wdk_channel_order_status_update
