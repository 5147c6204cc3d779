#include <gmock/gmock.h>

#include "sdk/shop.hpp"

namespace ebbtide::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using top::CallErrorKind;
using top::Client;

const apply::Request kApplication;
const Said kLost{.body = {}, .status = 0, .then = Said::Then::kHangUp};
const Said kBusy{.body = ErrorAnswer(15, "isp.remote-service-timeout")};

TEST(Retry, MakesAReadAgainUntilItWorks) {
  const FakeGateway gateway(Saying({kBusy, kLost, {.body = kStatusAnswer}}));
  const Patience patience;
  const Client client(gateway.Url(), "1", "s", patience.Options());
  EXPECT_TRUE(client.Execute(status::kApi, StatusOf(1)));
  EXPECT_THAT(*patience.pauses_ms, ElementsAre(100, 200));
  EXPECT_EQ(gateway.heard().size(), 3U);
}

TEST(Retry, GivesTheLastErrorWhenItsAttemptsAreUsedUp) {
  const FakeGateway gateway(Saying({{.body = "overloaded", .status = 503}}));
  const Patience patience;
  const Client client(gateway.Url(), "1", "s", patience.Options());
  const auto response = client.Execute(status::kApi, StatusOf(1));
  EXPECT_EQ(response.error().kind, CallErrorKind::kNoAnswer);
  EXPECT_EQ(response.Body(), "overloaded");
  EXPECT_EQ(gateway.heard().size(), 3U);
}

TEST(Retry, MakesAWriteAgainOnlyWhenItsCallerSaysSo) {
  for (const Said& failure : {kBusy, kLost}) {
    const FakeGateway gateway(Saying({failure, {.body = kApplyAnswer}}));
    const Patience patience;
    const Client client(gateway.Url(), "1", "s", patience.Options());
    EXPECT_FALSE(client.Execute(apply::kApi, kApplication));
    EXPECT_EQ(gateway.heard().size(), 1U);
    EXPECT_THAT(*patience.pauses_ms, IsEmpty());
  }
  const FakeGateway gateway(Saying({kLost, kBusy, {.body = kApplyAnswer}}));
  const Client client(gateway.Url(), "1", "s", Patience().Options());
  const auto response = client.Execute(apply::kApi, kApplication, {}, {.idempotent = true});
  ASSERT_TRUE(response);
  EXPECT_TRUE(response->api_result.success);
}

TEST(Retry, WaitsAsLongAsFlowControlAsksFor) {
  const FakeGateway gateway(
      Saying({{.body = ErrorAnswer(7, "accesscontrol.limited-by-app-access-count",
                                   "This ban will last for 2 more seconds")},
              {.body = kApplyAnswer},
              {.body = ErrorAnswer(7, "accesscontrol.limited-by-app-access-count",
                                   "This ban will last for 60 more seconds")}}));
  const Patience patience;
  const Client client(gateway.Url(), "1", "s", patience.Options());
  EXPECT_TRUE(client.Execute(apply::kApi, kApplication)) << "nothing had run";
  EXPECT_THAT(*patience.pauses_ms, ElementsAre(2'000));
  EXPECT_EQ(client.Execute(apply::kApi, kApplication).error().code, 7);
  EXPECT_THAT(*patience.pauses_ms, ElementsAre(2'000)) << "a minute is the caller's to wait";
}

TEST(Retry, SignsEachAttemptAnew) {
  const auto clock = std::make_shared<ManualClock>(Timestamp{1'451'620'800'000});
  const FakeGateway gateway(Saying({kBusy, {.body = kStatusAnswer}}));
  top::ClientOptions options;
  options.clock = clock;
  options.pause = [clock](std::chrono::milliseconds /*time*/) { clock->AdvanceMs(5'000); };
  const Client client(gateway.Url(), "1", "s", options);
  EXPECT_TRUE(client.Execute(status::kApi, StatusOf(1)));
  EXPECT_THAT(gateway.heard().at(0).body, testing::HasSubstr("12%3A00%3A00"));
  EXPECT_THAT(gateway.heard().at(1).body, testing::HasSubstr("12%3A00%3A05"));
}

TEST(Retry, TellsACallThatWasNeverSent) {
  std::string url;
  { url = FakeGateway(Saying({{}})).Url(); }
  const Patience patience;
  const Client client(url, "1", "s", patience.Options());
  const auto response = client.Execute(apply::kApi, kApplication);
  EXPECT_EQ(response.error().kind, CallErrorKind::kNotSent);
  EXPECT_THAT(response.error().ToText(), testing::StartsWith("cannot connect to 127.0.0.1:"));
  EXPECT_THAT(*patience.pauses_ms, ElementsAre(100, 200));
}

TEST(Retry, GivesUpOnAServerThatSaysNothing) {
  const FakeGateway gateway(Saying({{.then = Said::Then::kSilence}}));
  top::ClientOptions options = Patience().Options();
  options.timeout = std::chrono::milliseconds(20);
  options.retries.attempts_max = 2;
  const Client client(gateway.Url(), "1", "s", options);
  const auto response = client.Execute(status::kApi, StatusOf(1));
  EXPECT_EQ(response.error().kind, CallErrorKind::kNoAnswer);
  EXPECT_THAT(response.error().ToText(), testing::HasSubstr("timeout"));
  EXPECT_EQ(response.Body(), "");
}

}  // namespace
}  // namespace ebbtide::test
