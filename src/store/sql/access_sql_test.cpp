#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "base/digest.hpp"
#include "store/testing.hpp"

namespace ebbtide::store {
namespace {

constexpr Timestamp kLater{sample::kNow.unix_ms + 1'000};

class AccessSql : public testing::Test {
 protected:
  template <class Write>
  void Do(Write write) {
    open_.store->Transact(write);
  }
  Access& access() { return open_.access(); }

  /// Everything in the data directory's files.
  std::string OnDisk() {
    std::string bytes;
    for (const auto& entry : std::filesystem::directory_iterator(open_.data.path())) {
      std::ifstream file(entry.path(), std::ios::binary);
      bytes.append(std::istreambuf_iterator<char>(file), {});
    }
    return bytes;
  }

  sample::OpenStore open_;
};

TEST_F(AccessSql, FindsAnAppWithItsSecret) {
  Do([&] {
    access().AddApp({"12345678", "helloworld", "旗舰店"}, sample::kNow);
    access().AddApp({"87654321", "", "empty"}, sample::kNow);
  });
  const auto app = access().FindApp("12345678");
  ASSERT_TRUE(app);
  EXPECT_EQ(app->app_key, "12345678");
  EXPECT_EQ(app->secret, "helloworld");
  EXPECT_EQ(app->title, "旗舰店");
  EXPECT_TRUE(app->permissions.everything);
  EXPECT_EQ(app->disabled, Timestamp{});
  EXPECT_EQ(access().FindApp("87654321")->secret, "");
  for (const auto key : {"", "1234567", "123456780", "12345678 ", "1234567%"}) {
    EXPECT_FALSE(access().FindApp(key)) << key;
  }
}

TEST_F(AccessSql, WritesSecretsAndSessionKeysNowhere) {
  constexpr std::string_view kSecret = "a-secret-that-must-not-be-seen";
  constexpr std::string_view kOldSecret = "an-older-secret-that-must-not-be-seen";
  constexpr std::string_view kSession = "a-session-key-that-must-not-be-seen";
  constexpr std::string_view kToken = "a-token-that-must-not-be-seen";
  Do([&] {
    App app{"visible-app-key", std::string(kSecret), "title"};
    access().AddApp(app, sample::kNow);
    app.old_secret = kOldSecret;
    access().UpdateApp(app);
    access().AddSession(kSession, {"visible-app-key", {1}, sample::kNow}, sample::kNow);
    access().AddToken(kToken, {.user = {1}, .expires = kLater}, sample::kNow);
  });
  const std::string bytes = OnDisk();
  EXPECT_NE(bytes.find("visible-app-key"), std::string::npos);
  EXPECT_EQ(bytes.find(kSecret), std::string::npos);
  EXPECT_EQ(bytes.find(kOldSecret), std::string::npos);
  EXPECT_EQ(bytes.find(kSession), std::string::npos);
  EXPECT_EQ(bytes.find(kToken), std::string::npos);
}

TEST_F(AccessSql, FindsASessionByItsKeyOnly) {
  UserSession session{"12345678", {}, {sample::kNow.unix_ms + 1}};
  Do([&] {
    session.user = access().PutParty(PartyKind::kBuyer, "tbtest20");
    access().AddSession("key-1", session, sample::kNow);
  });
  const auto found = access().FindSession("key-1");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->app_key, session.app_key);
  EXPECT_EQ(found->user, session.user);
  EXPECT_EQ(found->kind, PartyKind::kBuyer);
  EXPECT_EQ(found->nick, "tbtest20");
  EXPECT_EQ(found->expires, session.expires);
  for (const auto key : {"", "key-", "KEY-1", "key-11"}) {
    EXPECT_FALSE(access().FindSession(key)) << key;
  }
}

TEST_F(AccessSql, MakesAPartyOnceForEachKindAndCode) {
  PartyId seller;
  PartyId buyer;
  Do([&] {
    seller = access().PutParty(PartyKind::kSeller, "hema");
    buyer = access().PutParty(PartyKind::kBuyer, "hema");
    EXPECT_EQ(access().PutParty(PartyKind::kSeller, "hema"), seller);
    EXPECT_NE(access().PutParty(PartyKind::kSeller, "Hema"), seller);
  });
  EXPECT_NE(seller, buyer);
  EXPECT_EQ(access().FindParty(PartyKind::kSeller, "hema"), seller);
  EXPECT_EQ(access().FindParty(PartyKind::kBuyer, "hema"), buyer);
  EXPECT_FALSE(access().FindParty(PartyKind::kDistributor, "hema"));
  EXPECT_FALSE(access().FindParty(PartyKind::kSeller, "other"));
}

TEST_F(AccessSql, FindsABoundPartyForItsOwnAppOnly) {
  PartyId customer;
  Do([&] {
    customer = access().PutParty(PartyKind::kCustomer, "4053738002");
    access().PutParty(PartyKind::kCustomer, "unbound");
    access().Bind("app-1", customer);
  });
  EXPECT_EQ(access().FindBound("app-1", PartyKind::kCustomer, "4053738002"), customer);
  EXPECT_FALSE(access().FindBound("app-2", PartyKind::kCustomer, "4053738002"));
  EXPECT_FALSE(access().FindBound("app-1", PartyKind::kSeller, "4053738002"));
  EXPECT_FALSE(access().FindBound("app-1", PartyKind::kCustomer, "unbound"));
  EXPECT_FALSE(access().FindBound("app-1", PartyKind::kCustomer, "nobody"));
}

TEST_F(AccessSql, ThrowsAtWhatIsTaken) {
  PartyId seller;
  Do([&] {
    seller = access().PutParty(PartyKind::kSeller, "hz0799");
    access().AddApp({"app", "first", "title"}, sample::kNow);
    access().AddSession("key", {"app", seller, {}}, sample::kNow);
    access().Bind("app", seller);
  });
  EXPECT_ANY_THROW(Do([&] { access().AddApp({"app", "second", "title"}, sample::kNow); }));
  EXPECT_ANY_THROW(Do([&] { access().AddSession("key", {"other", seller, {}}, sample::kNow); }));
  EXPECT_ANY_THROW(Do([&] { access().Bind("app", seller); }));
  EXPECT_EQ(access().FindApp("app")->secret, "first");
  EXPECT_EQ(access().FindSession("key")->app_key, "app");
}

TEST_F(AccessSql, KeepsAllThatIsChangedOfAnApp) {
  App app{"12345678", "first", "title"};
  Do([&] { access().AddApp(app, sample::kNow); });
  const auto reader = open_.data.OpenReader();
  ASSERT_EQ(reader->access().FindApp("12345678")->secret, "first");

  app = {.app_key = "12345678",
         .secret = "second",
         .title = "new title",
         .old_secret = "first",
         .old_secret_until = kLater,
         .disabled = sample::kNow,
         .callback = "https://erp.example/cb",
         .permissions = {.everything = false,
                         .categories = {"Taobao refund API", "CRM (Xiaoman)"},
                         .methods = {"taobao.refund.get"}},
         .networks = {"192.0.2.0/24", "2001:db8::1"}};
  Do([&] { access().UpdateApp(app); });
  const auto found = reader->access().FindApp("12345678");
  EXPECT_EQ(found->secret, app.secret);
  EXPECT_EQ(found->title, app.title);
  EXPECT_EQ(found->old_secret, app.old_secret);
  EXPECT_EQ(found->old_secret_until, app.old_secret_until);
  EXPECT_EQ(found->disabled, app.disabled);
  EXPECT_EQ(found->callback, app.callback);
  EXPECT_EQ(found->permissions, app.permissions);
  EXPECT_EQ(found->networks, app.networks);
  EXPECT_EQ(reader->access().FindApp("12345678"), found) << "decoded once";

  app.permissions = {.everything = false};
  Do([&] { access().UpdateApp(app); });
  EXPECT_TRUE(reader->access().FindApp("12345678")->permissions.IsEmpty());
  EXPECT_FALSE(found->permissions.IsEmpty()) << "who has it may go on reading it";
  EXPECT_ANY_THROW(Do([&] { access().UpdateApp({"other", "secret", "title"}); }));
}

TEST_F(AccessSql, RefusesMorePermissionsThanItCanKeep) {
  App app{"12345678", "secret", "title"};
  app.permissions = {.everything = false, .methods = {std::string(4'000, 'm')}};
  EXPECT_ANY_THROW(Do([&] { access().AddApp(app, sample::kNow); }));
  EXPECT_FALSE(access().FindApp("12345678"));
}

TEST_F(AccessSql, ListsAndRevokesSessions) {
  const Permissions scope{.everything = false, .methods = {"taobao.refund.get"}};
  Do([&] {
    const auto seller = access().PutParty(PartyKind::kSeller, "hz0799");
    access().AddSession("key-1", {"app-1", seller, kLater, scope}, sample::kNow);
    access().AddSession("key-2", {"app-2", seller, kLater}, kLater);
    access().AddToken("renews-1",
                      {.kind = TokenKind::kRefresh,
                       .user = seller,
                       .session_hash = Sha256Hex("key-1"),
                       .expires = kLater},
                      sample::kNow);
  });
  const auto hashes = [&](std::string_view app) {
    std::vector<std::string> all;
    access().EachSession(app, [&](const SessionRecord& one) { all.push_back(one.hash); });
    return all;
  };
  const std::string first = Sha256Hex("key-1");
  EXPECT_EQ(hashes(""), (std::vector{first, Sha256Hex("key-2")}));
  EXPECT_EQ(hashes("app-1"), std::vector{first});
  EXPECT_EQ(hashes("none"), std::vector<std::string>{});
  EXPECT_EQ(access().FindSession("key-1")->scope, scope);
  EXPECT_TRUE(access().FindSession("key-2")->scope.everything);

  Do([&] {
    EXPECT_TRUE(access().RevokeSession(first, kLater));
    EXPECT_FALSE(access().RevokeSession(first, kLater)) << "it is already";
    EXPECT_FALSE(access().RevokeSession("0123", kLater)) << "no such session";
  });
  EXPECT_EQ(access().FindSession("key-1")->revoked, kLater);
  EXPECT_EQ(access().FindSession("key-2")->revoked, Timestamp{});
  EXPECT_FALSE(access().FindToken(TokenKind::kRefresh, "renews-1"));
}

TEST_F(AccessSql, KeepsTokensUntilTheyExpire) {
  OneTimeToken code{.kind = TokenKind::kCode,
                    .app_key = "12345678",
                    .scope = {.everything = false, .methods = {"taobao.refund.get"}},
                    .redirect_uri = "https://erp.example/cb?x=1",
                    .session_hash = {},
                    .expires = kLater,
                    .replay_ms = 7};
  Do([&] {
    code.user = access().PutParty(PartyKind::kSeller, "hz0799");
    access().AddToken("code-1", code, sample::kNow);
  });
  const auto found = access().FindToken(TokenKind::kCode, "code-1");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->app_key, code.app_key);
  EXPECT_EQ(found->user, code.user);
  EXPECT_EQ(found->nick, "hz0799");
  EXPECT_EQ(found->scope, code.scope);
  EXPECT_EQ(found->redirect_uri, code.redirect_uri);
  EXPECT_EQ(found->expires, code.expires);
  EXPECT_EQ(found->replay_ms, code.replay_ms);
  EXPECT_EQ(found->used, Timestamp{});
  EXPECT_FALSE(access().FindToken(TokenKind::kRefresh, "code-1")) << "of another kind";
  EXPECT_FALSE(access().FindToken(TokenKind::kCode, "code-2"));

  Do([&] { EXPECT_TRUE(access().UseToken("code-1", sample::kNow)); });
  EXPECT_EQ(access().FindToken(TokenKind::kCode, "code-1")->used, sample::kNow);
  Do([&] {
    EXPECT_FALSE(access().UseToken("code-1", kLater)) << "it was used";
    EXPECT_FALSE(access().UseToken("code-2", kLater)) << "there is none";
  });
  EXPECT_EQ(access().FindToken(TokenKind::kCode, "code-1")->used, sample::kNow) << "as it was";

  Do([&] {
    access().AddToken("code-2", {.user = code.user, .expires = {kLater.unix_ms + 1}}, kLater);
  });
  EXPECT_FALSE(access().FindToken(TokenKind::kCode, "code-1")) << "it has expired";
  EXPECT_TRUE(access().FindToken(TokenKind::kCode, "code-2"));
}

TEST_F(AccessSql, KeepsTextOfEveryKind) {
  using std::string_literals::operator""s;
  for (const auto& code : {"'; DROP TABLE party; --"s, "a\0b"s, "a\0c"s, "😀"s, ""s, " "s}) {
    PartyId id;
    Do([&] { id = access().PutParty(PartyKind::kSeller, code); });
    EXPECT_EQ(access().FindParty(PartyKind::kSeller, code), id) << code;
    Do([&] { access().AddApp({"app-" + code, "s", code}, sample::kNow); });
    EXPECT_EQ(access().FindApp("app-" + code)->title, code);
  }
}

}  // namespace
}  // namespace ebbtide::store
