#pragma once

#include <span>

#include "service/endpoint.hpp"

/// The served methods of each group: a folder each.
namespace ebbtide::service {

std::span<const Endpoint> EbbtideEndpoints();
std::span<const Endpoint> EppEndpoints();
std::span<const Endpoint> OpenmallEndpoints();
std::span<const Endpoint> TaobaoEndpoints();
std::span<const Endpoint> WdkEndpoints();
std::span<const Endpoint> XiaomanEndpoints();

}  // namespace ebbtide::service
