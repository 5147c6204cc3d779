#include "contract/taobao/trade_fullinfo_get.hpp"

#include "schema/fields.hpp"
#include "service/shipping.hpp"
#include "service/taobao/methods.hpp"
#include "service/taobao/present_trade.hpp"

namespace ebbtide::service::trade_fullinfo_get {

namespace wire = contract::trade_fullinfo_get;

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  std::optional<contract::taobao::Trade> trade;
  context.store.Snapshot([&] { trade = taobao::FindTrade({request.tid}, context); });
  if (!trade) return NoSuchTrade(request.tid);
  wire::Response response{.trade = *std::move(trade)};
  schema::KeepFields(schema::kType<contract::taobao::Trade>, &response.trade, request.fields);
  return response;
}

}  // namespace ebbtide::service::trade_fullinfo_get
