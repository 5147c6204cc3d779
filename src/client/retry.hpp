#pragma once

#include <chrono>
#include <optional>

#include <ebbtide/client.hpp>

namespace ebbtide::top {

/// How long to wait before the call is made again after its `attempts`th attempt failed so; nothing
/// when the failure is the answer. `may_run_twice` says whether a second run would do no harm.
std::optional<std::chrono::milliseconds> PauseBeforeRetry(const CallError& error, int attempts,
                                                          bool may_run_twice,
                                                          const RetryPolicy& policy);

}  // namespace ebbtide::top
