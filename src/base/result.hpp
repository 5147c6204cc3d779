#pragma once

#include <stdexcept>
#include <utility>

#include <boost/system/result.hpp>

#include "base/error.hpp"

namespace ebbtide {

/// Called by `Result::value()` on an error: asking for a value that is not there is a programming
/// mistake, so it becomes an exception that the gateway reports as broken machinery.
[[noreturn]] inline void throw_exception_from_error(const Error& error,
                                                    const boost::source_location& /*where*/) {
  throw std::logic_error("unchecked Result: " + error.sub_code + ": " + error.sub_msg);
}

/// A value, or the caller's mistake. `Result<void>` for things that only can fail.
template <class T>
using Result = boost::system::result<T, Error>;

}  // namespace ebbtide

#define EBBTIDE_CONCAT_INNER(a, b) a##b
#define EBBTIDE_CONCAT(a, b) EBBTIDE_CONCAT_INNER(a, b)

/// `ASSIGN_OR_RETURN(auto order, orders.Find(id));`: leaves the function with the error, or goes on
/// with the value. The pattern of this code base for a chain of steps that can each be refused.
#define ASSIGN_OR_RETURN(lhs, expression) \
  EBBTIDE_ASSIGN_OR_RETURN(EBBTIDE_CONCAT(ebbtide_result_, __LINE__), lhs, expression)
#define EBBTIDE_ASSIGN_OR_RETURN(result, lhs, expression) \
  auto result = (expression);                             \
  if (!result) return std::move(result).error();          \
  lhs = *std::move(result)

/// The same for a `Result<void>`.
#define RETURN_IF_ERROR(expression)                          \
  if (auto ebbtide_outcome = (expression); !ebbtide_outcome) \
  return std::move(ebbtide_outcome).error()
