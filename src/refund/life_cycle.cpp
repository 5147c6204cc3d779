#include "refund/life_cycle.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "refund/names.hpp"

namespace ebbtide::refund {
namespace {

namespace topic {
constexpr std::string_view kNone;
constexpr std::string_view kCreated = "taobao_refund_RefundCreated";
constexpr std::string_view kModified = "taobao_refund_RefundBuyerModifyAgreement";
constexpr std::string_view kAgreed = "taobao_refund_RefundSellerAgreeAgreement";
constexpr std::string_view kRefused = "taobao_refund_RefundSellerRefuseAgreement";
constexpr std::string_view kGoodsSent = "taobao_refund_RefundBuyerReturnGoods";
constexpr std::string_view kClosed = "taobao_refund_RefundClosed";
constexpr std::string_view kSucceeded = "taobao_refund_RefundSuccess";
constexpr std::string_view kAsked = "taobao_refund_TaobaoInterApplied";
constexpr std::string_view kSteppedIn = "taobao_refund_TaobaoIntervened";
constexpr std::string_view kMessage = "taobao_refund_RefundCreateMessage";
}  // namespace topic

constexpr std::array kBuyer{Actor::kBuyer};
constexpr std::array kSeller{Actor::kSeller};
constexpr std::array kSystem{Actor::kSystem};
constexpr std::array kPlatform{Actor::kPlatform};
constexpr std::array kPayout{Actor::kPayout};
constexpr std::array kBuyerOrPlatform{Actor::kBuyer, Actor::kPlatform};
constexpr std::array kBuyerOrSeller{Actor::kBuyer, Actor::kSeller};
constexpr std::array kPayoutOrOperator{Actor::kPayout, Actor::kOperator};
constexpr std::array kEverySide{Actor::kBuyer, Actor::kSeller, Actor::kPlatform};

using S = State;
using E = Event;
using R = Requirement;
constexpr auto kStart = DeadlineEffect::kStart;
constexpr auto kKeep = DeadlineEffect::kKeep;
constexpr auto kStop = DeadlineEffect::kStop;
constexpr auto kPause = DeadlineEffect::kPause;
constexpr auto kResume = DeadlineEffect::kResume;

/// The numbers are those of the table in refund-domain section 2.
constexpr std::array kMoves{
    // 1, 2: applying
    Transition{{}, E::kApply, S::kApplied, kBuyerOrPlatform, R::kNothing, topic::kCreated, kStart},
    Transition{S::kApplied, E::kModify, S::kApplied, kBuyer, R::kNothing, topic::kModified, kStart},
    // 3: to the seller agreeing and paying are one step; the payout ends it
    Transition{S::kApplied, E::kAgreeRefund, S::kRefundAgreed, kSeller, R::kRefundOnly,
               topic::kNone, kStop},
    Transition{S::kApplied, E::kTimeOut, S::kRefundAgreed, kSystem, R::kRefundOnly, topic::kNone,
               kStop},
    Transition{S::kRefundAgreed, E::kPayoutSucceeded, S::kSuccess, kPayout, R::kNothing,
               topic::kSucceeded, kStop},
    // 4: agreeing to the return and naming the address are one step
    Transition{S::kApplied, E::kAgreeReturn, S::kReturnAgreed, kSeller, R::kReturnAddress,
               topic::kAgreed, kStart},
    Transition{S::kApplied, E::kTimeOut, S::kReturnAgreed, kSystem, R::kReturnAndRefund,
               topic::kAgreed, kStart},
    // 5, 6, 8: refusing, asking again, giving up
    Transition{S::kApplied, E::kRefuse, S::kRefused, kSeller, R::kNothing, topic::kRefused, kStart},
    Transition{S::kRefused, E::kModify, S::kApplied, kBuyer, R::kNothing, topic::kModified, kStart},
    Transition{S::kRefused, E::kTimeOut, S::kClosed, kSystem, R::kNothing, topic::kClosed, kStop},
    // 7: withdrawing
    Transition{S::kApplied, E::kWithdraw, S::kClosed, kBuyer, R::kNothing, topic::kClosed, kStop},
    Transition{S::kReturnAgreed, E::kWithdraw, S::kClosed, kBuyer, R::kNothing, topic::kClosed,
               kStop},
    Transition{S::kRefused, E::kWithdraw, S::kClosed, kBuyer, R::kNothing, topic::kClosed, kStop},
    // 9: the order is shipped after all
    Transition{S::kApplied, E::kShipOrder, S::kClosed, kSeller, R::kOrderNotShipped, topic::kClosed,
               kStop},
    // 10, 11: the goods go back, or never do
    Transition{S::kReturnAgreed, E::kShipBack, S::kGoodsReturned, kBuyerOrSeller, R::kWaybill,
               topic::kGoodsSent, kStart},
    Transition{S::kReturnAgreed, E::kTimeOut, S::kClosed, kSystem, R::kNothing, topic::kClosed,
               kStop},
    // 12, 13: the goods have come
    Transition{S::kGoodsReturned, E::kAgreeRefund, S::kRefundAgreed, kSeller, R::kNothing,
               topic::kNone, kStop},
    Transition{S::kGoodsReturned, E::kTimeOut, S::kRefundAgreed, kSystem, R::kNothing, topic::kNone,
               kStop},
    Transition{S::kGoodsReturned, E::kRefuseGoods, S::kRefused, kSeller, R::kProofPicture,
               topic::kRefused, kStart},
    // 14: paying can fail and be tried again
    Transition{S::kRefundAgreed, E::kPayoutFailed, S::kPayoutFailed, kPayout, R::kNothing,
               topic::kNone, kStop},
    Transition{S::kPayoutFailed, E::kRetryPayout, S::kRefundAgreed, kPayoutOrOperator, R::kNothing,
               topic::kNone, kStop},
};

constexpr std::array kOpenStates{S::kApplied,       S::kRefused,      S::kReturnAgreed,
                                 S::kGoodsReturned, S::kRefundAgreed, S::kPayoutFailed};

/// Before the money moves. Arbitration is between the two sides, so it ends there.
constexpr std::array kDisputedStates{S::kApplied, S::kRefused, S::kReturnAgreed, S::kGoodsReturned};

/// 15, 16: the state stays; arbitration stops the clock. The platform documents no more of it than
/// the flag; that a verdict pays or closes, and that it can withdraw, is ours.
constexpr auto kTable = [] {
  constexpr std::size_t kStaying = 2;
  constexpr std::size_t kDisputed = 5;
  std::array<Transition,
             kMoves.size() + kStaying * kOpenStates.size() + kDisputed * kDisputedStates.size()>
      table{};
  auto* next = std::ranges::copy(kMoves, table.begin()).out;
  for (const State open : kOpenStates) {
    *next++ = {open, E::kReview, open, kSeller, R::kNothing, topic::kNone, kKeep};
    *next++ = {open, E::kLeaveMessage, open, kEverySide, R::kNothing, topic::kMessage, kKeep};
  }
  for (const State disputed : kDisputedStates) {
    *next++ = {disputed,    E::kAskPlatform, disputed, kBuyerOrSeller,
               R::kNothing, topic::kAsked,   kKeep};
    *next++ = {disputed, E::kStepIn, disputed, kPlatform, R::kNothing, topic::kSteppedIn, kPause};
    *next++ = {disputed, E::kStepOut, disputed, kPlatform, R::kSteppedIn, topic::kNone, kResume};
    *next++ = {disputed, E::kRuleForBuyer, S::kRefundAgreed, kPlatform, R::kSteppedIn, topic::kNone,
               kStop};
    *next++ = {disputed,      E::kRuleForSeller, S::kClosed, kPlatform,
               R::kSteppedIn, topic::kClosed,    kStop};
  }
  return table;
}();

constexpr Names<Event, kEventCount> kEvents{"refund event",
                                            {{{E::kApply, "apply"},
                                              {E::kModify, "modify"},
                                              {E::kAgreeRefund, "agree_refund"},
                                              {E::kAgreeReturn, "agree_return"},
                                              {E::kRefuse, "refuse"},
                                              {E::kWithdraw, "withdraw"},
                                              {E::kShipOrder, "ship_order"},
                                              {E::kShipBack, "ship_back"},
                                              {E::kRefuseGoods, "refuse_goods"},
                                              {E::kPayoutSucceeded, "payout_succeeded"},
                                              {E::kPayoutFailed, "payout_failed"},
                                              {E::kRetryPayout, "retry_payout"},
                                              {E::kTimeOut, "time_out"},
                                              {E::kAskPlatform, "ask_platform"},
                                              {E::kStepIn, "step_in"},
                                              {E::kStepOut, "step_out"},
                                              {E::kRuleForBuyer, "rule_for_buyer"},
                                              {E::kRuleForSeller, "rule_for_seller"},
                                              {E::kReview, "review"},
                                              {E::kLeaveMessage, "leave_message"}}}};

bool Holds(Requirement requirement, const Facts& facts) {
  switch (requirement) {
    case R::kRefundOnly: return facts.claim == Claim::kRefundOnly;
    case R::kReturnAndRefund:
    case R::kReturnAddress: return facts.claim == Claim::kReturnAndRefund;
    case R::kOrderNotShipped: return !facts.order_shipped;
    case R::kSteppedIn: return facts.stepped_in;
    case R::kNothing:
    case R::kWaybill:
    case R::kProofPicture: return true;
  }
  return false;
}

/// What the event does to the flag beside the state.
Arbitration After(Event event, Arbitration before) {
  switch (event) {
    case E::kAskPlatform: return before == Arbitration::kSteppedIn ? before : Arbitration::kAsked;
    case E::kStepIn: return Arbitration::kSteppedIn;
    case E::kStepOut: return Arbitration::kWithdrawn;
    case E::kRuleForBuyer: return Arbitration::kForBuyer;
    case E::kRuleForSeller: return Arbitration::kForSeller;
    default: return before;
  }
}

void StartDeadline(const Facts& facts, const Moment& moment, Refund& refund) {
  const Deadline deadline = DeadlineIn(refund.state, facts);
  const std::int64_t lasts_ms = DurationMs(deadline, moment.durations);
  const bool waits = refund.arbitration == Arbitration::kSteppedIn;
  refund.due = waits ? Timestamp{} : Timestamp{moment.now.unix_ms + lasts_ms};
  refund.paused_ms = waits ? lasts_ms : 0;
}

void ApplyDeadline(DeadlineEffect effect, const Facts& facts, const Moment& moment,
                   Refund& refund) {
  switch (effect) {
    case kKeep: return;
    case kStart: return StartDeadline(facts, moment, refund);
    case kStop:
      refund.due = {};
      refund.paused_ms = 0;
      return;
    case kPause:
      if (refund.due == Timestamp{}) return;
      // At least 1, so that one that was due this moment is not forgotten.
      refund.paused_ms = std::max<std::int64_t>(1, refund.due.unix_ms - moment.now.unix_ms);
      refund.due = {};
      return;
    case kResume:
      if (refund.paused_ms == 0) return;
      refund.due = {moment.now.unix_ms + refund.paused_ms};
      refund.paused_ms = 0;
      return;
  }
}

}  // namespace

std::span<const Transition> Transitions() { return kTable; }

std::string_view ToText(Event event) { return kEvents.TextOf(event); }

Result<const Transition*> FindTransition(std::optional<State> from, Event event, Actor actor,
                                         const Facts& facts) {
  for (const auto& row : kTable) {
    const bool may = std::ranges::find(row.actors, actor) != row.actors.end();
    if (row.from == from && row.event == event && may && Holds(row.requirement, facts)) {
      return &row;
    }
  }
  const std::string stands = from ? "the refund is " + std::string(ToText(*from)) : "no refund yet";
  return Refused("isv.refund-status-error", stands + ", where the " + std::string(ToText(actor)) +
                                                " can not " + std::string(ToText(event)) +
                                                "; query the refund for its present state");
}

Deadline DeadlineIn(State state, const Facts& facts) {
  switch (state) {
    case State::kApplied:
      if (facts.claim == Claim::kReturnAndRefund) return Deadline::kSellerAnswerReturn;
      return facts.order_shipped ? Deadline::kSellerAnswerShipped
                                 : Deadline::kSellerAnswerUnshipped;
    case State::kRefused: return Deadline::kBuyerAfterRefusal;
    case State::kReturnAgreed: return Deadline::kBuyerReturnGoods;
    case State::kGoodsReturned: return Deadline::kSellerConfirmReceipt;
    case State::kRefundAgreed:
    case State::kPayoutFailed:
    case State::kSuccess:
    case State::kClosed: return Deadline::kNone;
  }
  return Deadline::kNone;
}

Facts FactsOf(const Refund& refund, bool order_shipped) {
  return {.claim = refund.claim,
          .order_shipped = order_shipped,
          .stepped_in = refund.arbitration == Arbitration::kSteppedIn};
}

bool ChangesRefund(Event event) { return event != E::kLeaveMessage && event != E::kReview; }

void Move(const Transition& row, const Facts& facts, const Moment& moment, Refund& refund) {
  if (!ChangesRefund(row.event)) return;
  refund.state = row.to;
  refund.arbitration = After(row.event, refund.arbitration);
  if (!IsPaying(row.to)) refund.came_from = row.to;
  ApplyDeadline(row.deadline, facts, moment, refund);
  if (row.event == E::kShipOrder) refund.closed_by_ship = true;
  if (IsFinal(row.to)) refund.ended = moment.now;
  refund.modified = moment.now;
  refund.version = std::max(refund.version + 1, moment.now.unix_ms);
}

}  // namespace ebbtide::refund
