#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "refund/deadline.hpp"
#include "refund/order.hpp"
#include "store/store.hpp"

/// One file per method: contract in, rules, store, contract out. No HTTP, XML, signature or SQL.
namespace ebbtide::service {

/// Who calls, after the gateway has made sure of it.
struct Caller {
  std::string app_key;
  refund::PartyId user;  ///< of the session; none for methods without one
  refund::PartyKind kind = refund::PartyKind::kSeller;  ///< of the user
  std::string nick;                                     ///< the user's code
};

/// How agreed money gets to the buyer.
enum class PayoutMode : std::uint8_t {
  kImmediate,  ///< the record itself is the payment
  kExternal,   ///< somebody pays outside and confirms it
};

/// How long what a user's consent gives is good.
struct ConsentLifetimes {
  static constexpr std::int64_t kDayMs = 86'400'000;

  std::int64_t session_ms = 30 * kDayMs;
  std::int64_t refresh_ms = 365 * kDayMs;  ///< of the token that is exchanged for the next session
};

/// The rules that are configuration.
struct Policy {
  refund::Durations durations = refund::DurationsOf("default");
  PayoutMode payout = PayoutMode::kImmediate;
  /// Where clients reach this server, for links to pictures: `http://host:port`.
  std::string public_url = "http://127.0.0.1";
  ConsentLifetimes consent{};
};

/// What a method may use. Lives as long as the call.
struct Context {
  store::Store& store;
  const Caller& caller;
  Timestamp now;
  std::string_view request_id;
  const Policy& policy;
};

/// What the user of the session may see: their own side of everything.
inline store::Scope ScopeOf(const Caller& caller) {
  switch (caller.kind) {
    case refund::PartyKind::kSeller: return store::Scope::Seller(caller.user);
    case refund::PartyKind::kPlatform: return store::Scope::Platform();
    default: return store::Scope::Buyer(caller.user);
  }
}

}  // namespace ebbtide::service
