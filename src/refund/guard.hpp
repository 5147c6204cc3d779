#pragma once

#include <span>
#include <vector>

#include "base/result.hpp"
#include "refund/deadline.hpp"
#include "refund/order.hpp"
#include "refund/refund.hpp"

/// What may be refunded, and how money is divided. The store enforces the same limits once more by
/// its conditional writes; here they are said in words that help the caller.
namespace ebbtide::refund {

/// What somebody asks to be refunded of one line.
struct Claimed {
  Quantity quantity;
  Fen amount;
  Fen post_fee;
};

/// Whether the order may be refunded at all: paid, not closed, and not finished for longer than the
/// after-sale window. An order whose end is not known has no window.
Result<void> CheckRefundable(const Order& order, Timestamp now, const Durations& durations);

/// Whether `claimed` fits into what is left of the line, in pieces and fen.
Result<void> CheckFits(const OrderLine& line, const Claimed& claimed);

/// Whether `claimed` fits into what is left of the order: with its postage, which is refunded at
/// most once (refund-domain section 5).
Result<void> CheckFits(const Order& order, const Claimed& claimed);

/// Whether a Taobao seller may refuse the application, wherever it stands: not while the order is
/// unshipped, and not a reason that a buyer need not prove.
Result<void> CheckRefusable(const Refund& refund, bool order_shipped);

/// What is left of a line to refund.
Claimed LeftOf(const OrderLine& line);

/// The pieces that go with `amount` of what is left of the line: all with all of it, otherwise in
/// proportion, rounded down to whole pieces, of weighed goods to thousandths.
Quantity PiecesFor(const OrderLine& line, Fen amount);

/// The phase in which a refund of an order in this state is applied for.
Phase PhaseOf(OrderState state);

/// `amount` divided in proportion to `room`. Each part is at most its room, and the parts add up to
/// `amount` exactly: the fen that rounding leaves go to the first parts that have room. `amount`
/// must not be negative or exceed the sum of `room`, whose entries must not be negative; otherwise
/// `std::logic_error`.
std::vector<Fen> SplitInProportion(Fen amount, std::span<const Fen> room);

/// `amount` divided in proportion to what is left of each payment; a part for each, in their order.
std::vector<Fen> SplitOver(std::span<const Payment> payments, Fen amount);

}  // namespace ebbtide::refund
