#include "service/taobao/trade_list.hpp"

#include <algorithm>
#include <array>

#include "service/taobao/present_trade.hpp"

namespace ebbtide::service::taobao {
namespace {

using refund::OrderState;

/// What a word of a trade's status, or for a group of them, asks of an order.
struct StatusWord {
  std::string_view word;
  OrderState state;
  std::optional<bool> was_paid{};
  std::optional<bool> any_shipped{};
  std::optional<bool> held{};
};

/// The inverse of `refund::TaobaoTradeStatus`; a word that is not here is no trade's.
constexpr std::array kStatuses{
    StatusWord{.word = "WAIT_BUYER_PAY", .state = OrderState::kCreated},
    StatusWord{.word = "ALL_WAIT_PAY", .state = OrderState::kCreated},
    StatusWord{.word = "PAID_FORBID_CONSIGN", .state = OrderState::kPaid, .held = true},
    StatusWord{.word = "WAIT_SELLER_SEND_GOODS",
               .state = OrderState::kPaid,
               .any_shipped = false,
               .held = false},
    StatusWord{.word = "SELLER_CONSIGNED_PART",
               .state = OrderState::kPaid,
               .any_shipped = true,
               .held = false},
    StatusWord{.word = "WAIT_BUYER_CONFIRM_GOODS", .state = OrderState::kShipped},
    StatusWord{.word = "TRADE_FINISHED", .state = OrderState::kFinished},
    StatusWord{.word = "TRADE_CLOSED", .state = OrderState::kClosed, .was_paid = true},
    StatusWord{.word = "TRADE_CLOSED_BY_TAOBAO", .state = OrderState::kClosed, .was_paid = false},
    StatusWord{.word = "ALL_CLOSED", .state = OrderState::kClosed}};

/// Nobody rates anything here.
bool IsRatedSo(const Maybe<std::string>& rate_status) {
  return !rate_status || *rate_status == "RATE_UNBUYER" || *rate_status == "RATE_UNSELLER";
}

}  // namespace

std::optional<store::OrderFilter> FilterOf(const TradeWishes& wishes, Timestamp now) {
  const bool plain = !wishes.ext_type && !wishes.tag && IsRatedSo(wishes.rate_status) &&
                     IncludesOurTrades(wishes.type);
  if (!plain || !wishes.buyer) return std::nullopt;
  store::OrderFilter filter;
  filter.window = wishes.window;
  filter.buyer_code = *wishes.buyer;
  if (!wishes.status) return filter;

  const auto* const status = std::ranges::find(kStatuses, *wishes.status, &StatusWord::word);
  if (status == kStatuses.end()) return std::nullopt;
  filter.states = {status->state};
  filter.was_paid = status->was_paid;
  filter.any_shipped = status->any_shipped;
  filter.held = status->held;
  filter.as_of = now;
  return filter;
}

std::vector<contract::taobao::Trade> PresentAll(const std::vector<refund::OrderId>& ids,
                                                const Context& context) {
  std::vector<contract::taobao::Trade> trades;
  trades.reserve(ids.size());
  for (const auto id : ids) trades.push_back(FindTrade(id, context).value());
  return trades;
}

}  // namespace ebbtide::service::taobao
