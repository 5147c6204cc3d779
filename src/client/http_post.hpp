#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "client/signed_call.hpp"

namespace ebbtide::top {

/// Sends `body` to `url` (`http://host[:port]/path`) and gives the body of the answer. Throws
/// `std::runtime_error` when there is no answer within `timeout_ms` or it is not HTTP 200.
std::string Post(std::string_view url, const HttpBody& body, std::int64_t timeout_ms);

}  // namespace ebbtide::top
