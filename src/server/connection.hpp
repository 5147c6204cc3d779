#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_set>

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "gateway/gateway.hpp"
#include "server/server.hpp"

/// Internal to this folder: Asio's and Beast's headers are heavy.
namespace ebbtide::server {

class Connection;

/// What the connections of one I/O thread share. Touched by that thread only.
struct ThreadState {
  const ServerOptions& options;
  const gateway::Options& gateway_options;
  gateway::Gateway gateway;
  std::unordered_set<std::shared_ptr<Connection>> connections;
  std::int64_t now_ms = 0;  ///< monotonic; moved by the sweep, so as coarse as that
  std::string date;
  bool draining = false;
  std::function<void()> connection_ended;
};

/// One client's connection: reads requests one after another and answers each. Lives in
/// `ThreadState::connections` until it ends.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(boost::asio::ip::tcp::socket socket, ThreadState& thread);

  void Start();
  /// Called by the sweep: ends the connection when its present deadline has passed.
  void CheckDeadline();
  /// Ends when the answer in flight has been sent; at once when there is none.
  void Drain();
  /// Ends now, unless a call is running.
  void GiveUp();

 private:
  enum class Phase : std::uint8_t { kIdle, kReading, kRunning, kWriting, kLingering, kClosed };
  using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;

  void StartRequest();
  void Read();
  void Parse();
  void SendContinue();
  void Dispatch();
  void DispatchCall();
  void SendPicture();
  void SendPlain(unsigned status, std::string_view reason, std::string_view text);
  void SendReply(const gateway::Reply& reply);
  void Send(unsigned status, std::string_view reason, std::string_view content_type,
            std::string_view body);
  void AfterSend();
  void Linger();
  void Failed(const boost::system::error_code& problem);
  void Close();
  void Enter(Phase phase, std::int64_t timeout_ms);
  /// Whether what has just been read is wanted: a deadline, or the server's end, can come between a
  /// read and the turn of its handler.
  [[nodiscard]] bool IsReading() const {
    return phase_ == Phase::kIdle || phase_ == Phase::kReading;
  }

  boost::asio::ip::tcp::socket socket_;
  ThreadState& thread_;
  boost::beast::flat_buffer buffer_;
  std::optional<Parser> parser_;
  std::string out_;
  Phase phase_ = Phase::kIdle;
  std::int64_t deadline_ms_ = 0;
  bool continue_sent_ = false;
  bool keep_alive_ = true;
};

}  // namespace ebbtide::server
