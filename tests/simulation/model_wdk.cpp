#include <algorithm>
#include <set>

#include "simulation/model.hpp"

/// WDK merchants.
namespace ebbtide::simulation {
namespace {

/// What makes two applications the same.
std::string ContentOf(ApplyWdk deed) {
  std::ranges::sort(deed.rows, {}, &ApplyWdk::Row::line);
  return ToText(Deed(std::move(deed)));
}

}  // namespace

Refund* Model::OwnWdk(RefundRef ref, Who who) {
  auto* const refund = Own(ref, who);
  const bool wdk =
      refund != nullptr && !all_.orders.at(static_cast<std::size_t>(refund->order)).openmall;
  return wdk ? refund : nullptr;
}

Outcome Model::On(const ApplyWdk& deed) {
  std::set<int> named;
  for (const auto& row : deed.rows) {
    if (row.pieces < 1 || !named.insert(row.line).second) return Invalid();
  }
  const auto& order = all_.orders.at(static_cast<std::size_t>(deed.order));
  if (deed.who != Who::kShop) return Refused();
  const std::string content = ContentOf(deed);
  if (const auto known = all_.keys.find(deed.key); known != all_.keys.end()) {
    return known->second == content ? Success() : Refused();
  }
  if (order.openmall || !IsRefundable(order)) return Refused();
  for (const auto& row : deed.rows) {
    const Claim claim{.fen = row.fen, .post_fee = 0, .milli = row.pieces * 1000};
    const bool there = row.line < static_cast<int>(order.lines.size());
    if (!there || !Fits(deed.order, row.line, claim)) return Refused();
    Apply(deed.order, row.line, claim, false).key = deed.key;
  }
  all_.keys[deed.key] = content;
  return Success();
}

/// Agreeing to less than was applied for lets go of the rest; postage may be added.
bool Model::Grant(Refund& refund, std::int64_t fen, std::int64_t post_fee) {
  const bool same = fen == refund.fen && post_fee == refund.post_fee;
  if (!Next(refund, Event::kAgreeRefund)) {
    return Move(refund, Event::kAgreeRefund, Side::kSeller) == Moved::kBefore && same;
  }
  const Claim claim{.fen = fen, .post_fee = post_fee, .milli = refund.milli};
  if (fen > refund.fen) return false;
  if (!same && !Fits(refund.order, refund.line, claim, &refund)) return false;
  refund.fen = fen;
  refund.post_fee = post_fee;
  Move(refund, Event::kAgreeRefund, Side::kSeller);
  return true;
}

bool Model::GrantAll(const std::vector<Refund*>& refunds, std::optional<std::int64_t> fen) {
  return std::ranges::all_of(refunds, [&](Refund* refund) {
    return Grant(*refund, fen.value_or(refund->fen), refund->post_fee);
  });
}

Outcome Model::On(const ConfirmWdk& deed) {
  std::set<const Refund*> named;
  bool nobodys = false;
  for (const auto& row : deed.rows) {
    const auto* const refund = Find(row.refund);
    const bool again = refund == nullptr ? nobodys : !named.insert(refund).second;
    if (again) return Invalid();
    nobodys = nobodys || refund == nullptr;
  }
  const auto& order = all_.orders.at(static_cast<std::size_t>(deed.order));
  if (deed.who != Who::kShop || order.openmall) return Refused();
  for (const auto& row : deed.rows) {
    auto* const refund = OwnWdk(row.refund, deed.who);
    const bool right =
        refund != nullptr && refund->order == deed.order && (!deed.key || refund->key == *deed.key);
    if (!right) return Refused();
    const auto fen = std::max<std::int64_t>(0, refund->fen + row.too_much);
    if (!Grant(*refund, fen, row.post_fee.value_or(refund->post_fee))) return Refused();
  }
  return Success();
}

/// Those that wait for an answer; where none does, the one that changed last.
std::vector<Refund*> Model::Meant(int order, std::optional<int> line) {
  std::vector<Refund*> waiting;
  Refund* last = nullptr;
  for (auto& refund : all_.refunds) {
    if (refund.order != order || (line && refund.line != *line)) continue;
    if (refund.state == State::kApplied) waiting.push_back(&refund);
    if (last == nullptr || refund.version > last->version) last = &refund;
  }
  if (waiting.empty() && last != nullptr) waiting.push_back(last);
  return waiting;
}

Outcome Model::On(const AgreeAelophy& deed) {
  if (deed.fen && !deed.line) return Invalid();
  if (deed.who != Who::kShop) return Refused();
  if (deed.refund) {
    auto* const refund = OwnWdk(*deed.refund, deed.who);
    const bool right = refund != nullptr && (!deed.line || refund->line == *deed.line);
    if (!right) return Refused();
    return GrantAll({refund}, deed.fen) ? Success() : Refused();
  }
  const auto& order = all_.orders.at(static_cast<std::size_t>(deed.order));
  if (order.openmall) return Refused();
  const auto meant = Meant(deed.order, deed.line);
  if (meant.empty() || (meant.size() > 1 && deed.fen)) return Refused();
  return GrantAll(meant, deed.fen) ? Success() : Refused();
}

Outcome Model::On(const DisagreeAelophy& deed) {
  auto* const refund = deed.who == Who::kShop ? OwnWdk(deed.refund, deed.who) : nullptr;
  if (refund == nullptr) return Refused();
  return Move(*refund, Event::kRefuse, Side::kSeller) == Moved::kNo ? Refused() : Success();
}

/// Everything that is left goes back, a refund for each line that has something, postage with the
/// last.
bool Model::CancelPaid(int index) {
  for (int i = 0; i < CountOf(index); ++i) {
    auto& refund = *Own({index, i}, Who::kShop);
    if (IsFinal(refund.state) || IsPaying(refund.state)) continue;
    if (refund.state != State::kApplied && refund.state != State::kRefused) return false;
    Move(refund, Event::kWithdraw, Side::kBuyer);
  }
  const auto count = static_cast<int>(all_.orders.at(static_cast<std::size_t>(index)).lines.size());
  std::int64_t money_left = LeftOf(index, 0).post_fee;
  int last = count - 1;
  for (int i = 0; i < count; ++i) {
    const auto left = LeftOf(index, i);
    money_left += left.fen;
    if (left.fen > 0 || left.milli > 0) last = i;
  }
  if (money_left == 0) return true;
  const int before = CountOf(index);
  for (int i = 0; i < count; ++i) {
    const auto left = LeftOf(index, i);
    const bool something = left.fen > 0 || left.milli > 0 || i == last;
    const auto post_fee = i == last ? left.post_fee : 0;
    if (something)
      Apply(index, i, {.fen = left.fen, .post_fee = post_fee, .milli = left.milli}, false);
  }
  for (int i = before; i < CountOf(index); ++i) {
    Move(*Own({index, i}, Who::kShop), Event::kAgreeRefund, Side::kSeller);
  }
  return true;
}

Outcome Model::On(const CancelWdk& deed) {
  auto& order = all_.orders.at(static_cast<std::size_t>(deed.order));
  if (deed.who != Who::kShop || order.openmall) return Refused();
  if (order.state == OrderState::kClosed) return Success();
  if (order.state == OrderState::kCreated) {
    order.state = OrderState::kClosed;
    return Success();
  }
  for (int i = 0; i < static_cast<int>(order.lines.size()); ++i) {
    if (IsShipped(deed.order, i)) return Refused();
  }
  if (!CancelPaid(deed.order)) return Refused();
  // What is on its way closes the order when it has arrived; without any money, it is closed now.
  bool paying = false;
  for (const auto& refund : all_.refunds) {
    paying = paying || (refund.order == deed.order && IsPaying(refund.state));
  }
  if (!paying) order.state = OrderState::kClosed;
  return Success();
}

}  // namespace ebbtide::simulation
