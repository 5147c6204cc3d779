#pragma once

#include <span>
#include <string_view>

#include "service/endpoint.hpp"

namespace ebbtide::service {

/// Every served method, by name. Dispatch, permissions, the command line and the reference pages
/// derive from this list.
std::span<const Endpoint> Endpoints();

/// The endpoint of that name, or nullptr.
const Endpoint* FindEndpoint(std::string_view method);

}  // namespace ebbtide::service
