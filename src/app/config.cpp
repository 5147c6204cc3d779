#include "app/config.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <limits>
#include <stdexcept>
#include <thread>

#include <toml++/toml.h>

#include "base/text.hpp"

namespace ebbtide::app {
namespace {

std::int64_t WholeNumber(const std::string& value, std::int64_t min, std::int64_t max) {
  const auto number = ParseInteger(value);
  if (!number || *number < min || *number > max) {
    throw std::invalid_argument("must be a whole number from " + std::to_string(min) + " to " +
                                std::to_string(max));
  }
  return *number;
}

std::int64_t Milliseconds(const std::string& value) {
  constexpr std::int64_t kDayMs = 86'400'000;
  return WholeNumber(value, 1, kDayMs);
}

std::size_t Size(const std::string& value, std::int64_t max) {
  return static_cast<std::size_t>(WholeNumber(value, 1, max));
}

void SetListen(Config& config, const std::string& value) {
  const auto colon = value.rfind(':');
  if (colon == std::string::npos || colon == 0) {
    throw std::invalid_argument("must be ADDRESS:PORT, such as 127.0.0.1:8080");
  }
  config.server.address = value.substr(0, colon);
  config.server.port = static_cast<std::uint16_t>(
      WholeNumber(value.substr(colon + 1), 0, std::numeric_limits<std::uint16_t>::max()));
}

constexpr std::array<std::pair<LogLevel, std::string_view>, 4> kLevels{
    {{LogLevel::kDebug, "debug"},
     {LogLevel::kInfo, "info"},
     {LogLevel::kWarning, "warning"},
     {LogLevel::kError, "error"}}};

void SetLevel(Config& config, const std::string& value) {
  for (const auto& [level, name] : kLevels) {
    if (name == value) {
      config.log_level = level;
      return;
    }
  }
  throw std::invalid_argument("must be debug, info, warning or error");
}

std::string LevelName(const Config& config) {
  for (const auto& [level, name] : kLevels) {
    if (level == config.log_level) return std::string(name);
  }
  return {};
}

constexpr std::int64_t kThreadsMax = 256;
constexpr std::int64_t kConnectionsMax = 1'000'000;
constexpr std::int64_t kBytesMax = std::int64_t{1} << 30U;

const std::array kSettings{
    Setting{"server.listen", "Address and port to listen on; port 0 takes a free one.", &SetListen,
            [](const Config& c) { return c.server.address + ":" + std::to_string(c.server.port); }},
    Setting{"server.threads", "I/O threads; one for each core by default.",
            [](Config& c, const std::string& v) {
              c.server.threads = static_cast<unsigned>(WholeNumber(v, 1, kThreadsMax));
            },
            [](const Config& c) { return std::to_string(c.server.threads); }},
    Setting{"server.connections_max", "Connections of one I/O thread; more wait in the kernel.",
            [](Config& c, const std::string& v) {
              c.server.connections_max = Size(v, kConnectionsMax);
            },
            [](const Config& c) { return std::to_string(c.server.connections_max); }},
    Setting{"server.header_bytes_max", "Longest request line and headers.",
            [](Config& c, const std::string& v) { c.server.header_bytes_max = Size(v, kBytesMax); },
            [](const Config& c) { return std::to_string(c.server.header_bytes_max); }},
    Setting{"server.body_bytes_max", "Largest request body.",
            [](Config& c, const std::string& v) { c.server.body_bytes_max = Size(v, kBytesMax); },
            [](const Config& c) { return std::to_string(c.server.body_bytes_max); }},
    Setting{"server.request_timeout_ms", "From a request's first byte to its last.",
            [](Config& c, const std::string& v) { c.server.request_timeout_ms = Milliseconds(v); },
            [](const Config& c) { return std::to_string(c.server.request_timeout_ms); }},
    Setting{"server.idle_timeout_ms", "How long a connection may wait between requests.",
            [](Config& c, const std::string& v) { c.server.idle_timeout_ms = Milliseconds(v); },
            [](const Config& c) { return std::to_string(c.server.idle_timeout_ms); }},
    Setting{"server.drain_timeout_ms",
            "How long clients may take to fetch answers when the server stops.",
            [](Config& c, const std::string& v) { c.server.drain_timeout_ms = Milliseconds(v); },
            [](const Config& c) { return std::to_string(c.server.drain_timeout_ms); }},
    Setting{
        "gateway.timestamp_tolerance_ms", "How far a caller's clock may be off.",
        [](Config& c, const std::string& v) { c.gateway.timestamp_tolerance_ms = Milliseconds(v); },
        [](const Config& c) { return std::to_string(c.gateway.timestamp_tolerance_ms); }},
    Setting{
        "gateway.refused_code", "Code of business errors: 50 as documented, 15 as live.",
        [](Config& c, const std::string& v) {
          if (v != "50" && v != "15") throw std::invalid_argument("must be 50 or 15");
          c.gateway.refused_code =
              v == "50" ? protocol::Code::kRemoteService : protocol::Code::kRemoteServiceLive;
        },
        [](const Config& c) { return std::to_string(static_cast<int>(c.gateway.refused_code)); }},
    Setting{"gateway.host_label", "Names this machine in answers; letters, digits, dots, hyphens.",
            [](Config& c, const std::string& v) {
              const bool plain = v.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") ==
                                 std::string::npos;
              // Two hyphens would end the XML comment that it stands in.
              if (v.empty() || !plain || v.find("--") != std::string::npos || v.back() == '-') {
                throw std::invalid_argument("must be of a-z, 0-9, dots and single hyphens");
              }
              c.gateway.host_label = v;
            },
            [](const Config& c) { return c.gateway.host_label; }},
    Setting{"store.data", "Directory of the database and its key.",
            [](Config& c, const std::string& v) {
              if (v.empty()) throw std::invalid_argument("must name a directory");
              c.data = v;
            },
            [](const Config& c) { return c.data.string(); }},
    Setting{"log.level", "Lines below it are dropped: debug, info, warning, error.", &SetLevel,
            &LevelName},
};

/// server.listen → EBBTIDE_SERVER_LISTEN.
std::string EnvironmentName(std::string_view key) {
  std::string name = "EBBTIDE_";
  for (const char c : key) {
    name += c == '.' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  }
  return name;
}

std::string TextOf(const toml::node& node, const std::string& where) {
  if (const auto text = node.value<std::string>(); node.is_string() && text) return *text;
  if (const auto number = node.value<std::int64_t>(); node.is_integer() && number) {
    return std::to_string(*number);
  }
  throw std::invalid_argument(where + " must be a string or a whole number");
}

void ReadFile(const std::filesystem::path& file, Config& config) {
  toml::table table;
  try {
    table = toml::parse_file(file.string());
  } catch (const toml::parse_error& problem) {
    throw std::invalid_argument(file.string() + ":" + std::to_string(problem.source().begin.line) +
                                ": " + std::string(problem.description()));
  }
  for (const auto& [section, content] : table) {
    const auto* const keys = content.as_table();
    if (keys == nullptr) {
      throw std::invalid_argument(file.string() + ": " + std::string(section.str()) +
                                  " stands outside of a [section]");
    }
    for (const auto& [key, value] : *keys) {
      const std::string name = std::string(section.str()) + "." + std::string(key.str());
      Set(config, name, TextOf(value, file.string() + ": " + name), file.string());
    }
  }
}

/// A variable that looks like a key of ours and is none is a typing error that would go unseen.
void RefuseUnknownVariables() {
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view variable(*entry);
    const std::string name(variable.substr(0, variable.find('=')));
    for (const auto& setting : kSettings) {
      const auto section = setting.key.substr(0, setting.key.find('.') + 1);
      if (!name.starts_with(EnvironmentName(section))) continue;
      const bool known = std::ranges::any_of(
          kSettings, [&](const Setting& one) { return EnvironmentName(one.key) == name; });
      if (!known) throw std::invalid_argument("unknown environment variable " + name);
    }
  }
}

}  // namespace

Config::Config() { server.threads = std::max(1U, std::thread::hardware_concurrency()); }

std::span<const Setting> Settings() { return kSettings; }

void Set(Config& config, std::string_view key, const std::string& value, std::string_view where) {
  for (const auto& setting : kSettings) {
    if (setting.key != key) continue;
    try {
      setting.set(config, value);
      return;
    } catch (const std::invalid_argument& problem) {
      throw std::invalid_argument(std::string(where) + ": " + std::string(key) + " " +
                                  problem.what());
    }
  }
  throw std::invalid_argument(std::string(where) + ": unknown key " + std::string(key) +
                              "; `ebbtide doctor` lists the keys");
}

Config LoadConfig(const std::filesystem::path& file) {
  Config config;
  if (!file.empty()) ReadFile(file, config);
  RefuseUnknownVariables();
  for (const auto& setting : kSettings) {
    const std::string name = EnvironmentName(setting.key);
    if (const char* const value = std::getenv(name.c_str())) {
      Set(config, setting.key, value, name);
    }
  }
  return config;
}

}  // namespace ebbtide::app
