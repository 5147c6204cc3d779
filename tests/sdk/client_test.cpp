#include <gmock/gmock.h>

#include "contract/openmall/refund_image_upload.hpp"
#include "schema/form.hpp"
#include "sdk/shop.hpp"

namespace ebbtide::test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
using top::CallErrorKind;
using top::Client;

schema::Parameters ParametersOf(const Heard& heard) {
  schema::Parameters parameters;
  EXPECT_TRUE(parameters.AddUrlEncoded(heard.body));
  return parameters;
}

TEST(Client, CallsWithATypedRequestAndGivesATypedResponse) {
  const FakeGateway gateway(Saying({{.body = kStatusAnswer}}));
  const Client client{gateway.Url(), "12345678", "helloworld"};
  const auto response = client.Execute(status::kApi, StatusOf(123123123), "test");
  ASSERT_TRUE(response);
  EXPECT_EQ(response->result_package.result_list.at(0).refund_id, 5002);
  EXPECT_EQ(response.Body(), kStatusAnswer);
  EXPECT_EQ(response.request_id(), "r1");
  EXPECT_THROW((void)response.error(), std::logic_error);

  const Heard heard = gateway.heard().at(0);
  EXPECT_THAT(heard.head, StartsWith("POST /router/rest HTTP/1.1\r\n"));
  EXPECT_THAT(heard.head,
              HasSubstr("Content-Type: application/x-www-form-urlencoded;charset=UTF-8\r\n"));
  const auto parameters = ParametersOf(heard);
  EXPECT_EQ(parameters.Get("method"), "taobao.refund.status.get");
  EXPECT_EQ(parameters.Get("app_key"), "12345678");
  EXPECT_EQ(parameters.Get("session"), "test");
  EXPECT_EQ(parameters.Get("format"), "json");
  EXPECT_EQ(parameters.Get("query_param"), R"({"biz_order_id":123123123})");
  EXPECT_TRUE(protocol::Verify({.parameters = parameters}, protocol::SignMethod::kHmacSha256,
                               "helloworld", parameters.Get("sign")));
}

TEST(Client, AsksForWhatItsOptionsSay) {
  const FakeGateway gateway(Saying({{.body = kStatusAnswer}}));
  top::ClientOptions options{
      .format = top::Format::kXml, .sign_method = top::SignMethod::kMd5, .simplify = true};
  options.clock = std::make_shared<ManualClock>(Timestamp{1'451'620'800'000});
  const Client client(gateway.Url(), "1", "s", options);
  EXPECT_TRUE(client.Execute(status::kApi, {}));
  const auto parameters = ParametersOf(gateway.heard().at(0));
  EXPECT_EQ(parameters.Get("format"), "xml");
  EXPECT_EQ(parameters.Get("sign_method"), "md5");
  EXPECT_EQ(parameters.Get("simplify"), "true");
  EXPECT_EQ(parameters.Get("timestamp"), "2016-01-01 12:00:00");
  EXPECT_FALSE(parameters.Find("session"));
}

TEST(Client, SendsBytesAsAFile) {
  namespace upload = contract::openmall_refund_image_upload;
  const FakeGateway gateway(
      Saying({{.body = R"({"openmall_refund_image_upload_response":{"result":"t"}})"}}));
  const Client client{gateway.Url(), "1", "s"};
  const std::string image("\x89PNG\0\r\n--ebbtide", 16);
  const upload::Request request{.image = {.content = image}, .distributor = "小店", .refund_id = 7};
  const auto response = client.Execute(upload::kApi, request);
  ASSERT_TRUE(response);
  EXPECT_EQ(response->result, "t");

  const Heard heard = gateway.heard().at(0);
  const auto type = heard.head.find("Content-Type: ") + 14;
  const auto boundary =
      schema::BoundaryOf(heard.head.substr(type, heard.head.find("\r\n", type) - type));
  ASSERT_TRUE(boundary);
  schema::Parameters parameters;
  ASSERT_TRUE(parameters.AddMultipart(heard.body, *boundary));
  EXPECT_EQ(parameters.FindFile("image")->content, image);
  EXPECT_EQ(parameters.Get("distributor"), "小店");
  EXPECT_TRUE(protocol::Verify({.parameters = parameters}, protocol::SignMethod::kHmacSha256, "s",
                               parameters.Get("sign")));
}

TEST(Client, GivesErrorsAsValues) {
  const std::string refusal = ErrorAnswer(15, "isv.trade-not-exist", "号码");
  const FakeGateway gateway(Saying({{.body = refusal},
                                    {.body = "<html>not found</html>", .status = 404},
                                    {.body = "<html>hello</html>"},
                                    {.body = R"({"refund_status_get_response":7})"}}));
  const Client client{gateway.Url(), "1", "s"};
  const auto refused = client.Execute(status::kApi, StatusOf(1));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, CallErrorKind::kRefused);
  EXPECT_EQ(refused.error().code, 15);
  EXPECT_EQ(refused.error().sub_code, "isv.trade-not-exist");
  EXPECT_EQ(refused.error().ToText(), "15 m (isv.trade-not-exist): 号码; request id r3");
  EXPECT_EQ(refused.request_id(), "r3");
  EXPECT_EQ(refused.Body(), refusal);
  EXPECT_THROW((void)refused->result_package, std::runtime_error);

  const auto no_page = client.Execute(status::kApi, StatusOf(1));
  EXPECT_EQ(no_page.error().kind, CallErrorKind::kUnreadable);
  EXPECT_THAT(no_page.error().ToText(), HasSubstr("404"));
  EXPECT_EQ(no_page.Body(), "<html>not found</html>");

  const auto page = client.Execute(status::kApi, StatusOf(1));
  EXPECT_EQ(page.error().kind, CallErrorKind::kUnreadable);
  EXPECT_EQ(page.error().ToText(), "cannot read the answer: is no refund_status_get_response");

  const auto odd = client.Execute(status::kApi, StatusOf(1));
  EXPECT_EQ(odd.error().ToText(), "cannot read the answer: the content must be an object");
}

TEST(Client, CallsWithoutTypesToo) {
  const FakeGateway gateway(
      Saying({{.body = R"({"new_thing_get_response":{"a":1}})"}, {.body = ErrorAnswer(22, "")}}));
  const Client client{gateway.Url(), "1", "s"};
  const top::UntypedRequest request{"taobao.new.thing.get", {{"fields", "a"}}, {}};
  EXPECT_TRUE(client.Execute(request));
  EXPECT_EQ(client.Execute(request).error().code, 22);
  EXPECT_EQ(ParametersOf(gateway.heard().at(0)).Get("fields"), "a");
}

TEST(Client, UsesOneConnectionForCallsThatFollowEachOther) {
  const FakeGateway gateway(Saying({{.body = kStatusAnswer}}));
  const Client client{gateway.Url(), "1", "s"};
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(client.Execute(status::kApi, StatusOf(1)));
  EXPECT_EQ(gateway.connections(), 1U);

  top::ClientOptions options;
  options.idle_connections_max = 0;
  const Client forgetful(gateway.Url(), "1", "s", options);
  for (int i = 0; i < 2; ++i) EXPECT_TRUE(forgetful.Execute(status::kApi, StatusOf(1)));
  EXPECT_EQ(gateway.connections(), 3U);
}

TEST(Client, DropsAConnectionThatTheServerWillEnd) {
  const FakeGateway gateway(
      Saying({{.body = kStatusAnswer, .then = Said::Then::kHangUp}, {.body = kStatusAnswer}}));
  const Client client{gateway.Url(), "1", "s"};
  for (int i = 0; i < 2; ++i) EXPECT_TRUE(client.Execute(status::kApi, StatusOf(1)));
  EXPECT_EQ(gateway.connections(), 2U);
}

TEST(Client, TakesNoAnswerThatIsLongerThanItsLimit) {
  const FakeGateway gateway(Saying({{.body = kStatusAnswer}}));
  top::ClientOptions options = Patience().Options();
  options.answer_bytes_max = 20;
  const Client client(gateway.Url(), "1", "s", options);
  EXPECT_EQ(client.Execute(status::kApi, StatusOf(1)).error().kind, CallErrorKind::kNoAnswer);
}

TEST(Client, RefusesAddressesThatAreNone) {
  EXPECT_THROW(Client("gw.example.com", "1", "s"), std::invalid_argument);
  top::ClientOptions options;
  options.ca_file = "/nowhere.pem";
  EXPECT_THROW(Client("https://127.0.0.1/", "1", "s", options), std::runtime_error);
}

}  // namespace
}  // namespace ebbtide::test
