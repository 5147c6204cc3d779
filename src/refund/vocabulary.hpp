#pragma once

#include <string_view>

#include "refund/refund.hpp"

/// How each channel says where a refund stands (refund-domain section 1). EPP's 1 to 7 and the
/// dispute numbers 1 to 8 are different lists: each is projected from the state, never from
/// another.
namespace ebbtide::refund {

/// Taobao's six words. Money that is moving has none: the state it came from is shown.
std::string_view TaobaoStatus(const Refund& refund);

/// EPP's `"1"` to `"7"`.
std::string_view EppStatus(const Refund& refund);

/// WDK's words; a refund that the platform arbitrates is `PLATFROM_DEAL` (spelt so).
std::string_view WdkStatus(const Refund& refund);

/// Xiaoman's vocabulary is open: its words come in with the refund and are shown as they came. Of
/// them only `unExpectedStop` is known, and means closed; a refund under any other word is open.
State XiaomanState(std::string_view word);

}  // namespace ebbtide::refund
