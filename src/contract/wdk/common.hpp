#pragma once

#include <array>

#include "contract/api.hpp"
#include "contract/wdk/order_refund_get.hpp"

/// What several WDK methods have in common.
namespace ebbtide::contract::wdk {

using wdk_order_refund_get::kOrderFroms;

inline constexpr std::array<std::string_view, 2> kOrderClients{"APP", "POS"};

/// What the store keeps of a name, of an address and of a phone number.
inline constexpr std::size_t kNameBytesMax = 64;
inline constexpr std::size_t kAddressBytesMax = 512;
inline constexpr std::size_t kPhoneBytesMax = 32;

/// As many lines as alibaba.wdk.channel.order.userrefund takes, so that a whole order fits a call.
inline constexpr std::size_t kLinesMax = 1'000;

inline constexpr Number kPageSizeDefault = 20;
inline constexpr Number kPageSizeMax = 200;
/// The pages have no limit; this one lies behind the last page of any window.
inline constexpr Number kPageIndexMax = 1'000'000;
/// The pages have no limit for lists of numbers; as many as a page of a list method has rows.
inline constexpr std::size_t kIdsMax = 200;

/// The answer of alibaba.wdk.channel.order.usercancel and .refund.confirm.
struct ApiResult {
  Boolean success = false;
  Maybe<String> err_msg;

  static constexpr auto Describe() {
    return Object(
        "ApiResult", Field<&ApiResult::success>("Whether all of it was done.", {.example = "true"}),
        Field<&ApiResult::err_msg>("Why nothing was; absent on success.",
                                   {.example = "order 201967677 does not exist in shop 10010 and "
                                               "store 10020 of this merchant"}));
  }
};

}  // namespace ebbtide::contract::wdk
