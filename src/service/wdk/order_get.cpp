#include "contract/wdk/order_get.hpp"

#include <set>

#include "service/wdk/methods.hpp"
#include "service/wdk/present_order.hpp"

namespace ebbtide::service::wdk_order_get {
namespace {

namespace wire = contract::wdk_order_get;

std::set<refund::OrderId> Wanted(const wire::Query& query, const Context& context) {
  auto& orders = context.store.orders();
  const auto seller = context.caller.user;
  std::set<refund::OrderId> wanted;
  for (const auto id : query.biz_id_list) wanted.insert({id});
  for (const auto number : query.tb_biz_id_list) {
    for (const auto id : orders.FindByTaobaoOrder(seller, refund::Channel::kWdk, number)) {
      wanted.insert(id);
    }
  }
  for (const auto& number : query.out_order_id_list) {
    for (const auto id : orders.FindBySeller(seller, refund::Channel::kWdk, number)) {
      wanted.insert(id);
    }
  }
  return wanted;
}

bool Passes(const refund::Order& order, const wire::Query& query) {
  return order.channel == refund::Channel::kWdk &&
         order.order_from == query.order_from.value_or(order.order_from) &&
         order.shop_id == query.shop_id.value_or(order.shop_id) &&
         order.store_id == query.store_id.value_or(order.store_id);
}

wire::Order Present(const wdk::WholeOrder& whole) {
  auto out = wdk::PresentOrder<wire::Order>(whole);
  out.pay_amt = whole.view.order.paid.value;
  return out;
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  const auto& query = request.id_list_query_req;
  if (query.biz_id_list.empty() && query.tb_biz_id_list.empty() &&
      query.out_order_id_list.empty()) {
    return MissingArgument("id_list_query_req",
                           "id_list_query_req names no order; give biz_id_list, tb_biz_id_list or "
                           "out_order_id_list");
  }
  wire::Response response;
  auto& result = response.result;
  context.store.Snapshot([&] {
    for (const auto id : Wanted(query, context)) {
      const auto whole = wdk::ReadOrder(id, context);
      if (whole && Passes(whole->view.order, query)) result.orders.push_back(Present(*whole));
    }
  });
  result.return_code = wdk::kQueryDone;
  result.return_msg = wdk::kQueryDoneInWords;
  result.total_number = static_cast<contract::Number>(result.orders.size());
  return response;
}

}  // namespace ebbtide::service::wdk_order_get
