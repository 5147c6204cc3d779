#include "support/raw_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace ebbtide::test {
namespace {

std::system_error LastError(const char* what) { return {errno, std::generic_category(), what}; }

template <class Value>
void SetOption(int socket, int level, int name, const Value& value) {
  if (setsockopt(socket, level, name, &value, sizeof value) != 0) throw LastError("setsockopt");
}

}  // namespace

std::string HttpAnswer::Header(std::string_view name) const {
  const auto begin = head.find("\r\n" + std::string(name) + ": ");
  if (begin == std::string::npos) return {};
  const auto value = begin + name.size() + 4;
  return head.substr(value, head.find("\r\n", value) - value);
}

RawClient::RawClient(std::uint16_t port) : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  if (socket_ < 0) throw LastError("socket");
  const timeval wait{.tv_sec = kWaitSeconds, .tv_usec = 0};
  SetOption(socket_, SOL_SOCKET, SO_RCVTIMEO, wait);
  SetOption(socket_, SOL_SOCKET, SO_SNDTIMEO, wait);
  SetOption(socket_, IPPROTO_TCP, TCP_NODELAY, 1);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const void* const generic = &address;
  if (connect(socket_, static_cast<const sockaddr*>(generic), sizeof address) != 0) {
    const auto problem = LastError("connect");
    close(socket_);
    throw problem;
  }
}

RawClient::~RawClient() {
  if (socket_ >= 0) close(socket_);
}

bool RawClient::Send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && (errno == EPIPE || errno == ECONNRESET)) return false;
    if (sent < 0) throw LastError("send");
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void RawClient::FinishSending() const { shutdown(socket_, SHUT_WR); }

void RawClient::Reset() {
  SetOption(socket_, SOL_SOCKET, SO_LINGER, linger{.l_onoff = 1, .l_linger = 0});
  close(socket_);
  socket_ = -1;
}

bool RawClient::HasNews() {
  pollfd wanted{.fd = socket_, .events = POLLIN, .revents = 0};
  return !buffer_.empty() || poll(&wanted, 1, 0) > 0;
}

bool RawClient::ReadMore() {
  std::array<char, 65'536> bytes{};
  const auto size = recv(socket_, bytes.data(), bytes.size(), 0);
  if (size < 0 && errno != ECONNRESET) throw LastError("the server did not answer: recv");
  if (size <= 0) return false;
  buffer_.append(bytes.data(), static_cast<std::size_t>(size));
  return true;
}

std::optional<HttpAnswer> RawClient::Receive(bool has_body) {
  std::size_t head_end = 0;
  while ((head_end = buffer_.find("\r\n\r\n")) == std::string::npos) {
    if (ReadMore()) continue;
    if (buffer_.empty()) return std::nullopt;
    throw std::runtime_error("the server closed inside an answer's head: " + buffer_);
  }
  HttpAnswer answer{.status = std::stoi(buffer_.substr(buffer_.find(' '))),
                    .head = buffer_.substr(0, head_end + 2),
                    .body = {}};
  buffer_.erase(0, head_end + 4);
  const std::string length = answer.Header("Content-Length");
  const std::size_t size = has_body && !length.empty() ? std::stoul(length) : 0;
  while (buffer_.size() < size) {
    if (!ReadMore()) throw std::runtime_error("the server closed inside an answer's body");
  }
  answer.body = buffer_.substr(0, size);
  buffer_.erase(0, size);
  return answer;
}

bool RawClient::IsClosed() { return buffer_.empty() && !ReadMore(); }

std::string PostOf(std::string_view form, std::string_view path) {
  return "POST " + std::string(path) +
         " HTTP/1.1\r\nHost: localhost\r\n"
         "Content-Type: application/x-www-form-urlencoded;charset=UTF-8\r\nContent-Length: " +
         std::to_string(form.size()) + "\r\n\r\n" + std::string(form);
}

std::string GetOf(std::string_view target) {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
}

}  // namespace ebbtide::test
