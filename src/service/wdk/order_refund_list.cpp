#include "contract/wdk/order_refund_list.hpp"

#include "refund/vocabulary.hpp"
#include "service/wdk/list_query.hpp"
#include "service/wdk/methods.hpp"
#include "service/wdk/present_refund.hpp"

namespace ebbtide::service::wdk_order_refund_list {
namespace {

namespace wire = contract::wdk_order_refund_list;

wire::Refund Present(refund::RefundId id, const Context& context) {
  auto& refunds = context.store.refunds();
  const auto view = refunds.FindWdk(context.caller.user, id, {}).value();
  auto out = wdk::PresentRefund<wire::Refund>(view, refunds.SharesOf(id));
  out.refund_status = refund::WdkStatus(view.refund);
  out.refund_sale_quantity = view.refund.quantity.Pieces();
  return out;
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
    for (const auto id : listed.rows) result.orders.push_back(Present(id, context));
    wdk::FillPage(listed, question, result);
  });
  result.return_code = "success";
  result.return_msg = "success";
  result.success = true;
  return response;
}

}  // namespace ebbtide::service::wdk_order_refund_list
