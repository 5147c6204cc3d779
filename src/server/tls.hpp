#pragma once

#include <functional>
#include <memory>
#include <string>

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

/// TLS without OpenSSL's headers, which only tls.cpp sees. Internal to this folder.
namespace ebbtide::server {

/// Of an executor that is known, so that no operation has to find out.
using Socket =
    boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;

/// The TLS of one connection, over a socket that outlives it.
class TlsLayer {
 public:
  using Done = std::function<void(const boost::system::error_code&, std::size_t)>;
  using Ended = std::function<void(const boost::system::error_code&)>;

  virtual ~TlsLayer() = default;
  virtual void Handshake(Ended done) = 0;
  /// Reads some bytes.
  virtual void Read(boost::asio::mutable_buffer into, Done done) = 0;
  /// Writes all bytes.
  virtual void Write(boost::asio::const_buffer bytes, Done done) = 0;
  /// Tells the other side that no more will come and waits for it to say the same.
  virtual void Shutdown(Ended done) = 0;
};

/// A certificate chain with its key: what all connections of one time share. Thread safe.
class TlsContext {
 public:
  /// From PEM files; throws `std::runtime_error` that says which file is bad and why.
  TlsContext(const std::string& certificate_file, const std::string& key_file);
  ~TlsContext();
  TlsContext(const TlsContext&) = delete;
  TlsContext& operator=(const TlsContext&) = delete;

  /// Outlives the context.
  [[nodiscard]] std::unique_ptr<TlsLayer> Over(Socket& socket) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Whether a handshake failed because the other side speaks HTTP without TLS.
bool IsPlainHttp(const boost::system::error_code& problem);

}  // namespace ebbtide::server
