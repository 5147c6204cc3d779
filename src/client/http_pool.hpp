#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include <boost/system/result.hpp>

#include <ebbtide/outcome.hpp>

#include "client/url.hpp"

namespace ebbtide::top {

struct HttpRequest {
  std::string target;
  std::string content_type;
  std::string body;
  std::string batch_separator;  ///< header `top-api-separator`; none if empty
};

/// Why there is no answer.
struct TransportError {
  CallErrorKind kind = CallErrorKind::kNotSent;
  std::string message;
  std::string body{};  ///< of an answer whose status is not 200
};

using HttpOutcome = boost::system::result<std::string, TransportError>;

struct HttpOptions {
  std::chrono::milliseconds connect_timeout;
  std::chrono::milliseconds timeout;
  std::size_t idle_max;
  std::size_t answer_bytes_max;
  std::string ca_file;
};

/// Connections to one server, each of which carries one request after the other. Thread safe; a
/// name that is looked up is not under the timeouts, since nothing can interrupt that.
class HttpPool {
 public:
  HttpPool(Url url, HttpOptions options);
  ~HttpPool();
  HttpPool(const HttpPool&) = delete;
  HttpPool& operator=(const HttpPool&) = delete;

  [[nodiscard]] const Url& url() const;

  /// The body of the answer to a POST, whose status must be 200.
  HttpOutcome Post(const HttpRequest& request);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ebbtide::top
