#include "protocol/signature.hpp"

#include <algorithm>
#include <cctype>

#include <gtest/gtest.h>

/// The numbers are those of the known-answer vectors in top-protocol 4.3.
namespace ebbtide::protocol {
namespace {

using Form = std::vector<std::pair<std::string_view, std::string_view>>;

schema::Parameters Of(const Form& form) {
  schema::Parameters parameters;
  for (const auto& [name, value] : form) {
    EXPECT_TRUE(parameters.Add(name, value));
  }
  return parameters;
}

Form operator+(Form form, const Form& more) {
  form.insert(form.end(), more.begin(), more.end());
  return form;
}

std::string Lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

constexpr std::string_view kSecret = "helloworld";
const Form kBase = {{"app_key", "12345678"},
                    {"session", "test"},
                    {"timestamp", "2016-01-01 12:00:00"},
                    {"format", "json"},
                    {"v", "2.0"}};
const Form kItem = {{"method", "taobao.item.seller.get"},
                    {"fields", "num_iid,title,nick,price,num"},
                    {"num_iid", "11223344"}};
const Form kLaterItem = kBase + kItem + Form{{"timestamp", "1451620800000"}};
constexpr std::string_view kBatch =
    "#PUBLIC#method=taobao.refund.status.get\r\n-S-\r\nquery_param=%7B%22biz_order_id%22%3A1%7D"
    "\r\n-S-\r\nquery_param=%7B%22biz_order_id%22%3A2%7D";

struct Vector {
  int number;
  Form form;  ///< without sign_method
  std::string_view md5;
  std::string_view hmac;
  std::string_view hmac_sha256;
  std::string_view raw_body = {};
};

const Vector kVectors[] = {
    {1, kBase + kItem, "66987CB115214E59E6EC978214934FB8", "D56D7858309C31B6251083A874D48273",
     "04DB15AD0774D5CFCE2C837DE43E3FCEA9011ED74F3038FB6AB5F3C4CEA119E8"},
    {4,
     kBase + Form{{"method", "taobao.refund.status.get"},
                  {"query_param", R"({"biz_order_id":123123123})"}},
     "64221385C36DD44623ECAA7CFD0571F2", "8F45CB440F332AFE100C645BFF6B0819",
     "DF14D2B0B6314E3C7191F82C36787FAE4FD332935DD69F89637C46979F02FD11"},
    {5,
     kBase + Form{{"method", "taobao.refund.refuse"},
                  {"refund_id", "83477"},
                  {"refuse_message", "已发货，不同意退款"}},
     "5271592A3ED5DD34347A2B4DF40B8038", "F595C9BAB852859B315620CA38D47B52",
     "4CC5EFE8803D90788B45DF6D308A63BDE237A962FC3FC4BEA8BB3C4B5EB998D3"},
    {6, kBase, "181DD3E235B4BBCF2DC7E3ADC6C2F7F0", "D8F7B53E823E14E963F2C05FD7ECBF3F",
     "6BAB24C374F9AB89001953A2DA219DAB71B9B048205019B2226A01F112DF3A05", kBatch},
    {7, kLaterItem, "C2AB48CEE89A138FE7BC23B3907D22E4", "", ""},
};

TEST(Signature, KnowsTheVectorsOfTheReference) {
  for (const auto& vector : kVectors) {
    for (const auto& [name, wanted] : {std::pair{"md5", vector.md5},
                                       {"hmac", vector.hmac},
                                       {"hmac-sha256", vector.hmac_sha256}}) {
      if (wanted.empty()) continue;
      SCOPED_TRACE("vector " + std::to_string(vector.number) + ", " + name);
      const auto method = ParseSignMethod(name);
      ASSERT_TRUE(method);
      // What was signed does not include the signature itself.
      const auto parameters = Of(vector.form + Form{{"sign_method", name}, {"sign", wanted}});
      const Signed content{parameters, vector.raw_body};
      EXPECT_EQ(Sign(content, *method, kSecret), wanted);
      EXPECT_TRUE(Verify(content, method, kSecret, wanted));
      EXPECT_TRUE(Verify(content, method, kSecret, Lower(std::string(wanted))));
    }
  }
}

TEST(Signature, KnowsTheVectorOfTheOldestDocument) {  // 2
  const auto parameters = Of({{"method", "taobao.user.seller.get"},
                              {"timestamp", "2013-05-06 13:52:03"},
                              {"format", "xml"},
                              {"app_key", "test"},
                              {"v", "2.0"},
                              {"fields", "nick"},
                              {"session", "test"},
                              {"sign_method", "md5"}});
  constexpr std::string_view kWanted = "72CB4D809B375A54502C09360D879C64";
  EXPECT_EQ(Sign({parameters}, SignMethod::kMd5, "test"), kWanted);
  EXPECT_TRUE(Verify({parameters}, SignMethod::kMd5, "test", kWanted));
}

TEST(Signature, MayCarryTheSecretAtBothEndsWithoutASignMethod) {  // 3 and 9
  const auto three = Of({{"a", "1"}, {"b", "2"}, {"c", "✔️"}});
  EXPECT_TRUE(Verify({three}, std::nullopt, "sandbox01eff1e5ac77cf3d078982e6e",
                     "3250EADEB3D5F9B453F4F0B95FA4B160"));
  const auto nine = Of(kBase + kItem);
  EXPECT_TRUE(Verify({nine}, std::nullopt, kSecret, "FDCF629E159E33081F0BADACEC016CD5"));
}

TEST(Signature, MayCarryTheSecretInFrontOnlyWithoutASignMethod) {  // 9
  constexpr std::string_view kHeadOnly = "942EEDCBCCA4DA113D45F61A2B4C39C2";
  const auto parameters = Of(kBase + kItem);
  EXPECT_TRUE(Verify({parameters}, std::nullopt, kSecret, kHeadOnly));
  EXPECT_TRUE(Verify({parameters}, std::nullopt, kSecret, Lower(std::string(kHeadOnly))));
  EXPECT_FALSE(Verify({parameters}, SignMethod::kMd5, kSecret, kHeadOnly));
}

TEST(Signature, MayKeepOrDropEmptyValues) {  // 8
  const Form form = kBase + kItem + Form{{"sign_method", "md5"}};
  const auto kept = Of(form + Form{{"memo", ""}});
  const auto dropped = Of(form);
  constexpr std::string_view kKept = "C79A88722884B750B4F21A00C052476C";
  constexpr std::string_view kDropped = "66987CB115214E59E6EC978214934FB8";
  EXPECT_EQ(Sign({kept}, SignMethod::kMd5, kSecret), kDropped);
  EXPECT_TRUE(Verify({kept}, SignMethod::kMd5, kSecret, kDropped));
  EXPECT_TRUE(Verify({kept}, SignMethod::kMd5, kSecret, kKept));
  EXPECT_FALSE(Verify({dropped}, SignMethod::kMd5, kSecret, kKept));
}

/// The classic PHP SDK's old notation of an upload is sent and not signed.
TEST(Signature, OfMd5MayLeaveOutValuesThatBeginWithAt) {
  const Form form = kBase + kItem + Form{{"sign_method", "md5"}};
  constexpr std::string_view kWithout = "66987CB115214E59E6EC978214934FB8";    // 1
  constexpr std::string_view kWithEmpty = "C79A88722884B750B4F21A00C052476C";  // 8
  const auto parameters = Of(form + Form{{"image", "@/tmp/a.png"}});
  EXPECT_TRUE(Verify({parameters}, SignMethod::kMd5, kSecret, kWithout));
  EXPECT_TRUE(Verify({parameters}, SignMethod::kMd5, kSecret,
                     Sign({parameters}, SignMethod::kMd5, kSecret)));
  const auto beside_empty = Of(form + Form{{"image", "@/tmp/a.png"}, {"memo", ""}});
  EXPECT_TRUE(Verify({beside_empty}, SignMethod::kMd5, kSecret, kWithEmpty));
  EXPECT_TRUE(Verify({beside_empty}, SignMethod::kMd5, kSecret, kWithout));

  const auto inside = Of(form + Form{{"image", "a@b"}});
  EXPECT_FALSE(Verify({inside}, SignMethod::kMd5, kSecret, kWithout));
  for (const auto method : {SignMethod::kHmac, SignMethod::kHmacSha256}) {
    const std::string without = Sign({Of(form)}, method, kSecret);
    EXPECT_FALSE(Verify({parameters}, method, kSecret, without)) << ToText(method);
  }
}

/// Of "a1" and "a1b"; the digests are from another implementation.
TEST(Signature, KeepsOrDropsEmptyValuesInEveryForm) {
  const auto parameters = Of({{"a", "1"}, {"b", ""}});
  struct Case {
    std::optional<SignMethod> method;
    std::string_view dropped;
    std::string_view kept;
  };
  constexpr Case kCases[] = {
      {std::nullopt, "4A5D5F8A6EC572AB917248582BC1670C", "9F6A97742584F0D6B807A436F3F2FF24"},
      {std::nullopt, "711A7BC01EEE0BAD3FC55F77D377B26B", "1DB8415050E3596CEBE45F9C35E41E6B"},
      {SignMethod::kMd5, "711A7BC01EEE0BAD3FC55F77D377B26B", "1DB8415050E3596CEBE45F9C35E41E6B"},
      {SignMethod::kHmac, "58D472C856DEC1DEEA489C64312A2502", "B5C611408FF83C104580F351DACB21C5"},
      {SignMethod::kHmacSha256, "8A88F5301575FB81D1E25695B2BF495B5433E57615D80EB0D8CF78732EAFA4B9",
       "9D5EE5474C0739ED27F26C86FF93746CA65F9F7D5830B912F1BEFC8CAE1F04B6"}};
  for (const auto& [method, dropped, kept] : kCases) {
    EXPECT_TRUE(Verify({parameters}, method, kSecret, dropped)) << dropped;
    EXPECT_TRUE(Verify({parameters}, method, kSecret, kept)) << kept;
  }
}

TEST(Signature, RefusesWhatWasNotSignedSo) {
  const Form form = kBase + kItem + Form{{"sign_method", "hmac-sha256"}};
  const auto parameters = Of(form);
  const std::string right = Sign({parameters}, SignMethod::kHmacSha256, kSecret);
  ASSERT_TRUE(Verify({parameters}, SignMethod::kHmacSha256, kSecret, right));

  const auto refused = [&](const Signed& content, std::optional<SignMethod> method,
                           std::string_view secret, std::string_view signature) {
    return !Verify(content, method, secret, signature);
  };
  EXPECT_TRUE(refused({parameters}, SignMethod::kHmacSha256, "helloworlD", right));
  EXPECT_TRUE(refused({parameters}, SignMethod::kHmacSha256, "", right));
  EXPECT_TRUE(refused({parameters}, SignMethod::kHmac, kSecret, right));
  EXPECT_TRUE(refused({parameters}, SignMethod::kMd5, kSecret, right));
  EXPECT_TRUE(refused({parameters}, std::nullopt, kSecret, right));
  EXPECT_TRUE(refused({parameters, "x"}, SignMethod::kHmacSha256, kSecret, right));
  EXPECT_TRUE(refused({parameters}, SignMethod::kHmacSha256, kSecret, ""));
  EXPECT_TRUE(refused({parameters}, SignMethod::kHmacSha256, kSecret, right.substr(1)));
  EXPECT_TRUE(refused({parameters}, SignMethod::kHmacSha256, kSecret, right + "0"));
  for (const Form& change : {Form{{"num_iid", "11223345"}}, Form{{"session", "tesT"}},
                             Form{{"unknown", "1"}}, Form{{"v", ""}}}) {
    const auto changed = Of(form + change);
    EXPECT_TRUE(refused({changed}, SignMethod::kHmacSha256, kSecret, right)) << change[0].first;
  }
}

TEST(Signature, RefusesEveryOtherDigit) {
  const auto parameters = Of(kBase);
  const std::string right = Sign({parameters}, SignMethod::kHmac, kSecret);
  for (std::size_t i = 0; i < right.size(); ++i) {
    std::string wrong = right;
    wrong[i] = wrong[i] == '0' ? '1' : '0';
    EXPECT_FALSE(Verify({parameters}, SignMethod::kHmac, kSecret, wrong)) << i;
  }
}

TEST(SignMethod, IsReadInItsExactSpellingOnly) {
  for (const auto method : {SignMethod::kMd5, SignMethod::kHmac, SignMethod::kHmacSha256}) {
    EXPECT_EQ(ParseSignMethod(ToText(method)), method);
  }
  EXPECT_EQ(ToText(SignMethod::kHmacSha256), "hmac-sha256");
  for (const auto text : {"", "MD5", "sha256", "hmac-md5", "hmac-sha256 "}) {
    EXPECT_EQ(ParseSignMethod(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace ebbtide::protocol
