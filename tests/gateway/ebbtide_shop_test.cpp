#include <gmock/gmock.h>

#include "gateway/shop.hpp"

/// ebbtide.trade.confirm and ebbtide.item.put.
namespace ebbtide::test {
namespace {

using testing::ElementsAre;
using Row = Database::Row;

class Shop : public ShopTest {
 protected:
  std::string Confirm(const App& app, const std::string& order) {
    return Ask(app, "ebbtide.trade.confirm", {{"tid", order}});
  }
  std::string Put(const App& app, const Params& more = {}) {
    Params params{{"item_id", "7"}, {"title", "Field jacket"}, {"price_fen", "20007"}};
    for (const auto& [name, value] : more) Set(params, name, value);
    return Ask(app, "ebbtide.item.put", params);
  }
  std::vector<Row> Items(const std::string& columns) {
    return platform_.database().Run("SELECT " + columns + " FROM item ORDER BY item_id, sku_id");
  }
};

TEST_F(Shop, FinishesATradeThatWasShipped) {
  AddOrder(100, "shipped");
  EXPECT_EQ(Confirm(seller_, "100"), R"({"is_success":true})");
  const char* const kOrder = "SELECT state, ended_ms, version FROM trade_order";
  const std::string now = std::to_string(kNow.unix_ms);
  EXPECT_THAT(platform_.database().Run(kOrder), ElementsAre(Row{"finished", now, now}));
  platform_.clock().AdvanceMs(60'000);
  EXPECT_EQ(Confirm(seller_, "100"), R"({"is_success":true})");
  EXPECT_THAT(platform_.database().Run(kOrder), ElementsAre(Row{"finished", now, now}));
}

TEST_F(Shop, FinishesNoOtherTrade) {
  std::int64_t id = 100;
  for (const char* const state : {"created", "paid", "closed"}) {
    AddOrder(id, state);
    EXPECT_EQ(ErrorOf(Confirm(seller_, std::to_string(id))),
              "50 Remote service error isv.order-status-error")
        << state;
    EXPECT_EQ(OrderStateOf(id), state);
    id += 100;
  }
  AddOrder(id, "shipped");
  EXPECT_EQ(ErrorOf(Confirm(rival_, std::to_string(id))),
            "50 Remote service error isv.trade-not-exist");
  EXPECT_EQ(ErrorOf(Confirm(seller_, "999")), "50 Remote service error isv.trade-not-exist");
  EXPECT_EQ(OrderStateOf(id), "shipped");
}

TEST_F(Shop, PutsAnItemOnSaleOrChangesIt) {
  EXPECT_EQ(Put(seller_, {{"epp_item_id", "EA7"},
                          {"sku_id", "1"},
                          {"sku_title", "XS"},
                          {"outer_iid", "i"},
                          {"outer_sku_id", "s"},
                          {"post_fee_fen", "500"},
                          {"pic_url", "http://x"}}),
            R"({"item_id":7,"is_new":true})");
  EXPECT_THAT(Items("*"),
              ElementsAre(Row{"7", "1",
                              platform_.database().Run("SELECT party_id FROM party WHERE code = "
                                                       "'shop'")[0][0],
                              "EA7", "Field jacket", "XS", "i", "s", "http://x", "20007", "500"}));
  // What is left out is empty then, and another sku is another row.
  EXPECT_EQ(Put(seller_, {{"sku_id", "1"}, {"price_fen", "0"}}), R"({"item_id":7,"is_new":false})");
  EXPECT_EQ(Put(seller_), R"({"item_id":7,"is_new":true})");
  EXPECT_EQ(Put(seller_), R"({"item_id":7,"is_new":false})");
  EXPECT_THAT(
      Items("sku_id, epp_item_id, sku_title, outer_id, pic_url, price_fen, post_fee_fen"),
      ElementsAre(Row{"0", "", "", "", "", "20007", "0"}, Row{"1", "", "", "", "", "0", "0"}));
}

TEST_F(Shop, KeepsANumberForTheItemThatHasIt) {
  Put(seller_, {{"epp_item_id", "EA7"}, {"sku_id", "1"}});
  for (const char* const sku : {"0", "1", "2"}) {
    EXPECT_EQ(ErrorOf(Put(rival_, {{"sku_id", sku}})),
              "50 Remote service error isv.item-already-exist:item_id");
  }
  for (const App& app : {seller_, rival_}) {
    EXPECT_EQ(ErrorOf(Put(app, {{"item_id", "6"}, {"epp_item_id", "EA7"}})),
              "50 Remote service error isv.item-already-exist:epp_item_id");
  }
  EXPECT_EQ(Put(seller_, {{"epp_item_id", "EA7"}, {"sku_id", "2"}}),
            R"({"item_id":7,"is_new":true})");
  EXPECT_EQ(Items("item_id").size(), 2U);
}

}  // namespace
}  // namespace ebbtide::test
