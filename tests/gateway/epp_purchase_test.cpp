#include <gmock/gmock.h>

#include "gateway/fixture.hpp"

/// taobao.epp.order.create and taobao.epp.trade.query.
namespace ebbtide::test {
namespace {

using refund::PartyKind;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kCreate = "taobao.epp.order.create";
constexpr const char* kQuery = "taobao.epp.trade.query";
constexpr const char* kDone = R"({"result":{"code":"200","success":true,"message":"成功",)"
                              R"("data":{"out_order_id":"sr_1","status":"11"}}})";

/// Two items of one seller, one of them without skus, and one of another.
constexpr const char* kPhone = R"({"epp_item_id":"EA1","sku_id":11,"buy_amount":2,"price":1201})";
constexpr const char* kCase = R"({"epp_item_id":"EA2","sku_id":0,"buy_amount":3,"price":500})";
constexpr const char* kNuts = R"({"epp_item_id":"EA3","sku_id":0,"buy_amount":1,"price":90})";

std::string Items(std::initializer_list<const char*> items) {
  std::string list;
  for (const char* const item : items) list += (list.empty() ? "" : ",") + std::string(item);
  return list;
}

std::string OrderOf(const std::string& items, const std::string& number = "sr_1") {
  return Join(R"({"epp_items":[)", items, R"(],"out_order_id":")", number, R"("})");
}

std::string Failure(std::string_view code, std::string_view message) {
  return Join(R"({"result":{"code":")", code, R"(","success":false,"message":")", message,
              R"("}})");
}

class EppPurchase : public GatewayTest {
 protected:
  EppPurchase() {
    app_ = platform_.AddBoundApp(PartyKind::kDistributor, "125007");
    platform_.Write([](store::Store& store) {
      const auto haoka = store.access().PutParty(PartyKind::kSeller, "haoka");
      const auto nuts = store.access().PutParty(PartyKind::kSeller, "nuts");
      store.items().Insert({.item_id = 1,
                            .sku_id = 11,
                            .epp_item_id = "EA1",
                            .title = "IPhone 15Plus",
                            .sku_title = "颜色分类:天蓝色",
                            .outer_id = "phone",
                            .outer_sku_id = "phone-blue",
                            .pic_url = "http://img.example/1.jpg",
                            .price = {1201},
                            .post_fee = {600}},
                           haoka);
      refund::Item plain{.item_id = 2, .epp_item_id = "EA2", .title = "Case", .price = {500}};
      plain.post_fee = {800};
      store.items().Insert(plain, haoka);
      store.items().Insert({.item_id = 3, .epp_item_id = "EA3", .title = "Nuts", .price = {90}},
                           nuts);
    });
  }

  std::string Buy(const std::string& order) { return BuyAs(app_, order); }
  std::string BuyAs(const App& app, const std::string& order) {
    return Ask(app, kCreate, {{"epp_order_request", order}});
  }
  std::string Query(const App& app, std::string_view number = "sr_1") {
    return Ask(app, kQuery, {{"query_order_req", Join(R"({"out_order_id":")", number, R"("})")}});
  }
  std::int64_t Count(const std::string& table) {
    return platform_.database().Number("SELECT COUNT(*) FROM " + table);
  }

  App app_;
};

TEST_F(EppPurchase, IsOneTaobaoOrderPerSeller) {
  EXPECT_EQ(Buy(OrderOf(Items({kPhone, kNuts, kCase}))), kDone);
  auto& database = platform_.database();
  EXPECT_EQ(database.Run("SELECT p.code, o.state, o.paid_fen, o.post_fee_fen, o.key_scope, "
                         "o.paid_ms = o.created_ms FROM trade_order o "
                         "JOIN party p ON p.party_id = o.seller_id ORDER BY o.order_id"),
            (std::vector<Database::Row>{{"haoka", "paid", "4702", "800", "125007", "1"},
                                        {"nuts", "paid", "90", "0", "125007", "1"}}));
  EXPECT_EQ(database.Run("SELECT out_line_id, item_code, sku_code, sku_id, title, sku_title, "
                         "price_fen, quantity_milli, paid_fen FROM order_line ORDER BY line_id"),
            (std::vector<Database::Row>{{"1", "EA1", "phone-blue", "11", "IPhone 15Plus",
                                         "颜色分类:天蓝色", "1201", "2000", "2402"},
                                        {"3", "EA2", "EA2", "0", "Case", "", "500", "3000", "1500"},
                                        {"2", "EA3", "EA3", "0", "Nuts", "", "90", "1000", "90"}}));
}

TEST_F(EppPurchase, IsShownWithItsTaobaoOrders) {
  Buy(OrderOf(Items({kPhone, kNuts})));
  const auto ids =
      platform_.database().Run("SELECT order_id, line_id FROM order_line ORDER BY line_id");
  EXPECT_EQ(
      Query(app_),
      Join(R"({"result":{"code":"200","success":true,"message":"成功","data":{)"
           R"("out_order_id":"sr_1","tb_order_list":{"tb_order_d_t_o":[{"tb_order_id":")",
           ids.at(0).at(0),
           R"(","tb_order_status":"2","tb_sub_order_list":{"tb_sub_order_d_t_o":[)"
           R"({"tb_sub_order_id":")",
           ids.at(0).at(1),
           R"(","epp_item_id":"EA1","sku_id":11,"sku_title":"颜色分类:天蓝色",)"
           R"("item_title":"IPhone 15Plus","pic_url":"http://img.example/1.jpg",)"
           R"("tb_sub_order_price":"12.01","buy_amount":2,"tb_sub_order_logistics_status":1}]}},)"
           R"({"tb_order_id":")",
           ids.at(1).at(0),
           R"(","tb_order_status":"2","tb_sub_order_list":{"tb_sub_order_d_t_o":[)"
           R"({"tb_sub_order_id":")",
           ids.at(1).at(1),
           R"(","epp_item_id":"EA3","item_title":"Nuts","tb_sub_order_price":"0.90",)"
           R"("buy_amount":1,"tb_sub_order_logistics_status":1}]}}]}}}})"));
}

TEST_F(EppPurchase, KeepsWhereTheGoodsGoWithEachOrder) {
  Buy(Join(R"({"epp_items":[)", Items({kPhone, kNuts}),
           R"(],"address":{"consignee":"张三","full_address":"浙江省杭州市","consignee_phone":)"
           R"("13888888888","district_code":"330106","town_code":"330106109"},)"
           R"("out_order_id":"sr_1"})"));
  const Database::Row receiver{"张三", "13888888888", "浙江省杭州市", "330106", "330106109"};
  EXPECT_EQ(
      platform_.database().Run("SELECT name, mobile, address, district, town FROM order_receiver"),
      (std::vector<Database::Row>{receiver, receiver}));
}

TEST_F(EppPurchase, MadeAgainGivesTheSameAnswerAndWritesNothing) {
  const std::string order = OrderOf(Items({kPhone, kNuts}));
  EXPECT_EQ(Buy(order), kDone);
  platform_.database().Run("UPDATE item SET price_fen = 9, pic_url = ''");
  EXPECT_EQ(Buy(order), kDone);
  EXPECT_EQ(BuyAs(platform_.AddBoundApp(PartyKind::kDistributor, "125007"), order), kDone);
  EXPECT_EQ(Count("trade_order"), 2);
}

TEST_F(EppPurchase, IsGoodForOneContentOfItsNumber) {
  Buy(OrderOf(Items({kPhone})));
  const std::string used = Failure("isv.invalid-parameter:out_order_id",
                                   "out_order_id sr_1 was used before for another order; use a "
                                   "new one");
  const std::string other_amount =
      R"({"epp_item_id":"EA1","sku_id":11,"buy_amount":1,"price":1201})";
  EXPECT_EQ(Buy(OrderOf(other_amount)), used);
  EXPECT_EQ(Buy(OrderOf(Items({kPhone, kNuts}))), used);  // goes to a seller more
  EXPECT_EQ(Buy(OrderOf(Items({kNuts}))), used);          // goes to another seller
  EXPECT_EQ(Buy(Join(R"({"epp_items":[)", kPhone,
                     R"(],"address":{"consignee":"a","full_address":"b","consignee_phone":"1"},)"
                     R"("out_order_id":"sr_1"})")),
            used);
  EXPECT_EQ(Count("trade_order"), 1);
}

TEST_F(EppPurchase, IsRefusedWholeAndItsNumberStaysFree) {
  const std::string gone = R"({"epp_item_id":"EA1","sku_id":12,"buy_amount":1,"price":1201})";
  const std::string dear = R"({"epp_item_id":"EA3","sku_id":0,"buy_amount":1,"price":91})";
  EXPECT_EQ(Buy(OrderOf(Items({kPhone, gone.c_str()}))),
            Failure("isv.item-not-exist:epp_item_id",
                    "item EA1 with sku 12 is not on sale; check both numbers"));
  EXPECT_EQ(Buy(OrderOf(Items({kPhone, dear.c_str()}))),
            Failure("isv.invalid-parameter:price",
                    "item EA3 with sku 0 costs 90 fen a piece, not 91; ask for it at that price"));
  EXPECT_EQ(Count("trade_order"), 0);
  EXPECT_EQ(Buy(OrderOf(Items({kPhone}))), kDone);
}

TEST_F(EppPurchase, RefusesWhatIsNoPurchase) {
  const std::string wrong =
      "41 Invalid arguments:epp_order_request isv.invalid-parameter:epp_order_request";
  EXPECT_EQ(ErrorOf(Buy(OrderOf(Items({kPhone, kNuts, kPhone})))), wrong);
  EXPECT_EQ(ErrorOf(Buy(OrderOf(
                R"({"epp_item_id":"EA1","sku_id":11,"buy_amount":1000000000,"price":1201})"))),
            wrong);
  EXPECT_EQ(
      ErrorOf(Buy(OrderOf(R"({"epp_item_id":"EA1","sku_id":11,"buy_amount":0,"price":1201})"))),
      wrong);
  EXPECT_EQ(ErrorOf(Buy(OrderOf(""))),
            "40 Missing required arguments:epp_order_request "
            "isv.missing-parameter:epp_order_request");
}

TEST_F(EppPurchase, IsItsDistributorsAlone) {
  Buy(OrderOf(Items({kPhone})));
  const App other = platform_.AddBoundApp(PartyKind::kDistributor, "999");
  const auto nothing = [](std::string_view number) {
    return Failure("404", Join("no purchase ", number, "; check that it is your distributor's"));
  };
  EXPECT_EQ(Query(other), nothing("sr_1"));
  EXPECT_EQ(Query(other, "nobodys"), nothing("nobodys"));
  EXPECT_EQ(Query(app_, "nobodys"), nothing("nobodys"));
  EXPECT_EQ(Query(app_, "125007_sr_1"), nothing("125007_sr_1"));
  EXPECT_EQ(BuyAs(other, OrderOf(Items({kNuts}))), kDone);  // the number is free there
  EXPECT_THAT(Query(app_), Not(HasSubstr("Nuts")));
}

TEST_F(EppPurchase, NeedsAnAppWithOneDistributor) {
  const App customers = platform_.AddBoundApp(PartyKind::kCustomer, "125007");
  const std::string none = Failure("isv.user-not-exist:distributor",
                                   "the app must be bound to exactly one distributor, it is bound "
                                   "to 0; `ebbtide app create --for` binds one");
  EXPECT_EQ(BuyAs(customers, OrderOf(Items({kPhone}))), none);
  EXPECT_EQ(Query(customers), none);
}

/// The order's lines as trade.query shows them, in one word each.
struct OrderWords {
  const char* state;
  const char* refunds;
  const char* order_status;
  const char* logistics_status;
};

TEST_F(EppPurchase, ShowsWhereOrderAndGoodsAre) {
  const auto refund = [](std::string_view state, std::string_view claim) {
    return Join(R"(,"refunds":[{"state":")", state, R"(","claim":)", claim,
                R"(,"quantity":"1","amount_fen":1,"created":"2024-02-02 10:00:00"}])");
  };
  const std::string returned = refund("SUCCESS", "3");
  const std::string returning = refund("GOODS_RETURNED", "3");
  const std::string paid_back = refund("SUCCESS", "1");
  int number = 0;
  for (const auto& words :
       std::initializer_list<OrderWords>{{"created", "", "1", "1"},
                                         {"paid", "", "2", "1"},
                                         {"shipped", "", "2", "2"},
                                         {"finished", "", "6", "3"},
                                         {"shipped", returning.c_str(), "2", "2"},
                                         {"shipped", paid_back.c_str(), "2", "2"},
                                         {"finished", returned.c_str(), "6", "4"},
                                         {"closed", returned.c_str(), "4", "4"},
                                         {"closed", "", "8", "1"}}) {
    const std::string order = "imported_" + std::to_string(++number);
    platform_.Import(Join(R"({"channel":"epp","out_order_id":")", order,
                          R"(","seller":"haoka","buyer":"125007","state":")", words.state,
                          R"(","created":"2024-02-01 10:00:00","lines":[{"out_line_id":"1",)"
                          R"("sku_code":"s","quantity":"2","paid_fen":2,"waybill":"YT1")",
                          words.refunds, "}]}"));
    const std::string answer = Query(app_, order);
    EXPECT_THAT(answer, HasSubstr(Join(R"("tb_order_status":")", words.order_status, "\"")));
    EXPECT_THAT(answer, HasSubstr(Join(R"("mail_number":"YT1","tb_sub_order_logistics_status":)",
                                       words.logistics_status, "}")));
  }
}

}  // namespace
}  // namespace ebbtide::test
