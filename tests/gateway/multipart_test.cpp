#include <gmock/gmock.h>

#include "gateway/fixture.hpp"

/// Calls whose body is multipart/form-data.
namespace ebbtide::test {
namespace {

using std::string_view_literals::operator""sv;

constexpr const char* kStatusGet = "taobao.refund.status.get";

const std::string kAnswer =
    R"({"refund_status_get_response":{"result_package":{"result_list":{)"
    R"("query_refund_status_response":[{"refund_id":83477,"tid":2231884277,"oid":2231884277,)"
    R"("modified":"2000-01-01 00:00:00","status":"SUCCESS"}]}},"request_id":"*"}})";

/// As the Node SDK writes parts.
std::string NodeBody(const Params& params) {
  std::string body;
  for (const auto& [name, value] : params) {
    body +=
        Join("--b\r\nContent-Disposition: form-data; name=\"", name, "\"\r\n\r\n", value, "\r\n");
  }
  return body + "--b--\r\n";
}

/// As the official Java SDK writes parts, with a file behind them.
std::string JavaBody(const Params& params, std::string_view file) {
  std::string body;
  for (const auto& [name, value] : params) {
    body += Join("\r\n--1709265600000\r\nContent-Disposition:form-data;name=\"", name,
                 "\"\r\nContent-Type:text/plain\r\n\r\n", value);
  }
  return Join(body,
              "\r\n--1709265600000\r\nContent-Disposition:form-data;name=\"image\";"
              "filename=\"a.jpg\"\r\nContent-Type:image/jpeg\r\n\r\n",
              file, "\r\n--1709265600000--\r\n");
}

class Multipart : public GatewayTest {
 protected:
  Multipart() {
    platform_.ImportDemo();
    app_ = platform_.AddSellerApp("hz0799");
  }

  Params StatusGet(std::string_view sign_method) {
    Params params = PublicParams(kStatusGet, app_);
    Set(params, "sign_method", sign_method);
    Set(params, "memo", "退款 +%41&=");
    Set(params, "query_param", R"({"biz_order_id":2231884277})");
    return params;
  }

  std::string Send(std::string_view http_method, std::string_view query, std::string_view type,
                   const std::string& body) {
    return Handle({.http_method = http_method, .query = query, .content_type = type, .body = body})
        .body;
  }

  App app_;
};

TEST_F(Multipart, MayCarryTheWholeCallAsParts) {
  Params params = StatusGet("md5");
  Sign(params, app_.app_secret);
  for (const char* const verb : {"POST", "GET"}) {
    EXPECT_EQ(Send(verb, "", "multipart/form-data; boundary=b", NodeBody(params)), kAnswer);
  }
  Set(params, "memo", "another");
  EXPECT_EQ(ErrorOf(Send("POST", "", "multipart/form-data; boundary=b", NodeBody(params))),
            "25 Invalid signature");
}

TEST_F(Multipart, MayCarryFilesThatAreNotSigned) {
  Params params = StatusGet("hmac-sha256");
  Sign(params, app_.app_secret);
  const auto of_body = [](const auto& param) {
    return param.first == "query_param" || param.first == "memo";
  };
  Params query = params;
  std::erase_if(query, of_body);
  std::erase_if(params, [&](const auto& param) { return !of_body(param); });
  constexpr auto kType = "multipart/form-data;charset=UTF-8;boundary=1709265600000";
  constexpr auto kPicture = "\xFF\xD8\0\r\n--1709265600000x"sv;
  EXPECT_EQ(Send("POST", ToForm(query), kType, JavaBody(params, kPicture)), kAnswer);
  EXPECT_EQ(Send("POST", ToForm(query), kType, JavaBody(params, "")), kAnswer);
}

TEST_F(Multipart, ThatCannotBeReadIsRefused) {
  Params params = StatusGet("md5");
  Sign(params, app_.app_secret);
  std::string body = NodeBody(params);
  body.resize(body.size() - std::string_view("--b--\r\n").size());
  EXPECT_EQ(Send("POST", "format=json", "multipart/form-data; boundary=b", body),
            R"({"error_response":{"code":47,"msg":"Invalid encoding","sub_msg":)"
            R"("the multipart body cannot be read: its closing boundary is missing",)"
            R"("request_id":"*"}})");
}

}  // namespace
}  // namespace ebbtide::test
