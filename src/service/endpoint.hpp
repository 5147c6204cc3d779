#pragma once

#include <memory>
#include <string_view>
#include <type_traits>

#include "base/result.hpp"
#include "contract/api.hpp"
#include "service/basis.hpp"
#include "service/context.hpp"

namespace ebbtide::service {

/// Request and response of one call, of types that only the method's endpoint knows.
using Exchange = std::unique_ptr<void, void (*)(void*)>;

/// A served method as data: what the gateway needs to decode, run and encode a call of it.
struct Endpoint {
  const contract::ApiInfo* api;
  const schema::Type* request;
  const schema::Type* response;
  Exchange (*new_exchange)();
  void* (*request_of)(void* exchange);
  void* (*response_of)(void* exchange);
  /// Fills the response; on an error nothing may have been written, or the lane takes it back.
  Result<void> (*run)(void* exchange, const Context& context, Basis& basis);
  bool has_basis;  ///< whether answers may rest on something that can be told
};

namespace detail {
template <class Api>
struct ExchangeOf {
  typename Api::Request request;
  typename Api::Response response;
};
}  // namespace detail

/// The endpoint of the method `kApi`, served by `kHandle`:
/// `Result<Response> Handle(const Request&, const Context&)`, with a `Basis&` if it fills one.
template <const auto& kApi, auto kHandle>
constexpr Endpoint Serve() {
  using Api = std::remove_cvref_t<decltype(kApi)>;
  using Pair = detail::ExchangeOf<Api>;
  constexpr bool kHasBasis =
      std::is_invocable_v<decltype(kHandle), const typename Api::Request&, const Context&, Basis&>;
  return {
      .api = &kApi.info,
      .request = &schema::kType<typename Api::Request>,
      .response = &schema::kType<typename Api::Response>,
      .new_exchange =
          [] { return Exchange(new Pair, [](void* pair) { delete static_cast<Pair*>(pair); }); },
      .request_of = [](void* pair) -> void* { return &static_cast<Pair*>(pair)->request; },
      .response_of = [](void* pair) -> void* { return &static_cast<Pair*>(pair)->response; },
      .run = [](void* pair, const Context& context, [[maybe_unused]] Basis& basis) -> Result<void> {
        auto& exchange = *static_cast<Pair*>(pair);
        if constexpr (kHasBasis) {
          ASSIGN_OR_RETURN(exchange.response, kHandle(exchange.request, context, basis));
        } else {
          ASSIGN_OR_RETURN(exchange.response, kHandle(exchange.request, context));
        }
        return {};
      },
      .has_basis = kHasBasis};
}

}  // namespace ebbtide::service
