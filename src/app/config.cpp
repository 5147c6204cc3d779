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

/// The two parts of ADDRESS:PORT.
void SetAddress(const std::string& value, std::string& address, std::uint16_t& port) {
  const auto colon = value.rfind(':');
  if (colon == std::string::npos || colon == 0) {
    throw std::invalid_argument("must be ADDRESS:PORT, such as 127.0.0.1:8080");
  }
  port = static_cast<std::uint16_t>(
      WholeNumber(value.substr(colon + 1), 0, std::numeric_limits<std::uint16_t>::max()));
  address = value.substr(0, colon);
}

void SetListen(Config& config, const std::string& value) {
  SetAddress(value, config.server.address, config.server.port);
}

void SetAdminListen(Config& config, const std::string& value) {
  if (value.empty()) {
    config.server.admin_address.clear();
  } else {
    SetAddress(value, config.server.admin_address, config.server.admin_port);
  }
}

std::string AdminListen(const Config& config) {
  const auto& server = config.server;
  return server.admin_address.empty()
             ? ""
             : server.admin_address + ":" + std::to_string(server.admin_port);
}

constexpr std::array<std::pair<gateway::JournalMode, std::string_view>, 3> kJournalModes{
    {{gateway::JournalMode::kOff, "off"},
     {gateway::JournalMode::kSampled, "sampled"},
     {gateway::JournalMode::kFull, "full"}}};

void SetJournalMode(Config& config, const std::string& value) {
  for (const auto& [mode, name] : kJournalModes) {
    if (name == value) {
      config.journal.mode = mode;
      return;
    }
  }
  throw std::invalid_argument("must be off, sampled or full");
}

std::string JournalModeName(const Config& config) {
  for (const auto& [mode, name] : kJournalModes) {
    if (mode == config.journal.mode) return std::string(name);
  }
  return {};
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

struct Unit {
  std::string_view name;
  std::int64_t ms;
};
constexpr std::array kUnits{Unit{"d", 86'400'000}, Unit{"h", 3'600'000}, Unit{"m", 60'000},
                            Unit{"s", 1'000}};

std::string DurationText(std::int64_t ms) {
  for (const auto& unit : kUnits) {
    if (ms % unit.ms == 0) return std::to_string(ms / unit.ms) + std::string(unit.name);
  }
  return std::to_string(ms) + "ms";
}

template <std::int64_t refund::Durations::*kMember>
constexpr Setting DeadlineSetting(std::string_view key, std::string_view doc) {
  return {key, doc,
          [](Config& c, const std::string& v) { c.own_deadlines.*kMember = ParseDuration(v); },
          [](const Config& c) { return DurationText(c.Deadlines().*kMember); }};
}

template <std::int64_t service::ConsentLifetimes::*kMember>
constexpr Setting ConsentSetting(std::string_view key, std::string_view doc) {
  return {
      key, doc,
      [](Config& c, const std::string& v) { c.gateway.policy.consent.*kMember = ParseDuration(v); },
      [](const Config& c) { return DurationText(c.gateway.policy.consent.*kMember); }};
}

constexpr std::int64_t kThreadsMax = 256;
constexpr std::int64_t kConnectionsMax = 1'000'000;
constexpr std::int64_t kBytesMax = std::int64_t{1} << 30U;
constexpr std::int64_t kHeadersMax = 10'000;
constexpr std::int64_t kKeptAnswersMbMax = 65'536;
constexpr std::int64_t kJournalMax = 1'000'000;

constexpr std::int64_t kCallsPerSecondMax = 1'000'000;

template <std::int64_t gateway::FlowLimits::*kMember>
constexpr Setting FlowSetting(std::string_view key, std::string_view doc) {
  return {key, doc,
          [](Config& c, const std::string& v) {
            c.flow.*kMember = WholeNumber(v, 0, kCallsPerSecondMax);
          },
          [](const Config& c) { return std::to_string(c.flow.*kMember); }};
}

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
    Setting{"server.kept_answers_mb",
            "Memory for answers that are kept until what they show changes; 0 keeps none.",
            [](Config& c, const std::string& v) {
              c.kept_answers_mb = WholeNumber(v, 0, kKeptAnswersMbMax);
            },
            [](const Config& c) { return std::to_string(c.kept_answers_mb); }},
    Setting{"server.header_bytes_max", "Longest request line and headers.",
            [](Config& c, const std::string& v) { c.server.header_bytes_max = Size(v, kBytesMax); },
            [](const Config& c) { return std::to_string(c.server.header_bytes_max); }},
    Setting{"server.headers_max", "Most headers of a request.",
            [](Config& c, const std::string& v) { c.server.headers_max = Size(v, kHeadersMax); },
            [](const Config& c) { return std::to_string(c.server.headers_max); }},
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
    Setting{"server.tls_certificate", "PEM file of the certificate chain; none: no TLS.",
            [](Config& c, const std::string& v) { c.server.tls_certificate = v; },
            [](const Config& c) { return c.server.tls_certificate; }},
    Setting{"server.tls_key", "PEM file of the certificate's key.",
            [](Config& c, const std::string& v) { c.server.tls_key = v; },
            [](const Config& c) { return c.server.tls_key; }},
    Setting{
        "server.handshake_timeout_ms", "How long a TLS handshake may take.",
        [](Config& c, const std::string& v) { c.server.handshake_timeout_ms = Milliseconds(v); },
        [](const Config& c) { return std::to_string(c.server.handshake_timeout_ms); }},
    Setting{"server.admin_listen",
            "Address and port for operators alone; if empty, health and metrics are beside calls.",
            &SetAdminListen, &AdminListen},
    Setting{"journal.mode", "Which calls are written down, masked: off, sampled or full.",
            &SetJournalMode, &JournalModeName},
    Setting{"journal.sample_every", "One call in so many is written down when sampled.",
            [](Config& c, const std::string& v) {
              c.journal.sample_every = WholeNumber(v, 1, kJournalMax);
            },
            [](const Config& c) { return std::to_string(c.journal.sample_every); }},
    Setting{"journal.size", "So many of them can be asked for.",
            [](Config& c, const std::string& v) { c.journal.size = Size(v, kJournalMax); },
            [](const Config& c) { return std::to_string(c.journal.size); }},
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
    Setting{"server.public_url",
            "Where clients reach this server, for links to pictures; from the address if empty.",
            [](Config& c, const std::string& v) {
              const bool web = v.starts_with("http://") || v.starts_with("https://");
              if (!v.empty() && (!web || v.ends_with('/'))) {
                throw std::invalid_argument("must be http://… or https://… without a / at its end");
              }
              c.gateway.policy.public_url = v;
            },
            [](const Config& c) { return c.gateway.policy.public_url; }},
    Setting{"payout.mode",
            "immediate: agreeing is paying; external: ebbtide.payout.confirm ends each payment.",
            [](Config& c, const std::string& v) {
              if (v != "immediate" && v != "external") {
                throw std::invalid_argument("must be immediate or external");
              }
              c.gateway.policy.payout = v == "immediate" ? service::PayoutMode::kImmediate
                                                         : service::PayoutMode::kExternal;
            },
            [](const Config& c) -> std::string {
              return c.gateway.policy.payout == service::PayoutMode::kImmediate ? "immediate"
                                                                                : "external";
            }},
    Setting{"deadlines.profile", "Time limits of refunds: default, taobao or taobao-older.",
            [](Config& c, const std::string& v) {
              refund::DurationsOf(v);
              c.deadline_profile = v;
            },
            [](const Config& c) { return c.deadline_profile; }},
    FlowSetting<&gateway::FlowLimits::app_per_second>(
        "flow.app_per_second", "Calls of one app in a second; 0 for as many as come."),
    FlowSetting<&gateway::FlowLimits::method_per_second>(
        "flow.method_per_second", "Calls of one method in a second, whoever calls; 0 as above."),
    FlowSetting<&gateway::FlowLimits::app_method_per_second>(
        "flow.app_method_per_second", "Calls of one method by one app in a second; 0 as above."),
    FlowSetting<&gateway::FlowLimits::oauth_address_per_second>(
        "flow.oauth_address_per_second",
        "Requests to /token and /authorize from one address in a second; 0 as above."),
    ConsentSetting<&service::ConsentLifetimes::session_ms>(
        "oauth.session_lifetime", "How long a session that came of a user's consent is good."),
    ConsentSetting<&service::ConsentLifetimes::refresh_ms>(
        "oauth.refresh_lifetime", "How long it can be exchanged for the next one."),
    DeadlineSetting<&refund::Durations::seller_answer_unshipped_ms>(
        "deadlines.seller_answer_unshipped", "Until an unanswered application is paid, unshipped."),
    DeadlineSetting<&refund::Durations::seller_answer_shipped_ms>(
        "deadlines.seller_answer_shipped", "The same where the order was shipped."),
    DeadlineSetting<&refund::Durations::seller_answer_return_ms>(
        "deadlines.seller_answer_return", "Until an unanswered return is agreed to."),
    DeadlineSetting<&refund::Durations::buyer_after_refusal_ms>(
        "deadlines.buyer_after_refusal", "Until a refused refund is closed."),
    DeadlineSetting<&refund::Durations::buyer_return_goods_ms>(
        "deadlines.buyer_return_goods", "Until a refund is closed whose goods never came."),
    DeadlineSetting<&refund::Durations::seller_confirm_receipt_ms>(
        "deadlines.seller_confirm_receipt", "Until returned goods count as received."),
    DeadlineSetting<&refund::Durations::aftersale_window_ms>(
        "deadlines.aftersale_window", "How long after its end an order may be refunded."),
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

/// More than a century is a typing error.
std::int64_t ParseDuration(const std::string& value) {
  constexpr std::int64_t kLongestMs = 36'500 * kUnits.front().ms;
  for (const auto& unit : kUnits) {
    if (!value.ends_with(unit.name)) continue;
    const auto number = ParseInteger(value.substr(0, value.size() - unit.name.size()));
    if (number && *number > 0 && *number <= kLongestMs / unit.ms) return *number * unit.ms;
  }
  throw std::invalid_argument("must be a number of s, m, h or d, such as 48h");
}

Config::Config() {
  server.threads = std::max(1U, std::thread::hardware_concurrency());
  gateway.policy.public_url.clear();
}

refund::Durations Config::Deadlines() const {
  refund::Durations durations = refund::DurationsOf(deadline_profile);
  const auto take = [&](std::int64_t refund::Durations::*member) {
    if (own_deadlines.*member != 0) durations.*member = own_deadlines.*member;
  };
  take(&refund::Durations::seller_answer_unshipped_ms);
  take(&refund::Durations::seller_answer_shipped_ms);
  take(&refund::Durations::seller_answer_return_ms);
  take(&refund::Durations::buyer_after_refusal_ms);
  take(&refund::Durations::buyer_return_goods_ms);
  take(&refund::Durations::seller_confirm_receipt_ms);
  take(&refund::Durations::aftersale_window_ms);
  return durations;
}

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
