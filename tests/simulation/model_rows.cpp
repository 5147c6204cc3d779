#include <algorithm>
#include <array>

#include "simulation/model.hpp"

/// What the simulation begins with, and what must be in the database.
namespace ebbtide::simulation {
namespace {

constexpr std::int64_t kDayMs = 24 * kHourMs;

std::string Text(std::int64_t number) { return std::to_string(number); }

}  // namespace

std::vector<Order> Stock(std::int64_t now) {
  using enum OrderState;
  return {
      {1000,
       true,
       kPaid,
       500,
       {700, 33, 1100},
       {{1001, "A", 10'000, 1000}, {1002, "B", 1'000, 333}, {1003, "FREE", 2'000, 0}}},
      {2000, true, kPaid, 0, {777}, {{2001, "A", 7'000, 777}}},
      {3000, true, kShipped, 10, {110, 100}, {{3001, "A", 3'000, 100}, {3002, "B", 3'000, 100}}},
      {4000, true, kShipped, 0, {}, {{4001, "W", 1'500, 300}}},
      {5000, true, kFinished, 20, {1, 319}, {{5001, "A", 3'000, 300}}, now - 8 * kDayMs},
      {6000,
       false,
       kPaid,
       50,
       {123, 1000, 27},
       {{6001, "A", 6'000, 600}, {6002, "B", 5'000, 500}, {6003, "C", 1'000, 0}}},
      {7000, false, kPaid, 0, {}, {{7001, "A", 4'000, 40}, {7002, "W", 2'500, 250}}},
      {8000, false, kShipped, 30, {930}, {{8001, "A", 9'000, 900}}},
      {9000, false, kCreated, 0, {}, {{9001, "A", 1'000, 100}}},
      {10000,
       true,
       kShipped,
       100,
       {5000, 5100},
       {{10001, "A", 20'000, 4000}, {10002, "B", 7'000, 5999}, {10003, "C", 1'000, 1}}},
      {11000,
       true,
       kPaid,
       66,
       {66, 1000, 3000},
       {{11001, "A", 30'000, 3000}, {11002, "B", 9'000, 1000}}},
      {12000, true, kShipped, 0, {1000}, {{12001, "A", 10'000, 1000}}},
      {13000,
       false,
       kPaid,
       10,
       {10, 4000},
       {{13001, "A", 30'000, 3000}, {13002, "B", 9'000, 1000}}},
  };
}

std::string_view ToText(State state) {
  constexpr std::array<std::string_view, 8> kNames{
      "APPLIED",       "REFUSED",       "RETURN_AGREED", "GOODS_RETURNED",
      "REFUND_AGREED", "PAYOUT_FAILED", "SUCCESS",       "CLOSED"};
  return kNames.at(static_cast<std::size_t>(state));
}

std::string_view ToText(OrderState state) {
  constexpr std::array<std::string_view, 5> kNames{"created", "paid", "shipped", "finished",
                                                   "closed"};
  return kNames.at(static_cast<std::size_t>(state));
}

std::string_view ToText(Event event) {
  constexpr std::array<std::string_view, 19> kNames{
      "apply",         "modify",         "agree_refund",    "agree_return", "refuse",
      "withdraw",      "ship_order",     "ship_back",       "refuse_goods", "payout_succeeded",
      "payout_failed", "retry_payout",   "time_out",        "ask_platform", "step_in",
      "step_out",      "rule_for_buyer", "rule_for_seller", "leave_message"};
  return kNames.at(static_cast<std::size_t>(event));
}

std::string_view WordOf(const Refund& refund) {
  switch (IsPaying(refund.state) ? refund.shown : refund.state) {
    case State::kApplied: return "WAIT_SELLER_AGREE";
    case State::kRefused: return "SELLER_REFUSE_BUYER";
    case State::kReturnAgreed: return "WAIT_BUYER_RETURN_GOODS";
    case State::kGoodsReturned: return "WAIT_SELLER_CONFIRM_GOODS";
    case State::kSuccess: return "SUCCESS";
    case State::kClosed: return "CLOSED";
    case State::kRefundAgreed:
    case State::kPayoutFailed: break;
  }
  return {};
}

std::vector<std::string> Model::Rows() const {
  std::vector<std::string> rows;
  std::vector<int> nth(all_.orders.size());
  std::vector<std::int64_t> held(all_.orders.size());
  for (const auto& refund : all_.refunds) {
    const auto order = static_cast<std::size_t>(refund.order);
    if (refund.state != State::kClosed) held.at(order) += refund.fen + refund.post_fee;
    const std::string name = Text(refund.order) + "." + Text(nth.at(order)++);
    std::string row = "refund " + name + ": " + std::string(ToText(refund.state));
    row += " line " + Text(LineOf(refund).id) + " fen " + Text(refund.fen) + "+" +
           Text(refund.post_fee) + " milli " + Text(refund.milli);
    row += " claim " + Text(refund.returns ? 3 : 1) + " phase " + Text(refund.aftersale ? 2 : 1);
    row += " arbitration " + Text(refund.arbitration) + " due " + Text(refund.due) + " paused " +
           Text(refund.paused) + " version " + Text(refund.version) + " by_ship " +
           Text(refund.closed_by_ship ? 1 : 0);
    row += " to " + (refund.address == 0 ? "" : "Road " + Text(refund.address)) + " with " +
           (refund.waybill == 0 ? "" : Text(refund.waybill)) + " events";
    for (const auto& past : refund.past) row += " " + std::string(ToText(past.event));
    rows.push_back(std::move(row));
    if (refund.payout.attempt == 0) continue;
    rows.push_back("payout " + name + ": attempt " + Text(refund.payout.attempt) + " " +
                   refund.payout.status + " reference " +
                   (refund.payout.reference == 0 ? "" : Text(refund.payout.reference)));
  }
  for (std::size_t i = 0; i < all_.orders.size(); ++i) {
    const auto& order = all_.orders.at(i);
    const auto index = static_cast<int>(i);
    rows.push_back("order " + Text(index) + ": " + std::string(ToText(order.state)) + " refunded " +
                   Text(held.at(i)) + " postage " +
                   Text(order.post_fee - LeftOf(index, 0).post_fee) + " by payments " +
                   Text(order.payments.empty() ? 0 : held.at(i)));
    for (int line = 0; line < static_cast<int>(order.lines.size()); ++line) {
      const auto& bought = order.lines.at(static_cast<std::size_t>(line));
      const auto left = LeftOf(index, line);
      rows.push_back("line " + Text(bought.id) + ": refunded " + Text(bought.fen - left.fen) +
                     " milli " + Text(bought.milli - left.milli) + " waybill " +
                     (bought.waybill == 0 ? "" : Text(bought.waybill)));
    }
  }
  std::ranges::sort(rows);
  return rows;
}

}  // namespace ebbtide::simulation
