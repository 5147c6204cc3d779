#include <functional>
#include <vector>

#include <gmock/gmock.h>

#include "gateway/fixture.hpp"

/// The gateway's checks: each for itself, and that the earlier one answers where two fail.
namespace ebbtide::test {
namespace {

constexpr std::int64_t kHourMs = 3'600'000;

/// A call in the making.
struct Draft {
  std::string http_method = "POST";
  Params params;
  std::string secret;
  std::function<void(Params&)> after_signing = [](Params&) {};
  std::string raw_end;  ///< added to the encoded form
};

struct Violation {
  const char* name;
  const char* error;  ///< code, msg and sub_code of the answer
  std::function<void(Draft&)> commit;
};

/// What makes `name` wrong or, as "", absent.
std::function<void(Draft&)> With(const char* name, std::string value) {
  return [name, value = std::move(value)](Draft& draft) {
    Set(draft.params, name, value);
    if (value.empty()) Remove(draft.params, name);
  };
}

std::function<void(Draft&)> AfterSigning(const char* name, std::string value) {
  return [name, value = std::move(value)](Draft& draft) {
    draft.after_signing = [name, value](Params& params) {
      Set(params, name, value);
      if (value.empty()) Remove(params, name);
    };
  };
}

using Check = std::vector<Violation>;

constexpr const char* kUserrefund = "alibaba.wdk.channel.order.userrefund";

/// In the order of top-protocol 7.4, after HTTP's own two.
std::vector<Check> Checks() {
  const std::string old = ToWireTime({kNow.unix_ms - kHourMs});
  return {
      {{"an HTTP method that is not TOP's", "9 Http action not allowed",
        [](Draft& draft) { draft.http_method = "PUT"; }}},
      {{"a bad percent escape", "47 Invalid encoding",
        [](Draft& draft) { draft.raw_end = "&x=%zz"; }},
       {"broken UTF-8", "47 Invalid encoding", [](Draft& draft) { draft.raw_end = "&x=%C0%AF"; }}},
      {{"no method", "21 Missing method", With("method", "")},
       {"an unknown method", "22 Invalid method", With("method", "taobao.no.such")}},
      {{"no app key", "28 Missing app key", With("app_key", "")},
       {"an unknown app key", "29 Invalid app Key isv.appkey-not-exists", With("app_key", "999")}},
      {{"no timestamp", "30 Missing timestamp", With("timestamp", "")},
       {"a timestamp that is none", "31 Invalid timestamp", With("timestamp", "yesterday")},
       {"an old timestamp", "31 Invalid timestamp", With("timestamp", old)}},
      {{"no version", "32 Missing version", With("v", "")},
       {"a version that is none", "33 Invalid version", With("v", "two")},
       {"an unknown version", "34 Unsupported version", With("v", "1.0")}},
      {{"an unknown format", "23 Invalid format", With("format", "json2")}},
      {{"no signature", "24 Missing signature", AfterSigning("sign", "")},
       {"another signature", "25 Invalid signature", AfterSigning("sign", std::string(64, 'A'))},
       {"a parameter that was not signed", "25 Invalid signature", AfterSigning("memo", "new")},
       {"a changed parameter", "25 Invalid signature", AfterSigning("session", "another")},
       {"an unknown sign_method", "25 Invalid signature", With("sign_method", "sha1")},
       {"another app's secret", "25 Invalid signature",
        [](Draft& draft) { draft.secret = "secret-2"; }}},
      {{"no session", "26 Missing session", With("session", "")},
       {"an unknown session", "27 Invalid session invalid-sessionkey", With("session", "none")},
       {"another app's session", "27 Invalid session invalid-sessionkey",
        With("session", "session-of-another-app")},
       {"an expired session", "27 Invalid session:session-expired session-expired",
        With("session", "expired")}},
      {{"no parameter",
        "40 Missing required arguments:order_user_refund_info "
        "isv.missing-parameter:order_user_refund_info",
        With("order_user_refund_info", "")},
       {"a parameter that is no JSON",
        "41 Invalid arguments:order_user_refund_info "
        "isv.invalid-parameter:order_user_refund_info",
        With("order_user_refund_info", "{")}}};
}

class Checked : public GatewayTest {
 protected:
  Checked() {
    app_ = platform_.AddSellerApp("TESTW");
    const App other = platform_.AddSellerApp("other");
    platform_.AddSession("session-of-another-app", other, "TESTW", {kNow.unix_ms + kHourMs});
    platform_.AddSession("expired", app_, "TESTW", kNow);
  }

  std::string AnswerTo(const std::vector<const Violation*>& violations) {
    Draft draft{
        .params = PublicParams(kUserrefund, app_), .secret = app_.app_secret, .raw_end = {}};
    Set(draft.params, "order_user_refund_info",
        R"({"out_refund_batch_id":"1","biz_order_id":"1","shop_id":"1","store_id":"1",)"
        R"("sub_refund_orders":[{"sub_biz_order_id":"1","sku_code":"1",)"
        R"("refund_sale_quantity":1,"refund_fee":1}]})");
    for (const auto* violation : violations) violation->commit(draft);
    Sign(draft.params, draft.secret);
    draft.after_signing(draft.params);
    return Handle({.http_method = draft.http_method,
                   .query = {},
                   .content_type = {},
                   .body = ToForm(draft.params) + draft.raw_end})
        .body;
  }

  App app_;
};

TEST_F(Checked, PassACallThatIsRight) {
  EXPECT_EQ(AnswerTo({}),
            R"({"alibaba_wdk_channel_order_userrefund_response":{"api_result":{"success":false,)"
            R"("err_msg":"order 1 does not exist in shop 1 and store 1 of this merchant"},)"
            R"("request_id":"*"}})");
}

TEST_F(Checked, AnswerEachViolationWithItsOwnCode) {
  for (const auto& check : Checks()) {
    for (const auto& violation : check) {
      EXPECT_EQ(ErrorOf(AnswerTo({&violation})), violation.error) << violation.name;
    }
  }
}

TEST_F(Checked, AnswerTheEarlierOfTwoViolations) {
  const auto checks = Checks();
  for (std::size_t i = 0; i < checks.size(); ++i) {
    for (std::size_t j = i + 1; j < checks.size(); ++j) {
      for (const auto& earlier : checks[i]) {
        for (const auto& later : checks[j]) {
          EXPECT_EQ(ErrorOf(AnswerTo({&later, &earlier})), earlier.error)
              << earlier.name << ", and " << later.name;
        }
      }
    }
  }
}

TEST_F(Checked, AnswerParametersBeforeBusiness) {
  // The order does not exist either; the line is named twice.
  const Violation twice{
      "", "",
      With("order_user_refund_info",
           R"({"out_refund_batch_id":"1","biz_order_id":"1","shop_id":"1","store_id":"1",)"
           R"("sub_refund_orders":[{"sub_biz_order_id":"7","sku_code":"1",)"
           R"("refund_sale_quantity":1,"refund_fee":1},{"sub_biz_order_id":"07",)"
           R"("sku_code":"1","refund_sale_quantity":1,"refund_fee":1}]})")};
  EXPECT_EQ(ErrorOf(AnswerTo({&twice})),
            "41 Invalid arguments:order_user_refund_info "
            "isv.invalid-parameter:order_user_refund_info");
}

TEST_F(Checked, AnswerAFormatProblemAsXml) {
  for (const char* const format : {"json2", "xml2", "JSON", "html"}) {
    const Violation violation{"", "", With("format", format)};
    EXPECT_EQ(AnswerTo({&violation}),
              R"(<?xml version="1.0" encoding="utf-8" ?><error_response><code>23</code>)"
              "<msg>Invalid format</msg><sub_msg>format must be xml or json</sub_msg>"
              "<request_id>*</request_id></error_response><!--top-ebbtide-->");
  }
}

TEST_F(Checked, AnswerInTheFormatThatWasAskedFor) {
  const Violation no_method{"", "", With("method", "")};
  const Violation no_format{"", "", With("format", "")};
  EXPECT_EQ(AnswerTo({&no_method}),
            R"({"error_response":{"code":21,"msg":"Missing method",)"
            R"("sub_msg":"http传入的参数加入method字段","request_id":"*"}})");
  EXPECT_EQ(AnswerTo({&no_method, &no_format}),
            R"(<?xml version="1.0" encoding="utf-8" ?><error_response><code>21</code>)"
            "<msg>Missing method</msg><sub_msg>http传入的参数加入method字段</sub_msg>"
            "<request_id>*</request_id></error_response><!--top-ebbtide-->");
}

TEST_F(Checked, AnswerErrorsInFullEvenWhenSimplified) {
  const Violation simplified{"", "", With("simplify", "true")};
  const Violation unsigned_call{"", "", AfterSigning("sign", "0")};
  EXPECT_EQ(AnswerTo({&simplified, &unsigned_call}),
            R"({"error_response":{"code":25,"msg":"Invalid signature","request_id":"*"}})");
}

}  // namespace
}  // namespace ebbtide::test
