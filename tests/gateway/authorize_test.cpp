#include <gmock/gmock.h>

#include "gateway/oauth.hpp"
#include "gateway/oauth_fixture.hpp"

/// From a ticket to a code: /authorize.
namespace ebbtide::test {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST_F(OAuth, ATicketIsGoodOnceForItsAppWhileItIsNew) {
  const auto status_with = [&](const std::string& ticket) {
    auto params = AuthorizeParams();
    params.emplace_back("ticket", ticket);
    return Web("POST", "/authorize", params).status;
  };
  const auto ticket = AddTicket();
  EXPECT_EQ(status_with(ticket), 302U);
  EXPECT_EQ(status_with(ticket), 400U);
  EXPECT_EQ(status_with(""), 400U);
  EXPECT_EQ(status_with("1234"), 400U);
  EXPECT_EQ(status_with(NewCode()), 400U) << "a code is no ticket";
  EXPECT_EQ(status_with(AddTicket({}, app_.app_key)), 302U);
  EXPECT_EQ(status_with(AddTicket({}, other_.app_key)), 400U);
  const auto old = AddTicket();
  platform_.clock().AdvanceMs(10 * kMinuteMs);
  EXPECT_EQ(status_with(old), 400U);
}

TEST_F(OAuth, NobodyIsSentElsewhere) {
  for (const auto& uri :
       {"", "https://evil.example/", "https://erp.example/", "https://erp.example/cb2",
        "https://erp.example/cb.evil.example", "https://erp.example/cb@evil.example",
        "https://erp.example/cb/../evil", "https://erp.example/cb/%2E%2e/evil",
        "https://erp.example/cb/..%2Fevil", "https://erp.example/cb#x", "https://erp.example/cb\\x",
        "https://erp.example/cb?x=\r\nSet-Cookie: a=b", "https://erp.example/cb?x= y",
        "HTTPS://erp.example/cb"}) {
    for (const auto* const http_method : {"GET", "POST"}) {
      auto params = AuthorizeParams();
      Set(params, "redirect_uri", uri);
      Set(params, "ticket", AddTicket());
      const auto reply = Web(http_method, "/authorize", params);
      EXPECT_EQ(reply.status, 400U) << uri;
      EXPECT_EQ(reply.location, "") << uri;
    }
  }
  for (const auto& uri : {"https://erp.example/cb", "https://erp.example/cb/x?a=..%2F&b=http://c",
                          "https://erp.example/cb?a=1"}) {
    EXPECT_TRUE(gateway::IsBelowCallback(uri, kCallback)) << uri;
  }
  EXPECT_TRUE(gateway::IsBelowCallback("https://erp.example/x", "https://erp.example/"));
  EXPECT_FALSE(gateway::IsBelowCallback("https://erp.example", ""));
}

TEST_F(OAuth, WhatIsWrongIsSaidOnAPageOrByTheRedirect) {
  auto params = AuthorizeParams();
  Set(params, "response_type", "token");
  EXPECT_EQ(Web("GET", "/authorize", params).location,
            Join(kCallback, "?error=unsupported_response_type&state=a%20b%26%3C1%3E"));
  Set(params, "client_id", "999");
  EXPECT_EQ(Web("GET", "/authorize", params).status, 400U);
  EXPECT_EQ(Web("GET", "/elsewhere", params).status, 404U);
  EXPECT_EQ(Web("PUT", "/authorize", AuthorizeParams()).status, 400U);
  EditApp(app_, [](store::App& app) { app.disabled = kNow; });
  EXPECT_EQ(Web("GET", "/authorize", AuthorizeParams()).status, 400U);
  EditApp(app_, [](store::App& app) {
    app.disabled = {};
    app.callback.clear();
  });
  EXPECT_EQ(Web("GET", "/authorize", AuthorizeParams()).status, 400U);
}

TEST_F(OAuth, PagesShowTextAndNeverMarkup) {
  auto params = AuthorizeParams();
  Set(params, "state", "\"><script>alert(1)</script>");
  const auto page = Web("GET", "/authorize", params).body;
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, HasSubstr("value=\"&quot;&gt;&lt;script&gt;"));
  EXPECT_THAT(page, HasSubstr("ERP &lt;b&gt;&amp;&quot;"));
}

}  // namespace
}  // namespace ebbtide::test
