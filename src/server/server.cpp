#include "server/server.hpp"

#include <atomic>
#include <chrono>
#include <functional>
#include <list>
#include <optional>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include "base/log.hpp"
#include "base/random.hpp"
#include "gateway/journal.hpp"
#include "server/connection.hpp"
#include "server/metrics.hpp"
#include "server/response_head.hpp"

namespace ebbtide::server {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

/// Deadlines are this coarse: one timer a thread instead of one an operation.
constexpr std::chrono::milliseconds kSweepEvery{100};
/// After a failed accept, such as one without a free file descriptor.
constexpr std::chrono::milliseconds kAcceptAgainAfter{100};

using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

std::int64_t MonotonicMs() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

/// What all threads of a server see.
struct SharedState {
  const ServerOptions options;
  const gateway::Shared shared;
  const store::DataDirectory& directory;
  std::atomic<bool> stopping{false};
  std::shared_ptr<const TlsContext> tls;  ///< the one to begin with
  OperatorPages pages;
};

/// One io_context with its listening socket, its connections and the thread that runs them.
class IoThread {
 public:
  IoThread(const SharedState& server, Surface surface, const tcp::endpoint& endpoint)
      : clock_(server.shared.clock),
        context_(1),
        work_(context_.get_executor()),
        acceptor_(context_),
        sweep_(context_),
        accept_again_(context_),
        state_{.options = server.options,
               .gateway_options = server.shared.options,
               .answers = std::make_shared<Answers>(
                   context_, [this](const auto& group) { Connection::SendAnswers(state_, group); }),
               .gateway = {server.shared, server.directory.OpenReader(), SystemRandom().Next(),
                           state_.answers},
               .surface = surface,
               .stopping = server.stopping,
               .tls = surface == Surface::kOperators ? nullptr : server.tls,
               .pages = server.pages,
               .counts = {},
               .connections = {},
               .date = {},
               .connection_ended = [this] { ConnectionEnded(); }} {
    acceptor_.open(endpoint.protocol());
    acceptor_.set_option(tcp::acceptor::reuse_address(true));
    acceptor_.set_option(ReusePort(true));
    acceptor_.bind(endpoint);
    acceptor_.listen();
    endpoint_ = acceptor_.local_endpoint();
  }

  ~IoThread() { state_.answers->Close(); }
  IoThread(const IoThread&) = delete;
  IoThread& operator=(const IoThread&) = delete;

  [[nodiscard]] tcp::endpoint endpoint() const { return endpoint_; }
  [[nodiscard]] const ConnectionCounts& counts() const { return state_.counts; }

  /// For connections that begin from then on.
  void UseTls(const std::shared_ptr<const TlsContext>& tls) {
    asio::post(context_, [this, tls] { state_.tls = tls; });
  }

  void Start() {
    Tick();
    Accept();
    thread_ = std::thread([this] { context_.run(); });
  }

  void Drain() {
    asio::post(context_, [this] {
      state_.draining = true;
      drain_deadline_ms_ = state_.now_ms + state_.options.drain_timeout_ms;
      error_code ignored;
      acceptor_.close(ignored);
      accept_again_.cancel();
      EachConnection(&Connection::Drain);
      EndWhenDrained();
    });
  }

  void Join() {
    if (thread_.joinable()) thread_.join();
  }

 private:
  void Accept() {
    if (accepting_ || !acceptor_.is_open()) return;
    if (state_.connections.size() >= state_.options.connections_max) return;
    accepting_ = true;
    acceptor_.async_accept(context_, [this](const error_code& problem, Socket socket) {
      accepting_ = false;
      if (problem == asio::error::operation_aborted) return;
      if (problem) return AcceptLater(problem);
      const auto connection = std::make_shared<Connection>(std::move(socket), state_);
      state_.connections.insert(connection);
      connection->Start();
      Accept();
    });
  }

  void AcceptLater(const error_code& problem) {
    Log(LogLevel::kWarning, "cannot accept", {{"problem", problem.message()}});
    accept_again_.expires_after(kAcceptAgainAfter);
    accept_again_.async_wait([this](const error_code& cancelled) {
      if (!cancelled) Accept();
    });
  }

  void ConnectionEnded() {
    Accept();
    EndWhenDrained();
  }

  void Tick() {
    state_.now_ms = MonotonicMs();
    state_.date = HttpDate(clock_.Now().unix_ms);
    EachConnection(&Connection::CheckDeadline);
    if (state_.draining && state_.now_ms >= drain_deadline_ms_) EachConnection(&Connection::GiveUp);
    if (ended_) return;
    sweep_.expires_after(kSweepEvery);
    sweep_.async_wait([this](const error_code& cancelled) {
      if (!cancelled) Tick();
    });
  }

  /// Over a copy, because connections leave the set as they end.
  void EachConnection(void (Connection::*what)()) {
    const std::vector<std::shared_ptr<Connection>> all(state_.connections.begin(),
                                                       state_.connections.end());
    for (const auto& connection : all) std::invoke(what, *connection);
  }

  void EndWhenDrained() {
    if (!state_.draining || !state_.connections.empty()) return;
    ended_ = true;
    sweep_.cancel();
    work_.reset();
  }

  const Clock& clock_;
  asio::io_context context_;
  asio::executor_work_guard<asio::io_context::executor_type> work_;
  tcp::acceptor acceptor_;
  tcp::endpoint endpoint_;
  asio::steady_timer sweep_;
  asio::steady_timer accept_again_;
  ThreadState state_;
  std::int64_t drain_deadline_ms_ = 0;
  bool accepting_ = false;
  bool ended_ = false;
  std::thread thread_;
};

/// SO_REUSEPORT would let a second server take half of another's calls without a word.
void RequireFreePort(const tcp::endpoint& endpoint) {
  asio::io_context context;
  const tcp::acceptor probe(context, endpoint, /*reuse_addr=*/true);
}

/// Nothing where no certificate is configured.
std::shared_ptr<const TlsContext> LoadTls(const ServerOptions& options) {
  if (options.tls_certificate.empty() && options.tls_key.empty()) return nullptr;
  if (options.tls_certificate.empty() || options.tls_key.empty()) {
    throw std::runtime_error("server.tls_certificate and server.tls_key go together");
  }
  return std::make_shared<const TlsContext>(options.tls_certificate, options.tls_key);
}

}  // namespace

struct Server::State {
  State(ServerOptions options, const gateway::Shared& shared, const store::DataDirectory& directory)
      : all{.options = std::move(options),
            .shared = shared,
            .directory = directory,
            .tls = nullptr,
            .pages = {.metrics = [this] { return Metrics(); },
                      .journal = [this](std::string_view id) { return Journal(id); }}} {
    all.tls = LoadTls(all.options);
  }

  [[nodiscard]] std::string Metrics() const {
    std::vector<const ConnectionCounts*> counts;
    for (const auto& thread : threads) counts.push_back(&thread.counts());
    std::string text;
    AppendMetrics(counts, text);
    AppendGauge("ebbtide_writes_waiting", "Writes that wait for the write lane.",
                all.shared.writes.waiting(), text);
    if (all.shared.observer != nullptr) all.shared.observer->AppendMetrics(text);
    return text;
  }

  [[nodiscard]] std::string Journal(std::string_view request_id) const {
    if (all.shared.observer == nullptr) return "[]";
    return all.shared.observer->journal().ToJson(request_id);
  }

  SharedState all;
  std::list<IoThread> threads;
  std::optional<IoThread> admin;
  bool stopped = false;
};

Server::Server(ServerOptions options, const gateway::Shared& shared,
               const store::DataDirectory& directory)
    : state_(std::make_unique<State>(std::move(options), shared, directory)) {
  const auto& own = state_->all.options;
  tcp::endpoint endpoint(asio::ip::make_address(own.address), own.port);
  RequireFreePort(endpoint);
  const bool has_admin = !own.admin_address.empty();
  for (unsigned i = 0; i < own.threads; ++i) {
    auto& thread = state_->threads.emplace_back(
        state_->all, has_admin ? Surface::kCalls : Surface::kAll, endpoint);
    endpoint = thread.endpoint();  // a port that was free for the first is everyone's
  }
  if (!has_admin) return;
  const tcp::endpoint admin(asio::ip::make_address(own.admin_address), own.admin_port);
  RequireFreePort(admin);
  state_->admin.emplace(state_->all, Surface::kOperators, admin);
}

void Server::Start() {
  for (auto& thread : state_->threads) thread.Start();
  if (state_->admin) state_->admin->Start();
}

Server::~Server() { Stop(); }

std::uint16_t Server::port() const { return state_->threads.front().endpoint().port(); }

std::uint16_t Server::admin_port() const {
  return state_->admin ? state_->admin->endpoint().port() : 0;
}

bool Server::ReloadCertificate() {
  try {
    const auto tls = LoadTls(state_->all.options);
    for (auto& thread : state_->threads) thread.UseTls(tls);
    Log(LogLevel::kInfo, "certificate reloaded", {{"file", state_->all.options.tls_certificate}});
    return true;
  } catch (const std::exception& problem) {
    Log(LogLevel::kError, "certificate not reloaded, the old one stays",
        {{"problem", problem.what()}});
    return false;
  }
}

void Server::Stop() {
  if (std::exchange(state_->stopped, true)) return;
  state_->all.stopping = true;
  for (auto& thread : state_->threads) thread.Drain();
  for (auto& thread : state_->threads) thread.Join();
  // Last, so that /readyz says 503 for as long as there is something to wait for.
  if (!state_->admin) return;
  state_->admin->Drain();
  state_->admin->Join();
}

}  // namespace ebbtide::server
