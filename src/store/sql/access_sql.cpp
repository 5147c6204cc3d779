#include "store/sql/access_sql.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>
#include <utility>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "base/text_map.hpp"
#include "store/sql/access_statements.hpp"

namespace ebbtide::store::sql {
namespace {

constexpr std::string_view kEverything = "*";
constexpr std::string_view kCategory = "category:";
constexpr std::string_view kMethod = "method:";

/// As the columns are declared; a store that does not check would cut off what is longer.
constexpr std::size_t kPermissionBytesMax = 4'000;
constexpr std::size_t kNetworkBytesMax = 2'000;

std::string Bounded(std::string text, std::size_t max, const char* what) {
  if (text.size() <= max) return text;
  throw std::runtime_error(std::string("too many ") + what + "; they take more than " +
                           std::to_string(max) + " bytes");
}

std::string EncodePermissions(const Permissions& permissions) {
  if (permissions.everything) return std::string(kEverything);
  std::string text;
  for (const auto& name : permissions.categories) text.append(kCategory).append(name).append("\n");
  for (const auto& name : permissions.methods) text.append(kMethod).append(name).append("\n");
  return Bounded(std::move(text), kPermissionBytesMax, "categories and methods");
}

/// What is none of the three words allows nothing.
Permissions DecodePermissions(std::string_view text) {
  Permissions permissions{.everything = text == kEverything};
  while (!text.empty()) {
    const auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line.starts_with(kCategory)) {
      permissions.categories.emplace_back(line.substr(kCategory.size()));
    } else if (line.starts_with(kMethod)) {
      permissions.methods.emplace_back(line.substr(kMethod.size()));
    }
  }
  return permissions;
}

std::string EncodeNetworks(const std::vector<std::string>& networks) {
  std::string text;
  for (const auto& network : networks) text.append(text.empty() ? "" : ",").append(network);
  return Bounded(std::move(text), kNetworkBytesMax, "networks");
}

std::vector<std::string> DecodeNetworks(std::string_view text) {
  std::vector<std::string> networks;
  for (const auto network : SplitCommaList(text)) networks.emplace_back(network);
  return networks;
}

SessionUser UserOf(const SessionRow& row) {
  return {.app_key = row.app_key,
          .user = {row.party_id},
          .kind = refund::ParsePartyKind(row.kind),
          .nick = row.code,
          .expires = {row.expires_ms},
          .scope = DecodePermissions(row.scope),
          .revoked = {row.revoked_ms}};
}

std::string_view ToText(TokenKind kind) {
  switch (kind) {
    case TokenKind::kTicket: return "ticket";
    case TokenKind::kCode: return "code";
    case TokenKind::kRefresh: return "refresh";
  }
  return {};
}

class SqlAccess final : public Access {
 public:
  SqlAccess(soci::session& session, const SecretBox& box, const Changes& changes,
            std::function<void()> has_changed, std::function<std::int64_t()> next_id)
      : box_(box),
        changes_(changes),
        has_changed_(std::move(has_changed)),
        next_id_(std::move(next_id)),
        select_app_(session),
        select_app_keys_(session),
        insert_app_(session),
        update_app_(session),
        insert_binding_(session),
        select_bound_(session),
        select_bound_of_kind_(session),
        select_party_(session),
        insert_party_(session),
        select_session_(session),
        select_sessions_(session),
        insert_session_(session),
        update_session_revoked_(session),
        select_token_(session),
        insert_token_(session),
        update_token_used_(session),
        delete_expired_tokens_(session),
        delete_tokens_of_session_(session) {}

  /// What sealed and encoded texts stand for never changes, so that they are decoded once: whatever
  /// is written comes as another text.
  std::shared_ptr<const App> FindApp(std::string_view app_key) override {
    const auto found = apps_.find(app_key);
    if (found != apps_.end() && IsAsOf(found->second.read)) return found->second.app;
    select_app_->app_key = app_key;
    if (!select_app_.One()) return nullptr;
    const auto& row = select_app_->row;
    if (found != apps_.end() && found->second.row == row) {
      found->second.read = changes_.Now();
      return found->second.app;
    }
    if (apps_.size() >= kKnownMax) apps_.clear();
    return (apps_[std::string(app_key)] = {changes_.Now(), row, Decode(app_key, row)}).app;
  }

  std::vector<std::string> AppKeys() override {
    std::vector<std::string> keys;
    select_app_keys_.Each([&] { keys.push_back(select_app_keys_->app_key); });
    return keys;
  }

  std::shared_ptr<const SessionUser> FindSession(std::string_view session_key) override {
    const auto found = sessions_.find(session_key);
    if (found != sessions_.end() && IsAsOf(found->second.read)) return found->second.user;
    select_session_->session_hash = Sha256Hex(session_key);
    if (!select_session_.One()) return nullptr;
    if (sessions_.size() >= kKnownMax) sessions_.clear();
    auto user = std::make_shared<const SessionUser>(UserOf(select_session_->row));
    return (sessions_[std::string(session_key)] = {changes_.Now(), std::move(user)}).user;
  }

  void EachSession(std::string_view app_key,
                   const std::function<void(const SessionRecord&)>& visit) override {
    select_sessions_->app_key = app_key;
    select_sessions_.Each([&] {
      visit({.hash = select_sessions_->session_hash,
             .session = UserOf(select_sessions_->row),
             .created = {select_sessions_->created_ms}});
    });
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
    select_bound_of_kind_.Each([&] {
      parties.push_back({{select_bound_of_kind_->party_id}, select_bound_of_kind_->code});
    });
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
    insert_app_->row = Encode(app);
    insert_app_->created_ms = now.unix_ms;
    ChangeOne(insert_app_);
  }

  void UpdateApp(const App& app) override {
    update_app_->app_key = app.app_key;
    update_app_->row = Encode(app);
    ChangeOne(update_app_);
    has_changed_();
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
    insert_session_->scope = EncodePermissions(session.scope);
    ChangeOne(insert_session_);
  }

  bool RevokeSession(std::string_view session_hash, Timestamp now) override {
    delete_tokens_of_session_->session_hash = session_hash;
    delete_tokens_of_session_.Change();
    update_session_revoked_->session_hash = session_hash;
    update_session_revoked_->revoked_ms = now.unix_ms;
    has_changed_();
    return update_session_revoked_.Change() == 1;
  }

  std::optional<OneTimeToken> FindToken(TokenKind kind, std::string_view token) override {
    select_token_->token_hash = Sha256Hex(token);
    select_token_->kind = ToText(kind);
    if (!select_token_.One()) return std::nullopt;
    return OneTimeToken{.kind = kind,
                        .app_key = select_token_->app_key,
                        .user = {select_token_->party_id},
                        .scope = DecodePermissions(select_token_->scope),
                        .redirect_uri = select_token_->redirect_uri,
                        .session_hash = select_token_->session_hash,
                        .expires = {select_token_->expires_ms},
                        .replay_ms = select_token_->replay_ms,
                        .used = {select_token_->used_ms},
                        .nick = select_token_->code};
  }

  void AddToken(std::string_view token, const OneTimeToken& content, Timestamp now) override {
    delete_expired_tokens_->now_ms = now.unix_ms;
    delete_expired_tokens_.Change();
    insert_token_->token_hash = Sha256Hex(token);
    insert_token_->kind = ToText(content.kind);
    insert_token_->app_key = content.app_key;
    insert_token_->party_id = content.user.value;
    insert_token_->scope = EncodePermissions(content.scope);
    insert_token_->redirect_uri = content.redirect_uri;
    insert_token_->session_hash = content.session_hash;
    insert_token_->created_ms = now.unix_ms;
    insert_token_->expires_ms = content.expires.unix_ms;
    insert_token_->replay_ms = content.replay_ms;
    ChangeOne(insert_token_);
  }

  bool UseToken(std::string_view token, Timestamp now) override {
    update_token_used_->token_hash = Sha256Hex(token);
    update_token_used_->used_ms = now.unix_ms;
    return update_token_used_.Change() == 1;
  }

 private:
  AppRow Encode(const App& app) const {
    return {.sealed_secret = box_.Seal(app.secret, app.app_key),
            .title = app.title,
            .sealed_old_secret =
                app.old_secret.empty() ? std::string{} : box_.Seal(app.old_secret, app.app_key),
            .callback = app.callback,
            .permissions = EncodePermissions(app.permissions),
            .networks = EncodeNetworks(app.networks),
            .old_secret_until_ms = app.old_secret_until.unix_ms,
            .disabled_ms = app.disabled.unix_ms};
  }

  std::shared_ptr<const App> Decode(std::string_view app_key, const AppRow& row) const {
    return std::make_shared<const App>(
        App{.app_key = std::string(app_key),
            .secret = box_.Open(row.sealed_secret, app_key),
            .title = row.title,
            .old_secret = row.sealed_old_secret.empty() ? std::string{}
                                                        : box_.Open(row.sealed_old_secret, app_key),
            .old_secret_until = {row.old_secret_until_ms},
            .disabled = {row.disabled_ms},
            .callback = row.callback,
            .permissions = DecodePermissions(row.permissions),
            .networks = DecodeNetworks(row.networks)});
  }

  struct KnownApp {
    std::optional<Mark> read;
    AppRow row;
    std::shared_ptr<const App> app;
  };
  struct KnownSession {
    std::optional<Mark> read;
    std::shared_ptr<const SessionUser> user;
  };
  static constexpr std::size_t kKnownMax = 10'000;

  [[nodiscard]] bool IsAsOf(const std::optional<Mark>& read) const {
    constexpr std::array kAccess{Changes::kAccess};
    return read && changes_.Now() && changes_.AreUnchanged(kAccess, *read);
  }

  const SecretBox& box_;
  const Changes& changes_;
  std::function<void()> has_changed_;
  TextMap<KnownApp> apps_;
  TextMap<KnownSession> sessions_;
  std::function<std::int64_t()> next_id_;
  Prepared<SelectApp> select_app_;
  Prepared<SelectAppKeys> select_app_keys_;
  Prepared<InsertApp> insert_app_;
  Prepared<UpdateAppRow> update_app_;
  Prepared<InsertBinding> insert_binding_;
  Prepared<SelectBound> select_bound_;
  Prepared<SelectBoundOfKind> select_bound_of_kind_;
  Prepared<SelectParty> select_party_;
  Prepared<InsertParty> insert_party_;
  Prepared<SelectSession> select_session_;
  Prepared<SelectSessions> select_sessions_;
  Prepared<InsertSession> insert_session_;
  Prepared<UpdateSessionRevoked> update_session_revoked_;
  Prepared<SelectToken> select_token_;
  Prepared<InsertToken> insert_token_;
  Prepared<UpdateTokenUsed> update_token_used_;
  Prepared<DeleteExpiredTokens> delete_expired_tokens_;
  Prepared<DeleteTokensOfSession> delete_tokens_of_session_;
};

}  // namespace

std::unique_ptr<Access> MakeAccess(soci::session& session, const SecretBox& box,
                                   const Changes& changes, std::function<void()> has_changed,
                                   std::function<std::int64_t()> next_id) {
  return std::make_unique<SqlAccess>(session, box, changes, std::move(has_changed),
                                     std::move(next_id));
}

}  // namespace ebbtide::store::sql
