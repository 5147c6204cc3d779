#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "gateway/gateway.hpp"
#include "store/store.hpp"

namespace ebbtide::server {

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  ///< 0 takes a free one
  unsigned threads = 1;       ///< I/O threads, each with its own read connection
  std::size_t header_bytes_max = 65'536;
  std::size_t headers_max = 100;               ///< in number
  std::size_t body_bytes_max = 8'388'608;      ///< the largest picture with room to spare
  std::size_t connections_max = 10'000;        ///< of one thread; more wait in the kernel's queue
  std::int64_t request_timeout_ms = 30'000;    ///< from its first byte to its last
  std::int64_t idle_timeout_ms = 75'000;       ///< between requests
  std::int64_t drain_timeout_ms = 10'000;      ///< for fetching answers when the server stops
  std::int64_t handshake_timeout_ms = 10'000;  ///< of TLS
  std::string tls_certificate;                 ///< PEM file of the chain; empty: no TLS
  std::string tls_key;                         ///< PEM file; where there is a certificate
  std::string admin_address;                   ///< of the operators' listener; empty: none
  std::uint16_t admin_port = 0;                ///< 0 takes a free one
};

/// HTTP around the gateway: `/router/rest` and `/router/batch` (also behind a prefix), `/authorize`
/// and `/token`, `/picture/…` (evidence pictures, by the links that answers hold). For operators
/// `/healthz`, `/readyz` and `/metrics`: on a listener of their own without TLS where there is an
/// `admin_address`, then also `/journal`; else beside the others.
///
/// One thread and one listening socket for each of `threads` (SO_REUSEPORT). A request that is not
/// HTTP is answered 400 and the connection closed; one that is too slow, 408; a body over the limit
/// gets TOP's error document.
class Server {
 public:
  /// Binds and listens; throws when the address or the certificate cannot be had. All arguments but
  /// `options` must outlive this.
  Server(ServerOptions options, const gateway::Shared& shared,
         const store::DataDirectory& directory);
  /// Stops, if nobody has.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Answers calls from now on.
  void Start();

  /// The bound port.
  [[nodiscard]] std::uint16_t port() const;
  /// That of the operators' listener; 0 where there is none.
  [[nodiscard]] std::uint16_t admin_port() const;

  /// Reads certificate and key anew, for connections that begin from now on. With files that
  /// cannot be used all stays as it is: false, and the reason is logged. Thread safe.
  bool ReloadCertificate();

  /// Takes no new calls, answers those in flight, closes, and returns when all threads have ended.
  void Stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ebbtide::server
