#include <gmock/gmock.h>

#include "gateway/fixture.hpp"

/// alibaba.wdk.channel.order.create and .status.update.
namespace ebbtide::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

using Row = Database::Row;

constexpr const char* kCreate = "alibaba.wdk.channel.order.create";
constexpr const char* kUpdate = "alibaba.wdk.channel.order.status.update";

/// 20 pieces of A for 900 after a discount of 100, 1 of B for 50, and postage of 30.
std::string OrderJson() {
  return R"({"buyer":{"user_id":"1001","user_name":"张三","user_nick":"tbtest20",)"
         R"("phone":"13888888888"},"consignee":{"name":"张三","phone":"13888888888",)"
         R"("address":"迦南公寓","geo":"120.098,30.287","start_time":"2024-03-01 15:00:00",)"
         R"("end_time":"2024-03-01 16:00:00","type":1,"city":"杭州市"},"sub_orders":[)"
         R"({"sub_out_order_id":"L1","sku_code":"A","sale_quantity":20,"sale_price":50,)"
         R"("pay_fee":900,"origin_fee":1000,"discount_fee":100,"discount_infos":[)"
         R"({"activity_id":"7","activity_type":"1","dicount_fee":100}]},)"
         R"({"sub_out_order_id":"L2","sku_code":"B","sale_quantity":1,"sale_price":50,)"
         R"("pay_fee":50,"origin_fee":50,"discount_fee":0}],"pay_fee":980,"origin_fee":1050,)"
         R"("discount_fee":100,"post_fee":30,"out_order_id":"M1","shop_id":"S1",)"
         R"("store_id":"T1","order_status":"PAID_DONE","pay_time":"2024-03-01 11:00:00",)"
         R"("create_time":"2024-03-01 10:59:00"})";
}

/// The order with one passage written otherwise.
std::string OrderWith(const std::string& passage, const std::string& instead) {
  std::string json = OrderJson();
  const auto at = json.find(passage);
  if (at == std::string::npos) throw std::invalid_argument(passage);
  return json.replace(at, passage.size(), instead);
}

std::string UnpaidOrder() { return OrderWith("PAID_DONE", "CREATED"); }

struct Change {
  std::string status;
  std::string number = "M1";
  std::string shop = "S1";
  std::string store = "T1";
};

class WdkOrder : public GatewayTest {
 protected:
  WdkOrder() : app_(platform_.AddSellerApp("shop")) {}

  std::string Create(const std::string& order) { return CreateAs(app_, order); }
  std::string CreateAs(const App& app, const std::string& order) {
    return Ask(app, kCreate, {{"order_info", order}});
  }
  std::string Update(const Change& change) { return UpdateAs(app_, change); }
  std::string UpdateAs(const App& app, const Change& change) {
    return Ask(app, kUpdate,
               {{"order_status_info", Join(R"({"store_id":")", change.store, R"(","shop_id":")",
                                           change.shop, R"(","out_order_id":")", change.number,
                                           R"(","order_status":")", change.status, R"("})")}});
  }

  /// The numbers that the store gave, as the model shows them.
  std::string Model() {
    const auto rows = platform_.database().Run(
        "SELECT order_id, line_id FROM order_line "
        "ORDER BY line_id");
    return Join(R"("model":{"biz_order_id":")", rows.at(0).at(0),
                R"(","out_order_id":"M1","sub_order_results":{"sub_order":[)",
                R"({"sub_biz_order_id":")", rows.at(0).at(1), R"(","sub_out_order_id":"L1"},)",
                R"({"sub_biz_order_id":")", rows.at(1).at(1), R"(","sub_out_order_id":"L2"}]}})");
  }
  std::int64_t CountOrders() {
    return platform_.database().Number("SELECT COUNT(*) FROM trade_order");
  }
  std::vector<Row> OrderRow() {
    return platform_.database().Run(
        "SELECT state, paid_ms, ended_ms, modified_ms - created_ms FROM trade_order");
  }

  App app_;
};

TEST_F(WdkOrder, IsWrittenWithAllThatWasSaid) {
  const std::string answer = Create(OrderJson());
  EXPECT_EQ(answer, R"({"api_result":{)" + Model() + R"(,"success":true}})");
  EXPECT_THAT(platform_.database().Run(
                  "SELECT o.channel, s.code, b.kind, b.code, o.key_scope, o.shop_id, o.store_id, "
                  "o.order_from, o.order_client, o.state, o.paid_fen, o.post_fee_fen, o.paid_ms, "
                  "o.created_ms FROM trade_order o JOIN party s ON s.party_id = o.seller_id "
                  "JOIN party b ON b.party_id = o.buyer_id"),
              ElementsAre(Row{"wdk", "shop", "buyer", "1001", "S1", "S1", "T1", "20", "0", "paid",
                              "980", "30", "1709262000000", "1709261940000"}));
  EXPECT_THAT(
      platform_.database().Run("SELECT out_line_id, sku_code, price_fen, quantity_milli, paid_fen, "
                               "discount_fen FROM order_line ORDER BY line_id"),
      ElementsAre(Row{"L1", "A", "50", "20000", "900", "100"},
                  Row{"L2", "B", "50", "1000", "50", "0"}));
  EXPECT_THAT(
      platform_.database().Run(
          "SELECT name, phone, city, address, geo, until_ms - from_ms FROM order_receiver"),
      ElementsAre(Row{"张三", "13888888888", "杭州市", "迦南公寓", "120.098,30.287", "3600000"}));
}

TEST_F(WdkOrder, IsWrittenOnceUnderItsKeyForEver) {
  const std::string first = Create(OrderJson());
  platform_.clock().AdvanceMs(50'000'000);
  EXPECT_EQ(Create(OrderJson()), first);
  EXPECT_EQ(Create(OrderWith(R"("sku_code":"B")", R"("sku_code":"C")")),
            R"({"api_result":{"err_code":"isv.order-already-exist:out_order_id","err_msg":)"
            R"("order M1 is already there with other content; use a new number",)"
            R"("success":false}})");
  EXPECT_EQ(CountOrders(), 1);
  EXPECT_THAT(Create(OrderWith(R"("shop_id":"S1")", R"("shop_id":"S2")")),
              HasSubstr(R"("success":true)"));
  EXPECT_THAT(CreateAs(platform_.AddSellerApp("rival"), OrderJson()),
              HasSubstr(R"("success":true)"));
  EXPECT_EQ(CountOrders(), 3);
}

TEST_F(WdkOrder, MustFitInItsAmounts) {
  struct Case {
    const char* passage;
    const char* instead;
    const char* message;
  };
  for (const auto& [passage, instead, message] :
       {Case{R"("pay_fee":900)", R"("pay_fee":901)",
             "line L1: pay_fee is 901 fen, but origin_fee - discount_fee is 900"},
        Case{R"("post_fee":30)", R"("post_fee":29)",
             "order M1: pay_fee is 980 fen, but origin_fee - discount_fee + post_fee is 979"},
        Case{R"("pay_fee":50,"origin_fee":50)", R"("pay_fee":60,"origin_fee":60)",
             "order M1: pay_fee is 980 fen, but the sum of its lines' pay_fee and its post_fee is "
             "990"}}) {
    EXPECT_EQ(Create(OrderWith(passage, instead)),
              Join(R"({"api_result":{"err_code":"isv.invalid-parameter:pay_fee","err_msg":")",
                   message, R"(; make the amounts fit","success":false}})"));
  }
  EXPECT_EQ(CountOrders(), 0);
  EXPECT_EQ(platform_.database().Number("SELECT COUNT(*) FROM party WHERE code = '1001'"), 0);
  EXPECT_THAT(Create(OrderJson()), HasSubstr(R"("success":true)"));
}

TEST_F(WdkOrder, IsRefusedWhenItIsMalformed) {
  const std::string invalid = "41 Invalid arguments:order_info isv.invalid-parameter:order_info";
  EXPECT_EQ(ErrorOf(Create(OrderWith(R"("sub_out_order_id":"L2")", R"("sub_out_order_id":"L1")"))),
            invalid);
  EXPECT_EQ(ErrorOf(Create(OrderWith(R"("sale_quantity":1,)", R"("sale_quantity":0,)"))), invalid);
  EXPECT_EQ(ErrorOf(Create(OrderWith("PAID_DONE", "PAID"))), invalid);
  EXPECT_EQ(ErrorOf(Create(OrderWith(R"("pay_time":"2024-03-01 11:00:00",)", ""))),
            "40 Missing required arguments:order_info isv.missing-parameter:order_info");
  EXPECT_EQ(CountOrders(), 0);
}

TEST_F(WdkOrder, IsPaidOnce) {
  Create(UnpaidOrder());
  EXPECT_THAT(OrderRow(), ElementsAre(Row{"created", "0", "0", "3660000"}));
  platform_.clock().AdvanceMs(1'000);
  const std::string paid = R"({"api_result":{"success":true,)" + Model() + "}}";
  EXPECT_EQ(Update({"PAID"}), paid);
  platform_.clock().AdvanceMs(1'000);
  EXPECT_EQ(Update({"PAID"}), paid);
  EXPECT_THAT(OrderRow(), ElementsAre(Row{"paid", "1709265601000", "0", "3661000"}));
  EXPECT_EQ(Update({"TRADE_CLOSE"}),
            R"({"api_result":{"success":false,"err_msg":"order M1 is paid and cannot be closed; )"
            R"(refund it instead","err_code":"isv.order-status-error"}})");
}

TEST_F(WdkOrder, IsClosedUnpaid) {
  Create(UnpaidOrder());
  const std::string closed = R"({"api_result":{"success":true,)" + Model() + "}}";
  EXPECT_EQ(Update({"TRADE_CLOSE"}), closed);
  platform_.clock().AdvanceMs(1'000);
  EXPECT_EQ(Update({"TRADE_CLOSE"}), closed);
  EXPECT_THAT(OrderRow(), ElementsAre(Row{"closed", "0", "1709265600000", "3660000"}));
  EXPECT_EQ(Update({"PAID"}),
            R"({"api_result":{"success":false,"err_msg":"order M1 is closed and cannot be paid; )"
            R"(create a new one","err_code":"isv.order-status-error"}})");
}

TEST_F(WdkOrder, OfSomebodyElseIsNotThere) {
  Create(UnpaidOrder());
  const auto missing = [](const Change& change) {
    return Join(R"({"api_result":{"success":false,"err_msg":"order )", change.number,
                " does not exist in shop ", change.shop, " and store ", change.store,
                R"( of this merchant","err_code":"isv.order-not-exist:out_order_id"}})");
  };
  for (const Change& change : {Change{"PAID", "M2"}, Change{"PAID", "M1", "S2"},
                               Change{"TRADE_CLOSE", "M1", "S1", "T2"}}) {
    EXPECT_EQ(Update(change), missing(change));
  }
  EXPECT_EQ(UpdateAs(platform_.AddSellerApp("rival"), {"PAID"}), missing({"PAID"}));
  EXPECT_THAT(OrderRow(), ElementsAre(Row{"created", "0", "0", "3660000"}));
}

}  // namespace
}  // namespace ebbtide::test
