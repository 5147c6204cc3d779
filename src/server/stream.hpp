#pragma once

#include <memory>
#include <utility>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>

#include "server/tls.hpp"

/// Internal to this folder.
namespace ebbtide::server {

/// A client's socket, with TLS on it or without. Without, it costs a comparison.
class Stream {
 public:
  /// Plain where `tls` is nullptr.
  Stream(Socket socket, const TlsContext* tls)
      : socket_(std::move(socket)), tls_(tls == nullptr ? nullptr : tls->Over(socket_)) {}

  [[nodiscard]] Socket& socket() { return socket_; }
  [[nodiscard]] bool HasTls() const { return tls_ != nullptr && !tls_ended_; }

  void Handshake(TlsLayer::Ended done) { tls_->Handshake(std::move(done)); }

  template <class Done>
  void Read(boost::asio::mutable_buffer into, Done done) {
    if (HasTls()) return tls_->Read(into, std::move(done));
    socket_.async_read_some(into, std::move(done));
  }

  template <class Done>
  void Write(boost::asio::const_buffer bytes, Done done) {
    if (HasTls()) return tls_->Write(bytes, std::move(done));
    boost::asio::async_write(socket_, bytes, std::move(done));
  }

  /// Says that no more will come. What the client still sends is read as it is on the wire from
  /// then on.
  template <class Done>
  void FinishSending(Done done) {
    if (!HasTls()) {
      EndSending();
      return done();
    }
    tls_->Shutdown([this, done = std::move(done)](const boost::system::error_code& /*problem*/) {
      EndTls();
      EndSending();
      done();
    });
  }

  /// From here on bytes pass as they are. The layer itself stays: it may be calling us.
  void EndTls() { tls_ended_ = true; }

 private:
  void EndSending() {
    boost::system::error_code ignored;
    socket_.shutdown(Socket::shutdown_send, ignored);
  }

  Socket socket_;
  std::unique_ptr<TlsLayer> tls_;
  bool tls_ended_ = false;
};

}  // namespace ebbtide::server
