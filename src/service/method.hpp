#pragma once

#include "base/result.hpp"
#include "service/basis.hpp"
#include "service/context.hpp"

/// Declares the handler of a served method; what it does stands in its contract.
#define EBBTIDE_METHOD(name) EBBTIDE_HANDLER(name, const Context& context)

/// The same of a method that says what its answer rests on.
#define EBBTIDE_METHOD_WITH_BASIS(name) EBBTIDE_HANDLER(name, const Context& context, Basis& basis)

#define EBBTIDE_HANDLER(name, ...)                                                              \
  namespace ebbtide::contract::name {                                                           \
  struct Request;                                                                               \
  struct Response;                                                                              \
  }                                                                                             \
  namespace ebbtide::service::name {                                                            \
  Result<contract::name::Response> Handle(const contract::name::Request& request, __VA_ARGS__); \
  }
