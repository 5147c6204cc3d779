#include "client/http_pool.hpp"

#include <mutex>
#include <stdexcept>
#include <vector>

#include "client/connection.hpp"

namespace ebbtide::top {
namespace {

namespace ssl = boost::asio::ssl;

std::unique_ptr<ssl::context> NewTls(const std::string& ca_file) {
  auto tls = std::make_unique<ssl::context>(ssl::context::tls_client);
  SSL_CTX_set_min_proto_version(tls->native_handle(), TLS1_2_VERSION);
  tls->set_verify_mode(ssl::verify_peer);
  boost::system::error_code problem;
  if (ca_file.empty()) {
    tls->set_default_verify_paths(problem);
  } else {
    tls->load_verify_file(ca_file, problem);
  }
  if (problem) {
    throw std::runtime_error("cannot read certificates" +
                             (ca_file.empty() ? std::string{} : " from " + ca_file) + ": " +
                             problem.message());
  }
  return tls;
}

}  // namespace

struct HttpPool::State {
  std::unique_ptr<ssl::context> tls;
  ConnectionSettings settings;
  std::mutex mutex;
  std::vector<std::unique_ptr<Connection>> idle;

  /// The one that was used last, for it has waited the shortest; those that are dead are dropped.
  std::unique_ptr<Connection> TakeIdle() {
    const std::lock_guard lock(mutex);
    while (!idle.empty()) {
      auto connection = std::move(idle.back());
      idle.pop_back();
      if (connection->IsReusable()) return connection;
    }
    return nullptr;
  }

  void Keep(std::unique_ptr<Connection> connection) {
    if (!connection->IsReusable()) return;
    const std::lock_guard lock(mutex);
    if (idle.size() < settings.options.idle_max) idle.push_back(std::move(connection));
  }
};

HttpPool::HttpPool(Url url, HttpOptions options) : state_(std::make_unique<State>()) {
  if (url.secure) state_->tls = NewTls(options.ca_file);
  state_->settings = {std::move(url), std::move(options), state_->tls.get()};
}

HttpPool::~HttpPool() = default;

const Url& HttpPool::url() const { return state_->settings.url; }

HttpOutcome HttpPool::Post(const HttpRequest& request) {
  auto connection = state_->TakeIdle();
  if (!connection) {
    connection = NewConnection(state_->settings);
    std::string problem = connection->Open();
    if (!problem.empty()) {
      return TransportError{.kind = CallErrorKind::kNotSent, .message = std::move(problem)};
    }
  }
  HttpOutcome outcome = connection->Post(request);
  state_->Keep(std::move(connection));
  return outcome;
}

}  // namespace ebbtide::top
