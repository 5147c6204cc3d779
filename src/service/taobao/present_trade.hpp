#pragma once

#include <optional>
#include <string>
#include <vector>

#include "contract/taobao/trade.hpp"
#include "service/context.hpp"
#include "store/orders.hpp"

/// How Taobao's methods show orders.
namespace ebbtide::service::taobao {

/// The trade of that number, if the caller may see it, with all that is known of it; callers keep
/// the members that they are asked for.
std::optional<contract::taobao::Trade> FindTrade(refund::OrderId id, const Context& context);

/// Where the trade stands. `lines` are all of it.
std::string TradeStatusOf(const refund::Order& order, const std::vector<store::LineView>& lines,
                          Timestamp now);

/// Where the line stands: closed, too, when all of its money has gone back.
std::string LineStatusOf(const refund::Order& order, const store::LineView& view, Timestamp now);

/// `NO_REFUND`, or where the line's last refund stands.
std::string RefundStatusOf(const store::LineView& view);

/// How it travels: as the buyer wished, where that is known.
std::string ShippingTypeOf(const refund::Order& order, const Context& context);

/// The item's number where its code is one.
std::optional<std::int64_t> ItemNumberOf(const refund::OrderLine& line);

/// The seller's code of the item.
const std::string& OuterIdOf(const refund::OrderLine& line);

/// Of one piece, in yuan; none where it is not known.
std::optional<std::string> PriceOf(const refund::OrderLine& line);

}  // namespace ebbtide::service::taobao
