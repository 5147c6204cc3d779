#include "app/demo_calls.hpp"

namespace ebbtide::app {
namespace {

constexpr DemoActor kShop{"seller", "hz0799", "Demo: Taobao shop"};
constexpr DemoActor kWdk{"seller", "TESTW", "Demo: WDK merchant"};
constexpr DemoActor kEpp{"distributor", "125007", "Demo: EPP distributor"};
constexpr DemoActor kOpenmall{"distributor", "demo_distributor", "Demo: Openmall distributor"};
constexpr DemoActor kXiaoman{"customer", "4053738002", "Demo: Xiaoman customer"};
constexpr DemoActor kBuyer{"buyer", "tbtest20", "Demo: Taobao buyer"};
constexpr DemoActor kPlatform{"platform", "staff", "Demo: the platform's staff and payments"};

/// Versions of refunds that stand as they were imported: 2024-02-20 09:30:00 GMT+8.
#define EBBTIDE_DEMO_VERSION "1708392600000"
#define EBBTIDE_REFUND_FIELDS \
  "refund_id,tid,oid,buyer_nick,seller_nick,total_fee,status,created,modified,refund_fee,reason"
#define EBBTIDE_TRADE_FIELDS \
  "tid,status,payment,created,orders.oid,orders.refund_status,orders.refund_id"

}  // namespace

const std::vector<const DemoActor*>& DemoActors() {
  static const std::vector<const DemoActor*> actors{&kShop,    &kWdk,   &kEpp,     &kOpenmall,
                                                    &kXiaoman, &kBuyer, &kPlatform};
  return actors;
}

const std::vector<CallOfActor>& DemoCalls() {
  static const std::vector<CallOfActor> calls{
      // The five seeds.
      {"alibaba.crm.refund.xiaoman.refund.info.batchquery",
       &kXiaoman,
       {{"global_id", "4053738002"}, {"item_list", "P2506309029254759_1,P2506309029254759_2"}}},
      {"alibaba.wdk.order.refund.get",
       &kWdk,
       {{"refund_ids", "132222,132306"}, {"biz_order_ids", "20190909082822"}}},
      {"alibaba.wdk.channel.order.userrefund",
       &kWdk,
       {{"order_user_refund_info",
         R"({"refund_reason":"不想要了","memo":"有点不行","out_refund_batch_id":"10001002102",)"
         R"("biz_order_id":"201967677","shop_id":"10010","store_id":"10020",)"
         R"("sub_refund_orders":[{"sub_biz_order_id":"20190909082822","sku_code":"232322",)"
         R"("refund_sale_quantity":100,"refund_fee":20000}]})"}}},
      {"taobao.epp.refund.get",
       &kEpp,
       {{"refund_order_detail_request",
         R"({"refund_order_id":"ER262724256404290474","out_order_id":"sr_haoka_test_001"})"}}},
      {"taobao.refund.status.get", &kShop, {{"query_param", R"({"biz_order_id":2231884277})"}}},

      // WDK
      {"alibaba.wdk.channel.order.create",
       &kWdk,
       {{"order_info",
         R"({"buyer":{"user_id":"1001","user_name":"李四","user_nick":"lisi","phone":)"
         R"("13900000000"},"consignee":{"name":"李四","phone":"13900000000","address":)"
         R"("浙江省杭州市西湖区文三路1号","geo":"120.1,30.2","start_time":"2026-01-01 10:00:00",)"
         R"("end_time":"2026-01-01 12:00:00","type":0},"sub_orders":[{"sub_out_order_id":)"
         R"("20190305606","sku_code":"235641","sale_quantity":2,"sale_price":10,"pay_fee":15,)"
         R"("origin_fee":20,"discount_fee":5}],"pay_fee":20,"origin_fee":20,"discount_fee":5,)"
         R"("post_fee":5,"out_order_id":"demo-created","shop_id":"10010","store_id":"10020",)"
         R"("order_status":"PAID_DONE","pay_time":"2026-01-01 09:00:00","create_time":)"
         R"("2026-01-01 08:59:00"})"}}},
      {"alibaba.wdk.channel.order.status.update",
       &kWdk,
       {{"order_status_info",
         R"({"store_id":"10020","shop_id":"10010","out_order_id":"demo-wdk-0",)"
         R"("order_status":"PAID"})"}}},
      {"alibaba.wdk.channel.order.usercancel",
       &kWdk,
       {{"user_cancel_info",
         R"({"biz_order_id":"201968701","store_id":"10020","shop_id":"10010"})"}}},
      {"alibaba.wdk.channel.order.refund.confirm",
       &kWdk,
       {{"order_refund_confirm_info",
         R"({"store_id":"10020","shop_id":"10010","biz_order_id":"201968702",)"
         R"("agree_sub_orders":[{"refund_id":"132501","sku_code":"232322","sub_biz_order_id":)"
         R"("20190909084002","refund_fee":2000}]})"}}},
      {"alibaba.wdk.order.refund.list",
       &kWdk,
       {{"batch_query_refund_request",
         R"({"start_time":"2024-02-19 00:00:00","end_time":"2024-02-20 00:00:00",)"
         R"("page_index":0,"page_size":20,"order_from":20,"shop_id":"10010"})"}}},
      {"alibaba.wdk.order.get",
       &kWdk,
       {{"id_list_query_req", R"({"biz_id_list":[201968703],"order_from":20,"shop_id":"10010"})"}}},
      {"alibaba.wdk.order.list",
       &kWdk,
       {{"batch_query_request",
         R"({"start_time":"2024-02-19 00:00:00","end_time":"2024-02-20 00:00:00",)"
         R"("page_index":0,"page_size":20,"order_from":20,"shop_id":"10010"})"}}},
      {"alibaba.tcls.aelophy.refund.agree",
       &kWdk,
       {{"refund_id", "132502"}, {"audit_memo", "同意"}}},
      {"alibaba.tcls.aelophy.refund.disagree",
       &kWdk,
       {{"refund_id", "132503"}, {"reject_reason", "商品已拣货"}}},

      // EPP
      {"taobao.epp.order.create",
       &kEpp,
       {{"epp_order_request",
         R"({"epp_items":[{"epp_item_id":"EA671282901618","buy_amount":1,"price":1201,)"
         R"("sku_id":5005100554551}],"address":{"consignee":"李四","full_address":)"
         R"("浙江省杭州市西湖区文三路1号","consignee_phone":"13900000000"},)"
         R"("out_order_id":"sr_haoka_demo_1"})"}}},
      {"taobao.epp.trade.query",
       &kEpp,
       {{"query_order_req", R"({"out_order_id":"sr_haoka_test_100"})"}}},
      {"taobao.epp.refund.render",
       &kEpp,
       {{"refund_render_request", R"({"biz_claim_type":1,"out_order_id":"sr_haoka_test_100",)"
                                  R"("tb_sub_order_id":"3783289106002297601"})"}}},
      {"taobao.epp.refund.create",
       &kEpp,
       {{"refund_order_create_request",
         R"({"biz_claim_type":1,"tb_sub_order_id":"3783289106002297601","out_order_id":)"
         R"("sr_haoka_test_100","reason_text_id":1,"refund_item_total_price":1201,)"
         R"("refund_amount":1,"out_biz_id":"demo-epp-1","goods_status":2})"}}},
      {"ebbtide.epp.refund.close",
       &kEpp,
       {{"out_order_id", "sr_haoka_test_110"}, {"refund_order_id", "262724256404290600"}}},
      {"ebbtide.epp.refund.ship",
       &kEpp,
       {{"out_order_id", "sr_haoka_test_120"},
        {"refund_order_id", "262724256404290601"},
        {"mail_no", "611412845207817"},
        {"cp_name", "圆通快递"}}},

      // Taobao, reading
      {"taobao.refund.get", &kShop, {{"fields", EBBTIDE_REFUND_FIELDS}, {"refund_id", "83477"}}},
      {"taobao.refunds.receive.get",
       &kShop,
       {{"fields", EBBTIDE_REFUND_FIELDS},
        {"start_modified", "2024-02-20 00:00:00"},
        {"end_modified", "2024-02-21 00:00:00"},
        {"page_size", "5"},
        {"use_has_next", "true"}}},
      {"taobao.refunds.apply.get",
       &kBuyer,
       {{"fields", "refund_id,tid,title,status,created,refund_fee"}, {"page_size", "5"}}},
      {"taobao.refund.refusereason.get",
       &kShop,
       {{"refund_phase", "onsale"},
        {"refund_id", "84006"},
        {"fields", "reason_id,reason_text,reason_tips"}}},
      {"taobao.refund.detail.get",
       &kShop,
       {{"refund_id", "84006"}, {"fields", "allowedOperations,refund_version"}}},
      {"taobao.trade.fullinfo.get",
       &kShop,
       {{"fields", EBBTIDE_TRADE_FIELDS}, {"tid", "2231884277"}}},
      {"taobao.trades.sold.get",
       &kShop,
       {{"fields", EBBTIDE_TRADE_FIELDS},
        {"start_created", "2024-02-10 00:00:00"},
        {"end_created", "2024-02-19 00:00:00"},
        {"page_size", "5"}}},
      {"taobao.trades.sold.increment.get",
       &kShop,
       {{"fields", EBBTIDE_TRADE_FIELDS},
        {"start_modified", "2024-02-20 00:00:00"},
        {"end_modified", "2024-02-20 23:59:59"},
        {"page_size", "5"}}},

      // Taobao, the seller
      {"taobao.refund.message.add",
       &kShop,
       {{"refund_id", "84006"}, {"content", "请提供商品照片"}},
       "image"},
      {"taobao.refund.messages.get",
       &kShop,
       {{"fields", "id,content,created,owner_role,pic_urls"}, {"refund_id", "84006"}}},
      {"taobao.rp.refund.review",
       &kShop,
       {{"operator", "小二"},
        {"refund_id", "84006"},
        {"refund_phase", "onsale"},
        {"refund_version", EBBTIDE_DEMO_VERSION},
        {"message", "金额无误"},
        {"result", "true"}}},
      {"taobao.rp.refunds.agree",
       &kShop,
       {{"refund_infos", "84001|2402|" EBBTIDE_DEMO_VERSION "|onsale"}}},
      {"taobao.refund.refuse",
       &kShop,
       {{"refund_id", "84002"},
        {"refuse_message", "商品已发出，不同意退款"},
        {"refund_phase", "onsale"},
        {"refund_version", EBBTIDE_DEMO_VERSION},
        {"refuse_reason_id", "101"}},
       "refuse_proof"},
      {"taobao.rp.returngoods.agree",
       &kShop,
       {{"refund_id", "84003"},
        {"refund_phase", "onsale"},
        {"refund_version", EBBTIDE_DEMO_VERSION},
        {"remark", "请寄回原包装"},
        {"address", "浙江省杭州市西湖区文新街道迦南公寓1幢"},
        {"mobile", "13888888888"},
        {"post", "310000"},
        {"name", "张三"}}},
      {"taobao.rp.returngoods.refill",
       &kShop,
       {{"refund_id", "84004"},
        {"refund_phase", "onsale"},
        {"logistics_waybill_no", "611412845207818"},
        {"logistics_company_code", "YTO"}}},
      {"taobao.rp.returngoods.refuse",
       &kShop,
       {{"refund_id", "84005"},
        {"refund_phase", "onsale"},
        {"refund_version", EBBTIDE_DEMO_VERSION},
        {"refuse_reason_id", "102"}},
       "refuse_proof"},
      {"taobao.logistics.offline.send",
       &kShop,
       {{"tid", "2231891070"}, {"out_sid", "YT88002231891070"}, {"company_code", "YTO"}}},
      {"ebbtide.item.put",
       &kShop,
       {{"item_id", "4345345"},
        {"sku_id", "30004447689"},
        {"title", "Tea set"},
        {"sku_title", "颜色分类:军绿色;尺码:XS"},
        {"outer_sku_id", "tea-xs"},
        {"price_fen", "1201"},
        {"post_fee_fen", "600"}}},
      {"ebbtide.trade.confirm", &kShop, {{"tid", "2231891110"}}},
      {"ebbtide.refund.arbitration.ask", &kShop, {{"refund_id", "84008"}, {"reason", "协商不成"}}},

      // Sessions
      {"taobao.top.auth.token.create", &kShop, {{"code", "{code}"}}},
      {"taobao.top.auth.token.refresh", &kShop, {{"refresh_token", "{refresh_token}"}}},

      // Openmall
      {"taobao.openmall.trade.create",
       &kOpenmall,
       {{"param_top_trade_create_d_o",
         R"({"address":"文三路1号","buyer_channel":"WeiXin","buyer_channel_id":"wx1001",)"
         R"("buyer_phone":"13900000000","distributor":"demo_distributor","divisioncode":"330106",)"
         R"("expect_order_fee":"18.01","mobile":"13900000000","name":"李四","num_iid":4345345,)"
         R"("nums":1,"out_id":"{app_key}_demo1","outer_order_fee":"20.00",)"
         R"("shipping_type":"express","sku_iids":30004447689})"}}},
      {"taobao.openmall.trade.get",
       &kOpenmall,
       {{"distributor", "demo_distributor"}, {"tid", "2231892000"}}},
      {"taobao.openmall.trade.close",
       &kOpenmall,
       {{"distributor", "demo_distributor"}, {"tid", "2231892080"}, {"reason", "不想要了"}}},
      {"taobao.openmall.trade.confirm",
       &kOpenmall,
       {{"distributor", "demo_distributor"}, {"tid", "2231892090"}}},
      {"taobao.openmall.refund.create",
       &kOpenmall,
       {{"distributor", "demo_distributor"},
        {"tid", "2231892000"},
        {"goods_status", "BUYER_RECEIVED"},
        {"refund_desc", "包装破损"},
        {"refund_fee", "1201"},
        {"refund_reason", "OTHER_REASON"},
        {"refund_type", "refund"}}},
      {"taobao.openmall.refund.modify",
       &kOpenmall,
       {{"distributor", "demo_distributor"},
        {"refund_id", "85001"},
        {"goods_status", "BUYER_RECEIVED"},
        {"refund_desc", "少了一只杯子"},
        {"refund_fee", "1201"},
        {"refund_reason", "OTHER_REASON"},
        {"refund_type", "refund"}}},
      {"taobao.openmall.refund.close",
       &kOpenmall,
       {{"distributor", "demo_distributor"}, {"refund_id", "85002"}}},
      {"taobao.openmall.refund.submit",
       &kOpenmall,
       {{"distributor", "demo_distributor"},
        {"refund_id", "85003"},
        {"logistics_company_code", "YTO"},
        {"logistics_company_name", "圆通快递"},
        {"logistics_no", "611412845207819"}}},
      {"taobao.openmall.refund.get",
       &kOpenmall,
       {{"distributor", "demo_distributor"}, {"refund_id", "85004"}}},
      {"taobao.openmall.refund.batch.get",
       &kOpenmall,
       {{"distributor", "demo_distributor"},
        {"start_created", "2024-02-19 00:00:00"},
        {"end_created", "2024-02-20 00:00:00"},
        {"page_index", "1"},
        {"page_size", "10"}}},
      {"taobao.openmall.refund.image.upload",
       &kOpenmall,
       {{"distributor", "demo_distributor"}, {"refund_id", "85004"}},
       "image"},
      {"taobao.openmall.refund.message.submit",
       &kOpenmall,
       {{"distributor", "demo_distributor"},
        {"refund_id", "85004"},
        {"refund_message", R"({"refund_message":"已寄出，请查收"})"}}},
      {"taobao.openmall.refund.message.get",
       &kOpenmall,
       {{"distributor", "demo_distributor"}, {"refund_id", "85004"}}},

      // Xiaoman
      {"ebbtide.xiaoman.order.create",
       &kXiaoman,
       {{"order_info",
         R"({"global_id":"4053738002","seller":"okki","out_order_id":"P2601010000000001",)"
         R"("lines":[{"order_item_no":"P2601010000000001_1","sku_code":"xm-1","title":)"
         R"("Steel bracket","price_fen":100000,"quantity":2,"paid_fen":200000}]})"}}},
      {"ebbtide.xiaoman.refund.create",
       &kXiaoman,
       {{"global_id", "4053738002"},
        {"order_item_no", "P2507029029254820_1"},
        {"out_biz_id", "demo-xiaoman-1"},
        {"refund_fee", "50000"},
        {"quantity", "0"},
        {"reason", "价格差异"}}},
      {"ebbtide.xiaoman.refund.close",
       &kXiaoman,
       {{"global_id", "4053738002"}, {"refund_apply_no", "T2507020000000001"}}},
      {"ebbtide.xiaoman.refund.ship",
       &kXiaoman,
       {{"global_id", "4053738002"},
        {"refund_apply_no", "T2507020000000002"},
        {"mail_no", "611412845207820"},
        {"cp_name", "圆通快递"}}},
      {"alibaba.crm.refund.xiaoman.taxaudit",
       &kXiaoman,
       {{"ali_xiao_man_refund_dto",
         R"({"okki_client_id":"27720","okki_refund_id":"2022040115130100014350","approve":"1",)"
         R"("action":"3","ali_cgs":"4053738002","id":"T2511272403420750"})"}}},

      // The platform
      {"ebbtide.refund.arbitration.start",
       &kPlatform,
       {{"refund_id", "84009"}, {"note", "双方举证"}}},
      {"ebbtide.refund.arbitration.decide",
       &kPlatform,
       {{"refund_id", "84010"}, {"verdict", "buyer"}, {"note", "支持买家"}}},
      {"ebbtide.payouts.get", &kPlatform, {{"page_size", "10"}}},
      {"ebbtide.payout.confirm",
       &kPlatform,
       {{"refund_id", "84012"},
        {"attempt", "1"},
        {"outcome", "paid"},
        {"reference", "2026010122001"}}},
      {"ebbtide.payout.retry", &kPlatform, {{"refund_id", "84013"}}},
  };
  return calls;
}

}  // namespace ebbtide::app
