#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ebbtide::server {

struct ResponseHead {
  unsigned status = 200;
  std::string_view reason = "OK";
  std::string_view content_type = "text/plain;charset=UTF-8";
  std::string_view content_encoding;     ///< none if empty
  std::string_view location;             ///< of a redirect; none if empty
  std::string_view challenge;            ///< header `WWW-Authenticate`; none if empty
  std::int64_t retry_after_seconds = 0;  ///< none if 0
  bool for_one_reader = false;           ///< not to be stored, framed or referred from
  std::size_t content_length = 0;
  bool keep_alive = true;
  std::string_view date;        ///< RFC 9110 form
  std::string_view host_label;  ///< for the two headers that a Python SDK cannot do without
};

/// Appends status line and headers, up to and with the empty line.
void WriteHead(const ResponseHead& head, std::string& out);

/// `Sun, 06 Nov 1994 08:49:37 GMT`.
std::string HttpDate(std::int64_t unix_ms);

}  // namespace ebbtide::server
