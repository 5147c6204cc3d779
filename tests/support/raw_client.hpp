#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ebbtide::test {

struct HttpAnswer {
  int status = 0;
  std::string head;  ///< status line and headers
  std::string body;

  /// A header's value, or "".
  [[nodiscard]] std::string Header(std::string_view name) const;
};

/// A TCP connection to 127.0.0.1 that sends any bytes at all. Waits for no more than
/// `kWaitSeconds` at a time: a server that hangs is an exception here.
class RawClient {
 public:
  static constexpr int kWaitSeconds = 20;

  explicit RawClient(std::uint16_t port);
  ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  /// False when the server has closed the connection.
  bool Send(std::string_view bytes);
  /// Says that no more will be sent.
  void FinishSending() const;
  /// Ends the connection the hard way, so that the server's next write fails.
  void Reset();

  /// Whether there is something to receive, be it the end of the connection; does not wait.
  bool HasNews();
  /// The next answer, whole; nothing when the server closes
  /// the connection instead. `has_body` is false for answers to HEAD.
  std::optional<HttpAnswer> Receive(bool has_body = true);
  /// Whether the server closes the connection without another byte.
  bool IsClosed();

 private:
  bool ReadMore();
  int socket_ = -1;
  std::string buffer_;
};

/// A whole request with a Content-Length.
std::string PostOf(std::string_view form, std::string_view path = "/router/rest");
std::string GetOf(std::string_view target);

}  // namespace ebbtide::test
