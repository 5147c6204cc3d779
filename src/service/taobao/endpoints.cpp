#include "service/endpoints.hpp"

#include <array>

#include "contract/taobao/logistics_offline_send.hpp"
#include "contract/taobao/refund_detail_get.hpp"
#include "contract/taobao/refund_get.hpp"
#include "contract/taobao/refund_message_add.hpp"
#include "contract/taobao/refund_messages_get.hpp"
#include "contract/taobao/refund_refuse.hpp"
#include "contract/taobao/refund_refusereason_get.hpp"
#include "contract/taobao/refund_status_get.hpp"
#include "contract/taobao/refunds_apply_get.hpp"
#include "contract/taobao/refunds_receive_get.hpp"
#include "contract/taobao/rp_refund_review.hpp"
#include "contract/taobao/rp_refunds_agree.hpp"
#include "contract/taobao/rp_returngoods_agree.hpp"
#include "contract/taobao/rp_returngoods_refill.hpp"
#include "contract/taobao/rp_returngoods_refuse.hpp"
#include "contract/taobao/top_auth_token_create.hpp"
#include "contract/taobao/top_auth_token_refresh.hpp"
#include "contract/taobao/trade_fullinfo_get.hpp"
#include "contract/taobao/trades_sold_get.hpp"
#include "contract/taobao/trades_sold_increment_get.hpp"
#include "service/taobao/methods.hpp"

namespace ebbtide::service {
namespace {

constexpr std::array kEndpoints{
    Serve<contract::logistics_offline_send::kApi, &logistics_offline_send::Handle>(),
    Serve<contract::refund_detail_get::kApi, &refund_detail_get::Handle>(),
    Serve<contract::refund_get::kApi, &refund_get::Handle>(),
    Serve<contract::refund_message_add::kApi, &refund_message_add::Handle>(),
    Serve<contract::refund_messages_get::kApi, &refund_messages_get::Handle>(),
    Serve<contract::refund_refuse::kApi, &refund_refuse::Handle>(),
    Serve<contract::refund_refusereason_get::kApi, &refund_refusereason_get::Handle>(),
    Serve<contract::refund_status_get::kApi, &refund_status_get::Handle>(),
    Serve<contract::refunds_apply_get::kApi, &refunds_apply_get::Handle>(),
    Serve<contract::refunds_receive_get::kApi, &refunds_receive_get::Handle>(),
    Serve<contract::rp_refund_review::kApi, &rp_refund_review::Handle>(),
    Serve<contract::rp_refunds_agree::kApi, &rp_refunds_agree::Handle>(),
    Serve<contract::rp_returngoods_agree::kApi, &rp_returngoods_agree::Handle>(),
    Serve<contract::rp_returngoods_refill::kApi, &rp_returngoods_refill::Handle>(),
    Serve<contract::rp_returngoods_refuse::kApi, &rp_returngoods_refuse::Handle>(),
    Serve<contract::top_auth_token_create::kApi, &top_auth_token_create::Handle>(),
    Serve<contract::top_auth_token_refresh::kApi, &top_auth_token_refresh::Handle>(),
    Serve<contract::trade_fullinfo_get::kApi, &trade_fullinfo_get::Handle>(),
    Serve<contract::trades_sold_get::kApi, &trades_sold_get::Handle>(),
    Serve<contract::trades_sold_increment_get::kApi, &trades_sold_increment_get::Handle>(),
};

}  // namespace

std::span<const Endpoint> TaobaoEndpoints() { return kEndpoints; }

}  // namespace ebbtide::service
