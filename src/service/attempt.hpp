#pragma once

#include "service/context.hpp"

namespace ebbtide::service {

/// Runs `step`, which gives a `Result`, and takes back what it wrote when it is an error. For
/// methods that report a refusal in their own envelope, where the call itself succeeds, and for
/// rows that succeed or fail by themselves. Only in a write transaction.
template <class Step>
auto AllOrNothing(const Context& context, Step step) {
  decltype(step()) outcome = Error{};
  context.store.Attempt([&] {
    outcome = step();
    return outcome.has_value();
  });
  return outcome;
}

}  // namespace ebbtide::service
