#pragma once

#include <optional>
#include <string>
#include <vector>

#include "contract/taobao/trade.hpp"
#include "schema/fields.hpp"
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

/// One of the store's two lists of orders.
using OrderList = store::Listed<refund::OrderId> (store::Orders::*)(refund::PartyId,
                                                                    const store::OrderFilter&,
                                                                    const store::Page&);

/// The trades of a list, which the caller may see all.
std::vector<contract::taobao::Trade> PresentAll(const std::vector<refund::OrderId>& ids,
                                                const Context& context);

/// The page of a list that the request asks for; an empty one without filter.
template <class Response, class Request>
Response ListTrades(const Request& request, OrderList list,
                    const std::optional<store::OrderFilter>& filter, const Context& context) {
  const auto page = PageOf(request.page_no, request.page_size, request.use_has_next,
                           store::Direction::kNewestFirst);
  Response response;
  context.store.Snapshot([&] {
    store::Listed<refund::OrderId> listed;
    if (filter) listed = (context.store.orders().*list)(context.caller.user, *filter, page);
    TellSize(listed, request.use_has_next, response);
    response.trades = PresentAll(listed.rows, context);
  });
  schema::KeepFields(schema::kType<schema::List<contract::taobao::Trade>>, &response.trades,
                     request.fields);
  return response;
}

}  // namespace ebbtide::service::taobao
