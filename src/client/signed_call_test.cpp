#include "client/signed_call.hpp"

#include <gmock/gmock.h>

#include "schema/form.hpp"

namespace ebbtide::top {
namespace {

using protocol::SignMethod;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

constexpr Timestamp kNoon{1'451'620'800'000};  // 2016-01-01 12:00:00 GMT+8
const Credentials kApp{.app_key = "12345678", .app_secret = "helloworld", .session = "test"};

/// The known-answer vectors 1 and 6 (top-protocol 4.3).
TEST(SignedCall, SignsAsTheKnownAnswersSay) {
  const std::pair<SignMethod, const char*> vectors[] = {
      {SignMethod::kMd5, "66987CB115214E59E6EC978214934FB8"},
      {SignMethod::kHmac, "D56D7858309C31B6251083A874D48273"},
      {SignMethod::kHmacSha256,
       "04DB15AD0774D5CFCE2C837DE43E3FCEA9011ED74F3038FB6AB5F3C4CEA119E8"}};
  for (const auto& [method, sign] : vectors) {
    const SignedCall call(
        "taobao.item.seller.get",
        {{"fields", "num_iid,title,nick,price,num"}, {"num_iid", "11223344"}, {"empty", ""}}, kApp,
        {.sign_method = method}, kNoon);
    EXPECT_THAT(call.ToForm(), EndsWith(std::string("&sign=") + sign));
    EXPECT_THAT(call.ToForm(), Not(HasSubstr("empty")));
  }
  EXPECT_THAT(SignedQuery(kApp, {.sign_method = SignMethod::kMd5}, kNoon,
                          "#PUBLIC#method=taobao.refund.status.get\r\n-S-\r\n"
                          "query_param=%7B%22biz_order_id%22%3A1%7D\r\n-S-\r\n"
                          "query_param=%7B%22biz_order_id%22%3A2%7D"),
              EndsWith("&sign=181DD3E235B4BBCF2DC7E3ADC6C2F7F0"));
}

/// Whatever the texts and the files hold, it must not look like the end of a part.
TEST(SignedCall, ChoosesABoundaryThatNothingHolds) {
  const std::string text = "x\r\n--ebbtide\r\nContent-Disposition: form-data; name=\"sign\"";
  const std::string file = "\r\n--ebbtide7--\r\n";
  const SignedCall call("m", {{"memo", text}}, kApp, {}, kNoon,
                        {{.name = "image", .path = {}, .content = file}});
  const HttpBody body = call.ToBody();
  schema::Parameters parameters;
  ASSERT_TRUE(parameters.AddMultipart(body.body, *schema::BoundaryOf(body.content_type)));
  EXPECT_EQ(parameters.Get("memo"), text);
  EXPECT_EQ(parameters.FindFile("image")->content, file);
}

}  // namespace
}  // namespace ebbtide::top
