#include "refund/vocabulary.hpp"

#include <array>
#include <stdexcept>

namespace ebbtide::refund {
namespace {

struct Words {
  State state;
  std::string_view taobao;
  std::string_view epp;
  std::string_view wdk;
};

constexpr std::array<Words, kStateCount> kWords{{
    {State::kApplied, "WAIT_SELLER_AGREE", "1", "APPLY"},
    {State::kRefused, "SELLER_REFUSE_BUYER", "3", "REFUSE"},
    {State::kReturnAgreed, "WAIT_BUYER_RETURN_GOODS", "4", "AGREE"},
    {State::kGoodsReturned, "WAIT_SELLER_CONFIRM_GOODS", "5", "AGREE"},
    {State::kRefundAgreed, "", "2", "AGREE"},
    {State::kPayoutFailed, "", "2", "FAILED"},
    {State::kSuccess, "SUCCESS", "6", "SUCCESS"},
    {State::kClosed, "CLOSED", "7", "CANCEL"},
}};

const Words& WordsOf(State state) {
  for (const auto& words : kWords) {
    if (words.state == state) return words;
  }
  throw std::logic_error("a refund state without words");
}

}  // namespace

std::string_view TaobaoStatus(State state, State came_from) {
  const auto& words = WordsOf(state);
  return words.taobao.empty() ? WordsOf(came_from).taobao : words.taobao;
}

std::string_view TaobaoStatus(const Refund& refund) {
  return TaobaoStatus(refund.state, refund.came_from);
}

std::optional<State> TaobaoState(std::string_view word) {
  for (const auto& words : kWords) {
    if (!words.taobao.empty() && words.taobao == word) return words.state;
  }
  return std::nullopt;
}

std::string_view EppStatus(State state) { return WordsOf(state).epp; }

std::string_view WdkStatus(State state, Arbitration arbitration) {
  const bool arbitrated = arbitration == Arbitration::kSteppedIn && !IsFinal(state);
  return arbitrated ? "PLATFROM_DEAL" : WordsOf(state).wdk;
}

State XiaomanState(std::string_view word) {
  return word == "unExpectedStop" ? State::kClosed : State::kApplied;
}

std::string_view XiaomanWord(State state) {
  if (state == State::kClosed) return "unExpectedStop";
  return state == State::kSuccess ? "finished" : "processing";
}

std::string_view TaobaoTradeStatus(const Order& order, bool partly_shipped, Timestamp now) {
  switch (order.state) {
    case OrderState::kCreated: return "WAIT_BUYER_PAY";
    case OrderState::kPaid:
      if (now < order.hold_until) return "PAID_FORBID_CONSIGN";
      return partly_shipped ? "SELLER_CONSIGNED_PART" : "WAIT_SELLER_SEND_GOODS";
    case OrderState::kShipped: return "WAIT_BUYER_CONFIRM_GOODS";
    case OrderState::kFinished: return "TRADE_FINISHED";
    case OrderState::kClosed:
      return order.paid_at == Timestamp{} ? "TRADE_CLOSED_BY_TAOBAO" : "TRADE_CLOSED";
  }
  return {};
}

std::string_view TaobaoLineStatus(const Order& order, const OrderLine& line, Timestamp now) {
  if (order.state == OrderState::kPaid && IsShipped(order, line)) return "WAIT_BUYER_CONFIRM_GOODS";
  return TaobaoTradeStatus(order, false, now);
}

std::string_view TaobaoGoodStatus(const Refund& refund) {
  const bool returned = refund.state == State::kGoodsReturned ||
                        (refund.claim == Claim::kReturnAndRefund &&
                         (refund.state == State::kSuccess || IsPaying(refund.state)));
  if (returned) return "BUYER_RETURNED_GOODS";
  switch (refund.goods) {
    case GoodsStatus::kNotReceived:
    case GoodsStatus::kUnshipped: return "BUYER_NOT_RECEIVED";
    case GoodsStatus::kReceived: return "BUYER_RECEIVED";
    case GoodsStatus::kUnknown: return {};
  }
  return {};
}

std::string_view TaobaoPhase(Phase phase) {
  return phase == Phase::kOnSale ? "onsale" : "aftersale";
}

std::string_view WdkOrderStatus(OrderState state) {
  switch (state) {
    case OrderState::kCreated: return "CREATED";
    case OrderState::kPaid: return "PAID";
    case OrderState::kShipped: return "SHIPPING";
    case OrderState::kFinished: return "SUCCESS";
    case OrderState::kClosed: return "CLOSE";
  }
  return {};
}

std::string_view EppOrderStatus(const Order& order) {
  switch (order.state) {
    case OrderState::kCreated: return "1";
    case OrderState::kPaid:
    case OrderState::kShipped: return "2";
    case OrderState::kFinished: return "6";
    case OrderState::kClosed: return order.paid_at == Timestamp{} ? "8" : "4";
  }
  return {};
}

}  // namespace ebbtide::refund
