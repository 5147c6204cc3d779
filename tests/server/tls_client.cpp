#include "server/tls_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace ebbtide::test {
namespace {

constexpr long kDaySeconds = 86'400;

template <class T, void (*kFree)(T*)>
struct Free {
  void operator()(T* object) const { kFree(object); }
};
template <class T, void (*kFree)(T*)>
using Owned = std::unique_ptr<T, Free<T, kFree>>;
struct FreeBio {
  void operator()(BIO* bio) const { BIO_free(bio); }
};
using Text = std::unique_ptr<BIO, FreeBio>;

[[noreturn]] void Fail(const std::string& what) {
  std::array<char, 256> why{};
  ERR_error_string_n(ERR_get_error(), why.data(), why.size());
  throw std::runtime_error(what + ": " + why.data());
}

std::string TextOf(BIO* bio) {
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(bio, &bytes);
  return {bytes, static_cast<std::size_t>(size)};
}

}  // namespace

PemPair NewCertificate(const std::string& common_name) {
  const Owned<EVP_PKEY, EVP_PKEY_free> key(EVP_EC_gen("P-256"));
  const Owned<X509, X509_free> certificate(X509_new());
  if (!key || !certificate) Fail("certificate");
  X509_set_version(certificate.get(), X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -kDaySeconds);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), kDaySeconds);
  X509_set_pubkey(certificate.get(), key.get());
  auto* const name = X509_get_subject_name(certificate.get());
  std::string text = common_name;
  void* const bytes = text.data();
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, static_cast<unsigned char*>(bytes), -1, -1,
                             0);
  X509_set_issuer_name(certificate.get(), name);
  if (X509_sign(certificate.get(), key.get(), EVP_sha256()) == 0) Fail("sign");
  const Text certificate_text(BIO_new(BIO_s_mem()));
  const Text key_text(BIO_new(BIO_s_mem()));
  PEM_write_bio_X509(certificate_text.get(), certificate.get());
  PEM_write_bio_PrivateKey(key_text.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  return {TextOf(certificate_text.get()), TextOf(key_text.get())};
}

struct TlsClient::State {
  ~State() {
    if (socket >= 0) close(socket);
  }

  int socket = -1;
  Owned<SSL_CTX, SSL_CTX_free> context{SSL_CTX_new(TLS_client_method())};
  Owned<SSL, SSL_free> tls;
  std::string buffer;
};

TlsClient::TlsClient(std::uint16_t port, int version_max) : state_(std::make_unique<State>()) {
  state_->socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const timeval wait{.tv_sec = RawClient::kWaitSeconds, .tv_usec = 0};
  setsockopt(state_->socket, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const void* const generic = &address;
  if (connect(state_->socket, static_cast<const sockaddr*>(generic), sizeof address) != 0) {
    throw std::runtime_error("connect");
  }
  SSL_CTX_set_security_level(state_->context.get(), 0);  // so that old versions can be offered
  SSL_CTX_set_max_proto_version(state_->context.get(), version_max);
  state_->tls.reset(SSL_new(state_->context.get()));
  SSL_set_fd(state_->tls.get(), state_->socket);
  ERR_clear_error();
  if (SSL_connect(state_->tls.get()) != 1) Fail("handshake");
}

TlsClient::~TlsClient() = default;

std::string TlsClient::CommonName() const {
  const Owned<X509, X509_free> certificate(SSL_get1_peer_certificate(state_->tls.get()));
  std::array<char, 64> name{};
  X509_NAME_get_text_by_NID(X509_get_subject_name(certificate.get()), NID_commonName, name.data(),
                            name.size());
  return name.data();
}

std::string TlsClient::Version() const { return SSL_get_version(state_->tls.get()); }

void TlsClient::Send(std::string_view bytes) {
  std::size_t sent = 0;
  if (SSL_write_ex(state_->tls.get(), bytes.data(), bytes.size(), &sent) != 1) Fail("send");
}

std::optional<HttpAnswer> TlsClient::Receive() {
  auto& buffer = state_->buffer;
  const auto read_more = [&] {
    std::array<char, 16'384> bytes{};
    std::size_t size = 0;
    if (SSL_read_ex(state_->tls.get(), bytes.data(), bytes.size(), &size) == 1) {
      buffer.append(bytes.data(), size);
      return true;
    }
    if ((SSL_get_shutdown(state_->tls.get()) & SSL_RECEIVED_SHUTDOWN) == 0) {
      Fail("the server ended without saying so");
    }
    return false;
  };
  std::size_t head_end = 0;
  while ((head_end = buffer.find("\r\n\r\n")) == std::string::npos) {
    if (!read_more()) return std::nullopt;
  }
  HttpAnswer answer{.status = std::stoi(buffer.substr(buffer.find(' '))),
                    .head = buffer.substr(0, head_end + 2),
                    .body = {}};
  const auto size = std::stoul("0" + answer.Header("Content-Length"));
  buffer.erase(0, head_end + 4);
  while (buffer.size() < size) {
    if (!read_more()) throw std::runtime_error("the server closed inside an answer's body");
  }
  answer.body = buffer.substr(0, size);
  buffer.erase(0, size);
  return answer;
}

}  // namespace ebbtide::test
