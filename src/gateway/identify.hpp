#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "base/clock.hpp"
#include "gateway/gateway.hpp"
#include "protocol/envelope.hpp"
#include "schema/form.hpp"
#include "service/registry.hpp"

namespace ebbtide::gateway {

/// A call whose caller is known and may make it.
struct Admitted {
  const service::Endpoint* endpoint;
  service::Caller caller;
};

/// How the answer must look, whatever comes of the call: read first, from parameters that may be
/// wrong in any way.
protocol::Style StyleOf(const schema::Parameters& parameters);

/// The checks before a method sees its parameters, in the gateway's order (top-protocol 7.4):
/// method, app key, timestamp, version, format, signature, session.
std::variant<Admitted, protocol::TopError> Admit(const schema::Parameters& parameters,
                                                 const Options& options, Timestamp now,
                                                 store::Access& access);

}  // namespace ebbtide::gateway
