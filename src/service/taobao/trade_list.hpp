#pragma once

#include <optional>
#include <string>
#include <vector>

#include "contract/taobao/trade.hpp"
#include "service/context.hpp"
#include "service/taobao/list.hpp"

/// What the two lists of trades have in common.
namespace ebbtide::service::taobao {

/// What a caller narrows a list by.
struct TradeWishes {
  store::Window window;
  Maybe<std::string> status;
  Maybe<std::string> type;
  Maybe<std::string> ext_type;
  Maybe<std::string> tag;
  Maybe<std::string> rate_status;
  std::optional<std::string> buyer;  ///< as `OneBuyer` gives it
};

/// Nothing where no trade can be meant.
std::optional<store::OrderFilter> FilterOf(const TradeWishes& wishes, Timestamp now);

/// The trades of a list, which the caller may see all.
std::vector<contract::taobao::Trade> PresentAll(const std::vector<refund::OrderId>& ids,
                                                const Context& context);

}  // namespace ebbtide::service::taobao
