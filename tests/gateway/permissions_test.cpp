#include <gmock/gmock.h>

#include "base/digest.hpp"
#include "gateway/fixture.hpp"

/// Who may call what, from where and until when; all of it is read with each call.
namespace ebbtide::test {
namespace {

using store::Permissions;
using testing::HasSubstr;

constexpr std::int64_t kHourMs = 3'600'000;
constexpr const char* kStatus = "taobao.refund.status.get";  // for a session
constexpr const char* kCategory = "Taobao refund API";
constexpr const char* kNotAllowed =
    "11 Insufficient isv permissions isv.permission-api-package-not-allowed";
constexpr const char* kEmpty = "11 Insufficient isv permissions isv.permission-api-package-empty";
constexpr const char* kWrongPlace =
    "11 Insufficient isv permissions isv.permission-ip-whitelist-limit";
constexpr const char* kOutOfScope = "42 Insufficient session permissions";

class WhoMay : public GatewayTest {
 protected:
  WhoMay() { app_ = platform_.AddSellerApp("hz0799"); }

  template <class Edit>
  void EditApp(Edit edit) {
    platform_.Write([&](store::Store& store) {
      store::App app = *store.access().FindApp(app_.app_key);
      edit(app);
      store.access().UpdateApp(app);
    });
  }

  std::string AnswerTo(const App& app, std::string_view from = "192.0.2.7") {
    const Params params{{"query_param", R"({"biz_order_id":1})"}};
    const auto form = SignedForm(kStatus, app, params, platform_.clock().Now());
    return Handle({.http_method = "POST",
                   .query = {},
                   .content_type = {},
                   .body = form,
                   .remote_address = from})
        .body;
  }
  std::string ErrorOfCall(std::string_view from = "192.0.2.7") {
    return ErrorOf(AnswerTo(app_, from));
  }

  std::string ErrorWithScope(const Permissions& scope) {
    App app = app_;
    app.session = "scoped-" + std::to_string(++sessions_);
    platform_.Write([&](store::Store& store) {
      const auto user = store.access().PutParty(refund::PartyKind::kSeller, "hz0799");
      store.access().AddSession(app.session, {app.app_key, user, {kNow.unix_ms + kHourMs}, scope},
                                kNow);
    });
    return ErrorOf(AnswerTo(app));
  }

  App app_;
  int sessions_ = 0;
};

TEST_F(WhoMay, CallsWhatIsGrantedByCategoryOrByName) {
  struct Row {
    Permissions permissions;
    const char* of_app;
    const char* of_session;
  };
  for (const auto& row : {
           Row{{.everything = true}, "0", "0"},
           {{.everything = false, .categories = {kCategory}}, "0", "0"},
           {{.everything = false, .methods = {kStatus}}, "0", "0"},
           {{.everything = false, .categories = {"Ebbtide"}}, kNotAllowed, kOutOfScope},
           {{.everything = false, .methods = {"taobao.refund.get"}}, kNotAllowed, kOutOfScope},
           {{.everything = false}, kEmpty, kOutOfScope},
       }) {
    EditApp([&](store::App& app) { app.permissions = {}; });
    EXPECT_EQ(ErrorWithScope(row.permissions), row.of_session);
    EditApp([&](store::App& app) { app.permissions = row.permissions; });
    EXPECT_EQ(ErrorOfCall(), row.of_app) << "at once";
  }
}

TEST_F(WhoMay, CallsFromTheAddressesOfItsList) {
  EditApp([](store::App& app) { app.networks = {"192.0.2.0/25", "2001:db8::1"}; });
  EXPECT_EQ(ErrorOfCall("192.0.2.7"), "0");
  EXPECT_EQ(ErrorOfCall("::ffff:192.0.2.7"), "0");
  EXPECT_EQ(ErrorOfCall("2001:db8::1"), "0");
  EXPECT_EQ(ErrorOfCall("192.0.2.200"), kWrongPlace);
  EXPECT_EQ(ErrorOfCall("2001:db8::2"), kWrongPlace);
  EXPECT_EQ(ErrorOfCall(""), kWrongPlace) << "from nobody knows where";
  EditApp([](store::App& app) { app.networks = {"what was a network once"}; });
  EXPECT_EQ(ErrorOfCall("192.0.2.7"), kWrongPlace);
}

TEST_F(WhoMay, CallsNothingWhileItsAppIsDisabled) {
  EditApp([](store::App& app) { app.disabled = kNow; });
  const auto answer = AnswerTo(app_);
  EXPECT_EQ(ErrorOf(answer), "29 Invalid app Key isv.appkey-not-exists");
  EXPECT_THAT(answer, HasSubstr("the app is disabled"));
  EditApp([](store::App& app) { app.disabled = {}; });
  EXPECT_EQ(ErrorOfCall(), "0");
}

TEST_F(WhoMay, SignsWithTheOldSecretUntilItsTimeIsOver) {
  App renewed = app_;
  renewed.app_secret = "renewed";
  App stranger = app_;
  stranger.app_secret = "";
  EditApp([](store::App& app) {
    app.old_secret = app.secret;
    app.old_secret_until = {kNow.unix_ms + kHourMs};
    app.secret = "renewed";
  });
  EXPECT_EQ(ErrorOfCall(), "0");
  EXPECT_EQ(ErrorOf(AnswerTo(renewed)), "0");
  platform_.clock().AdvanceMs(kHourMs - 1);
  EXPECT_EQ(ErrorOfCall(), "0");
  platform_.clock().AdvanceMs(1);
  EXPECT_EQ(ErrorOfCall(), "25 Invalid signature");
  EXPECT_EQ(ErrorOf(AnswerTo(renewed)), "0");
  EditApp([](store::App& app) {
    app.old_secret.clear();
    app.old_secret_until = {};
  });
  EXPECT_EQ(ErrorOf(AnswerTo(stranger)), "25 Invalid signature") << "no old secret is none";
}

TEST_F(WhoMay, UsesNoSessionThatWasRevoked) {
  platform_.Write([&](store::Store& store) {
    EXPECT_TRUE(store.access().RevokeSession(Sha256Hex(app_.session), kNow));
  });
  const auto answer = AnswerTo(app_);
  EXPECT_EQ(ErrorOf(answer), "27 Invalid session invalid-sessionkey");
  EXPECT_THAT(answer, HasSubstr("was revoked"));
}

TEST_F(WhoMay, IsToldOfTheEarlierOfTwoProblems) {
  App no_session = app_;
  no_session.session = "none";
  EditApp([](store::App& app) {
    app.networks = {"203.0.113.1"};
    app.permissions = {.everything = false};
  });
  EXPECT_EQ(ErrorOf(AnswerTo(no_session)), "27 Invalid session invalid-sessionkey");
  EXPECT_EQ(ErrorOfCall(), kWrongPlace);
  EXPECT_EQ(ErrorOfCall("203.0.113.1"), kEmpty);
  EXPECT_EQ(ErrorWithScope({.everything = false}), kWrongPlace);
}

}  // namespace
}  // namespace ebbtide::test
