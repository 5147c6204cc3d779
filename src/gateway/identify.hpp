#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/clock.hpp"
#include "gateway/flow_control.hpp"
#include "gateway/gateway.hpp"
#include "protocol/envelope.hpp"
#include "protocol/signature.hpp"
#include "schema/form.hpp"
#include "service/registry.hpp"
#include "store/access.hpp"

namespace ebbtide::gateway {

/// A call whose caller is known and may make it.
struct Admitted {
  const service::Endpoint* endpoint = nullptr;
  service::Caller caller;
};

/// What the checks need beside what was sent.
struct Circumstances {
  const Options& options;
  Timestamp now;
  store::Access& access;
  FlowControl* flow;                ///< nothing is limited where there is none
  std::string_view remote_address;  ///< as `Call` has it
};

/// How the answer must look, whatever comes of the call: read first, from parameters that may be
/// wrong in any way.
protocol::Style StyleOf(const schema::Parameters& parameters);

// The checks before a method sees its parameters, in the gateway's order (top-protocol 7.4): the
// method, what the signature is over, the call. A batch has one envelope and many calls.

/// The method that is called.
std::variant<const service::Endpoint*, protocol::TopError> MethodOf(
    const schema::Parameters& parameters);

/// App key, timestamp, version, format and signature; gives the app that signed.
std::variant<std::shared_ptr<const store::App>, protocol::TopError> CheckEnvelope(
    const protocol::Signed& content, const Circumstances& circumstances);

/// Whether the app may make this call, and for whom: session, permissions, flow control; fills
/// `admitted` of one that may. What the parameters say of anything that `CheckEnvelope` looks at
/// does not matter here.
std::optional<protocol::TopError> CheckCall(const service::Endpoint& endpoint,
                                            const store::App& app,
                                            const schema::Parameters& parameters,
                                            const Circumstances& circumstances, Admitted& admitted);

/// Whether the app may call from that address.
bool MayCallFrom(const store::App& app, std::string_view remote_address);

}  // namespace ebbtide::gateway
