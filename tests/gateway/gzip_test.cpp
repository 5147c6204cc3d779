#include <zlib.h>

#include <gmock/gmock.h>

#include "gateway/fixture.hpp"
#include "gateway/gzip.hpp"

/// Answers are compressed for those who ask for it, and for nobody else.
namespace ebbtide::test {
namespace {

constexpr int kGzipWindowBits = 15 + 16;

/// What a gzip file holds; it must be whole, and nothing may follow.
std::string Unzipped(std::string_view file) {
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, kGzipWindowBits), Z_OK);
  std::string text(1'000'000, '\0');
  stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(file.data()));
  stream.avail_in = static_cast<uInt>(file.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  EXPECT_EQ(stream.avail_in, 0U);
  text.resize(stream.total_out);
  inflateEnd(&stream);
  return text;
}

class Compression : public GatewayTest {
 protected:
  Compression() {
    platform_.ImportDemo();
    app_ = platform_.AddSellerApp("hz0799");
  }

  gateway::Reply Get(bool accepts_gzip, std::string_view method, const Params& params) {
    Params all = PublicParams(method, app_);
    all.insert(all.end(), params.begin(), params.end());
    Set(all, "format", "xml");
    Sign(all, app_.app_secret);
    const std::string query = ToForm(all);
    return Handle(
        {.http_method = "GET", .query = query, .content_type = {}, .accepts_gzip = accepts_gzip});
  }

  App app_;
};

constexpr const char* kRefundGet = "taobao.refund.get";
const Params kAllFields = {
    {"refund_id", "83477"},
    {"fields",
     "refund_id,alipay_no,tid,oid,buyer_nick,seller_nick,total_fee,status,created,refund_fee,"
     "order_status,good_status,payment,title,price,num,reason,desc,has_good_return,modified,"
     "refund_phase,refund_version,operation_contraint,shipping_type,company_name,sid,address"}};

TEST_F(Compression, IsForThoseWhoAskForIt) {
  const auto plain = Get(false, kRefundGet, kAllFields);
  EXPECT_EQ(plain.content_encoding, "");
  ASSERT_GT(plain.body.size(), 512U) << plain.body;
  const auto zipped = Get(true, kRefundGet, kAllFields);
  EXPECT_EQ(zipped.content_encoding, "gzip");
  EXPECT_EQ(zipped.content_type, plain.content_type);
  EXPECT_LT(zipped.body.size(), plain.body.size());
  EXPECT_EQ(Anonymous(Unzipped(zipped.body)), plain.body);
}

TEST_F(Compression, LeavesAShortAnswerAlone) {
  const auto reply = Get(true, "taobao.no.such", {});
  EXPECT_EQ(reply.content_encoding, "");
  EXPECT_EQ(ErrorOf(reply.body), "22 Invalid method");
}

TEST_F(Compression, IsOfABatchAsAWhole) {
  std::string body = "N";
  for (int i = 1; i < 10; ++i) body += "\r\n-S-\r\nN";
  Params params = PublicParams("", app_);
  Remove(params, "method");
  schema::Parameters to_sign;
  for (const auto& [name, value] : params) to_sign.Add(name, value).value();
  Set(params, "sign",
      protocol::Sign({.parameters = to_sign, .raw_body = body}, protocol::SignMethod::kHmacSha256,
                     app_.app_secret));
  const std::string query = ToForm(params);
  gateway::Reply answer;
  gateway_.HandleBatch({.http_method = "POST",
                        .query = query,
                        .content_type = "text/plain",
                        .body = body,
                        .accepts_gzip = true},
                       [&](gateway::Reply reply) { answer = std::move(reply); });
  EXPECT_EQ(answer.content_encoding, "gzip");
  const std::string text = Unzipped(answer.body);
  EXPECT_THAT(text, testing::StartsWith(R"({"error_response":{"code":21,)"));
  std::size_t separators = 0;
  for (auto at = text.find("\r\n-S-\r\n"); at != std::string::npos;
       at = text.find("\r\n-S-\r\n", at + 1)) {
    ++separators;
  }
  EXPECT_EQ(separators, 9U);
}

TEST(Gzip, GivesBackWhatItTook) {
  std::string mixed;
  for (std::uint64_t i = 0; i < 100'000; ++i) mixed += static_cast<char>(i * i % 251);
  for (const std::string& text : {std::string(), std::string("a"), std::string(600, 'x'), mixed}) {
    const auto file = gateway::Gzip(text);
    ASSERT_TRUE(file);
    EXPECT_TRUE(Unzipped(*file) == text) << text.size();
  }
}

}  // namespace
}  // namespace ebbtide::test
