#include "server/accepts.hpp"

#include <algorithm>

#include <boost/beast/core/string.hpp>
#include <boost/beast/http/field.hpp>
#include <boost/beast/http/rfc7230.hpp>

namespace ebbtide::server {
namespace {

namespace http = boost::beast::http;

/// `0`, `0.`, `0.000`.
bool IsZero(boost::string_view weight) {
  return weight.starts_with('0') &&
         std::ranges::all_of(weight, [](char c) { return c == '0' || c == '.'; });
}

bool IsRefused(const http::param_list& parameters) {
  return std::ranges::any_of(parameters, [](const auto& parameter) {
    return boost::beast::iequals(parameter.first, "q") && IsZero(parameter.second);
  });
}

}  // namespace

bool AcceptsGzip(const http::fields& headers) {
  const auto [first, last] = headers.equal_range(http::field::accept_encoding);
  for (auto header = first; header != last; ++header) {
    for (const auto& [coding, parameters] : http::ext_list(header->value())) {
      if (boost::beast::iequals(coding, "gzip")) return !IsRefused(parameters);
    }
  }
  return false;
}

}  // namespace ebbtide::server
