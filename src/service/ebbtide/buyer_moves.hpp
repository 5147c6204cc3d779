#pragma once

#include <string>

#include "base/result.hpp"
#include "refund/refund.hpp"
#include "service/context.hpp"

/// What buyers do to a refund, as just read, in channels whose platform has no method for it.
namespace ebbtide::service {

/// Takes the refund back. One that is closed, however it came to that, stays as it is.
Result<void> Withdraw(const refund::Refund& refund, const Context& context);

/// A parcel with returned goods.
struct Parcel {
  std::string mail_no;
  std::string carrier;
  std::string carrier_code{};  ///< where it is known
};

/// The goods are on their way back. The same waybill again changes nothing; another one is refused.
Result<void> ShipBack(const refund::Refund& refund, const Parcel& parcel, const Context& context);

}  // namespace ebbtide::service
