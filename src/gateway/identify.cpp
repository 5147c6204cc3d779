#include "gateway/identify.hpp"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "base/network.hpp"
#include "base/text.hpp"

namespace ebbtide::gateway {
namespace {

using protocol::Code;
using protocol::MakeError;
using protocol::TopError;
using schema::Parameters;

/// The year 2001 as milliseconds has 12 digits; no GMT+8 text is all digits.
std::optional<Timestamp> ParseTimestamp(std::string_view text) {
  if (const auto moment = ParseWireTime(text)) return moment;
  if (const auto unix_ms = ParseInteger(text)) return Timestamp{*unix_ms};
  return std::nullopt;
}

std::optional<TopError> CheckTimestamp(std::string_view text, const Options& options,
                                       Timestamp now) {
  if (text.empty()) {
    return MakeError(Code::kMissingTimestamp, {}, "send timestamp: yyyy-MM-dd HH:mm:ss in GMT+8");
  }
  const auto sent = ParseTimestamp(text);
  if (!sent) {
    return MakeError(Code::kInvalidTimestamp, {},
                     "timestamp must be yyyy-MM-dd HH:mm:ss in GMT+8, or epoch milliseconds");
  }
  const std::int64_t tolerance = options.timestamp_tolerance_ms;
  if (sent->unix_ms < now.unix_ms - tolerance || sent->unix_ms > now.unix_ms + tolerance) {
    return MakeError(Code::kInvalidTimestamp, {},
                     "timestamp is more than " + std::to_string(tolerance / 1000) +
                         " seconds from the server's " + ToWireTime(now) +
                         " GMT+8; set the clock, or its zone to Asia/Shanghai");
  }
  return std::nullopt;
}

std::optional<TopError> CheckVersion(std::string_view version) {
  if (version.empty()) return MakeError(Code::kMissingVersion, {}, "send v=2.0");
  if (version == "2.0") return std::nullopt;
  const bool version_like = version.find_first_not_of("0123456789.") == std::string_view::npos;
  return MakeError(version_like ? Code::kUnsupportedVersion : Code::kInvalidVersion, {},
                   "v must be 2.0");
}

std::optional<TopError> CheckFormat(std::string_view format) {
  if (format.empty() || format == "xml" || format == "json") return std::nullopt;
  return MakeError(Code::kInvalidFormat, {}, "format must be xml or json");
}

/// By either secret while an old one is good.
bool IsSignedBy(const protocol::Signed& content, std::optional<protocol::SignMethod> method,
                std::string_view signature, const store::App& app, Timestamp now) {
  if (protocol::Verify(content, method, app.secret, signature)) return true;
  return now < app.old_secret_until && protocol::Verify(content, method, app.old_secret, signature);
}

std::optional<TopError> CheckSignature(const protocol::Signed& content, const store::App& app,
                                       Timestamp now) {
  const auto& parameters = content.parameters;
  const auto signature = parameters.Get("sign");
  if (signature.empty()) return MakeError(Code::kMissingSignature, {}, "sign the call");
  const auto method_name = parameters.Get("sign_method");
  const auto method = protocol::ParseSignMethod(method_name);
  const bool known = method || method_name.empty();
  if (!known || !IsSignedBy(content, method, signature, app, now)) {
    return MakeError(Code::kInvalidSignature);
  }
  return std::nullopt;
}

bool MayCall(contract::Session session, refund::PartyKind kind) {
  using refund::PartyKind;
  const bool seller = kind == PartyKind::kSeller;
  const bool platform = kind == PartyKind::kPlatform;
  switch (session) {
    case contract::Session::kNone: return true;
    case contract::Session::kSeller: return seller;
    case contract::Session::kBuyer: return !seller && !platform;
    case contract::Session::kSellerOrBuyer: return !platform;
    case contract::Session::kPlatform: return platform;
  }
  return false;
}

using SessionPointer = std::shared_ptr<const store::SessionUser>;

/// Another app's session is as invalid as one that never was.
std::variant<SessionPointer, TopError> FindSession(const Parameters& parameters,
                                                   std::string_view app_key,
                                                   const Circumstances& circumstances) {
  const auto key = parameters.Get("session");
  if (key.empty()) {
    return MakeError(Code::kMissingSession, {}, "this method acts for a user; send session");
  }
  auto session = circumstances.access.FindSession(key);
  if (!session || session->app_key != app_key) {
    return MakeError(Code::kInvalidSession, "invalid-sessionkey", "SessionKey非法");
  }
  if (session->revoked != Timestamp{}) {
    return MakeError(Code::kInvalidSession, "invalid-sessionkey",
                     "the session was revoked; ask the user to authorise the app again");
  }
  if (session->expires <= circumstances.now) {
    auto expired = MakeError(Code::kInvalidSession, "session-expired",
                             "the session has expired; ask the user to authorise the app again");
    expired.msg += ":session-expired";
    return expired;
  }
  return session;
}

std::optional<TopError> CheckApp(const store::App& app, const contract::ApiInfo& api,
                                 std::string_view remote_address) {
  if (!MayCallFrom(app, remote_address)) {
    return MakeError(Code::kInsufficientApp, "isv.permission-ip-whitelist-limit",
                     "the app may not call from " + std::string(remote_address) +
                         "; `ebbtide app allow` lets it");
  }
  if (app.permissions.IsEmpty()) {
    return MakeError(Code::kInsufficientApp, "isv.permission-api-package-empty",
                     "the app may call no method; `ebbtide app grant` lets it");
  }
  if (!app.permissions.Allow(api.category, api.name)) {
    return MakeError(Code::kInsufficientApp, "isv.permission-api-package-not-allowed",
                     "the app may not call this method of the category " +
                         std::string(api.category) + "; `ebbtide app grant` lets it");
  }
  return std::nullopt;
}

std::optional<TopError> CheckUser(const store::SessionUser& session, const contract::ApiInfo& api) {
  if (!session.scope.Allow(api.category, api.name)) {
    return MakeError(Code::kInsufficientSession, {},
                     "the user's consent does not cover this method; ask for a session that does");
  }
  if (!MayCall(api.session, session.kind)) {
    return MakeError(Code::kInsufficientSession, {},
                     "the session's user is a " + std::string(refund::ToText(session.kind)) +
                         ", who has no use of this method; send the session of one who has");
  }
  return std::nullopt;
}

std::optional<TopError> CheckFlow(const store::App& app, const contract::ApiInfo& api,
                                  const Circumstances& circumstances) {
  if (circumstances.flow == nullptr) return std::nullopt;
  const auto ban = circumstances.flow->Take(app.app_key, api.name, circumstances.now);
  if (!ban) return std::nullopt;
  // Clients read the number by its place in the sentence (top-protocol 7.3).
  return MakeError(Code::kCallLimited, std::string(ban->sub_code),
                   "This ban will last for " + std::to_string(ban->seconds) + " more seconds");
}

}  // namespace

protocol::Style StyleOf(const Parameters& parameters) {
  const bool json = parameters.Get("format") == "json";
  return {.format = json ? protocol::Format::kJson : protocol::Format::kXml,
          .simplify = json && parameters.Get("simplify") == "true"};
}

std::variant<const service::Endpoint*, TopError> MethodOf(const Parameters& parameters) {
  const auto method = parameters.Get("method");
  if (method.empty()) {
    return MakeError(Code::kMissingMethod, {}, "http传入的参数加入method字段");
  }
  const auto* const endpoint = service::FindEndpoint(method);
  if (endpoint == nullptr) {
    return MakeError(Code::kInvalidMethod, {},
                     "this server has no such method; `ebbtide methods` "
                     "lists those that it serves");
  }
  return endpoint;
}

bool MayCallFrom(const store::App& app, std::string_view remote_address) {
  if (app.networks.empty()) return true;
  const auto address = ParseAddress(remote_address);
  return address && std::ranges::any_of(app.networks, [&](const std::string& text) {
           const auto network = ParseNetwork(text);
           return network && network->Contains(*address);
         });
}

std::variant<std::shared_ptr<const store::App>, TopError> CheckEnvelope(
    const protocol::Signed& content, const Circumstances& circumstances) {
  const auto& parameters = content.parameters;
  const auto now = circumstances.now;
  const auto app_key = parameters.Get("app_key");
  if (app_key.empty()) return MakeError(Code::kMissingAppKey, {}, "send app_key");
  auto app = circumstances.access.FindApp(app_key);
  if (!app) {
    return MakeError(Code::kInvalidAppKey, "isv.appkey-not-exists",
                     "this server knows no such app_key; `ebbtide app create` makes one");
  }
  if (app->disabled != Timestamp{}) {
    return MakeError(Code::kInvalidAppKey, "isv.appkey-not-exists",
                     "the app is disabled; `ebbtide app enable` lets it call again");
  }
  if (auto error = CheckTimestamp(parameters.Get("timestamp"), circumstances.options, now)) {
    return *error;
  }
  if (auto error = CheckVersion(parameters.Get("v"))) return *error;
  if (auto error = CheckFormat(parameters.Get("format"))) return *error;
  if (auto error = CheckSignature(content, *app, now)) return *error;
  return app;
}

std::optional<TopError> CheckCall(const service::Endpoint& endpoint, const store::App& app,
                                  const Parameters& parameters, const Circumstances& circumstances,
                                  Admitted& admitted) {
  const auto& api = *endpoint.api;
  SessionPointer user;
  if (api.session != contract::Session::kNone) {
    auto found = FindSession(parameters, app.app_key, circumstances);
    if (const auto* const error = std::get_if<TopError>(&found)) return *error;
    user = std::get<SessionPointer>(std::move(found));
  }
  if (auto error = CheckApp(app, api, circumstances.remote_address)) return error;
  if (user) {
    if (auto error = CheckUser(*user, api)) return error;
  }
  if (auto error = CheckFlow(app, api, circumstances)) return error;
  admitted.endpoint = &endpoint;
  admitted.caller.app_key = app.app_key;
  if (user) {
    admitted.caller.user = user->user;
    admitted.caller.kind = user->kind;
    admitted.caller.nick = user->nick;
  }
  return std::nullopt;
}

}  // namespace ebbtide::gateway
