#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "refund/order.hpp"

namespace ebbtide::store {

using refund::PartyId;
using refund::PartyKind;

/// A program that may call.
struct App {
  std::string app_key;
  std::string secret;
  std::string title;
};

/// What a session key stands for: an app acting for a user.
struct UserSession {
  std::string app_key;
  PartyId user;
  Timestamp expires;
};

/// A session as it is found.
struct SessionUser {
  std::string app_key;
  PartyId user;
  PartyKind kind = PartyKind::kSeller;
  std::string nick;  ///< the user's code
  Timestamp expires;
};

/// Somebody with data of their own.
struct Party {
  PartyId id;
  std::string code;
};

/// Who may call, and for whom. Secrets are sealed at rest; of session keys only a hash is kept.
/// One object belongs to one thread, like everything in `store/` unless it says otherwise.
class Access {
 public:
  virtual ~Access() = default;

  virtual std::optional<App> FindApp(std::string_view app_key) = 0;
  virtual std::optional<SessionUser> FindSession(std::string_view session_key) = 0;

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

  /// The three below write; an app key or session key that is taken throws.
  virtual void AddApp(const App& app, Timestamp now) = 0;
  virtual void Bind(std::string_view app_key, PartyId party) = 0;
  virtual void AddSession(std::string_view session_key, const UserSession& session,
                          Timestamp now) = 0;
};

}  // namespace ebbtide::store
