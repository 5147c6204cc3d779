#include "client/http_post.hpp"

#include <chrono>
#include <stdexcept>

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

namespace ebbtide::top {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;

struct Url {
  std::string host;
  std::string port;
  std::string path;
};

Url Split(std::string_view text) {
  constexpr std::string_view kScheme = "http://";
  if (!text.starts_with(kScheme)) {
    throw std::runtime_error("url must begin with http:// : " + std::string(text));
  }
  text.remove_prefix(kScheme.size());
  const auto slash = std::min(text.find('/'), text.size());
  const auto authority = text.substr(0, slash);
  const auto colon = authority.rfind(':');
  const bool has_port = colon != std::string_view::npos;
  return {.host = std::string(authority.substr(0, colon)),
          .port = has_port ? std::string(authority.substr(colon + 1)) : "80",
          .path = slash == text.size() ? "/" : std::string(text.substr(slash))};
}

/// Beast's time limits work for asynchronous operations only, so each step is one.
class Exchange {
 public:
  Exchange(const Url& url, std::int64_t timeout_ms)
      : url_(url), timeout_(timeout_ms), stream_(context_) {}

  std::string Run(const HttpBody& body) {
    asio::ip::tcp::resolver resolver(context_);
    const auto endpoints = resolver.resolve(url_.host, url_.port);
    Step("connect", [&](auto done) { stream_.async_connect(endpoints, Last(done)); });

    http::request<http::string_body> request(http::verb::post, url_.path, 11);
    request.set(http::field::host, url_.host + ":" + url_.port);
    request.set(http::field::content_type, body.content_type);
    request.set(http::field::accept, "text/xml,text/javascript");
    request.body() = body.body;
    request.prepare_payload();
    Step("send", [&](auto done) { http::async_write(stream_, request, Last(done)); });

    beast::flat_buffer buffer;
    http::response<http::string_body> response;
    Step("receive", [&](auto done) { http::async_read(stream_, buffer, response, Last(done)); });
    // NOLINTNEXTLINE(clang-analyzer-cplusplus.Move): Beast keeps a reference, it moves nothing
    if (response.result() != http::status::ok) {
      throw std::runtime_error("HTTP " + std::to_string(response.result_int()) + ": " +
                               response.body());
    }
    return response.body();
  }

 private:
  template <class Done>
  static auto Last(Done done) {
    return [done](const error_code& problem, auto&&...) { done(problem); };
  }

  template <class Start>
  void Step(const char* what, Start start) {
    error_code outcome;
    stream_.expires_after(timeout_);
    start([&outcome](const error_code& problem) { outcome = problem; });
    context_.restart();
    context_.run();
    if (outcome) {
      throw std::runtime_error(std::string("cannot ") + what + " (" + url_.host + ":" + url_.port +
                               "): " + outcome.message());
    }
  }

  const Url& url_;
  std::chrono::milliseconds timeout_;
  asio::io_context context_;
  beast::tcp_stream stream_;
};

}  // namespace

std::string Post(std::string_view url, const HttpBody& body, std::int64_t timeout_ms) {
  const Url split = Split(url);
  return Exchange(split, timeout_ms).Run(body);
}

}  // namespace ebbtide::top
