#pragma once

#include <array>

#include "contract/api.hpp"

/// An order as alibaba.wdk.order.get and .order.list answer it. Source: methods.md section 2. The
/// two differ in a line's `member_point` and in `pay_amt`, so each has an Order of its own, which
/// describes itself with `OrderFields`.
namespace ebbtide::contract::wdk {

struct PayChannel {
  Maybe<Number> biz_order_id;
  Maybe<String> order_channel;
  Number pay_amount = 0;
  Number pay_type = 0;
  Maybe<String> pos_no;
  Maybe<String> store_id;
  Number trd_type = 0;
  Maybe<Number> actual_pay_amount;
  Maybe<Number> adjust_amount;
  Maybe<String> promotion_card_info;
  Maybe<String> pay_attributes;
  Maybe<Number> pmt_alipay_promotion_amt;
  Maybe<Number> pmt_alipay_reduce_amt;
  Maybe<Number> pmt_koubei_coupon_amt;
  Maybe<String> koubei_coupon_info;

  static constexpr auto Describe() {
    return Object(
        "PayChannel",
        Field<&PayChannel::biz_order_id>("Taobao main order.", {.example = "2231884277"}),
        Field<&PayChannel::order_channel>("Where the order was placed.", {.example = "APP|淘宝"}),
        Field<&PayChannel::pay_amount>("Paid this way, in fen.", {.example = "10"}),
        Field<&PayChannel::pay_type>("Payment channel 0 to 18.", {.example = "6"}),
        Field<&PayChannel::pos_no>("The till.", {.example = "POS001"}),
        Field<&PayChannel::store_id>("Operating store.", {.example = "10020"}),
        Field<&PayChannel::trd_type>("1 forward, 2 reverse.", {.example = "1"}),
        Field<&PayChannel::actual_pay_amount>("Paid this way after rounding, in fen.",
                                              {.example = "10"}),
        Field<&PayChannel::adjust_amount>("What rounding changed, in fen.", {.example = "0"}),
        Field<&PayChannel::promotion_card_info>("Cards that were used.", {.example = "1001"}),
        Field<&PayChannel::pay_attributes>(
            "Attributes of the payment, a JSON map in a text; keys btn, bmi, bti, brn, damt, tno, "
            "tsn.",
            {.example = R"({"tno":"2009112081173831"})"}),
        Field<&PayChannel::pmt_alipay_promotion_amt>("Paid by an Alipay promotion, in fen.",
                                                     {.example = "0"}),
        Field<&PayChannel::pmt_alipay_reduce_amt>("Taken off by Alipay, in fen.", {.example = "0"}),
        Field<&PayChannel::pmt_koubei_coupon_amt>("Paid with a Koubei coupon, in fen.",
                                                  {.example = "0"}),
        Field<&PayChannel::koubei_coupon_info>("The Koubei coupons, a JSON array in a text.",
                                               {.example = R"([{"couponId":"1001"}])"}));
  }
};

/// `Points` is a String in alibaba.wdk.order.get and a Number in alibaba.wdk.order.list.
template <class Points>
struct OrderLine {
  Number biz_order_id = 0;
  Maybe<Number> promotion_discount_amt;
  Maybe<Number> item_code;
  Maybe<Number> original_amt;
  Number parent_id = 0;
  Maybe<Number> price;
  Maybe<String> promotion_info;
  Number quantity = 0;
  Maybe<String> store_id;
  Number trd_type = 0;
  Maybe<Number> member_discount_amt;
  Maybe<Number> share_discount_amt;
  Maybe<String> sell_unit;
  Maybe<String> ns_quantity;
  Maybe<Number> tb_biz_order_id;
  Maybe<String> pick_amount_stock;
  Maybe<String> buy_amount_stock;
  Maybe<Points> member_point;
  Maybe<String> order_type;
  Maybe<Number> txd_pmt_amt;
  Maybe<Number> pick_amt;
  Maybe<String> order_status;
  Maybe<String> status_change_time;
  Maybe<String> stock_unit;
  Maybe<String> sale_unit;
  Maybe<String> trade_sub_attributes;
  Maybe<String> sku_code;
  Maybe<String> out_order_id;
  Maybe<String> out_sku_code;

  static constexpr auto Describe() {
    return Object(
        "SubOrder",
        Field<&OrderLine::biz_order_id>("WDK sub-order.", {.example = "20190909082822"}),
        Field<&OrderLine::promotion_discount_amt>("What promotions took off, in fen.",
                                                  {.example = "10"}),
        Field<&OrderLine::item_code>("Item code, if it is a number.", {.example = "671282901618"}),
        Field<&OrderLine::original_amt>(
            "What the line cost before discounts, in fen; of a reverse row the refunded amount.",
            {.example = "20"}),
        Field<&OrderLine::parent_id>("WDK main order.", {.example = "201967677"}),
        Field<&OrderLine::price>("Price of one piece before discounts, in fen.", {.example = "10"}),
        Field<&OrderLine::promotion_info>(
            "The promotions, a JSON array in a text; keys activity_id, activity_name, "
            "activity_type.",
            {.example = R"([{"activity_id":"1001","activity_name":"满减","activity_type":"1"}])"}),
        Field<&OrderLine::quantity>("Pieces, in sale units.", {.example = "2"}),
        Field<&OrderLine::store_id>("Operating store.", {.example = "10020"}),
        Field<&OrderLine::trd_type>("1 forward, 2 reverse.", {.example = "1"}),
        Field<&OrderLine::member_discount_amt>("What membership took off, in fen.",
                                               {.example = "0"}),
        Field<&OrderLine::share_discount_amt>("The line's share of other discounts, in fen.",
                                              {.example = "0"}),
        Field<&OrderLine::sell_unit>("Unit of a weighed item.", {.example = "kg"}),
        Field<&OrderLine::ns_quantity>("Bought amount of a weighed item.", {.example = "2"}),
        Field<&OrderLine::tb_biz_order_id>("Taobao sub-order.", {.example = "2231884277"}),
        Field<&OrderLine::pick_amount_stock>("Picked, in stock units.", {.example = "2"}),
        Field<&OrderLine::buy_amount_stock>("Bought, in stock units.", {.example = "2"}),
        Field<&OrderLine::member_point>("Points that the line earns.", {.example = "2"}),
        Field<&OrderLine::order_type>("COMMON, or GIFT for one that came free.",
                                      {.example = "COMMON"}),
        Field<&OrderLine::txd_pmt_amt>("What the platform pays of a coupon, in fen.",
                                       {.example = "0"}),
        Field<&OrderLine::pick_amt>("What was picked, in fen.", {.example = "10"}),
        Field<&OrderLine::order_status>("Where the line stands.", {.example = "PAID"}),
        Field<&OrderLine::status_change_time>(
            "When that last changed, GMT+8; a String here, not a Date.",
            {.example = "2024-02-19 13:05:58"}),
        Field<&OrderLine::stock_unit>("Unit of stock.", {.example = "箱"}),
        Field<&OrderLine::sale_unit>("Unit of sale.", {.example = "盒"}),
        Field<&OrderLine::trade_sub_attributes>("Attributes of the line, a JSON map in a text.",
                                                {.example = R"({"wdkPointType":"2"})"}),
        Field<&OrderLine::sku_code>("Item code of the sku.", {.example = "235641"}),
        Field<&OrderLine::out_order_id>("The caller's sub-order.", {.example = "20190305606"}),
        Field<&OrderLine::out_sku_code>("The caller's item code.", {.example = "123"}));
  }
};

/// The rows of what the two orders share, which is all but `pay_amt`, in wire order.
template <class Order>
constexpr auto OrderFields() {
  return std::array{
      Field<&Order::biz_order_id>("WDK main order.", {.example = "201967677"}),
      Field<&Order::discount_amt>("What all discounts took off, in fen.", {.example = "10"}),
      Field<&Order::original_amt>("What the goods cost before discounts, in fen.",
                                  {.example = "20"}),
      Field<&Order::pay_channels>("How the order was paid."),
      Field<&Order::pay_time>("When it was paid.", {.example = "2024-02-19 13:05:58"}),
      Field<&Order::post_fee>("Postage, in fen.", {.example = "0"}),
      Field<&Order::store_id>("Operating store.", {.example = "10020"}),
      Field<&Order::sub_orders>("The lines."),
      Field<&Order::trd_type>("1 forward, 2 reverse.", {.example = "1"}),
      Field<&Order::member_discount_amt>("What membership took off, in fen.", {.example = "0"}),
      Field<&Order::member_card_num>("The buyer's member card.", {.example = "8800001"}),
      Field<&Order::operator_id>("The cashier.", {.example = "12321S"}),
      Field<&Order::tb_biz_order_id>("Taobao main order.", {.example = "2231884277"}),
      Field<&Order::operator_name>("The cashier's name.", {.example = "SDFSD1"}),
      Field<&Order::merchant_code>("The merchant.", {.example = "TESTW"}),
      Field<&Order::order_status>(
          "Where the order stands: CREATED, PAID, SHIPPING, SUCCESS or CLOSE.",
          {.example = "PAID"}),
      Field<&Order::member_point>("Points that the order earns.", {.example = "2"}),
      Field<&Order::package_time>("When it was packed.", {.example = "2024-02-19 13:35:58"}),
      Field<&Order::gift_coupon>("A coupon that came with it: its number, `_`, its worth in fen.",
                                 {.example = "1123424_1000"}),
      Field<&Order::duty_code>("The cashier's shift, a unique text.", {.example = "132323"}),
      Field<&Order::trade_attributes>(
          "Attributes of the order, a JSON map in a text; keys wdkMemberValue, wdkMemberSource, "
          "memDegrade.",
          {.example = R"({"wdkMemberValue":"2"})"}),
      Field<&Order::open_uid>("The buyer.", {.example = "123456"}),
      Field<&Order::order_from>("Channel of the order.", {.example = "4"}),
      Field<&Order::shop_id>("Channel shop.", {.example = "10010"}),
      Field<&Order::out_shop_id>("The caller's shop.", {.example = "123"}),
      Field<&Order::out_order_id>("The caller's order.", {.example = "20190305600"}),
      Field<&Order::order_client>("Where it was placed: the app, or a till.", {.example = "APP"})};
}

}  // namespace ebbtide::contract::wdk
