#include "server/metrics.hpp"

#include <array>

namespace ebbtide::server {
namespace {

void AppendHelp(std::string_view name, std::string_view help, std::string_view type,
                std::string& out) {
  out.append("# HELP ").append(name).append(" ").append(help);
  out.append("\n# TYPE ").append(name).append(" ").append(type).append("\n");
}

void AppendSample(std::string_view name, std::string_view labels, std::uint64_t value,
                  std::string& out) {
  out.append(name).append(labels).append(" ").append(std::to_string(value)).append("\n");
}

struct Row {
  Count ConnectionCounts::*count;
  std::string_view name;
  std::string_view labels;
  std::string_view help;  ///< empty: as the row before
};
constexpr std::array kRows{
    Row{&ConnectionCounts::opened, "ebbtide_connections_opened_total", "",
        "Connections that were taken."},
    Row{&ConnectionCounts::requests, "ebbtide_http_requests_total", "",
        "Whole requests, calls and others."},
    Row{&ConnectionCounts::malformed, "ebbtide_http_refused_total", "{reason=\"malformed\"}",
        "Requests that no method saw."},
    Row{&ConnectionCounts::slow, "ebbtide_http_refused_total", "{reason=\"slow\"}", ""},
    Row{&ConnectionCounts::long_heads, "ebbtide_http_refused_total", "{reason=\"long_head\"}", ""},
    Row{&ConnectionCounts::large_bodies, "ebbtide_http_refused_total", "{reason=\"large_body\"}",
        ""},
    Row{&ConnectionCounts::failed_handshakes, "ebbtide_tls_handshakes_failed_total", "",
        "TLS handshakes that came to nothing."},
    Row{&ConnectionCounts::bytes_received, "ebbtide_received_bytes_total", "",
        "Bytes of requests, after TLS."},
    Row{&ConnectionCounts::bytes_sent, "ebbtide_sent_bytes_total", "",
        "Bytes of answers, before TLS."},
};

std::uint64_t Sum(std::span<const ConnectionCounts* const> threads,
                  Count ConnectionCounts::*count) {
  std::uint64_t sum = 0;
  for (const auto* const thread : threads) sum += (thread->*count).value();
  return sum;
}

}  // namespace

void AppendGauge(std::string_view name, std::string_view help, std::uint64_t value,
                 std::string& out) {
  AppendHelp(name, help, "gauge", out);
  AppendSample(name, "", value, out);
}

void AppendMetrics(std::span<const ConnectionCounts* const> threads, std::string& out) {
  // Closed first: a connection that ends in between must not make the difference negative.
  const auto closed = Sum(threads, &ConnectionCounts::closed);
  const auto opened = Sum(threads, &ConnectionCounts::opened);
  AppendGauge("ebbtide_connections", "Connections that are open.", opened - closed, out);
  for (const auto& row : kRows) {
    if (!row.help.empty()) AppendHelp(row.name, row.help, "counter", out);
    AppendSample(row.name, row.labels, Sum(threads, row.count), out);
  }
}

}  // namespace ebbtide::server
