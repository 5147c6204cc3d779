#include "contract/wdk/order_refund_list.hpp"

#include <stdexcept>

#include "refund/vocabulary.hpp"
#include "service/wdk/list_query.hpp"
#include "service/wdk/methods.hpp"
#include "service/wdk/present_refund.hpp"

namespace ebbtide::service::wdk_order_refund_list {
namespace {

namespace wire = contract::wdk_order_refund_list;

void Add(const store::WdkRefundView& view, std::vector<wire::Refund>& rows) {
  auto& out = wdk::AddRefund(view, rows);
  out.refund_status = refund::WdkStatus(view.state, view.arbitration);
  out.refund_sale_quantity = view.quantity.Pieces();
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  ASSIGN_OR_RETURN(const auto question,
                   wdk::QuestionOf<store::RefundFilter>(request.batch_query_refund_request,
                                                        "batch_query_refund_request"));
  wire::Response response;
  auto& result = response.result;
  context.store.Snapshot([&] {
    store::Listed<refund::RefundId> listed;
    if (!question.nothing) {
      listed = context.store.refunds().Changed(context.caller.user, question.filter, question.page);
    }
    result.orders.reserve(listed.rows.size());
    context.store.refunds().ShowWdk(context.caller.user, listed.rows, {},
                                    [&](const auto& view) { Add(view, result.orders); });
    if (result.orders.size() != listed.rows.size()) {
      throw std::logic_error("a listed refund has no WDK details");
    }
    wdk::FillPage(listed, question, result);
  });
  result.return_code = "success";
  result.return_msg = "success";
  result.success = true;
  return response;
}

}  // namespace ebbtide::service::wdk_order_refund_list
