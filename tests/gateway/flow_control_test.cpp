#include "gateway/flow_control.hpp"

#include <atomic>
#include <future>
#include <thread>
#include <vector>

#include <gmock/gmock.h>

#include "gateway/fixture.hpp"

/// Token buckets of apps, methods, and methods of apps.
namespace ebbtide::test {
namespace {

using gateway::FlowControl;
using gateway::FlowLimits;
using testing::HasSubstr;

constexpr std::string_view kByApp = "accesscontrol.limited-by-app-access-count";
constexpr std::string_view kByMethod = "accesscontrol.limited-by-api-access-count";
constexpr std::string_view kByBoth = "accesscontrol.limited-by-app-api-access-count";

constexpr Timestamp After(std::int64_t ms) { return {kNow.unix_ms + ms}; }

/// How many of `calls` at that moment get through.
int Passed(FlowControl& flow, int calls, Timestamp now, std::string_view app = "app",
           std::string_view method = "method") {
  int passed = 0;
  for (int i = 0; i < calls; ++i) passed += flow.Take(app, method, now) ? 0 : 1;
  return passed;
}

TEST(Buckets, HoldWhatASecondAllowsAndFillSteadily) {
  for (const int rate : {1, 2, 3, 7, 50, 999}) {
    FlowControl flow({.app_per_second = rate});
    EXPECT_EQ(Passed(flow, 2 * rate, kNow), rate);
    EXPECT_EQ(Passed(flow, 1, After(1'000 / rate - 1)), 0) << rate;
    EXPECT_EQ(Passed(flow, 2, After(1'000 / rate + 1)), 1) << rate;
    EXPECT_EQ(Passed(flow, 2 * rate, After(60'000)), rate) << "no more after a pause";
  }
}

TEST(Buckets, AreOffByDefault) {
  FlowControl flow(FlowLimits{});
  EXPECT_EQ(Passed(flow, 100'000, kNow), 100'000);
}

TEST(Buckets, AreOfEachAppEachMethodAndBoth) {
  FlowControl by_app({.app_per_second = 1});
  EXPECT_FALSE(by_app.Take("a", "m", kNow));
  EXPECT_EQ(by_app.Take("a", "n", kNow)->sub_code, kByApp);
  EXPECT_FALSE(by_app.Take("b", "m", kNow));

  FlowControl by_method({.method_per_second = 1});
  EXPECT_FALSE(by_method.Take("a", "m", kNow));
  EXPECT_EQ(by_method.Take("b", "m", kNow)->sub_code, kByMethod);
  EXPECT_FALSE(by_method.Take("b", "n", kNow));

  FlowControl by_both({.app_method_per_second = 1});
  EXPECT_FALSE(by_both.Take("a", "m", kNow));
  EXPECT_EQ(by_both.Take("a", "m", kNow)->sub_code, kByBoth);
  EXPECT_FALSE(by_both.Take("a", "n", kNow));
  EXPECT_FALSE(by_both.Take("b", "m", kNow));
}

TEST(Buckets, LoseNothingToARefusedCall) {
  FlowControl flow({.app_per_second = 3, .app_method_per_second = 1});
  EXPECT_FALSE(flow.Take("a", "m", kNow));
  for (int i = 0; i < 10; ++i) EXPECT_EQ(flow.Take("a", "m", kNow)->sub_code, kByBoth);
  EXPECT_FALSE(flow.Take("a", "n", kNow));
  EXPECT_FALSE(flow.Take("a", "o", kNow));
  EXPECT_EQ(flow.Take("a", "p", kNow)->sub_code, kByApp);
}

TEST(Buckets, SurviveAClockThatIsSetBack) {
  FlowControl flow({.app_per_second = 2});
  EXPECT_EQ(Passed(flow, 3, kNow), 2);
  EXPECT_EQ(Passed(flow, 3, After(-3'600'000)), 2);
}

TEST(Buckets, AreFoundForManyAppsAtOnce) {
  FlowControl flow({.app_per_second = 1});
  constexpr int kApps = 10'000;
  for (int i = 0; i < kApps; ++i) EXPECT_EQ(Passed(flow, 2, kNow, std::to_string(i)), 1) << i;
  for (int i = 0; i < kApps; ++i)
    EXPECT_EQ(Passed(flow, 2, After(2'000), "n" + std::to_string(i)), 1);
}

TEST(Buckets, GiveOutNoTokenTwiceToThreads) {
  constexpr int kRate = 1'000;
  constexpr int kThreads = 4;
  FlowControl flow({.app_per_second = kRate});
  // The bucket has its owner before they race for its tokens.
  EXPECT_EQ(Passed(flow, 1, kNow), 1);
  std::atomic<int> passed{1};
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] { passed += Passed(flow, kRate, kNow); });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(passed, kRate);
}

class Limited : public GatewayTest {
 protected:
  Limited() { app_ = platform_.AddSellerApp("hz0799"); }

  std::string Answer(const gateway::Call& call,
                     void (gateway::Gateway::*handle)(const gateway::Call&,
                                                      std::function<void(gateway::Reply)>)) {
    std::promise<std::string> answered;
    (limited_.*handle)(
        call, [&](const gateway::Reply& reply) { answered.set_value(Anonymous(reply.body)); });
    return answered.get_future().get();
  }

  App app_;
  FlowControl flow_{{.app_per_second = 2}};
  gateway::Shared shared_ = [this] {
    auto shared = platform_.shared();
    shared.flow = &flow_;
    return shared;
  }();
  gateway::Gateway limited_{shared_, platform_.directory().OpenReader(), 1};
};

TEST_F(Limited, CallsAreAnsweredInTheWordsThatClientsRead) {
  const auto call = [&](const App& app) {
    const auto form =
        SignedForm("taobao.refund.status.get", app, {{"query_param", R"({"biz_order_id":1})"}},
                   platform_.clock().Now());
    return Answer({.http_method = "POST", .query = {}, .content_type = {}, .body = form},
                  &gateway::Gateway::Handle);
  };
  App forged = app_;
  forged.app_secret = "wrong";
  EXPECT_EQ(ErrorOf(call(forged)), "25 Invalid signature") << "takes nobody's token";
  EXPECT_EQ(ErrorOf(call(app_)), "0");
  EXPECT_EQ(ErrorOf(call(app_)), "0");
  EXPECT_EQ(call(app_), R"({"error_response":{"code":7,"msg":"App Call Limited",)"
                        R"("sub_code":"accesscontrol.limited-by-app-access-count",)"
                        R"("sub_msg":"This ban will last for 1 more seconds","request_id":"*"}})");
  platform_.clock().AdvanceMs(500);
  EXPECT_EQ(ErrorOf(call(app_)), "0");
}

TEST_F(Limited, CallsOfABatchCountOneByOne) {
  const std::string part = R"(method=taobao.refund.status.get&query_param={"biz_order_id":1})";
  const std::string body = Join(part, "\r\n-S-\r\n", part, "\r\n-S-\r\n", part);
  Params params = PublicParams("", app_);
  Remove(params, "method");
  schema::Parameters to_sign;
  for (const auto& [name, value] : params) to_sign.Add(name, value).value();
  Set(params, "sign",
      protocol::Sign({.parameters = to_sign, .raw_body = body}, protocol::SignMethod::kHmacSha256,
                     app_.app_secret));
  const std::string query = ToForm(params);
  const auto answer = Answer({.http_method = "POST",
                              .query = query,
                              .content_type = "text/plain;charset=UTF-8",
                              .body = body},
                             &gateway::Gateway::HandleBatch);
  const auto last = answer.rfind("\r\n-S-\r\n");
  ASSERT_NE(last, std::string::npos) << answer;
  EXPECT_THAT(answer.substr(0, last), testing::Not(HasSubstr("error_response")));
  EXPECT_THAT(answer.substr(last), HasSubstr("\"code\":7,"));
}

}  // namespace
}  // namespace ebbtide::test
