#include "contract/wdk/order_list.hpp"

#include "service/wdk/list_query.hpp"
#include "service/wdk/methods.hpp"
#include "service/wdk/present_order.hpp"

namespace ebbtide::service::wdk_order_list {
namespace {

namespace wire = contract::wdk_order_list;
using Question = wdk::Question<store::OrderFilter>;

/// Nobody tells that an order is packed, so none is PACKAGED.
void NarrowStates(const std::vector<std::string>& words, Question& question) {
  auto& states = question.filter.states;
  for (const auto& word : words) {
    if (word == "PAID") states.push_back(refund::OrderState::kPaid);
    if (word == "SUCCESS") states.push_back(refund::OrderState::kFinished);
  }
  if (!words.empty() && states.empty()) question.nothing = true;
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  const auto& query = request.batch_query_request;
  ASSIGN_OR_RETURN(auto question,
                   wdk::QuestionOf<store::OrderFilter>(query, "batch_query_request"));
  NarrowStates(query.order_status, question);
  wire::Response response;
  auto& result = response.result;
  context.store.Snapshot([&] {
    store::Listed<refund::OrderId> listed;
    if (!question.nothing) {
      listed = context.store.orders().Changed(context.caller.user, question.filter, question.page);
    }
    for (const auto id : listed.rows) {
      result.orders.push_back(wdk::PresentOrder<wire::Order>(wdk::ReadOrder(id, context).value()));
    }
    wdk::FillPage(listed, question, result);
  });
  result.return_code = wdk::kQueryDone;
  result.return_msg = wdk::kQueryDoneInWords;
  return response;
}

}  // namespace ebbtide::service::wdk_order_list
