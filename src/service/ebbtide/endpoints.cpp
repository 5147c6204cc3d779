#include "service/endpoints.hpp"

#include <array>

#include "contract/ebbtide/epp_refund_close.hpp"
#include "contract/ebbtide/epp_refund_ship.hpp"
#include "contract/ebbtide/item_put.hpp"
#include "contract/ebbtide/payout_confirm.hpp"
#include "contract/ebbtide/payout_retry.hpp"
#include "contract/ebbtide/payouts_get.hpp"
#include "contract/ebbtide/refund_arbitration_ask.hpp"
#include "contract/ebbtide/refund_arbitration_decide.hpp"
#include "contract/ebbtide/refund_arbitration_start.hpp"
#include "contract/ebbtide/trade_confirm.hpp"
#include "contract/ebbtide/xiaoman_order_create.hpp"
#include "contract/ebbtide/xiaoman_refund_close.hpp"
#include "contract/ebbtide/xiaoman_refund_create.hpp"
#include "contract/ebbtide/xiaoman_refund_ship.hpp"
#include "service/ebbtide/methods.hpp"

namespace ebbtide::service {
namespace {

constexpr std::array kEndpoints{
    Serve<contract::ebbtide_epp_refund_close::kApi, &ebbtide_epp_refund_close::Handle>(),
    Serve<contract::ebbtide_epp_refund_ship::kApi, &ebbtide_epp_refund_ship::Handle>(),
    Serve<contract::ebbtide_item_put::kApi, &ebbtide_item_put::Handle>(),
    Serve<contract::ebbtide_payout_confirm::kApi, &ebbtide_payout_confirm::Handle>(),
    Serve<contract::ebbtide_payout_retry::kApi, &ebbtide_payout_retry::Handle>(),
    Serve<contract::ebbtide_payouts_get::kApi, &ebbtide_payouts_get::Handle>(),
    Serve<contract::ebbtide_refund_arbitration_ask::kApi,
          &ebbtide_refund_arbitration_ask::Handle>(),
    Serve<contract::ebbtide_refund_arbitration_decide::kApi,
          &ebbtide_refund_arbitration_decide::Handle>(),
    Serve<contract::ebbtide_refund_arbitration_start::kApi,
          &ebbtide_refund_arbitration_start::Handle>(),
    Serve<contract::ebbtide_trade_confirm::kApi, &ebbtide_trade_confirm::Handle>(),
    Serve<contract::ebbtide_xiaoman_order_create::kApi, &ebbtide_xiaoman_order_create::Handle>(),
    Serve<contract::ebbtide_xiaoman_refund_close::kApi, &ebbtide_xiaoman_refund_close::Handle>(),
    Serve<contract::ebbtide_xiaoman_refund_create::kApi, &ebbtide_xiaoman_refund_create::Handle>(),
    Serve<contract::ebbtide_xiaoman_refund_ship::kApi, &ebbtide_xiaoman_refund_ship::Handle>(),
};

}  // namespace

std::span<const Endpoint> EbbtideEndpoints() { return kEndpoints; }

}  // namespace ebbtide::service
