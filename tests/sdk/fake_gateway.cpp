#include "sdk/fake_gateway.hpp"

#include <sys/socket.h>

#include <mutex>
#include <optional>
#include <thread>

#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>

namespace ebbtide::test {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

template <class Stream>
std::optional<Heard> Receive(Stream& stream, std::string& buffer) {
  constexpr std::string_view kLength = "Content-Length: ";
  boost::system::error_code problem;
  const auto head = asio::read_until(stream, asio::dynamic_buffer(buffer), "\r\n\r\n", problem);
  if (problem) return std::nullopt;
  const auto at = buffer.find(kLength);
  const std::size_t length =
      at < head ? std::stoul(buffer.substr(at + kLength.size())) : std::size_t{0};
  if (buffer.size() < head + length) {
    asio::read(stream, asio::dynamic_buffer(buffer),
               asio::transfer_exactly(head + length - buffer.size()), problem);
    if (problem) return std::nullopt;
  }
  Heard heard{buffer.substr(0, head), buffer.substr(head, length)};
  buffer.erase(0, head + length);
  return heard;
}

std::string Text(BIO* memory) {
  char* data = nullptr;
  // What the macro BIO_get_mem_data does, without its C cast.
  const auto size = BIO_ctrl(memory, BIO_CTRL_INFO, 0, &data);
  std::string text(data, static_cast<std::size_t>(size));
  BIO_free(memory);
  return text;
}

}  // namespace

Certificate NewCertificate() {
  constexpr long kHour = 3'600;
  EVP_PKEY* const key = EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256");
  X509* const certificate = X509_new();
  X509_set_version(certificate, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate), -kHour);
  X509_gmtime_adj(X509_getm_notAfter(certificate), kHour);
  X509_set_pubkey(certificate, key);
  X509_set_issuer_name(certificate, X509_get_subject_name(certificate));
  X509V3_CTX context{};
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* const names =
      X509V3_EXT_conf_nid(nullptr, &context, NID_subject_alt_name, "IP:127.0.0.1");
  X509_add_ext(certificate, names, -1);
  X509_sign(certificate, key, EVP_sha256());

  BIO* const certificate_text = BIO_new(BIO_s_mem());
  PEM_write_bio_X509(certificate_text, certificate);
  BIO* const key_text = BIO_new(BIO_s_mem());
  PEM_write_bio_PrivateKey(key_text, key, nullptr, nullptr, 0, nullptr, nullptr);
  X509_EXTENSION_free(names);
  X509_free(certificate);
  EVP_PKEY_free(key);
  return {Text(certificate_text), Text(key_text)};
}

struct FakeGateway::State {
  Answer answer;
  asio::io_context context;
  tcp::acceptor acceptor{context, {asio::ip::make_address("127.0.0.1"), 0}};
  std::optional<asio::ssl::context> tls;
  mutable std::mutex mutex;
  std::mutex answering;
  std::vector<Heard> heard;
  std::vector<int> open;
  std::size_t connections = 0;
  bool ending = false;
  std::vector<std::thread> talking;
  std::thread accepting;

  template <class Stream>
  void Talk(Stream& stream) {
    std::string buffer;
    while (const auto request = Receive(stream, buffer)) {
      const Said said = Decide(*request);
      if (said.then == Said::Then::kSilence) continue;  // until the client hangs up
      const bool stay = said.then == Said::Then::kStay;
      const std::string text = "HTTP/1.1 " + std::to_string(said.status) +
                               " Words\r\nContent-Length: " + std::to_string(said.body.size()) +
                               (stay ? "" : "\r\nConnection: close") + "\r\n\r\n" + said.body;
      boost::system::error_code problem;
      if (said.status != 0) asio::write(stream, asio::buffer(text), problem);
      if (!stay || problem) return;
    }
  }

  Said Decide(const Heard& request) {
    const std::lock_guard one_at_a_time(answering);
    std::size_t before = 0;
    {
      const std::lock_guard lock(mutex);
      before = heard.size();
      heard.push_back(request);
    }
    return answer(request, before);
  }

  void Serve(tcp::socket socket) {
    const int handle = socket.native_handle();
    if (tls) {
      asio::ssl::stream<tcp::socket> stream(std::move(socket), *tls);
      boost::system::error_code problem;
      stream.handshake(asio::ssl::stream_base::server, problem);
      if (!problem) Talk(stream);
      Forget(handle);
    } else {
      Talk(socket);
      Forget(handle);
    }
  }

  /// Before the handle is closed, so that nobody shuts down another's of the same number.
  void Forget(int handle) {
    const std::lock_guard lock(mutex);
    std::erase(open, handle);
  }

  void Accept() {
    while (true) {
      boost::system::error_code problem;
      tcp::socket socket(context);
      acceptor.accept(socket, problem);
      const std::lock_guard lock(mutex);
      if (ending || problem) return;
      ++connections;
      open.push_back(socket.native_handle());
      talking.emplace_back([this, moved = std::make_shared<tcp::socket>(std::move(socket))] {
        Serve(std::move(*moved));
      });
    }
  }
};

FakeGateway::FakeGateway(Answer answer, const Certificate* certificate)
    : state_(std::make_unique<State>()) {
  state_->answer = std::move(answer);
  if (certificate != nullptr) {
    auto& tls = state_->tls.emplace(asio::ssl::context::tls_server);
    tls.use_certificate(asio::buffer(certificate->certificate), asio::ssl::context::pem);
    tls.use_private_key(asio::buffer(certificate->key), asio::ssl::context::pem);
  }
  state_->accepting = std::thread([this] { state_->Accept(); });
}

FakeGateway::~FakeGateway() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->ending = true;
    for (const int handle : state_->open) shutdown(handle, SHUT_RDWR);
    shutdown(state_->acceptor.native_handle(), SHUT_RDWR);
  }
  state_->accepting.join();
  for (auto& thread : state_->talking) thread.join();
}

std::string FakeGateway::Url(const std::string& host) const {
  return (state_->tls ? "https://" : "http://") + host + ":" +
         std::to_string(state_->acceptor.local_endpoint().port()) + "/router/rest";
}

std::vector<Heard> FakeGateway::heard() const {
  const std::lock_guard lock(state_->mutex);
  return state_->heard;
}

std::size_t FakeGateway::connections() const {
  const std::lock_guard lock(state_->mutex);
  return state_->connections;
}

}  // namespace ebbtide::test
