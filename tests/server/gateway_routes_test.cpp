#include <gmock/gmock.h>

#include "gateway/flow_control.hpp"
#include "server/fixture.hpp"

/// What stands in a request beside its parameters, and gateways other than `/router/rest`.
namespace ebbtide::test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class GatewayRoutes : public ServerTest {
 protected:
  std::string Part(std::string_view order) const {
    return ToForm({{"method", "taobao.refund.status.get"},
                   {"query_param", Join(R"({"biz_order_id":)", order, "}")}});
  }

  std::string BatchOf(std::string_view body, std::string_view headers = {}) const {
    return Join("POST /router/batch?", top::SignedQuery(app_, {}, kNow, body),
                " HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain;charset=UTF-8\r\n",
                headers, "Content-Length: ", std::to_string(body.size()), "\r\n\r\n", body);
  }

  HttpAnswer Ask(std::string_view request) {
    auto answer = Say(request);
    EXPECT_TRUE(answer) << request;
    return answer.value_or(HttpAnswer{});
  }

  void EditApp(const std::function<void(store::App&)>& edit) {
    platform_.Write([&](store::Store& store) {
      store::App app = *store.access().FindApp(app_.app_key);
      edit(app);
      store.access().UpdateApp(app);
    });
  }
};

TEST_F(GatewayRoutes, TakeBatches) {
  const auto usual = Ask(BatchOf(Part("5000") + "\r\n-S-\r\n" + Part("999")));
  EXPECT_EQ(usual.status, 200);
  EXPECT_THAT(usual.body, HasSubstr("\r\n-S-\r\n"));
  EXPECT_THAT(usual.body, HasSubstr("order 999 does not exist"));

  const auto own = Ask(BatchOf(Part("5000") + "*#*" + Part("5000"), "top-api-separator: *#*\r\n"));
  const auto middle = own.body.find("*#*");
  ASSERT_NE(middle, std::string::npos) << own.body;
  EXPECT_EQ(Anonymous(own.body.substr(0, middle)), kReadAnswer);
  EXPECT_EQ(Anonymous(own.body.substr(middle + 3)), kReadAnswer);

  std::string tampered = BatchOf(Part("5000"));
  tampered.back() = 'x';
  EXPECT_THAT(Ask(tampered).body, HasSubstr("Invalid signature"));
}

TEST_F(GatewayRoutes, ZipForThoseWhoAskForIt) {
  std::string lines(64, 'P');
  for (int i = 1; i < 50; ++i) lines += "," + std::string(60, 'P') + std::to_string(1000 + i);
  const std::string form = SignedForm("alibaba.crm.refund.xiaoman.refund.info.batchquery", app_,
                                      {{"global_id", "nobody"}, {"item_list", lines}});
  const auto encoding_for = [&](std::string_view header) {
    std::string request = PostOf(form);
    request.insert(request.find("\r\n") + 2, header);
    const auto answer = Ask(request);
    const auto encoding = answer.Header("Content-Encoding");
    EXPECT_EQ(answer.Header("Vary"), encoding.empty() ? "" : "Accept-Encoding");
    EXPECT_EQ(answer.body.starts_with("\x1F\x8B"), !encoding.empty()) << header;
    return encoding;
  };
  for (const char* const header :
       {"Accept-Encoding: gzip\r\n", "Accept-Encoding: gzip, deflate\r\n",
        "Accept-Encoding: deflate, GZIP;q=0.5\r\n", "accept-encoding: br;q=1.0, gzip;q=0.001\r\n",
        "Accept-Encoding: br\r\nAccept-Encoding: gzip\r\n"}) {
    EXPECT_EQ(encoding_for(header), "gzip") << header;
  }
  for (const char* const header :
       {"", "Accept-Encoding:\r\n", "Accept-Encoding: identity\r\n", "Accept-Encoding: *\r\n",
        "Accept-Encoding: gzip;q=0\r\n", "Accept-Encoding: deflate, gzip;q=0.000\r\n",
        "Accept-Encoding: gzipped\r\n"}) {
    EXPECT_EQ(encoding_for(header), "") << header;
  }
}

TEST_F(GatewayRoutes, KnowWhereACallComesFrom) {
  EditApp([](store::App& app) { app.networks = {"127.0.0.1"}; });
  EXPECT_EQ(Post(ReadForm()), kReadAnswer);
  EditApp([](store::App& app) { app.networks = {"192.0.2.1"}; });
  EXPECT_THAT(Post(ReadForm()), HasSubstr("isv.permission-ip-whitelist-limit"));
  // Anybody could say so.
  std::string forged = PostOf(ReadForm());
  forged.insert(forged.find("\r\n") + 2, "X-Forwarded-For: 192.0.2.1\r\n");
  EXPECT_THAT(Ask(forged).body, HasSubstr("isv.permission-ip-whitelist-limit"));
  EditApp([](store::App& app) { app.networks.clear(); });
}

TEST_F(GatewayRoutes, LetUsersAuthorizeApps) {
  EditApp([](store::App& app) { app.callback = "https://erp.example/cb"; });
  platform_.Write([&](store::Store& store) {
    store.access().AddToken("ticket",
                            {.kind = store::TokenKind::kTicket,
                             .user = store.access().PutParty(refund::PartyKind::kSeller, "shop"),
                             .expires = {kNow.unix_ms + 1'000}},
                            kNow);
  });
  const std::string query = Join("response_type=code&client_id=", app_.app_key,
                                 "&redirect_uri=https%3A%2F%2Ferp.example%2Fcb&state=a%0D%0Ab");
  const auto page = Ask(GetOf("/authorize?" + query));
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.Header("Content-Type"), StartsWith("text/html"));
  EXPECT_EQ(page.Header("Cache-Control"), "no-store");
  EXPECT_EQ(page.Header("X-Frame-Options"), "DENY");
  const auto redirect = Ask(PostOf(query + "&ticket=ticket", "/authorize"));
  EXPECT_EQ(redirect.status, 302);
  EXPECT_THAT(redirect.Header("Location"), StartsWith("https://erp.example/cb?code="));
  EXPECT_THAT(redirect.Header("Location"), HasSubstr("state=a%0D%0Ab"));
}

TEST_F(GatewayRoutes, RefuseTokensWithAnHttpError) {
  const auto answer = Ask(PostOf("grant_type=authorization_code&code=x", "/token"));
  EXPECT_EQ(answer.status, 400);
  EXPECT_THAT(answer.head, StartsWith("HTTP/1.1 400 Bad Request\r\n"));
  EXPECT_EQ(answer.Header("Content-Type"), "application/json;charset=UTF-8");
  EXPECT_EQ(answer.Header("Cache-Control"), "no-store");
  EXPECT_THAT(answer.body, HasSubstr("\"error\":"));
  EXPECT_EQ(answer.Header("WWW-Authenticate"), "");
  EXPECT_EQ(answer.Header("Retry-After"), "");

  // "1:x" is nobody.
  const auto by_header =
      Ask("POST /token HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic MTp4\r\n"
          "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 24\r\n\r\n"
          "grant_type=refresh_token");
  EXPECT_THAT(by_header.head, StartsWith("HTTP/1.1 401 Unauthorized\r\n"));
  EXPECT_EQ(by_header.Header("WWW-Authenticate"), "Basic realm=\"token\"");
}

class LimitedRoutes : public GatewayRoutes {
 protected:
  void SetUp() override {
    auto shared = platform_.shared();
    shared.flow = &flow_;
    server_ = std::make_unique<server::Server>(options_, shared, platform_.directory());
    server_->Start();
  }

 private:
  gateway::FlowControl flow_{{.oauth_address_per_second = 1}};
};

TEST_F(LimitedRoutes, SayWhenToAskForATokenAgain) {
  const auto request = PostOf("grant_type=authorization_code&code=x", "/token");
  EXPECT_EQ(Ask(request).status, 400);
  const auto answer = Ask(request);
  EXPECT_THAT(answer.head, StartsWith("HTTP/1.1 429 Too Many Requests\r\n"));
  EXPECT_EQ(answer.Header("Retry-After"), "1");
  EXPECT_EQ(answer.Header("Cache-Control"), "no-store");
}

}  // namespace
}  // namespace ebbtide::test
