#include "simulation/model.hpp"

#include <algorithm>
#include <array>

/// The life cycle and the sums.
namespace ebbtide::simulation {
namespace {

bool IsDisputed(State state) {
  return state == State::kApplied || state == State::kRefused || state == State::kReturnAgreed ||
         state == State::kGoodsReturned;
}

/// What only follows from what the two sides did.
bool IsBeside(Event event) {
  return event == Event::kPayoutSucceeded || event == Event::kPayoutFailed ||
         event == Event::kRetryPayout || event == Event::kLeaveMessage;
}

int ArbitrationAfter(Event event, int before) {
  switch (event) {
    case Event::kAskPlatform: return kAsked;
    case Event::kStepIn: return kSteppedIn;
    case Event::kStepOut: return kWithdrawn;
    case Event::kRuleForBuyer: return kForBuyer;
    case Event::kRuleForSeller: return kForSeller;
    default: return before;
  }
}

}  // namespace

bool IsFinal(State state) { return state == State::kSuccess || state == State::kClosed; }
bool IsPaying(State state) {
  return state == State::kRefundAgreed || state == State::kPayoutFailed;
}

Model::Model(std::int64_t now, bool external)
    : external_(external), now_(now), all_{.orders = Stock(now), .refunds = {}, .keys = {}} {}

Outcome Model::Do(const Deed& deed) {
  const All before = all_;
  auto outcome = std::visit([&](const auto& one) { return On(one); }, deed);
  // A call that does not succeed has changed nothing.
  if (outcome.kind != Kind::kSuccess) all_ = before;
  return outcome;
}

bool Model::StandsLike(const Model& other) const {
  return all_.refunds == other.all_.refunds && all_.orders == other.all_.orders;
}

const Refund* Model::Find(RefundRef ref) const {
  for (const auto& refund : all_.refunds) {
    if (refund.order == ref.order && ref.nth-- == 0) return &refund;
  }
  return nullptr;
}

int Model::CountOf(int order) const {
  return static_cast<int>(std::ranges::count(all_.refunds, order, &Refund::order));
}

std::int64_t Model::VersionSeen(const Refund& refund, int age) {
  const auto last = static_cast<int>(refund.past.size()) - 1;
  return refund.past.at(static_cast<std::size_t>(std::max(0, last - age))).version;
}

Refund* Model::Own(RefundRef ref, Who who) {
  const auto* const found = Find(ref);
  if (found == nullptr) return nullptr;
  const bool openmall = all_.orders.at(static_cast<std::size_t>(found->order)).openmall;
  const bool own = who == Who::kShop || (who == Who::kDistributor && openmall) ||
                   (who == Who::kBuyer && !openmall);
  return own ? &all_.refunds.at(static_cast<std::size_t>(found - all_.refunds.data())) : nullptr;
}

const Line& Model::LineOf(const Refund& refund) const {
  return all_.orders.at(static_cast<std::size_t>(refund.order))
      .lines.at(static_cast<std::size_t>(refund.line));
}

Model::Left Model::LeftOf(int order, int line, const Refund* except) const {
  const auto& whole = all_.orders.at(static_cast<std::size_t>(order));
  const auto& part = whole.lines.at(static_cast<std::size_t>(line));
  Left left{.fen = part.fen, .milli = part.milli, .post_fee = whole.post_fee};
  for (const auto& refund : all_.refunds) {
    if (refund.order != order || refund.state == State::kClosed || &refund == except) continue;
    left.post_fee -= refund.post_fee;
    if (refund.line != line) continue;
    left.fen -= refund.fen;
    left.milli -= refund.milli;
  }
  return left;
}

bool Model::Fits(int order, int line, const Claim& claim, const Refund* except) const {
  const auto left = LeftOf(order, line, except);
  const bool asks_for_nothing = claim.fen == 0 && left.fen != 0;
  return claim.fen <= left.fen && claim.milli <= left.milli && claim.post_fee <= left.post_fee &&
         !asks_for_nothing;
}

bool Model::IsShipped(int order, int line) const {
  const auto& whole = all_.orders.at(static_cast<std::size_t>(order));
  return whole.state == OrderState::kShipped || whole.state == OrderState::kFinished ||
         whole.lines.at(static_cast<std::size_t>(line)).waybill != 0;
}

bool Model::IsGivenBack(int order, int line) const {
  const auto& bought =
      all_.orders.at(static_cast<std::size_t>(order)).lines.at(static_cast<std::size_t>(line));
  Claim back{};
  for (const auto& refund : all_.refunds) {
    const bool agreed = refund.state == State::kSuccess || IsPaying(refund.state);
    if (refund.order != order || refund.line != line || !agreed) continue;
    back.fen += refund.fen;
    back.milli += refund.milli;
  }
  return back.fen == bought.fen && back.milli == bought.milli;
}

bool Model::IsRefundable(const Order& order) const {
  if (order.state == OrderState::kFinished) return now_ <= order.ended + kAftersaleMs;
  return order.state == OrderState::kPaid || order.state == OrderState::kShipped;
}

std::optional<State> Model::Next(const Refund& refund, Event event) const {
  const auto from = [&](auto... states) { return ((refund.state == states) || ...); };
  const auto to = [](bool possible, State state) {
    return possible ? std::optional(state) : std::nullopt;
  };
  const bool stepped_in = refund.arbitration == kSteppedIn && IsDisputed(refund.state);
  using enum State;
  switch (event) {
    case Event::kApply:
    case Event::kLeaveMessage: return std::nullopt;
    case Event::kModify: return to(from(kApplied, kRefused), kApplied);
    case Event::kAgreeRefund:
      return to((from(kApplied) && !refund.returns) || from(kGoodsReturned), kRefundAgreed);
    case Event::kAgreeReturn: return to(from(kApplied) && refund.returns, kReturnAgreed);
    case Event::kRefuse: return to(from(kApplied), kRefused);
    case Event::kWithdraw: return to(from(kApplied, kReturnAgreed, kRefused), kClosed);
    case Event::kShipOrder:
      return to(from(kApplied) && !IsShipped(refund.order, refund.line), kClosed);
    case Event::kShipBack: return to(from(kReturnAgreed), kGoodsReturned);
    case Event::kRefuseGoods: return to(from(kGoodsReturned), kRefused);
    case Event::kPayoutSucceeded: return to(from(kRefundAgreed), kSuccess);
    case Event::kPayoutFailed: return to(from(kRefundAgreed), kPayoutFailed);
    case Event::kRetryPayout: return to(from(kPayoutFailed), kRefundAgreed);
    case Event::kTimeOut:
      if (from(kApplied) && refund.returns) return kReturnAgreed;
      if (from(kRefused, kReturnAgreed)) return kClosed;
      return to(from(kApplied, kGoodsReturned), kRefundAgreed);
    case Event::kAskPlatform:
    case Event::kStepIn: return to(IsDisputed(refund.state), refund.state);
    case Event::kStepOut: return to(stepped_in, refund.state);
    case Event::kRuleForBuyer: return to(stepped_in, kRefundAgreed);
    case Event::kRuleForSeller: return to(stepped_in, kClosed);
  }
  return std::nullopt;
}

std::int64_t Model::LengthOf(const Refund& refund) const {
  switch (refund.state) {
    case State::kApplied:
      if (refund.returns) return kAnswerReturnMs;
      return IsShipped(refund.order, refund.line) ? kAnswerShippedMs : kAnswerUnshippedMs;
    case State::kRefused: return kAfterRefusalMs;
    case State::kReturnAgreed: return kReturnGoodsMs;
    case State::kGoodsReturned: return kConfirmReceiptMs;
    default: return 0;
  }
}

/// While the platform arbitrates, nothing runs; what was left of it goes on afterwards.
void Model::SetDeadline(Refund& refund, Event event) const {
  if (event == Event::kAskPlatform) return;
  if (event == Event::kStepIn) {
    if (refund.due != 0) refund.paused = std::max<std::int64_t>(1, refund.due - now_);
    refund.due = 0;
    return;
  }
  if (event == Event::kStepOut) {
    refund.due = refund.paused == 0 ? 0 : now_ + refund.paused;
    refund.paused = 0;
    return;
  }
  const std::int64_t length = LengthOf(refund);
  const bool waits = refund.arbitration == kSteppedIn;
  refund.due = waits || length == 0 ? 0 : now_ + length;
  refund.paused = waits ? length : 0;
}

void Model::Step(Refund& refund, State next, Event event, Side side) {
  const State from = refund.state;
  // The waybill of a return that was refused before is not that of the next.
  if (next == State::kReturnAgreed && from != next) refund.waybill = 0;
  refund.state = next;
  if (!IsPaying(next)) refund.shown = next;
  refund.arbitration = ArbitrationAfter(event, refund.arbitration);
  SetDeadline(refund, event);
  refund.closed_by_ship = refund.closed_by_ship || event == Event::kShipOrder;
  refund.version = std::max(refund.version + 1, now_);
  refund.past.push_back({from, event, side, refund.version});
}

/// A move that was made before: right after the version that the caller has seen, or as the last.
Model::Moved Model::Move(Refund& refund, Event event, Side side, std::optional<std::int64_t> seen) {
  const auto next = Next(refund, event);
  if (!next || (seen && *seen != refund.version)) {
    const auto counts = [&](const Past& past) {
      return seen ? past.version > *seen : !IsBeside(past.event);
    };
    const auto same = [&](const Past& past) { return past.event == event && past.side == side; };
    const auto& past = refund.past;
    if (seen) {
      const auto first = std::ranges::find_if(past, counts);
      return first != past.end() && same(*first) ? Moved::kBefore : Moved::kNo;
    }
    const auto last = std::find_if(past.rbegin(), past.rend(), counts);
    return last != past.rend() && same(*last) ? Moved::kBefore : Moved::kNo;
  }
  const bool agreed = *next == State::kRefundAgreed && !IsPaying(refund.state);
  Step(refund, *next, event, side);
  if (agreed && external_) refund.payout = {.attempt = 1, .status = "waiting"};
  if (agreed && !external_) Step(refund, State::kSuccess, Event::kPayoutSucceeded, Side::kPayout);
  FollowOrder(refund.order);
  return Moved::kYes;
}

/// Paid back whole, it is closed; with nothing left to ship, it is shipped.
void Model::FollowOrder(int index) {
  auto& order = all_.orders.at(static_cast<std::size_t>(index));
  if (order.state == OrderState::kCreated || order.state == OrderState::kClosed) return;
  std::int64_t paid = order.post_fee;
  bool partly_shipped = false;
  bool left = false;
  for (int i = 0; i < static_cast<int>(order.lines.size()); ++i) {
    const auto& line = order.lines.at(static_cast<std::size_t>(i));
    paid += line.fen;
    partly_shipped = partly_shipped || line.waybill != 0;
    left = left || (!IsShipped(index, i) && !IsGivenBack(index, i));
  }
  const std::int64_t all = paid;
  bool open = false;
  for (const auto& refund : all_.refunds) {
    if (refund.order != index || refund.state == State::kClosed) continue;
    paid -= refund.fen + refund.post_fee;
    open = open || !IsFinal(refund.state);
  }
  if (all > 0 && paid == 0 && !open) {
    order.state = OrderState::kClosed;
  } else if (order.state == OrderState::kPaid && partly_shipped && !left) {
    order.state = OrderState::kShipped;
  }
}

Refund& Model::Apply(int order, int line, const Claim& claim, bool returns) {
  Refund made{.order = order, .line = line};
  made.returns = returns;
  made.aftersale = all_.orders.at(static_cast<std::size_t>(order)).state == OrderState::kFinished;
  made.fen = claim.fen;
  made.post_fee = claim.post_fee;
  made.milli = claim.milli;
  Step(made, State::kApplied, Event::kApply, Side::kBuyer);
  return all_.refunds.emplace_back(std::move(made));
}

}  // namespace ebbtide::simulation
