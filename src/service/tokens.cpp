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

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int64_t kSessionValidMs = 30 * kDayMs;
constexpr std::int64_t kRefreshValidMs = 365 * kDayMs;
/// For so long a client may have lost the answer.
constexpr std::int64_t kReplayMs = 60'000;

/// Not stored, yet the same again for the same token; nobody without the store's key can tell.
std::string Derived(store::Store& store, std::string_view what, std::string_view from) {
  auto digest = Digest::Keyed(HashKind::kSha256, store.KeyFor("one-time-token"));
  digest.Add(what).Add(":").Add(from);
  return std::move(digest).Hex();
}

bool IsGood(const OneTimeToken& token, const TokenRequest& request, Timestamp now) {
  if (token.app_key != request.app_key || token.expires <= now) return false;
  if (request.redirect_uri && token.redirect_uri != *request.redirect_uri) return false;
  return token.used == Timestamp{} || now.unix_ms - token.used.unix_ms < token.replay_ms;
}

void HandOut(const TokenRequest& request, const OneTimeToken& token, const IssuedToken& issued,
             store::Access& access) {
  const Timestamp now = issued.issued;
  access.UseToken(request.token, now);
  if (!token.session_hash.empty()) access.RevokeSession(token.session_hash, now);
  access.AddSession(issued.access_token,
                    {token.app_key, token.user, {now.unix_ms + kSessionValidMs}, token.scope}, now);
  access.AddToken(issued.refresh_token,
                  {.kind = TokenKind::kRefresh,
                   .app_key = token.app_key,
                   .user = token.user,
                   .scope = token.scope,
                   .session_hash = Sha256Hex(issued.access_token),
                   .expires = {now.unix_ms + kRefreshValidMs},
                   .replay_ms = kReplayMs},
                  now);
}

contract::taobao::Token AnswerOf(const IssuedToken& token, Timestamp now) {
  constexpr std::int64_t kSecondMs = 1'000;
  const std::int64_t since_ms = now.unix_ms - token.issued.unix_ms;
  const std::int64_t session = (kSessionValidMs - since_ms) / kSecondMs;
  return {.access_token = token.access_token,
          .token_type = "Bearer",
          .expires_in = session,
          .refresh_token = token.refresh_token,
          .re_expires_in = (kRefreshValidMs - since_ms) / kSecondMs,
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

Result<IssuedToken> IssueToken(const TokenRequest& request, store::Store& store, Timestamp now) {
  const auto token = store.access().FindToken(request.kind, request.token);
  if (!token || !IsGood(*token, request, now)) {
    const std::string name = request.kind == TokenKind::kCode ? "code" : "refresh_token";
    return Refused("isv.invalid-parameter:" + name,
                   "the " + name +
                       " is not known, has been used, has expired or is another app's; send the "
                       "user to /authorize again");
  }
  const bool is_first = token->used == Timestamp{};
  IssuedToken issued{.access_token = Derived(store, "access", request.token),
                     .refresh_token = Derived(store, "refresh", request.token),
                     .issued = is_first ? now : token->used,
                     .user = token->user,
                     .nick = token->nick};
  if (is_first) HandOut(request, *token, issued, store.access());
  return issued;
}

std::string ToTokenAnswer(const IssuedToken& token, Timestamp now) {
  auto answer = AnswerOf(token, now);
  answer.taobao_user_id = std::to_string(token.user.value);
  return ToJson(answer);
}

std::string ToTokenResult(const IssuedToken& token, Timestamp now) {
  auto answer = AnswerOf(token, now);
  const std::int64_t until = token.issued.unix_ms + kSessionValidMs;
  answer.expire_time = until;
  answer.refresh_token_valid_time = token.issued.unix_ms + kRefreshValidMs;
  answer.r1_valid = answer.r2_valid = answer.w1_valid = answer.w2_valid = until;
  return ToJson(answer);
}

}  // namespace ebbtide::service
