#pragma once

#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "refund/order.hpp"
#include "store/store.hpp"

/// One file per method: contract in, rules, store, contract out. No HTTP, XML, signature or SQL.
namespace ebbtide::service {

/// Who calls, after the gateway has made sure of it.
struct Caller {
  std::string app_key;
  refund::PartyId user;  ///< of the session; none for methods without one
};

/// What a method may use. Lives as long as the call.
struct Context {
  store::Store& store;
  const Caller& caller;
  Timestamp now;
  std::string_view request_id;
};

}  // namespace ebbtide::service
