#include "refund/guard.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "refund/reasons.hpp"

namespace ebbtide::refund {
namespace {

std::string IdText(std::int64_t id) { return std::to_string(id); }

// Two 64-bit numbers multiplied need twice the bits before the division brings them back.
__extension__ using WideInteger = __int128;

}  // namespace

Result<void> CheckRefundable(const Order& order, Timestamp now, const Durations& durations) {
  const std::string which = "order " + IdText(order.id.value);
  if (!IsPaid(order.state)) {
    return Refused("isv.order-status-error", which + " is " + std::string(ToText(order.state)) +
                                                 "; only a paid order can be refunded");
  }
  const bool over = order.state == OrderState::kFinished && order.ended != Timestamp{} &&
                    now.unix_ms > order.ended.unix_ms + durations.aftersale_window_ms;
  if (over) {
    return Refused("isv.aftersale-window-closed", which + " finished at " +
                                                      ToWireTime(order.ended) +
                                                      "; the time for after-sale refunds is over");
  }
  return {};
}

Result<void> CheckFits(const OrderLine& line, const Claimed& claimed) {
  const Quantity pieces_left = line.quantity - line.refunded_quantity;
  const Fen money_left = line.paid - line.refunded;
  const std::string where = "sub-order " + IdText(line.id.value) + ": ";
  if (claimed.quantity < Quantity{} || claimed.amount < Fen{} || claimed.post_fee < Fen{}) {
    return Refused("isv.invalid-parameter:refund_fee",
                   where + "an amount or a quantity is negative; ask for 0 or more");
  }
  if (claimed.quantity > pieces_left) {
    return Refused("isv.refund-quantity-exceeded", where + "asks for " + ToText(claimed.quantity) +
                                                       " pieces where " + ToText(pieces_left) +
                                                       " are left to refund");
  }
  if (claimed.amount > money_left) {
    return Refused("isv.refund-fee-exceeded", where + "asks for " + IdText(claimed.amount.value) +
                                                  " fen where " + IdText(money_left.value) +
                                                  " are left to refund");
  }
  if (claimed.amount == Fen{0} && money_left != Fen{0}) {
    return Refused("isv.invalid-parameter:refund_fee",
                   where + "refund_fee is 0, but the line was paid for; ask for an amount");
  }
  return {};
}

Result<void> CheckFits(const Order& order, const Claimed& claimed) {
  const std::string which = "order " + IdText(order.id.value) + ": asks for ";
  const Fen total = claimed.amount + claimed.post_fee;
  const Fen left = order.paid - order.refunded;
  if (total > left) {
    return Refused("isv.refund-fee-exceeded", which + IdText(total.value) + " fen where " +
                                                  IdText(left.value) + " are left to refund");
  }
  const Fen post_fee_left = order.post_fee - order.refunded_post_fee;
  if (claimed.post_fee > post_fee_left) {
    return Refused("isv.refund-post-fee-exceeded",
                   which + IdText(claimed.post_fee.value) + " fen of postage where " +
                       IdText(post_fee_left.value) + " are left; it is refunded once");
  }
  return {};
}

Result<void> CheckRefusable(const Refund& refund, bool order_shipped) {
  constexpr const char* kNotAllowed = "isv.refund-refuse-not-allowed";
  if (!order_shipped) {
    return Refused(kNotAllowed,
                   "the goods are not shipped; agree to the refund, or ship them with "
                   "taobao.logistics.offline.send, which closes it");
  }
  if (IsWithoutReason(refund.reason)) {
    return Refused(kNotAllowed,
                   "a return within seven days needs no reason; agree to it and refuse the goods "
                   "if they do not come back as they were");
  }
  return {};
}

Claimed LeftOf(const OrderLine& line) {
  return {.quantity = line.quantity - line.refunded_quantity,
          .amount = line.paid - line.refunded,
          .post_fee = {}};
}

Quantity PiecesFor(const OrderLine& line, Fen amount) {
  const auto left = LeftOf(line);
  if (amount >= left.amount) return left.quantity;
  const auto milli =
      static_cast<WideInteger>(left.quantity.milli) * amount.value / left.amount.value;
  const Quantity part{static_cast<std::int64_t>(milli)};
  const bool weighed = line.quantity != PiecesOf(line.quantity.Pieces());
  return weighed ? part : PiecesOf(part.Pieces());
}

Phase PhaseOf(OrderState state) {
  return state == OrderState::kFinished ? Phase::kAfterSale : Phase::kOnSale;
}

std::vector<Fen> SplitInProportion(Fen amount, std::span<const Fen> room) {
  Fen total_room;
  for (const Fen one : room) {
    if (one.value < 0) throw std::logic_error("negative room");
    total_room += one;
  }
  if (amount.value < 0 || amount.value > total_room.value)
    throw std::logic_error("amount exceeds its room");

  std::vector<Fen> parts(room.size());
  if (amount.value == 0) return parts;
  Fen rest = amount;
  for (std::size_t i = 0; i < room.size(); ++i) {
    const auto part = static_cast<WideInteger>(amount.value) * room[i].value / total_room.value;
    parts[i].value = static_cast<std::int64_t>(part);
    rest -= parts[i];
  }
  for (std::size_t i = 0; i < room.size() && rest.value > 0; ++i) {
    const Fen more{std::min(rest.value, room[i].value - parts[i].value)};
    parts[i] += more;
    rest -= more;
  }
  return parts;
}

std::vector<Fen> SplitOver(std::span<const Payment> payments, Fen amount) {
  std::vector<Fen> room;
  room.reserve(payments.size());
  for (const auto& payment : payments) room.push_back(payment.paid - payment.refunded);
  return SplitInProportion(amount, room);
}

}  // namespace ebbtide::refund
