#include <gmock/gmock.h>

#include "base/digest.hpp"
#include "gateway/fixture.hpp"

/// How a call may bring its parameters, sign them and say what it wants back.
namespace ebbtide::test {
namespace {

constexpr const char* kStatusGet = "taobao.refund.status.get";
constexpr std::int64_t kToleranceMs = 600'000;
constexpr std::int64_t kHourMs = 3'600'000;

const std::string kAnswer =
    R"({"refund_status_get_response":{"result_package":{"result_list":{)"
    R"("query_refund_status_response":[{"refund_id":83477,"tid":2231884277,"oid":2231884277,)"
    R"("modified":"2000-01-01 00:00:00","status":"SUCCESS"}]}},"request_id":"*"}})";

class PublicParameters : public GatewayTest {
 protected:
  PublicParameters() {
    platform_.ImportDemo();
    app_ = platform_.AddSellerApp("hz0799");
  }

  Params StatusGet() {
    Params params = PublicParams(kStatusGet, app_);
    Set(params, "query_param", R"({"biz_order_id":2231884277})");
    return params;
  }

  std::string PostSigned(Params params) {
    Sign(params, app_.app_secret);
    return Post(ToForm(params));
  }

  std::string PostAt(std::string_view timestamp) {
    Params params = StatusGet();
    Set(params, "timestamp", timestamp);
    return ErrorOf(PostSigned(params));
  }

  App app_;
};

TEST_F(PublicParameters, MayComeInQueryOrBodyOrBoth) {
  Params params = StatusGet();
  Sign(params, app_.app_secret);
  const std::string all = ToForm(params);
  const auto middle = params.begin() + 4;
  const std::string first = ToForm({params.begin(), middle});
  const std::string rest = ToForm({middle, params.end()});
  const std::string form = "application/x-www-form-urlencoded";
  struct Way {
    std::string http_method, query, content_type, body;
  };
  for (const auto& way :
       {Way{"GET", all, "", ""}, Way{"POST", "", form, all},
        Way{"POST", first, form + ";charset=UTF-8", rest},
        Way{"POST", rest, "Application/X-WWW-Form-UrlEncoded", first}, Way{"POST", all, "", ""},
        Way{"GET", "", form, all}, Way{"POST", "", form + " ; charset=utf-8", all},
        Way{"POST", all, "text/plain", ""}}) {
    const auto reply = Handle({.http_method = way.http_method,
                               .query = way.query,
                               .content_type = way.content_type,
                               .body = way.body});
    EXPECT_EQ(reply.body, kAnswer) << way.http_method << " " << way.content_type;
    EXPECT_EQ(reply.content_type, "text/javascript;charset=UTF-8");
  }
}

TEST_F(PublicParameters, OfTheBodyWinOverThoseOfTheQuery) {
  Params params = StatusGet();
  Sign(params, app_.app_secret);
  const std::string body = ToForm(params);
  const auto ask = [&](std::string_view query) {
    return Handle({.http_method = "POST", .query = query, .content_type = {}, .body = body}).body;
  };
  EXPECT_EQ(ask("query_param=%7B%22biz_order_id%22%3A1%7D&format=xml&sign=0&app_key=1"), kAnswer);
  EXPECT_EQ(ErrorOf(ask("not_signed=1")), "25 Invalid signature");
}

TEST_F(PublicParameters, GivenTwiceKeepTheLastValue) {
  Params params = StatusGet();
  Sign(params, app_.app_secret);
  EXPECT_EQ(Post("format=html&" + ToForm(params)), kAnswer);
  EXPECT_EQ(ErrorOf(Post(ToForm(params) + "&app_key=1")),
            "29 Invalid app Key isv.appkey-not-exists");
}

TEST_F(PublicParameters, OfAnUnknownNameAreSignedAndPassedOver) {
  Params params = StatusGet();
  Set(params, "partner_id", "top-apitools");
  Set(params, "单位", "公斤 & = ?");
  EXPECT_EQ(PostSigned(params), kAnswer);
}

TEST_F(PublicParameters, InABodyThatIsNoFormAreRefused) {
  Params params = StatusGet();
  Sign(params, app_.app_secret);
  const std::string form = ToForm(params);
  for (const char* const type :
       {"text/html", "multipart/form-data", "multipart/mixed; boundary=x",
        "application/x-www-form-urlencode", "application/x-www-form-urlencodedd"}) {
    EXPECT_EQ(Handle({.http_method = "POST", .query = {}, .content_type = type, .body = form}).body,
              R"(<?xml version="1.0" encoding="utf-8" ?><error_response><code>47</code>)"
              "<msg>Invalid encoding</msg>"
              "<sub_msg>the body must be application/x-www-form-urlencoded, multipart/form-data "
              "with a boundary, application/json or text/xml</sub_msg>"
              "<request_id>*</request_id></error_response><!--top-ebbtide-->")
        << type;
  }
}

TEST_F(PublicParameters, MustBeFewEnough) {
  std::string form = ToForm(StatusGet());
  for (int i = 0; i < 600; ++i) form += "&p" + std::to_string(i) + "=1";
  EXPECT_EQ(ErrorOf(Post(form)), "47 Invalid encoding");
}

TEST_F(PublicParameters, AreSignedByAnyOfTheThreeMethods) {
  for (const char* const method : {"md5", "hmac", "hmac-sha256"}) {
    Params params = StatusGet();
    Set(params, "sign_method", method);
    Sign(params, app_.app_secret);
    EXPECT_EQ(Post(ToForm(params)), kAnswer) << method;
    std::string& sign = params.back().second;
    for (char& c : sign) c = c >= 'A' ? static_cast<char>(c - 'A' + 'a') : c;
    EXPECT_EQ(Post(ToForm(params)), kAnswer) << method << " in lower case";
    sign.back() = sign.back() == '0' ? '1' : '0';
    EXPECT_EQ(ErrorOf(Post(ToForm(params))), "25 Invalid signature") << method;
  }
}

TEST_F(PublicParameters, WithoutSignMethodAreSignedTheOldWays) {
  Params params = StatusGet();
  Remove(params, "sign_method");
  std::sort(params.begin(), params.end());
  std::string content;
  for (const auto& [name, value] : params) content += name + value;
  const std::string& secret = app_.app_secret;
  for (const auto& signed_text : {secret + content, secret + content + secret}) {
    auto digest = Digest::Of(HashKind::kMd5);
    digest.Add(signed_text);
    Params ready = params;
    Set(ready, "sign", std::move(digest).Hex());
    EXPECT_EQ(Post(ToForm(ready)), kAnswer);
  }
}

TEST_F(PublicParameters, ThatAreEmptyMayBeSignedOrNot) {
  Params params = StatusGet();
  Sign(params, app_.app_secret);
  params.emplace_back("memo", "");
  EXPECT_EQ(Post(ToForm(params)), kAnswer);

  Params kept = StatusGet();
  Set(kept, "memo", "");
  std::sort(kept.begin(), kept.end());
  auto digest = Digest::Keyed(HashKind::kSha256, app_.app_secret);
  for (const auto& [name, value] : kept) digest.Add(name).Add(value);
  Set(kept, "sign", std::move(digest).Hex());
  EXPECT_EQ(Post(ToForm(kept)), kAnswer);
}

TEST_F(PublicParameters, MayBeTenMinutesFromTheServersTime) {
  EXPECT_EQ(PostAt(ToWireTime({kNow.unix_ms - kToleranceMs})), "0");
  EXPECT_EQ(PostAt(ToWireTime({kNow.unix_ms + kToleranceMs})), "0");
  EXPECT_EQ(PostAt(std::to_string(kNow.unix_ms - kToleranceMs)), "0");
  EXPECT_EQ(PostAt(std::to_string(kNow.unix_ms + kToleranceMs)), "0");
  EXPECT_EQ(PostAt(std::to_string(kNow.unix_ms)), "0");

  const std::string invalid = "31 Invalid timestamp";
  EXPECT_EQ(PostAt(std::to_string(kNow.unix_ms - kToleranceMs - 1)), invalid);
  EXPECT_EQ(PostAt(std::to_string(kNow.unix_ms + kToleranceMs + 1)), invalid);
  EXPECT_EQ(PostAt("9223372036854775807"), invalid);
  EXPECT_EQ(PostAt("-9223372036854775808"), invalid);
  EXPECT_EQ(PostAt("2024-03-01T12:00:00"), invalid);
  EXPECT_EQ(PostAt("2024-02-30 12:00:00"), invalid);

  platform_.clock().AdvanceMs(1);
  EXPECT_EQ(PostAt(ToWireTime({kNow.unix_ms - kToleranceMs})), invalid);
  EXPECT_EQ(PostAt(ToWireTime({kNow.unix_ms + kToleranceMs})), "0");
}

TEST_F(PublicParameters, EndTheSessionTheMomentItExpires) {
  platform_.AddSession("short", app_, "hz0799", {kNow.unix_ms + 1});
  Params params = StatusGet();
  Set(params, "session", "short");
  EXPECT_EQ(PostSigned(params), kAnswer);
  platform_.clock().AdvanceMs(1);
  EXPECT_EQ(ErrorOf(PostSigned(params)), "27 Invalid session:session-expired session-expired");
}

TEST_F(PublicParameters, NeedNoSessionWhereTheMethodHasNone) {
  const App crm = platform_.AddBoundApp(refund::PartyKind::kCustomer, "4053738002");
  for (const char* const session : {"", "never was"}) {
    Params params = PublicParams("alibaba.crm.refund.xiaoman.refund.info.batchquery", crm);
    Set(params, "global_id", "4053738002");
    Set(params, "item_list", "P2506309029254759_2");
    if (*session != '\0') Set(params, "session", session);
    Sign(params, crm.app_secret);
    EXPECT_EQ(ErrorOf(Post(ToForm(params))), "0") << session;
  }
}

TEST_F(PublicParameters, SimplifyJsonOnlyForTheWordTrue) {
  const std::string simple =
      R"({"result_package":{"result_list":[{"refund_id":83477,"tid":2231884277,)"
      R"("oid":2231884277,"modified":"2000-01-01 00:00:00","status":"SUCCESS"}]},)"
      R"("request_id":"*"})";
  for (const auto& [value, answer] :
       {std::pair{"true", simple}, {"1", kAnswer}, {"True", kAnswer}, {"false", kAnswer}}) {
    Params params = StatusGet();
    Set(params, "simplify", value);
    EXPECT_EQ(PostSigned(params), answer) << value;
  }
}

TEST_F(PublicParameters, AskForXmlByDefault) {
  for (const char* const format : {"", "xml"}) {
    Params params = StatusGet();
    Remove(params, "format");
    if (*format != '\0') Set(params, "format", format);
    Set(params, "simplify", "true");
    Sign(params, app_.app_secret);
    const auto reply =
        Handle({.http_method = "POST", .query = {}, .content_type = {}, .body = ToForm(params)});
    EXPECT_EQ(reply.content_type, "text/xml;charset=UTF-8");
    EXPECT_EQ(reply.body,
              R"(<?xml version="1.0" encoding="utf-8" ?><refund_status_get_response>)"
              "<result_package><result_list><query_refund_status_response>"
              "<refund_id>83477</refund_id><tid>2231884277</tid><oid>2231884277</oid>"
              "<modified>2000-01-01 00:00:00</modified><status>SUCCESS</status>"
              "</query_refund_status_response></result_list></result_package>"
              "<request_id>*</request_id></refund_status_get_response><!--top-ebbtide-->");
  }
}

}  // namespace
}  // namespace ebbtide::test
