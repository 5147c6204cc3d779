#include "service/endpoints.hpp"

#include <array>

#include "contract/wdk/aelophy_refund_agree.hpp"
#include "contract/wdk/aelophy_refund_disagree.hpp"
#include "contract/wdk/channel_order_create.hpp"
#include "contract/wdk/channel_order_refund_confirm.hpp"
#include "contract/wdk/channel_order_status_update.hpp"
#include "contract/wdk/channel_order_usercancel.hpp"
#include "contract/wdk/channel_order_userrefund.hpp"
#include "contract/wdk/order_get.hpp"
#include "contract/wdk/order_list.hpp"
#include "contract/wdk/order_refund_get.hpp"
#include "contract/wdk/order_refund_list.hpp"
#include "service/wdk/methods.hpp"

namespace ebbtide::service {
namespace {

constexpr std::array kEndpoints{
    Serve<contract::aelophy_refund_agree::kApi, &aelophy_refund_agree::Handle>(),
    Serve<contract::aelophy_refund_disagree::kApi, &aelophy_refund_disagree::Handle>(),
    Serve<contract::wdk_channel_order_create::kApi, &wdk_channel_order_create::Handle>(),
    Serve<contract::wdk_channel_order_refund_confirm::kApi,
          &wdk_channel_order_refund_confirm::Handle>(),
    Serve<contract::wdk_channel_order_status_update::kApi,
          &wdk_channel_order_status_update::Handle>(),
    Serve<contract::wdk_channel_order_usercancel::kApi, &wdk_channel_order_usercancel::Handle>(),
    Serve<contract::wdk_channel_order_userrefund::kApi, &wdk_channel_order_userrefund::Handle>(),
    Serve<contract::wdk_order_get::kApi, &wdk_order_get::Handle>(),
    Serve<contract::wdk_order_list::kApi, &wdk_order_list::Handle>(),
    Serve<contract::wdk_order_refund_get::kApi, &wdk_order_refund_get::Handle>(),
    Serve<contract::wdk_order_refund_list::kApi, &wdk_order_refund_list::Handle>(),
};

}  // namespace

std::span<const Endpoint> WdkEndpoints() { return kEndpoints; }

}  // namespace ebbtide::service
