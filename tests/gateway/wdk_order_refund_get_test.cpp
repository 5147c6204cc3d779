#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "gateway/fixture.hpp"
#include "support/wares.hpp"

/// alibaba.wdk.order.refund.get over stored data.
namespace ebbtide::test {
namespace {

namespace json = boost::json;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kMethod = "alibaba.wdk.order.refund.get";

class WdkOrderRefundGet : public GatewayTest {
 protected:
  WdkOrderRefundGet() {
    platform_.ImportDemo();
    app_ = platform_.AddSellerApp("TESTW");
  }

  /// The numbers of the refunds that come back, which `total_number` must count.
  std::vector<std::int64_t> Numbers(const Params& params) {
    const std::string answer = Ask(app_, kMethod, params);
    const auto document = json::parse(answer);
    const auto& result = document.at("result").as_object();
    std::vector<std::int64_t> numbers;
    const auto& orders = result.at("orders").as_object();
    if (const auto* const rows = orders.if_contains("order_sync_refund_dto")) {
      for (const auto& row : rows->as_array()) {
        numbers.push_back(row.at("refund_order_id").as_int64());
      }
    }
    EXPECT_EQ(result.at("total_number").as_int64(), static_cast<std::int64_t>(numbers.size()));
    EXPECT_EQ(result.at("next_index").as_int64(), -1);
    EXPECT_TRUE(result.at("success").as_bool());
    return numbers;
  }

  std::string ErrorOfAsking(const Params& params) { return ErrorOf(Ask(app_, kMethod, params)); }

  App app_;
};

TEST_F(WdkOrderRefundGet, GivesAllThatIsKnownOfARefund) {
  EXPECT_EQ(
      Ask(app_, kMethod, {{"refund_ids", "132222"}}),
      R"({"result":{"next_index":-1,"orders":{"order_sync_refund_dto":[{"buy_amount_stock":"2",)"
      R"("item_code":"tttt","merchant_code":"TESTW","ns_quantity":"1.5","operator_id":"12321S",)"
      R"("operator_name":"SDFSD1","origin_order_id":1111110,"origin_parent_id":2222222,)"
      R"("pick_amount_stock":"2","quantity":2,"refund_amount":1500,"refund_channel_list":)"
      R"({"order_sync_refund_channel":[{"refund_amount":1033,"refund_channel":6,)"
      R"("refund_order_id":132222},{"refund_amount":567,"refund_channel":20,)"
      R"("refund_order_id":132222}]},"refund_order_id":132222,"refund_quantity":"1",)"
      R"("refund_time":"2017-08-08 00:00:00","refund_type":1,"sell_unit":"kg",)"
      R"("store_id":"10020","sync_status":"INIT","tb_biz_order_id":2222222,)"
      R"("batch_time":"2017-08-08 00:00:00","actual_pick_quantity":"1.5",)"
      R"("actual_refund_quantity":"1","promise_status":"OUT_OF_STOCK","refund_post_fee":100,)"
      R"("stock_unit":"袋","sale_unit":"kg","tb_biz_parent_id":12343545,)"
      R"("attributes":"{\"wdkPointType\":\"2\"}","trade_attributes":"{\"refundType\":\"2\"}",)"
      R"("sku_code":"092141","open_uid":"123456","order_client":2,"order_from":4,)"
      R"("out_order_id":"20170801001-1","out_mian_order_id":"20170801001","shop_id":"10010",)"
      R"("out_sku_code":"apple-092141","dispute_type":2,"out_refund_id":"R-20170808-1",)"
      R"("out_shop_id":"S-10010"}]},"return_code":"success","return_msg":"success",)"
      R"("success":true,"total_number":1}})");
}

TEST_F(WdkOrderRefundGet, GivesTheUnionOfBothListsEachRefundOnce) {
  EXPECT_THAT(Numbers({{"refund_ids", "132301,132300"}}), ElementsAre(132300, 132301));
  EXPECT_THAT(Numbers({{"biz_order_ids", "2019090908280"}}), ElementsAre(132300));
  EXPECT_THAT(Numbers({{"refund_ids", "132306, 132300,132306,"},
                       {"biz_order_ids", "2019090908280,1111110,2019090908280"}}),
              ElementsAre(132222, 132300, 132306));
}

TEST_F(WdkOrderRefundGet, TakesACommaListOrAJsonArray) {
  for (const char* const list :
       {"132300,132301", "[132300,132301]", R"(["132300","132301"])", " [ 132300 , 132301 ] "}) {
    EXPECT_THAT(Numbers({{"refund_ids", list}}), ElementsAre(132300, 132301)) << list;
  }
}

TEST_F(WdkOrderRefundGet, GivesNoRowForWhatIsNotThere) {
  EXPECT_THAT(Numbers({{"refund_ids", "1,9223372036854775807"}}), IsEmpty());
  EXPECT_THAT(Numbers({{"biz_order_ids", "20190909082822"}}), IsEmpty());  // nothing refunded
  EXPECT_THAT(Numbers({{"biz_order_ids", "201967700"}}), IsEmpty());       // a main order
  EXPECT_THAT(Numbers({{"refund_ids", "1,132300"}}), ElementsAre(132300));
}

TEST_F(WdkOrderRefundGet, GivesOnlyWhatPassesEveryFilter) {
  const std::pair<std::string, std::string> ids{"refund_ids", "132222,132300"};
  const auto both = ElementsAre(132222, 132300);
  EXPECT_THAT(Numbers({ids, {"order_from", "4"}}), both);
  EXPECT_THAT(Numbers({ids, {"order_from", "3"}}), IsEmpty());
  EXPECT_THAT(Numbers({ids, {"shop_id", "10010"}, {"store_id", "10020"}}), both);
  EXPECT_THAT(Numbers({ids, {"shop_id", "10011"}, {"store_id", "10020"}}), IsEmpty());
  EXPECT_THAT(Numbers({ids, {"shop_id", "10010"}, {"store_id", "1002"}}), IsEmpty());
  EXPECT_THAT(Numbers({ids, {"shop_id", ""}, {"store_id", ""}, {"order_from", ""}}), both);
  EXPECT_THAT(Numbers({ids, {"shop_id", "' OR '1'='1"}}), IsEmpty());
}

TEST_F(WdkOrderRefundGet, TakesTwentyNumbersAListAndNoMore) {
  std::string numbers = "132300";
  for (int i = 1; i < 20; ++i) numbers += "," + std::to_string(i);
  EXPECT_THAT(Numbers({{"refund_ids", numbers}, {"biz_order_ids", numbers}}), ElementsAre(132300));
  EXPECT_EQ(ErrorOfAsking({{"refund_ids", numbers + ",20"}}),
            "41 Invalid arguments:refund_ids isv.invalid-parameter:refund_ids");
  EXPECT_EQ(ErrorOfAsking({{"biz_order_ids", "[" + numbers + ",20]"}}),
            "41 Invalid arguments:biz_order_ids isv.invalid-parameter:biz_order_ids");
}

TEST_F(WdkOrderRefundGet, NeedsOneOfTheLists) {
  const std::string missing =
      "40 Missing required arguments:refund_ids isv.missing-parameter:refund_ids";
  EXPECT_EQ(ErrorOfAsking({}), missing);
  EXPECT_EQ(ErrorOfAsking({{"order_from", "4"}, {"shop_id", "10010"}}), missing);
  EXPECT_EQ(ErrorOfAsking({{"refund_ids", ", ,"}, {"biz_order_ids", "[]"}}), missing);
  EXPECT_EQ(ErrorOfAsking({{"refund_ids", "null"}}), missing);
}

TEST_F(WdkOrderRefundGet, RefusesWhatIsNoNumberOrNoKnownChannel) {
  for (const auto& [name, value] : std::initializer_list<std::pair<const char*, const char*>>{
           {"refund_ids", "abc"},
           {"refund_ids", "1;2"},
           {"refund_ids", "0"},
           {"refund_ids", "-1"},
           {"refund_ids", "1.5"},
           {"refund_ids", "9223372036854775808"},
           {"refund_ids", "[1"},
           {"refund_ids", "[[1]]"},
           {"refund_ids", R"([{"id":1}])"},
           {"biz_order_ids", "1,x"},
           {"biz_order_ids", "[1.0]"},
           {"order_from", "8"},
           {"order_from", "-3"},
           {"order_from", "03"},
           {"order_from", "99999999999999999999"},
           {"order_from", "elema"}}) {
    EXPECT_EQ(ErrorOfAsking({{"refund_ids", "1"}, {"biz_order_ids", "1"}, {name, value}}),
              Join("41 Invalid arguments:", name, " isv.invalid-parameter:", name))
        << value;
  }
  EXPECT_EQ(ErrorOfAsking({{"refund_ids", "1"}, {"shop_id", std::string(65, 's')}}),
            "41 Invalid arguments:shop_id isv.invalid-parameter:shop_id");
}

TEST_F(WdkOrderRefundGet, ShowsAnApplicationWithItsBatchAndItsShares) {
  platform_.Import(kWares);
  const App shop = platform_.AddSellerApp("shop");
  Application application;
  application.lines = {{"1001", "A", 3, 333}, {"1002", "B", 1, 1}, {"1003", "FREE", 2, 0}};
  ASSERT_EQ(Ask(shop, kUserrefund, ParamsOf(application)), R"({"api_result":{"success":true}})");
  const auto document = json::parse(Ask(shop, kMethod, {{"biz_order_ids", "1001,1002,1003"}}));
  std::vector<std::int64_t> shares;
  for (const auto& row : document.at_pointer("/result/orders/order_sync_refund_dto").as_array()) {
    EXPECT_EQ(row.at("out_main_refund_id"), "key-1");
    EXPECT_EQ(row.at("biz_main_refund_id").as_string(),
              platform_.database().Run("SELECT batch_id FROM refund_batch").at(0).at(0));
    EXPECT_EQ(row.at("dispute_type"), 1);
    EXPECT_EQ(row.at("refund_time"), "2024-03-01 12:00:00");
    std::int64_t sum = 0;
    const auto& list = row.at("refund_channel_list").as_object();
    if (const auto* const channels = list.if_contains("order_sync_refund_channel")) {
      for (const auto& share : channels->as_array()) {
        sum += share.at("refund_amount").as_int64();
        shares.push_back(share.at("refund_amount").as_int64());
      }
    }
    EXPECT_EQ(sum, row.at("refund_amount").as_int64() + row.at("refund_post_fee").as_int64());
  }
  // 333 of 2500 and 1000; then 1 of what is left; nothing of nothing.
  EXPECT_THAT(shares, ElementsAre(238, 95, 1));
}

}  // namespace
}  // namespace ebbtide::test
