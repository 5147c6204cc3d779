#include <gmock/gmock.h>

#include "gateway/fixture.hpp"
#include "protocol/signature.hpp"

/// A JSON or XML document as the body: all parameters are in the query, and the document is signed
/// with them (top-protocol sections 3 and 4.1).
namespace ebbtide::test {
namespace {

class RawBody : public GatewayTest {
 protected:
  RawBody() {
    platform_.ImportDemo();
    app_ = platform_.AddSellerApp("hz0799");
  }

  Params StatusGet() {
    Params params = PublicParams("taobao.refund.status.get", app_);
    Set(params, "query_param", R"({"biz_order_id":2231884277})");
    return params;
  }

  /// The error of a call that signs one document and sends another.
  std::string Post(std::string_view content_type, std::string_view signed_body,
                   std::string_view sent_body) {
    Params params = StatusGet();
    schema::Parameters to_sign;
    for (const auto& [name, value] : params) to_sign.Add(name, value).value();
    Set(params, "sign",
        protocol::Sign({.parameters = to_sign, .raw_body = signed_body},
                       protocol::SignMethod::kHmacSha256, app_.app_secret));
    const std::string query = ToForm(params);
    return ErrorOf(Handle({.http_method = "POST",
                           .query = query,
                           .content_type = content_type,
                           .body = sent_body})
                       .body);
  }

  App app_;
};

constexpr const char* kDocument = "{\"order\": \"甲=1&session=none%zz\"}\n";

TEST_F(RawBody, IsSignedAsItIs) {
  for (const char* const type : {"application/json;charset=utf-8", "Application/JSON",
                                 "text/xml;charset=utf-8", "text/xml"}) {
    EXPECT_EQ(Post(type, kDocument, kDocument), "0") << type;
    EXPECT_EQ(Post(type, "", kDocument), "25 Invalid signature") << type;
    EXPECT_EQ(Post(type, kDocument, std::string(kDocument) + " "), "25 Invalid signature") << type;
    EXPECT_EQ(Post(type, kDocument, ""), "25 Invalid signature") << type;
    EXPECT_EQ(Post(type, "", ""), "0") << type;
  }
}

TEST_F(RawBody, MayBeAnyBytes) {
  constexpr std::string_view kBytes("\xFF\0\xC0\xAF", 4);
  EXPECT_EQ(Post("application/json", kBytes, kBytes), "0");
}

TEST_F(RawBody, OfAnotherTypeIsRefused) {
  for (const char* const type : {"text/json", "application/xml", "application/jsonp", "text/plain",
                                 "application/octet-stream"}) {
    EXPECT_EQ(Post(type, kDocument, kDocument), "47 Invalid encoding") << type;
  }
}

}  // namespace
}  // namespace ebbtide::test
