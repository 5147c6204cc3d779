#include <ebbtide/client.hpp>

#include <algorithm>
#include <stdexcept>
#include <thread>

#include "client/batch_framing.hpp"
#include "client/http_pool.hpp"
#include "client/read_reply.hpp"
#include "client/retry.hpp"
#include "client/signed_call.hpp"
#include "client/workers.hpp"
#include "schema/parameter_writer.hpp"

namespace ebbtide::top {
namespace {

constexpr std::string_view kRestPath = "/router/rest";
constexpr std::string_view kBatchPath = "/router/batch";

ClientOptions Complete(ClientOptions options) {
  if (!options.clock) options.clock = std::make_shared<SystemClock>();
  if (!options.pause) {
    options.pause = [](std::chrono::milliseconds time) { std::this_thread::sleep_for(time); };
  }
  return options;
}

CallOptions SigningOptions(const ClientOptions& options) {
  return {.format = options.format == Format::kXml ? "xml" : "json",
          .sign_method = options.sign_method,
          .simplify = options.simplify};
}

Reply FromTransport(const TransportError& error) {
  return {error.body, CallError{.kind = error.kind, .message = error.message}};
}

}  // namespace

struct Client::State {
  std::string app_key;
  std::string app_secret;
  ClientOptions options;
  HttpPool http;
  Workers workers;

  State(std::string_view url, std::string_view key, std::string_view secret, ClientOptions given)
      : app_key(key),
        app_secret(secret),
        options(Complete(std::move(given))),
        http(ParseUrl(url), {.connect_timeout = options.connect_timeout,
                             .timeout = options.timeout,
                             .idle_max = options.idle_connections_max,
                             .answer_bytes_max = options.answer_bytes_max,
                             .ca_file = options.ca_file}),
        workers(options.async_threads) {}

  /// Makes attempts until one is the answer. `make` builds the request anew each time, for its
  /// timestamp and signature; `read` makes of an answer's body what came of the call.
  template <class Make, class Read>
  Reply Attempt(Make make, Read read, bool may_run_twice) {
    for (int attempts = 1;; ++attempts) {
      HttpOutcome answer = http.Post(make());
      Reply reply = answer ? read(*std::move(answer)) : FromTransport(answer.error());
      if (reply) return reply;
      const auto pause = PauseBeforeRetry(reply.error(), attempts, may_run_twice, options.retries);
      if (!pause) return reply;
      options.pause(*pause);
    }
  }

  HttpRequest Sign(std::string_view method, const SignedCall::Parameters& parameters,
                   const std::vector<FilePart>& files, std::string_view session) const {
    HttpBody body = SignedCall(method, parameters, {app_key, app_secret, std::string(session)},
                               SigningOptions(options), options.clock->Now(), files)
                        .ToBody();
    return {.target = http.url().path,
            .content_type = std::move(body.content_type),
            .body = std::move(body.body),
            .batch_separator = {}};
  }
};

Client::Client(std::string_view url, std::string_view app_key, std::string_view app_secret,
               ClientOptions options)
    : state_(std::make_unique<State>(url, app_key, app_secret, std::move(options))) {}

/// While the client is still whole, since callbacks may use it.
Client::~Client() { state_->workers.Finish(); }

Reply Client::Call(const TypedRequest& request, std::string_view session,
                   const CallSettings& settings, const schema::Type& response_type,
                   void* response) const {
  const auto written = schema::WriteParameters(*request.type, request.request);
  std::vector<FilePart> files;
  for (const auto& [name, content] : written.files) files.push_back({name, {}, content});
  const std::string_view method = request.api->name;
  return state_->Attempt([&] { return state_->Sign(method, written.texts, files, session); },
                         [&](std::string body) {
                           return ReadReply(std::move(body), method, &response_type, response);
                         },
                         settings.idempotent || request.api->lane == contract::Lane::kRead);
}

Reply Client::Execute(const UntypedRequest& request, std::string_view session,
                      const CallSettings& settings) const {
  std::vector<FilePart> files;
  for (const auto& file : request.files) files.push_back({file.parameter, {}, file.content});
  return state_->Attempt(
      [&] { return state_->Sign(request.method, request.parameters, files, session); },
      [&](std::string body) {
        return ReadReply(std::move(body), request.method, nullptr, nullptr);
      },
      settings.idempotent);
}

BatchReply Client::ExecuteBatch(const Batch& batch, const CallSettings& settings) const {
  if (batch.parts_.empty()) throw std::invalid_argument("a batch without calls");
  std::string path = state_->http.url().path;
  if (!path.ends_with(kRestPath)) {
    throw std::invalid_argument("a batch goes beside /router/rest, not " + path);
  }
  path.replace(path.size() - kRestPath.size(), kRestPath.size(), kBatchPath);

  // In XML a text can hold the usual separator, so there it is one that nobody can know.
  const bool xml = state_->options.format == Format::kXml;
  const std::string separator = xml ? NewBatchSeparator() : std::string(kBatchSeparator);
  const std::string body = batch.ToBody(separator);
  const auto make = [&] {
    return HttpRequest{
        .target = path + "?" +
                  SignedQuery({state_->app_key, state_->app_secret, {}},
                              SigningOptions(state_->options), state_->options.clock->Now(), body),
        .content_type = "text/plain;charset=UTF-8",
        .body = body,
        .batch_separator = xml ? separator : std::string{}};
  };
  BatchReply answers;
  const auto read = [&](std::string text) {
    return answers.Split(batch, std::move(text), separator);
  };
  const bool may_run_twice =
      settings.idempotent || std::ranges::all_of(batch.parts_, &Batch::Part::is_read);
  const Reply reply = state_->Attempt(make, read, may_run_twice);
  if (!reply) answers.error_ = reply.error();
  return answers;
}

void Client::Enqueue(std::function<void()> task) const { state_->workers.Run(std::move(task)); }

}  // namespace ebbtide::top
