#include "gateway/oauth.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <memory>
#include <utility>
#include <variant>

#include "base/digest.hpp"
#include "base/log.hpp"
#include "base/network.hpp"
#include "base/random.hpp"
#include "base/text.hpp"
#include "gateway/client_credentials.hpp"
#include "gateway/gateway.hpp"
#include "gateway/identify.hpp"
#include "gateway/request_body.hpp"
#include "schema/writer.hpp"
#include "service/tokens.hpp"

namespace ebbtide::gateway {
namespace {

using schema::Parameters;
using store::TokenKind;

constexpr unsigned kFound = 302;
constexpr unsigned kBadRequest = 400;
constexpr unsigned kUnauthorized = 401;
constexpr unsigned kNotFound = 404;
constexpr unsigned kTooMany = 429;
constexpr unsigned kBroken = 500;
constexpr unsigned kBusy = 503;

constexpr std::string_view kHtml = "text/html;charset=UTF-8";
constexpr std::string_view kJson = "application/json;charset=UTF-8";
constexpr std::size_t kCodeDigits = 48;  // 192 bits
constexpr std::size_t kUriBytesMax = 1'024;

/// How one request ends; called once.
using Done = std::function<void(WebReply)>;

std::string Escaped(std::string_view text) {
  std::string escaped;
  schema::WriteXmlText(text, escaped);
  return escaped;
}

std::string Page(std::string_view title, std::string_view content) {
  std::string page =
      "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
      "<meta name=\"viewport\" content=\"width=device-width\">"
      "<meta name=\"referrer\" content=\"no-referrer\">"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\"><title>";
  page.append(title).append("</title></head>\n<body><h1>").append(title).append("</h1>\n");
  return page.append(content).append("</body></html>\n");
}

WebReply PageReply(unsigned status, std::string page) {
  return {.status = status, .content_type = kHtml, .body = std::move(page)};
}

/// As RFC 6749 section 5.2 has it.
WebReply TokenError(std::string_view error, std::string_view description,
                    unsigned status = kBadRequest) {
  std::string json = R"({"error":)";
  schema::WriteJsonString(error, json);
  json += R"(,"error_description":)";
  schema::WriteJsonString(description, json);
  return {.status = status, .content_type = kJson, .body = json + "}"};
}

/// Who names himself in a header is told by a header what it should hold.
WebReply ClientError(std::string_view description, bool by_header) {
  auto reply = TokenError("invalid_client", description, by_header ? kUnauthorized : kBadRequest);
  if (by_header) reply.challenge = R"(Basic realm="token")";
  return reply;
}

/// `more` is of the form `name=value`, encoded.
WebReply Redirect(std::string_view uri, std::string_view more, const Parameters& parameters) {
  std::string location(uri);
  location += uri.find('?') == std::string_view::npos ? '?' : '&';
  location += more;
  if (const auto state = parameters.Find("state")) {
    location += "&state=" + schema::UrlEncode(*state);
  }
  return {.status = kFound, .location = std::move(location), .content_type = kHtml, .body = {}};
}

/// Without white space, quotes or anything else that has to be encoded in an address.
bool IsPlainUri(std::string_view uri) {
  constexpr std::string_view kNever = "\"<>\\^`{|}#";
  return std::ranges::all_of(
      uri, [&](char c) { return c > ' ' && c <= '~' && kNever.find(c) == std::string_view::npos; });
}

bool IsSecretOf(const store::App& app, std::string_view secret, Timestamp now) {
  return EqualInConstantTime(app.secret, secret) ||
         (now < app.old_secret_until && EqualInConstantTime(app.old_secret, secret));
}

/// The server's own failure, in the form that whoever asks at `path` can read.
WebReply Failure(bool is_token, unsigned status, std::string_view error, std::string_view text) {
  return is_token ? TokenError(error, text, status) : PageReply(status, ProblemPage(text));
}

/// One client of IPv6 has as many addresses as it likes, all of which begin alike.
std::string ClientOf(std::string_view remote_address) {
  constexpr std::size_t kPrefixBytes = 8;
  const auto address = ParseAddress(remote_address);
  if (!address || remote_address.find(':') == std::string_view::npos) {
    return std::string(remote_address);
  }
  return {address->begin(), address->begin() + kPrefixBytes};
}

/// What is wrong when the request is one too many, be it of the app or of whoever guesses its
/// secret; an unknown app's name is anything, so they all count as one.
std::optional<WebReply> CheckRate(bool is_token, const store::App* app,
                                  const Circumstances& circumstances) {
  if (circumstances.flow == nullptr) return std::nullopt;
  const auto ban = circumstances.flow->TakeOAuth(
      app == nullptr ? std::string_view{} : app->app_key, is_token ? "/token" : "/authorize",
      ClientOf(circumstances.remote_address), circumstances.now);
  if (!ban) return std::nullopt;
  auto reply = Failure(is_token, kTooMany, "temporarily_unavailable",
                       "This ban will last for " + std::to_string(ban->seconds) + " more seconds");
  reply.retry_after_seconds = ban->seconds;
  return reply;
}

/// What is wrong with asking a user to let the app, which goes to the user: an address that is not
/// the app's gets nothing. "" if nothing is.
std::string ProblemOfAsking(const store::App* app, const Parameters& parameters) {
  if (app == nullptr || app->disabled != Timestamp{}) return "There is no such app: client_id.";
  if (app->callback.empty()) return "The app has no callback; `ebbtide app callback` gives it one.";
  if (!IsBelowCallback(parameters.Get("redirect_uri"), app->callback)) {
    return "redirect_uri is not below the app's callback.";
  }
  return {};
}

/// Why the client gets no token; "" if nothing speaks against it.
std::string ProblemOfClient(const store::App* app, const ClientCredentials& credentials,
                            const Circumstances& circumstances) {
  if (app == nullptr || !IsSecretOf(*app, credentials.secret, circumstances.now)) {
    return "client_id or client_secret is wrong";
  }
  if (app->disabled != Timestamp{}) return "the app is disabled";
  if (!MayCallFrom(*app, circumstances.remote_address)) {
    return "the app may not call from this address";
  }
  return {};
}

/// What a client asks `/token` for, with the texts that it points into.
struct Wanted {
  TokenKind kind = TokenKind::kCode;
  std::string token;
  std::string app_key;
  std::string redirect_uri;

  [[nodiscard]] service::TokenRequest Request() const {
    service::TokenRequest request{.kind = kind, .token = token, .app_key = app_key};
    if (kind == TokenKind::kCode) request.redirect_uri = redirect_uri;
    return request;
  }
};

std::variant<Wanted, WebReply> WantedOf(const Parameters& parameters, const store::App& app) {
  const auto grant = parameters.Get("grant_type");
  if (grant.empty()) return TokenError("invalid_request", "send grant_type");
  const bool is_code = grant == "authorization_code";
  if (!is_code && grant != "refresh_token") {
    return TokenError("unsupported_grant_type",
                      "grant_type must be authorization_code or refresh_token");
  }
  const std::string_view name = is_code ? "code" : "refresh_token";
  const auto token = parameters.Get(name);
  if (token.empty()) return TokenError("invalid_request", "send " + std::string(name));
  return Wanted{.kind = is_code ? TokenKind::kCode : TokenKind::kRefresh,
                .token = std::string(token),
                .app_key = app.app_key,
                .redirect_uri = std::string(parameters.Get("redirect_uri"))};
}

/// The user's consent, as the ticket says it, becomes a code; nothing when the ticket is no good.
std::optional<std::string> ConsentToCode(std::string_view ticket, const store::App& app,
                                         std::string_view redirect_uri, store::Access& access,
                                         Timestamp now) {
  const auto consent = access.FindToken(TokenKind::kTicket, ticket);
  const bool good = consent && consent->used == Timestamp{} && now < consent->expires &&
                    (consent->app_key.empty() || consent->app_key == app.app_key);
  if (!good) return std::nullopt;
  if (!access.UseToken(ticket, now)) return std::nullopt;
  auto code = SystemRandom().Text(kCodeDigits, kHexDigits);
  access.AddToken(code,
                  {.kind = TokenKind::kCode,
                   .app_key = app.app_key,
                   .user = consent->user,
                   .scope = consent->scope,
                   .redirect_uri = std::string(redirect_uri),
                   .expires = {now.unix_ms + service::kCodeValidMs}},
                  now);
  return code;
}

void LogBroken(const std::exception_ptr& problem) {
  try {
    std::rethrow_exception(problem);
  } catch (const std::exception& known) {
    Log(LogLevel::kError, "web request failed", {{"problem", known.what()}});
  } catch (...) {
    Log(LogLevel::kError, "web request failed", {{"problem", "unknown exception"}});
  }
}

/// A request that writes: `make` says what is answered once what it wrote is on disk.
void Write(store::WriteLane& writes, bool is_token, const Done& done,
           std::function<WebReply(store::Store&)> make) {
  const auto reply = std::make_shared<WebReply>();
  const bool taken = writes.Submit(
      {.run =
           [reply, make = std::move(make)](store::Store& store) {
             *reply = make(store);
             return true;
           },
       .done =
           [reply, done, is_token](const std::exception_ptr& problem) {
             if (!problem) return done(std::move(*reply));
             LogBroken(problem);
             done(Failure(is_token, kBroken, "server_error", "The server failed; try again."));
           }});
  if (taken) return;
  auto busy =
      Failure(is_token, kBusy, "temporarily_unavailable", "Too many writes wait; try again.");
  busy.retry_after_seconds = 1;
  done(std::move(busy));
}

void Token(const Call& call, const Parameters& parameters, const Shared& shared,
           const Circumstances& circumstances, const Done& done) {
  if (call.http_method != "POST") return done(TokenError("invalid_request", "use POST"));
  const auto credentials = ReadClientCredentials(call.authorization, parameters);
  const auto app = credentials ? circumstances.access.FindApp(credentials->id) : nullptr;
  if (auto reply = CheckRate(true, app.get(), circumstances)) return done(*std::move(reply));
  if (!credentials) return done(TokenError("invalid_request", credentials.error().sub_msg));
  if (const auto problem = ProblemOfClient(app.get(), *credentials, circumstances);
      !problem.empty()) {
    return done(ClientError(problem, credentials->by_header));
  }
  auto wanted = WantedOf(parameters, *app);
  if (auto* const reply = std::get_if<WebReply>(&wanted)) return done(std::move(*reply));
  Write(shared.writes, true, done,
        [wanted = std::get<Wanted>(std::move(wanted)), &clock = shared.clock,
         &lifetimes = shared.options.policy.consent](store::Store& store) {
          const Timestamp now = clock.Now();
          const auto token = service::IssueToken(wanted.Request(), store, now, lifetimes);
          if (!token) return TokenError("invalid_grant", token.error().sub_msg);
          return WebReply{.content_type = kJson, .body = service::ToTokenAnswer(*token, now)};
        });
}

void Authorize(const Call& call, Parameters parameters, const Shared& shared,
               const Circumstances& circumstances, const Done& done) {
  const auto app = circumstances.access.FindApp(parameters.Get("client_id"));
  if (auto reply = CheckRate(false, app.get(), circumstances)) return done(*std::move(reply));
  if (const auto problem = ProblemOfAsking(app.get(), parameters); !problem.empty()) {
    return done(PageReply(kBadRequest, ProblemPage(problem)));
  }
  if (parameters.Get("response_type") != "code") {
    return done(
        Redirect(parameters.Get("redirect_uri"), "error=unsupported_response_type", parameters));
  }
  if (call.http_method == "GET") return done(PageReply(200, ConsentPage(*app, parameters, {})));
  const auto sent = std::make_shared<const Parameters>(std::move(parameters));
  Write(shared.writes, false, done, [sent, app, &clock = shared.clock](store::Store& store) {
    const auto redirect_uri = sent->Get("redirect_uri");
    const auto code =
        ConsentToCode(sent->Get("ticket"), *app, redirect_uri, store.access(), clock.Now());
    if (code) return Redirect(redirect_uri, "code=" + *code, *sent);
    return PageReply(kBadRequest,
                     ConsentPage(*app, *sent,
                                 "The ticket is not known, has been used, has expired or is for "
                                 "another app. Ask for a new one."));
  });
}

}  // namespace

std::string ProblemOfCallback(std::string_view callback) {
  constexpr std::size_t kCallbackBytesMax = 512;
  const bool web = callback.starts_with("http://") || callback.starts_with("https://");
  if (!web) return "must begin with https:// or http://";
  if (callback.size() > kCallbackBytesMax) return "must not be longer than 512 bytes";
  if (callback.find('?') != std::string_view::npos || !IsBelowCallback(callback, callback)) {
    return "must be an encoded address without a query, a # or ..";
  }
  return {};
}

bool IsBelowCallback(std::string_view uri, std::string_view callback) {
  if (callback.empty() || uri.size() > kUriBytesMax || !uri.starts_with(callback)) return false;
  if (!IsPlainUri(uri)) return false;
  const std::string path = ToLower(uri.substr(0, uri.find('?')));
  for (const std::string_view climbing : {"..", "%2e", "%2f", "%5c"}) {
    if (path.find(climbing) != std::string::npos) return false;
  }
  const auto rest = uri.substr(callback.size());
  return rest.empty() || callback.ends_with('/') || rest.front() == '/' || rest.front() == '?';
}

std::string ConsentPage(const store::App& app, const Parameters& parameters,
                        std::string_view problem) {
  std::string content;
  if (!problem.empty()) content += "<p role=\"alert\">" + Escaped(problem) + "</p>\n";
  content += "<p>" + Escaped(app.title) + " (app " + Escaped(app.app_key) +
             ") asks to act for you, and will be told so at " +
             Escaped(parameters.Get("redirect_uri")) +
             ".</p>\n<form method=\"post\" action=\"authorize\" autocomplete=\"off\">\n";
  for (const std::string_view name : {"response_type", "client_id", "redirect_uri", "state"}) {
    const auto value = parameters.Find(name);
    if (!value) continue;
    content += "<input type=\"hidden\" name=\"" + std::string(name) + "\" value=\"" +
               Escaped(*value) + "\">\n";
  }
  content +=
      "<p><label>Ticket, from whoever runs this server: "
      "<input name=\"ticket\" required autofocus></label></p>\n"
      "<p><button>Let it</button></p>\n</form>";
  return Page("Let an app act for you", content);
}

std::string ProblemPage(std::string_view problem) {
  return Page("This cannot be done", "<p>" + Escaped(problem) + "</p>");
}

void Gateway::HandleOAuth(std::string_view path, const Call& call,
                          std::function<void(WebReply)> answer) {
  const Done done = std::move(answer);
  try {
    Parameters parameters;
    const auto read = ReadRequest(call, parameters);
    const bool is_token = path == "/token";
    if (!is_token && path != "/authorize") {
      return done(PageReply(kNotFound, ProblemPage("There is no such page.")));
    }
    if (!read || (call.http_method != "GET" && call.http_method != "POST")) {
      const std::string problem = read ? "use GET or POST" : read.error().sub_msg;
      return done(is_token ? TokenError("invalid_request", problem)
                           : PageReply(kBadRequest, ProblemPage(problem)));
    }
    const auto circumstances = CircumstancesOf(call);
    if (is_token) return Token(call, parameters, shared_, circumstances, done);
    Authorize(call, std::move(parameters), shared_, circumstances, done);
  } catch (...) {
    LogBroken(std::current_exception());
    done(Failure(path == "/token", kBroken, "server_error", "The server failed; try again."));
  }
}

}  // namespace ebbtide::gateway
