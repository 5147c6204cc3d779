#include "service/endpoints.hpp"

#include <array>

#include "contract/epp/order_create.hpp"
#include "contract/epp/refund_create.hpp"
#include "contract/epp/refund_get.hpp"
#include "contract/epp/refund_render.hpp"
#include "contract/epp/trade_query.hpp"
#include "service/epp/methods.hpp"

namespace ebbtide::service {
namespace {

constexpr std::array kEndpoints{
    Serve<contract::epp_order_create::kApi, &epp_order_create::Handle>(),
    Serve<contract::epp_refund_create::kApi, &epp_refund_create::Handle>(),
    Serve<contract::epp_refund_get::kApi, &epp_refund_get::Handle>(),
    Serve<contract::epp_refund_render::kApi, &epp_refund_render::Handle>(),
    Serve<contract::epp_trade_query::kApi, &epp_trade_query::Handle>(),
};

}  // namespace

std::span<const Endpoint> EppEndpoints() { return kEndpoints; }

}  // namespace ebbtide::service
