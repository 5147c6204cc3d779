#include "fuzz/world.hpp"

#include <array>

#include <sqlite3.h>

#include "base/log.hpp"
#include "fuzz/fuzz.hpp"

namespace ebbtide::fuzz {
namespace {

using refund::PartyKind;

constexpr std::uint64_t kSeed = 1;
constexpr std::int64_t kTenYearsMs = 315'360'000'000;

/// As the demo has them.
struct Actor {
  std::string_view word;
  PartyKind kind;
  const char* code;
};
constexpr std::array kActors{Actor{"shop", PartyKind::kSeller, "hz0799"},
                             Actor{"wdk", PartyKind::kSeller, "TESTW"},
                             Actor{"epp", PartyKind::kDistributor, "125007"},
                             Actor{"openmall", PartyKind::kDistributor, "demo_distributor"},
                             Actor{"xiaoman", PartyKind::kCustomer, "4053738002"},
                             Actor{"buyer", PartyKind::kBuyer, "tbtest20"},
                             Actor{"platform", PartyKind::kPlatform, "staff"}};

test::App AddApp(test::Platform& platform, const Actor& actor) {
  if (actor.kind == PartyKind::kDistributor || actor.kind == PartyKind::kCustomer) {
    return platform.AddBoundApp(actor.kind, actor.code);
  }
  auto app = platform.AddUserApp(actor.kind, actor.code);
  app.session += "-long";  // one that outlives what a story waits
  platform.Write([&](store::Store& store) {
    store.access().AddSession(app.session,
                              {app.app_key,
                               store.access().PutParty(actor.kind, actor.code),
                               {test::kNow.unix_ms + kTenYearsMs}},
                              test::kNow);
  });
  return app;
}

void OfferItems(store::Store& store) {
  store.items().Insert({.item_id = 4345345,
                        .sku_id = 30004447689,
                        .epp_item_id = {},
                        .title = "Tea set",
                        .sku_title = "XS",
                        .outer_id = "tea",
                        .outer_sku_id = "tea-xs",
                        .pic_url = "http://img.example/tea.jpg",
                        .price = {1201},
                        .post_fee = {600}},
                       store.access().PutParty(PartyKind::kSeller, "hz0799"));
  store.items().Insert({.item_id = 671282901618,
                        .sku_id = 5005100554551,
                        .epp_item_id = "EA671282901618",
                        .title = "IPhone 15Plus",
                        .sku_title = "blue",
                        .outer_id = "iphone",
                        .outer_sku_id = "iphone-blue",
                        .pic_url = "http://img.example/iphone.jpg",
                        .price = {1201},
                        .post_fee = {}},
                       store.access().PutParty(PartyKind::kSeller, "haoka"));
}

/// `code-1`, `refresh-1` and `ticket-1`, the shop's, whose users may be sent to http://a.example/.
void AddTokens(store::Store& store, const std::string& app_key) {
  auto app = *store.access().FindApp(app_key);
  app.callback = "http://a.example/";
  store.access().UpdateApp(app);
  const auto user = store.access().PutParty(PartyKind::kSeller, "hz0799");
  for (const auto& [token, kind] : std::initializer_list<std::pair<const char*, store::TokenKind>>{
           {"code-1", store::TokenKind::kCode},
           {"refresh-1", store::TokenKind::kRefresh},
           {"ticket-1", store::TokenKind::kTicket}}) {
    store.access().AddToken(token,
                            {.kind = kind,
                             .app_key = app_key,
                             .user = user,
                             .expires = {test::kNow.unix_ms + kTenYearsMs},
                             .replay_ms = kTenYearsMs},
                            test::kNow);
  }
}

std::unique_ptr<sqlite3, int (*)(sqlite3*)> Open(const std::string& file) {
  sqlite3* connection = nullptr;
  Require(sqlite3_open(file.c_str(), &connection) == SQLITE_OK, "a database opens", file);
  return {connection, sqlite3_close};
}

void Copy(sqlite3* from, sqlite3* to) {
  auto* const backup = sqlite3_backup_init(to, "main", from, "main");
  Require(backup != nullptr && sqlite3_backup_step(backup, -1) == SQLITE_DONE &&
              sqlite3_backup_finish(backup) == SQLITE_OK,
          "the database is copied", sqlite3_errmsg(to));
}

}  // namespace

World::World()
    : gateway_(platform_.shared(), platform_.directory().OpenReader(), kSeed),
      reader_(platform_.directory().OpenReader()),
      live_(Open(platform_.directory().path() / "ebbtide.db")),
      pristine_(Open(":memory:")) {
  platform_.ImportDemo();
  for (const auto& actor : kActors) apps_.push_back(AddApp(platform_, actor));
  platform_.Write([&](store::Store& store) {
    OfferItems(store);
    AddTokens(store, apps_.front().app_key);
  });
  Copy(live_.get(), pristine_.get());
  pristine_contents_ = Contents();
  seen_contents_ = pristine_contents_;
  seen_version_ = Number("PRAGMA data_version");
  SetLogLevel(LogLevel::kError);
}

World::~World() = default;

const test::App& World::AppNamed(std::string_view word) const {
  return apps_[Choose(word, apps_.size(), [](std::size_t i) { return kActors[i].word; })];
}

std::int64_t World::Number(const char* sql) {
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(live_.get(), sql, -1, &statement, nullptr);
  sqlite3_step(statement);
  const auto number = sqlite3_column_int64(statement, 0);
  sqlite3_finalize(statement);
  return number;
}

/// All rows of all tables, as text.
std::string World::Contents() {
  std::string contents;
  const auto append = [](void* text, int count, char** values, char** /*names*/) {
    for (int i = 0; i < count; ++i) {
      static_cast<std::string*>(text)->append(values[i] == nullptr ? "-" : values[i]).append("|");
    }
    static_cast<std::string*>(text)->append("\n");
    return 0;
  };
  std::string tables;
  sqlite3_exec(live_.get(), "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
               append, &tables, nullptr);
  std::string_view names = tables;
  while (!names.empty()) {
    const std::string name(Take(names, '|'));
    Take(names, '\n');
    const std::string sql = "SELECT * FROM " + name;
    Require(sqlite3_exec(live_.get(), sql.c_str(), append, &contents, nullptr) == SQLITE_OK,
            "a table can be read", sql);
  }
  return contents;
}

bool World::HasChanged() {
  const auto version = Number("PRAGMA data_version");
  if (version == seen_version_) return false;  // the cheap answer, and the usual one
  seen_version_ = version;
  std::string contents = Contents();
  if (contents == seen_contents_) return false;
  seen_contents_ = std::move(contents);
  return true;
}

void World::TakeBack() {
  HasChanged();
  if (seen_contents_ == pristine_contents_) return;
  std::string broken;
  reader_->Verify([&](const std::string& problem) { broken.append(problem).append("\n"); });
  Require(broken.empty(), "all laws of money and state hold", broken);
  Copy(pristine_.get(), live_.get());
  seen_contents_ = pristine_contents_;
  seen_version_ = Number("PRAGMA data_version");
}

}  // namespace ebbtide::fuzz
