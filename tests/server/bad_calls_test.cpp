#include <gmock/gmock.h>

#include "server/fixture.hpp"

/// Calls that are good HTTP and bad in every other way: a clear error each, nothing written, and
/// the connection goes on.
namespace ebbtide::test {
namespace {

class BadCalls : public ServerTest {
 protected:
  void SetUp() override {
    ServerTest::SetUp();
    client_ = std::make_unique<RawClient>(port());
  }
  void TearDown() override {
    EXPECT_EQ(Made(), 0);
    EXPECT_EQ(platform_.database().Number("SELECT COUNT(*) FROM refund_batch"), 0);
    client_.reset();
    ServerTest::TearDown();
  }

  /// The code of the answer, on the one connection of the test.
  std::string CodeOfForm(std::string_view form) {
    client_->Send(PostOf(form));
    const auto answer = client_->Receive();
    if (!answer) return "closed";
    EXPECT_EQ(answer->status, 200);
    return CodeOf(answer->body);
  }

  std::string CodeOfApplying(const std::string& json) {
    return CodeOfForm(SignedForm(kUserrefund, app_, {{"order_user_refund_info", json}}));
  }

  std::unique_ptr<RawClient> client_;
};

TEST_F(BadCalls, OfBytesThatAreNoUtf8) {
  const std::string form = ApplyForm({});
  for (const char* const bytes :
       {"%FF", "%C0%AF", "%E4%BD", "%ED%A0%80", "%F4%90%80%80", "\xFF", "%80"}) {
    EXPECT_EQ(CodeOfForm(Join(form, "&memo=", bytes)), "47") << bytes;
    EXPECT_EQ(CodeOfForm(Join("memo=", bytes, "&", form)), "47") << bytes;
    EXPECT_EQ(CodeOfForm(Join(form, "&", bytes, "=1")), "47") << bytes;
  }
}

TEST_F(BadCalls, OfPercentSignsWithoutHexDigits) {
  const std::string form = ApplyForm({});
  for (const char* const bytes : {"%", "%4", "%zz", "%4g", "%%20", "% 20", "%-1"}) {
    EXPECT_EQ(CodeOfForm(Join(form, "&memo=", bytes)), "47") << bytes;
  }
}

TEST_F(BadCalls, OfTooManyParameters) {
  std::string form = ApplyForm({});
  for (int i = 0; i < 600; ++i) form += "&p" + std::to_string(i) + "=1";
  EXPECT_EQ(CodeOfForm(form), "47");
}

TEST_F(BadCalls, OfABodyThatIsNoForm) {
  EXPECT_EQ(CodeOfForm(std::string(100'000, '&')), "21");
  EXPECT_EQ(CodeOfForm(std::string(100'000, '=')), "21");
  EXPECT_EQ(CodeOfForm(R"({"method":"taobao.refund.status.get"})"), "21");
  EXPECT_EQ(CodeOfForm(std::string(1000, '\0')), "21");
}

TEST_F(BadCalls, OfJsonThatNestsOrGrowsWithoutEnd) {
  EXPECT_EQ(CodeOfApplying(std::string(200'000, '[')), "41");
  EXPECT_EQ(CodeOfApplying(R"({"sub_refund_orders":)" + std::string(200'000, '[')), "41");
  std::string objects;
  for (int i = 0; i < 20'000; ++i) objects += R"({"a":)";
  EXPECT_EQ(CodeOfApplying(objects), "41");
  EXPECT_EQ(CodeOfApplying(R"({"memo":")" + std::string(500'000, 'm') + R"("})"), "41");
  EXPECT_EQ(CodeOfApplying("{\"biz_order_id\":" + std::string(500'000, '9') + "}"), "41");
}

TEST_F(BadCalls, OfEveryKindOfMalformedParameter) {
  const std::string good = ToJson(Application{});
  struct Change {
    const char* what;
    const char* by;
    const char* code;
  };
  for (const auto& [what, by, code] : std::initializer_list<Change>{
           {"{", "", "41"},
           {"}]}", "}]", "41"},
           {"\"1000\"", "\"１０００\"", "41"},
           {"\"1000\"", "\"1000 \"", "41"},
           {"\"1000\"", "\"\"", "40"},
           {"\"1000\"", "[]", "41"},
           {"\"1000\"", "\"\\uD800\"", "41"},
           {"\"1000\"", "\"\\u00e9\"", "41"},
           {"\"key-1\"", "null", "40"},
           {"[{", "[[{", "41"},
           {"\"refund_fee\":100", "\"refund_fee\":-100", "41"},
           {"\"refund_fee\":100", "\"refund_fee\":1e400", "41"},
           {"\"refund_fee\":100", "\"refund_fee\":9223372036854775807", "41"},
           {"\"refund_fee\":100", "\"refund_fee\":9223372036854775808", "41"},
           {"\"refund_fee\":100", "\"refund_fee\":\"NaN\"", "41"},
           {"\"refund_fee\":100", "\"refund_fee\":100,\"refund_fee\":1", "41"},
           {"\"refund_sale_quantity\":1", "\"refund_sale_quantity\":0", "41"},
           {"\"refund_sale_quantity\":1", "\"refund_sale_quantity\":-9223372036854775808", "41"},
           {"\"refund_sale_quantity\":1", "\"refund_sale_quantity\":9223372036854776", "41"},
           {"\"refund_sale_quantity\":1", "\"pieces\":1", "40"}}) {
    std::string json = good;
    ASSERT_NE(json.find(what), std::string::npos) << what;
    json.replace(json.find(what), std::string_view(what).size(), by);
    EXPECT_EQ(CodeOfApplying(json), code) << json;
  }
}

TEST_F(BadCalls, OfListsThatAreTooLong) {
  Application application{.lines = std::vector<LineToRefund>(1001)};
  EXPECT_EQ(CodeOfApplying(ToJson(application)), "41");
  std::string ids = "1";
  for (int i = 0; i < 20; ++i) ids += ",1";
  EXPECT_EQ(CodeOfForm(SignedForm("alibaba.wdk.order.refund.get", app_, {{"refund_ids", ids}})),
            "41");
}

TEST_F(BadCalls, OfOrdersThatAreSomebodyElsesOrNobodys) {
  const std::string refused = R"("success":false,"err_msg":"order )";
  for (const char* const order : {"7000", "999", "9223372036854775807"}) {
    client_->Send(PostOf(ApplyForm({.order = order})));
    const auto answer = client_->Receive();
    ASSERT_TRUE(answer);
    EXPECT_THAT(answer->body, testing::HasSubstr(Join(refused, order, " does not exist")));
  }
}

}  // namespace
}  // namespace ebbtide::test
