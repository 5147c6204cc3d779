#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "refund/refund.hpp"

/// The reasons that buyers and sellers choose from. The platform documents that there are such
/// lists, not what is in them.
namespace ebbtide::refund {

struct BuyerReason {
  std::int64_t id;
  std::string_view text;
  bool proof_required;
  bool message_required;
};

/// What an application with this claim may say.
std::span<const BuyerReason> BuyerReasons(Claim claim);

/// The reason of that number, or nullptr where the claim has no such reason.
const BuyerReason* FindBuyerReason(Claim claim, std::int64_t id);

struct RefuseReason {
  std::int64_t id;
  std::string_view text;
  std::string_view tips;
};

/// What a seller may refuse with.
std::span<const RefuseReason> RefuseReasons();
const RefuseReason* FindRefuseReason(std::int64_t id);

/// Openmall's word for the reason that a buyer need not prove; EPP has a text for it in its list.
inline constexpr std::string_view kSevenDays = "SEVEN_DAYS_WITHOUT_REASON";
inline constexpr std::string_view kSevenDaysText = "七天无理由退货";

/// Whether the refund is for that reason: the seller can't refuse it, and postage is not given
/// back.
inline bool IsWithoutReason(std::string_view reason) {
  return reason == kSevenDays || reason == kSevenDaysText;
}

}  // namespace ebbtide::refund
