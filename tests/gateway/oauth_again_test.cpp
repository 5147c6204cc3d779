#include <future>
#include <vector>

#include <gmock/gmock.h>

#include "gateway/oauth_fixture.hpp"

/// A code that comes a second time (RFC 6749 section 4.1.2).
namespace ebbtide::test {
namespace {

using testing::HasSubstr;

constexpr const char* kRevoked = "27 Invalid session invalid-sessionkey";

TEST_F(OAuth, ACodeThatComesAgainEndsAllThatCameOfIt) {
  const auto code = NewCode();
  const auto first = Web("POST", "/token", TokenParams(app_, code)).body;
  const auto second = Web("POST", "/token", RefreshParams(Member(first, "refresh_token"))).body;
  const auto third = Web("POST", "/token", RefreshParams(Member(second, "refresh_token"))).body;
  const auto unrelated = Web("POST", "/token", TokenParams(app_, NewCode())).body;
  EXPECT_EQ(ErrorOfCall(Member(third, "access_token")), "0");

  EXPECT_EQ(ErrorOfToken(TokenParams(other_, code)), "invalid_grant");
  EXPECT_EQ(ErrorOfCall(Member(third, "access_token")), "0") << "another app's word is nothing";

  EXPECT_EQ(ErrorOfToken(TokenParams(app_, code)), "invalid_grant");
  EXPECT_EQ(ErrorOfCall(Member(third, "access_token")), kRevoked);
  for (const auto& answer : {first, second, third}) {
    EXPECT_EQ(ErrorOfToken(RefreshParams(Member(answer, "refresh_token"))), "invalid_grant");
  }
  EXPECT_EQ(ErrorOfCall(Member(unrelated, "access_token")), "0");
  EXPECT_EQ(ErrorOfToken(RefreshParams(Member(unrelated, "refresh_token"))), "");
}

TEST_F(OAuth, SoItDoesByTheMethodAndToAnotherAddress) {
  const auto code = NewCode();
  const auto session = Member(Web("POST", "/token", TokenParams(app_, code)).body, "access_token");
  EXPECT_THAT(Ask(app_, "taobao.top.auth.token.create", {{"code", code}}),
              HasSubstr(R"("sub_code":"isv.invalid-parameter:code")"));
  EXPECT_EQ(ErrorOfCall(session), kRevoked) << "what a refusal wrote is kept";

  const auto next = NewCode();
  const auto given = Member(Web("POST", "/token", TokenParams(app_, next)).body, "access_token");
  auto elsewhere = TokenParams(app_, next);
  Set(elsewhere, "redirect_uri", Join(kCallback, "/2"));
  EXPECT_EQ(ErrorOfToken(elsewhere), "invalid_grant");
  EXPECT_EQ(ErrorOfCall(given), kRevoked);
}

TEST_F(OAuth, OfManyWhoSendTheSameCodeAtOnceOneIsFirstAndThenNobody) {
  const auto form = ToForm(TokenParams(app_, NewCode()));
  std::vector<gateway::WebReply> replies;
  std::promise<void> all;
  {
    const HeldWriteLane held(platform_.writes());
    for (int i = 0; i < 3; ++i) {
      gateway_.HandleOAuth("/token",
                           {.http_method = "POST",
                            .query = {},
                            .content_type = "application/x-www-form-urlencoded",
                            .body = form},
                           [&](gateway::WebReply reply) {
                             replies.push_back(std::move(reply));
                             if (replies.size() == 3) all.set_value();
                           });
    }
  }
  all.get_future().get();
  EXPECT_EQ(replies[0].status, 200U);
  EXPECT_EQ(Member(replies[1].body, "error"), "invalid_grant");
  EXPECT_EQ(Member(replies[2].body, "error"), "invalid_grant");
  EXPECT_EQ(ErrorOfCall(Member(replies[0].body, "access_token")), kRevoked);
}

TEST_F(OAuth, NothingIsGivenAgainOfASessionThatHasEnded) {
  const auto first = Web("POST", "/token", TokenParams(app_, NewCode())).body;
  const auto refresh = RefreshParams(Member(first, "refresh_token"));
  EXPECT_EQ(ErrorOfToken(refresh), "");
  EXPECT_EQ(ErrorOfToken(refresh), "") << "the answer may have been lost";
  platform_.Write([&](store::Store& store) {
    store.access().EachSession(app_.app_key, [&](const store::SessionRecord& one) {
      if (one.session.revoked == Timestamp{}) store.access().RevokeSession(one.hash, kNow);
    });
  });
  EXPECT_EQ(ErrorOfToken(refresh), "invalid_grant");
}

}  // namespace
}  // namespace ebbtide::test
