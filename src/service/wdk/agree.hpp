#pragma once

#include <optional>
#include <string>

#include "base/result.hpp"
#include "service/context.hpp"

namespace ebbtide::service::wdk {

/// What the merchant grants of a refund; what is unset is granted as it was applied for.
struct Grant {
  std::optional<Fen> amount{};
  std::optional<Fen> post_fee{};  ///< may be more than was applied for: as much as is left
  std::string memo{};             ///< for the audit trail
};

/// Agrees to pay `refund`, as just read. One that was agreed to before is a success if it was
/// granted the same. Only in a write transaction; after an error all that the caller wrote in it
/// must be taken back too.
Result<void> Agree(const refund::Refund& refund, const Grant& grant, const Context& context);

}  // namespace ebbtide::service::wdk
