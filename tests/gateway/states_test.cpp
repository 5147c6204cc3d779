#include <array>

#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "gateway/fixture.hpp"

/// Every state of a refund as each method shows it (refund-domain section 1).
namespace ebbtide::test {
namespace {

namespace json = boost::json;

/// In the order in which the demo's orders have them.
struct StateWords {
  const char* state;
  const char* taobao;
  const char* epp;
  const char* xiaoman;
  const char* wdk_time;
};
constexpr const char* kCreated = "2024-02-19 13:05:58";
constexpr std::array kStates{
    StateWords{"APPLIED", "WAIT_SELLER_AGREE", "1", "applied", kCreated},
    StateWords{"REFUSED", "SELLER_REFUSE_BUYER", "3", "refused", kCreated},
    StateWords{"RETURN_AGREED", "WAIT_BUYER_RETURN_GOODS", "4", "return_agreed", kCreated},
    StateWords{"GOODS_RETURNED", "WAIT_SELLER_CONFIRM_GOODS", "5", "goods_returned", kCreated},
    StateWords{"REFUND_AGREED", "WAIT_SELLER_AGREE", "2", "refund_agreed", kCreated},
    StateWords{"PAYOUT_FAILED", "WAIT_SELLER_AGREE", "2", "payout_failed", kCreated},
    StateWords{"SUCCESS", "SUCCESS", "6", "success", "2024-02-22 13:05:58"},
    StateWords{"CLOSED", "CLOSED", "7", "unExpectedStop", kCreated}};

class EveryState : public GatewayTest {
 protected:
  EveryState() { platform_.ImportDemo(); }

  /// A text in the answer, which must have it.
  std::string Text(const App& app, std::string_view method, const Params& params,
                   std::string_view pointer) {
    const auto answer = json::parse(Ask(app, method, params));
    return json::value_to<std::string>(answer.at_pointer(pointer));
  }

  std::string TaobaoStatus(const App& app, std::int64_t order) {
    return Text(app, "taobao.refund.status.get",
                {{"query_param", R"({"biz_order_id":)" + std::to_string(order) + "}"}},
                "/result_package/result_list/query_refund_status_response/0/status");
  }
};

TEST_F(EveryState, HasATaobaoWord) {
  const App taobao = platform_.AddSellerApp("hz0799");
  const App wdk = platform_.AddSellerApp("TESTW");
  std::int64_t i = 0;
  for (const auto& words : kStates) {
    EXPECT_EQ(TaobaoStatus(taobao, 2231890000 + 10 * i), words.taobao) << words.state;
    EXPECT_EQ(TaobaoStatus(wdk, 201967700 + i), words.taobao) << words.state;
    ++i;
  }
}

TEST_F(EveryState, WhileMoneyMovesIsTheTaobaoStateItCameFrom) {
  const App app = platform_.AddSellerApp("seller");
  std::int64_t order = 100;
  for (const auto& [came_from, word] : std::initializer_list<std::pair<std::string, const char*>>{
           {"APPLIED", "WAIT_SELLER_AGREE"},
           {"REFUSED", "SELLER_REFUSE_BUYER"},
           {"RETURN_AGREED", "WAIT_BUYER_RETURN_GOODS"},
           {"GOODS_RETURNED", "WAIT_SELLER_CONFIRM_GOODS"}}) {
    for (const char* const state : {"REFUND_AGREED", "PAYOUT_FAILED"}) {
      ++order;
      platform_.Import(Join(R"({"channel":"taobao","seller":"seller","state":"paid",)",
                            R"("created":"2024-02-01 10:00:00","order_id":)", std::to_string(order),
                            R"(,"lines":[{"out_line_id":"1",)",
                            R"("sku_code":"A","quantity":"1","paid_fen":1,"refunds":[{"state":")",
                            state, R"(","came_from":")", came_from,
                            R"(","quantity":"1","amount_fen":1,)",
                            R"("created":"2024-02-02 10:00:00"}]}]})"));
      EXPECT_EQ(TaobaoStatus(app, order), word) << state << " from " << came_from;
    }
  }
}

TEST_F(EveryState, HasAnEppNumber) {
  const App app = platform_.AddBoundApp(refund::PartyKind::kDistributor, "125007");
  int i = 0;
  for (const auto& words : kStates) {
    const std::string number = std::to_string(i++);
    EXPECT_EQ(Text(app, "taobao.epp.refund.get",
                   {{"refund_order_detail_request",
                     Join(R"({"refund_order_id":"ER26272425640429050)", number,
                          R"(","out_order_id":"sr_haoka_test_01)", number, R"("})")}},
                   "/result/data/refund_status"),
              words.epp)
        << words.state;
  }
}

TEST_F(EveryState, KeepsItsXiaomanWord) {
  const App app = platform_.AddBoundApp(refund::PartyKind::kCustomer, "4053738002");
  int i = 0;
  for (const auto& words : kStates) {
    EXPECT_EQ(Text(app, "alibaba.crm.refund.xiaoman.refund.info.batchquery",
                   {{"global_id", "4053738002"},
                    {"item_list", "P250701902925480" + std::to_string(i++) + "_1"}},
                   "/result/object/okki_all_refund_by_order_item_dto/0/refund_list/"
                   "okki_all_refund_by_order_item_item_dto/0/refund_status"),
              words.xiaoman)
        << words.state;
  }
}

TEST_F(EveryState, HasAWdkTimeOfPayingOrElseOfApplying) {
  const App app = platform_.AddSellerApp("TESTW");
  int i = 0;
  for (const auto& words : kStates) {
    EXPECT_EQ(
        Text(app, "alibaba.wdk.order.refund.get", {{"refund_ids", "13230" + std::to_string(i++)}},
             "/result/orders/order_sync_refund_dto/0/refund_time"),
        words.wdk_time)
        << words.state;
  }
}

}  // namespace
}  // namespace ebbtide::test
