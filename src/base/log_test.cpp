#include "base/log.hpp"

#include <cstdlib>

#include <gtest/gtest.h>

namespace ebbtide {
namespace {

/// Runs `write` in a child process and compares its whole standard error.
template <class Write>
void ExpectStandardError(Write write, const std::string& pattern) {
  const auto write_and_end = [&] {
    write();
    std::exit(0);
  };
  EXPECT_EXIT(write_and_end(), testing::ExitedWithCode(0), pattern);
}

TEST(LogDeathTest, WritesTimeLevelEventAndFields) {
  ExpectStandardError(
      [] {
        Log(LogLevel::kWarning, "started", {{"port", "8080"}, {"none", ""}});
      },
      R"(^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\.[0-9]{3}[-+][0-9]{2}:[0-9]{2} )"
      "warning started port=8080 none=\"\"\n$");
}

TEST(LogDeathTest, KeepsOneEventOnOneLineWhateverACallerSent) {
  ExpectStandardError(
      [] {
        Log(LogLevel::kError, "refused", {{"method", "a b\n\"\\=\x01\r{}%s"}});
      },
      R"(error refused method="a b\\x0a\\"\\\\=\\x01\\x0d\{\}%s")"
      "\n$");
}

TEST(LogDeathTest, DropsLinesBelowItsLevel) {
  ExpectStandardError(
      [] {
        Log(LogLevel::kDebug, "dropped_by_default");
        SetLogLevel(LogLevel::kError);
        Log(LogLevel::kWarning, "dropped_by_level");
        Log(LogLevel::kError, "kept");
      },
      "^[^ ]+ error kept\n$");
}

}  // namespace
}  // namespace ebbtide
