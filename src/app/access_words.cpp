#include "app/access_words.hpp"

#include <algorithm>
#include <cstdio>
#include <set>
#include <stdexcept>

#include <boost/json.hpp>

#include "app/credentials.hpp"
#include "base/digest.hpp"
#include "base/network.hpp"
#include "gateway/oauth.hpp"
#include "service/registry.hpp"
#include "service/tokens.hpp"

namespace ebbtide::app {
namespace {

namespace json = boost::json;
using store::Permissions;

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::size_t kSessionIdDigits = 16;  // of the hash; enough to tell any two apart

void Print(const json::object& fields, bool as_json) {
  if (as_json) {
    std::printf("%s\n", json::serialize(fields).c_str());
    return;
  }
  for (const auto& [name, value] : fields) {
    const auto text = value.is_string() ? std::string(value.as_string()) : json::serialize(value);
    std::printf("%-11s %s\n", std::string(name).c_str(), text.c_str());
  }
}

void PrintAll(const std::vector<json::object>& rows, bool as_json) {
  if (as_json) {
    std::printf("%s\n", json::serialize(json::array(rows.begin(), rows.end())).c_str());
    return;
  }
  for (const auto& row : rows) {
    Print(row, false);
    std::printf("\n");
  }
}

std::string WireTime(Timestamp moment) { return ToWireTime(moment) + " GMT+8"; }

/// Opens the store, and runs `write` in a transaction.
template <class Write>
void Change(const Config& config, Write write) {
  const SystemClock clock;
  const store::DataDirectory directory(config.data, clock);
  const auto store = directory.OpenWriter();
  store->Transact([&] { write(store->access(), clock.Now()); });
}

template <class Read>
void Look(const Config& config, Read read) {
  const SystemClock clock;
  const store::DataDirectory directory(config.data, clock);
  const auto store = directory.OpenReader();
  store->Snapshot([&] { read(store->access(), clock.Now()); });
}

store::App AppOf(store::Access& access, const std::string& app_key) {
  const auto app = access.FindApp(app_key);
  if (!app) throw std::runtime_error("there is no app " + app_key);
  return *app;
}

/// Reads the app, lets `edit` change it, and writes it.
template <class Edit>
int EditApp(const Config& config, const std::string& app_key, Edit edit) {
  Change(config, [&](store::Access& access, Timestamp now) {
    auto app = AppOf(access, app_key);
    edit(app, now);
    access.UpdateApp(app);
  });
  return 0;
}

/// Names that no method has would allow nothing, and nobody would see why.
void CheckNames(const PermissionArguments& arguments) {
  std::set<std::string_view> categories;
  for (const auto& endpoint : service::Endpoints()) categories.insert(endpoint.api->category);
  for (const auto& name : arguments.categories) {
    if (categories.contains(name)) continue;
    std::string known;
    for (const auto category : categories) known.append("\n  ").append(category);
    throw std::invalid_argument("there is no category '" + name + "', but" + known);
  }
  for (const auto& name : arguments.methods) {
    if (service::FindEndpoint(name) == nullptr) {
      throw std::invalid_argument("there is no method " + name + "; `ebbtide methods` lists them");
    }
  }
}

bool IsEmpty(const PermissionArguments& arguments) {
  return !arguments.everything && arguments.categories.empty() && arguments.methods.empty();
}

void AddTo(std::vector<std::string>& names, const std::vector<std::string>& more) {
  for (const auto& name : more) {
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  }
}

/// What a new app or session may do: everything, unless it is told what.
Permissions PermissionsOf(const PermissionArguments& arguments) {
  CheckNames(arguments);
  Permissions permissions{.everything = arguments.everything || IsEmpty(arguments)};
  if (permissions.everything) return permissions;
  AddTo(permissions.categories, arguments.categories);
  AddTo(permissions.methods, arguments.methods);
  return permissions;
}

json::value ToJson(const Permissions& permissions) {
  if (permissions.everything) return "everything";
  json::array names(permissions.categories.begin(), permissions.categories.end());
  names.insert(names.end(), permissions.methods.begin(), permissions.methods.end());
  return names;
}

void CheckNetworks(const std::vector<std::string>& networks) {
  for (const auto& network : networks) {
    if (!ParseNetwork(network)) {
      throw std::invalid_argument("'" + network +
                                  "' is neither an address nor a network such as 192.0.2.0/24");
    }
  }
}

void CheckCallback(const std::string& callback) {
  if (callback.empty()) return;
  const auto problem = gateway::ProblemOfCallback(callback);
  if (!problem.empty()) throw std::invalid_argument("the callback " + problem);
}

/// Enough to recognise a long secret by; nothing of one that is short enough to be guessed.
std::string Masked(const std::string& secret) {
  constexpr std::size_t kShown = 4;
  constexpr std::size_t kLongEnough = 32;
  return secret.size() < kLongEnough ? "****" : secret.substr(0, kShown) + "****";
}

json::object ToJson(const store::App& app, Timestamp now) {
  json::object row{{"app_key", app.app_key},
                   {"app_secret", Masked(app.secret)},
                   {"title", app.title},
                   {"may_call", ToJson(app.permissions)}};
  if (app.disabled != Timestamp{}) row["disabled"] = WireTime(app.disabled);
  if (now < app.old_secret_until) row["old_secret"] = "until " + WireTime(app.old_secret_until);
  if (!app.networks.empty()) row["from"] = json::array(app.networks.begin(), app.networks.end());
  if (!app.callback.empty()) row["callback"] = app.callback;
  return row;
}

json::object ToJson(const store::SessionRecord& record, Timestamp now) {
  const auto& session = record.session;
  json::object row{{"id", record.hash.substr(0, kSessionIdDigits)},
                   {"app_key", session.app_key},
                   {"user", std::string(refund::ToText(session.kind)) + ":" + session.nick},
                   {"created", WireTime(record.created)},
                   {"expires", WireTime(session.expires)},
                   {"state", session.revoked != Timestamp{} ? "revoked"
                             : session.expires <= now       ? "expired"
                                                            : "good"},
                   {"may_call", ToJson(session.scope)}};
  return row;
}

refund::PartyId PutUser(store::Access& access, const std::string& user) {
  const auto [kind, code] = ParseParty(user);
  if (!access.FindParty(kind, code)) {
    std::fprintf(stderr, "ebbtide: %s is not known yet; made it\n", user.c_str());
  }
  return access.PutParty(kind, code);
}

/// The hash of the session that `text` is the key of, or begins the id of.
std::string HashOf(store::Access& access, const std::string& text) {
  constexpr std::size_t kShortest = 8;
  if (access.FindSession(text)) return Sha256Hex(text);
  std::set<std::string> found;
  access.EachSession({}, [&](const store::SessionRecord& record) {
    if (text.size() >= kShortest && record.hash.starts_with(text)) found.insert(record.hash);
  });
  if (found.size() == 1) return *found.begin();
  throw std::runtime_error((found.empty() ? "there is no session " : "more than one session is ") +
                           text + "; `ebbtide session list` shows their ids");
}

}  // namespace

int AppCreate(const Config& config, const AppArguments& arguments) {
  CheckNetworks(arguments.networks);
  CheckCallback(arguments.callback);
  const auto permissions = PermissionsOf(arguments.permissions);
  std::vector<std::pair<refund::PartyKind, std::string>> parties;
  for (const auto& text : arguments.parties) parties.push_back(ParseParty(text));

  store::App made;
  Change(config, [&](store::Access& access, Timestamp now) {
    made = NewApp(access,
                  {.app_key = arguments.app_key,
                   .secret = arguments.app_secret,
                   .title = arguments.title,
                   .callback = arguments.callback,
                   .permissions = permissions,
                   .networks = arguments.networks},
                  now);
    for (const auto& [kind, code] : parties) access.Bind(made.app_key, access.PutParty(kind, code));
  });
  Print({{"app_key", made.app_key}, {"app_secret", made.secret}}, arguments.json);
  return 0;
}

int AppList(const Config& config, const AppArguments& arguments) {
  std::vector<json::object> rows;
  Look(config, [&](store::Access& access, Timestamp now) {
    for (const auto& key : access.AppKeys()) rows.push_back(ToJson(AppOf(access, key), now));
  });
  PrintAll(rows, arguments.json);
  return 0;
}

int AppGrant(const Config& config, const AppArguments& arguments) {
  if (IsEmpty(arguments.permissions)) {
    throw std::invalid_argument("give --category, --method or --all");
  }
  const auto granted = PermissionsOf(arguments.permissions);
  return EditApp(config, arguments.app_key, [&](store::App& app, Timestamp /*now*/) {
    if (granted.everything || app.permissions.everything) {
      app.permissions = granted;
    } else {
      AddTo(app.permissions.categories, granted.categories);
      AddTo(app.permissions.methods, granted.methods);
    }
  });
}

int AppRevoke(const Config& config, const AppArguments& arguments) {
  const auto& revoked = arguments.permissions;
  if (IsEmpty(revoked)) throw std::invalid_argument("give --category, --method or --all");
  CheckNames(revoked);
  return EditApp(config, arguments.app_key, [&](store::App& app, Timestamp /*now*/) {
    auto& permissions = app.permissions;
    if (revoked.everything) {
      permissions = {.everything = false};
      return;
    }
    if (permissions.everything) {
      throw std::runtime_error("app " + app.app_key +
                               " may call everything; `app grant` says what it may call instead");
    }
    const auto remove = [](std::vector<std::string>& names, const std::vector<std::string>& less) {
      for (const auto& name : less) {
        if (std::erase(names, name) == 0) throw std::runtime_error(name + " is not granted");
      }
    };
    remove(permissions.categories, revoked.categories);
    remove(permissions.methods, revoked.methods);
  });
}

int AppAllow(const Config& config, const AppArguments& arguments) {
  CheckNetworks(arguments.networks);
  return EditApp(config, arguments.app_key,
                 [&](store::App& app, Timestamp /*now*/) { app.networks = arguments.networks; });
}

int AppCallback(const Config& config, const AppArguments& arguments) {
  CheckCallback(arguments.callback);
  return EditApp(config, arguments.app_key,
                 [&](store::App& app, Timestamp /*now*/) { app.callback = arguments.callback; });
}

int AppDisable(const Config& config, const AppArguments& arguments) {
  return EditApp(config, arguments.app_key, [](store::App& app, Timestamp now) {
    if (app.disabled == Timestamp{}) app.disabled = now;
  });
}

int AppEnable(const Config& config, const AppArguments& arguments) {
  return EditApp(config, arguments.app_key,
                 [](store::App& app, Timestamp /*now*/) { app.disabled = {}; });
}

int AppRotate(const Config& config, const AppArguments& arguments) {
  const std::int64_t overlap_ms = arguments.overlap == "0" ? 0 : ParseDuration(arguments.overlap);
  json::object printed;
  EditApp(config, arguments.app_key, [&](store::App& app, Timestamp now) {
    app.old_secret = overlap_ms == 0 ? std::string{} : app.secret;
    app.old_secret_until = overlap_ms == 0 ? Timestamp{} : Timestamp{now.unix_ms + overlap_ms};
    app.secret = NewSecret();
    printed = {{"app_key", app.app_key}, {"app_secret", app.secret}};
    if (overlap_ms > 0) printed["old_secret"] = "until " + WireTime(app.old_secret_until);
  });
  Print(printed, arguments.json);
  return 0;
}

int SessionCreate(const Config& config, const SessionArguments& arguments) {
  ParseParty(arguments.user);
  const auto scope = PermissionsOf(arguments.scope);
  const std::string key = NewSessionKey();
  Timestamp expires;
  Change(config, [&](store::Access& access, Timestamp now) {
    AppOf(access, arguments.app_key);
    expires = {now.unix_ms + arguments.valid_days * kDayMs};
    access.AddSession(key, {arguments.app_key, PutUser(access, arguments.user), expires, scope},
                      now);
  });
  Print({{"session", key}, {"expires", WireTime(expires)}}, arguments.json);
  return 0;
}

int SessionList(const Config& config, const SessionArguments& arguments) {
  std::vector<json::object> rows;
  Look(config, [&](store::Access& access, Timestamp now) {
    access.EachSession(arguments.app_key, [&](const store::SessionRecord& record) {
      rows.push_back(ToJson(record, now));
    });
  });
  PrintAll(rows, arguments.json);
  return 0;
}

int SessionRevoke(const Config& config, const SessionArguments& arguments) {
  Change(config, [&](store::Access& access, Timestamp now) {
    for (const auto& text : arguments.sessions) {
      // One that was revoked before stays as it is.
      access.RevokeSession(HashOf(access, text), now);
    }
  });
  return 0;
}

int SessionTicket(const Config& config, const SessionArguments& arguments) {
  ParseParty(arguments.user);
  const auto scope = PermissionsOf(arguments.scope);
  const std::string ticket = NewSessionKey();
  Timestamp expires;
  Change(config, [&](store::Access& access, Timestamp now) {
    if (!arguments.app_key.empty()) AppOf(access, arguments.app_key);
    expires = {now.unix_ms + service::kCodeValidMs};
    access.AddToken(ticket,
                    {.kind = store::TokenKind::kTicket,
                     .app_key = arguments.app_key,
                     .user = PutUser(access, arguments.user),
                     .scope = scope,
                     .expires = expires},
                    now);
  });
  Print({{"ticket", ticket}, {"expires", WireTime(expires)}}, arguments.json);
  return 0;
}

}  // namespace ebbtide::app
