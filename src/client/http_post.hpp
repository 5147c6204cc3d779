#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ebbtide::top {

/// Sends a form to `url` (`http://host[:port]/path`) and gives the body of the answer. Throws
/// `std::runtime_error` when there is no answer within `timeout_ms` or it is not HTTP 200.
std::string PostForm(std::string_view url, const std::string& form, std::int64_t timeout_ms);

}  // namespace ebbtide::top
