#include "contract/taobao/trade_fullinfo_get.hpp"

#include "schema/fields.hpp"
#include "service/taobao/methods.hpp"
#include "service/taobao/present_trade.hpp"

namespace ebbtide::service::trade_fullinfo_get {

namespace wire = contract::trade_fullinfo_get;

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  std::optional<contract::taobao::Trade> trade;
  context.store.Snapshot([&] { trade = taobao::FindTrade({request.tid}, context); });
  if (!trade) {
    return Refused("isv.trade-not-exist", "trade " + std::to_string(request.tid) +
                                              " does not exist or is not yours; check tid and "
                                              "the session");
  }
  wire::Response response{.trade = *std::move(trade)};
  schema::KeepFields(schema::kType<contract::taobao::Trade>, &response.trade, request.fields);
  return response;
}

}  // namespace ebbtide::service::trade_fullinfo_get
