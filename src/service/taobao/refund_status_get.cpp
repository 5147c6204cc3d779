#include "contract/taobao/refund_status_get.hpp"

#include "refund/vocabulary.hpp"
#include "service/taobao/methods.hpp"

namespace ebbtide::service::refund_status_get {
namespace {

using namespace contract::refund_status_get;

void AddRow(const store::LineStatus& line, ResultSet& result, Basis& basis) {
  if (!line.last) return;
  basis.Add(line.last->id);
  result.result_list.push_back(
      {.refund_id = line.last->id.value,
       .tid = line.order.value,
       .oid = line.line.value,
       .modified = ToWireTime(line.last->modified),
       .status = std::string(refund::TaobaoStatus(line.last->state, line.last->came_from))});
}

}  // namespace

Result<Response> Handle(const Request& request, const Context& context, Basis& basis) {
  const auto seller = context.caller.user;
  const contract::Number number = request.query_param.biz_order_id;
  auto& refunds = context.store.refunds();
  Response response;
  ResultSet& result = response.result_package;

  const auto lines = refunds.StatusOfOrder(seller, {number});
  result.result_list.reserve(lines.size());
  for (const auto& line : lines) AddRow(line, result, basis);
  if (!lines.empty()) {
    basis.Add(lines.front().order);
    return response;
  }
  if (const auto line = refunds.StatusOfLine(seller, {number})) {
    AddRow(*line, result, basis);
    basis.Add(line->order);
    return response;
  }
  result.error_code = "isv.trade-not-exist";
  result.error_msg = "order " + std::to_string(number) +
                     " does not exist or is not yours; check biz_order_id and the session";
  return response;
}

}  // namespace ebbtide::service::refund_status_get
