#include "service/place_order.hpp"

namespace ebbtide::service {
namespace {

using refund::OrderState;

Placed Replayed(refund::OrderId id, const NewOrder& order, store::Orders& orders) {
  Placed placed{.order = id, .lines = {}};
  for (const auto& line : order.lines) {
    placed.lines.push_back(orders.FindLineId(id, line.out_line_id).value());
  }
  return placed;
}

void SetTimes(refund::Order& order, Timestamp now) {
  if (order.created == Timestamp{}) order.created = now;
  order.modified = now;
  order.version = now.unix_ms;
  if (refund::IsPaid(order.state) && order.paid_at == Timestamp{}) order.paid_at = now;
  if (order.state == OrderState::kClosed) order.ended = now;
}

/// Where there is one line, its number is the order's, except at WDK (refund-domain section 6).
refund::LineId NewLineId(const NewOrder& made, store::Store& store) {
  const bool shared = made.lines.size() == 1 && made.order.channel != refund::Channel::kWdk;
  return {shared ? made.order.id.value : store.NextId()};
}

}  // namespace

Result<Placed> Place(NewOrder made, const Context& context) {
  auto& orders = context.store.orders();
  auto& order = made.order;
  if (const auto known =
          orders.FindByKey({order.seller, order.channel, made.scope, order.out_order_id})) {
    if (known->content_digest == made.digest) return Replayed(known->id, made, orders);
    return Refused(
        "isv.order-already-exist:out_order_id",
        "order " + order.out_order_id + " is already there with other content; use a new number");
  }
  order.id = {context.store.NextId()};
  SetTimes(order, context.now);
  orders.Insert(order, made.scope, made.digest);
  if (made.receiver) orders.InsertReceiver(order.id, *made.receiver);
  Placed placed{.order = order.id, .lines = {}};
  for (auto& line : made.lines) {
    line.id = NewLineId(made, context.store);
    line.order = order.id;
    orders.InsertLine(line, order);
    placed.lines.push_back(line.id);
  }
  return placed;
}

Result<std::vector<refund::OrderId>> FindPlaced(const BuyersKey& key, std::string_view digest,
                                                const Context& context) {
  auto& orders = context.store.orders();
  auto ids = orders.FindByBuyer(key.buyer.id, key.channel, key.out_order_id);
  for (const auto id : ids) {
    const auto order = orders.Find(store::Scope::Buyer(key.buyer.id), id).value();
    const auto known =
        orders.FindByKey({order.seller, key.channel, key.buyer.code, key.out_order_id});
    if (!known || known->content_digest != digest) {
      return Refused("isv.invalid-parameter:out_order_id",
                     "out_order_id " + std::string(key.out_order_id) +
                         " was used before for another order; use a new one");
    }
  }
  return ids;
}

}  // namespace ebbtide::service
