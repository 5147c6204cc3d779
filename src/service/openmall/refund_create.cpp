#include "contract/openmall/refund_create.hpp"

#include <algorithm>

#include "refund/vocabulary.hpp"
#include "service/apply.hpp"
#include "service/openmall/methods.hpp"
#include "service/openmall/purchase.hpp"
#include "service/openmall/wish.hpp"

namespace ebbtide::service::openmall_refund_create {
namespace {

namespace wire = contract::openmall_refund_create;
using openmall::Wish;
using Lines = std::vector<store::LineView>;

wire::Response Present(const refund::Refund& refund) {
  return {.refund_id = refund.id.value, .status = std::string(refund::TaobaoStatus(refund))};
}

std::optional<refund::Refund> OpenRefundOf(refund::OrderId order, const Context& context) {
  for (const auto& refund : context.store.refunds().OfOrder(order)) {
    if (!refund::IsFinal(refund.state)) return refund;
  }
  return std::nullopt;
}

/// The wish names no line: it is the first that has enough money left, and for no money one that
/// costs none; otherwise the one with the most.
const refund::OrderLine& LineFor(const Wish& wish, const Lines& lines) {
  const auto is_enough = [&](const store::LineView& view) {
    const auto left = refund::LeftOf(view.line);
    if (wish.total == Fen{}) return left.amount == Fen{} && left.quantity > Quantity{};
    return left.amount >= wish.total;
  };
  const auto enough = std::ranges::find_if(lines, is_enough);
  if (enough != lines.end()) return enough->line;
  const auto left = [](const store::LineView& view) { return refund::LeftOf(view.line).amount; };
  return std::ranges::max_element(lines, {}, left)->line;
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  ASSIGN_OR_RETURN(const auto order,
                   openmall::FindTrade(request.distributor, request.tid, context));
  if (const auto open = OpenRefundOf(order.id, context)) return Present(*open);

  RETURN_IF_ERROR(refund::CheckRefundable(order, context.now, context.policy.durations));
  const auto wish = openmall::WishOf(request);
  const auto lines = context.store.orders().LinesOf(order.id);
  const auto& line = LineFor(wish, lines);
  ASSIGN_OR_RETURN(const auto claimed, openmall::TakenBy(wish, order, line));
  ASSIGN_OR_RETURN(const auto made, Apply(order,
                                          {.line = line,
                                           .claim = wish.claim,
                                           .claimed = claimed,
                                           .goods = wish.goods,
                                           .reason = wish.reason,
                                           .buyer_message = wish.message,
                                           .batch = {},
                                           .out_refund_id = {}},
                                          context));
  return Present(made);
}

}  // namespace ebbtide::service::openmall_refund_create
