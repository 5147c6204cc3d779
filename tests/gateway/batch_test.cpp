#include <future>

#include <gmock/gmock.h>

#include "gateway/batch.hpp"
#include "gateway/fixture.hpp"
#include "protocol/signature.hpp"
#include "support/wares.hpp"

/// Many calls under one signature (top-protocol section 9).
namespace ebbtide::test {
namespace {

using testing::ElementsAre;
using testing::Eq;
using testing::HasSubstr;
using testing::StartsWith;

constexpr const char* kStatusGet = "taobao.refund.status.get";
constexpr const char* kNoMethod = "21 Missing method";

const std::string kAccepted =
    R"({"alibaba_wdk_channel_order_userrefund_response":{"api_result":{"success":true},)"
    R"("request_id":"*"}})";

std::string Part(Params params) { return ToForm(params); }

std::string StatusOf(const std::string& order) {
  return Part({{"method", kStatusGet}, {"query_param", R"({"biz_order_id":)" + order + "}"}});
}

std::string RefundOf(const Application& application) {
  Params params = ParamsOf(application);
  Set(params, "method", kUserrefund);
  return Part(params);
}

std::string Joined(const std::vector<std::string>& parts,
                   std::string_view separator = gateway::kBatchSeparator) {
  std::string body;
  for (const auto& part : parts) {
    if (&part != &parts.front()) body += separator;
    body += part;
  }
  return body;
}

std::vector<std::string> SplitAnswer(std::string_view answer, std::string_view separator) {
  std::vector<std::string> pieces;
  for (auto end = answer.find(separator); end != std::string_view::npos;
       end = answer.find(separator)) {
    pieces.push_back(Anonymous(std::string(answer.substr(0, end))));
    answer.remove_prefix(end + separator.size());
  }
  pieces.push_back(Anonymous(std::string(answer)));
  return pieces;
}

class Batch : public GatewayTest {
 protected:
  Batch() {
    platform_.ImportDemo();
    platform_.Import(kWares);
    app_ = platform_.AddSellerApp("shop");
    platform_.AddSession("taobao-session", app_, "hz0799", {kNow.unix_ms + 1'000});
  }

  /// The public parameters of a batch: all but the method.
  Params Envelope() {
    Params params = PublicParams("", app_);
    Remove(params, "method");
    return params;
  }

  std::string SignedQuery(Params params, std::string_view body) {
    schema::Parameters to_sign;
    for (const auto& [name, value] : params) to_sign.Add(name, value).value();
    Set(params, "sign",
        protocol::Sign({.parameters = to_sign, .raw_body = body}, protocol::SignMethod::kHmacSha256,
                       app_.app_secret));
    return ToForm(params);
  }

  /// Sends what has been signed.
  std::future<gateway::Reply> Start(const std::string& query, const std::string& body,
                                    std::string_view separator = {}) {
    const auto answered = std::make_shared<std::promise<gateway::Reply>>();
    // A second answer would throw.
    gateway_.HandleBatch(
        {.http_method = "POST",
         .query = query,
         .content_type = "text/plain;charset=UTF-8",
         .body = body,
         .batch_separator = separator},
        [answered](gateway::Reply reply) { answered->set_value(std::move(reply)); });
    return answered->get_future();
  }

  std::vector<std::string> Ask(const std::string& body, std::string_view separator = {}) {
    const auto reply = Start(SignedQuery(Envelope(), body), body, separator).get();
    return SplitAnswer(reply.body, separator.empty() ? gateway::kBatchSeparator : separator);
  }

  std::vector<std::string> ErrorsOf(const std::vector<std::string>& pieces) {
    std::vector<std::string> errors;
    for (const auto& piece : pieces) errors.push_back(ErrorOf(piece));
    return errors;
  }

  App app_;
};

TEST_F(Batch, AnswersEachCallInOrderAndAloneInItsFailure) {
  const auto pieces =
      Ask(Joined({StatusOf("2231884277") + "&session=taobao-session", "method=taobao.no.such",
                  RefundOf({.key = "a"}), "x=%zz", RefundOf({.key = "b", .order = "99"}),
                  Part({{"method", kStatusGet}}), StatusOf("1") + "&session=none", StatusOf("1"),
                  RefundOf({.key = "c"})}));
  ASSERT_EQ(pieces.size(), 9U);
  EXPECT_THAT(pieces[0], StartsWith(R"({"refund_status_get_response":{"result_package":)"
                                    R"({"result_list":{"query_refund_status_response":[)"
                                    R"({"refund_id":83477,)"));
  EXPECT_EQ(ErrorOf(pieces[1]), "22 Invalid method");
  EXPECT_EQ(pieces[2], kAccepted);
  EXPECT_EQ(ErrorOf(pieces[3]), "47 Invalid encoding");
  EXPECT_THAT(pieces[4], HasSubstr(R"("success":false)"));
  EXPECT_EQ(ErrorOf(pieces[5]),
            "40 Missing required arguments:query_param isv.missing-parameter:query_param");
  EXPECT_EQ(ErrorOf(pieces[6]), "27 Invalid session invalid-sessionkey");
  EXPECT_THAT(pieces[7], HasSubstr("isv.trade-not-exist"));
  EXPECT_EQ(pieces[8], kAccepted);
}

TEST_F(Batch, MayBringParametersForAllCallsWhichEachMayOverride) {
  const std::string query = "query_param=" + schema::UrlEncode(R"({"biz_order_id":2231884277})");
  const std::string common =
      "#PUBLIC#method=taobao.refund.status.get&session=taobao-session&" + query;
  const auto pieces = Ask(Joined(
      {common, "N", "", "query_param=%7B%22biz_order_id%22%3A1%7D", "session=none", "method="}));
  ASSERT_EQ(pieces.size(), 5U);
  EXPECT_THAT(pieces[0], HasSubstr("83477"));
  EXPECT_EQ(pieces[1], pieces[0]);
  EXPECT_THAT(pieces[2], HasSubstr("isv.trade-not-exist"));
  EXPECT_EQ(ErrorOf(pieces[3]), "27 Invalid session invalid-sessionkey");
  EXPECT_EQ(ErrorOf(pieces[4]), kNoMethod);
}

TEST_F(Batch, IsCutByTheSeparatorThatTheClientNames) {
  EXPECT_THAT(ErrorsOf(Ask(Joined({"N", "method=a.b", "N"}, "-@-"), "-@-")),
              ElementsAre(kNoMethod, "22 Invalid method", kNoMethod));
  EXPECT_THAT(ErrorsOf(Ask(Joined({"N", "N"}, "-@-"))), ElementsAre(kNoMethod));
  // One that is also in the mark of the common part, which is no place to cut.
  EXPECT_THAT(ErrorsOf(Ask("#PUBLIC#method=a.b#N", "#")), ElementsAre("22 Invalid method"));
}

TEST_F(Batch, IsAnsweredInTheFormatOfItsEnvelope) {
  const std::string body = Joined({StatusOf("1") + "&format=json&simplify=true", "N"});
  Params params = Envelope();
  Remove(params, "format");
  const auto xml = Start(SignedQuery(params, body), body).get();
  EXPECT_EQ(xml.content_type, "text/xml;charset=UTF-8");
  const auto pieces = SplitAnswer(xml.body, gateway::kBatchSeparator);
  ASSERT_EQ(pieces.size(), 2U);
  for (const auto& piece : pieces) {
    EXPECT_THAT(piece, StartsWith(R"(<?xml version="1.0" encoding="utf-8" ?><)"));
  }

  params = Envelope();
  Set(params, "simplify", "true");
  const auto json = Start(SignedQuery(params, body), body).get();
  EXPECT_EQ(json.content_type, "text/javascript;charset=UTF-8");
  EXPECT_THAT(json.body, StartsWith(R"({"result_package":)"));
}

/// The client finds fewer pieces than it sent calls, and reads the one as the error of all.
TEST_F(Batch, ThatIsWrongItselfIsAnsweredWithOneError) {
  const std::string body = Joined({RefundOf({.key = "a"}), "N"});
  const auto ask = [&](const std::string& query, const std::string& sent) {
    return ErrorOf(Start(query, sent).get().body);
  };
  const auto with = [&](const char* name, const char* value) {
    Params params = Envelope();
    Set(params, name, value);
    return ask(SignedQuery(params, body), body);
  };
  EXPECT_EQ(ask(SignedQuery(Envelope(), body), body + " "), "25 Invalid signature");
  EXPECT_EQ(ask(SignedQuery(Envelope(), ""), body), "25 Invalid signature");
  EXPECT_EQ(ask(ToForm(Envelope()), body), "24 Missing signature");
  EXPECT_EQ(with("app_key", "1"), "29 Invalid app Key isv.appkey-not-exists");
  EXPECT_EQ(with("timestamp", "2024-01-01 00:00:00"), "31 Invalid timestamp");
  EXPECT_EQ(with("v", "1.0"), "34 Unsupported version");
  EXPECT_EQ(with("format", "json2"), "23 Invalid format");
  EXPECT_EQ(ask("a=%zz", body), "47 Invalid encoding");
  for (const std::string& none : {std::string(), std::string("#PUBLIC#method=a.b"),
                                  Joined(std::vector(21, std::string("N")))}) {
    EXPECT_EQ(ask(SignedQuery(Envelope(), none), none),
              "41 Invalid arguments:body isv.invalid-parameter:body");
  }
  const std::string broken = Joined({"#PUBLIC#a=%zz", "N", "N"});
  EXPECT_EQ(ask(SignedQuery(Envelope(), broken), broken), "47 Invalid encoding");
  EXPECT_EQ(platform_.database().Number("SELECT COUNT(*) FROM refund_batch"), 0);
}

TEST_F(Batch, MayHoldTwentyCalls) {
  const auto errors = ErrorsOf(Ask(Joined(std::vector(20, std::string("N")))));
  EXPECT_EQ(errors, std::vector(20, std::string(kNoMethod)));
}

TEST_F(Batch, RunsItsReadsWhileItsWritesWaitAndAnswersWhenAllHaveEnded) {
  HeldWriteLane held(platform_.writes());
  const std::string body = Joined({RefundOf({.key = "a"}), StatusOf("1"), RefundOf({.key = "b"})});
  auto answer = Start(SignedQuery(Envelope(), body), body);
  EXPECT_EQ(answer.wait_for(std::chrono::seconds(0)), std::future_status::timeout);
  held.Release();
  const auto pieces = SplitAnswer(answer.get().body, gateway::kBatchSeparator);
  ASSERT_EQ(pieces.size(), 3U);
  EXPECT_EQ(pieces[0], kAccepted);
  EXPECT_THAT(pieces[1], HasSubstr("isv.trade-not-exist"));
  EXPECT_EQ(pieces[2], kAccepted);
}

TEST_F(Batch, SurvivesABrokenCall) {
  platform_.database().Run(
      "CREATE TRIGGER broken BEFORE INSERT ON refund WHEN NEW.line_id = 1002 "
      "BEGIN SELECT RAISE(ABORT, 'broken by the test'); END");
  const auto errors = ErrorsOf(
      Ask(Joined({RefundOf({.key = "a"}), RefundOf({.key = "b", .lines = {{"1002", "B", 1, 200}}}),
                  RefundOf({.key = "c"})})));
  EXPECT_THAT(errors, ElementsAre("0", "50 Remote service error isp.unknown-error", "0"));
}

TEST(BatchBody, IsTakenApart) {
  struct Case {
    std::string_view body, separator, common;
    std::vector<std::string_view> calls;
  };
  for (const auto& [body, separator, common, calls] : {
           Case{"", "|", "", {}},
           {"N", "|", "", {"N"}},
           {"a=1|b=2", "|", "", {"a=1", "b=2"}},
           {"a=1|", "|", "", {"a=1", ""}},
           {"|", "|", "", {"", ""}},
           {"#PUBLIC#", "|", "", {}},
           {"#PUBLIC#a=1", "|", "a=1", {}},
           {"#PUBLIC#a=1|", "|", "a=1", {""}},
           {"#PUBLIC#a=1|b=2||c=3", "|", "a=1", {"b=2", "", "c=3"}},
           {"#PUBLIC#a=1#b=2", "#", "a=1", {"b=2"}},
           {"a=1|#PUBLIC#b=2", "|", "", {"a=1", "#PUBLIC#b=2"}},
           {"a\r\n-S-\r\nb\r\n-S-\r", "\r\n-S-\r\n", "", {"a", "b\r\n-S-\r"}},
       }) {
    const auto batch = gateway::SplitBatch(body, separator);
    EXPECT_EQ(batch.common, common) << body;
    EXPECT_THAT(batch.calls, Eq(calls)) << body;
  }
}

}  // namespace
}  // namespace ebbtide::test
