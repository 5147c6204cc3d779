#include <gmock/gmock.h>

#include "gateway/fixture.hpp"
#include "gateway/rows.hpp"

/// taobao.refund.get and taobao.refund.detail.get.
namespace ebbtide::test {
namespace {

using testing::HasSubstr;

/// A return that has arrived, a refund of an order that is not shipped, after-sale ones, and one of
/// other people.
constexpr std::string_view kOrders =
    R"({"channel":"taobao","order_id":1000,"seller":"shop1","buyer":"buyer1","state":"shipped",)"
    R"("created":"2024-02-18 10:00:00","shipped_at":"2024-02-18 12:00:00","post_fee_fen":600,)"
    R"("lines":[{"line_id":1000,"out_line_id":"1","sku_code":"ISBN-001-XS",)"
    R"("out_sku_code":"ISBN-001","item_code":"4345345","title":"Jacket","sku_id":30004447689,)"
    R"("sku_title":"颜色分类:军绿色;尺码:XS","price_fen":2000,"quantity":"3","paid_fen":5400,)"
    R"("discount_fen":600,"refunds":[{"refund_id":83476,"state":"CLOSED","amount_fen":1800,)"
    R"("quantity":"1","created":"2024-02-18 13:00:00","modified":"2024-02-18 14:00:00"},)"
    R"({"refund_id":83477,"state":"GOODS_RETURNED","claim":3,"amount_fen":1800,)"
    R"("post_fee_fen":600,"quantity":"1","reason":"质量问题","buyer_message":"hello",)"
    R"("created":"2024-02-19 13:05:58","modified":"2024-02-21 09:30:00",)"
    R"("due":"2024-03-02 09:30:00","return_contact":{"province":"浙江省","city":"杭州市",)"
    R"("address":"迦南公寓1幢"},"return_delivery":{"mail_no":"611412845207816",)"
    R"("carrier":"圆通快递","given":"2024-02-21 09:30:00"}}]}]})"
    "\n"
    R"({"channel":"taobao","order_id":2000,"seller":"shop1","buyer":"buyer1","state":"paid",)"
    R"("created":"2024-02-18 10:00:00","lines":[{"line_id":2001,"out_line_id":"1",)"
    R"("sku_code":"mug","quantity":"1","paid_fen":900,"refunds":[{"refund_id":84001,)"
    R"("state":"APPLIED","amount_fen":900,"quantity":"1","created":"2024-02-29 13:00:00",)"
    R"("due":"2024-03-02 13:00:00"}]},{"line_id":2002,"out_line_id":"2","sku_code":"cup",)"
    R"("quantity":"1","paid_fen":100}]})"
    "\n"
    R"({"channel":"taobao","order_id":3000,"seller":"shop1","buyer":"buyer1","state":"finished",)"
    R"("created":"2024-02-18 10:00:00","lines":[{"line_id":3001,"out_line_id":"1",)"
    R"("sku_code":"mug","price_fen":900,"quantity":"1","paid_fen":900,"refunds":[)"
    R"({"refund_id":84002,"state":"APPLIED","claim":3,"amount_fen":900,"quantity":"1",)"
    R"("reason":"SEVEN_DAYS_WITHOUT_REASON","created":"2024-02-29 13:00:00",)"
    R"("due":"2024-03-02 13:00:00"}]},{"line_id":3002,"out_line_id":"2","sku_code":"cup",)"
    R"("quantity":"2","paid_fen":200,"refunds":[{"refund_id":84003,"state":"APPLIED",)"
    R"("amount_fen":100,"quantity":"1","created":"2024-02-29 13:00:00"},{"refund_id":84004,)"
    R"("state":"RETURN_AGREED","claim":3,"amount_fen":100,"quantity":"1",)"
    R"("created":"2024-02-29 13:00:00"}]}]})"
    "\n"
    R"({"channel":"taobao","order_id":4000,"seller":"shop2","buyer":"buyer2","state":"paid",)"
    R"("created":"2024-02-18 10:00:00","lines":[{"line_id":4001,"out_line_id":"1",)"
    R"("sku_code":"mug","quantity":"1","paid_fen":900,"refunds":[{"refund_id":85001,)"
    R"("state":"APPLIED","amount_fen":900,"quantity":"1","created":"2024-02-29 13:00:00"}]}]})";

constexpr const char* kAllFields =
    "address,advance_status,alipay_no,attribute,buyer_nick,company_name,created,cs_status,desc,"
    "good_return_time,good_status,has_good_return,modified,num,num_iid,oid,operation_contraint,"
    "order_status,outer_id,payment,price,reason,refund_fee,refund_id,refund_phase,"
    "refund_remind_timeout,refund_version,seller_nick,shipping_type,sid,sku,split_seller_fee,"
    "split_taobao_fee,status,tid,title,total_fee,buyer_open_uid,ouid,combine_item_info,"
    "dispute_type,end_time,new_sku";

class TaobaoRefundGet : public GatewayTest {
 protected:
  TaobaoRefundGet() {
    platform_.Import(kOrders);
    seller_ = platform_.AddSellerApp("shop1");
    buyer_ = platform_.AddUserApp(refund::PartyKind::kBuyer, "buyer1");
  }

  std::string Get(const App& app, const std::string& refund, const std::string& fields) {
    return Ask(app, "taobao.refund.get", {{"refund_id", refund}, {"fields", fields}});
  }
  std::string Detail(const std::string& refund,
                     const std::string& fields = "allowedOperations,not_allowed_operations") {
    return Ask(seller_, "taobao.refund.detail.get", {{"refund_id", refund}, {"fields", fields}});
  }
  App seller_;
  App buyer_;
};

TEST_F(TaobaoRefundGet, GivesAllThatIsKnown) {
  EXPECT_EQ(
      Get(seller_, "83477", kAllFields),
      R"({"refund":{"address":"浙江省杭州市迦南公寓1幢","advance_status":0,)"
      R"("attribute":";tod:864000000;disputeRequest:3;sku:30004447689|颜色分类#3B军绿色#3A尺码#3BXS;",)"
      R"("buyer_nick":"buyer1","company_name":"圆通快递","created":"2024-02-19 13:05:58",)"
      R"("cs_status":1,"desc":"hello","good_return_time":"2024-02-21 09:30:00",)"
      R"("good_status":"BUYER_RETURNED_GOODS","has_good_return":true,)"
      R"("modified":"2024-02-21 09:30:00","num":1,"num_iid":4345345,"oid":1000,)"
      R"("order_status":"WAIT_BUYER_CONFIRM_GOODS","outer_id":"ISBN-001","payment":"36.00",)"
      R"("price":"20.00","reason":"质量问题","refund_fee":"24.00","refund_id":"83477",)"
      R"("refund_phase":"onsale","refund_remind_timeout":{"exist_timeout":true,)"
      R"("timeout":"2024-03-02 09:30:00"},"refund_version":1708479000000,)"
      R"("seller_nick":"shop1","shipping_type":"express","sid":"611412845207816",)"
      R"("sku":"30004447689|颜色分类:军绿色;尺码:XS","status":"WAIT_SELLER_CONFIRM_GOODS",)"
      R"("tid":1000,"title":"Jacket","total_fee":"60.00","buyer_open_uid":"buyer1",)"
      R"("ouid":"buyer1","dispute_type":"REFUND_AND_RETURN"}})");
  EXPECT_EQ(Get(buyer_, "83477", kAllFields), Get(seller_, "83477", kAllFields));
}

TEST_F(TaobaoRefundGet, LeavesOutWhatIsNotKnown) {
  EXPECT_EQ(Get(seller_, "84001", kAllFields),
            R"({"refund":{"advance_status":0,"attribute":";tod:172800000;disputeRequest:1;",)"
            R"("buyer_nick":"buyer1","created":"2024-02-29 13:00:00","cs_status":1,)"
            R"("has_good_return":false,"modified":"2024-02-29 13:00:00","num":1,"oid":2001,)"
            R"("order_status":"WAIT_SELLER_SEND_GOODS","outer_id":"mug","payment":"0.00",)"
            R"("refund_fee":"9.00","refund_id":"84001","refund_phase":"onsale",)"
            R"("refund_remind_timeout":{"exist_timeout":true,"remind_type":3,)"
            R"("timeout":"2024-03-02 13:00:00"},"refund_version":1709182800000,)"
            R"("seller_nick":"shop1","shipping_type":"express","status":"WAIT_SELLER_AGREE",)"
            R"("tid":2000,"total_fee":"10.00","buyer_open_uid":"buyer1","ouid":"buyer1",)"
            R"("dispute_type":"REFUND"}})");
}

TEST_F(TaobaoRefundGet, FollowsTheRefund) {
  const App platform = platform_.AddUserApp(refund::PartyKind::kPlatform, "platform");
  const auto get = [&](const char* fields) { return Get(seller_, "84002", fields); };
  const auto make = [&](const App& app, const char* method, const Params& more) {
    Params params{{"refund_id", "84002"}};
    params.insert(params.end(), more.begin(), more.end());
    EXPECT_EQ(ErrorOf(Ask(app, method, params)), "0") << method;
  };
  EXPECT_EQ(get("operation_contraint,refund_phase,order_status,attribute,end_time"),
            R"({"refund":{"attribute":";tod:172800000;disputeRequest:3;",)"
            R"("operation_contraint":"cannot_refuse","order_status":"TRADE_FINISHED",)"
            R"("refund_phase":"aftersale"}})");
  make(seller_, "taobao.rp.refund.review",
       {{"operator", "me"},
        {"refund_phase", "aftersale"},
        {"refund_version", "1709182800000"},
        {"message", "fine"},
        {"result", "true"}});
  EXPECT_EQ(get("attribute"),
            R"({"refund":{"attribute":";tod:172800000;disputeRequest:3;seller_audit:1;"}})");
  make(seller_, "taobao.rp.returngoods.agree",
       {{"address", "somewhere"}, {"name", "me"}, {"mobile", "1"}});
  EXPECT_EQ(get("status,address,refund_remind_timeout"),
            R"({"refund":{"address":"somewhere","refund_remind_timeout":{"exist_timeout":true,)"
            R"("remind_type":1,"timeout":"2024-03-08 12:00:00"},)"
            R"("status":"WAIT_BUYER_RETURN_GOODS"}})");
  make(platform, "ebbtide.refund.arbitration.start", {});
  EXPECT_EQ(get("cs_status,refund_remind_timeout"),
            R"({"refund":{"cs_status":3,"refund_remind_timeout":{"exist_timeout":false}}})");
  make(platform, "ebbtide.refund.arbitration.decide", {{"verdict", "seller"}});
  EXPECT_EQ(get("cs_status,status,end_time,refund_remind_timeout,attribute,payment"),
            R"({"refund":{"attribute":";disputeRequest:3;seller_audit:1;","cs_status":9,)"
            R"("payment":"9.00","refund_remind_timeout":{"exist_timeout":false},)"
            R"("status":"CLOSED","end_time":"2024-03-01 12:00:00"}})");
}

TEST_F(TaobaoRefundGet, AnswersWhatIsAskedForOnly) {
  EXPECT_EQ(Get(seller_, "84001", "refund_id, status,nothing"),
            R"({"refund":{"refund_id":"84001","status":"WAIT_SELLER_AGREE"}})");
  EXPECT_EQ(Get(seller_, "84001", "nothing"), R"({"refund":{}})");
  EXPECT_EQ(ErrorOf(Get(seller_, "84001", "")),
            "40 Missing required arguments:fields isv.missing-parameter:fields");
  EXPECT_EQ(ErrorOf(Get(seller_, "0", "tid")),
            "41 Invalid arguments:refund_id isv.invalid-parameter:refund_id");
}

TEST_F(TaobaoRefundGet, KnowsNoRefundOfOthers) {
  const Params fields{{"fields", "refund_id,content"}, {"refund_phase", "onsale"}};
  for (const char* const method :
       {"taobao.refund.get", "taobao.refund.detail.get", "taobao.refund.refusereason.get",
        "taobao.refund.messages.get"}) {
    std::string foreign = Ask(seller_, method, {{"refund_id", "85001"}, fields[0], fields[1]});
    const auto none = Ask(seller_, method, {{"refund_id", "85002"}, fields[0], fields[1]});
    EXPECT_EQ(ErrorOf(foreign), "50 Remote service error isv.refund-not-exist:refund_id") << method;
    foreign.replace(foreign.find("85001"), 5, "85002");
    EXPECT_EQ(foreign, none) << method;
  }
  EXPECT_EQ(ErrorOf(Get(buyer_, "85001", "tid")),
            "50 Remote service error isv.refund-not-exist:refund_id");
}

TEST_F(TaobaoRefundGet, TellsTheSellerWhatMayBeDone) {
  EXPECT_EQ(Detail("83477", "refund_version"), R"({"detail":{"refund_version":1708479000000}})");
  EXPECT_EQ(
      Detail("83477"),
      R"({"detail":{"allowed_operations":{"operation":[{"operation_code":"SELLER_AGREE_REFUND",)"
      R"("tips":"taobao.rp.refunds.agree pays the buyer"},)"
      R"({"operation_code":"SELLER_REFUSE_GOODS","tips":"taobao.rp.returngoods.refuse,)"
      R"( with a picture that proves why"},{"operation_code":"SELLER_ASK_PLATFORM",)"
      R"("tips":"ebbtide.refund.arbitration.ask asks the platform to decide"},)"
      R"({"operation_code":"SELLER_REVIEW",)"
      R"("tips":"taobao.rp.refund.review marks it for agreement in batches"},)"
      R"({"operation_code":"SELLER_LEAVE_MESSAGE",)"
      R"("tips":"taobao.refund.message.add tells the other side"}]},)"
      R"("not_allowed_operations":{"operation":[{"operation_code":"SELLER_AGREE_RETURN",)"
      R"("tips":"only while a refund with return waits for an answer"},)"
      R"({"operation_code":"SELLER_REFUSE",)"
      R"("tips":"only while the refund waits for an answer"},)"
      R"({"operation_code":"SELLER_FILL_WAYBILL",)"
      R"("tips":"only while the buyer has to send the goods"},)"
      R"({"operation_code":"SELLER_SEND_GOODS",)"
      R"("tips":"only while the refund of goods that are not shipped waits for an answer"}]}}})");
}

TEST_F(TaobaoRefundGet, OffersWhatTheLifeCycleAllowsAndNothingElse) {
  constexpr const char* kAlways = "SELLER_ASK_PLATFORM SELLER_REVIEW SELLER_LEAVE_MESSAGE ";
  EXPECT_EQ(Rows(Detail("84001", "allowedOperations"), "operation_code"),
            Join("SELLER_AGREE_REFUND SELLER_SEND_GOODS ", kAlways));
  EXPECT_EQ(Rows(Detail("84002", "allowedOperations"), "operation_code"),
            Join("SELLER_AGREE_RETURN ", kAlways));
  EXPECT_EQ(Rows(Detail("84003", "allowedOperations"), "operation_code"),
            Join("SELLER_AGREE_REFUND SELLER_REFUSE ", kAlways));
  EXPECT_EQ(Rows(Detail("84004", "allowedOperations"), "operation_code"),
            Join("SELLER_FILL_WAYBILL ", kAlways));
  EXPECT_EQ(Detail("83476", "allowedOperations"), R"({"detail":{"allowed_operations":{}}})");
  EXPECT_THAT(Detail("84001"), HasSubstr("the goods are not shipped; agree to the refund"));
  EXPECT_THAT(Detail("84002"), HasSubstr("a return within seven days needs no reason"));
}

}  // namespace
}  // namespace ebbtide::test
