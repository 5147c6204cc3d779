#pragma once

#include <initializer_list>
#include <string_view>

namespace ebbtide {

enum class LogLevel { kDebug, kInfo, kWarning, kError };

/// One `key=value` of a log line. Values are quoted where they hold spaces or quotes.
struct LogField {
  std::string_view key;
  std::string_view value;
};

/// Writes one line to standard error: time, level, event, fields. Thread safe.
/// Never pass what a buyer, a seller or a secret can be recognised by.
void Log(LogLevel level, std::string_view event, std::initializer_list<LogField> fields = {});

/// Lines below `level` are dropped from now on. Starts as `kInfo`.
void SetLogLevel(LogLevel level);

}  // namespace ebbtide
