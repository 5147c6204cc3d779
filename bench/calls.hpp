#pragma once

#include <span>
#include <string>
#include <utility>

#include "orders.hpp"

/// What the benchmarks ask about their orders.
namespace ebbtide::bench {

/// A call before it is signed: a method, and the one parameter that it takes.
struct UnsignedCall {
  const char* method;
  std::pair<std::string, std::string> parameter;
};

/// So many refunds a WDK query may name, and so many calls a batch may hold.
inline constexpr Number kTogether = 20;

/// Of an order or a line.
UnsignedCall StatusCall(Number id);
/// Of the refunds of these orders.
UnsignedCall WdkRefundsCall(std::span<const Number> indexes);
UnsignedCall EppRefundCall(Number index);
/// Asks back half of the pieces of a fresh line, under a batch number of its own.
UnsignedCall ApplicationCall(Number index);

}  // namespace ebbtide::bench
