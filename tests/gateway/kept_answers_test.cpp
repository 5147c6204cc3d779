#include <future>

#include <gmock/gmock.h>

#include "gateway/flow_control.hpp"
#include "gateway/journal.hpp"
#include "gateway/shop.hpp"

/// Answers to reads that are kept until what they show changes. That none of them is ever out of
/// date the simulation proves, too, and every test of this folder that asks, acts and asks again.
namespace ebbtide::test {
namespace {

using refund::PartyKind;
using testing::HasSubstr;
using testing::StartsWith;

constexpr const char* kStatus = "taobao.refund.status.get";
constexpr const char* kWdk = "alibaba.wdk.order.refund.get";
constexpr const char* kEpp = "taobao.epp.refund.get";

/// A gateway whose operator sees how many answers were kept ones.
class KeptAnswers : public ShopTest {
 protected:
  KeptAnswers() {
    AddOrder(100, "paid", R"("state":"APPLIED")");
    AddOrder(200, "paid", R"("state":"APPLIED")");
  }

  static std::string SendTo(gateway::Gateway& gateway, const std::string& form) {
    std::promise<std::string> answered;
    gateway.Together([&] {
      gateway.Handle({.http_method = "POST", .query = {}, .content_type = {}, .body = form},
                     [&](const gateway::Reply& reply) { answered.set_value(reply.body); });
    });
    return answered.get_future().get();
  }
  std::string Send(const App& app, std::string_view method, const Params& params) {
    return SendTo(counted_, SignedForm(method, app, params, platform_.clock().Now()));
  }
  std::string Status(std::string_view order) { return StatusFor(seller_, order); }
  std::string StatusFor(const App& app, std::string_view order) {
    return Send(app, kStatus, {{"query_param", Join(R"({"biz_order_id":)", order, "}")}});
  }

  /// How many answers were kept ones, since the last time.
  std::int64_t Kept() {
    constexpr std::string_view kName = "\nebbtide_kept_answers_total ";
    std::string metrics;
    observer_.AppendMetrics(metrics);
    const auto all = std::stoll(metrics.substr(metrics.find(kName) + kName.size()));
    return all - std::exchange(kept_before_, all);
  }

  gateway::Observer observer_{{}, platform_.clock()};
  gateway::FlowControl flow_{{.app_per_second = 3}};
  gateway::Shared shared_ = [this] {
    auto shared = platform_.shared();
    shared.observer = &observer_;
    return shared;
  }();
  gateway::Gateway counted_{shared_, platform_.directory().OpenReader(), 7};
  std::int64_t kept_before_ = 0;
};

TEST_F(KeptAnswers, AreSentAgainWithAnotherRequestId) {
  const auto first = Status("100");
  EXPECT_EQ(Kept(), 0);
  platform_.clock().AdvanceMs(1000);
  const auto second = Status("100");
  EXPECT_EQ(Kept(), 1);
  EXPECT_THAT(first, HasSubstr("WAIT_SELLER_AGREE"));
  EXPECT_NE(first, second);
  EXPECT_EQ(Anonymous(first), Anonymous(second));
}

TEST_F(KeptAnswers, AreNoneOfAnOrderThatHasChanged) {
  Status("100");
  Status("200");
  EXPECT_THAT(Send(seller_, "taobao.rp.refunds.agree",
                   {{"refund_infos", Join("102|1500|", kAppliedVersion)}}),
              HasSubstr("true"));
  EXPECT_THAT(Status("100"), HasSubstr(R"("status":"SUCCESS")"));
  EXPECT_EQ(Kept(), 0);
  EXPECT_THAT(Status("200"), HasSubstr("WAIT_SELLER_AGREE"));
  EXPECT_EQ(Kept(), 1);
}

TEST_F(KeptAnswers, AreNoneAfterAnotherProcessHasWritten) {
  Status("100");
  const store::DataDirectory other(platform_.directory().path(), platform_.clock());
  auto writer = other.OpenWriter();
  writer->Transact([&] {
    auto& refunds = writer->refunds();
    auto refund = *refunds.Find(store::Scope::Platform(), {102});
    refund.state = refund::State::kRefused;
    ASSERT_TRUE(refunds.Save(refund, refund.version));
  });
  EXPECT_THAT(Status("100"), HasSubstr("SELLER_REFUSE_BUYER"));
  EXPECT_EQ(Kept(), 0);
  writer->Transact([&] {
    auto refund = *writer->refunds().Find(store::Scope::Platform(), {102});
    refund.state = refund::State::kApplied;
    ASSERT_TRUE(writer->refunds().Save(refund, refund.version));
  });
  EXPECT_THAT(Status("100"), HasSubstr("WAIT_SELLER_AGREE"));
  EXPECT_EQ(Kept(), 0);
}

TEST_F(KeptAnswers, AreNobodyElses) {
  const auto mine = Status("100");
  EXPECT_THAT(StatusFor(rival_, "100"), HasSubstr("isv.trade-not-exist"));
  EXPECT_EQ(Anonymous(Status("100")), Anonymous(mine));
  EXPECT_EQ(Kept(), 1);
}

TEST_F(KeptAnswers, AreForThoseWhoMayStillCall) {
  Status("100");
  platform_.Write([&](store::Store& store) {
    store.access().EachSession(seller_.app_key, [&](const store::SessionRecord& session) {
      store.access().RevokeSession(session.hash, platform_.clock().Now());
    });
  });
  EXPECT_THAT(ErrorOf(Status("100")), StartsWith("27 "));
  EXPECT_EQ(Kept(), 0);
}

TEST_F(KeptAnswers, CountAsCalls) {
  auto shared = shared_;
  shared.flow = &flow_;
  gateway::Gateway limited(shared, platform_.directory().OpenReader(), 8);
  std::vector<std::string> answers;
  const auto form = SignedForm(kStatus, seller_, {{"query_param", R"({"biz_order_id":100})"}});
  limited.Together([&] {
    for (int i = 0; i < 4; ++i) {
      limited.Handle({.http_method = "POST", .query = {}, .content_type = {}, .body = form},
                     [&](const gateway::Reply& reply) { answers.push_back(ErrorOf(reply.body)); });
    }
  });
  EXPECT_EQ(Kept(), 2);
  EXPECT_THAT(answers, testing::ElementsAre("0", "0", "0", StartsWith("7 ")));
}

TEST_F(KeptAnswers, AreNoneOfWhatIsNotThereYet) {
  EXPECT_THAT(Status("300"), HasSubstr("isv.trade-not-exist"));
  AddOrder(300, "paid", R"("state":"APPLIED")");
  EXPECT_THAT(Status("300"), HasSubstr("WAIT_SELLER_AGREE"));
  AddOrder(400, "paid");
  EXPECT_THAT(Status("400"), HasSubstr(R"("result_list":{})"));
  EXPECT_THAT(Send(buyer_, "taobao.refund.status.get", {}), HasSubstr("error_response"));
  EXPECT_EQ(Kept(), 0);
}

TEST_F(KeptAnswers, AreInTheFormThatWasAskedFor) {
  const auto ask = [&](std::string_view format, std::string_view simplify) {
    Params params = PublicParams(kStatus, seller_);
    Set(params, "query_param", R"({"biz_order_id":100})");
    Set(params, "format", format);
    Set(params, "simplify", simplify);
    Sign(params, seller_.app_secret);
    return Anonymous(SendTo(counted_, ToForm(params)));
  };
  const auto json = ask("json", "false");
  const auto simple = ask("json", "true");
  const auto xml = ask("xml", "false");
  EXPECT_EQ(Kept(), 0);
  EXPECT_THAT(json, StartsWith(R"({"refund_status_get_response":)"));
  EXPECT_THAT(simple, StartsWith(R"({"result_package":)"));
  EXPECT_THAT(xml, StartsWith("<?xml"));
  EXPECT_EQ(ask("json", "false"), json);
  EXPECT_EQ(ask("json", "true"), simple);
  EXPECT_EQ(ask("xml", "false"), xml);
  EXPECT_EQ(Kept(), 3);
}

TEST_F(KeptAnswers, AreOfTheMethodsThatAreAskedMost) {
  platform_.ImportDemo();
  const auto wdk = platform_.AddSellerApp("TESTW");
  const auto epp = platform_.AddBoundApp(PartyKind::kDistributor, "125007");
  const Params of_wdk{{"refund_ids", "132300,132301"}};
  const Params of_epp{
      {"refund_order_detail_request",
       R"({"out_order_id":"sr_haoka_test_010","refund_order_id":"262724256404290500"})"}};
  const auto refunds = Send(wdk, kWdk, of_wdk);
  const auto purchase = Send(epp, kEpp, of_epp);
  EXPECT_THAT(refunds, HasSubstr(R"("total_number":2)"));
  EXPECT_THAT(purchase, HasSubstr(R"("refund_status":"1")"));
  EXPECT_EQ(Kept(), 0);
  EXPECT_EQ(Anonymous(Send(wdk, kWdk, of_wdk)), Anonymous(refunds));
  EXPECT_EQ(Anonymous(Send(epp, kEpp, of_epp)), Anonymous(purchase));
  EXPECT_EQ(Kept(), 2);

  // One that is not there may come, and a line may get another refund.
  for (const Params& params :
       {Params{{"refund_ids", "132300,5"}}, Params{{"biz_order_ids", "1111110"}}}) {
    Send(wdk, kWdk, params);
    Send(wdk, kWdk, params);
  }
  EXPECT_EQ(Kept(), 0);

  Send(epp, "ebbtide.epp.refund.close",
       {{"refund_order_id", "262724256404290500"}, {"out_order_id", "sr_haoka_test_010"}});
  EXPECT_THAT(Send(epp, kEpp, of_epp), HasSubstr(R"("refund_status":"7")"));
  EXPECT_EQ(Kept(), 0);
}

TEST_F(KeptAnswers, AreNoneWhereNoneAreToBeKept) {
  gateway::Options options;
  options.kept_answers_bytes = 0;
  const gateway::Shared shared{options, platform_.clock(), platform_.writes(), &observer_};
  gateway::Gateway asking(shared, platform_.directory().OpenReader(), 9);
  const auto form = SignedForm(kStatus, seller_, {{"query_param", R"({"biz_order_id":100})"}});
  for (int i = 0; i < 3; ++i) EXPECT_EQ(ErrorOf(SendTo(asking, form)), "0");
  EXPECT_EQ(Kept(), 0);
}

}  // namespace
}  // namespace ebbtide::test
