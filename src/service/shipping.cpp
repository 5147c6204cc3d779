#include "service/shipping.hpp"

#include <string>
#include <utility>

#include "service/move.hpp"

namespace ebbtide::service {
namespace {

/// By refunds that are paid, or about to be; one that is still talked about may come to nothing.
bool IsGivenBack(const refund::OrderLine& line, const std::vector<refund::Refund>& refunds) {
  Fen amount;
  Quantity quantity;
  for (const auto& one : refunds) {
    const bool agreed = one.state == refund::State::kSuccess || refund::IsPaying(one.state);
    if (one.line != line.id || !agreed) continue;
    amount += one.amount;
    quantity += one.quantity;
  }
  return amount == line.paid && quantity == line.quantity;
}

}  // namespace

Error NoSuchTrade(std::int64_t tid) {
  return Refused("isv.trade-not-exist",
                 "trade " + std::to_string(tid) +
                     " does not exist or is not yours; check tid and the session");
}

Result<refund::Order> FindOwnOrder(std::int64_t tid, const Context& context) {
  if (auto order = context.store.orders().Find(ScopeOf(context.caller), {tid})) {
    return *std::move(order);
  }
  return NoSuchTrade(tid);
}

std::vector<refund::OrderLine> LinesToShip(const refund::Order& order, const Context& context) {
  const auto refunds = context.store.refunds().OfOrder(order.id);
  std::vector<refund::OrderLine> lines;
  for (const auto& view : context.store.orders().LinesOf(order.id)) {
    const bool done = refund::IsShipped(order, view.line) || IsGivenBack(view.line, refunds);
    if (!done) lines.push_back(view.line);
  }
  return lines;
}

Result<void> ConfirmReceipt(refund::Order order, const Context& context) {
  if (order.state == refund::OrderState::kFinished) return {};
  if (order.state != refund::OrderState::kShipped) {
    return Refused("isv.order-status-error", "order " + std::to_string(order.id.value) + " is " +
                                                 std::string(refund::ToText(order.state)) +
                                                 "; only a shipped order can be confirmed");
  }
  order.state = refund::OrderState::kFinished;
  order.ended = context.now;
  SaveOrder(std::move(order), context);
  return {};
}

}  // namespace ebbtide::service
