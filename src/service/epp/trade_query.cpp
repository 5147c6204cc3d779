#include "contract/epp/trade_query.hpp"

#include <algorithm>
#include <vector>

#include "refund/vocabulary.hpp"
#include "service/epp/methods.hpp"
#include "service/epp/purchase.hpp"
#include "service/parties.hpp"
#include "service/wire.hpp"

namespace ebbtide::service::epp_trade_query {
namespace {

namespace wire = contract::epp_trade_query;

/// Of the platform's list those that a line can be in here: it travels as a whole.
constexpr contract::Number kNotShipped = 1;
constexpr contract::Number kShipped = 2;
constexpr contract::Number kReceived = 3;
constexpr contract::Number kReturned = 4;

/// Whether the goods went back for the refund that is the line's last.
bool IsReturned(const store::LineView& view, const std::vector<refund::Refund>& refunds) {
  if (view.last_state != refund::State::kSuccess) return false;
  const auto last = std::ranges::find(refunds, view.last_refund, &refund::Refund::id);
  return last != refunds.end() && last->claim == refund::Claim::kReturnAndRefund;
}

contract::Number LogisticsStatus(const refund::Order& order, const store::LineView& view,
                                 const std::vector<refund::Refund>& refunds) {
  if (IsReturned(view, refunds)) return kReturned;
  if (order.state == refund::OrderState::kFinished) return kReceived;
  return refund::IsShipped(order, view.line) ? kShipped : kNotShipped;
}

wire::Line Present(const refund::Order& order, const store::LineView& view,
                   const std::vector<refund::Refund>& refunds) {
  const auto& line = view.line;
  return {.tb_sub_order_id = std::to_string(line.id.value),
          .epp_item_id = line.item_code,
          .sku_id = IfKnown(line.sku_id),
          .sku_title = IfKnown(line.sku_title),
          .item_title = line.title,
          .pic_url = IfKnown(line.pic_url),
          .tb_sub_order_price = ToYuan(line.price),
          .buy_amount = line.quantity.Pieces(),
          .mail_number = IfKnown(line.waybill),
          .tb_sub_order_logistics_status = LogisticsStatus(order, view, refunds)};
}

wire::Order Present(const refund::Order& order, const Context& context) {
  wire::Order out{.tb_order_id = std::to_string(order.id.value),
                  .tb_order_status = std::string(refund::EppOrderStatus(order)),
                  .tb_sub_order_list = {}};
  const auto refunds = context.store.refunds().OfOrder(order.id);
  for (const auto& view : context.store.orders().LinesOf(order.id)) {
    out.tb_sub_order_list.push_back(Present(order, view, refunds));
  }
  return out;
}

Result<wire::Purchase> Find(const std::string& out_order_id, const Context& context) {
  ASSIGN_OR_RETURN(const auto distributor, OwnDistributor(context));
  auto& orders = context.store.orders();
  wire::Purchase out{.out_order_id = out_order_id, .tb_order_list = {}};
  for (const auto id : orders.FindByBuyer(distributor.id, refund::Channel::kEpp, out_order_id)) {
    const auto order = orders.Find(store::Scope::Buyer(distributor.id), id).value();
    out.tb_order_list.push_back(Present(order, context));
  }
  if (!out.tb_order_list.empty()) return out;
  return Refused(std::string(epp::kNotFound),
                 "no purchase " + out_order_id + "; check that it is your distributor's");
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  Result<wire::Purchase> outcome = Error{};
  context.store.Snapshot([&] { outcome = Find(request.query_order_req.out_order_id, context); });
  return epp::Answer<wire::Response>(std::move(outcome), epp::kFound);
}

}  // namespace ebbtide::service::epp_trade_query
