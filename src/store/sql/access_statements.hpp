#pragma once

#include <cstdint>
#include <string>

#include "store/sql/prepared.hpp"

/// The statements of access_sql.cpp.
namespace ebbtide::store::sql {

/// The columns of an app, as they are stored.
struct AppRow {
  std::string sealed_secret, title, sealed_old_secret, callback, permissions, networks;
  std::int64_t old_secret_until_ms = 0, disabled_ms = 0;

  auto Members() {
    return std::tie(sealed_secret, title, sealed_old_secret, old_secret_until_ms, disabled_ms,
                    callback, permissions, networks);
  }
  bool operator==(const AppRow&) const = default;
};

struct SelectApp {
  static constexpr const char* kSql =
      "SELECT sealed_secret, title, sealed_old_secret, old_secret_until_ms, disabled_ms, callback, "
      "permissions, networks FROM app WHERE app_key = :app_key";
  std::string app_key;
  AppRow row;
  void Bind(Binder& binder) { binder.OutRow(row).In(app_key); }
};

struct SelectAppKeys {
  static constexpr const char* kSql = "SELECT app_key FROM app ORDER BY app_key";
  std::string app_key;
  void Bind(Binder& binder) { binder.Out(app_key); }
};

struct InsertApp {
  static constexpr const char* kSql =
      "INSERT INTO app (sealed_secret, title, sealed_old_secret, old_secret_until_ms, disabled_ms, "
      "callback, permissions, networks, app_key, created_ms) VALUES (:sealed_secret, :title, "
      ":sealed_old_secret, :old_secret_until_ms, :disabled_ms, :callback, :permissions, :networks, "
      ":app_key, :created_ms)";
  AppRow row;
  std::string app_key;
  std::int64_t created_ms = 0;
  void Bind(Binder& binder) { binder.InRow(row).In(app_key, created_ms); }
};

struct UpdateAppRow {
  static constexpr const char* kSql =
      "UPDATE app SET sealed_secret = :sealed_secret, title = :title, sealed_old_secret = "
      ":sealed_old_secret, old_secret_until_ms = :old_secret_until_ms, disabled_ms = :disabled_ms, "
      "callback = :callback, permissions = :permissions, networks = :networks "
      "WHERE app_key = :app_key";
  AppRow row;
  std::string app_key;
  void Bind(Binder& binder) { binder.InRow(row).In(app_key); }
};

struct InsertBinding {
  static constexpr const char* kSql =
      "INSERT INTO app_party (app_key, party_id) VALUES (:app_key, :party_id)";
  std::string app_key;
  std::int64_t party_id = 0;
  void Bind(Binder& binder) { binder.In(app_key, party_id); }
};

struct SelectBoundOfKind {
  static constexpr const char* kSql =
      "SELECT p.party_id, p.code FROM app_party a JOIN party p ON p.party_id = a.party_id "
      "WHERE a.app_key = :app_key AND p.kind = :kind ORDER BY p.party_id";
  std::string app_key, kind, code;
  std::int64_t party_id = 0;
  void Bind(Binder& binder) { binder.Out(party_id, code).In(app_key, kind); }
};

struct SelectBound {
  static constexpr const char* kSql =
      "SELECT p.party_id FROM party p JOIN app_party a ON a.party_id = p.party_id "
      "WHERE p.kind = :kind AND p.code = :code AND a.app_key = :app_key";
  std::string kind, code, app_key;
  std::int64_t party_id = 0;
  void Bind(Binder& binder) { binder.Out(party_id).In(kind, code, app_key); }
};

struct SelectParty {
  static constexpr const char* kSql =
      "SELECT party_id FROM party WHERE kind = :kind AND code = :code";
  std::string kind, code;
  std::int64_t party_id = 0;
  void Bind(Binder& binder) { binder.Out(party_id).In(kind, code); }
};

struct InsertParty {
  static constexpr const char* kSql =
      "INSERT INTO party (party_id, kind, code) VALUES (:party_id, :kind, :code)";
  std::int64_t party_id = 0;
  std::string kind, code;
  void Bind(Binder& binder) { binder.In(party_id, kind, code); }
};

/// The columns of a session with its user.
struct SessionRow {
  std::string app_key, kind, code, scope;
  std::int64_t party_id = 0, expires_ms = 0, revoked_ms = 0;

  auto Members() { return std::tie(app_key, party_id, expires_ms, revoked_ms, scope, kind, code); }
};

struct SelectSession {
  static constexpr const char* kSql =
      "SELECT s.app_key, s.party_id, s.expires_ms, s.revoked_ms, s.scope, p.kind, p.code "
      "FROM user_session s JOIN party p ON p.party_id = s.party_id "
      "WHERE s.session_hash = :session_hash";
  std::string session_hash;
  SessionRow row;
  void Bind(Binder& binder) { binder.OutRow(row).In(session_hash); }
};

struct SelectSessions {
  static constexpr const char* kSql =
      "SELECT s.app_key, s.party_id, s.expires_ms, s.revoked_ms, s.scope, p.kind, p.code, "
      "s.session_hash, s.created_ms "
      "FROM user_session s JOIN party p ON p.party_id = s.party_id "
      "WHERE :any = '' OR s.app_key = :app_key ORDER BY s.created_ms, s.session_hash";
  std::string app_key, session_hash;
  SessionRow row;
  std::int64_t created_ms = 0;
  void Bind(Binder& binder) {
    binder.OutRow(row).Out(session_hash, created_ms).In(app_key, app_key);
  }
};

struct InsertSession {
  static constexpr const char* kSql =
      "INSERT INTO user_session (session_hash, app_key, party_id, created_ms, expires_ms, scope, "
      "revoked_ms) VALUES (:session_hash, :app_key, :party_id, :created_ms, :expires_ms, :scope, "
      "0)";
  std::string session_hash, app_key, scope;
  std::int64_t party_id = 0, created_ms = 0, expires_ms = 0;
  void Bind(Binder& binder) {
    binder.In(session_hash, app_key, party_id, created_ms, expires_ms, scope);
  }
};

struct UpdateSessionRevoked {
  static constexpr const char* kSql =
      "UPDATE user_session SET revoked_ms = :revoked_ms "
      "WHERE session_hash = :session_hash AND revoked_ms = 0";
  std::int64_t revoked_ms = 0;
  std::string session_hash;
  void Bind(Binder& binder) { binder.In(revoked_ms, session_hash); }
};

struct SelectToken {
  static constexpr const char* kSql =
      "SELECT t.app_key, t.party_id, t.scope, t.redirect_uri, t.session_hash, t.expires_ms, "
      "t.replay_ms, t.used_ms, p.code FROM one_time_token t "
      "JOIN party p ON p.party_id = t.party_id "
      "WHERE t.token_hash = :token_hash AND t.kind = :kind";
  std::string token_hash, kind, app_key, scope, redirect_uri, session_hash, code;
  std::int64_t party_id = 0, expires_ms = 0, replay_ms = 0, used_ms = 0;
  void Bind(Binder& binder) {
    binder
        .Out(app_key, party_id, scope, redirect_uri, session_hash, expires_ms, replay_ms, used_ms,
             code)
        .In(token_hash, kind);
  }
};

struct InsertToken {
  static constexpr const char* kSql =
      "INSERT INTO one_time_token (token_hash, kind, app_key, party_id, scope, redirect_uri, "
      "session_hash, created_ms, expires_ms, replay_ms, used_ms) VALUES (:token_hash, :kind, "
      ":app_key, :party_id, :scope, :redirect_uri, :session_hash, :created_ms, :expires_ms, "
      ":replay_ms, 0)";
  std::string token_hash, kind, app_key, scope, redirect_uri, session_hash;
  std::int64_t party_id = 0, created_ms = 0, expires_ms = 0, replay_ms = 0;
  void Bind(Binder& binder) {
    binder.In(token_hash, kind, app_key, party_id, scope, redirect_uri, session_hash, created_ms,
              expires_ms, replay_ms);
  }
};

struct UpdateTokenUsed {
  static constexpr const char* kSql =
      "UPDATE one_time_token SET used_ms = :used_ms WHERE token_hash = :token_hash AND used_ms = 0";
  std::int64_t used_ms = 0;
  std::string token_hash;
  void Bind(Binder& binder) { binder.In(used_ms, token_hash); }
};

struct DeleteExpiredTokens {
  static constexpr const char* kSql = "DELETE FROM one_time_token WHERE expires_ms <= :now_ms";
  std::int64_t now_ms = 0;
  void Bind(Binder& binder) { binder.In(now_ms); }
};

struct DeleteTokensOfSession {
  static constexpr const char* kSql =
      "DELETE FROM one_time_token WHERE session_hash = :session_hash AND used_ms = 0";
  std::string session_hash;
  void Bind(Binder& binder) { binder.In(session_hash); }
};

}  // namespace ebbtide::store::sql
