#pragma once

#include "contract/api.hpp"
#include "contract/taobao/common.hpp"

/// The trade as Taobao's query methods answer it. Source: methods.md section 4,
/// taobao.trade.fullinfo.get, whose order this is. Callers choose members by `fields`, those of
/// nested lists too (`orders.oid`), so each may be absent.
namespace ebbtide::contract::taobao {

inline constexpr std::size_t kTradeFieldsMax = 100;

/// A part of a bundle. Refunds have a class of the same name and another shape.
struct CombineSubItemDO {
  Maybe<Number> item_id;
  Maybe<Number> sku_id;
  Maybe<Number> quantity;
  Maybe<String> item_name;
  Maybe<String> outer_iid;
  Maybe<Number> combine_sub_item_fee;
  Maybe<Boolean> ismain;
  Maybe<String> outer_sku_id;

  static constexpr auto Describe() {
    return Object(
        "CombineSubItemDO",
        Field<&CombineSubItemDO::item_id>("The part's item.", {.example = "4345345"}),
        Field<&CombineSubItemDO::sku_id>("Its sku.", {.example = "30004447689"}),
        Field<&CombineSubItemDO::quantity>("Pieces of it.", {.example = "1"}),
        Field<&CombineSubItemDO::item_name>("Its title.", {.example = "军绿色夹克"}),
        Field<&CombineSubItemDO::outer_iid>("The seller's code of the item.",
                                            {.example = "ISBN-001"}),
        Field<&CombineSubItemDO::combine_sub_item_fee>("The part's share of the price, in fen.",
                                                       {.example = "20007"}),
        Field<&CombineSubItemDO::ismain>("Whether it is the main part.", {.example = "true"}),
        Field<&CombineSubItemDO::outer_sku_id>("The seller's code of the sku.",
                                               {.example = "ISBN-001-XS"}));
  }
};

/// A sub-order.
struct Order {
  Maybe<String> title;
  Maybe<String> price;
  Maybe<Number> num_iid;
  Maybe<String> sku_id;
  Maybe<String> outer_iid;
  Maybe<String> outer_sku_id;
  Maybe<String> refund_status;
  Maybe<String> status;
  Maybe<Number> oid;
  Maybe<String> total_fee;
  Maybe<String> payment;
  Maybe<String> discount_fee;
  Maybe<String> adjust_fee;
  Maybe<String> divide_order_fee;
  Maybe<String> part_mjz_discount;
  Maybe<String> sku_properties_name;
  Maybe<Number> num;
  Maybe<Date> timeout_action_time;
  Maybe<String> refund_id;
  Maybe<String> seller_type;
  Maybe<Number> cid;
  Maybe<Boolean> is_oversold;
  Maybe<Date> end_time;
  Maybe<String> order_from;
  Maybe<String> consign_time;
  Maybe<String> shipping_type;
  Maybe<String> logistics_company;
  Maybe<String> invoice_no;
  Maybe<String> oid_str;
  Maybe<String> special_refund_type;
  Maybe<String> gift_mids;
  Maybe<Boolean> is_free_gift;
  Maybe<List<CombineSubItemDO>> combine_item_info;
  Maybe<Boolean> need_return;

  static constexpr auto Describe() {
    return Object(
        "Order", Field<&Order::title>("Title of the item.", {.example = "军绿色夹克"}),
        Field<&Order::price>("Price of one piece, in yuan.", {.example = "200.07"}),
        Field<&Order::num_iid>("The item.", {.example = "4345345"}),
        Field<&Order::sku_id>("The sku.", {.example = "30004447689"}),
        Field<&Order::outer_iid>("The seller's code of the item.", {.example = "ISBN-001"}),
        Field<&Order::outer_sku_id>("The seller's code of the sku.", {.example = "ISBN-001-XS"}),
        Field<&Order::refund_status>(
            "Where the line's last refund stands; `NO_REFUND` when it never had one.",
            {.example = "WAIT_SELLER_AGREE", .one_of = kLineRefundStatuses}),
        Field<&Order::status>("Where the line stands; one whose money has all gone back is closed.",
                              {.example = "WAIT_BUYER_CONFIRM_GOODS", .one_of = kTradeStatuses}),
        Field<&Order::oid>("Number of the sub-order; of a one-line trade the same as `tid`.",
                           {.example = "2231884277"}),
        Field<&Order::total_fee>("What the line was to cost, in yuan.", {.example = "200.07"}),
        Field<&Order::payment>(
            "What was paid for the line, in yuan; of a one-line trade with the postage. It may "
            "stay above 0 on a refunded line.",
            {.example = "200.07"}),
        Field<&Order::discount_fee>("System discount, in yuan.", {.example = "0.00"}),
        Field<&Order::adjust_fee>("What makes payment, price, pieces and discount agree, in yuan.",
                                  {.example = "0.00"}),
        Field<&Order::divide_order_fee>(
            "What was paid for the line after the trade's discounts were shared, in yuan.",
            {.example = "200.07"}),
        Field<&Order::part_mjz_discount>("The line's share of the trade's discounts, in yuan.",
                                         {.example = "0.00"}),
        Field<&Order::sku_properties_name>("The sku in words.", {.example = "机身颜色:黑色"}),
        Field<&Order::num>("Pieces that were bought.", {.example = "1"}),
        Field<&Order::timeout_action_time>("When the line's next automatic step comes.",
                                           {.example = "2024-02-29 13:05:58"}),
        Field<&Order::refund_id>("Number of the line's last refund; a String here.",
                                 {.example = "83477"}),
        Field<&Order::seller_type>("B for a Tmall seller, C for a Taobao seller.",
                                   {.example = "B"}),
        Field<&Order::cid>("Category of the item.", {.example = "50010158"}),
        Field<&Order::is_oversold>("Whether more was sold than there was.", {.example = "false"}),
        Field<&Order::end_time>("When the line was finished or closed.",
                                {.example = "2024-02-29 13:05:58"}),
        Field<&Order::order_from>("Where the line was bought.", {.example = "taobao"}),
        Field<&Order::consign_time>("When the line was shipped, GMT+8; a String here, not a Date.",
                                    {.example = "2024-02-19 13:05:58"}),
        Field<&Order::shipping_type>("How the line travels.",
                                     {.example = "express", .one_of = kShippingTypes}),
        Field<&Order::logistics_company>("The line's carrier.", {.example = "圆通快递"}),
        Field<&Order::invoice_no>("The line's waybill.", {.example = "611412845207816"}),
        Field<&Order::oid_str>("`oid` as a String.", {.example = "2231884277"}),
        Field<&Order::special_refund_type>(
            "A refund outside of the usual: `priceProtect` or `cashBack`.",
            {.example = "priceProtect"}),
        Field<&Order::gift_mids>("The lines that a gift comes with, or the gifts of a line.",
                                 {.example = "2231884278"}),
        Field<&Order::is_free_gift>("Whether the line is a gift.", {.example = "false"}),
        Field<&Order::combine_item_info>("The parts of an item that is sold as a bundle."),
        Field<&Order::need_return>(
            "Of a gift: whether it must come back with the main item; absent means it must.",
            {.example = "true"}));
  }
};

struct PromotionDetail {
  Maybe<Number> id;
  Maybe<String> promotion_name;
  Maybe<String> discount_fee;
  Maybe<String> gift_item_name;
  Maybe<String> gift_item_id;
  Maybe<String> gift_item_num;
  Maybe<String> promotion_desc;
  Maybe<String> promotion_id;
  Maybe<String> kd_discount_fee;
  Maybe<String> kd_child_discount_fee;

  static constexpr auto Describe() {
    return Object(
        "PromotionDetail",
        Field<&PromotionDetail::id>(
            "Number of the main order or sub-order that the discount is on.",
            {.example = "2231884277"}),
        Field<&PromotionDetail::promotion_name>("Name of the discount.", {.example = "满减优惠"}),
        Field<&PromotionDetail::discount_fee>("Its amount, in yuan.", {.example = "10.00"}),
        Field<&PromotionDetail::gift_item_name>("Name of the gift.", {.example = "帆布袋"}),
        Field<&PromotionDetail::gift_item_id>("Item of the gift.", {.example = "4345346"}),
        Field<&PromotionDetail::gift_item_num>("Pieces of the gift.", {.example = "1"}),
        Field<&PromotionDetail::promotion_desc>("The discount in words.", {.example = "满200减10"}),
        Field<&PromotionDetail::promotion_id>("The tool, `-`, the activity, `_`, the detail.",
                                              {.example = "mjs-123024_211143"}),
        Field<&PromotionDetail::kd_discount_fee>("Discount shared by lines, in yuan.",
                                                 {.example = "0.00"}),
        Field<&PromotionDetail::kd_child_discount_fee>("The share of each sub-order.",
                                                       {.example = "0.00"}));
  }
};

struct ServiceOrder {
  Maybe<Number> oid;
  Maybe<Number> item_oid;
  Maybe<Number> service_id;
  Maybe<Number> num;
  Maybe<String> price;
  Maybe<String> payment;
  Maybe<String> title;
  Maybe<String> total_fee;
  Maybe<String> refund_id;

  static constexpr auto Describe() {
    return Object(
        "ServiceOrder",
        Field<&ServiceOrder::oid>("Number of the service's own sub-order.",
                                  {.example = "2231884279"}),
        Field<&ServiceOrder::item_oid>("The sub-order that the service is for.",
                                       {.example = "2231884277"}),
        Field<&ServiceOrder::service_id>("The service.", {.example = "11"}),
        Field<&ServiceOrder::num>("Pieces that were bought.", {.example = "1"}),
        Field<&ServiceOrder::price>("Price of one piece, in yuan.", {.example = "10.00"}),
        Field<&ServiceOrder::payment>("What was paid for it, in yuan.", {.example = "10.00"}),
        Field<&ServiceOrder::title>("Title of the service.", {.example = "延长保修"}),
        Field<&ServiceOrder::total_fee>("What it was to cost, in yuan.", {.example = "10.00"}),
        Field<&ServiceOrder::refund_id>("Number of its last refund; a String here.",
                                        {.example = "83478"}));
  }
};

struct AgreeRefundCheck {
  Maybe<String> delivery_tips;
  Maybe<String> delivery_process;
  Maybe<String> detail_order_id;

  static constexpr auto Describe() {
    return Object("AgreeRefundCheck",
                  Field<&AgreeRefundCheck::delivery_tips>("What to look at before agreeing.",
                                                          {.example = "包裹运输中，请先拦截"}),
                  Field<&AgreeRefundCheck::delivery_process>("State of the delivery.",
                                                             {.example = "TRANSPORT"}),
                  Field<&AgreeRefundCheck::detail_order_id>("Number of the sub-order.",
                                                            {.example = "2231884277"}));
  }
};

struct Trade {
  Maybe<String> buyer_open_uid;
  Maybe<String> title;
  Maybe<String> type;
  Maybe<Date> created;
  Maybe<Number> tid;
  Maybe<String> status;
  Maybe<String> payment;
  Maybe<String> discount_fee;
  Maybe<String> adjust_fee;
  Maybe<String> post_fee;
  Maybe<String> total_fee;
  Maybe<Date> pay_time;
  Maybe<Date> end_time;
  Maybe<Date> modified;
  Maybe<Date> consign_time;
  Maybe<String> received_payment;
  Maybe<String> seller_memo;
  Maybe<String> alipay_no;
  Maybe<String> buyer_message;
  Maybe<Number> num_iid;
  Maybe<String> price;
  Maybe<String> shipping_type;
  Maybe<Number> num;
  Maybe<String> receiver_name;
  Maybe<String> receiver_country;
  Maybe<String> receiver_state;
  Maybe<String> receiver_city;
  Maybe<String> receiver_district;
  Maybe<String> receiver_town;
  Maybe<String> receiver_address;
  Maybe<String> receiver_zip;
  Maybe<String> receiver_mobile;
  Maybe<String> receiver_phone;
  Maybe<String> available_confirm_fee;
  Maybe<Boolean> has_post_fee;
  Maybe<Date> timeout_action_time;
  Maybe<Number> seller_flag;
  Maybe<Boolean> is_part_consign;
  Maybe<List<Order>> orders;
  Maybe<List<PromotionDetail>> promotion_details;
  Maybe<List<ServiceOrder>> service_orders;
  Maybe<String> trade_from;
  Maybe<String> tid_str;
  Maybe<String> seller_nick;
  Maybe<String> buyer_nick;
  Maybe<List<AgreeRefundCheck>> agree_refund_checks;
  Maybe<String> oaid;

  static constexpr auto Describe() {
    return Object(
        "Trade",
        Field<&Trade::buyer_open_uid>("The buyer's open uid; the same as `buyer_nick`.",
                                      {.example = "AAHk5d-EAAeGwJedwSHpg8bT"}),
        Field<&Trade::title>("Name of the shop.", {.example = "杭州小店"}),
        Field<&Trade::type>("Type of the trade: always `fixed` here.", {.example = "fixed"}),
        Field<&Trade::created>("When it was created.", {.example = "2024-02-19 13:05:58"}),
        Field<&Trade::tid>("Number of the main order.", {.example = "2231884277"}),
        Field<&Trade::status>("Where the trade stands.",
                              {.example = "WAIT_BUYER_CONFIRM_GOODS", .one_of = kTradeStatuses}),
        Field<&Trade::payment>(
            "What was paid, postage included, in yuan; it may stay above 0 after refunds.",
            {.example = "200.07"}),
        Field<&Trade::discount_fee>("System discount, in yuan.", {.example = "0.00"}),
        Field<&Trade::adjust_fee>("Change of the price by hand, in yuan.", {.example = "0.00"}),
        Field<&Trade::post_fee>("Postage, in yuan.", {.example = "0.00"}),
        Field<&Trade::total_fee>("Goods without discounts and postage, in yuan.",
                                 {.example = "200.07"}),
        Field<&Trade::pay_time>("When it was paid.", {.example = "2024-02-19 13:05:58"}),
        Field<&Trade::end_time>("When it was finished or closed.",
                                {.example = "2024-02-29 13:05:58"}),
        Field<&Trade::modified>("When it last changed; changes of its refunds count.",
                                {.example = "2024-02-19 13:05:58"}),
        Field<&Trade::consign_time>("When it was shipped.", {.example = "2024-02-19 13:05:58"}),
        Field<&Trade::received_payment>(
            "What the seller has been paid: once the trade is finished, all "
            "that refunds do not hold, in yuan.",
            {.example = "0.00"}),
        Field<&Trade::seller_memo>("The seller's note.", {.example = "尽快发货"}),
        Field<&Trade::alipay_no>("Number of the payment.", {.example = "2009101504179117"}),
        Field<&Trade::buyer_message>("The buyer's words to the seller.",
                                     {.example = "请发申通快递"}),
        Field<&Trade::num_iid>("The item; of a one-line trade only.", {.example = "4345345"}),
        Field<&Trade::price>("Price of one piece, in yuan; of a one-line trade only.",
                             {.example = "200.07"}),
        Field<&Trade::shipping_type>("How the order travels.",
                                     {.example = "express", .one_of = kShippingTypes}),
        Field<&Trade::num>("Pieces that were bought; 0 on a trade with several lines.",
                           {.example = "1"}),
        Field<&Trade::receiver_name>("Who receives the goods.", {.example = "张三"}),
        Field<&Trade::receiver_country>("The receiver's country.", {.example = "中国"}),
        Field<&Trade::receiver_state>("The receiver's province.", {.example = "浙江省"}),
        Field<&Trade::receiver_city>("The receiver's city.", {.example = "杭州市"}),
        Field<&Trade::receiver_district>("The receiver's district.", {.example = "西湖区"}),
        Field<&Trade::receiver_town>("The receiver's town or street.", {.example = "文新街道"}),
        Field<&Trade::receiver_address>("The receiver's house and room.",
                                        {.example = "迦南公寓XX幢xxx室"}),
        Field<&Trade::receiver_zip>("The receiver's post code.", {.example = "310013"}),
        Field<&Trade::receiver_mobile>("The receiver's mobile phone.", {.example = "13888888888"}),
        Field<&Trade::receiver_phone>("The receiver's telephone.", {.example = "0571-88888888"}),
        Field<&Trade::available_confirm_fee>(
            "What the buyer has not confirmed yet, less what refunds "
            "hold, in yuan.",
            {.example = "200.07"}),
        Field<&Trade::has_post_fee>("Whether `available_confirm_fee` includes the postage.",
                                    {.example = "true"}),
        Field<&Trade::timeout_action_time>(
            "When the next automatic step comes; while a refund is open, on its other lines.",
            {.example = "2024-02-29 13:05:58"}),
        Field<&Trade::seller_flag>("The seller's flag, from 1 red to 5 purple.", {.example = "1"}),
        Field<&Trade::is_part_consign>("Whether its lines are not all shipped at once.",
                                       {.example = "false"}),
        Field<&Trade::orders>("Its sub-orders."),
        Field<&Trade::promotion_details>("Its discounts."),
        Field<&Trade::service_orders>("Services that were bought with it."),
        Field<&Trade::trade_from>("Where it was bought: WAP, HITAO, TOP, TAOBAO, JHS.",
                                  {.example = "TAOBAO"}),
        Field<&Trade::tid_str>("`tid` as a String.", {.example = "2231884277"}),
        Field<&Trade::seller_nick>("The seller.", {.example = "hz0799"}),
        Field<&Trade::buyer_nick>("The buyer.", {.example = "tbtest20"}),
        Field<&Trade::agree_refund_checks>("What to look at before a refund is agreed to."),
        Field<&Trade::oaid>(
            "Stands for an encrypted receiver; always absent here, where receivers are not "
            "encrypted.",
            {.example = "1HriaicKOhGxwkNV8R4vGHiaA"}));
  }
};

}  // namespace ebbtide::contract::taobao
