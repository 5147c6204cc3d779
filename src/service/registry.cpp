#include "service/registry.hpp"

#include <algorithm>
#include <vector>

#include "service/endpoints.hpp"

namespace ebbtide::service {
namespace {

constexpr auto kName = [](const Endpoint& endpoint) { return endpoint.api->name; };

const std::vector<Endpoint>& Sorted() {
  static const std::vector<Endpoint> endpoints = [] {
    std::vector<Endpoint> all;
    for (const auto group : {EbbtideEndpoints(), EppEndpoints(), OpenmallEndpoints(),
                             TaobaoEndpoints(), WdkEndpoints(), XiaomanEndpoints()}) {
      all.insert(all.end(), group.begin(), group.end());
    }
    std::ranges::sort(all, {}, kName);
    return all;
  }();
  return endpoints;
}

}  // namespace

std::span<const Endpoint> Endpoints() { return Sorted(); }

const Endpoint* FindEndpoint(std::string_view method) {
  const auto& endpoints = Sorted();
  const auto found = std::ranges::lower_bound(endpoints, method, {}, kName);
  return found != endpoints.end() && found->api->name == method ? &*found : nullptr;
}

}  // namespace ebbtide::service
