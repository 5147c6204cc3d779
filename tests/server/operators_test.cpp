#include <thread>

#include <gmock/gmock.h>

#include "server/fixture.hpp"

/// What operators see: the listener of their own, metrics and the journal.
namespace ebbtide::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class Operators : public ServerTest {
 protected:
  explicit Operators(gateway::JournalOptions journal = {})
      : ServerTest({.admin_address = "127.0.0.1"}, journal) {}

  std::string Ask(std::string_view target) {
    RawClient client(server_->admin_port());
    client.Send(GetOf(target));
    const auto answer = client.Receive();
    return answer ? std::to_string(answer->status) + " " + answer->body : "(closed)";
  }
  int StatusAtTheGateway(std::string_view target) {
    const auto answer = Say(GetOf(target));
    return answer ? answer->status : 0;
  }
  std::string Form(const Params& more) {
    Params params = PublicParams("taobao.refund.get", app_);
    params.insert(params.end(), more.begin(), more.end());
    Sign(params, app_.app_secret);
    return ToForm(params);
  }
};

TEST_F(Operators, HaveTheirPathsForThemselves) {
  EXPECT_EQ(Ask("/healthz"), "200 alive\n");
  EXPECT_EQ(Ask("/readyz"), "200 ready\n");
  EXPECT_THAT(Ask("/metrics"), HasSubstr("ebbtide_connections "));
  EXPECT_EQ(Ask("/journal"), "200 []");
  for (const char* const path : {"/healthz", "/readyz", "/metrics", "/journal"}) {
    EXPECT_EQ(StatusAtTheGateway(path), 404) << path;
  }
  for (const auto& path : {"/router/rest?" + ReadForm(), std::string("/router/batch"),
                           std::string("/picture/x"), std::string("/authorize")}) {
    EXPECT_EQ(Ask(path).substr(0, 3), "404") << path;
  }
}

class OperatorsBesideCalls : public ServerTest {};

TEST_F(OperatorsBesideCalls, SeeAllButTheJournal) {
  EXPECT_EQ(Say(GetOf("/healthz"))->status, 200);
  EXPECT_EQ(Say(GetOf("/metrics"))->status, 200);
  EXPECT_EQ(Say(GetOf("/journal"))->status, 404);
  EXPECT_EQ(server_->admin_port(), 0);
}

TEST_F(Operators, AreToldThatTheServerStopsUntilItHas) {
  HeldWriteLane held(platform_.writes());
  RawClient applying(port());
  applying.Send(PostOf(ApplyForm({})));
  ExpectServing();  // by the same thread, so the application is in flight by now
  RawClient idle(port());
  idle.Send(GetOf("/x"));
  ASSERT_TRUE(idle.Receive());
  RawClient asking(server_->admin_port());
  asking.Send(GetOf("/readyz"));
  EXPECT_EQ(asking.Receive()->body, "ready\n");
  std::thread stopping([&] { server_->Stop(); });
  EXPECT_TRUE(idle.IsClosed());  // by Stop
  asking.Send(GetOf("/readyz"));
  EXPECT_EQ(asking.Receive()->body, "not ready\n");
  held.Release();
  EXPECT_TRUE(applying.Receive());
  applying.FinishSending();
  asking.FinishSending();
  stopping.join();
  server_.reset();
}

TEST_F(Operators, CountCallsByMethodAndOutcome) {
  for (int i = 0; i < 3; ++i) EXPECT_EQ(Post(ReadForm()), kReadAnswer);
  EXPECT_EQ(Post(ApplyForm({})), kApplied);
  Post("method=taobao.refund.get&app_key=" + app_.app_key);
  Post("method=no.such.method");
  Post(Form({{"fields", "refund_id"}, {"refund_id", "999"}}));
  const auto text = Ask("/metrics");
  const auto count = [](std::string_view method, std::string_view outcome, int calls) {
    return HasSubstr(Join("\nebbtide_calls_total{method=\"", method, "\",outcome=\"", outcome,
                          "\"} ", std::to_string(calls), "\n"));
  };
  EXPECT_THAT(text, count("taobao.refund.status.get", "ok", 3));
  EXPECT_THAT(text, count("alibaba.wdk.channel.order.userrefund", "ok", 1));
  EXPECT_THAT(text, count("taobao.refund.get", "denied", 1));
  EXPECT_THAT(text, count("taobao.refund.get", "refused", 1));
  EXPECT_THAT(text, count("", "denied", 1));
  EXPECT_THAT(text, HasSubstr("\nebbtide_call_duration_seconds_count{lane=\"write\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("{lane=\"read\",le=\"+Inf\"} 6\n"));
  EXPECT_THAT(text, HasSubstr("\nebbtide_call_duration_seconds_count{lane=\"read\"} 6\n"));
}

TEST_F(Operators, CountWhatIsNoCall) {
  Say("garbage\r\n\r\n");
  Say(Join("GET /", std::string(70'000, 'a'), " HTTP/1.1\r\n\r\n"));
  Say(Join("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 999999999\r\n\r\n"));
  EXPECT_EQ(Post(ReadForm()), kReadAnswer);
  const auto text = Ask("/metrics");
  for (const char* const line :
       {"\nebbtide_http_refused_total{reason=\"malformed\"} 1\n",
        "\nebbtide_http_refused_total{reason=\"long_head\"} 1\n",
        "\nebbtide_http_refused_total{reason=\"large_body\"} 1\n",
        "\nebbtide_http_refused_total{reason=\"slow\"} 0\n", "\nebbtide_http_requests_total 1\n",
        "\nebbtide_connections_opened_total 4\n", "\nebbtide_writes_waiting 0\n"}) {
    EXPECT_THAT(text, HasSubstr(line));
  }
}

class JournalOfAll : public Operators {
 protected:
  JournalOfAll() : Operators({.mode = gateway::JournalMode::kFull, .size = 5}) {}
};

std::string RequestIdOf(std::string_view body) {
  constexpr std::string_view kMark = R"("request_id":")";
  const auto begin = body.find(kMark) + kMark.size();
  return std::string(body.substr(begin, body.find('"', begin) - begin));
}

TEST_F(JournalOfAll, SaysWhatBecameOfACall) {
  const auto answer =
      Say(PostOf(Form({{"fields", "refund_id,status"}, {"refund_id", "999"}, {"own", "x"}})));
  ASSERT_TRUE(answer);
  Post(ReadForm());
  const auto found = Ask("/journal?request_id=" + RequestIdOf(answer->body));
  EXPECT_THAT(found, testing::StartsWith(Join(R"(200 [{"time":"2024-03-01 12:00:00",)",
                                              R"("request_id":")", RequestIdOf(answer->body),
                                              R"(","method":"taobao.refund.get","app_key":")",
                                              app_.app_key, R"(","code":50,)",
                                              R"("sub_code":"isv.refund-not-exist:refund_id")")));
  EXPECT_THAT(found, HasSubstr(R"("lane":"read","parameters":"fields(16) format(4) refund_id=999 )"
                               R"(session(16) sign(64) sign_method(11) )"
                               R"(timestamp=2024-03-01 12:00:00 v(3) +1")"));
  EXPECT_EQ(Ask("/journal?request_id=none"), "200 []");
}

TEST_F(JournalOfAll, HoldsNothingThatIsSomebodysOwn) {
  const std::vector<std::string> secrets{"Zhang-San", "13800138000", "Hangzhou", app_.session};
  Post(SignedForm("taobao.refund.refuse", app_,
                  {{"refund_id", "13800138000 x"},
                   {"refuse_message", "Zhang-San of Hangzhou"},
                   {"Zhang-San", "13800138000"},
                   {"13800138000", ""}}));
  Post("method=Zhang-San&app_key=13800138000x");
  const auto all = Ask("/journal");
  for (const auto& secret : secrets) EXPECT_THAT(all, Not(HasSubstr(secret)));
  EXPECT_THAT(all, HasSubstr("refuse_message(21)"));
}

TEST_F(JournalOfAll, KeepsTheLatest) {
  std::vector<std::string> ids;
  for (int i = 0; i < 8; ++i) {
    const auto answer = Say(PostOf(ReadForm()));
    ASSERT_TRUE(answer);
    ids.push_back(RequestIdOf(answer->body));
  }
  const auto all = Ask("/journal");
  std::size_t at = all.size();
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto found = all.find(ids[i]);
    EXPECT_EQ(found == std::string::npos, i < 3) << i;
    if (found == std::string::npos) continue;
    EXPECT_LT(found, at) << "the latest first";
    at = found;
  }
}

class JournalOfSome : public Operators {
 protected:
  JournalOfSome() : Operators({.mode = gateway::JournalMode::kSampled, .sample_every = 4}) {}
};

TEST_F(JournalOfSome, TakesOneInSoMany) {
  for (int i = 0; i < 12; ++i) EXPECT_EQ(Post(ReadForm()), kReadAnswer);
  const auto all = Ask("/journal");
  std::size_t entries = 0;
  for (auto at = all.find("request_id"); at != all.npos; at = all.find("request_id", at + 1)) {
    ++entries;
  }
  EXPECT_EQ(entries, 3U);
}

}  // namespace
}  // namespace ebbtide::test
