#include <gmock/gmock.h>

#include "gateway/oauth_fixture.hpp"

/// From a code to a session, and to the next: /token and the two methods.
namespace ebbtide::test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST_F(OAuth, ATicketBecomesACodeAndThatASession) {
  const auto page = Web("GET", "/authorize", AuthorizeParams());
  EXPECT_EQ(page.status, 200U);
  EXPECT_EQ(page.content_type, "text/html;charset=UTF-8");
  EXPECT_THAT(page.body, HasSubstr("<form method=\"post\""));

  auto params = AuthorizeParams();
  params.emplace_back("ticket", AddTicket());
  const auto sent = Web("POST", "/authorize", params);
  EXPECT_EQ(sent.status, 302U);
  EXPECT_THAT(sent.location, testing::MatchesRegex("https://erp.example/cb\\?code=[0-9a-f]+"
                                                   "&state=a%20b%26%3C1%3E"));
  const auto code = NewCode();
  const auto reply = Web("POST", "/token", TokenParams(app_, code));
  EXPECT_EQ(reply.status, 200U);
  const auto session = Member(reply.body, "access_token");
  const auto refresh_token = Member(reply.body, "refresh_token");
  const auto user = platform_.database().Number("SELECT party_id FROM party WHERE code = 'hz0799'");
  EXPECT_EQ(
      reply.body,
      Join(R"({"access_token":")", session, R"(","token_type":"Bearer","expires_in":2592000,)",
           R"("refresh_token":")", refresh_token, R"(","re_expires_in":31536000,)",
           R"("r1_expires_in":2592000,"r2_expires_in":2592000,"w1_expires_in":2592000,)",
           R"("w2_expires_in":2592000,"taobao_user_nick":"hz0799","taobao_user_id":")",
           std::to_string(user), R"("})"));
  EXPECT_GE(session.size(), 32U);
  EXPECT_GE(refresh_token.size(), 32U);
  EXPECT_NE(session, refresh_token);
  EXPECT_EQ(ErrorOfCall(session), "0");
  EXPECT_EQ(ErrorOfCall(refresh_token), "27 Invalid session invalid-sessionkey");
  platform_.clock().AdvanceMs(30 * 24 * 60 * kMinuteMs);
  EXPECT_EQ(ErrorOfCall(session), "27 Invalid session:session-expired session-expired");
}

TEST_F(OAuth, ACodeIsGoodOnceForItsAppAndAddressWhileItIsNew) {
  const auto code = NewCode();
  EXPECT_EQ(ErrorOfToken(TokenParams(other_, code)), "invalid_grant");
  auto elsewhere = TokenParams(app_, code);
  Set(elsewhere, "redirect_uri", Join(kCallback, "/2"));
  EXPECT_EQ(ErrorOfToken(elsewhere), "invalid_grant");
  EXPECT_EQ(ErrorOfToken(TokenParams(app_, code)), "") << "neither of them used it";
  EXPECT_EQ(ErrorOfToken(TokenParams(app_, code)), "invalid_grant") << "it was used";
  EXPECT_EQ(ErrorOfToken(TokenParams(app_, "1234")), "invalid_grant");

  const auto old = NewCode();
  platform_.clock().AdvanceMs(10 * kMinuteMs);
  EXPECT_EQ(ErrorOfToken(TokenParams(app_, old)), "invalid_grant") << "it has expired";
}

TEST_F(OAuth, ARefreshTokenRotatesAndEndsTheSessionBefore) {
  const auto first = Web("POST", "/token", TokenParams(app_, NewCode())).body;
  const auto second = Web("POST", "/token", RefreshParams(Member(first, "refresh_token"))).body;
  const auto session = Member(second, "access_token");
  EXPECT_EQ(ErrorOfCall(session), "0");
  EXPECT_EQ(ErrorOfCall(Member(first, "access_token")), "27 Invalid session invalid-sessionkey");

  const auto again = Web("POST", "/token", RefreshParams(Member(first, "refresh_token"))).body;
  EXPECT_EQ(again, second) << "the answer may have been lost";
  platform_.clock().AdvanceMs(kMinuteMs);
  EXPECT_EQ(ErrorOfToken(RefreshParams(Member(first, "refresh_token"))), "invalid_grant");
  EXPECT_EQ(ErrorOfToken(RefreshParams(Member(second, "refresh_token"))), "");
}

TEST_F(OAuth, ARevokedSessionCannotBeRenewed) {
  const auto answer = Web("POST", "/token", TokenParams(app_, NewCode())).body;
  platform_.Write([&](store::Store& store) {
    std::string hash;
    store.access().EachSession(app_.app_key,
                               [&](const store::SessionRecord& one) { hash = one.hash; });
    EXPECT_TRUE(store.access().RevokeSession(hash, kNow));
  });
  EXPECT_EQ(ErrorOfCall(Member(answer, "access_token")), "27 Invalid session invalid-sessionkey");
  EXPECT_EQ(ErrorOfToken(RefreshParams(Member(answer, "refresh_token"))), "invalid_grant");
}

TEST_F(OAuth, ASessionDoesNoMoreThanTheUserConsentedTo) {
  const auto code = NewCode({.everything = false, .methods = {"taobao.refund.get"}});
  const auto first = Web("POST", "/token", TokenParams(app_, code)).body;
  EXPECT_EQ(ErrorOfCall(Member(first, "access_token")), "42 Insufficient session permissions");
  const auto second = Web("POST", "/token", RefreshParams(Member(first, "refresh_token"))).body;
  EXPECT_EQ(ErrorOfCall(Member(second, "access_token")), "42 Insufficient session permissions");
}

TEST_F(OAuth, TokensAreGivenOnlyToTheAppItself) {
  const auto code = NewCode();
  const auto with = [&](std::string_view name, std::string_view value) {
    auto params = TokenParams(app_, code);
    Set(params, name, value);
    return ErrorOfToken(params);
  };
  EXPECT_EQ(with("client_secret", "wrong"), "invalid_client");
  EXPECT_EQ(with("client_secret", ""), "invalid_client");
  EXPECT_EQ(with("client_id", "999"), "invalid_client");
  EXPECT_EQ(with("grant_type", ""), "invalid_request");
  EXPECT_EQ(with("grant_type", "password"), "unsupported_grant_type");
  EXPECT_EQ(with("code", ""), "invalid_request");
  EXPECT_EQ(Member(Web("GET", "/token", TokenParams(app_, code)).body, "error"), "invalid_request");

  EditApp(app_, [](store::App& app) { app.networks = {"203.0.113.0/24"}; });
  EXPECT_EQ(with("view", "web"), "invalid_client");
  EditApp(app_, [](store::App& app) {
    app.networks = {};
    app.disabled = kNow;
  });
  EXPECT_EQ(with("view", "web"), "invalid_client");
  EditApp(app_, [](store::App& app) {
    app.disabled = {};
    app.old_secret = app.secret;
    app.old_secret_until = {kNow.unix_ms + 1};
    app.secret = "renewed";
  });
  EXPECT_EQ(with("view", "web"), "") << "by the old secret, with the code that nobody could use";
}

TEST_F(OAuth, TheMethodsAnswerTheSameInAString) {
  const auto code = NewCode();
  const auto created = Ask(app_, "taobao.top.auth.token.create", {{"code", code}, {"uuid", "1"}});
  EXPECT_THAT(created, StartsWith(R"({"token_result":"{\"access_token\":\")"));
  EXPECT_THAT(created, HasSubstr(R"(\"expire_time\":1711857600000,)"));

  const auto text = [&](const std::string& answer, const std::string& name) {
    const std::string mark = Join("\\\"", name, "\\\":\\\"");
    const auto begin = answer.find(mark) + mark.size();
    return answer.substr(begin, answer.find('\\', begin) - begin);
  };
  EXPECT_EQ(ErrorOfCall(text(created, "access_token")), "0");
  const Params refresh{{"refresh_token", text(created, "refresh_token")}};
  EXPECT_THAT(Ask(other_, "taobao.top.auth.token.refresh", refresh),
              HasSubstr(R"("sub_code":"isv.invalid-parameter:refresh_token")"));
  const auto refreshed = Ask(app_, "taobao.top.auth.token.refresh", refresh);
  EXPECT_EQ(ErrorOfCall(text(refreshed, "access_token")), "0");
  EXPECT_EQ(Ask(app_, "taobao.top.auth.token.refresh", refresh), refreshed);
  EXPECT_THAT(Ask(app_, "taobao.top.auth.token.create", {{"code", code}}),
              HasSubstr(R"("sub_code":"isv.invalid-parameter:code")"));
  EXPECT_EQ(ErrorOfCall(text(refreshed, "access_token")), "27 Invalid session invalid-sessionkey");
}

TEST_F(OAuth, AFullOrBrokenStoreGivesNoToken) {
  const auto code = NewCode();
  platform_.database().Run(
      "CREATE TRIGGER broken BEFORE INSERT ON user_session BEGIN SELECT RAISE(ABORT, 'broken by "
      "the test'); END");
  const auto reply = Web("POST", "/token", TokenParams(app_, code));
  EXPECT_EQ(reply.status, 500U);
  EXPECT_EQ(Member(reply.body, "error"), "server_error");
  platform_.database().Run("DROP TRIGGER broken");
  EXPECT_EQ(ErrorOfToken(TokenParams(app_, code)), "") << "nothing was written";
}

}  // namespace
}  // namespace ebbtide::test
