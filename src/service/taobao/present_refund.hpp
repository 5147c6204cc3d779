#pragma once

#include <optional>
#include <string>
#include <vector>

#include "contract/taobao/refund.hpp"
#include "service/context.hpp"
#include "store/refunds.hpp"

/// How Taobao's methods show refunds.
namespace ebbtide::service::taobao {

/// The refund of that number, if the caller may see it, with all that is known of it; callers keep
/// the members that they are asked for.
std::optional<contract::taobao::Refund> FindShownRefund(refund::RefundId id,
                                                        const Context& context);

/// Those of a list, which the caller may see all.
std::vector<contract::taobao::Refund> PresentAll(const std::vector<refund::RefundId>& ids,
                                                 const Context& context);

/// The return address in one text; "" while it is not known.
std::string AddressText(const refund::ReturnContact& contact);

/// `<sku id>|<sku in words>`; "" where nothing is known of the sku.
std::string SkuText(const refund::OrderLine& line);

}  // namespace ebbtide::service::taobao
