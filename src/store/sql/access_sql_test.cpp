#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "store/testing.hpp"

namespace ebbtide::store {
namespace {

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
  EXPECT_EQ(access().FindApp("87654321")->secret, "");
  for (const auto key : {"", "1234567", "123456780", "12345678 ", "1234567%"}) {
    EXPECT_FALSE(access().FindApp(key)) << key;
  }
}

TEST_F(AccessSql, WritesSecretsAndSessionKeysNowhere) {
  constexpr std::string_view kSecret = "a-secret-that-must-not-be-seen";
  constexpr std::string_view kSession = "a-session-key-that-must-not-be-seen";
  Do([&] {
    access().AddApp({"visible-app-key", std::string(kSecret), "title"}, sample::kNow);
    access().AddSession(kSession, {"visible-app-key", {1}, sample::kNow}, sample::kNow);
  });
  const std::string bytes = OnDisk();
  EXPECT_NE(bytes.find("visible-app-key"), std::string::npos);
  EXPECT_EQ(bytes.find(kSecret), std::string::npos);
  EXPECT_EQ(bytes.find(kSession), std::string::npos);
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
