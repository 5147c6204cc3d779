#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "gateway/fixture.hpp"
#include "support/wares.hpp"

/// alibaba.wdk.order.get, .order.list and .order.refund.list.
namespace ebbtide::test {
namespace {

namespace json = boost::json;
using testing::ElementsAre;

constexpr const char* kGet = "alibaba.wdk.order.get";
constexpr const char* kList = "alibaba.wdk.order.list";
constexpr const char* kRefunds = "alibaba.wdk.order.refund.list";

/// Order 1500: all that there is to know of one; a line is on its way, the other one came free.
constexpr const char* kFull =
    R"({"channel":"wdk","seller":"shop","buyer":"123456","shop_id":"S1","store_id":"T1",)"
    R"("out_shop_id":"OS1","tb_order_id":77,"order_id":1500,"out_order_id":"M1","order_from":4,)"
    R"("order_client":2,"state":"paid","post_fee_fen":20,"created":"2024-02-20 10:00:00",)"
    R"("paid_at":"2024-02-20 10:05:00","payments":[{"channel_code":6,"paid_fen":100},)"
    R"({"channel_code":20,"paid_fen":820}],"lines":[{"line_id":1501,"out_line_id":"L1",)"
    R"("sku_code":"A","out_sku_code":"OA","item_code":"671282901618","price_fen":125,)"
    R"("quantity":"8","paid_fen":900,"discount_fen":100,"wdk":{"tb_line_id":78,)"
    R"("stock_unit":"箱","sale_unit":"盒","sell_unit":"kg","buy_amount_stock":"4",)"
    R"("pick_amount_stock":"3","ns_quantity":"8","trade_attributes":"{}"}},)"
    R"({"line_id":1502,"out_line_id":"L2","sku_code":"B","item_code":"tttt","quantity":"1",)"
    R"("paid_fen":0}]})";

class WdkQuery : public GatewayTest {
 protected:
  WdkQuery() {
    platform_.Import(kWares);
    app_ = platform_.AddSellerApp("shop");
  }

  std::string Get(const std::string& query) {
    return Ask(app_, kGet, {{"id_list_query_req", "{" + query + "}"}});
  }
  std::string List(const std::string& query) {
    return Ask(app_, kList, {{"batch_query_request", "{" + query + "}"}});
  }
  std::string ListRefunds(const std::string& query) {
    return Ask(app_, kRefunds, {{"batch_query_refund_request", "{" + query + "}"}});
  }

  App app_;
};

/// The rows' numbers under `name`, and `next_index` and `total_number` after them.
std::vector<std::int64_t> Numbers(const std::string& answer, const char* tag, const char* name) {
  const auto document = json::parse(answer);
  const auto& result = document.at("result").as_object();
  std::vector<std::int64_t> numbers;
  if (const auto* const rows = result.at("orders").as_object().if_contains(tag)) {
    for (const auto& row : rows->as_array()) numbers.push_back(row.at(name).as_int64());
  }
  if (const auto* const next = result.if_contains("next_index")) {
    numbers.push_back(next->as_int64());
  }
  numbers.push_back(result.at("total_number").as_int64());
  return numbers;
}

std::vector<std::int64_t> Orders(const std::string& answer) {
  return Numbers(answer, "order", "biz_order_id");
}
std::vector<std::int64_t> Refunds(const std::string& answer) {
  return Numbers(answer, "order_sync_refund_dto", "refund_order_id");
}

/// All of February, and a page.
std::string February(const std::string& more = {}) {
  return R"("start_time":"2024-02-01 00:00:00","end_time":"2024-02-29 23:59:59","page_index":0)" +
         more;
}

TEST_F(WdkQuery, GivesAllThatIsKnownOfAnOrder) {
  platform_.Import(kFull);
  platform_.database().Run("UPDATE order_line SET shipped_ms = 1708405200000 WHERE line_id = 1501");
  EXPECT_EQ(
      Get(R"("biz_id_list":[1500])"),
      R"({"result":{"orders":{"order":[{"biz_order_id":1500,"discount_amt":100,)"
      R"("original_amt":1000,"pay_channels":{"pay_channel":[{"biz_order_id":77,"pay_amount":100,)"
      R"("pay_type":6,"store_id":"T1","trd_type":1},{"biz_order_id":77,"pay_amount":820,)"
      R"("pay_type":20,"store_id":"T1","trd_type":1}]},"pay_time":"2024-02-20 10:05:00",)"
      R"("post_fee":20,"store_id":"T1","sub_orders":{"sub_order":[{"biz_order_id":1501,)"
      R"("promotion_discount_amt":100,"item_code":671282901618,"original_amt":1000,)"
      R"("parent_id":1500,"price":125,"quantity":8,"store_id":"T1","trd_type":1,)"
      R"("sell_unit":"kg","ns_quantity":"8","tb_biz_order_id":78,"pick_amount_stock":"3",)"
      R"("buy_amount_stock":"4","order_type":"COMMON","order_status":"SHIPPING",)"
      R"("status_change_time":"2024-02-20 13:00:00","stock_unit":"箱","sale_unit":"盒",)"
      R"("trade_sub_attributes":"{}","sku_code":"A","out_order_id":"L1","out_sku_code":"OA"},)"
      R"({"biz_order_id":1502,"original_amt":0,"parent_id":1500,"quantity":1,"store_id":"T1",)"
      R"("trd_type":1,"order_type":"GIFT","order_status":"PAID",)"
      R"("status_change_time":"2024-02-20 10:05:00","sku_code":"B","out_order_id":"L2"}]},)"
      R"("trd_type":1,"tb_biz_order_id":77,"merchant_code":"shop","order_status":"PAID",)"
      R"("open_uid":"123456","order_from":4,"shop_id":"S1","out_shop_id":"OS1",)"
      R"("out_order_id":"M1","order_client":"APP","pay_amt":920}]},)"
      R"("return_code":"HM02008888888001","return_msg":"成功","total_number":1}})");
}

TEST_F(WdkQuery, GivesTheUnionOfAllListsEachOrderOnce) {
  platform_.Import(kFull);
  EXPECT_THAT(Orders(Get(R"("biz_id_list":[2000,1500,1000],"tb_biz_id_list":[77],)"
                         R"("out_order_id_list":["M1","1100"])")),
              ElementsAre(1000, 1100, 1500, 2000, 4));
  EXPECT_THAT(Orders(Get(R"("tb_biz_id_list":["77"],"order_from":4)")), ElementsAre(1500, 1));
  for (const char* const filter :
       {R"("order_from":3)", R"("shop_id":"S2")", R"("store_id":"T2")"}) {
    EXPECT_THAT(Orders(Get(Join(R"("biz_id_list":[1500],)", filter))), ElementsAre(0)) << filter;
  }
}

TEST_F(WdkQuery, GivesNoRowForWhatIsNotTheMerchants) {
  EXPECT_THAT(Orders(Get(R"("biz_id_list":[1,7000,8000],"out_order_id_list":["7000","8000"],)"
                         R"("tb_biz_id_list":[5])")),
              ElementsAre(0));
  EXPECT_EQ(ErrorOf(Get(R"("order_from":4)")),
            "40 Missing required arguments:id_list_query_req "
            "isv.missing-parameter:id_list_query_req");
}

TEST_F(WdkQuery, ListsOrdersByTheirLastChange) {
  platform_.Import(kFull);
  // Imported orders change last where their data says so.
  const std::string shop = February(R"(,"shop_id":"S1")");
  EXPECT_THAT(Orders(List(shop)),
              ElementsAre(1000, 1100, 2000, 3000, 4000, 9000, 5000, 1500, -1, 8));
  EXPECT_THAT(Orders(List(shop + R"(,"page_size":3)")), ElementsAre(1000, 1100, 2000, 1, 8));
  EXPECT_THAT(Orders(List(R"("start_time":"2024-02-01 10:00:01","end_time":"2024-02-20 10:05:00",)"
                          R"("shop_id":"S1","page_index":1,"page_size":1)")),
              ElementsAre(1500, -1, 0));
  ASSERT_EQ(Ask(app_, kUserrefund, ParamsOf({})), R"({"api_result":{"success":true}})");
  // The past does not change; the order is in a later window too.
  EXPECT_THAT(Orders(List(shop + R"(,"page_size":1)")), ElementsAre(1000, 1, 8));
  EXPECT_THAT(Orders(List(R"("start_time":"2024-03-01 12:00:00","end_time":"2024-03-01 12:00:00",)"
                          R"("shop_id":"S1")")),
              ElementsAre(1000, -1, 1));
}

TEST_F(WdkQuery, ListsOnlyOrdersThatPassEveryFilter) {
  platform_.Import(kFull);
  const std::string shop = R"(,"shop_id":"S1")";
  const std::string hema = R"(,"order_from":4,"store_ids":["T0","T1"])";
  EXPECT_THAT(Orders(List(February(hema))), ElementsAre(1500, -1, 1));
  EXPECT_THAT(Orders(List(February(hema + R"(,"order_client":"APP","store_id":"T1")"))),
              ElementsAre(1500, -1, 1));
  EXPECT_THAT(Orders(List(February(hema + R"(,"order_client":"POS")"))), ElementsAre(-1, 0));
  EXPECT_THAT(Orders(List(February(hema + R"(,"store_id":"T2")"))), ElementsAre(-1, 0));
  EXPECT_THAT(Orders(List(February(shop + R"(,"store_id":"T2")"))), ElementsAre(-1, 0));
  EXPECT_THAT(Orders(List(February(R"(,"shop_id":"S2")"))), ElementsAre(6000, -1, 1));
  EXPECT_THAT(Orders(List(February(shop + R"(,"order_status":["PAID"])"))),
              ElementsAre(1000, 9000, 1500, -1, 3));
  EXPECT_THAT(Orders(List(February(shop + R"(,"order_status":["SUCCESS","PACKAGED"])"))),
              ElementsAre(2000, -1, 1));
  EXPECT_THAT(Orders(List(February(shop + R"(,"order_status":["PACKAGED"])"))), ElementsAre(-1, 0));
}

TEST_F(WdkQuery, NeedsAPlaceAndAWindow) {
  for (const bool refunds : {false, true}) {
    const std::string name = refunds ? "batch_query_refund_request" : "batch_query_request";
    const std::string missing =
        Join("40 Missing required arguments:", name, " isv.missing-parameter:", name);
    const auto ask = [&](const std::string& query) {
      return ErrorOf(refunds ? ListRefunds(query) : List(query));
    };
    EXPECT_EQ(ask(February()), missing);
    EXPECT_EQ(ask(February(R"(,"order_from":20,"store_ids":["T1"])")), missing);
    EXPECT_EQ(ask(February(R"(,"order_from":4,"shop_id":"S1","store_id":"T1")")), missing);
    EXPECT_EQ(ask(R"("start_time":"2024-02-01 00:00:00","page_index":0,"shop_id":"S1")"), missing);
    EXPECT_EQ(ask(R"("start_time":"2024-02-02 00:00:00","end_time":"2024-02-01 00:00:00",)"
                  R"("page_index":0,"shop_id":"S1")"),
              Join("41 Invalid arguments:", name, " isv.invalid-parameter:", name));
  }
}

TEST_F(WdkQuery, ListsARefundWithAllThatIsKnownOfIt) {
  EXPECT_EQ(
      ListRefunds(February(R"(,"shop_id":"S1")")),
      R"({"result":{"next_index":-1,"orders":{"order_sync_refund_dto":[{"buy_amount_stock":"2",)"
      R"("origin_order_id":5001,"origin_parent_id":5000,"quantity":2,"refund_amount":100,)"
      R"("refund_channel_list":{"order_sync_refund_channel":[{"refund_amount":150,)"
      R"("refund_channel":6,"refund_order_id":"5002"}]},"refund_order_id":5002,)"
      R"("refund_quantity":"1","refund_time":"2024-02-02 10:00:00","refund_type":1,)"
      R"("store_id":"T1","refund_post_fee":50,"sku_code":"A","open_uid":"b",)"
      R"("out_order_id":"1","out_mian_order_id":"5000","shop_id":"S1","dispute_type":1,)"
      R"("refund_status":"SUCCESS","refund_sale_quantity":1}]},"return_code":"success",)"
      R"("return_msg":"success","success":true,"total_number":1}})");
}

TEST_F(WdkQuery, ListsRefundsByTheirLastChange) {
  ASSERT_EQ(
      Ask(app_, kUserrefund, ParamsOf({.lines = {{"1001", "A", 1, 100}, {"1002", "B", 1, 100}}})),
      R"({"api_result":{"success":true}})");
  const auto made = platform_.database().Run(
      "SELECT refund_id FROM refund WHERE order_id = 1000 ORDER BY refund_id");
  const std::int64_t first = std::stoll(made.at(0).at(0));
  const std::int64_t second = std::stoll(made.at(1).at(0));
  const std::string window =
      R"("start_time":"2024-02-01 00:00:00","end_time":"2024-03-01 12:00:00","shop_id":"S1",)";
  const std::string page = R"("page_size":2,"page_index":)";
  EXPECT_THAT(Refunds(ListRefunds(window + page + "0")), ElementsAre(5002, first, 1, 3));
  platform_.clock().AdvanceMs(5'000);
  ASSERT_THAT(
      Ask(app_, "alibaba.tcls.aelophy.refund.disagree", {{"refund_id", std::to_string(first)}}),
      testing::HasSubstr(R"("is_success":true)"));
  // The window's rows are the same; each shows itself as it is now.
  EXPECT_THAT(Refunds(ListRefunds(window + page + "0")), ElementsAre(5002, first, 1, 3));
  EXPECT_THAT(ListRefunds(window + page + "0"), testing::HasSubstr(R"("refund_status":"REFUSE")"));
  EXPECT_THAT(Refunds(ListRefunds(window + page + "1")), ElementsAre(second, -1, 0));
  EXPECT_THAT(Refunds(ListRefunds(R"("start_time":"2024-03-01 12:00:05",)"
                                  R"("end_time":"2024-03-01 12:00:05","shop_id":"S1",)" +
                                  page + "0")),
              ElementsAre(first, -1, 1));
  const App rival = platform_.AddSellerApp("rival");
  EXPECT_THAT(
      Refunds(Ask(rival, kRefunds, {{"batch_query_refund_request", "{" + window + page + "0}"}})),
      ElementsAre(-1, 0));
}

}  // namespace
}  // namespace ebbtide::test
