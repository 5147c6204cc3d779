#pragma once

#include <array>
#include <string_view>

#include "contract/api.hpp"
#include "contract/taobao/common.hpp"

/// Words and limits that the openmall methods share. Source: refund-domain section 4; methods.md
/// section 6.
namespace ebbtide::contract::openmall {

using taobao::kAddressBytesMax;
using taobao::kGoodStatuses;
using taobao::kLineRefundStatuses;
using taobao::kPageNoMax;
using taobao::kPageSizeDefault;
using taobao::kPageSizeMax;
using taobao::kPhases;
using taobao::kPhoneBytesMax;
using taobao::kRefundStatuses;
using taobao::kShippingTypes;
using taobao::kTradeStatuses;

/// What a distributor says of the goods when it applies; answers have `kGoodStatuses`.
inline constexpr std::array<std::string_view, 3> kGoodsStatuses{"BUYER_NOT_RECEIVED",
                                                                "BUYER_RECEIVED", "UNSHIPPED"};
inline constexpr std::array<std::string_view, 2> kRefundReasons{"OTHER_REASON",
                                                                "SEVEN_DAYS_WITHOUT_REASON"};
inline constexpr std::array<std::string_view, 2> kRefundTypes{"refund", "return_and_refund"};
inline constexpr std::array<std::string_view, 4> kBuyerChannels{"WeiXin", "DouYin", "KuaiShou",
                                                                "Other"};

inline constexpr std::string_view kDistributorDoc =
    "Nick of the distributor that the call is for; it must be bound to the calling app.";

}  // namespace ebbtide::contract::openmall
