#include "contract/taobao/trades_sold_get.hpp"

#include "schema/fields.hpp"
#include "service/taobao/methods.hpp"
#include "service/taobao/trade_list.hpp"

namespace ebbtide::service::trades_sold_get {

namespace wire = contract::trades_sold_get;

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  ASSIGN_OR_RETURN(const auto window,
                   taobao::WindowOf(request.start_created, request.end_created, "end_created"));
  const auto filter =
      taobao::FilterOf({.window = window,
                        .status = request.status,
                        .type = request.type,
                        .ext_type = request.ext_type,
                        .tag = request.tag,
                        .rate_status = request.rate_status,
                        .buyer = taobao::OneBuyer({request.buyer_nick, request.buyer_open_id})},
                       context.now);
  const auto page = taobao::PageOf(request.page_no, request.page_size, request.use_has_next,
                                   store::Direction::kNewestFirst);
  wire::Response response;
  context.store.Snapshot([&] {
    store::Listed<refund::OrderId> listed;
    if (filter) listed = context.store.orders().Created(context.caller.user, *filter, page);
    taobao::TellSize(listed, request.use_has_next, response);
    response.trades = taobao::PresentAll(listed.rows, context);
  });
  schema::KeepFields(schema::kType<schema::List<contract::taobao::Trade>>, &response.trades,
                     request.fields);
  return response;
}

}  // namespace ebbtide::service::trades_sold_get
