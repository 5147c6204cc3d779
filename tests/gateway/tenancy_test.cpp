#include <gmock/gmock.h>

#include "gateway/fixture.hpp"
#include "support/wares.hpp"

/// Another tenant's id gets exactly the answer of an id that does not exist (refund-domain 9).
namespace ebbtide::test {
namespace {

using refund::PartyKind;
using testing::HasSubstr;

/// A question about an id of the first tenant's, with `#` where the id stands.
struct Question {
  const char* method;
  const char* param;
  const char* value;
  const char* theirs;  ///< what replaces `#`
  const char* nobodys;
};

std::string Filled(std::string text, std::string_view id) {
  for (auto at = text.find('#'); at != std::string::npos; at = text.find('#')) {
    text.replace(at, 1, id);
  }
  return text;
}

std::string Blanked(std::string text, std::string_view id) {
  for (auto at = text.find(id); at != std::string::npos; at = text.find(id)) {
    text.replace(at, id.size(), "#");
  }
  return text;
}

class Tenants : public GatewayTest {
 protected:
  Tenants() {
    platform_.ImportDemo();
    platform_.Import(kWares);
  }

  std::string AnswerTo(const App& app, const Question& question, const char* id) {
    Params params{{question.param, Filled(question.value, id)}};
    if (question.method == kXiaoman) params.emplace_back("global_id", "4053738002");
    return Blanked(Ask(app, question.method, params), id);
  }

  /// The owner must get something else, or the question asks nothing.
  void ExpectHidden(const App& owner, const App& stranger, const Question& question) {
    const std::string nobodys = AnswerTo(stranger, question, question.nobodys);
    EXPECT_EQ(AnswerTo(stranger, question, question.theirs), nobodys) << question.value;
    EXPECT_EQ(AnswerTo(owner, question, question.nobodys), nobodys) << question.value;
    EXPECT_NE(AnswerTo(owner, question, question.theirs), nobodys) << question.value;
  }

  static constexpr const char* kXiaoman = "alibaba.crm.refund.xiaoman.refund.info.batchquery";
};

TEST_F(Tenants, WhoSellDoNotSeeEachOther) {
  const App taobao = platform_.AddSellerApp("hz0799");
  const App wdk = platform_.AddSellerApp("TESTW");
  const App stranger = platform_.AddSellerApp("stranger");
  const char* const status = "taobao.refund.status.get";
  const char* const query = R"({"biz_order_id":#})";
  ExpectHidden(taobao, stranger, {status, "query_param", query, "2231900000", "2999999999"});
  ExpectHidden(taobao, wdk, {status, "query_param", query, "2231900001", "2999999999"});
  ExpectHidden(taobao, wdk, {status, "query_param", query, "2231900003", "2999999999"});
  const char* const get = "alibaba.wdk.order.refund.get";
  ExpectHidden(wdk, stranger, {get, "refund_ids", "#", "132222", "999999"});
  ExpectHidden(wdk, taobao, {get, "biz_order_ids", "#", "1111110", "9999999"});
  ExpectHidden(wdk, stranger, {get, "refund_ids", "[1,#]", "132222", "999999"});
}

TEST_F(Tenants, DoNotRefundEachOthersOrders) {
  const App shop = platform_.AddSellerApp("shop");
  const App rival = platform_.AddSellerApp("rival");
  Application application;
  application.order = "#";
  application.lines = {{.line = "1001"}};
  const std::string of_order = ToJson(application);
  ExpectHidden(shop, rival,
               {kUserrefund, "order_user_refund_info", of_order.c_str(), "1000", "9999"});
  // The rival's own order, and a line of the other's in it.
  application.order = "7000";
  application.key = "key-2";
  application.lines = {{.line = "#"}};
  const std::string of_line = ToJson(application);
  const Question question{kUserrefund, "order_user_refund_info", of_line.c_str(), "1002", "9999"};
  EXPECT_EQ(AnswerTo(rival, question, question.theirs),
            AnswerTo(rival, question, question.nobodys));
  EXPECT_EQ(platform_.database().Number("SELECT COUNT(*) FROM refund WHERE seller_id = "
                                        "(SELECT party_id FROM party WHERE code = 'rival')"),
            0);
}

TEST_F(Tenants, AreBoundToTheirDistributor) {
  const App owner = platform_.AddBoundApp(PartyKind::kDistributor, "125007");
  const App stranger = platform_.AddBoundApp(PartyKind::kDistributor, "125008");
  // A customer with the distributor's code is somebody else.
  const App namesake = platform_.AddBoundApp(PartyKind::kCustomer, "125007");
  for (const App& other : {stranger, namesake}) {
    ExpectHidden(owner, other,
                 {"taobao.epp.refund.get", "refund_order_detail_request",
                  R"({"refund_order_id":"#","out_order_id":"sr_haoka_test_001"})",
                  "262724256404290474", "999999999999999999"});
    ExpectHidden(owner, other,
                 {"taobao.epp.refund.get", "refund_order_detail_request",
                  R"({"refund_order_id":"262724256404290474","out_order_id":"#"})",
                  "sr_haoka_test_001", "no_order_of_nobody"});
  }
}

TEST_F(Tenants, AreBoundToTheirCustomer) {
  const App owner = platform_.AddBoundApp(PartyKind::kCustomer, "4053738002");
  const App stranger = platform_.AddBoundApp(PartyKind::kCustomer, "4053738003");
  const App namesake = platform_.AddBoundApp(PartyKind::kDistributor, "4053738002");
  for (const App& other : {stranger, namesake}) {
    ExpectHidden(owner, other,
                 {kXiaoman, "item_list", "#", "P2506309029254759_1", "P9999999999999999_9"});
  }
  // By the stranger's own number, the first customer's line is not there either.
  const Params theirs{{"global_id", "4053738003"}, {"item_list", "P2506309029254759_1"}};
  const Params nobodys{{"global_id", "4053738003"}, {"item_list", "P9999999999999999_9"}};
  EXPECT_EQ(Blanked(Ask(stranger, kXiaoman, theirs), "P2506309029254759_1"),
            Blanked(Ask(stranger, kXiaoman, nobodys), "P9999999999999999_9"));
}

TEST_F(Tenants, CannotBorrowASession) {
  const App owner = platform_.AddSellerApp("hz0799");
  App thief = platform_.AddSellerApp("stranger");
  thief.session = owner.session;
  const Params params{{"query_param", R"({"biz_order_id":2231900000})"}};
  const std::string stolen = Ask(thief, "taobao.refund.status.get", params);
  thief.session = "never was one";
  EXPECT_EQ(Ask(thief, "taobao.refund.status.get", params), stolen);
  EXPECT_THAT(stolen, HasSubstr(R"("sub_code":"invalid-sessionkey")"));
}

}  // namespace
}  // namespace ebbtide::test
