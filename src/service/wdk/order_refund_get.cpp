#include "contract/wdk/order_refund_get.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "service/wdk/methods.hpp"
#include "service/wdk/present_refund.hpp"

namespace ebbtide::service::wdk_order_refund_get {
namespace {

namespace wire = contract::wdk_order_refund_get;

constexpr contract::Number kNoMorePages = -1;

/// The union, ascending.
std::vector<refund::RefundId> Wanted(const wire::Request& request, const Context& context) {
  std::vector<refund::RefundId> wanted;
  wanted.reserve(request.refund_ids.size());
  for (const contract::Number id : request.refund_ids) wanted.push_back({id});
  for (const contract::Number line : request.biz_order_ids) {
    const auto ids = context.store.refunds().IdsOfLine(context.caller.user, {line});
    wanted.insert(wanted.end(), ids.begin(), ids.end());
  }
  std::ranges::sort(wanted);
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  return wanted;
}

void Add(const store::WdkRefundView& view, const Context& context,
         std::vector<wire::Refund>& rows) {
  auto& out = wdk::AddRefund(view, rows);
  out.merchant_code = IfKnown(context.caller.nick);
  out.sync_status = IfKnown(view.sync_status);
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context, Basis& basis) {
  if (request.refund_ids.empty() && request.biz_order_ids.empty()) {
    return MissingArgument("refund_ids", "send refund_ids, biz_order_ids, or both");
  }
  const store::WdkFilter filter{request.order_from, request.shop_id.value_or(""),
                                request.store_id.value_or("")};
  wire::Response response;
  auto& result = response.result;
  context.store.Snapshot([&] {
    const auto wanted = Wanted(request, context);
    Basis shown;
    result.orders.reserve(wanted.size());
    context.store.refunds().ShowWdk(context.caller.user, wanted, filter, [&](const auto& view) {
      Add(view, context, result.orders);
      shown.Add(view.order);
      shown.Add(view.id);
    });
    // A line may get more refunds, and a refund that is not there may come.
    const bool all_shown = result.orders.size() == wanted.size();
    if (all_shown && request.biz_order_ids.empty()) basis = std::move(shown);
  });
  result.next_index = kNoMorePages;
  result.total_number = static_cast<contract::Number>(result.orders.size());
  result.return_code = "success";
  result.return_msg = "success";
  result.success = true;
  return response;
}

}  // namespace ebbtide::service::wdk_order_refund_get
