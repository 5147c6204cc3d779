#include "service/registry.hpp"

#include <algorithm>
#include <array>

#include "contract/epp/refund_get.hpp"
#include "contract/taobao/refund_status_get.hpp"
#include "contract/wdk/channel_order_userrefund.hpp"
#include "contract/wdk/order_refund_get.hpp"
#include "contract/xiaoman/refund_info_batchquery.hpp"
#include "service/methods.hpp"

namespace ebbtide::service {
namespace {

constexpr std::array kEndpoints{
    Serve<contract::xiaoman_refund_info_batchquery::kApi,
          &xiaoman_refund_info_batchquery::Handle>(),
    Serve<contract::wdk_channel_order_userrefund::kApi, &wdk_channel_order_userrefund::Handle>(),
    Serve<contract::wdk_order_refund_get::kApi, &wdk_order_refund_get::Handle>(),
    Serve<contract::epp_refund_get::kApi, &epp_refund_get::Handle>(),
    Serve<contract::refund_status_get::kApi, &refund_status_get::Handle>(),
};
constexpr auto kName = [](const Endpoint& endpoint) { return endpoint.api->name; };
static_assert(std::ranges::is_sorted(kEndpoints, {}, kName), "looked up by binary search");

}  // namespace

std::span<const Endpoint> Endpoints() { return kEndpoints; }

const Endpoint* FindEndpoint(std::string_view method) {
  const auto* const found = std::ranges::lower_bound(kEndpoints, method, {}, kName);
  return found != kEndpoints.end() && found->api->name == method ? found : nullptr;
}

}  // namespace ebbtide::service
