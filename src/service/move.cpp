#include "service/move.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "refund/vocabulary.hpp"
#include "service/money.hpp"
#include "service/shipping.hpp"

namespace ebbtide::service {
namespace {

using refund::Event;
using refund::Refund;
using refund::State;
using refund::Transition;

Error Stale(const Refund& refund) {
  return Refused("isv.refund-version-expired",
                 "the refund has changed since; its refund_version is " +
                     std::to_string(refund.version) + " now, look at it and try again");
}

/// Whether an event says nothing of what the two sides did: it came beside, or followed by itself.
bool IsBeside(std::string_view event) {
  constexpr std::array kBeside{Event::kPayoutSucceeded, Event::kPayoutFailed, Event::kRetryPayout,
                               Event::kLeaveMessage, Event::kReview};
  return std::ranges::any_of(kBeside, [&](Event one) { return refund::ToText(one) == event; });
}

/// Whether the caller's move is the one that was made: right after the version that the caller has
/// seen, or else as the last one.
bool IsRepeated(const Refund& refund, const Motion& motion, const Context& context) {
  const auto same = [&](const store::PastEvent& past) {
    return past.event == refund::ToText(motion.event) && past.actor == refund::ToText(motion.actor);
  };
  const auto events =
      context.store.refunds().EventsAfter(refund.id, motion.seen_version.value_or(0));
  if (motion.seen_version) return !events.empty() && same(events.front());
  const auto last = std::find_if(events.rbegin(), events.rend(), [](const store::PastEvent& past) {
    return !IsBeside(past.event);
  });
  return last != events.rend() && same(*last);
}

void Append(std::optional<State> before, const Refund& after, const Transition& row,
            const Motion& motion, const Context& context) {
  context.store.refunds().AppendEvent({.refund = after.id,
                                       .event = refund::ToText(row.event),
                                       .actor = motion.actor,
                                       .actor_name = context.caller.app_key,
                                       .before = before,
                                       .after = after.state,
                                       .amount = refund::TotalOf(after),
                                       .topic = row.topic,
                                       .request_id = context.request_id,
                                       .at = context.now,
                                       .version = after.version,
                                       .detail = motion.detail});
}

/// Money and pieces follow the move: what is closed lets go, what claims otherwise holds anew.
Result<void> Settle(const Refund& before, const Refund& after, const refund::Order& order,
                    const Context& context) {
  if (!refund::HoldsMoney(after.state)) {
    LetGo(before, order, context);
    return {};
  }
  const bool same = before.amount == after.amount && before.post_fee == after.post_fee &&
                    before.quantity == after.quantity;
  if (same) return {};
  LetGo(before, order, context);
  auto& orders = context.store.orders();
  const auto freed = orders.Find(store::Scope::Platform(), after.order).value();
  const auto line = orders.FindLine(after.order, after.line).value();
  return Hold(freed, line, ClaimedBy(after), after.id, context);
}

/// All that was paid for has gone back, and nothing is under way any more.
bool IsWhollyRefunded(const refund::Order& order, const Context& context) {
  if (order.paid == Fen{0} || order.refunded != order.paid || !refund::IsPaid(order.state)) {
    return false;
  }
  const auto refunds = context.store.refunds().OfOrder(order.id);
  return std::ranges::all_of(refunds, [](const Refund& one) { return IsFinal(one.state); });
}

/// The last line that was not on its way yet has been given back instead.
bool IsWhollyShipped(const refund::Order& order, const Context& context) {
  const bool partly = order.state == refund::OrderState::kPaid && order.shipped_at != Timestamp{};
  return partly && LinesToShip(order, context).empty();
}

void FollowOrder(const Refund& refund, const Context& context) {
  auto order = context.store.orders().Find(store::Scope::Platform(), refund.order).value();
  const bool agreed = refund.state == State::kSuccess || refund::IsPaying(refund.state);
  // Also when it is closed: a refund of pieces alone may have been all that was under way.
  if (IsFinal(refund.state) && IsWhollyRefunded(order, context)) {
    order.state = refund::OrderState::kClosed;
    order.ended = context.now;
  } else if (agreed && IsWhollyShipped(order, context)) {
    order.state = refund::OrderState::kShipped;
  }
  SaveOrder(std::move(order), context);
}

void InsertPayout(const Refund& refund, const Context& context) {
  context.store.payouts().Insert({.refund = refund.id,
                                  .order = refund.order,
                                  .key = PayoutKey(refund.id),
                                  .attempt = 1,
                                  .status = store::PayoutStatus::kWaiting,
                                  .amount = refund::TotalOf(refund),
                                  .reference = {},
                                  .reason = {},
                                  .created = context.now,
                                  .modified = context.now});
}

/// The row for the motion; a repeated motion gives none.
Result<const Transition*> RowFor(const Refund& refund, const refund::Facts& facts,
                                 const Motion& motion, const Context& context) {
  const bool stale = motion.seen_version && *motion.seen_version != refund.version;
  auto row = stale ? Result<const Transition*>(Stale(refund))
                   : refund::FindTransition(refund.state, motion.event, motion.actor, facts);
  if (!row && IsRepeated(refund, motion, context)) return nullptr;
  return row;
}

Result<Refund> Step(const Refund& before, const refund::Order& order, const Transition& row,
                    const refund::Facts& facts, const Motion& motion, const Context& context) {
  Refund after = before;
  if (motion.change) motion.change(after);
  refund::Facts changed = refund::FactsOf(after, facts.order_shipped);
  refund::Move(row, changed, {context.now, context.policy.durations}, after);
  RETURN_IF_ERROR(Settle(before, after, order, context));
  // One writer at a time on this store; on many, the later one learns here that it lost.
  if (!context.store.refunds().Save(after, before.version)) return Stale(before);
  Append(before.state, after, row, motion, context);
  // Agreed to by whom ever: the waybill of a return that was refused before is not this one's.
  if (row.to == State::kReturnAgreed && row.from != row.to) {
    context.store.refunds().PutDelivery(after.id, {});
  }
  if (after.channel == refund::Channel::kXiaoman && refund::ChangesRefund(row.event)) {
    context.store.refunds().PutXiaomanStatus(after.id, refund::XiaomanWord(after.state));
  }
  return after;
}

/// What follows from having agreed to pay.
Result<Refund> Pay(const Refund& agreed, const refund::Order& order, const refund::Facts& facts,
                   const Context& context) {
  if (context.policy.payout == PayoutMode::kExternal) {
    InsertPayout(agreed, context);
    return agreed;
  }
  const Motion paid{.event = Event::kPayoutSucceeded, .actor = refund::Actor::kPayout};
  ASSIGN_OR_RETURN(const auto* const row,
                   refund::FindTransition(agreed.state, paid.event, paid.actor, facts));
  return Step(agreed, order, *row, facts, paid, context);
}

}  // namespace

Result<Moved> Move(const Refund& before, const Motion& motion, const Context& context) {
  auto& orders = context.store.orders();
  const auto order = orders.Find(store::Scope::Platform(), before.order).value();
  const auto line = orders.FindLine(before.order, before.line).value();
  const auto facts = refund::FactsOf(before, refund::IsShipped(order, line));
  ASSIGN_OR_RETURN(const auto* const row, RowFor(before, facts, motion, context));
  if (row == nullptr) return Moved{.refund = before, .repeated = true};

  ASSIGN_OR_RETURN(auto after, Step(before, order, *row, facts, motion, context));
  const bool agreed = after.state == State::kRefundAgreed && !refund::IsPaying(before.state);
  if (agreed) {
    ASSIGN_OR_RETURN(after, Pay(after, order, facts, context));
  }
  if (refund::ChangesRefund(row->event)) FollowOrder(after, context);
  return Moved{.refund = after, .repeated = false};
}

Error NoSuchRefund(std::int64_t id) {
  return Refused("isv.refund-not-exist:refund_id",
                 "refund " + std::to_string(id) + " does not exist or is not yours");
}

Result<Refund> FindRefund(const store::Scope& scope, std::int64_t id, const Context& context) {
  if (auto found = context.store.refunds().Find(scope, {id})) return *std::move(found);
  return NoSuchRefund(id);
}

void WriteApplied(const Refund& made, const Transition& row, const refund::Order& order,
                  const Context& context) {
  context.store.refunds().Insert(made);
  Append({}, made, row, {.event = row.event, .actor = refund::Actor::kBuyer}, context);
  SaveOrder(order, context);
}

std::string PayoutKey(refund::RefundId id) { return "refund-" + std::to_string(id.value); }

void SaveOrder(refund::Order order, const Context& context) {
  const std::int64_t version = order.version;
  order.modified = context.now;
  order.version = std::max(version + 1, context.now.unix_ms);
  if (!context.store.orders().Save(order, version)) {
    throw std::runtime_error("order " + std::to_string(order.id.value) +
                             " was changed by another server at the same time");
  }
}

}  // namespace ebbtide::service
