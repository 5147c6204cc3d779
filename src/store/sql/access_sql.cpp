#include "store/sql/access_sql.hpp"

#include <unordered_map>
#include <utility>

#include "base/digest.hpp"
#include "store/sql/prepared.hpp"

namespace ebbtide::store::sql {
namespace {

struct SelectApp {
  static constexpr const char* kSql =
      "SELECT sealed_secret, title FROM app WHERE app_key = :app_key";
  std::string app_key, sealed_secret, title;
  void Bind(Binder& binder) { binder.Out(sealed_secret, title).In(app_key); }
};

struct SelectSession {
  static constexpr const char* kSql =
      "SELECT s.app_key, s.party_id, s.expires_ms, p.kind, p.code FROM user_session s "
      "JOIN party p ON p.party_id = s.party_id WHERE s.session_hash = :session_hash";
  std::string session_hash, kind;
  SessionUser user;
  void Bind(Binder& binder) {
    binder.Out(user.app_key, user.user.value, user.expires.unix_ms, kind, user.nick)
        .In(session_hash);
  }
};

struct SelectBoundOfKind {
  static constexpr const char* kSql =
      "SELECT p.party_id, p.code FROM app_party a JOIN party p ON p.party_id = a.party_id "
      "WHERE a.app_key = :app_key AND p.kind = :kind ORDER BY p.party_id";
  std::string app_key, kind;
  Party party;
  void Bind(Binder& binder) { binder.Out(party.id.value, party.code).In(app_key, kind); }
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

struct InsertApp {
  static constexpr const char* kSql =
      "INSERT INTO app (app_key, sealed_secret, title, created_ms) "
      "VALUES (:app_key, :sealed_secret, :title, :created_ms)";
  std::string app_key, sealed_secret, title;
  std::int64_t created_ms = 0;
  void Bind(Binder& binder) { binder.In(app_key, sealed_secret, title, created_ms); }
};

struct InsertBinding {
  static constexpr const char* kSql =
      "INSERT INTO app_party (app_key, party_id) VALUES (:app_key, :party_id)";
  std::string app_key;
  std::int64_t party_id = 0;
  void Bind(Binder& binder) { binder.In(app_key, party_id); }
};

struct InsertSession {
  static constexpr const char* kSql =
      "INSERT INTO user_session (session_hash, app_key, party_id, created_ms, expires_ms) "
      "VALUES (:session_hash, :app_key, :party_id, :created_ms, :expires_ms)";
  std::string session_hash, app_key;
  std::int64_t party_id = 0, created_ms = 0, expires_ms = 0;
  void Bind(Binder& binder) { binder.In(session_hash, app_key, party_id, created_ms, expires_ms); }
};

class SqlAccess final : public Access {
 public:
  SqlAccess(soci::session& session, const SecretBox& box, std::function<std::int64_t()> next_id)
      : box_(box),
        next_id_(std::move(next_id)),
        select_app_(session),
        select_session_(session),
        select_bound_(session),
        select_bound_of_kind_(session),
        select_party_(session),
        insert_party_(session),
        insert_app_(session),
        insert_binding_(session),
        insert_session_(session) {}

  std::optional<App> FindApp(std::string_view app_key) override {
    select_app_->app_key = app_key;
    if (!select_app_.One()) return std::nullopt;
    return App{std::string(app_key), OpenSecret(app_key), select_app_->title};
  }

  std::optional<SessionUser> FindSession(std::string_view session_key) override {
    select_session_->session_hash = Sha256Hex(session_key);
    if (!select_session_.One()) return std::nullopt;
    select_session_->user.kind = refund::ParsePartyKind(select_session_->kind);
    return select_session_->user;
  }

  std::optional<PartyId> FindBound(std::string_view app_key, PartyKind kind,
                                   std::string_view code) override {
    select_bound_->app_key = app_key;
    select_bound_->kind = refund::ToText(kind);
    select_bound_->code = code;
    if (!select_bound_.One()) return std::nullopt;
    return PartyId{select_bound_->party_id};
  }

  std::vector<Party> BoundTo(std::string_view app_key, PartyKind kind) override {
    std::vector<Party> parties;
    select_bound_of_kind_->app_key = app_key;
    select_bound_of_kind_->kind = refund::ToText(kind);
    select_bound_of_kind_.Each([&] { parties.push_back(select_bound_of_kind_->party); });
    return parties;
  }

  std::optional<PartyId> FindParty(PartyKind kind, std::string_view code) override {
    select_party_->kind = refund::ToText(kind);
    select_party_->code = code;
    if (!select_party_.One()) return std::nullopt;
    return PartyId{select_party_->party_id};
  }

  PartyId PutParty(PartyKind kind, std::string_view code) override {
    if (const auto found = FindParty(kind, code)) return *found;
    insert_party_->party_id = next_id_();
    insert_party_->kind = refund::ToText(kind);
    insert_party_->code = code;
    ChangeOne(insert_party_);
    return PartyId{insert_party_->party_id};
  }

  void AddApp(const App& app, Timestamp now) override {
    insert_app_->app_key = app.app_key;
    insert_app_->sealed_secret = box_.Seal(app.secret, app.app_key);
    insert_app_->title = app.title;
    insert_app_->created_ms = now.unix_ms;
    ChangeOne(insert_app_);
  }

  void Bind(std::string_view app_key, PartyId party) override {
    insert_binding_->app_key = app_key;
    insert_binding_->party_id = party.value;
    ChangeOne(insert_binding_);
  }

  void AddSession(std::string_view session_key, const UserSession& session,
                  Timestamp now) override {
    insert_session_->session_hash = Sha256Hex(session_key);
    insert_session_->app_key = session.app_key;
    insert_session_->party_id = session.user.value;
    insert_session_->created_ms = now.unix_ms;
    insert_session_->expires_ms = session.expires.unix_ms;
    ChangeOne(insert_session_);
  }

 private:
  /// Of the app just read. What a sealed text opens to never changes, so it is opened once: a new
  /// secret comes under a new sealed text.
  const std::string& OpenSecret(std::string_view app_key) {
    constexpr std::size_t kOpenedMax = 10'000;
    const auto known = opened_.find(select_app_->sealed_secret);
    if (known != opened_.end() && known->second.app_key == app_key) return known->second.secret;
    if (opened_.size() >= kOpenedMax) opened_.clear();
    auto& opened = opened_[select_app_->sealed_secret];
    opened = {std::string(app_key), box_.Open(select_app_->sealed_secret, app_key)};
    return opened.secret;
  }

  struct Opened {
    std::string app_key;
    std::string secret;
  };

  const SecretBox& box_;
  std::unordered_map<std::string, Opened> opened_;  // by sealed text
  std::function<std::int64_t()> next_id_;
  Prepared<SelectApp> select_app_;
  Prepared<SelectSession> select_session_;
  Prepared<SelectBound> select_bound_;
  Prepared<SelectBoundOfKind> select_bound_of_kind_;
  Prepared<SelectParty> select_party_;
  Prepared<InsertParty> insert_party_;
  Prepared<InsertApp> insert_app_;
  Prepared<InsertBinding> insert_binding_;
  Prepared<InsertSession> insert_session_;
};

}  // namespace

std::unique_ptr<Access> MakeAccess(soci::session& session, const SecretBox& box,
                                   std::function<std::int64_t()> next_id) {
  return std::make_unique<SqlAccess>(session, box, std::move(next_id));
}

}  // namespace ebbtide::store::sql
