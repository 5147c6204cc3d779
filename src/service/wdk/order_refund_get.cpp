#include "contract/wdk/order_refund_get.hpp"

#include <set>

#include "service/wdk/methods.hpp"
#include "service/wdk/present_refund.hpp"

namespace ebbtide::service::wdk_order_refund_get {
namespace {

namespace wire = contract::wdk_order_refund_get;

constexpr contract::Number kNoMorePages = -1;

wire::Refund Present(const store::WdkRefundView& view,
                     const std::vector<store::ChannelShare>& shares) {
  auto out = wdk::PresentRefund<wire::Refund>(view, shares);
  out.merchant_code = IfKnown(view.merchant_code);
  out.sync_status = IfKnown(view.wdk.sync_status);
  return out;
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  if (request.refund_ids.empty() && request.biz_order_ids.empty()) {
    return MissingArgument("refund_ids", "send refund_ids, biz_order_ids, or both");
  }
  const auto seller = context.caller.user;
  const store::WdkFilter filter{request.order_from, request.shop_id.value_or(""),
                                request.store_id.value_or("")};
  wire::Response response;
  auto& result = response.result;
  context.store.Snapshot([&] {
    auto& refunds = context.store.refunds();
    std::set<refund::RefundId> wanted;
    for (const contract::Number id : request.refund_ids) wanted.insert({id});
    for (const contract::Number line : request.biz_order_ids) {
      for (const auto id : refunds.IdsOfLine(seller, {line})) wanted.insert(id);
    }
    for (const auto id : wanted) {
      if (const auto view = refunds.FindWdk(seller, id, filter)) {
        result.orders.push_back(Present(*view, refunds.SharesOf(id)));
      }
    }
  });
  result.next_index = kNoMorePages;
  result.total_number = static_cast<contract::Number>(result.orders.size());
  result.return_code = "success";
  result.return_msg = "success";
  result.success = true;
  return response;
}

}  // namespace ebbtide::service::wdk_order_refund_get
