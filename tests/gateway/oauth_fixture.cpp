#include "gateway/oauth_fixture.hpp"

#include <future>
#include <memory>
#include <utility>

#include <gmock/gmock.h>

namespace ebbtide::test {

using gateway::WebReply;
using testing::StartsWith;

std::string Member(const std::string& json, const std::string& name) {
  const std::string mark = "\"" + name + "\":\"";
  const auto at = json.find(mark);
  if (at == std::string::npos) return {};
  const auto begin = at + mark.size();
  return json.substr(begin, json.find('"', begin) - begin);
}

OAuth::OAuth(gateway::Options options) : GatewayTest(std::move(options)) {
  app_ = platform_.AddBoundApp(refund::PartyKind::kDistributor, "nobody");
  other_ = platform_.AddBoundApp(refund::PartyKind::kDistributor, "nobody else");
  for (const auto* const app : {&app_, &other_}) {
    EditApp(*app, [](store::App& known) {
      known.callback = kCallback;
      known.title = "ERP <b>&\"";
    });
  }
}

void OAuth::EditApp(const App& app, const std::function<void(store::App&)>& edit) {
  platform_.Write([&](store::Store& store) {
    store::App known = *store.access().FindApp(app.app_key);
    edit(known);
    store.access().UpdateApp(known);
  });
}

std::string OAuth::AddTicket(const store::Permissions& scope, const std::string& app_key) {
  const std::string ticket = "ticket-" + std::to_string(++tickets_);
  platform_.Write([&](store::Store& store) {
    store.access().AddToken(ticket,
                            {.kind = store::TokenKind::kTicket,
                             .app_key = app_key,
                             .user = store.access().PutParty(refund::PartyKind::kSeller, "hz0799"),
                             .scope = scope,
                             .expires = {platform_.clock().Now().unix_ms + 10 * kMinuteMs}},
                            platform_.clock().Now());
  });
  return ticket;
}

WebReply OAuth::Web(std::string_view http_method, std::string_view path, const Params& params) {
  const std::string form = ToForm(params);
  const bool is_get = http_method == "GET";
  const auto answered = std::make_shared<std::promise<WebReply>>();
  answering_->HandleOAuth(path,
                          {.http_method = http_method,
                           .query = is_get ? form : std::string_view{},
                           .content_type = "application/x-www-form-urlencoded",
                           .body = is_get ? std::string_view{} : form,
                           .remote_address = remote_address_,
                           .authorization = authorization_},
                          [answered](WebReply reply) { answered->set_value(std::move(reply)); });
  return answered->get_future().get();
}

Params OAuth::AuthorizeParams() const {
  return {{"response_type", "code"},
          {"client_id", app_.app_key},
          {"redirect_uri", kCallback},
          {"state", "a b&<1>"}};
}

std::string OAuth::NewCode(const store::Permissions& scope) {
  auto params = AuthorizeParams();
  params.emplace_back("ticket", AddTicket(scope));
  const auto reply = Web("POST", "/authorize", params);
  EXPECT_EQ(reply.status, 302U);
  const std::string begin = Join(kCallback, "?code=");
  EXPECT_THAT(reply.location, StartsWith(begin));
  const auto code = reply.location.substr(begin.size());
  return code.substr(0, code.find('&'));
}

Params OAuth::TokenParams(const App& app, const std::string& code) {
  return {{"grant_type", "authorization_code"}, {"code", code},
          {"client_id", app.app_key},           {"client_secret", app.app_secret},
          {"redirect_uri", kCallback},          {"view", "web"}};
}
Params OAuth::RefreshParams(const std::string& refresh_token) const {
  return {{"grant_type", "refresh_token"},
          {"refresh_token", refresh_token},
          {"client_id", app_.app_key},
          {"client_secret", app_.app_secret}};
}

std::string OAuth::ErrorOfToken(const Params& params) {
  const auto reply = Web("POST", "/token", params);
  EXPECT_EQ(reply.content_type, "application/json;charset=UTF-8");
  const auto error = Member(reply.body, "error");
  const bool by_header = error == "invalid_client" && !authorization_.empty();
  EXPECT_EQ(reply.status, error.empty() ? 200U : by_header ? 401U : 400U) << reply.body;
  EXPECT_EQ(reply.challenge, by_header ? R"(Basic realm="token")" : "");
  EXPECT_EQ(error.empty(), Member(reply.body, "error_description").empty()) << reply.body;
  return error;
}

std::string OAuth::ErrorOfCall(const std::string& session) {
  App app = app_;
  app.session = session;
  const Params params{{"query_param", R"({"biz_order_id":1})"}};
  return ErrorOf(
      Post(SignedForm("taobao.refund.status.get", app, params, platform_.clock().Now())));
}

}  // namespace ebbtide::test
