#include <algorithm>

#include "simulation/model.hpp"

/// Openmall buyers and Taobao sellers.
namespace ebbtide::simulation {

std::optional<Model::Claim> Model::Taken(const Wish& wish, int order, int line,
                                         const Refund* except) const {
  const bool shipped = IsShipped(order, line);
  if (shipped && wish.goods == Goods::kUnshipped) return std::nullopt;
  if (!shipped && wish.returns) return std::nullopt;
  const auto left = LeftOf(order, line, except);
  if (wish.fen > left.fen + (wish.seven_days ? 0 : left.post_fee)) return std::nullopt;
  if (wish.fen == 0 && left.fen == 0 && left.milli == 0) return std::nullopt;

  Claim claim{.fen = std::min(wish.fen, left.fen), .post_fee = 0, .milli = left.milli};
  claim.post_fee = wish.fen - claim.fen;
  if (claim.fen < left.fen) {
    claim.milli = left.milli * claim.fen / left.fen;
    const bool weighed = all_.orders.at(static_cast<std::size_t>(order))
                                 .lines.at(static_cast<std::size_t>(line))
                                 .milli %
                             1000 !=
                         0;
    if (!weighed) claim.milli -= claim.milli % 1000;
  }
  if (!Fits(order, line, claim, except)) return std::nullopt;
  return claim;
}

/// The first line with enough left; where none has, the one with the most.
int Model::LineFor(const Wish& wish, int order) const {
  const auto count = static_cast<int>(all_.orders.at(static_cast<std::size_t>(order)).lines.size());
  int most = 0;
  for (int i = 0; i < count; ++i) {
    const auto left = LeftOf(order, i);
    const bool enough = wish.fen == 0 ? left.fen == 0 && left.milli > 0 : left.fen >= wish.fen;
    if (enough) return i;
    if (left.fen > LeftOf(order, most).fen) most = i;
  }
  return most;
}

Outcome Model::On(const ApplyOpenmall& deed) {
  const auto& order = all_.orders.at(static_cast<std::size_t>(deed.order));
  if (deed.who != Who::kDistributor || !order.openmall) return Refused();
  for (int i = 0; i < CountOf(deed.order); ++i) {
    const auto& refund = *Find({deed.order, i});
    if (IsFinal(refund.state)) continue;
    return Success(std::to_string(i) + " " + std::string(WordOf(refund)));
  }
  if (!IsRefundable(order)) return Refused();
  const int line = LineFor(deed.wish, deed.order);
  const auto claim = Taken(deed.wish, deed.order, line);
  if (!claim) return Refused();
  auto& made = Apply(deed.order, line, *claim, deed.wish.returns);
  made.seven_days = deed.wish.seven_days;
  return Success(std::to_string(CountOf(deed.order) - 1) + " " + std::string(WordOf(made)));
}

Outcome Model::On(const ModifyOpenmall& deed) {
  auto* const refund = Own(deed.refund, deed.who);
  const bool possible = refund != nullptr && deed.who == Who::kDistributor &&
                        Next(*refund, Event::kModify).has_value();
  if (!possible) return Refused();
  const auto claim = Taken(deed.wish, refund->order, refund->line, refund);
  if (!claim) return Refused();
  refund->returns = deed.wish.returns;
  refund->seven_days = deed.wish.seven_days;
  refund->fen = claim->fen;
  refund->post_fee = claim->post_fee;
  refund->milli = claim->milli;
  Move(*refund, Event::kModify, Side::kBuyer);
  return Success();
}

Outcome Model::On(const CloseOpenmall& deed) {
  auto* const refund = Own(deed.refund, deed.who);
  if (refund == nullptr || deed.who != Who::kDistributor) return Refused();
  if (refund->state == State::kClosed) return Success();
  return Move(*refund, Event::kWithdraw, Side::kBuyer) == Moved::kNo ? Refused() : Success();
}

Outcome Model::On(const SubmitOpenmall& deed) {
  auto* const refund = Own(deed.refund, deed.who);
  if (refund == nullptr || deed.who != Who::kDistributor) return Refused();
  if (refund->state == State::kGoodsReturned && refund->waybill == deed.waybill) return Success();
  if (Move(*refund, Event::kShipBack, Side::kBuyer) != Moved::kYes) return Refused();
  refund->waybill = deed.waybill;
  return Success();
}

bool Model::AgreeRow(const AgreeRefunds::Row& row, std::int64_t seen, Who who) {
  auto* const refund = Own(row.refund, who);
  if (refund == nullptr || row.phase == Phase::kWrong) return false;
  const std::int64_t total = refund->fen + refund->post_fee;
  if (std::max<std::int64_t>(0, total + row.too_much) != total) return false;
  return Move(*refund, Event::kAgreeRefund, Side::kSeller, seen) != Moved::kNo;
}

Outcome Model::On(const AgreeRefunds& deed) {
  if (deed.malformed) return Invalid();
  // All have been looked at before the first is agreed to.
  std::vector<std::int64_t> seen;
  for (const auto& row : deed.rows) {
    const auto* const refund = Find(row.refund);
    seen.push_back(refund == nullptr ? 0 : VersionSeen(*refund, row.age));
  }
  std::string rows;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    rows += AgreeRow(deed.rows[i], seen[i], deed.who) ? "1" : "0";
  }
  return Success(rows);
}

Outcome Model::On(const RefuseRefund& deed) {
  if (deed.too_short) return Invalid();
  auto* const refund = Own(deed.refund, deed.who);
  if (refund == nullptr) return Refused();
  if (deed.phase == Phase::kWrong) return Invalid();
  const auto seen = deed.age ? std::optional(VersionSeen(*refund, *deed.age)) : std::nullopt;
  const bool may = IsShipped(refund->order, refund->line) && !refund->seven_days;
  const auto moved = Move(*refund, Event::kRefuse, Side::kSeller, seen);
  if (moved == Moved::kNo || (moved == Moved::kYes && !may)) return Refused();
  if (moved == Moved::kYes && deed.proof == Picture::kBad) return Invalid();
  return Success(std::string(WordOf(*refund)));
}

/// Of a return that was agreed to by timeout.
Outcome Model::NameAddress(Refund& refund, int address) {
  refund.address = address;
  refund.past.push_back({refund.state, Event::kLeaveMessage, Side::kSeller, refund.version});
  return Success();
}

Outcome Model::On(const AgreeReturn& deed) {
  if (deed.address == 0) return Invalid();
  auto* const refund = Own(deed.refund, deed.who);
  if (refund == nullptr) return Refused();
  if (deed.phase == Phase::kWrong) return Invalid();
  const auto seen = deed.age ? std::optional(VersionSeen(*refund, *deed.age)) : std::nullopt;
  if (refund->state == State::kReturnAgreed && seen.value_or(refund->version) == refund->version) {
    if (refund->address == deed.address) return Success();
    if (refund->address == 0) return NameAddress(*refund, deed.address);
  }
  const auto moved = Move(*refund, Event::kAgreeReturn, Side::kSeller, seen);
  if (moved == Moved::kNo) return Refused();
  if (moved == Moved::kBefore) return refund->address == deed.address ? Success() : Refused();
  refund->address = deed.address;
  return Success();
}

Outcome Model::On(const RefillReturn& deed) {
  if (deed.phase == Phase::kUnsaid) return Invalid();
  auto* const refund = Own(deed.refund, deed.who);
  if (refund == nullptr) return Refused();
  if (deed.phase == Phase::kWrong) return Invalid();
  const auto moved = Move(*refund, Event::kShipBack, Side::kSeller);
  if (moved == Moved::kNo) return Refused();
  if (moved == Moved::kBefore) return refund->waybill == deed.waybill ? Success() : Refused();
  refund->waybill = deed.waybill;
  return Success();
}

Outcome Model::On(const RefuseReturn& deed) {
  const bool complete =
      deed.age.has_value() && deed.phase != Phase::kUnsaid && deed.proof != Picture::kNone;
  if (!complete) return Invalid();
  auto* const refund = Own(deed.refund, deed.who);
  if (refund == nullptr) return Refused();
  if (deed.phase == Phase::kWrong) return Invalid();
  const auto seen = VersionSeen(*refund, *deed.age);
  const auto moved = Move(*refund, Event::kRefuseGoods, Side::kSeller, seen);
  if (moved == Moved::kNo) return Refused();
  if (moved == Moved::kYes && deed.proof == Picture::kBad) return Invalid();
  return Success();
}

Outcome Model::On(const Ship& deed) {
  if (deed.who != Who::kShop) return Refused();
  auto& order = all_.orders.at(static_cast<std::size_t>(deed.order));
  const auto count = static_cast<int>(order.lines.size());
  const auto is_strange = [&](int line) { return line >= count; };
  if (deed.part && (deed.lines.empty() || std::ranges::any_of(deed.lines, is_strange))) {
    return Invalid();
  }
  std::vector<int> named = deed.part ? deed.lines : std::vector<int>{};
  std::vector<int> left;
  for (int i = 0; i < count; ++i) {
    if (!deed.part) named.push_back(i);
    if (!IsShipped(deed.order, i) && !IsGivenBack(deed.order, i)) left.push_back(i);
  }
  const auto went = [&](int i) {
    return order.lines.at(static_cast<std::size_t>(i)).waybill == deed.waybill;
  };
  const bool done = deed.part ? std::ranges::all_of(named, went)
                              : left.empty() && std::ranges::any_of(named, went);
  if (done) return Success();
  if (order.state != OrderState::kPaid || left.empty()) return Refused();

  const auto is_left = [&](int i) { return std::ranges::count(left, i) != 0; };
  const auto is_wrong = [&](int i) { return !is_left(i) && !went(i); };
  if (deed.part && std::ranges::any_of(named, is_wrong)) return Refused();
  std::erase_if(named, [&](int i) { return !is_left(i); });
  for (auto& refund : all_.refunds) {
    const bool of_these = refund.order == deed.order && std::ranges::count(named, refund.line) != 0;
    if (of_these) Move(refund, Event::kShipOrder, Side::kSeller);
  }
  for (const int i : named) order.lines.at(static_cast<std::size_t>(i)).waybill = deed.waybill;
  FollowOrder(deed.order);
  return Success();
}

Outcome Model::On(const Finish& deed) {
  auto& order = all_.orders.at(static_cast<std::size_t>(deed.order));
  if (deed.who != Who::kShop) return Refused();
  if (order.state == OrderState::kFinished) return Success();
  if (order.state != OrderState::kShipped) return Refused();
  order.state = OrderState::kFinished;
  order.ended = now_;
  return Success();
}

}  // namespace ebbtide::simulation
