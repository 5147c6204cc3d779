#include "contract/taobao/trades_sold_get.hpp"

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
  return taobao::ListTrades<wire::Response>(request, &store::Orders::Created, filter, context);
}

}  // namespace ebbtide::service::trades_sold_get
