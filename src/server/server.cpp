#include "server/server.hpp"

#include <chrono>
#include <functional>
#include <list>
#include <thread>
#include <utility>
#include <vector>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include "base/log.hpp"
#include "base/random.hpp"
#include "server/connection.hpp"
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

/// One io_context with its listening socket, its connections and the thread that runs them.
class IoThread {
 public:
  IoThread(const ServerOptions& options, const gateway::Shared& shared,
           const store::DataDirectory& directory, const tcp::endpoint& endpoint)
      : shared_(shared),
        context_(1),
        work_(context_.get_executor()),
        acceptor_(context_),
        sweep_(context_),
        accept_again_(context_),
        state_{.options = options,
               .gateway_options = shared.options,
               .gateway = {shared, directory.OpenReader(), SystemRandom().Next()},
               .connections = {},
               .date = {},
               .connection_ended = [this] { ConnectionEnded(); }} {
    acceptor_.open(endpoint.protocol());
    acceptor_.set_option(tcp::acceptor::reuse_address(true));
    acceptor_.set_option(ReusePort(true));
    acceptor_.bind(endpoint);
    acceptor_.listen();
  }

  [[nodiscard]] tcp::endpoint endpoint() const { return acceptor_.local_endpoint(); }

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
    acceptor_.async_accept([this](const error_code& problem, tcp::socket socket) {
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
    state_.date = HttpDate(shared_.clock.Now().unix_ms);
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

  const gateway::Shared shared_;
  asio::io_context context_;
  asio::executor_work_guard<asio::io_context::executor_type> work_;
  tcp::acceptor acceptor_;
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

}  // namespace

struct Server::State {
  ServerOptions options;
  std::list<IoThread> threads;
  bool stopped = false;
};

Server::Server(ServerOptions options, const gateway::Shared& shared,
               const store::DataDirectory& directory)
    : state_(std::make_unique<State>()) {
  state_->options = std::move(options);
  tcp::endpoint endpoint(asio::ip::make_address(state_->options.address), state_->options.port);
  RequireFreePort(endpoint);
  for (unsigned i = 0; i < state_->options.threads; ++i) {
    auto& thread = state_->threads.emplace_back(state_->options, shared, directory, endpoint);
    endpoint = thread.endpoint();  // a port that was free for the first is everyone's
  }
}

void Server::Start() {
  for (auto& thread : state_->threads) thread.Start();
}

Server::~Server() { Stop(); }

std::uint16_t Server::port() const { return state_->threads.front().endpoint().port(); }

void Server::Stop() {
  if (std::exchange(state_->stopped, true)) return;
  for (auto& thread : state_->threads) thread.Drain();
  for (auto& thread : state_->threads) thread.Join();
}

}  // namespace ebbtide::server
