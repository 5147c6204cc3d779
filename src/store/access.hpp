#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "refund/order.hpp"

namespace ebbtide::store {

using refund::PartyId;
using refund::PartyKind;

/// What an app or a session may call: everything, or the methods of some categories and some
/// methods by name.
struct Permissions {
  bool everything = true;
  std::vector<std::string> categories;  ///< as `ApiInfo::category` has them
  std::vector<std::string> methods;

  [[nodiscard]] bool IsEmpty() const {
    return !everything && categories.empty() && methods.empty();
  }
  [[nodiscard]] bool Allow(std::string_view category, std::string_view method) const {
    return everything || std::ranges::find(methods, method) != methods.end() ||
           std::ranges::find(categories, category) != categories.end();
  }
  bool operator==(const Permissions&) const = default;
};

/// A program that may call.
struct App {
  std::string app_key;
  std::string secret;
  std::string title;
  std::string old_secret{};  ///< good until `old_secret_until` beside the other
  Timestamp old_secret_until{};
  Timestamp disabled{};    ///< since when
  std::string callback{};  ///< where users may be sent with a code; nowhere if empty
  Permissions permissions{};
  std::vector<std::string> networks{};  ///< from which it may call; from anywhere if empty
};

/// What a session key stands for: an app acting for a user.
struct UserSession {
  std::string app_key;
  PartyId user;
  Timestamp expires;
  Permissions scope{};  ///< within what the app may call
};

/// A session as it is found.
struct SessionUser {
  std::string app_key;
  PartyId user;
  PartyKind kind = PartyKind::kSeller;
  std::string nick;  ///< the user's code
  Timestamp expires;
  Permissions scope;
  Timestamp revoked;  ///< when; 0 if it was not
};

/// A session as the operator sees it.
struct SessionRecord {
  std::string hash;  ///< of its key, which nobody can show
  SessionUser session;
  Timestamp created;
};

/// Texts that are good once, on the way from a user's consent to a session (top-protocol
/// section 11).
enum class TokenKind : std::uint8_t {
  kTicket,   ///< the user's consent, from the operator
  kCode,     ///< of a redirect
  kRefresh,  ///< for the next session
};

struct OneTimeToken {
  TokenKind kind = TokenKind::kCode;
  std::string app_key;  ///< any app's if empty
  PartyId user;
  Permissions scope{};
  std::string redirect_uri{};  ///< that the code was sent to
  std::string session_hash{};  ///< of the session that came with the refresh token
  Timestamp expires{};
  /// For so long after its use it may come again, from a client that lost the answer.
  std::int64_t replay_ms = 0;
  Timestamp used{};    ///< 0 if it was not
  std::string nick{};  ///< the user's code; not written
};

/// Somebody with data of their own.
struct Party {
  PartyId id;
  std::string code;
};

/// Who may call, and for whom. Secrets are sealed at rest; of session keys and tokens only a hash
/// is kept.
/// One object belongs to one thread, like everything in `store/` unless it says otherwise.
class Access {
 public:
  virtual ~Access() = default;

  /// As it is in the store now; nullptr when there is none. Read whole by one query, and decoded
  /// only when something of it has changed; inside a snapshot not even read, when nothing in the
  /// store has changed since it was.
  virtual std::shared_ptr<const App> FindApp(std::string_view app_key) = 0;
  /// The same of sessions, of which an ended one is still found.
  virtual std::shared_ptr<const SessionUser> FindSession(std::string_view session_key) = 0;

  /// The party of that kind and code, if the app is bound to it; the same nothing when there is no
  /// such party and when it is somebody else's.
  virtual std::optional<PartyId> FindBound(std::string_view app_key, PartyKind kind,
                                           std::string_view code) = 0;

  /// All parties of that kind that the app is bound to, by ascending id.
  virtual std::vector<Party> BoundTo(std::string_view app_key, PartyKind kind) = 0;

  /// The party, whoever may see it; for the operator's tools and for numbers that orders give.
  virtual std::optional<PartyId> FindParty(PartyKind kind, std::string_view code) = 0;

  /// The party of that kind and code; made on first sight. Writes.
  virtual PartyId PutParty(PartyKind kind, std::string_view code) = 0;

  /// All app keys, in their order.
  virtual std::vector<std::string> AppKeys() = 0;

  /// The sessions of that app, or of all if it is empty, by the time they were made.
  virtual void EachSession(std::string_view app_key,
                           const std::function<void(const SessionRecord&)>& visit) = 0;

  virtual std::optional<OneTimeToken> FindToken(TokenKind kind, std::string_view token) = 0;

  // All below write; a key that is taken throws.

  virtual void AddApp(const App& app, Timestamp now) = 0;
  /// Replaces everything but the key.
  virtual void UpdateApp(const App& app) = 0;
  virtual void Bind(std::string_view app_key, PartyId party) = 0;

  virtual void AddSession(std::string_view session_key, const UserSession& session,
                          Timestamp now) = 0;
  /// Ends the session of that hash and what could renew it; false when there is none that could be
  /// ended.
  virtual bool RevokeSession(std::string_view session_hash, Timestamp now) = 0;

  /// Drops the tokens that have expired, too.
  virtual void AddToken(std::string_view token, const OneTimeToken& content, Timestamp now) = 0;
  /// A conditional write: of all that use a token only one is told true, the first.
  virtual bool UseToken(std::string_view token, Timestamp now) = 0;
};

}  // namespace ebbtide::store
