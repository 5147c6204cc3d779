#pragma once

#include <optional>
#include <string_view>

#include "refund/refund.hpp"

/// How each channel says where a refund stands (refund-domain section 1). EPP's 1 to 7 and the
/// dispute numbers 1 to 8 are different lists: each is projected from the state, never from
/// another.
namespace ebbtide::refund {

/// Taobao's six words. Money that is moving has none: the state it came from is shown.
std::string_view TaobaoStatus(State state, State came_from);
std::string_view TaobaoStatus(const Refund& refund);

/// The state of one of those words; none for a word that no refund here ever has.
std::optional<State> TaobaoState(std::string_view word);

/// EPP's `"1"` to `"7"`.
std::string_view EppStatus(State state);

/// WDK's words; a refund that the platform arbitrates is `PLATFROM_DEAL` (spelt so).
std::string_view WdkStatus(State state, Arbitration arbitration);

/// Xiaoman's vocabulary is open: its words come in with the refund and are shown as they came. Of
/// them only `unExpectedStop` is known, and means closed; a refund under any other word is open.
State XiaomanState(std::string_view word);

/// The word for a Xiaoman refund that was moved here: `processing`, `finished` (both ours) or
/// `unExpectedStop`.
std::string_view XiaomanWord(State state);

/// Where a trade stands, in Taobao's words (refund-domain section 4). `partly_shipped`: a line of
/// it is on its way while others are not.
std::string_view TaobaoTradeStatus(const Order& order, bool partly_shipped, Timestamp now);

/// The same of a line, as far as its refunds do not matter.
std::string_view TaobaoLineStatus(const Order& order, const OrderLine& line, Timestamp now);

/// `BUYER_NOT_RECEIVED`, `BUYER_RECEIVED` or `BUYER_RETURNED_GOODS`; "" where it is not known.
std::string_view TaobaoGoodStatus(const Refund& refund);

/// `onsale` or `aftersale`.
std::string_view TaobaoPhase(Phase phase);

/// WDK's order words: `CREATED`, `PAID`, `SHIPPING`, `SUCCESS`, `CLOSE` (refund-domain section 7).
std::string_view WdkOrderStatus(OrderState state);

/// EPP's tb_order_status: 1 unpaid, 2 paid, 4 closed by refund, 6 finished, 8 closed unpaid.
std::string_view EppOrderStatus(const Order& order);

}  // namespace ebbtide::refund
