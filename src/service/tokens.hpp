#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "service/context.hpp"
#include "store/store.hpp"

/// Sessions by a user's consent (top-protocol section 11): a code or a refresh token is exchanged
/// for the next session and the next refresh token.
namespace ebbtide::service {

/// How long a ticket or a code may be on its way.
inline constexpr std::int64_t kCodeValidMs = 600'000;

struct TokenRequest {
  store::TokenKind kind = store::TokenKind::kCode;
  std::string_view token;
  std::string_view app_key;
  /// Where the code was sent; not compared where the way of asking does not name it.
  std::optional<std::string_view> redirect_uri{};
};

struct IssuedToken {
  std::string access_token;
  Timestamp expires;
  std::string refresh_token;
  Timestamp refresh_expires;
  refund::PartyId user;
  std::string nick;
};

/// Writes. One refusal for all that can be wrong with the token. A code that comes again may have
/// been stolen, and nobody can tell by whom it was used first: all sessions that came of it end
/// with the refusal (RFC 6749 section 4.1.2), which keeps what it wrote.
Result<IssuedToken> IssueToken(const TokenRequest& request, store::Store& store, Timestamp now,
                               const ConsentLifetimes& lifetimes);

/// As `/token` answers it.
std::string ToTokenAnswer(const IssuedToken& token, Timestamp now);
/// As the methods answer it: with moments beside the seconds.
std::string ToTokenResult(const IssuedToken& token, Timestamp now);

}  // namespace ebbtide::service
