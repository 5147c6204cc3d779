#include "client/retry.hpp"

#include <gmock/gmock.h>

namespace ebbtide::top {
namespace {

using std::chrono::milliseconds;

constexpr std::int64_t kNever = -1;
const RetryPolicy kPolicy{.attempts_max = 9,
                          .first_pause = milliseconds(100),
                          .pause_max = milliseconds(1'000),
                          .flow_wait_max = milliseconds(5'000)};

std::int64_t PauseMs(const CallError& error, int attempts, bool may_run_twice) {
  const auto pause = PauseBeforeRetry(error, attempts, may_run_twice, kPolicy);
  return pause ? pause->count() : kNever;
}

CallError Refused(int code, std::string sub_code, std::string sub_msg = {}) {
  return {.kind = CallErrorKind::kRefused,
          .code = code,
          .sub_code = std::move(sub_code),
          .sub_msg = std::move(sub_msg)};
}

TEST(PauseBeforeRetry, LooksAtWhatTheServerMayHaveDone) {
  struct Case {
    CallError error;
    std::int64_t read_ms;
    std::int64_t write_ms;
  };
  const Case cases[] = {
      {{.kind = CallErrorKind::kNotSent}, 100, 100},
      {{.kind = CallErrorKind::kNoAnswer}, 100, kNever},
      {{.kind = CallErrorKind::kUnreadable}, kNever, kNever},
      {Refused(15, "isp.remote-service-timeout"), 100, kNever},
      {Refused(50, "isp.unknown-error"), 100, kNever},
      {Refused(15, "isp.null-pointer-exception"), kNever, kNever},
      {Refused(15, "isp.top-parse-error"), kNever, kNever},
      {Refused(15, "isp.top-mapping-parse-error"), kNever, kNever},
      {Refused(50, "isv.trade-not-exist"), kNever, kNever},
      {Refused(25, ""), kNever, kNever},
      {Refused(7, "accesscontrol.limited-by-app-access-count",
               "This ban will last for 3 more seconds"),
       3'000, 3'000},
      {Refused(7, "x", "This ban will last for 5 more seconds"), 5'000, 5'000},
      {Refused(7, "x", "This ban will last for 6 more seconds"), kNever, kNever},
      {Refused(7, "x", "This ban will last for 99999999999999999999 more seconds"), 1'000, 1'000},
      {Refused(7, "x", "wait"), 1'000, 1'000},
      {Refused(7, "x"), 1'000, 1'000}};
  for (const auto& [error, read_ms, write_ms] : cases) {
    const auto text = error.sub_code + " " + error.sub_msg;
    EXPECT_EQ(PauseMs(error, 1, true), read_ms) << text;
    EXPECT_EQ(PauseMs(error, 1, false), write_ms) << text;
  }
}

TEST(PauseBeforeRetry, DoublesUpToItsLimitAndThenGivesUp) {
  std::vector<std::int64_t> pauses;
  for (int attempts = 1; attempts <= 9; ++attempts) {
    pauses.push_back(PauseMs({.kind = CallErrorKind::kNoAnswer}, attempts, true));
  }
  EXPECT_THAT(pauses, testing::ElementsAre(100, 200, 400, 800, 1'000, 1'000, 1'000, 1'000, kNever));
  EXPECT_FALSE(PauseBeforeRetry({.kind = CallErrorKind::kNotSent}, 1, true, {.attempts_max = 1}));
}

}  // namespace
}  // namespace ebbtide::top
