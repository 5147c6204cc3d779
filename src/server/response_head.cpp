#include "server/response_head.hpp"

#include <array>
#include <ctime>

namespace ebbtide::server {

void WriteHead(const ResponseHead& head, std::string& out) {
  out.append("HTTP/1.1 ").append(std::to_string(head.status)).append(" ").append(head.reason);
  out.append("\r\nServer: ebbtide\r\nDate: ").append(head.date);
  out.append("\r\nContent-Type: ").append(head.content_type);
  if (!head.content_encoding.empty()) {
    out.append("\r\nContent-Encoding: ").append(head.content_encoding);
    out.append("\r\nVary: Accept-Encoding");
  }
  if (!head.location.empty()) out.append("\r\nLocation: ").append(head.location);
  if (!head.challenge.empty()) out.append("\r\nWWW-Authenticate: ").append(head.challenge);
  if (head.retry_after_seconds > 0) {
    out.append("\r\nRetry-After: ").append(std::to_string(head.retry_after_seconds));
  }
  if (head.for_one_reader) {
    out.append("\r\nCache-Control: no-store\r\nPragma: no-cache");
    out.append("\r\nX-Frame-Options: DENY\r\nReferrer-Policy: no-referrer");
  }
  // One Python release reads both of these on every error (top-protocol section 5).
  out.append("\r\nApplication-Host: ").append(head.host_label);
  out.append("\r\nLocation-Host: ").append(head.host_label);
  out.append("\r\nContent-Length: ").append(std::to_string(head.content_length));
  out.append(head.keep_alive ? "\r\nConnection: keep-alive\r\n\r\n"
                             : "\r\nConnection: close\r\n\r\n");
}

std::string HttpDate(std::int64_t unix_ms) {
  const std::time_t seconds = unix_ms / 1000;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 64> text{};
  const auto size = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  return {text.data(), size};
}

}  // namespace ebbtide::server
