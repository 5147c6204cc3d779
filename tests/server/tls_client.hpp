#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "support/raw_client.hpp"

namespace ebbtide::test {

/// A key and a certificate that it signed itself, as PEM.
struct PemPair {
  std::string certificate;
  std::string key;
};
PemPair NewCertificate(const std::string& common_name);

/// A TLS connection to 127.0.0.1 that believes any certificate and tells which one it got.
class TlsClient {
 public:
  /// `version_max` is OpenSSL's number of the newest protocol that it offers; 0 is the newest there
  /// is. Throws `std::runtime_error` when the handshake fails.
  explicit TlsClient(std::uint16_t port, int version_max = 0);
  ~TlsClient();
  TlsClient(const TlsClient&) = delete;
  TlsClient& operator=(const TlsClient&) = delete;

  [[nodiscard]] std::string CommonName() const;
  [[nodiscard]] std::string Version() const;
  void Send(std::string_view bytes);
  /// The next answer, whole; nothing when the server says that it has finished.
  std::optional<HttpAnswer> Receive();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ebbtide::test
