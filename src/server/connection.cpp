#include "server/connection.hpp"

#include <limits>
#include <utility>

#include <boost/asio/dispatch.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/field.hpp>
#include <boost/beast/http/rfc7230.hpp>

#include "server/response_head.hpp"

namespace ebbtide::server {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;

constexpr std::size_t kReadBytes = 16'384;
constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
/// How long what a client still sends is thrown away, so that it can read our last words.
constexpr std::int64_t kLingerTimeoutMs = 5'000;

std::string_view View(boost::string_view text) { return {text.data(), text.size()}; }

/// Whether the body ends where no Content-Length and no chunk says. Beast takes it for no body, and
/// would go on to read it as the next request.
template <class Parser>
bool HasUnknownLength(const Parser& parser) {
  return parser.get().count(http::field::transfer_encoding) != 0 && !parser.chunked();
}

/// `/router/rest?a=1`, or the same behind `http://host`, cut at the question mark.
struct Target {
  std::string_view path;
  std::string_view query;
};
Target SplitTarget(std::string_view target) {
  const auto mark = target.find('?');
  if (mark == std::string_view::npos) return {target, {}};
  return {target.substr(0, mark), target.substr(mark + 1)};
}

}  // namespace

Connection::Connection(asio::ip::tcp::socket socket, ThreadState& thread)
    : socket_(std::move(socket)), thread_(thread) {}

void Connection::Start() {
  error_code ignored;
  socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
  StartRequest();
}

void Connection::Enter(Phase phase, std::int64_t timeout_ms) {
  phase_ = phase;
  deadline_ms_ = timeout_ms == kNever ? kNever : thread_.now_ms + timeout_ms;
}

void Connection::StartRequest() {
  parser_.emplace();
  parser_->eager(true);
  parser_->header_limit(static_cast<std::uint32_t>(thread_.options.header_bytes_max));
  parser_->body_limit(thread_.options.body_bytes_max);
  continue_sent_ = false;
  if (buffer_.size() != 0) {
    Enter(Phase::kReading, thread_.options.request_timeout_ms);
    Parse();
  } else if (thread_.draining) {
    Close();
  } else {
    Enter(Phase::kIdle, thread_.options.idle_timeout_ms);
    Read();
  }
}

void Connection::Read() {
  socket_.async_read_some(buffer_.prepare(kReadBytes),
                          [self = shared_from_this()](const error_code& problem, std::size_t size) {
                            if (problem) return self->Failed(problem);
                            if (!self->IsReading()) return;
                            self->buffer_.commit(size);
                            if (self->phase_ == Phase::kIdle) {
                              self->Enter(Phase::kReading,
                                          self->thread_.options.request_timeout_ms);
                            }
                            self->Parse();
                          });
}

void Connection::Parse() {
  error_code problem;
  while (buffer_.size() != 0 && !parser_->is_done()) {
    const auto used = parser_->put(buffer_.data(), problem);
    buffer_.consume(used);
    if (problem) break;
  }
  if (parser_->is_header_done() && HasUnknownLength(*parser_)) {
    problem = http::error::bad_transfer_encoding;
  }
  // Extensions and trailers of chunks stay here until they are whole.
  if (problem == http::error::need_more && buffer_.size() > thread_.options.header_bytes_max) {
    problem = http::error::header_limit;
  }
  if (problem == http::error::body_limit) {
    keep_alive_ = false;
    const auto query = SplitTarget(View(parser_->get().target())).query;
    return SendReply(thread_.gateway.BodyTooLarge(query, thread_.options.body_bytes_max));
  }
  if (problem && problem != http::error::need_more) {
    keep_alive_ = false;
    const bool long_header = problem == http::error::header_limit;
    return long_header
               ? SendPlain(431, "Request Header Fields Too Large",
                           "the request's line and headers are too long; send parameters "
                           "in the body\n")
               : SendPlain(400, "Bad Request", "this is not HTTP: " + problem.message() + "\n");
  }
  if (parser_->is_done()) return Dispatch();
  const bool waits = parser_->is_header_done() && !continue_sent_ &&
                     boost::beast::iequals(parser_->get()[http::field::expect], "100-continue");
  if (waits) return SendContinue();
  Read();
}

void Connection::SendContinue() {
  continue_sent_ = true;
  out_ = "HTTP/1.1 100 Continue\r\n\r\n";
  asio::async_write(socket_, asio::buffer(out_),
                    [self = shared_from_this()](const error_code& problem, std::size_t) {
                      if (problem) return self->Failed(problem);
                      if (self->IsReading()) self->Read();
                    });
}

void Connection::Dispatch() {
  keep_alive_ = parser_->get().keep_alive() && !thread_.draining;
  const auto path = SplitTarget(View(parser_->get().target())).path;
  if (path.ends_with("/router/rest")) return DispatchCall();
  if (path == "/healthz") return SendPlain(200, "OK", "alive\n");
  if (path == "/readyz") {
    return thread_.gateway.IsReady() && !thread_.draining
               ? SendPlain(200, "OK", "ready\n")
               : SendPlain(503, "Service Unavailable", "not ready\n");
  }
  if (path.starts_with("/picture/")) return SendPicture();
  SendPlain(404, "Not Found", "nothing is here; TOP calls go to /router/rest\n");
}

void Connection::SendPicture() {
  // The same for a link that is wrong and one that is too old: there is nothing to learn here.
  const auto picture = thread_.gateway.Picture(View(parser_->get().target()));
  if (picture) return SendReply(*picture);
  SendPlain(404, "Not Found", "this link is no longer good; ask for the refund's messages again\n");
}

void Connection::DispatchCall() {
  Enter(Phase::kRunning, kNever);
  const auto& request = parser_->get();
  const gateway::Call call{.http_method = View(request.method_string()),
                           .query = SplitTarget(View(request.target())).query,
                           .content_type = View(request[http::field::content_type]),
                           .body = request.body()};
  // A write is answered on the write lane's thread; dispatch brings it home, and costs a read
  // nothing.
  thread_.gateway.Handle(call, [self = shared_from_this()](gateway::Reply reply) {
    asio::dispatch(self->socket_.get_executor(),
                   [self, answer = std::move(reply)] { self->SendReply(answer); });
  });
}

void Connection::SendReply(const gateway::Reply& reply) {
  Send(200, "OK", reply.content_type, reply.body);
}

void Connection::SendPlain(unsigned status, std::string_view reason, std::string_view text) {
  Send(status, reason, "text/plain;charset=UTF-8", text);
}

void Connection::Send(unsigned status, std::string_view reason, std::string_view content_type,
                      std::string_view body) {
  Enter(Phase::kWriting, thread_.options.request_timeout_ms);
  out_.clear();
  WriteHead({.status = status,
             .reason = reason,
             .content_type = content_type,
             .content_length = body.size(),
             .keep_alive = keep_alive_,
             .date = thread_.date,
             .host_label = thread_.gateway_options.host_label},
            out_);
  if (parser_->get().method() != http::verb::head) out_ += body;
  asio::async_write(socket_, asio::buffer(out_),
                    [self = shared_from_this()](const error_code& problem, std::size_t) {
                      if (problem) return self->Failed(problem);
                      if (self->phase_ == Phase::kWriting) self->AfterSend();
                    });
}

void Connection::AfterSend() {
  if (keep_alive_) return StartRequest();
  error_code ignored;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  Enter(Phase::kLingering, kLingerTimeoutMs);
  Linger();
}

/// Closing with unread input would reset the connection and take our answer away from the client.
void Connection::Linger() {
  buffer_.clear();
  socket_.async_read_some(buffer_.prepare(kReadBytes),
                          [self = shared_from_this()](const error_code& problem, std::size_t) {
                            if (problem) return self->Failed(problem);
                            self->Linger();
                          });
}

void Connection::CheckDeadline() {
  if (thread_.now_ms < deadline_ms_) return;
  if (phase_ != Phase::kReading) return Close();
  keep_alive_ = false;
  error_code ignored;
  socket_.cancel(ignored);  // the read that is waiting
  SendPlain(408, "Request Timeout", "the request took too long to arrive\n");
}

void Connection::Drain() {
  keep_alive_ = false;
  if (phase_ == Phase::kIdle) Close();
}

void Connection::GiveUp() {
  // The write lane will bring an answer for a running call, so the connection must be there.
  if (phase_ != Phase::kRunning) Close();
}

void Connection::Failed(const error_code& problem) {
  // Cancelled operations were cancelled by somebody who knows what comes next.
  if (problem != asio::error::operation_aborted) Close();
}

void Connection::Close() {
  phase_ = Phase::kClosed;
  error_code ignored;
  socket_.close(ignored);
  if (thread_.connections.erase(shared_from_this()) != 0) thread_.connection_ended();
}

}  // namespace ebbtide::server
