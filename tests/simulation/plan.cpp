#include "simulation/plan.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>

#include "base/random.hpp"
#include "simulation/model.hpp"

namespace ebbtide::simulation {
namespace {

/// How often another deed is tried for one that changes something.
constexpr int kTries = 10;
constexpr int kKeys = 40;
constexpr int kWaybills = 3;

class Planner {
 public:
  Planner(std::uint64_t seed, std::int64_t now, bool external)
      : random_(seed), model_(now, external) {}

  Deed Next() {
    auto deed = Draw();
    const bool any_will_do = OneIn(4);
    for (int i = 0; i < kTries && !any_will_do && !Matters(deed); ++i) deed = Draw();
    model_.Do(deed);
    return deed;
  }

 private:
  std::int64_t Below(std::int64_t limit) {
    return static_cast<std::int64_t>(random_.Next() % static_cast<std::uint64_t>(limit));
  }
  int Small(int limit) { return static_cast<int>(Below(limit)); }
  bool OneIn(int count) { return Below(count) == 0; }
  template <class T>
  T Pick(std::initializer_list<T> from) {
    return from.begin()[Below(static_cast<std::int64_t>(from.size()))];
  }

  [[nodiscard]] bool Matters(const Deed& deed) const {
    Model model = model_;
    model.Do(deed);
    return std::holds_alternative<Pass>(deed) || !model.StandsLike(model_);
  }

  Deed Draw() {
    switch (Below(36)) {
      case 0:
      case 1:
      case 2:
      case 3: return ApplyingOpenmall();
      case 4:
      case 5: return ModifyingOpenmall();
      case 6: return OneIn(2) ? Deed(CloseOpenmall{Buyer(), Ref(true)}) : Passing();
      case 7:
      case 8: return SubmitOpenmall{Buyer(), Ref(true), Waybill()};
      case 9: return Agreeing();
      case 10:
      case 11: return RefuseRefund{Seller(), Ref(), Seen(), AnyPhase(), AnyPicture(), OneIn(20)};
      case 12:
      case 13: return AgreeReturn{Seller(), Ref(), Seen(), AnyPhase(), Pick({0, 1, 1, 1, 2})};
      case 14: return RefillReturn{Seller(), Ref(), AnyPhase(), Waybill()};
      case 15:
      case 16:
      case 17: return RefuseReturn{Seller(), Ref(), Seen(), AnyPhase(), AnyPicture()};
      case 18: return Shipping();
      case 19: return OneIn(3) ? Deed(Finish{Seller(), Order()}) : Passing();
      case 20: return AskPlatform{Pick({Who::kShop, Who::kBuyer, Who::kRival}), Ref()};
      case 21: return OneIn(2) ? Deed(StepIn{Ref()}) : Passing();
      case 22:
      case 23: return Decide{Ref(), Pick({Verdict::kBuyer, Verdict::kSeller, Verdict::kWithdrawn})};
      case 24:
      case 25: return Reporting();
      case 26: return RetryPayout{Ref()};
      case 27:
      case 28:
      case 29:
      case 30: return ApplyingWdk();
      case 31:
      case 32: return ConfirmingWdk();
      case 33:
      case 34: return AgreeingAelophy();
      default:
        return OneIn(3) ? Deed(CancelWdk{Seller(), Order(false)})
                        : DisagreeAelophy{Seller(), Ref(false)};
    }
  }

  /// Of the channel, where one is asked for; seldom of the other.
  int Order(std::optional<bool> openmall = {}) {
    const auto& orders = model_.orders();
    int order = Small(static_cast<int>(orders.size()));
    if (!openmall || OneIn(30)) return order;
    while (orders.at(static_cast<std::size_t>(order)).openmall != *openmall) {
      order = Small(static_cast<int>(orders.size()));
    }
    return order;
  }
  int LineOf(int order) {
    const auto count = model_.orders().at(static_cast<std::size_t>(order)).lines.size();
    return Small(static_cast<int>(count)) + (OneIn(30) ? 1 : 0);
  }
  Who Seller() { return OneIn(20) ? Who::kRival : Who::kShop; }
  Who Buyer() { return OneIn(20) ? Who::kStranger : Who::kDistributor; }
  int Waybill() { return 1 + Small(kWaybills); }
  Age Seen() { return Pick<Age>({{}, 0, 0, 1, 2}); }
  Phase AnyPhase() {
    return Pick({Phase::kUnsaid, Phase::kRight, Phase::kRight, Phase::kRight,
                 OneIn(5) ? Phase::kWrong : Phase::kRight});
  }
  Picture AnyPicture() {
    return Pick({Picture::kNone, Picture::kGood, Picture::kGood, Picture::kBad});
  }

  /// Most often one of which there is something to say still.
  RefundRef Ref(std::optional<bool> openmall = {}) {
    const int order = Order(openmall);
    const int count = model_.CountOf(order);
    if (count == 0 || OneIn(30)) return {order, count};
    if (OneIn(5)) return {order, Small(count)};
    std::vector<RefundRef> open;
    std::vector<int> nth(model_.orders().size());
    for (const auto& refund : model_.refunds()) {
      const int place = nth.at(static_cast<std::size_t>(refund.order))++;
      const bool right =
          !openmall ||
          model_.orders().at(static_cast<std::size_t>(refund.order)).openmall == *openmall;
      if (right && !IsFinal(refund.state)) open.push_back({refund.order, place});
    }
    if (open.empty()) return {order, count - 1};
    return open.at(static_cast<std::size_t>(Below(std::ssize(open))));
  }

  /// What is left of a line, some of it, more than it.
  std::int64_t FenOf(const Model::Left& left) {
    return Pick<std::int64_t>({left.fen, left.fen / 2, left.fen / 3, left.fen / 5, left.fen / 7, 1,
                               left.fen + left.post_fee, left.fen + left.post_fee / 2,
                               left.fen + left.post_fee + 1, 0});
  }

  Wish WishOf(int order) {
    const auto& lines = model_.orders().at(static_cast<std::size_t>(order)).lines;
    const auto left = model_.LeftOf(order, Small(static_cast<int>(lines.size())));
    return {.fen = FenOf(left),
            .returns = OneIn(2),
            .seven_days = OneIn(4),
            .goods = OneIn(4) ? Goods::kUnshipped : Goods::kReceived};
  }

  Deed ApplyingOpenmall() {
    const int order = Order(true);
    return ApplyOpenmall{Buyer(), order, WishOf(order)};
  }

  Deed ModifyingOpenmall() {
    const auto ref = Ref(true);
    return ModifyOpenmall{Buyer(), ref, WishOf(ref.order)};
  }

  Deed Agreeing() {
    AgreeRefunds deed{Seller(), {}, OneIn(30)};
    for (int i = Small(3); i >= 0; --i) {
      deed.rows.push_back(
          {Ref(), OneIn(10) ? Pick({-1, 1}) : 0, Pick({0, 0, 0, 1, 2}), AnyPhase()});
    }
    return deed;
  }

  Deed Shipping() {
    const int order = Order();
    Ship deed{Seller(), order, OneIn(2), {}, Waybill()};
    for (int i = Small(3); deed.part && i > 0; --i) deed.lines.push_back(LineOf(order));
    return deed;
  }

  Deed Reporting() {
    return ConfirmPayout{Ref(), Pick({0, 0, 0, 1, -1}),
                         Pick({Paid::kPaid, Paid::kFailed, Paid::kUnknown}), Small(3)};
  }

  Deed ApplyingWdk() {
    if (!applied_.empty() && OneIn(6)) {
      auto again = applied_.at(static_cast<std::size_t>(Below(std::ssize(applied_))));
      std::ranges::reverse(again.rows);
      return again;
    }
    ApplyWdk deed{Seller(), Small(kKeys), Order(false), {}};
    for (int i = Small(3); i >= 0; --i) {
      const int line = LineOf(deed.order);
      const auto& lines = model_.orders().at(static_cast<std::size_t>(deed.order)).lines;
      const int last = static_cast<int>(lines.size()) - 1;
      const auto left = model_.LeftOf(deed.order, std::min(line, last));
      deed.rows.push_back({line, Pick<std::int64_t>({1, 1, 2, left.milli / 1000}), FenOf(left)});
    }
    applied_.push_back(deed);
    return deed;
  }

  Deed ConfirmingWdk() {
    const auto first = Ref(false);
    ConfirmWdk deed{Seller(), first.order, {}, {}};
    if (OneIn(6)) deed.key = Small(kKeys);
    for (int i = Small(3); i >= 0; --i) {
      const int other = Small(std::max(1, model_.CountOf(first.order)));
      const auto post_fee = Pick<std::optional<std::int64_t>>({{}, {}, {}, 0, 10, 30, 50, 51});
      deed.rows.push_back({i == 0 ? first : RefundRef{OneIn(20) ? Order() : first.order, other},
                           Pick({0, 0, 0, -1, -50, 1}), post_fee});
    }
    return deed;
  }

  Deed AgreeingAelophy() {
    AgreeAelophy deed{Seller(), {}, Order(false), {}, {}};
    if (OneIn(2)) deed.refund = Ref(false);
    if (OneIn(2)) deed.line = LineOf(deed.refund ? deed.refund->order : deed.order);
    if (OneIn(3)) deed.fen = Pick<std::int64_t>({0, 1, 10, 50, 100, 500});
    return deed;
  }

  Deed Passing() {
    const bool long_time = OneIn(6);
    const auto ms = long_time ? Pick({30 * kHourMs, 100 * kHourMs, 200 * kHourMs})
                              : Pick<std::int64_t>({0, 1, 3, 1'000, kHourMs, 5 * kHourMs});
    return Pass{ms, !OneIn(4)};
  }

  SeededRandom random_;
  Model model_;
  std::vector<ApplyWdk> applied_;
};

}  // namespace

std::vector<Deed> PlanDeeds(std::uint64_t seed, std::size_t count, std::int64_t now,
                            bool external) {
  Planner planner(seed, now, external);
  std::vector<Deed> deeds;
  while (deeds.size() < count) deeds.push_back(planner.Next());
  return deeds;
}

}  // namespace ebbtide::simulation
