#include "gateway/identify.hpp"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "base/text.hpp"
#include "protocol/signature.hpp"

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

std::optional<TopError> CheckSignature(const Parameters& parameters, std::string_view secret) {
  const auto signature = parameters.Get("sign");
  if (signature.empty()) return MakeError(Code::kMissingSignature, {}, "sign the call");
  const auto method_name = parameters.Get("sign_method");
  const auto method = protocol::ParseSignMethod(method_name);
  const bool known = method || method_name.empty();
  if (!known || !protocol::Verify({.parameters = parameters}, method, secret, signature)) {
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

/// Another app's session is as invalid as one that never was.
std::optional<TopError> CheckSession(const Parameters& parameters, contract::Session wanted,
                                     Timestamp now, store::Access& access,
                                     service::Caller& caller) {
  const auto key = parameters.Get("session");
  if (key.empty()) {
    return MakeError(Code::kMissingSession, {}, "this method acts for a user; send session");
  }
  const auto session = access.FindSession(key);
  if (!session || session->app_key != caller.app_key) {
    return MakeError(Code::kInvalidSession, "invalid-sessionkey", "SessionKey非法");
  }
  if (session->expires <= now) {
    auto expired = MakeError(Code::kInvalidSession, "session-expired",
                             "the session has expired; ask the user to authorise the app again");
    expired.msg += ":session-expired";
    return expired;
  }
  if (!MayCall(wanted, session->kind)) {
    return MakeError(Code::kInsufficientSession, {},
                     "the session's user is a " + std::string(refund::ToText(session->kind)) +
                         ", who has no use of this method; send the session of one who has");
  }
  caller.user = session->user;
  caller.kind = session->kind;
  caller.nick = session->nick;
  return std::nullopt;
}

}  // namespace

protocol::Style StyleOf(const Parameters& parameters) {
  const bool json = parameters.Get("format") == "json";
  return {.format = json ? protocol::Format::kJson : protocol::Format::kXml,
          .simplify = json && parameters.Get("simplify") == "true"};
}

std::variant<Admitted, TopError> Admit(const Parameters& parameters, const Options& options,
                                       Timestamp now, store::Access& access) {
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
  const auto app_key = parameters.Get("app_key");
  if (app_key.empty()) return MakeError(Code::kMissingAppKey, {}, "send app_key");
  const auto app = access.FindApp(app_key);
  if (!app) {
    return MakeError(Code::kInvalidAppKey, "isv.appkey-not-exists",
                     "this server knows no such app_key; `ebbtide app create` makes one");
  }
  if (auto error = CheckTimestamp(parameters.Get("timestamp"), options, now)) return *error;
  if (auto error = CheckVersion(parameters.Get("v"))) return *error;
  if (auto error = CheckFormat(parameters.Get("format"))) return *error;
  if (auto error = CheckSignature(parameters, app->secret)) return *error;

  Admitted admitted{endpoint, {.app_key = app->app_key, .user = {}, .kind = {}, .nick = {}}};
  const auto wanted = endpoint->api->session;
  if (wanted != contract::Session::kNone) {
    if (auto error = CheckSession(parameters, wanted, now, access, admitted.caller)) return *error;
  }
  return admitted;
}

}  // namespace ebbtide::gateway
