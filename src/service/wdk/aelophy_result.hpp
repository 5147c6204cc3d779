#pragma once

#include "contract/wdk/aelophy_result.hpp"
#include "service/attempt.hpp"

namespace ebbtide::service::wdk {

/// Runs `step`, all or nothing, and reports it in Aelophy's envelope. Mistakes in arguments stay
/// errors.
template <class Step>
Result<contract::wdk::AelophyResult> InAelophyEnvelope(const Context& context, Step step) {
  const Result<void> done = AllOrNothing(context, step);
  if (done) {
    return contract::wdk::AelophyResult{
        .is_success = true, .return_code = "success", .return_msg = "success"};
  }
  const Error& error = done.error();
  if (error.kind != ErrorKind::kRefused) return error;
  return contract::wdk::AelophyResult{
      .is_success = false, .return_code = error.sub_code, .return_msg = error.sub_msg};
}

}  // namespace ebbtide::service::wdk
