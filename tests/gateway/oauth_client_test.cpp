#include <array>

#include <gmock/gmock.h>

#include "gateway/flow_control.hpp"
#include "gateway/oauth_fixture.hpp"

/// Who asks /token, and how often.
namespace ebbtide::test {
namespace {

using testing::HasSubstr;

std::string Base64(std::string_view text) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string encoded;
  for (std::size_t i = 0; i < text.size(); i += 3) {
    const auto byte = [&](std::size_t at) -> unsigned {
      return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
    };
    const unsigned bits = (byte(i) << 16U) | (byte(i + 1) << 8U) | byte(i + 2);
    for (const unsigned shift : {18U, 12U, 6U, 0U}) encoded += kDigits[(bits >> shift) & 63U];
    if (i + 1 >= text.size()) encoded[encoded.size() - 2] = '=';
    if (i + 2 >= text.size()) encoded.back() = '=';
  }
  return encoded;
}

/// The form of a code's exchange without the client, which a header names.
Params Bare(Params params) {
  Remove(params, "client_id");
  Remove(params, "client_secret");
  return params;
}

TEST_F(OAuth, AClientMayNameItselfByBasicAuthorization) {
  constexpr const char* kSecret = "a b:c%d+e/\xE4\xBD\xA0";
  EditApp(app_, [&](store::App& app) { app.secret = kSecret; });
  const std::string form_of_secret = "a+b%3Ac%25d%2Be/%E4%BD%A0";
  for (const auto& [scheme, content] : std::initializer_list<std::pair<const char*, std::string>>{
           {"Basic ", form_of_secret},
           {"basic  ", schema::UrlEncode(kSecret)},
           {"BASIC ", "a b:c%25d%2be/\xE4\xBD\xA0"}}) {
    auto params = Bare(TokenParams(app_, NewCode()));
    authorization_ = Join(scheme, Base64(Join(app_.app_key, ":", content)));
    EXPECT_EQ(ErrorOfToken(params), "") << authorization_;
  }
  auto named = Bare(TokenParams(app_, NewCode()));
  named.emplace_back("client_id", app_.app_key);
  EXPECT_EQ(ErrorOfToken(named), "") << "the same client twice is one client";

  const auto first = Web("POST", "/token", Bare(TokenParams(app_, NewCode()))).body;
  EXPECT_EQ(ErrorOfToken(Bare(RefreshParams(Member(first, "refresh_token")))), "");
}

TEST_F(OAuth, AHeaderThatNamesNobodyIsRefusedByAHeader) {
  const auto params = Bare(TokenParams(app_, NewCode()));
  for (const auto& content :
       {Join("Basic ", Base64(Join(app_.app_key, ":wrong"))),
        Join("Basic ", Base64(Join("999:", app_.app_secret))), Join("Basic ", Base64(app_.app_key)),
        Join("Basic ", Base64(":")),
        Join("Basic ", Base64(Join(app_.app_key, ":x&client_secret=", app_.app_secret))),
        Join("Basic ", Base64(Join(app_.app_key, ":%zz"))), std::string("Basic ?"),
        std::string("Basic"), std::string("Basic ")}) {
    authorization_ = content;
    EXPECT_EQ(ErrorOfToken(params), "invalid_client") << content;
  }
}

TEST_F(OAuth, ARequestNamesOneClientInOneWay) {
  const auto code = NewCode();
  const auto both = TokenParams(app_, code);
  authorization_ = Join("Basic ", Base64(Join(app_.app_key, ":", app_.app_secret)));
  EXPECT_EQ(ErrorOfToken(both), "invalid_request");
  auto two = Bare(both);
  two.emplace_back("client_id", other_.app_key);
  EXPECT_EQ(ErrorOfToken(two), "invalid_request");
  authorization_ = "Bearer something-of-a-proxy";
  EXPECT_EQ(Web("POST", "/token", Bare(both)).status, 400U);
  EXPECT_EQ(ErrorOfToken(both), "") << "a header of another scheme is not ours to read";
}

/// Where the app may ask twice in a second, and an address three times.
class LimitedOAuth : public OAuth {
 protected:
  explicit LimitedOAuth(gateway::FlowLimits limits = {.app_per_second = 2}) : flow_(limits) {
    auto shared = platform_.shared();
    shared.flow = &flow_;
    limited_.emplace(shared, platform_.directory().OpenReader(), 1);
    answering_ = &*limited_;
  }

  Params Guess() const {
    auto params = TokenParams(app_, "code");
    Set(params, "client_secret", "guessed");
    return params;
  }
  unsigned Status(const Params& params) { return Web("POST", "/token", params).status; }

  gateway::FlowControl flow_;
  std::optional<gateway::Gateway> limited_;
};

TEST_F(LimitedOAuth, GuessingASecretIsSlowAndTakesNoCallFromTheApp) {
  EXPECT_EQ(Status(Guess()), 400U);
  EXPECT_EQ(Status(Guess()), 400U);
  const auto reply = Web("POST", "/token", Guess());
  EXPECT_EQ(reply.status, 429U);
  EXPECT_EQ(reply.retry_after_seconds, 1);
  EXPECT_EQ(reply.content_type, "application/json;charset=UTF-8");
  EXPECT_EQ(reply.body, R"({"error":"temporarily_unavailable",)"
                        R"("error_description":"This ban will last for 1 more seconds"})");
  EXPECT_EQ(Status(TokenParams(app_, "code")), 429U) << "nor does a right guess get through";
  EXPECT_EQ(Status(TokenParams(other_, "code")), 400U);

  EXPECT_FALSE(flow_.Take(app_.app_key, "taobao.refund.get", platform_.clock().Now()));
  EXPECT_FALSE(flow_.Take(app_.app_key, "taobao.refund.get", platform_.clock().Now()));
  platform_.clock().AdvanceMs(500);
  EXPECT_EQ(Status(Guess()), 400U);
}

TEST_F(LimitedOAuth, SoIsGuessingByHeaderAndInNobodysName) {
  authorization_ = Join("Basic ", Base64(Join(app_.app_key, ":guessed")));
  EXPECT_EQ(Status(Bare(Guess())), 401U);
  EXPECT_EQ(Status(Bare(Guess())), 401U);
  EXPECT_EQ(Status(Bare(Guess())), 429U);
  authorization_.clear();
  auto nobody = Guess();
  for (const auto& [id, status] : std::initializer_list<std::pair<const char*, unsigned>>{
           {"nobody-1", 400}, {"nobody-2", 400}, {"nobody-3", 429}}) {
    Set(nobody, "client_id", id);
    EXPECT_EQ(Status(nobody), status) << id;
  }
}

TEST_F(LimitedOAuth, TicketsAreGuessedAsSlowly) {
  auto params = AuthorizeParams();
  params.emplace_back("ticket", "guessed");
  EXPECT_EQ(Web("POST", "/authorize", params).status, 400U);
  EXPECT_EQ(Web("GET", "/authorize", AuthorizeParams()).status, 200U);
  const auto page = Web("POST", "/authorize", params);
  EXPECT_EQ(page.status, 429U);
  EXPECT_EQ(page.retry_after_seconds, 1);
  EXPECT_EQ(page.content_type, "text/html;charset=UTF-8");
  EXPECT_THAT(page.body, HasSubstr("This ban will last for 1 more seconds"));
}

class OAuthOfAnAddress : public LimitedOAuth {
 protected:
  OAuthOfAnAddress() : LimitedOAuth({.app_per_second = 4, .oauth_address_per_second = 3}) {}

  int Passed(int requests) {
    int passed = 0;
    for (int i = 0; i < requests; ++i) passed += Status(Guess()) == 400U ? 1 : 0;
    return passed;
  }
};

TEST_F(OAuthOfAnAddress, OneAddressDoesNotShutOutAnother) {
  EXPECT_EQ(Passed(10), 3);
  remote_address_ = "192.0.2.8";
  EXPECT_EQ(Passed(10), 1) << "what the first sent too much took nothing from the app";
  EXPECT_EQ(Status(TokenParams(other_, "code")), 400U);
}

TEST_F(OAuthOfAnAddress, AllAddressesOfOneIpv6ClientAreOne) {
  remote_address_ = "2001:db8:1:2::7";
  EXPECT_EQ(Passed(2), 2);
  remote_address_ = "2001:db8:1:2:3:4:5:6";
  EXPECT_EQ(Passed(2), 1);
  remote_address_ = "2001:db8:1:3::7";
  EXPECT_EQ(Passed(2), 1) << "there is one left for the app";
}

class ShortLived : public OAuth {
 protected:
  ShortLived()
      : OAuth({.policy = {.consent = {.session_ms = 2 * kMinuteMs, .refresh_ms = 5 * kMinuteMs}}}) {
  }
};

TEST_F(ShortLived, SessionsAndTheirRenewalLastAsConfigured) {
  const auto first = Web("POST", "/token", TokenParams(app_, NewCode())).body;
  EXPECT_THAT(first, HasSubstr(R"("expires_in":120,)"));
  EXPECT_THAT(first, HasSubstr(R"("re_expires_in":300,"r1_expires_in":120,)"));
  platform_.clock().AdvanceMs(2 * kMinuteMs - 1);
  EXPECT_EQ(ErrorOfCall(Member(first, "access_token")), "0");
  platform_.clock().AdvanceMs(1);
  EXPECT_EQ(ErrorOfCall(Member(first, "access_token")),
            "27 Invalid session:session-expired session-expired");

  const Params refresh{{"refresh_token", Member(first, "refresh_token")}};
  const auto second = Ask(app_, "taobao.top.auth.token.refresh", refresh);
  EXPECT_THAT(second,
              HasSubstr(Join(R"(\"expire_time\":)", std::to_string(kNow.unix_ms + 4 * kMinuteMs))));
  EXPECT_THAT(second, HasSubstr(Join(R"(\"refresh_token_valid_time\":)",
                                     std::to_string(kNow.unix_ms + 7 * kMinuteMs))));
  platform_.clock().AdvanceMs(30'000);
  const auto again = Web("POST", "/token", RefreshParams(Member(first, "refresh_token"))).body;
  EXPECT_THAT(again, HasSubstr(R"("expires_in":90,)")) << "of what is left";
}

TEST_F(ShortLived, ARefreshTokenThatIsTooOldIsRefused) {
  const auto first = Web("POST", "/token", TokenParams(app_, NewCode())).body;
  platform_.clock().AdvanceMs(5 * kMinuteMs);
  EXPECT_EQ(ErrorOfToken(RefreshParams(Member(first, "refresh_token"))), "invalid_grant");
}

}  // namespace
}  // namespace ebbtide::test
