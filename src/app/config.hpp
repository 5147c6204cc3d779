#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "base/log.hpp"
#include "gateway/flow_control.hpp"
#include "gateway/gateway.hpp"
#include "gateway/journal.hpp"
#include "server/server.hpp"

/// `main`, configuration, wiring and the command line.
namespace ebbtide::app {

/// Everything that can be configured, at its default.
struct Config {
  server::ServerOptions server;
  gateway::Options gateway;
  gateway::JournalOptions journal;
  gateway::FlowLimits flow;
  std::filesystem::path data = "data";
  std::int64_t kept_answers_mb = 32;  ///< of all I/O threads together
  LogLevel log_level = LogLevel::kInfo;
  std::string deadline_profile = "default";
  refund::Durations own_deadlines;  ///< 0: as in the profile

  Config();

  /// The profile with what was set beside it.
  [[nodiscard]] refund::Durations Deadlines() const;
};

/// One key of `ebbtide.toml`, also `EBBTIDE_SECTION_KEY` in the environment.
struct Setting {
  std::string_view key;  ///< section.key
  std::string_view doc;
  /// Throws `std::invalid_argument` saying what the value must be.
  void (*set)(Config& config, const std::string& value);
  std::string (*get)(const Config& config);
};

/// All keys, in the order in which they are listed.
std::span<const Setting> Settings();

/// Defaults, then `file` (none where it is empty), then the environment. Throws
/// `std::invalid_argument` that names an unknown key or a bad value and where it stands.
Config LoadConfig(const std::filesystem::path& file);

/// `48h`, `7d`, in milliseconds; throws `std::invalid_argument` at anything else.
std::int64_t ParseDuration(const std::string& value);

/// Sets one key; the error names `where`.
void Set(Config& config, std::string_view key, const std::string& value, std::string_view where);

}  // namespace ebbtide::app
