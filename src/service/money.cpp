#include "service/money.hpp"

#include <vector>

namespace ebbtide::service {
namespace {

/// The guard has the last word; the checks before it only find better ones.
Error Outrun() {
  return Refused("isv.refund-fee-exceeded",
                 "another refund of the same order came first; query the order and try again");
}

/// In proportion to what is left of each payment. An order whose payments are not known has none,
/// and where one channel paid for all, the order's own guard is the payment's.
Result<void> SharePayments(const refund::Order& order, Fen total, refund::RefundId id,
                           const Context& context) {
  if (order.sole_channel) return {};
  auto& orders = context.store.orders();
  const auto payments = orders.PaymentsOf(order);
  if (payments.empty()) return {};

  const auto parts = refund::SplitOver(payments, total);
  for (std::size_t i = 0; i < payments.size(); ++i) {
    if (parts[i] == Fen{0}) continue;
    const auto channel = payments[i].channel_code;
    if (!orders.ReservePayment(order.id, channel, parts[i])) return Outrun();
    context.store.refunds().InsertShare(id, {channel, parts[i]});
  }
  return {};
}

}  // namespace

Result<void> Hold(const refund::Order& order, const refund::OrderLine& line,
                  const refund::Claimed& claimed, refund::RefundId id, const Context& context) {
  auto& orders = context.store.orders();
  RETURN_IF_ERROR(refund::CheckFits(line, claimed));
  RETURN_IF_ERROR(refund::CheckFits(order, claimed));
  if (!orders.ReserveLine(line.id, claimed)) return Outrun();
  if (!orders.ReserveOrder(order.id, claimed)) return Outrun();
  return SharePayments(order, claimed.amount + claimed.post_fee, id, context);
}

void LetGo(const refund::Refund& refund, const refund::Order& order, const Context& context) {
  auto& orders = context.store.orders();
  auto& refunds = context.store.refunds();
  const auto claimed = ClaimedBy(refund);
  orders.ReleaseLine(refund.line, claimed);
  orders.ReleaseOrder(refund.order, claimed);
  if (order.sole_channel) return;
  for (const auto& share : refunds.SharesOf(refund.id)) {
    orders.ReleasePayment(refund.order, share.channel_code, share.amount);
  }
  refunds.DeleteShares(refund.id);
}

}  // namespace ebbtide::service
