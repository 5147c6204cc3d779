#include "contract/xiaoman/refund_info_batchquery.hpp"

#include <set>

#include "base/text.hpp"
#include "service/xiaoman/methods.hpp"

namespace ebbtide::service::xiaoman_refund_info_batchquery {
namespace {

namespace wire = contract::xiaoman_refund_info_batchquery;

wire::OrderLine Present(std::string_view number, const std::string& customer,
                        const std::vector<store::XiaomanRefundView>& refunds) {
  wire::OrderLine out{
      .refund_list = {}, .ali_order_product_id = std::string(number), .ali_cgs = customer};
  for (const auto& refund : refunds) {
    out.refund_list.push_back({.refund_type = refund.words.type,
                               .refund_status = refund.words.status,
                               .refund_apply_no = refund.words.apply_no,
                               .last_operate_time = ToWireTime(refund.modified)});
  }
  return out;
}

void Answer(const std::vector<std::string_view>& numbers, const std::string& global_id,
            const Context& context, wire::Outcome& result) {
  auto& refunds = context.store.refunds();
  const auto customer = context.store.access().FindBound(context.caller.app_key,
                                                         refund::PartyKind::kCustomer, global_id);
  std::set<std::string_view> asked;
  for (const auto number : numbers) {
    if (!asked.insert(number).second) continue;
    const auto line = customer ? refunds.FindXiaomanLine(*customer, number) : std::nullopt;
    if (line) {
      result.object.push_back(Present(number, global_id, refunds.XiaomanRefundsOf(*line)));
      continue;
    }
    if (!result.error_msg_list) result.error_msg_list.emplace();
    result.error_msg_list->push_back("order line " + std::string(number) +
                                     " does not exist or is not customer " + global_id + "'s");
  }
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  const auto numbers = SplitCommaList(request.item_list);
  if (numbers.empty()) {
    return MissingArgument("item_list", "item_list names no order line; send at least one");
  }
  if (numbers.size() > wire::kItemsMax) {
    return InvalidArgument("item_list", "item_list names " + std::to_string(numbers.size()) +
                                            " order lines; send at most " +
                                            std::to_string(wire::kItemsMax) + " in one call");
  }
  wire::Response response;
  response.result.success = true;
  context.store.Snapshot([&] { Answer(numbers, request.global_id, context, response.result); });
  return response;
}

}  // namespace ebbtide::service::xiaoman_refund_info_batchquery
