#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "gateway/gateway.hpp"
#include "server/answers.hpp"
#include "server/counts.hpp"
#include "server/response_head.hpp"
#include "server/server.hpp"
#include "server/stream.hpp"
#include "server/strict_head.hpp"

/// Internal to this folder: Asio's and Beast's headers are heavy.
namespace ebbtide::server {

class Connection;

/// Which paths a listener has.
enum class Surface : std::uint8_t { kAll, kCalls, kOperators };

/// What operators see, beyond health. Called on any I/O thread.
struct OperatorPages {
  std::function<std::string()> metrics;
  /// The journal as JSON, of one request or of all; empty where it is not served.
  std::function<std::string(std::string_view request_id)> journal;
};

/// What the connections of one I/O thread share. Touched by that thread only, but for `counts`.
struct ThreadState {
  const ServerOptions& options;
  const gateway::Options& gateway_options;
  std::shared_ptr<Answers> answers;  ///< of writes
  gateway::Gateway gateway;
  Surface surface = Surface::kAll;
  const std::atomic<bool>& stopping;      ///< the whole server
  std::shared_ptr<const TlsContext> tls;  ///< of connections to come; none without TLS
  const OperatorPages& pages;
  ConnectionCounts counts;
  std::unordered_set<std::shared_ptr<Connection>> connections;
  /// With calls that have come whole and will run together, when no more can be had at once.
  std::vector<std::shared_ptr<Connection>> ready;
  /// With answers that are written and will be sent when the calls beside them have run.
  std::vector<std::shared_ptr<Connection>> held;
  bool holds_answers = false;
  std::int64_t now_ms = 0;  ///< monotonic; moved by the sweep, so as coarse as that
  std::string date;
  bool draining = false;
  std::function<void()> connection_ended;
};

/// One client's connection: reads requests one after another and answers each. Lives in
/// `ThreadState::connections` until it ends.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Socket socket, ThreadState& thread);

  void Start();
  /// Called by the sweep: ends the connection when its present deadline has passed.
  void CheckDeadline();
  /// Ends when the answer in flight has been sent; at once when there is none.
  void Drain();
  /// Ends now, unless a call is running.
  void GiveUp();
  /// Answers calls whose writes have ended together.
  static void SendAnswers(ThreadState& thread, const std::vector<Answers::Answer>& answers);

 private:
  enum class Phase : std::uint8_t {
    kHandshaking,
    kIdle,
    kReading,
    kRunning,
    kWriting,
    kLingering,
    kClosed
  };
  using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;

  void Handshake();
  void StartRequest();
  void Read();
  void Parse();
  HeadScan::Finding ScanHead();
  boost::system::error_code Feed();
  void Refuse(const boost::system::error_code& problem);
  void RefuseAsMalformed(std::string_view why);
  void SendContinue();
  void Dispatch();
  bool DispatchToGateway(std::string_view path);
  bool DispatchToOperators(std::string_view path);
  [[nodiscard]] gateway::Call CallOfRequest() const;
  using Handler = void (gateway::Gateway::*)(const gateway::Call&,
                                             std::function<void(gateway::Reply)>);
  void EnqueueCall(Handler handler);
  static void RunReadyCalls(ThreadState& thread);
  /// Runs `answer` for several connections before the first of their answers is sent.
  template <class Answer>
  static void SendTogether(ThreadState& thread, Answer answer);
  void RunCall();
  void RunOAuth(std::string_view path);
  void SendWebReply(const gateway::WebReply& reply);
  void SendPicture();
  void SendPlain(unsigned status, std::string_view text);
  void SendReply(const gateway::Reply& reply);
  void Send(ResponseHead head, std::string_view body);
  void Write();
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

  Stream stream_;
  ThreadState& thread_;
  std::string remote_address_;
  boost::beast::flat_buffer buffer_;
  HeadScan scan_;
  std::size_t unscanned_ = 0;  ///< bytes at the buffer's end
  std::optional<Parser> parser_;
  std::string out_;
  Handler handler_ = nullptr;  ///< of the call that is ready
  Phase phase_ = Phase::kIdle;
  std::int64_t deadline_ms_ = 0;
  bool head_accepted_ = false;
  bool continue_sent_ = false;
  bool keep_alive_ = true;
};

}  // namespace ebbtide::server
