#include <gmock/gmock.h>

#include "contract/openmall/refund_image_upload.hpp"
#include "sdk/shop.hpp"
#include "server/fixture.hpp"

/// The client against the real server.
namespace ebbtide::test {
namespace {

using testing::IsEmpty;
using top::Client;
using top::Format;
using top::SignMethod;

class SdkServer : public ServerTest {
 protected:
  [[nodiscard]] std::string Url() const {
    return "http://127.0.0.1:" + std::to_string(port()) + "/router/rest";
  }
  static top::ClientOptions Options() {
    top::ClientOptions options;
    options.clock = std::make_shared<ManualClock>(kNow);
    return options;
  }
};

apply::Request OneOfTen(const std::string& key) {
  apply::Request request;
  auto& application = request.order_user_refund_info;
  application.biz_order_id = "1000";
  application.out_refund_batch_id = key;
  application.refund_reason = "不想要了";
  application.shop_id = "S1";
  application.store_id = "T1";
  application.sub_refund_orders.push_back(
      {.sub_biz_order_id = "1001", .sku_code = "A", .refund_sale_quantity = 1, .refund_fee = 100});
  return request;
}

TEST_F(SdkServer, UnderstandsTheClientInEveryForm) {
  struct Form {
    Format format;
    bool simplify;
  };
  for (const auto& [format, simplify] :
       {Form{Format::kXml, false}, Form{Format::kJson, false}, Form{Format::kJson, true}}) {
    for (const SignMethod sign : {SignMethod::kMd5, SignMethod::kHmac, SignMethod::kHmacSha256}) {
      top::ClientOptions options = Options();
      options.format = format;
      options.sign_method = sign;
      options.simplify = simplify;
      const Client client(Url(), app_.app_key, app_.app_secret, options);
      const auto response = client.Execute(status::kApi, StatusOf(5000), app_.session);
      ASSERT_TRUE(response) << response.error().ToText();
      const auto& rows = response->result_package.result_list;
      ASSERT_EQ(rows.size(), 1U) << response.Body();
      EXPECT_EQ(rows[0].refund_id, 5002);
      EXPECT_EQ(rows[0].modified, "2024-02-02 10:00:00");
      EXPECT_EQ(rows[0].status, "SUCCESS");
      EXPECT_EQ(response.request_id().size(), 12U);

      const auto none = client.Execute(status::kApi, StatusOf(1001), app_.session);
      ASSERT_TRUE(none) << none.error().ToText();
      EXPECT_THAT(none->result_package.result_list, IsEmpty());
    }
  }
}

TEST_F(SdkServer, TakesAWriteOnceHoweverOftenItIsMade) {
  const Client client(Url(), app_.app_key, app_.app_secret, Options());
  for (int i = 0; i < 2; ++i) {
    const auto response =
        client.Execute(apply::kApi, OneOfTen("key-1"), app_.session, {.idempotent = true});
    ASSERT_TRUE(response) << response.error().ToText();
    EXPECT_TRUE(response->api_result.success) << response.Body();
  }
  EXPECT_EQ(Made(), 1);
}

TEST_F(SdkServer, RefusesInWordsThatTheClientTellsApart) {
  const Client client(Url(), app_.app_key, app_.app_secret, Options());
  EXPECT_EQ(client.Execute(status::kApi, StatusOf(5000)).error().code, 26);
  EXPECT_EQ(client.Execute(status::kApi, StatusOf(5000), "nonsense").error().code, 27);
  const Client forger(Url(), app_.app_key, "wrong", Options());
  EXPECT_EQ(forger.Execute(status::kApi, StatusOf(5000), app_.session).error().code, 25);
  EXPECT_EQ(client.Execute(top::UntypedRequest{"taobao.no.such.method", {}, {}}).error().code, 22);
  EXPECT_EQ(client.Execute(status::kApi, StatusOf(0), app_.session).error().code, 41);
}

TEST_F(SdkServer, ReadsFilesThatTheClientSends) {
  namespace upload = contract::openmall_refund_image_upload;
  const App app = platform_.AddBoundApp(refund::PartyKind::kDistributor, "D");
  const Client client(Url(), app.app_key, app.app_secret, Options());
  upload::Request request{.image = {.content = std::string("\x89PNG\r\n\x1a\n\0\0\0", 11)},
                          .distributor = "D",
                          .refund_id = 99};
  const auto response = client.Execute(upload::kApi, request);
  EXPECT_EQ(response.error().sub_code, "isv.refund-not-exist:refund_id") << response.Body();
  request.image.content.clear();
  EXPECT_EQ(client.Execute(upload::kApi, request).error().code, 40);
}

TEST_F(SdkServer, AnswersBatchesPieceByPiece) {
  for (const Format format : {Format::kJson, Format::kXml}) {
    top::ClientOptions options = Options();
    options.format = format;
    const Client client(Url(), app_.app_key, app_.app_secret, options);
    top::Batch batch;
    const auto read = batch.Add(status::kApi, StatusOf(5000), app_.session);
    const auto lost = batch.Add(status::kApi, StatusOf(5000));
    const auto write = batch.Add(apply::kApi, OneOfTen("key-1"), app_.session);
    const auto answers = client.ExecuteBatch(batch);
    ASSERT_FALSE(answers.error()) << answers.error()->ToText();
    EXPECT_EQ(answers[read]->result_package.result_list.at(0).refund_id, 5002);
    EXPECT_EQ(answers[lost].error().code, 26);
    EXPECT_TRUE(answers[write]->api_result.success) << answers[write].Body();
  }
  EXPECT_EQ(Made(), 1);
}

}  // namespace
}  // namespace ebbtide::test
