#include "service/tokens.hpp"

#include <utility>

#include "base/digest.hpp"
#include "contract/taobao/token.hpp"
#include "schema/form.hpp"
#include "schema/writer.hpp"

namespace ebbtide::service {
namespace {

using store::OneTimeToken;
using store::TokenKind;

/// For so long a client may have lost the answer.
constexpr std::int64_t kReplayMs = 60'000;

constexpr std::string_view kAccess = "access";
constexpr std::string_view kRefresh = "refresh";

/// Not stored, yet the same again for the same token; nobody without the store's key can tell.
std::string Derived(store::Store& store, std::string_view what, std::string_view from) {
  auto digest = Digest::Keyed(HashKind::kSha256, store.KeyFor("one-time-token"));
  digest.Add(what).Add(":").Add(from);
  return std::move(digest).Hex();
}

bool IsGood(const OneTimeToken& token, const TokenRequest& request, Timestamp now) {
  return now < token.expires &&
         (!request.redirect_uri || token.redirect_uri == *request.redirect_uri);
}

IssuedToken IssuedFor(const TokenRequest& request, const OneTimeToken& token, store::Store& store) {
  return {.access_token = Derived(store, kAccess, request.token),
          .expires = {},
          .refresh_token = Derived(store, kRefresh, request.token),
          .refresh_expires = {},
          .user = token.user,
          .nick = token.nick};
}

IssuedToken HandOut(const TokenRequest& request, const OneTimeToken& token, store::Store& store,
                    Timestamp now, const ConsentLifetimes& lifetimes) {
  auto& access = store.access();
  auto issued = IssuedFor(request, token, store);
  issued.expires = {now.unix_ms + lifetimes.session_ms};
  issued.refresh_expires = {now.unix_ms + lifetimes.refresh_ms};
  if (!token.session_hash.empty()) access.RevokeSession(token.session_hash, now);
  access.AddSession(issued.access_token, {token.app_key, token.user, issued.expires, token.scope},
                    now);
  access.AddToken(issued.refresh_token,
                  {.kind = TokenKind::kRefresh,
                   .app_key = token.app_key,
                   .user = token.user,
                   .scope = token.scope,
                   .session_hash = Sha256Hex(issued.access_token),
                   .expires = issued.refresh_expires,
                   .replay_ms = kReplayMs},
                  now);
  return issued;
}

/// What was handed out before, to a client that may have lost it; nothing when it is too late, or
/// when it has ended since.
std::optional<IssuedToken> HandOutAgain(const TokenRequest& request, const OneTimeToken& token,
                                        store::Store& store, Timestamp now) {
  if (now.unix_ms - token.used.unix_ms >= token.replay_ms) return std::nullopt;
  auto issued = IssuedFor(request, token, store);
  const auto session = store.access().FindSession(issued.access_token);
  const auto refresh = store.access().FindToken(TokenKind::kRefresh, issued.refresh_token);
  if (!session || session->revoked != Timestamp{} || !refresh) return std::nullopt;
  issued.expires = session->expires;
  issued.refresh_expires = refresh->expires;
  return issued;
}

/// Ends the session that came of the token, the one that came of that one's refresh token, and so
/// on.
void EndWhatCameOf(std::string_view token, store::Store& store, Timestamp now) {
  auto& access = store.access();
  std::string at(token);
  for (;;) {
    access.RevokeSession(Sha256Hex(Derived(store, kAccess, at)), now);
    at = Derived(store, kRefresh, at);
    const auto next = access.FindToken(TokenKind::kRefresh, at);
    if (!next || next->used == Timestamp{}) return;
  }
}

Error NoGood(TokenKind kind) {
  const std::string name = kind == TokenKind::kCode ? "code" : "refresh_token";
  return Refused("isv.invalid-parameter:" + name,
                 "the " + name +
                     " is not known, has been used, has expired or is another app's; send the "
                     "user to /authorize again");
}

contract::taobao::Token AnswerOf(const IssuedToken& token, Timestamp now) {
  constexpr std::int64_t kSecondMs = 1'000;
  const std::int64_t session = (token.expires.unix_ms - now.unix_ms) / kSecondMs;
  return {.access_token = token.access_token,
          .token_type = "Bearer",
          .expires_in = session,
          .refresh_token = token.refresh_token,
          .re_expires_in = (token.refresh_expires.unix_ms - now.unix_ms) / kSecondMs,
          .r1_expires_in = session,
          .r2_expires_in = session,
          .w1_expires_in = session,
          .w2_expires_in = session,
          .taobao_user_nick = schema::UrlEncode(token.nick)};
}

std::string ToJson(const contract::taobao::Token& answer) {
  std::string json;
  schema::WriteJson(schema::kType<contract::taobao::Token>, &answer, schema::JsonLists::kPlain,
                    json);
  return json;
}

}  // namespace

Result<IssuedToken> IssueToken(const TokenRequest& request, store::Store& store, Timestamp now,
                               const ConsentLifetimes& lifetimes) {
  const auto token = store.access().FindToken(request.kind, request.token);
  if (!token || token->app_key != request.app_key) return NoGood(request.kind);
  const bool good = IsGood(*token, request, now);
  const bool unused = token->used == Timestamp{};
  if (good && unused && store.access().UseToken(request.token, now)) {
    return HandOut(request, *token, store, now, lifetimes);
  }
  if (good) {
    if (auto again = HandOutAgain(request, *token, store, now)) return *std::move(again);
  }
  auto refusal = NoGood(request.kind);
  if (request.kind == TokenKind::kCode && (good || !unused)) {
    EndWhatCameOf(request.token, store, now);
    refusal.keeps_writes = true;
  }
  return refusal;
}

std::string ToTokenAnswer(const IssuedToken& token, Timestamp now) {
  auto answer = AnswerOf(token, now);
  answer.taobao_user_id = std::to_string(token.user.value);
  return ToJson(answer);
}

std::string ToTokenResult(const IssuedToken& token, Timestamp now) {
  auto answer = AnswerOf(token, now);
  const std::int64_t until = token.expires.unix_ms;
  answer.expire_time = until;
  answer.refresh_token_valid_time = token.refresh_expires.unix_ms;
  answer.r1_valid = answer.r2_valid = answer.w1_valid = answer.w2_valid = until;
  return ToJson(answer);
}

}  // namespace ebbtide::service
