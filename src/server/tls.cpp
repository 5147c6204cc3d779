#include "server/tls.hpp"

#include <stdexcept>
#include <utility>

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>

namespace ebbtide::server {
namespace {

namespace asio = boost::asio;
namespace ssl = asio::ssl;
using boost::system::error_code;

class OpenSslLayer final : public TlsLayer {
 public:
  OpenSslLayer(Socket& socket, ssl::context& context) : stream_(socket, context) {}

  void Handshake(Ended done) override {
    stream_.async_handshake(ssl::stream_base::server, std::move(done));
  }
  void Read(asio::mutable_buffer into, Done done) override {
    stream_.async_read_some(into, std::move(done));
  }
  void Write(asio::const_buffer bytes, Done done) override {
    asio::async_write(stream_, bytes, std::move(done));
  }
  void Shutdown(Ended done) override { stream_.async_shutdown(std::move(done)); }

 private:
  ssl::stream<Socket&> stream_;
};

void Require(const error_code& problem, const char* what, const std::string& file) {
  if (problem) {
    throw std::runtime_error(std::string(what) + " " + file +
                             " cannot be used: " + problem.message());
  }
}

}  // namespace

struct TlsContext::State {
  ssl::context context{ssl::context::tls_server};
};

TlsContext::TlsContext(const std::string& certificate_file, const std::string& key_file)
    : state_(std::make_unique<State>()) {
  auto& context = state_->context;
  auto* const handle = context.native_handle();
  if (SSL_CTX_set_min_proto_version(handle, TLS1_2_VERSION) != 1) {
    throw std::runtime_error("OpenSSL has no TLS 1.2");
  }
  context.set_options(ssl::context::default_workarounds | ssl::context::no_compression |
                      SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  SSL_CTX_set_mode(handle, SSL_MODE_RELEASE_BUFFERS);
  error_code problem;
  // Without this OpenSSL would ask at the terminal for the password of a key that has one.
  context.set_password_callback(
      [](std::size_t /*size*/, ssl::context::password_purpose /*purpose*/) { return ""; }, problem);
  context.use_certificate_chain_file(certificate_file, problem);
  Require(problem, "the certificate", certificate_file);
  context.use_private_key_file(key_file, ssl::context::pem, problem);
  Require(problem, "the key", key_file);
  if (SSL_CTX_check_private_key(handle) != 1) {
    ERR_clear_error();
    throw std::runtime_error("the key " + key_file + " is not that of the certificate " +
                             certificate_file);
  }
}

TlsContext::~TlsContext() = default;

std::unique_ptr<TlsLayer> TlsContext::Over(Socket& socket) const {
  return std::make_unique<OpenSslLayer>(socket, state_->context);
}

bool IsPlainHttp(const error_code& problem) {
  return problem.category() == asio::error::get_ssl_category() &&
         ERR_GET_REASON(static_cast<unsigned long>(problem.value())) == SSL_R_HTTP_REQUEST;
}

}  // namespace ebbtide::server
