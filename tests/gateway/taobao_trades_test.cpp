#include <gmock/gmock.h>

#include "gateway/fixture.hpp"
#include "gateway/rows.hpp"

/// taobao.trade.fullinfo.get, taobao.trades.sold.get and taobao.trades.sold.increment.get.
namespace ebbtide::test {
namespace {

std::string OrderOf(int number, std::string_view state, std::string_view more) {
  const std::string id = std::to_string(number);
  return Join(
      R"({"channel":"taobao","order_id":)", id, R"(,"seller":"shop1","state":")", state,
      R"(","created":"2024-02-)", id, R"( 10:00:00","lines":[{"line_id":)", id,
      R"(0,"out_line_id":"1","sku_code":"mug","quantity":"1","paid_fen":1000},)", R"({"line_id":)",
      id, R"(1,"out_line_id":"2","sku_code":"cup","quantity":"1","paid_fen":500}],)", more, "}\n");
}

using testing::HasSubstr;

/// A trade in every state, each a day after the one before, and one of another seller.
std::string Orders() {
  return OrderOf(10, "created", R"("buyer":"buyer1")") +
         OrderOf(11, "paid", R"("buyer":"buyer1")") + OrderOf(12, "paid", R"("buyer":"buyer1")") +
         OrderOf(13, "paid", R"("buyer":"buyer2")") +
         OrderOf(14, "shipped",
                 R"("buyer":"buyer2","shipped_at":"2024-02-20 10:00:00","buyer_message":"hi")") +
         OrderOf(15, "finished", R"("buyer":"buyer2","ended_at":"2024-02-21 10:00:00")") +
         OrderOf(16, "closed",
                 R"("buyer":"buyer2","paid_at":"2024-02-16 11:00:00",)"
                 R"("ended_at":"2024-02-22 10:00:00")") +
         OrderOf(17, "closed", R"("ended_at":"2024-02-23 10:00:00")") +
         R"({"channel":"epp","order_id":18,"out_order_id":"e","seller":"shop1","buyer":"d1",)"
         R"("state":"shipped","created":"2024-02-18 10:00:00","shipped_at":"2024-02-18 11:00:00",)"
         R"("post_fee_fen":600,"lines":[{"line_id":18,"out_line_id":"1","sku_code":"ISBN-001-XS",)"
         R"("out_sku_code":"ISBN-001","item_code":"4345345","title":"Jacket",)"
         R"("sku_id":30004447689,"sku_title":"颜色分类:军绿色","price_fen":2000,"quantity":"3",)"
         R"("paid_fen":5300,"discount_fen":600,"carrier":"圆通快递","waybill":"6114",)"
         R"("refunds":[{"refund_id":84001,"state":"REFUND_AGREED","came_from":"GOODS_RETURNED",)"
         R"("claim":3,"amount_fen":1000,"post_fee_fen":600,"quantity":"1",)"
         R"("created":"2024-02-19 10:00:00"}]}]})"
         "\n"
         R"({"channel":"taobao","order_id":90,"seller":"shop2","state":"paid",)"
         R"("created":"2024-02-19 10:00:00","lines":[{"line_id":90,"out_line_id":"1",)"
         R"("sku_code":"mug","quantity":"1","paid_fen":900}]})";
}

constexpr const char* kAllFields =
    "buyer_open_uid,title,type,created,tid,status,payment,discount_fee,adjust_fee,post_fee,"
    "total_fee,pay_time,end_time,modified,consign_time,received_payment,seller_memo,alipay_no,"
    "buyer_message,num_iid,price,shipping_type,num,receiver_name,receiver_country,receiver_state,"
    "receiver_city,receiver_district,receiver_town,receiver_address,receiver_zip,receiver_mobile,"
    "receiver_phone,available_confirm_fee,has_post_fee,timeout_action_time,seller_flag,"
    "is_part_consign,orders,promotion_details,service_orders,trade_from,tid_str,seller_nick,"
    "buyer_nick,agree_refund_checks,oaid";

class TaobaoTrades : public GatewayTest {
 protected:
  TaobaoTrades() {
    platform_.Import(Orders());
    seller_ = platform_.AddSellerApp("shop1");
    platform_.Write([](store::Store& store) {
      auto& orders = store.orders();
      auto line = orders.FindLine({12}, {121}).value();
      line.shipped_at = {kNow.unix_ms - 1000};
      line.carrier = "SF";
      line.waybill = "SF1";
      ASSERT_TRUE(orders.ShipLine(line));
    });
    platform_.database().Run("UPDATE trade_order SET hold_until_ms = " +
                             std::to_string(kNow.unix_ms + 1) + " WHERE order_id = 13");
  }

  std::string Full(const std::string& trade, const std::string& fields) {
    return Ask(seller_, "taobao.trade.fullinfo.get", {{"tid", trade}, {"fields", fields}});
  }
  std::string Sold(Params params) {
    params.emplace_back("fields", "tid");
    return Rows(Ask(seller_, "taobao.trades.sold.get", params), "tid");
  }
  std::string Changed(const std::string& from, const std::string& until, Params params = {}) {
    params.emplace_back("fields", "tid");
    params.emplace_back("start_modified", from);
    params.emplace_back("end_modified", until);
    return Rows(Ask(seller_, "taobao.trades.sold.increment.get", params), "tid");
  }

  App seller_;
};

struct Case {
  Params params;
  const char* rows;
};

TEST_F(TaobaoTrades, GiveAllThatIsKnownOfATradeOfOneLine) {
  platform_.Write([](store::Store& store) {
    store.orders().InsertReceiver({18}, {.name = "张三",
                                         .phone = "0571-1",
                                         .mobile = "13888888888",
                                         .state = "浙江省",
                                         .city = "杭州市",
                                         .district = "西湖区",
                                         .town = "文新街道",
                                         .address = "1幢",
                                         .zip = "310013",
                                         .geo = "",
                                         .from = {},
                                         .until = {}});
  });
  EXPECT_EQ(Full("18", kAllFields),
            R"({"trade":{"buyer_open_uid":"d1","type":"fixed","created":"2024-02-18 10:00:00",)"
            R"("tid":18,"status":"WAIT_BUYER_CONFIRM_GOODS","payment":"59.00","post_fee":"6.00",)"
            R"("total_fee":"60.00","pay_time":"2024-02-18 10:00:00",)"
            R"("modified":"2024-02-19 10:00:00","consign_time":"2024-02-18 11:00:00",)"
            R"("received_payment":"0.00","num_iid":4345345,"price":"20.00",)"
            R"("shipping_type":"express","num":3,"receiver_name":"张三","receiver_state":"浙江省",)"
            R"("receiver_city":"杭州市","receiver_district":"西湖区","receiver_town":"文新街道",)"
            R"("receiver_address":"1幢","receiver_zip":"310013","receiver_mobile":"13888888888",)"
            R"("receiver_phone":"0571-1","available_confirm_fee":"43.00","has_post_fee":false,)"
            R"("is_part_consign":false,"orders":{"order":[{"title":"Jacket","price":"20.00",)"
            R"("num_iid":4345345,"sku_id":"30004447689","outer_iid":"ISBN-001",)"
            R"("outer_sku_id":"ISBN-001-XS","refund_status":"WAIT_SELLER_CONFIRM_GOODS",)"
            R"("status":"WAIT_BUYER_CONFIRM_GOODS","oid":18,"total_fee":"53.00",)"
            R"("payment":"59.00","discount_fee":"6.00","adjust_fee":"-1.00",)"
            R"("divide_order_fee":"53.00","sku_properties_name":"颜色分类:军绿色","num":3,)"
            R"("refund_id":"84001","consign_time":"2024-02-18 11:00:00",)"
            R"("shipping_type":"express","logistics_company":"圆通快递","invoice_no":"6114",)"
            R"("oid_str":"18"}]},"tid_str":"18","seller_nick":"shop1","buyer_nick":"d1"}})");
}

TEST_F(TaobaoTrades, GiveTheLinesOfALargerTrade) {
  EXPECT_EQ(Full("12", kAllFields),
            R"({"trade":{"buyer_open_uid":"buyer1","type":"fixed",)"
            R"("created":"2024-02-12 10:00:00","tid":12,"status":"SELLER_CONSIGNED_PART",)"
            R"("payment":"15.00","post_fee":"0.00","pay_time":"2024-02-12 10:00:00",)"
            R"("modified":"2024-02-12 10:00:00","received_payment":"0.00",)"
            R"("shipping_type":"express","num":0,"available_confirm_fee":"15.00",)"
            R"("has_post_fee":false,"is_part_consign":true,"orders":{"order":[{"outer_iid":"mug",)"
            R"("outer_sku_id":"mug","refund_status":"NO_REFUND",)"
            R"("status":"WAIT_SELLER_SEND_GOODS","oid":120,"total_fee":"10.00","payment":"10.00",)"
            R"("discount_fee":"0.00","divide_order_fee":"10.00","num":1,)"
            R"("shipping_type":"express","oid_str":"120"},{"outer_iid":"cup",)"
            R"("outer_sku_id":"cup","refund_status":"NO_REFUND",)"
            R"("status":"WAIT_BUYER_CONFIRM_GOODS","oid":121,"total_fee":"5.00","payment":"5.00",)"
            R"("discount_fee":"0.00","divide_order_fee":"5.00","num":1,)"
            R"("consign_time":"2024-03-01 11:59:59","shipping_type":"express",)"
            R"("logistics_company":"SF","invoice_no":"SF1","oid_str":"121"}]},"tid_str":"12",)"
            R"("seller_nick":"shop1","buyer_nick":"buyer1"}})");
}

TEST_F(TaobaoTrades, ShowWhereATradeItsLinesAndItsMoneyStand) {
  struct Standing {
    const char* id;
    const char* status;
    const char* received;
    const char* to_confirm;
  };
  for (const auto& [id, status, received, to_confirm] :
       std::initializer_list<Standing>{{"11", "WAIT_SELLER_SEND_GOODS", "0.00", "15.00"},
                                       {"13", "PAID_FORBID_CONSIGN", "0.00", "15.00"},
                                       {"14", "WAIT_BUYER_CONFIRM_GOODS", "0.00", "15.00"},
                                       {"15", "TRADE_FINISHED", "15.00", "0.00"},
                                       {"16", "TRADE_CLOSED", "0.00", "0.00"},
                                       {"17", "TRADE_CLOSED_BY_TAOBAO", "0.00", "0.00"}}) {
    const std::string line = Join(R"({"status":")", status, R"("})");
    EXPECT_EQ(Full(id, "status,received_payment,available_confirm_fee,orders.status"),
              Join(R"({"trade":{"status":")", status, R"(","received_payment":")", received,
                   R"(","available_confirm_fee":")", to_confirm, R"(","orders":{"order":[)", line,
                   ",", line, "]}}}"));
  }
  EXPECT_EQ(Full("10", "status,received_payment,available_confirm_fee"),
            R"({"trade":{"status":"WAIT_BUYER_PAY"}})");
  EXPECT_EQ(Full("14", "buyer_message,consign_time,end_time"),
            R"({"trade":{"consign_time":"2024-02-20 10:00:00","buyer_message":"hi"}})");
}

TEST_F(TaobaoTrades, CloseALineWhoseMoneyHasGoneBack) {
  platform_.Import(
      R"({"channel":"taobao","order_id":20,"seller":"shop1","state":"shipped",)"
      R"("created":"2024-02-20 10:00:00","lines":[{"line_id":201,"out_line_id":"1",)"
      R"("sku_code":"a","quantity":"2","paid_fen":900,"refunds":[{"state":"SUCCESS",)"
      R"("refund_id":1,"amount_fen":500,"quantity":"1","created":"2024-02-20 11:00:00"},)"
      R"({"refund_id":2,"state":"APPLIED","amount_fen":400,"quantity":"1",)"
      R"("created":"2024-02-20 12:00:00"}]},{"line_id":202,"out_line_id":"2","sku_code":"b",)"
      R"("quantity":"1","paid_fen":100}]})");
  const auto show = [&] { return Full("20", "status,orders.status,orders.refund_id"); };
  EXPECT_EQ(show(), R"({"trade":{"status":"WAIT_BUYER_CONFIRM_GOODS",)"
                    R"("orders":{"order":[{"status":"WAIT_BUYER_CONFIRM_GOODS","refund_id":"2"},)"
                    R"({"status":"WAIT_BUYER_CONFIRM_GOODS"}]}}})");
  EXPECT_THAT(Ask(seller_, "taobao.rp.refunds.agree", {{"refund_infos", "2|400|1708401600000"}}),
              HasSubstr("OP_SUCC"));
  EXPECT_EQ(show(), R"({"trade":{"status":"WAIT_BUYER_CONFIRM_GOODS",)"
                    R"("orders":{"order":[{"status":"TRADE_CLOSED","refund_id":"2"},)"
                    R"({"status":"WAIT_BUYER_CONFIRM_GOODS"}]}}})");
}

TEST_F(TaobaoTrades, AnswerWhatIsAskedForOnly) {
  EXPECT_EQ(Full("12", "tid,orders.oid,nothing"),
            R"({"trade":{"tid":12,"orders":{"order":[{"oid":120},{"oid":121}]}}})");
  EXPECT_EQ(Ask(seller_, "taobao.trades.sold.get",
                {{"fields", "orders.outer_iid,buyer_nick,type"}, {"page_size", "1"}}),
            R"({"total_results":9,"trades":{"trade":[{"type":"fixed",)"
            R"("orders":{"order":[{"outer_iid":"ISBN-001"}]},"buyer_nick":"d1"}]}})");
  EXPECT_EQ(ErrorOf(Full("12", "")),
            "40 Missing required arguments:fields isv.missing-parameter:fields");
}

TEST_F(TaobaoTrades, KnowNoTradeOfOthers) {
  std::string foreign = Full("90", "tid");
  EXPECT_EQ(ErrorOf(foreign), "50 Remote service error isv.trade-not-exist");
  foreign.replace(foreign.find("90"), 2, "91");
  EXPECT_EQ(foreign, Full("91", "tid"));
}

TEST_F(TaobaoTrades, NarrowByWhenTheyWereMade) {
  for (const auto& [params, rows] : std::initializer_list<Case>{
           {{}, "18 17 16 15 14 13 12 11 10 of 9"},
           {{{"page_size", "4"}, {"page_no", "3"}}, "10 of 9"},
           {{{"page_size", "4"}, {"page_no", "2"}, {"use_has_next", "true"}},
            "14 13 12 11 of true"},
           {{{"start_created", "2024-02-17 10:00:00"}}, "18 17 of 2"},
           {{{"start_created", "2024-02-11 10:00:01"}, {"end_created", "2024-02-13 10:00:00"}},
            "13 12 of 2"},
           {{{"end_created", "2024-02-09 00:00:00"}, {"use_has_next", "true"}}, "of false"},
           {{{"status", "WAIT_BUYER_PAY"}}, "10 of 1"},
           {{{"status", "ALL_WAIT_PAY"}}, "10 of 1"},
           {{{"status", "WAIT_SELLER_SEND_GOODS"}}, "11 of 1"},
           {{{"status", "SELLER_CONSIGNED_PART"}}, "12 of 1"},
           {{{"status", "PAID_FORBID_CONSIGN"}}, "13 of 1"},
           {{{"status", "WAIT_BUYER_CONFIRM_GOODS"}}, "18 14 of 2"},
           {{{"status", "TRADE_FINISHED"}}, "15 of 1"},
           {{{"status", "TRADE_CLOSED"}}, "16 of 1"},
           {{{"status", "TRADE_CLOSED_BY_TAOBAO"}}, "17 of 1"},
           {{{"status", "ALL_CLOSED"}}, "17 16 of 2"},
           {{{"status", "PAY_PENDING"}}, "of 0"},
           {{{"buyer_nick", "buyer1"}}, "12 11 10 of 3"},
           {{{"buyer_open_id", "d1"}}, "18 of 1"},
           {{{"buyer_open_id", "d1"}, {"buyer_nick", "buyer1"}}, "of 0"},
           {{{"type", "guarantee_trade"}, {"status", "TRADE_FINISHED"}}, "15 of 1"},
           {{{"type", "step"}}, "of 0"},
           {{{"ext_type", "service"}}, "of 0"},
           {{{"tag", "time_card"}}, "of 0"},
           {{{"rate_status", "RATE_UNSELLER"}, {"status", "TRADE_FINISHED"}}, "15 of 1"},
           {{{"rate_status", "RATE_BUYER_SELLER"}}, "of 0"}}) {
    EXPECT_EQ(Sold(params), rows) << ToForm(params);
  }
  EXPECT_EQ(ErrorOf(Sold({{"start_created", "2024-02-02 00:00:01"},
                          {"end_created", "2024-02-02 00:00:00"}})),
            "41 Invalid arguments:end_created isv.invalid-parameter:end_created");
}

TEST_F(TaobaoTrades, NarrowByWhenTheyChanged) {
  EXPECT_EQ(Changed("2024-02-20 10:00:00", "2024-02-21 10:00:00"), "15 14 of 2");
  EXPECT_EQ(Changed("2024-02-20 10:00:01", "2024-02-21 09:59:59"), "of 0");
  EXPECT_EQ(Changed("2024-02-20 10:00:00", "2024-02-21 10:00:00",
                    {{"page_size", "1"}, {"page_no", "2"}, {"use_has_next", "true"}}),
            "14 of false");
  EXPECT_EQ(Changed("2024-02-22 00:00:00", "2024-02-23 00:00:00",
                    {{"status", "TRADE_CLOSED"}, {"buyer_open_uid", "buyer2"}}),
            "16 of 1");
  EXPECT_EQ(Changed("2024-02-19 00:00:00", "2024-02-20 00:00:00", {{"type", "cod"}}), "of 0");
  for (const auto& [from, until] : Params{{"2024-02-20 10:00:00", "2024-02-20 10:00:00"},
                                          {"2024-02-20 10:00:00", "2024-02-20 09:59:59"},
                                          {"2024-02-20 10:00:00", "2024-02-21 10:00:01"}}) {
    EXPECT_EQ(ErrorOf(Changed(from, until)),
              "41 Invalid arguments:end_modified isv.invalid-parameter:end_modified");
  }
}

TEST_F(TaobaoTrades, KeepAWindowAsItWasHoweverTradesMoveOn) {
  const auto before = [&](Params params) {
    return Changed("2024-02-19 10:00:00", "2024-02-20 10:00:00", std::move(params));
  };
  EXPECT_EQ(before({}), "14 18 of 2");
  platform_.Write([](store::Store& store) {
    auto order = store.orders().Find(store::Scope::Platform(), {14}).value();
    const auto version = order.version;
    order.state = refund::OrderState::kFinished;
    order.modified = kNow;
    order.version = kNow.unix_ms;
    ASSERT_TRUE(store.orders().Save(order, version));
  });
  EXPECT_EQ(before({}), "14 18 of 2");
  EXPECT_EQ(before({{"status", "WAIT_BUYER_CONFIRM_GOODS"}}), "14 18 of 2");
  EXPECT_EQ(before({{"status", "TRADE_FINISHED"}}), "of 0");
  EXPECT_EQ(Changed("2024-03-01 12:00:00", "2024-03-01 12:00:01", {{"status", "TRADE_FINISHED"}}),
            "14 of 1");
}

}  // namespace
}  // namespace ebbtide::test
