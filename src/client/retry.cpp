#include "client/retry.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace ebbtide::top {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr int kCallLimited = 7;

/// Machinery that failed may work the next time, but for these (top-protocol 7.2).
bool IsPassing(std::string_view sub_code) {
  constexpr std::array<std::string_view, 3> kLasting{
      "isp.null-pointer-exception", "isp.top-parse-error", "isp.top-mapping-parse-error"};
  return sub_code.starts_with("isp.") && std::ranges::find(kLasting, sub_code) == kLasting.end();
}

/// The sixth word of `This ban will last for N more seconds`, as every client reads it.
std::optional<seconds> BanOf(std::string_view sub_msg) {
  constexpr std::int64_t kLongest = 86'400;
  for (int word = 1; word < 6; ++word) {
    const auto space = sub_msg.find(' ');
    if (space == std::string_view::npos) return std::nullopt;
    sub_msg.remove_prefix(space + 1);
  }
  const auto count = ParseInteger(sub_msg.substr(0, sub_msg.find(' ')));
  if (!count || *count < 0) return std::nullopt;
  return seconds(std::min(*count, kLongest));
}

milliseconds BackOff(int attempts, const RetryPolicy& policy) {
  milliseconds pause = policy.first_pause;
  for (int i = 1; i < attempts && pause < policy.pause_max; ++i) pause *= 2;
  return std::min(pause, policy.pause_max);
}

}  // namespace

std::optional<milliseconds> PauseBeforeRetry(const CallError& error, int attempts,
                                             bool may_run_twice, const RetryPolicy& policy) {
  if (attempts >= policy.attempts_max) return std::nullopt;
  const milliseconds back_off = BackOff(attempts, policy);
  switch (error.kind) {
    case CallErrorKind::kNotSent: return back_off;
    case CallErrorKind::kNoAnswer: break;
    case CallErrorKind::kUnreadable: return std::nullopt;
    case CallErrorKind::kRefused:
      if (error.code == kCallLimited) {
        const milliseconds ban = BanOf(error.sub_msg).value_or(seconds(1));
        return ban <= policy.flow_wait_max ? std::optional(ban) : std::nullopt;
      }
      if (!IsPassing(error.sub_code)) return std::nullopt;
      break;
  }
  return may_run_twice ? std::optional(back_off) : std::nullopt;
}

}  // namespace ebbtide::top
