#include <gmock/gmock.h>

#include "gateway/openmall_fixture.hpp"

/// Orders that distributors make through Openmall.
namespace ebbtide::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

using Row = Database::Row;

class OpenmallTrade : public OpenmallTest {
 protected:
  OpenmallTrade() { Offer(4345345, 30004447689, 20007); }

  /// An order of two pieces that cost what they should; `changes` replace members.
  std::string Order(const Params& changes = {}) {
    Params members{{"address", "文新街道迦南公寓1幢101室"},
                   {"buyer_channel", "WeiXin"},
                   {"buyer_channel_id", "wx_10086"},
                   {"buyer_memo", "请尽快发货"},
                   {"buyer_phone", "13888888888"},
                   {"distributor", "fx"},
                   {"divisioncode", "330106"},
                   {"expect_order_fee", "408.14"},
                   {"mobile", "13999999999"},
                   {"name", "张三"},
                   {"num_iid", kOpenmallItem},
                   {"nums", "2"},
                   {"out_id", app_.app_key + "_1"},
                   {"outer_order_fee", "450.00"},
                   {"phone", "0571-88888888"},
                   {"postcode", "310012"},
                   {"shipping_type", "express"},
                   {"sku_iids", kOpenmallSku}};
    for (const auto& [name, value] : changes) Set(members, name, value);
    std::string json;
    for (const auto& [name, value] : members) {
      json += Join(json.empty() ? "{" : ",", "\"", name, "\":\"", value, "\"");
    }
    return Ask(app_, "taobao.openmall.trade.create", {{"param_top_trade_create_d_o", json + "}"}});
  }

  std::string Get(const std::string& tid) { return Call("trade.get", {{"tid", tid}}); }

  std::int64_t Orders() { return platform_.database().Number("SELECT COUNT(*) FROM trade_order"); }
};

TEST_F(OpenmallTrade, IsPaidAtOnceAndShownWithAllThatIsKnown) {
  const std::string answer = Order();
  const std::string tid = NumberIn(answer, "tid");
  EXPECT_EQ(answer, R"({"result":{"tid":")" + tid + "\"}}");
  EXPECT_EQ(
      Blanked(Get(tid), tid),
      R"({"result":{"buyer_channel":"WeiXin","buyer_channel_id":"wx_10086",)"
      R"("buyer_memo":"请尽快发货","created":"2024-03-01 12:00:00","distributor":"fx",)"
      R"("has_post_fee":true,"modified":"2024-03-01 12:00:00","num":2,"num_iid":4345345,)"
      R"("orders":{"top_order_vo":[{"num":2,"num_iid":4345345,"oid":#,"outer_sku_id":"092141",)"
      R"("payment":"400.14","price":"200.07","refund_status":"NO_REFUND","is_sh_ship":false,)"
      R"("sku_properties_name":"颜色分类:军绿色;尺码:XS","sku_id":"30004447689",)"
      R"("status":"WAIT_SELLER_SEND_GOODS","title":"Field jacket","total_fee":"400.14"}]},)"
      R"("pay_time":"2024-03-01 12:00:00","payment":"408.14","post_fee":"8.00",)"
      R"("price":"200.07","receiver_address":"文新街道迦南公寓1幢101室",)"
      R"("receiver_mobile":"13999999999","receiver_name":"张三",)"
      R"("receiver_phone":"0571-88888888","receiver_zip":"310012","seller_nick":"shop",)"
      R"("shipping_type":"express","status":"WAIT_SELLER_SEND_GOODS","tid":"#",)"
      R"("total_fee":"400.14"}})");
  EXPECT_THAT(platform_.database().Run(
                  "SELECT out_line_id, item_code, sku_id, sku_code, out_sku_code, quantity_milli, "
                  "paid_fen, pic_url, geo FROM order_line JOIN order_receiver USING (order_id) "
                  "WHERE order_id = " +
                  tid),
              ElementsAre(Row{"1", "4345345", "30004447689", "092141", "JACKET", "2000", "40014",
                              "http://img/1.jpg", "330106"}));
}

TEST_F(OpenmallTrade, IsMadeOnceForItsOutId) {
  const std::string made = Order();
  const auto orders = Orders();
  platform_.clock().AdvanceMs(86'400'000);
  Offer(4345345, 30004447689, 1);  // what was ordered before stays as it is
  EXPECT_EQ(Order(), made);
  EXPECT_EQ(Orders(), orders);

  Offer(5, 0, 20007, "another shop");
  for (const Params& other : {Params{{"nums", "3"}}, Params{{"postcode", ""}},
                              Params{{"num_iid", "5"}, {"sku_iids", "0"}}}) {
    EXPECT_EQ(ErrorOf(Order(other)), "50 Remote service error isv.invalid-parameter:out_id");
  }
  EXPECT_EQ(Orders(), orders);

  const App second = platform_.AddBoundApp(refund::PartyKind::kDistributor, "fx2");
  platform_.Write([&](store::Store& store) {
    const auto party = store.access().FindParty(refund::PartyKind::kDistributor, "fx2").value();
    store.access().Bind(app_.app_key, party);
  });
  EXPECT_EQ(ErrorOf(Order({{"distributor", "fx2"}})), "0");
  EXPECT_EQ(Orders(), orders + 1);
}

TEST_F(OpenmallTrade, IsClosedAtOnceWhenItCostsSomethingElse) {
  const Params wrong{{"expect_order_fee", "408.13"}};
  const std::string made = Order(wrong);
  const std::string tid = NumberIn(made, "tid");
  const std::string trade = Get(tid);
  EXPECT_THAT(trade, HasSubstr(R"("end_time":"2024-03-01 12:00:00")"));
  EXPECT_THAT(trade, HasSubstr(R"("mark_desc":"价格已变更")"));
  EXPECT_THAT(trade, HasSubstr(R"("status":"TRADE_CLOSED_BY_TAOBAO","tid":")"));
  EXPECT_THAT(trade, HasSubstr(R"("payment":"0.00","post_fee":"8.00")"));
  EXPECT_THAT(trade, Not(HasSubstr("pay_time")));
  EXPECT_EQ(Order(wrong), made);
  EXPECT_THAT(Apply(tid, "100"), HasSubstr("isv.order-status-error"));
}

TEST_F(OpenmallTrade, MayWaitHalfAnHourBeforeItIsShipped) {
  const std::string tid = NumberIn(Order({{"need_erp_hold", "true"}}), "tid");
  EXPECT_THAT(Get(tid), HasSubstr(R"("status":"PAID_FORBID_CONSIGN","tid":)"));
  platform_.clock().AdvanceMs(30 * 60 * 1'000 - 1);
  EXPECT_THAT(Get(tid), HasSubstr(R"("status":"PAID_FORBID_CONSIGN","tid":)"));
  platform_.clock().AdvanceMs(1);
  EXPECT_THAT(Get(tid), HasSubstr(R"("status":"WAIT_SELLER_SEND_GOODS","tid":)"));
}

TEST_F(OpenmallTrade, IsRefusedWithNothingWritten) {
  Offer(6, 0, 1'000'000'000'000);
  const auto orders = Orders();
  const std::string wrong =
      "41 Invalid arguments:param_top_trade_create_d_o "
      "isv.invalid-parameter:param_top_trade_create_d_o";
  const std::string refused = "50 Remote service error ";
  const std::vector<std::pair<Params, std::string>> cases{
      {{{"out_id", "1"}}, wrong},
      {{{"out_id", app_.app_key}}, wrong},
      {{{"out_id", app_.app_key + "_"}}, wrong},
      {{{"out_id", app_.app_key + "_012345678901234567890123"}}, wrong},
      {{{"postcode", "31001"}}, wrong},
      {{{"postcode", "31001x"}}, wrong},
      {{{"expect_order_fee", "408.140"}}, wrong},
      {{{"expect_order_fee", "-1"}}, wrong},
      {{{"outer_order_fee", "1e2"}}, wrong},
      {{{"num_iid", "6"}, {"sku_iids", "0"}}, wrong},
      {{{"num_iid", "6"}, {"sku_iids", "0"}, {"nums", "1000000000"}}, wrong},
      {{{"sku_iids", "0"}}, refused + "isv.item-not-exist:num_iid"},
      {{{"num_iid", "4345346"}}, refused + "isv.item-not-exist:num_iid"},
      {{{"distributor", "other"}}, refused + "isv.user-not-exist:distributor"},
      {{{"distributor", "nobody"}}, refused + "isv.user-not-exist:distributor"},
  };
  for (const auto& [changes, error] : cases) {
    EXPECT_EQ(ErrorOf(Order(changes)), error) << changes.front().first << changes.front().second;
  }
  EXPECT_EQ(Orders(), orders);
  EXPECT_EQ(ErrorOf(Order()), "0");
}

TEST_F(OpenmallTrade, IsClosedOnlyWhileUnpaid) {
  const auto close = [&](const char* tid) {
    return Call("trade.close", {{"tid", tid}, {"reason", "不想要了"}});
  };
  EXPECT_EQ(close("7300"), R"({"result":{"tid":"7300"}})");
  const std::string closed = Get("7300");
  EXPECT_THAT(closed, HasSubstr(R"("mark_desc":"不想要了","modified":"2024-03-01 12:00:00")"));
  EXPECT_THAT(closed, HasSubstr(R"("status":"TRADE_CLOSED_BY_TAOBAO","tid":)"));
  platform_.clock().AdvanceMs(5'000);
  EXPECT_EQ(close("7300"), R"({"result":{"tid":"7300"}})");
  EXPECT_EQ(Get("7300"), closed);
  EXPECT_EQ(close("7400"), R"({"result":{"tid":"7400"}})");
  for (const char* const paid : {"7000", "7100", "7600"}) {
    const std::string before = Get(paid);
    EXPECT_EQ(ErrorOf(close(paid)), "50 Remote service error isv.order-status-error");
    EXPECT_EQ(Get(paid), before);
  }
}

TEST_F(OpenmallTrade, IsConfirmedOnceItIsShipped) {
  const auto confirm = [&](const char* tid) { return Call("trade.confirm", {{"tid", tid}}); };
  EXPECT_EQ(confirm("7100"), R"({"result":{"tid":"7100"}})");
  const std::string finished = Get("7100");
  EXPECT_THAT(finished, HasSubstr(R"("end_time":"2024-03-01 12:00:00")"));
  EXPECT_THAT(finished, HasSubstr(R"("status":"TRADE_FINISHED","tid":)"));
  EXPECT_THAT(finished, HasSubstr(R"("sid":"YT1")"));
  platform_.clock().AdvanceMs(5'000);
  EXPECT_EQ(confirm("7100"), R"({"result":{"tid":"7100"}})");
  EXPECT_EQ(Get("7100"), finished);
  for (const char* const not_shipped : {"7000", "7300", "7400"}) {
    EXPECT_EQ(ErrorOf(confirm(not_shipped)), "50 Remote service error isv.order-status-error");
  }
}

TEST_F(OpenmallTrade, TellsItsLinesApart) {
  const std::string refund = Apply("7200", "1000");
  Do(refund, refund::Event::kAgreeRefund);
  const std::string trade = Get("7200");
  EXPECT_THAT(trade, HasSubstr(R"("num":0,"orders":)"));
  EXPECT_THAT(trade, HasSubstr(R"("oid":7201,"outer_sku_id":"A","payment":"1.00","price":"0.00",)"
                               R"("refund_status":"NO_REFUND","is_sh_ship":false,)"
                               R"("status":"WAIT_SELLER_SEND_GOODS")"));
  EXPECT_THAT(trade, HasSubstr(R"("oid":7202,"outer_sku_id":"B","payment":"10.00","price":"0.00",)"
                               R"("refund_id":)" +
                               refund +
                               R"(,"refund_status":"SUCCESS","is_sh_ship":false,)"
                               R"("status":"TRADE_CLOSED")"));
}

TEST_F(OpenmallTrade, OfAnotherIsNotThere) {
  for (const char* const method : {"trade.get", "trade.close", "trade.confirm"}) {
    const auto ask = [&](const std::string& tid, const std::string& distributor) {
      const Params params{{"tid", tid}, {"reason", "r"}, {"distributor", distributor}};
      return Blanked(Call(method, params), tid);
    };
    const std::string nothing = ask("9999", "fx");
    EXPECT_EQ(ErrorOf(nothing), "50 Remote service error isv.trade-not-exist");
    EXPECT_EQ(ask("7800", "fx"), nothing);
    EXPECT_EQ(ask("7800", "other"), nothing);
    EXPECT_EQ(ask("7000", "nobody"), nothing);
    EXPECT_EQ(ask("7700", "fx"), nothing);
  }
}

}  // namespace
}  // namespace ebbtide::test
