#include "server/connection.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <span>
#include <utility>

#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/field.hpp>

#include "server/accepts.hpp"

namespace ebbtide::server {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;

constexpr std::size_t kReadBytes = 16'384;
/// So many calls run before the first of their answers is sent. Sent one after another they wake a
/// client once; and none waits long for the others.
constexpr std::size_t kTogetherMax = 16;
constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
/// How long what a client still sends is thrown away, so that it can read our last words.
constexpr std::int64_t kLingerTimeoutMs = 5'000;

std::string_view View(boost::string_view text) { return {text.data(), text.size()}; }

/// Beast takes anything inside quotes, also what another reader takes for the line's end.
void CheckChunk(std::uint64_t /*size*/, boost::string_view extensions, error_code& problem) {
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' ' && c != '\t'; };
  if (std::ranges::any_of(extensions, is_control)) problem = http::error::bad_chunk_extension;
}

/// `/router/rest?a=1`, or the same behind `http://host`, cut at the question mark.
struct Target {
  std::string_view path;
  std::string_view query;
};
Target SplitTarget(std::string_view target) {
  if (!target.starts_with('/')) {
    const auto authority = target.find("://");
    const auto slash = authority == target.npos ? target.npos : target.find('/', authority + 3);
    if (slash != target.npos) target.remove_prefix(slash);
  }
  const auto mark = target.find('?');
  if (mark == std::string_view::npos) return {target, {}};
  return {target.substr(0, mark), target.substr(mark + 1)};
}

/// Of `a=1&name=value`, as it stands there.
std::string_view QueryValue(std::string_view query, std::string_view name) {
  while (!query.empty()) {
    const auto pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(pair.size() + 1, query.size()));
    const auto equals = pair.find('=');
    if (equals != pair.npos && pair.substr(0, equals) == name) return pair.substr(equals + 1);
  }
  return {};
}

/// ::ffff:10.0.0.1 is 10.0.0.1 to whoever wrote a list of addresses.
std::string AddressOf(const Socket& socket) {
  error_code problem;
  const auto endpoint = socket.remote_endpoint(problem);
  if (problem) return {};
  const auto address = endpoint.address();
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
  }
  return address.to_string();
}

std::string_view ReasonOf(unsigned status) {
  switch (status) {
    case 200: return "OK";
    case 302: return "Found";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 503: return "Service Unavailable";
    default: return "Answer";
  }
}

}  // namespace

Connection::Connection(Socket socket, ThreadState& thread)
    : stream_(std::move(socket), thread.tls.get()),
      thread_(thread),
      remote_address_(AddressOf(stream_.socket())),
      scan_(thread.options.headers_max + 1) {}

void Connection::Start() {
  thread_.counts.opened.Add();
  error_code ignored;
  stream_.socket().set_option(asio::ip::tcp::no_delay(true), ignored);
  if (stream_.HasTls()) return Handshake();
  StartRequest();
}

void Connection::Handshake() {
  Enter(Phase::kHandshaking, thread_.options.handshake_timeout_ms);
  stream_.Handshake([self = shared_from_this()](const error_code& problem) {
    if (self->phase_ != Phase::kHandshaking) return;
    if (!problem) return self->StartRequest();
    self->thread_.counts.failed_handshakes.Add();
    if (!IsPlainHttp(problem)) return self->Close();
    self->stream_.EndTls();
    self->RefuseAsMalformed("this port speaks TLS; call it by https://");
  });
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
  scan_ = HeadScan(thread_.options.headers_max + 1);
  unscanned_ = buffer_.size();
  head_accepted_ = false;
  continue_sent_ = false;
  parser_->on_chunk_header(CheckChunk);
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
  stream_.Read(buffer_.prepare(kReadBytes),
               [self = shared_from_this()](const error_code& problem, std::size_t size) {
                 if (problem) return self->Failed(problem);
                 if (!self->IsReading()) return;
                 self->thread_.counts.bytes_received.Add(size);
                 self->buffer_.commit(size);
                 self->unscanned_ += size;
                 if (self->phase_ == Phase::kIdle) {
                   self->Enter(Phase::kReading, self->thread_.options.request_timeout_ms);
                 }
                 self->Parse();
               });
}

/// What has come since the last look at the head, once.
HeadScan::Finding Connection::ScanHead() {
  const auto bytes = buffer_.cdata();
  const std::string_view all(static_cast<const char*>(bytes.data()), bytes.size());
  return scan_.Look(all.substr(all.size() - std::exchange(unscanned_, 0)));
}

error_code Connection::Feed() {
  error_code problem;
  while (buffer_.size() != 0 && !parser_->is_done()) {
    const auto used = parser_->put(buffer_.data(), problem);
    buffer_.consume(used);
    if (problem) break;
  }
  // Extensions and trailers of chunks stay here until they are whole.
  if (problem == http::error::need_more && buffer_.size() > thread_.options.header_bytes_max) {
    problem = http::error::header_limit;
  }
  return problem == http::error::need_more ? error_code{} : problem;
}

void Connection::Parse() {
  switch (ScanHead()) {
    case HeadScan::Finding::kNothing: break;
    case HeadScan::Finding::kBareLineFeed:
      return RefuseAsMalformed("a line ends without a carriage return");
    case HeadScan::Finding::kFoldedLine: return RefuseAsMalformed("a header is folded");
    case HeadScan::Finding::kTooManyLines: return Refuse(http::error::header_limit);
  }
  const auto problem = Feed();
  if (!head_accepted_ && parser_->is_header_done()) {
    const auto ambiguity = AmbiguityOf(parser_->get());
    if (!ambiguity.empty()) return RefuseAsMalformed(ambiguity);
    head_accepted_ = true;
  }
  if (problem) return Refuse(problem);
  if (parser_->is_done()) return Dispatch();
  const bool waits = parser_->is_header_done() && !continue_sent_ &&
                     boost::beast::iequals(parser_->get()[http::field::expect], "100-continue");
  if (waits) return SendContinue();
  Read();
}

void Connection::Refuse(const error_code& problem) {
  keep_alive_ = false;
  if (problem == http::error::body_limit) {
    thread_.counts.large_bodies.Add();
    const auto query = SplitTarget(View(parser_->get().target())).query;
    return SendReply(thread_.gateway.BodyTooLarge(query, thread_.options.body_bytes_max));
  }
  if (problem == http::error::header_limit) {
    thread_.counts.long_heads.Add();
    return SendPlain(431,
                     "the request's line and headers are too long or too many; send parameters "
                     "in the body\n");
  }
  RefuseAsMalformed(problem.message());
}

void Connection::RefuseAsMalformed(std::string_view why) {
  keep_alive_ = false;
  thread_.counts.malformed.Add();
  SendPlain(400, "this is not HTTP: " + std::string(why) + "\n");
}

void Connection::SendContinue() {
  continue_sent_ = true;
  out_ = "HTTP/1.1 100 Continue\r\n\r\n";
  stream_.Write(asio::buffer(out_),
                [self = shared_from_this()](const error_code& problem, std::size_t) {
                  if (problem) return self->Failed(problem);
                  if (self->IsReading()) self->Read();
                });
}

void Connection::Dispatch() {
  thread_.counts.requests.Add();
  keep_alive_ = parser_->get().keep_alive() && !thread_.draining;
  const auto path = SplitTarget(View(parser_->get().target())).path;
  if (thread_.surface != Surface::kOperators && DispatchToGateway(path)) return;
  if (thread_.surface != Surface::kCalls && DispatchToOperators(path)) return;
  SendPlain(404, thread_.surface == Surface::kOperators
                     ? "nothing is here but /healthz, /readyz, /metrics and /journal\n"
                     : "nothing is here; TOP calls go to /router/rest\n");
}

bool Connection::DispatchToGateway(std::string_view path) {
  if (path.ends_with("/router/rest")) {
    EnqueueCall(&gateway::Gateway::Handle);
  } else if (path.ends_with("/router/batch")) {
    EnqueueCall(&gateway::Gateway::HandleBatch);
  } else if (path == "/authorize" || path == "/token") {
    RunOAuth(path);
  } else if (path.starts_with("/picture/")) {
    SendPicture();
  } else {
    return false;
  }
  return true;
}

bool Connection::DispatchToOperators(std::string_view path) {
  if (path == "/healthz") {
    SendPlain(200, "alive\n");
  } else if (path == "/readyz") {
    const bool ready = !thread_.stopping && thread_.gateway.IsReady();
    ready ? SendPlain(200, "ready\n") : SendPlain(503, "not ready\n");
  } else if (path == "/metrics") {
    Send({.content_type = "text/plain; version=0.0.4; charset=utf-8", .for_one_reader = true},
         thread_.pages.metrics());
  } else if (path == "/journal" && thread_.surface == Surface::kOperators) {
    const auto query = SplitTarget(View(parser_->get().target())).query;
    Send({.content_type = "application/json;charset=UTF-8", .for_one_reader = true},
         thread_.pages.journal(QueryValue(query, "request_id")));
  } else {
    return false;
  }
  return true;
}

void Connection::SendPicture() {
  // The same for a link that is wrong and one that is too old: there is nothing to learn here.
  const auto picture = thread_.gateway.Picture(View(parser_->get().target()));
  if (picture) return SendReply(*picture);
  SendPlain(404, "this link is no longer good; ask for the refund's messages again\n");
}

gateway::Call Connection::CallOfRequest() const {
  const auto& request = parser_->get();
  gateway::Call call{.http_method = View(request.method_string()),
                     .query = SplitTarget(View(request.target())).query,
                     .content_type = {},
                     .body = request.body(),
                     .remote_address = remote_address_};
  // One look at all of them is cheaper than a search for each.
  bool accepts_some = false;
  bool has_type = false;
  for (const auto& field : request) {
    accepts_some |= field.name() == http::field::accept_encoding;
    if (field.name() != http::field::content_type || std::exchange(has_type, true)) continue;
    call.content_type = View(field.value());
  }
  call.accepts_gzip = accepts_some && AcceptsGzip(request);
  return call;
}

void Connection::EnqueueCall(Handler handler) {
  Enter(Phase::kRunning, kNever);
  handler_ = handler;
  thread_.ready.push_back(shared_from_this());
  if (thread_.ready.size() > 1) return;
  // Behind everything that the last look at the sockets has found.
  asio::post(stream_.socket().get_executor(), [&thread = thread_] { RunReadyCalls(thread); });
}

void Connection::RunReadyCalls(ThreadState& thread) {
  const auto ready = std::exchange(thread.ready, {});
  for (std::size_t begin = 0; begin < ready.size(); begin += kTogetherMax) {
    const std::span together =
        std::span(ready).subspan(begin, std::min(kTogetherMax, ready.size() - begin));
    SendTogether(thread, [&] {
      thread.gateway.Together([&] {
        for (const auto& connection : together) connection->RunCall();
      });
    });
  }
}

void Connection::SendAnswers(ThreadState& thread, const std::vector<Answers::Answer>& answers) {
  SendTogether(thread, [&] {
    for (const auto& [connection, reply] : answers) connection->SendReply(reply);
  });
}

template <class Answer>
void Connection::SendTogether(ThreadState& thread, Answer answer) {
  thread.holds_answers = true;
  answer();
  thread.holds_answers = false;
  for (const auto& connection : std::exchange(thread.held, {})) connection->Write();
}

void Connection::RunCall() {
  auto call = CallOfRequest();
  if (handler_ == &gateway::Gateway::HandleBatch) {
    call.batch_separator = View(parser_->get()["top-api-separator"]);
  }
  std::invoke(handler_, thread_.gateway, call, [self = shared_from_this()](gateway::Reply reply) {
    if (self->stream_.socket().get_executor().running_in_this_thread()) {
      self->SendReply(reply);
    } else {
      self->thread_.answers->Add({self, std::move(reply)});
    }
  });
}

void Connection::RunOAuth(std::string_view path) {
  Enter(Phase::kRunning, kNever);
  auto call = CallOfRequest();
  call.authorization = View(parser_->get()[http::field::authorization]);
  thread_.gateway.HandleOAuth(path, call, [self = shared_from_this()](gateway::WebReply reply) {
    asio::dispatch(self->stream_.socket().get_executor(),
                   [self, answer = std::move(reply)] { self->SendWebReply(answer); });
  });
}

void Connection::SendWebReply(const gateway::WebReply& reply) {
  // A redirect goes where a caller said. Nothing that would end the header gets through.
  if (!std::ranges::all_of(reply.location, [](char c) { return c > ' ' && c < '\x7F'; })) {
    return SendPlain(400, "the redirect's address cannot be sent\n");
  }
  Send({.status = reply.status,
        .content_type = reply.content_type,
        .location = reply.location,
        .challenge = reply.challenge,
        .retry_after_seconds = reply.retry_after_seconds,
        .for_one_reader = true},
       reply.body);
}

void Connection::SendReply(const gateway::Reply& reply) {
  Send({.content_type = reply.content_type, .content_encoding = reply.content_encoding},
       reply.body);
}

void Connection::SendPlain(unsigned status, std::string_view text) {
  Send({.status = status}, text);
}

void Connection::Send(ResponseHead head, std::string_view body) {
  Enter(Phase::kWriting, thread_.options.request_timeout_ms);
  head.reason = ReasonOf(head.status);
  head.content_length = body.size();
  head.keep_alive = keep_alive_;
  head.date = thread_.date;
  head.host_label = thread_.gateway_options.host_label;
  out_.clear();
  WriteHead(head, out_);
  const bool head_only = parser_ && parser_->get().method() == http::verb::head;
  if (!head_only) out_ += body;
  if (thread_.holds_answers) {
    thread_.held.push_back(shared_from_this());
  } else {
    Write();
  }
}

void Connection::Write() {
  stream_.Write(asio::buffer(out_),
                [self = shared_from_this()](const error_code& problem, std::size_t size) {
                  self->thread_.counts.bytes_sent.Add(size);
                  if (problem) return self->Failed(problem);
                  if (self->phase_ == Phase::kWriting) self->AfterSend();
                });
}

void Connection::AfterSend() {
  if (keep_alive_) return StartRequest();
  Enter(Phase::kLingering, kLingerTimeoutMs);
  stream_.FinishSending([self = shared_from_this()] {
    if (self->phase_ == Phase::kLingering) self->Linger();
  });
}

/// Closing with unread input would reset the connection and take our answer away from the client.
void Connection::Linger() {
  buffer_.clear();
  stream_.Read(buffer_.prepare(kReadBytes),
               [self = shared_from_this()](const error_code& problem, std::size_t) {
                 if (problem) return self->Failed(problem);
                 self->Linger();
               });
}

void Connection::CheckDeadline() {
  if (thread_.now_ms < deadline_ms_) return;
  if (phase_ != Phase::kReading) return Close();
  keep_alive_ = false;
  thread_.counts.slow.Add();
  error_code ignored;
  stream_.socket().cancel(ignored);  // the read that is waiting
  SendPlain(408, "the request took too long to arrive\n");
}

void Connection::Drain() {
  keep_alive_ = false;
  if (phase_ == Phase::kIdle || phase_ == Phase::kHandshaking) Close();
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
  stream_.socket().close(ignored);
  if (thread_.connections.erase(shared_from_this()) == 0) return;
  thread_.counts.closed.Add();
  thread_.connection_ended();
}

}  // namespace ebbtide::server
