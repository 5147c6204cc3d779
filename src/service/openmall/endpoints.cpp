#include "service/endpoints.hpp"

#include <array>

#include "contract/openmall/refund_batch_get.hpp"
#include "contract/openmall/refund_close.hpp"
#include "contract/openmall/refund_create.hpp"
#include "contract/openmall/refund_get.hpp"
#include "contract/openmall/refund_image_upload.hpp"
#include "contract/openmall/refund_message_get.hpp"
#include "contract/openmall/refund_message_submit.hpp"
#include "contract/openmall/refund_modify.hpp"
#include "contract/openmall/refund_submit.hpp"
#include "contract/openmall/trade_close.hpp"
#include "contract/openmall/trade_confirm.hpp"
#include "contract/openmall/trade_create.hpp"
#include "contract/openmall/trade_get.hpp"
#include "service/openmall/methods.hpp"

namespace ebbtide::service {
namespace {

constexpr std::array kEndpoints{
    Serve<contract::openmall_refund_batch_get::kApi, &openmall_refund_batch_get::Handle>(),
    Serve<contract::openmall_refund_close::kApi, &openmall_refund_close::Handle>(),
    Serve<contract::openmall_refund_create::kApi, &openmall_refund_create::Handle>(),
    Serve<contract::openmall_refund_get::kApi, &openmall_refund_get::Handle>(),
    Serve<contract::openmall_refund_image_upload::kApi, &openmall_refund_image_upload::Handle>(),
    Serve<contract::openmall_refund_message_get::kApi, &openmall_refund_message_get::Handle>(),
    Serve<contract::openmall_refund_message_submit::kApi,
          &openmall_refund_message_submit::Handle>(),
    Serve<contract::openmall_refund_modify::kApi, &openmall_refund_modify::Handle>(),
    Serve<contract::openmall_refund_submit::kApi, &openmall_refund_submit::Handle>(),
    Serve<contract::openmall_trade_close::kApi, &openmall_trade_close::Handle>(),
    Serve<contract::openmall_trade_confirm::kApi, &openmall_trade_confirm::Handle>(),
    Serve<contract::openmall_trade_create::kApi, &openmall_trade_create::Handle>(),
    Serve<contract::openmall_trade_get::kApi, &openmall_trade_get::Handle>(),
};

}  // namespace

std::span<const Endpoint> OpenmallEndpoints() { return kEndpoints; }

}  // namespace ebbtide::service
