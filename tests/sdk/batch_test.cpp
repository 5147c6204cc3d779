#include <gmock/gmock.h>

#include "contract/openmall/refund_image_upload.hpp"
#include "schema/form.hpp"
#include "sdk/shop.hpp"

namespace ebbtide::test {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using top::Batch;
using top::CallErrorKind;
using top::Client;

const std::string kSeparator = "\r\n-S-\r\n";
const std::string kNoTrade = ErrorAnswer(50, "isv.trade-not-exist");

struct ThreeCalls {
  Batch batch;
  top::BatchSlot<status::Response> first = batch.Add(status::kApi, StatusOf(1), "session-1");
  top::BatchSlot<apply::Response> second = batch.Add(apply::kApi, {});
  top::BatchSlot<status::Response> third = batch.Add(status::kApi, StatusOf(3), "session-3");
};

TEST(Batch, SendsAllCallsInOneSignedRequest) {
  const FakeGateway gateway(
      Saying({{.body = kStatusAnswer + kSeparator + kApplyAnswer + kSeparator + kNoTrade}}));
  const Client client{gateway.Url(), "1", "s"};
  const ThreeCalls calls;
  const auto answers = client.ExecuteBatch(calls.batch);
  ASSERT_FALSE(answers.error());
  EXPECT_EQ(answers[calls.first]->result_package.result_list.at(0).refund_id, 5002);
  EXPECT_EQ(answers[calls.first].Body(), kStatusAnswer);
  EXPECT_TRUE(answers[calls.second]->api_result.success);
  EXPECT_EQ(answers[calls.third].error().sub_code, "isv.trade-not-exist");

  const Heard heard = gateway.heard().at(0);
  EXPECT_THAT(heard.head, StartsWith("POST /router/batch?"));
  EXPECT_THAT(heard.head, HasSubstr("Content-Type: text/plain;charset=UTF-8\r\n"));
  EXPECT_THAT(heard.head, Not(HasSubstr("top-api-separator")));
  EXPECT_THAT(heard.body,
              StartsWith("method=taobao.refund.status.get&session=session-1&"
                         "query_param=%7B%22biz_order_id%22%3A1%7D\r\n-S-\r\nmethod=alibaba"));
  schema::Parameters query;
  const auto from = heard.head.find('?') + 1;
  ASSERT_TRUE(query.AddUrlEncoded(heard.head.substr(from, heard.head.find(' ', from) - from)));
  EXPECT_FALSE(query.Find("method"));
  EXPECT_TRUE(protocol::Verify({.parameters = query, .raw_body = heard.body},
                               protocol::SignMethod::kHmacSha256, "s", query.Get("sign")));
}

/// XML text may hold the usual separator as it is; a buyer's words must not cut an answer in two.
TEST(Batch, SeparatesXmlByWhatNobodyCanWrite) {
  const auto answer = [](const Heard& heard, std::size_t /*before*/) {
    constexpr std::string_view kHeader = "top-api-separator: ";
    const auto from = heard.head.find(kHeader) + kHeader.size();
    const auto separator = heard.head.substr(from, heard.head.find("\r\n", from) - from);
    const auto piece = [](const std::string& message) {
      return "<refund_status_get_response><result_package><error_msg>" + message +
             "</error_msg></result_package><request_id>r</request_id></refund_status_get_response>";
    };
    return Said{.body = piece("a" + kSeparator + "b") + separator + piece("c")};
  };
  const FakeGateway gateway(answer);
  const Client client(gateway.Url(), "1", "s", {.format = top::Format::kXml});
  Batch batch;
  const auto first = batch.Add(status::kApi, StatusOf(1));
  const auto second = batch.Add(status::kApi, StatusOf(2));
  const auto answers = client.ExecuteBatch(batch);
  EXPECT_EQ(answers[first]->result_package.error_msg, "a" + kSeparator + "b");
  EXPECT_EQ(answers[second]->result_package.error_msg, "c");
}

TEST(Batch, GivesTheFailureOfTheWholeToEachCall) {
  const FakeGateway gateway(Saying(
      {{.body = ErrorAnswer(25, "")},
       {.body = kStatusAnswer},
       {.body = kNoTrade + kSeparator + kNoTrade + kSeparator + kNoTrade + kSeparator + kNoTrade},
       {.status = 0, .then = Said::Then::kHangUp}}));
  const Client client{gateway.Url(), "1", "s"};
  const ThreeCalls calls;
  const auto refused = client.ExecuteBatch(calls.batch);
  EXPECT_EQ(refused.error()->code, 25);
  EXPECT_EQ(refused[calls.third].error().code, 25);
  for (int pieces = 1; pieces <= 4; pieces += 3) {
    EXPECT_EQ(client.ExecuteBatch(calls.batch).error()->kind, CallErrorKind::kUnreadable);
  }
  const auto lost = client.ExecuteBatch(calls.batch);
  EXPECT_EQ(lost[calls.first].error().kind, CallErrorKind::kNoAnswer);
  EXPECT_EQ(gateway.heard().size(), 4U) << "it holds a write, so it is not made again";
}

TEST(Batch, OfReadsIsMadeAgain) {
  const FakeGateway gateway(Saying({{.status = 503}, {.body = kStatusAnswer}}));
  const Client client(gateway.Url(), "1", "s", Patience().Options());
  Batch batch;
  const auto only = batch.Add(status::kApi, StatusOf(1));
  EXPECT_TRUE(client.ExecuteBatch(batch)[only]);
}

TEST(Batch, RefusesWrongUse) {
  namespace upload = contract::openmall_refund_image_upload;
  Batch batch;
  EXPECT_THROW(batch.Add(upload::kApi, {.image = {.content = "x"}}), std::invalid_argument);
  const Client client{"http://127.0.0.1:1/router/rest", "1", "s"};
  EXPECT_THROW((void)client.ExecuteBatch(batch), std::invalid_argument) << "it is empty";
  batch.Add(status::kApi, StatusOf(1));
  const Client elsewhere{"http://127.0.0.1:1/", "1", "s"};
  EXPECT_THROW((void)elsewhere.ExecuteBatch(batch), std::invalid_argument);
}

}  // namespace
}  // namespace ebbtide::test
