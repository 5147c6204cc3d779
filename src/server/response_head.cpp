#include "server/response_head.hpp"

#include <array>
#include <ctime>

#include "base/sink.hpp"

namespace ebbtide::server {

void WriteHead(const ResponseHead& head, std::string& text) {
  Sink out(text);
  out.Put("HTTP/1.1 ").Put(std::int64_t{head.status}).Put(" ").Put(head.reason);
  out.Put("\r\nServer: ebbtide\r\nDate: ").Put(head.date);
  out.Put("\r\nContent-Type: ").Put(head.content_type);
  if (!head.content_encoding.empty()) {
    out.Put("\r\nContent-Encoding: ", head.content_encoding, "\r\nVary: Accept-Encoding");
  }
  if (!head.location.empty()) out.Put("\r\nLocation: ").Put(head.location);
  if (!head.challenge.empty()) out.Put("\r\nWWW-Authenticate: ").Put(head.challenge);
  if (head.retry_after_seconds > 0) out.Put("\r\nRetry-After: ").Put(head.retry_after_seconds);
  if (head.for_one_reader) {
    out.Put("\r\nCache-Control: no-store\r\nPragma: no-cache");
    out.Put("\r\nX-Frame-Options: DENY\r\nReferrer-Policy: no-referrer");
  }
  // One Python release reads both of these on every error (top-protocol section 5).
  out.Put("\r\nApplication-Host: ").Put(head.host_label);
  out.Put("\r\nLocation-Host: ").Put(head.host_label);
  out.Put("\r\nContent-Length: ").Put(static_cast<std::int64_t>(head.content_length));
  out.Put(head.keep_alive ? "\r\nConnection: keep-alive\r\n\r\n" : "\r\nConnection: close\r\n\r\n");
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
