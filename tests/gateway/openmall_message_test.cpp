#include <gmock/gmock.h>

#include "gateway/openmall_fixture.hpp"
#include "service/messages.hpp"
#include "service/move.hpp"

/// What distributors say and show about their refunds.
namespace ebbtide::test {
namespace {

using std::string_literals::operator""s;
using testing::HasSubstr;
using testing::MatchesRegex;

constexpr const char* kTrue = R"({"result":true})";
constexpr const char* kWrongMessage =
    "41 Invalid arguments:refund_message isv.invalid-parameter:refund_message";
constexpr const char* kStatusError = "50 Remote service error isv.refund-status-error";

const std::string kPng = "\x89PNG\r\n\x1A\n\0picture"s;
const std::string kJpeg = "\xFF\xD8\xFF\xE0picture"s;

class OpenmallMessages : public OpenmallTest {
 protected:
  OpenmallMessages() : refund_(Apply("7000", "3500")) {}

  /// A file part is not signed.
  std::string Upload(const std::string& refund, const std::string& picture,
                     const std::string& distributor = "fx") {
    const std::string method = "taobao.openmall.refund.image.upload";
    const std::string query =
        SignedForm(method, app_, {{"distributor", distributor}, {"refund_id", refund}});
    const std::string body = Join(
        "--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"proof.txt\"\r\n"
        "Content-Type: text/plain\r\n\r\n",
        picture, "\r\n--b--\r\n");
    return Handle({.http_method = "POST",
                   .query = query,
                   .content_type = "multipart/form-data; boundary=b",
                   .body = body})
        .body;
  }

  /// The token that an upload gives.
  std::string TokenOf(const std::string& refund, const std::string& picture) {
    const std::string answer = Upload(refund, picture);
    const auto begin = answer.find(R"("result":")") + 10;
    return answer.substr(begin, answer.find('"', begin) - begin);
  }

  std::string Say(const std::string& text, const std::string& pictures = "[]") {
    return Call("refund.message.submit",
                {{"refund_id", refund_},
                 {"refund_message", Join(R"({"refund_message":")", text,
                                         R"(","refund_message_pics":)", pictures, "}")}});
  }

  std::string Messages(const Params& page = {}) {
    Params params{{"refund_id", refund_}};
    for (const auto& [name, value] : page) Set(params, name, value);
    return Call("refund.message.get", params);
  }

  /// What another side says.
  void SayAs(refund::Actor actor, const std::string& text) {
    platform_.Write([&](store::Store& store) {
      const service::Caller caller;
      const service::Policy policy;
      const service::Context context{store, caller, platform_.clock().Now(), "test", policy};
      const auto refund =
          service::FindRefund(store::Scope::Platform(), std::stoll(refund_), context).value();
      service::KeepWords(refund, {.actor = actor, .id = {}, .nick = {}}, {.content = text},
                         context);
    });
  }

  std::string refund_;
};

TEST_F(OpenmallMessages, AreListedOldestFirstWithTheirAuthorsRoles) {
  EXPECT_EQ(Say("你好"), kTrue);
  SayAs(refund::Actor::kSeller, "1");
  SayAs(refund::Actor::kPlatform, "3");
  SayAs(refund::Actor::kSystem, "5");
  const auto row = [](const char* text, const char* role) {
    return Join(R"({"refund_message":")", text, R"(","refund_message_pics":{},)",
                R"("time":"2024-03-01 12:00:00","role":)", role, "}");
  };
  EXPECT_EQ(Messages(), Join(R"({"results_list":{"refund_message":[)", row("你好", "4"), ",",
                             row("1", "1"), ",", row("3", "3"), ",", row("5", "5"), "]}}"));
  EXPECT_EQ(Messages({{"page_no", "2"}, {"page_size", "3"}}),
            Join(R"({"results_list":{"refund_message":[)", row("5", "5"), "]}}"));
  EXPECT_EQ(Messages({{"page_no", "3"}, {"page_size", "3"}}), R"({"results_list":{}})");
}

TEST_F(OpenmallMessages, HaveUpTo180Characters) {
  std::string text;
  for (int i = 0; i < 180; ++i) text += "😀";
  EXPECT_EQ(Say(text), kTrue);
  EXPECT_EQ(ErrorOf(Say(text + "a")), kWrongMessage);
  EXPECT_EQ(ErrorOf(Say(std::string(181, 'a'))), kWrongMessage);
  EXPECT_EQ(Say(text), kTrue) << "there is no key: it is added again";
  EXPECT_EQ(platform_.database().Number("SELECT COUNT(*) FROM refund_message"), 2);
}

TEST_F(OpenmallMessages, ShowPicturesThatWereUploadedForTheirRefund) {
  const std::string token = TokenOf(refund_, kPng);
  EXPECT_THAT(token, MatchesRegex("[0-9a-f]{64}"));
  EXPECT_EQ(TokenOf(refund_, kPng), token);
  const std::string other = TokenOf(Apply("7100", "10"), kJpeg);

  const auto picture = [](const std::string& one) { return R"({"pic_token":")" + one + "\"}"; };
  EXPECT_EQ(Say("a", Join(R"([{"desc":"外包装破损","pic":"http://x","pic_token":")", token,
                          R"("},)", picture(token), "]")),
            kTrue);
  EXPECT_THAT(
      Messages(),
      MatchesRegex(R"re(.*"refund_message_pics":\{"refund_message_pic":\[\{"desc":"外包装破损",)re"
                   R"re("pic":"http://127.0.0.1/picture/)re" +
                   refund_ + "/" + token +
                   R"re(\?expires=1709269200000&sign=[0-9a-f]{64}"\},\{"pic":"http://127.*)re"));

  EXPECT_EQ(ErrorOf(Say("b", "[" + picture(other) + "]")), kWrongMessage);
  EXPECT_EQ(ErrorOf(Say("b", R"([{"pic":"http://x"}])")), kWrongMessage);
  EXPECT_EQ(ErrorOf(Say("b", Join("[", picture(token), ",", picture(token), ",", picture(token),
                                  ",", picture(token), "]"))),
            kWrongMessage);
  EXPECT_EQ(platform_.database().Number("SELECT COUNT(*) FROM refund_message"), 1);
}

TEST_F(OpenmallMessages, TakePicturesByTheirContent) {
  EXPECT_EQ(TokenOf(refund_, kJpeg).size(), 64U);
  for (const std::string& content : {"GIF89a picture"s, "text"s}) {
    EXPECT_EQ(ErrorOf(Upload(refund_, content)),
              "41 Invalid arguments:image isv.invalid-parameter:image");
  }
  EXPECT_EQ(ErrorOf(Upload(refund_, "")),
            "40 Missing required arguments:image isv.missing-parameter:image");
  const std::string nothing = Blanked(Upload("9999", kPng), "9999");
  EXPECT_EQ(ErrorOf(nothing), "50 Remote service error isv.refund-not-exist:refund_id");
  EXPECT_EQ(Blanked(Upload("7801", kPng), "7801"), nothing);
  EXPECT_EQ(Blanked(Upload("7701", kPng), "7701"), nothing);
  EXPECT_EQ(Blanked(Upload(refund_, kPng, "nobody"), refund_), nothing);
}

TEST_F(OpenmallMessages, EndWithTheRefund) {
  const std::string version = "SELECT version FROM refund WHERE refund_id = " + refund_;
  const auto before = platform_.database().Number(version);
  platform_.clock().AdvanceMs(5'000);
  EXPECT_EQ(Say("a"), kTrue);
  EXPECT_EQ(platform_.database().Number(version), before);
  Do(refund_, refund::Event::kAgreeRefund);
  EXPECT_EQ(ErrorOf(Say("b")), kStatusError);
  EXPECT_EQ(ErrorOf(Upload(refund_, kPng)), kStatusError);
  EXPECT_THAT(Messages(), HasSubstr(R"("refund_message":"a")"));
}

}  // namespace
}  // namespace ebbtide::test
