#include "service/endpoints.hpp"

#include <array>

#include "contract/xiaoman/refund_info_batchquery.hpp"
#include "contract/xiaoman/taxaudit.hpp"
#include "service/xiaoman/methods.hpp"

namespace ebbtide::service {
namespace {

constexpr std::array kEndpoints{
    Serve<contract::xiaoman_refund_info_batchquery::kApi,
          &xiaoman_refund_info_batchquery::Handle>(),
    Serve<contract::xiaoman_taxaudit::kApi, &xiaoman_taxaudit::Handle>(),
};

}  // namespace

std::span<const Endpoint> XiaomanEndpoints() { return kEndpoints; }

}  // namespace ebbtide::service
