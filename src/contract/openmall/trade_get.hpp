#pragma once

#include "contract/api.hpp"
#include "contract/openmall/common.hpp"

/// taobao.openmall.trade.get. Source: methods.md section 6.
namespace ebbtide::contract::openmall_trade_get {

struct Request {
  String distributor;
  Number tid = 0;

  static constexpr auto Describe() {
    return Object("Request",
                  Field<&Request::distributor>(
                      openmall::kDistributorDoc,
                      {.example = "demo_distributor", .required = true, .max_bytes = kIdBytesMax}),
                  Field<&Request::tid>("Number of the order.",
                                       {.example = "2231884277", .required = true, .min = 1}));
  }
};

struct Order {
  Maybe<String> consign_time;
  Maybe<String> end_time;
  Maybe<String> estimate_con_time;
  Maybe<String> item_memo;
  Number num = 0;
  Maybe<Number> num_iid;
  Number oid = 0;
  Maybe<String> outer_sku_id;
  String payment;
  String price;
  Maybe<Number> refund_id;
  String refund_status;
  Boolean is_sh_ship = false;
  Maybe<String> sku_properties_name;
  Maybe<String> sku_id;
  String status;
  Maybe<String> title;
  String total_fee;
  Maybe<String> logistics_company;
  Maybe<String> invoice_no;

  static constexpr auto Describe() {
    return Object(
        "TopOrderVo",
        Field<&Order::consign_time>("When it was shipped; a String here, not a Date.",
                                    {.example = "2024-02-20 09:30:00"}),
        Field<&Order::end_time>("When it was finished or closed; a String here, not a Date.",
                                {.example = "2024-02-22 13:05:58"}),
        Field<&Order::estimate_con_time>("When it should be shipped, in words.",
                                         {.example = "付款后48小时内"}),
        Field<&Order::item_memo>("Note on the item.", {.example = "易碎"}),
        Field<&Order::num>("Pieces.", {.example = "1"}),
        Field<&Order::num_iid>("The item.", {.example = "4345345"}),
        Field<&Order::oid>("Number of the sub-order; the main order's if that has one line.",
                           {.example = "2231884277"}),
        Field<&Order::outer_sku_id>("The seller's code of the sku.", {.example = "092141"}),
        Field<&Order::payment>("What was paid for it, in yuan; a refund leaves it as it was.",
                               {.example = "200.07"}),
        Field<&Order::price>("Price of one piece, in yuan.", {.example = "200.07"}),
        Field<&Order::refund_id>("Number of its last refund.", {.example = "83477"}),
        Field<&Order::refund_status>(
            "Where its last refund stands, or `NO_REFUND`.",
            {.example = "SUCCESS", .one_of = openmall::kLineRefundStatuses}),
        Field<&Order::is_sh_ship>("Whether it is shipped.", {.example = "true"}),
        Field<&Order::sku_properties_name>("The sku in words.",
                                           {.example = "颜色分类:军绿色;尺码:XS"}),
        Field<&Order::sku_id>("The sku, as a text.", {.example = "30004447689"}),
        Field<&Order::status>("Where the sub-order stands.",
                              {.example = "TRADE_CLOSED", .one_of = openmall::kTradeStatuses}),
        Field<&Order::title>("The item's title.", {.example = "Field jacket"}),
        Field<&Order::total_fee>("What it cost, in yuan.", {.example = "200.07"}),
        Field<&Order::logistics_company>("The carrier.", {.example = "圆通快递"}),
        Field<&Order::invoice_no>("The waybill.", {.example = "611412845207816"}));
  }
};

struct Trade {
  Maybe<String> alipay_no;
  Maybe<String> buyer_channel;
  Maybe<String> buyer_channel_id;
  Maybe<String> buyer_memo;
  Maybe<Date> consign_time;
  Date created;
  String distributor;
  Maybe<Date> end_time;
  Maybe<String> est_con_time;
  Boolean has_post_fee = false;
  Maybe<String> mark_desc;
  Date modified;
  Number num = 0;
  Maybe<Number> num_iid;
  List<Order> orders;
  Maybe<Date> pay_time;
  String payment;
  String post_fee;
  Maybe<String> price;
  Maybe<String> receiver_address;
  Maybe<String> receiver_city;
  Maybe<String> receiver_country;
  Maybe<String> receiver_district;
  Maybe<String> receiver_mobile;
  Maybe<String> receiver_name;
  Maybe<String> receiver_phone;
  Maybe<String> receiver_state;
  Maybe<String> receiver_town;
  Maybe<String> receiver_zip;
  String seller_nick;
  Maybe<String> shipping_type;
  Maybe<String> sid;
  String status;
  String tid;
  Maybe<String> title;
  String total_fee;
  Maybe<String> trade_memo;

  static constexpr auto Describe() {
    return Object(
        "TopTradeDetailVo",
        Field<&Trade::alipay_no>("Number of the payment.", {.example = "2009101504179117"}),
        Field<&Trade::buyer_channel>("Where the consumer bought.",
                                     {.example = "WeiXin", .one_of = openmall::kBuyerChannels}),
        Field<&Trade::buyer_channel_id>("Who the consumer is there.", {.example = "wx_10086"}),
        Field<&Trade::buyer_memo>("The consumer's note to the seller.", {.example = "请尽快发货"}),
        Field<&Trade::consign_time>("When it was shipped.", {.example = "2024-02-20 09:30:00"}),
        Field<&Trade::created>("When it was made.", {.example = "2024-02-19 13:05:58"}),
        Field<&Trade::distributor>("Nick of the distributor.", {.example = "demo_distributor"}),
        Field<&Trade::end_time>("When it was finished or closed.",
                                {.example = "2024-02-22 13:05:58"}),
        Field<&Trade::est_con_time>("When it should be shipped, in words.",
                                    {.example = "付款后48小时内"}),
        Field<&Trade::has_post_fee>("Whether `payment` has postage in it.", {.example = "false"}),
        Field<&Trade::mark_desc>("Why it was closed before it was paid.",
                                 {.example = "价格已变更"}),
        Field<&Trade::modified>("When it last changed.", {.example = "2024-02-22 13:05:58"}),
        Field<&Trade::num>("Pieces; 0 of an order with several lines.", {.example = "1"}),
        Field<&Trade::num_iid>("The item.", {.example = "4345345"}),
        Field<&Trade::orders>("The sub-orders, in line order."),
        Field<&Trade::pay_time>("When it was paid.", {.example = "2024-02-19 13:05:58"}),
        Field<&Trade::payment>("What was paid with postage, in yuan; a refund leaves it as it was.",
                               {.example = "200.07"}),
        Field<&Trade::post_fee>("Postage, in yuan.", {.example = "0.00"}),
        Field<&Trade::price>("Price of one piece, in yuan.", {.example = "200.07"}),
        Field<&Trade::receiver_address>("House and room.", {.example = "迦南公寓XX幢xxx室"}),
        Field<&Trade::receiver_city>("City.", {.example = "杭州市"}),
        Field<&Trade::receiver_country>("Country.", {.example = "中国"}),
        Field<&Trade::receiver_district>("District.", {.example = "西湖区"}),
        Field<&Trade::receiver_mobile>("Mobile of who takes the goods.",
                                       {.example = "13888888888"}),
        Field<&Trade::receiver_name>("Who takes the goods.", {.example = "张三"}),
        Field<&Trade::receiver_phone>("Fixed phone of who takes the goods.",
                                      {.example = "0571-88888888"}),
        Field<&Trade::receiver_state>("Province.", {.example = "浙江省"}),
        Field<&Trade::receiver_town>("Town or street.", {.example = "文新街道"}),
        Field<&Trade::receiver_zip>("Post code.", {.example = "310012"}),
        Field<&Trade::seller_nick>("Nick of the seller.", {.example = "hz0799"}),
        Field<&Trade::shipping_type>("How it is shipped.",
                                     {.example = "free", .one_of = openmall::kShippingTypes}),
        Field<&Trade::sid>("A waybill; each sub-order's own is `invoice_no`.",
                           {.example = "611412845207816"}),
        Field<&Trade::status>("Where the order stands.",
                              {.example = "TRADE_CLOSED", .one_of = openmall::kTradeStatuses}),
        Field<&Trade::tid>("Number of the order, as a text.", {.example = "2231884277"}),
        Field<&Trade::title>("Name of the shop.", {.example = "Demo: Taobao shop"}),
        Field<&Trade::total_fee>("What the goods cost without postage, in yuan.",
                                 {.example = "200.07"}),
        Field<&Trade::trade_memo>("Note on the order.", {.example = "赠品已发"}));
  }
};

struct Response {
  Trade result;

  static constexpr auto Describe() {
    return Object("Response", Field<&Response::result>("The order."));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "taobao.openmall.trade.get",
    .title = "Query an order as a distributor",
    .category = "Openmall (buyer side)",
    .notes =
        "Amounts are yuan texts with two decimals. `payment` is what was paid, before refunds: "
        "what is left is that minus the refunds; it is 0.00 of an order that never was paid. An order that was refunded wholly is "
        "`TRADE_CLOSED`; one that was closed before it was paid, `TRADE_CLOSED_BY_TAOBAO`. "
        "Of an order with several lines, item and price are told by its sub-orders only.\n\n"
        "An order that does not exist, or is another distributor's, is refused with "
        "`isv.trade-not-exist`.",
    .session = Session::kNone,
    .lane = Lane::kRead,
}};

}  // namespace ebbtide::contract::openmall_trade_get
