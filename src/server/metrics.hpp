#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "server/counts.hpp"

/// Prometheus' text format. Internal to this folder.
namespace ebbtide::server {

void AppendGauge(std::string_view name, std::string_view help, std::uint64_t value,
                 std::string& out);

/// What all I/O threads counted, summed.
void AppendMetrics(std::span<const ConnectionCounts* const> threads, std::string& out);

}  // namespace ebbtide::server
