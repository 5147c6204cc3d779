#include "client/connection.hpp"

#include <sys/socket.h>

#include <cerrno>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

namespace ebbtide::top {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;
using PlainStream = beast::tcp_stream;
using TlsStream = beast::ssl_stream<beast::tcp_stream>;

/// Beast's time limits work for asynchronous operations only, so each step is one.
template <class Stream>
class StreamConnection final : public Connection {
 public:
  template <class... Tls>
  explicit StreamConnection(const ConnectionSettings& settings, Tls&... tls)
      : settings_(settings), stream_(context_, tls...) {}

  std::string Open() override {
    error_code problem;
    asio::ip::tcp::resolver resolver(context_);
    const auto found = resolver.resolve(settings_.url.host, settings_.url.port, problem);
    if (problem) return Failure("find", problem);
    socket().expires_after(settings_.options.connect_timeout);
    problem = Step([&](auto done) { socket().async_connect(found, Last(done)); });
    if (problem) return Failure("connect to", problem);
    socket().socket().set_option(asio::ip::tcp::no_delay(true), problem);
    if constexpr (std::is_same_v<Stream, TlsStream>) {
      problem = Handshake();
      if (problem) return Failure("make a trusted connection to", problem);
    }
    return {};
  }

  HttpOutcome Post(const HttpRequest& content) override {
    http::request<http::string_body> request(http::verb::post, content.target, 11);
    request.set(http::field::host, settings_.url.Authority());
    request.set(http::field::content_type, content.content_type);
    request.set(http::field::accept, "text/xml,text/javascript");
    request.set(http::field::user_agent, "ebbtide-sdk-cpp");
    if (!content.batch_separator.empty()) {
      request.set("top-api-separator", content.batch_separator);
    }
    request.body() = content.body;
    request.prepare_payload();
    reusable_ = false;
    socket().expires_after(settings_.options.timeout);
    auto problem = Step([&](auto done) { http::async_write(stream_, request, Last(done)); });
    if (problem) return Lost("send to", problem);

    http::response_parser<http::string_body> answer;
    answer.body_limit(settings_.options.answer_bytes_max);
    problem = Step([&](auto done) { http::async_read(stream_, buffer_, answer, Last(done)); });
    if (problem) return Lost("get an answer from", problem);
    reusable_ = answer.keep_alive();
    // NOLINTNEXTLINE(clang-analyzer-cplusplus.Move): Beast keeps a reference, it moves nothing
    const unsigned status = answer.get().result_int();
    if (status == 200) return std::move(answer.get().body());
    return TransportError{
        .kind = status >= 500 ? CallErrorKind::kNoAnswer : CallErrorKind::kUnreadable,
        .message =
            settings_.url.Authority() + " answered with HTTP status " + std::to_string(status),
        .body = std::move(answer.get().body())};
  }

  bool IsReusable() override {
    if (!reusable_ || buffer_.size() != 0) return false;
    // Between two requests there is nothing to be read: the end of the connection would be.
    char byte = 0;
    const int handle = socket().socket().native_handle();
    return recv(handle, &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 && errno == EAGAIN;
  }

 private:
  PlainStream& socket() { return beast::get_lowest_layer(stream_); }

  error_code Handshake() {
    if constexpr (std::is_same_v<Stream, TlsStream>) {
      std::string host = settings_.url.host;
      error_code is_name;
      asio::ip::make_address(host, is_name);
      // What the macro SSL_set_tlsext_host_name does, without its C cast.
      if (is_name && SSL_ctrl(stream_.native_handle(), SSL_CTRL_SET_TLSEXT_HOSTNAME,
                              TLSEXT_NAMETYPE_host_name, host.data()) != 1) {
        return asio::error::invalid_argument;
      }
      stream_.set_verify_callback(asio::ssl::host_name_verification(host));
      return Step(
          [&](auto done) { stream_.async_handshake(asio::ssl::stream_base::client, done); });
    }
    return {};
  }

  template <class Done>
  static auto Last(Done done) {
    return [done](const error_code& problem, auto&&...) { done(problem); };
  }

  template <class Start>
  error_code Step(Start start) {
    error_code outcome;
    start([&outcome](const error_code& problem) { outcome = problem; });
    context_.restart();
    context_.run();
    return outcome;
  }

  [[nodiscard]] std::string Failure(const char* what, const error_code& problem) const {
    return std::string("cannot ") + what + " " + settings_.url.Authority() + ": " +
           problem.message();
  }

  [[nodiscard]] TransportError Lost(const char* what, const error_code& problem) const {
    return {.kind = CallErrorKind::kNoAnswer, .message = Failure(what, problem), .body = {}};
  }

  const ConnectionSettings& settings_;
  asio::io_context context_{1};
  Stream stream_;
  beast::flat_buffer buffer_;
  bool reusable_ = false;
};

}  // namespace

std::unique_ptr<Connection> NewConnection(const ConnectionSettings& settings) {
  if (settings.tls != nullptr) {
    return std::make_unique<StreamConnection<TlsStream>>(settings, *settings.tls);
  }
  return std::make_unique<StreamConnection<PlainStream>>(settings);
}

}  // namespace ebbtide::top
