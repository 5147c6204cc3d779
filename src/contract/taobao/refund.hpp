#pragma once

#include "contract/api.hpp"
#include "contract/taobao/common.hpp"

/// The refund as Taobao's query methods answer it. Source: methods.md section 4, taobao.refund.get,
/// whose order this is. Callers choose members by `fields`, so each may be absent.
namespace ebbtide::contract::taobao {

struct RefundRemindTimeout {
  Boolean exist_timeout = false;
  Maybe<Number> remind_type;
  Maybe<Date> timeout;

  static constexpr auto Describe() {
    return Object(
        "RefundRemindTimeout",
        Field<&RefundRemindTimeout::exist_timeout>("Whether a time limit runs.",
                                                   {.example = "true"}),
        Field<&RefundRemindTimeout::remind_type>(
            "Kind of the limit: 3 while the seller has to answer, 1 while the buyer has to send "
            "the goods back; absent for the others.",
            {.example = "3"}),
        Field<&RefundRemindTimeout::timeout>("When it ends; absent when none runs.",
                                             {.example = "2024-02-21 13:05:58"}));
  }
};

/// A part of a bundle. Trades have a class of the same name and another shape.
struct RefundSubItem {
  Maybe<String> num_iid;
  Maybe<String> item_name;
  Maybe<Number> quantity;
  Maybe<String> sku_id;
  Maybe<String> outer_iid;
  Maybe<String> outer_sku_id;

  static constexpr auto Describe() {
    return Object(
        "CombineSubItemDO",
        Field<&RefundSubItem::num_iid>("The part's item.", {.example = "4345345"}),
        Field<&RefundSubItem::item_name>("Its title.", {.example = "军绿色夹克"}),
        Field<&RefundSubItem::quantity>("Pieces of it.", {.example = "1"}),
        Field<&RefundSubItem::sku_id>("Its sku.", {.example = "30004447689"}),
        Field<&RefundSubItem::outer_iid>("The seller's code of the item.", {.example = "ISBN-001"}),
        Field<&RefundSubItem::outer_sku_id>("The seller's code of the sku.",
                                            {.example = "ISBN-001-XS"}));
  }
};

struct Refund {
  Maybe<String> address;
  Maybe<Number> advance_status;
  Maybe<String> alipay_no;
  Maybe<String> attribute;
  Maybe<String> buyer_nick;
  Maybe<String> company_name;
  Maybe<Date> created;
  Maybe<Number> cs_status;
  Maybe<String> desc;
  Maybe<Date> good_return_time;
  Maybe<String> good_status;
  Maybe<Boolean> has_good_return;
  Maybe<Date> modified;
  Maybe<Number> num;
  Maybe<Number> num_iid;
  Maybe<Number> oid;
  Maybe<String> operation_contraint;
  Maybe<String> order_status;
  Maybe<String> outer_id;
  Maybe<String> payment;
  Maybe<String> price;
  Maybe<String> reason;
  Maybe<String> refund_fee;
  Maybe<String> refund_id;
  Maybe<String> refund_phase;
  Maybe<RefundRemindTimeout> refund_remind_timeout;
  Maybe<Number> refund_version;
  Maybe<String> seller_nick;
  Maybe<String> shipping_type;
  Maybe<String> sid;
  Maybe<String> sku;
  Maybe<String> split_seller_fee;
  Maybe<String> split_taobao_fee;
  Maybe<String> status;
  Maybe<Number> tid;
  Maybe<String> title;
  Maybe<String> total_fee;
  Maybe<String> buyer_open_uid;
  Maybe<String> ouid;
  Maybe<List<RefundSubItem>> combine_item_info;
  Maybe<String> dispute_type;
  Maybe<Date> end_time;
  Maybe<String> new_sku;

  static constexpr auto Describe() {
    return Object(
        "Refund",
        Field<&Refund::address>("Where returned goods go.",
                                {.example = "浙江省杭州市西湖区文新街道迦南公寓XX幢xxx室"}),
        Field<&Refund::advance_status>(
            "Money advanced by the platform: 0 none, 1 requested, 2 advanced, 3 the seller refused "
            "the goods, 4 closed, 5 settled.",
            {.example = "0"}),
        Field<&Refund::alipay_no>("Number of the payment.", {.example = "2009101504179117"}),
        Field<&Refund::attribute>(
            "Further facts as `;key:value;`; inside a value `#3B` stands for `:` and `#3A` for "
            "`;`. `tod`: how long the present time limit lasts, in milliseconds; `disputeRequest`: "
            "1 refund only, 3 with return; `seller_audit`: 1 once it passed review; `sku`: as the "
            "member.",
            {.example = ";tod:259200000;disputeRequest:1;"}),
        Field<&Refund::buyer_nick>("The buyer.", {.example = "tbtest20"}),
        Field<&Refund::company_name>("Carrier of the returned goods.", {.example = "申通快递"}),
        Field<&Refund::created>("When the refund was applied for.",
                                {.example = "2024-02-19 13:05:58"}),
        Field<&Refund::cs_status>(
            "How far the platform has stepped in: 1 not at all, 2 asked to, 3 stepped in, 4 first "
            "review done, 5 manager's review failed, 6 done, 7 withdrawn, 8 for the buyer, 9 for "
            "the seller, 10 collecting proof, 11 appeal open.",
            {.example = "1"}),
        Field<&Refund::desc>("The buyer's own words.", {.example = "hello world"}),
        Field<&Refund::good_return_time>("When the buyer sent the goods back.",
                                         {.example = "2024-02-22 13:05:58"}),
        Field<&Refund::good_status>("Where the goods are.",
                                    {.example = "BUYER_NOT_RECEIVED", .one_of = kGoodStatuses}),
        Field<&Refund::has_good_return>("Whether the goods must come back.", {.example = "false"}),
        Field<&Refund::modified>("When the refund last changed.",
                                 {.example = "2024-02-19 13:05:58"}),
        Field<&Refund::num>("Pieces that are refunded.", {.example = "1"}),
        Field<&Refund::num_iid>("The item.", {.example = "4345345"}),
        Field<&Refund::oid>("Number of the sub-order; of a one-line trade the same as `tid`.",
                            {.example = "2231884277"}),
        Field<&Refund::operation_contraint>(
            "What the seller is kept from (spelt so): `cannot_refuse`, or `refund_onweb` when the "
            "refund can only be handled on the platform's pages.",
            {.example = "cannot_refuse"}),
        Field<&Refund::order_status>(
            "Where the trade stands.",
            {.example = "WAIT_SELLER_SEND_GOODS", .one_of = kTradeStatuses}),
        Field<&Refund::outer_id>("The seller's code of the item.", {.example = "ISBN-001"}),
        Field<&Refund::payment>(
            "Money of the sub-order that stays with the seller once all of its refunds are done, "
            "without postage, in yuan.",
            {.example = "190.07"}),
        Field<&Refund::price>("Price of one piece, in yuan.", {.example = "200.07"}),
        Field<&Refund::reason>("Why the buyer wants the refund.", {.example = "退还邮费"}),
        Field<&Refund::refund_fee>("Money that goes back, postage included, in yuan.",
                                   {.example = "10.00"}),
        Field<&Refund::refund_id>("Number of the refund; a String here.", {.example = "83477"}),
        Field<&Refund::refund_phase>(
            "`onsale` if applied for before the trade was finished, else `aftersale`.",
            {.example = "onsale", .one_of = kPhases}),
        Field<&Refund::refund_remind_timeout>("The time limit that runs."),
        Field<&Refund::refund_version>(
            "Grows with every change; methods that move the refund want it back.",
            {.example = "1409231007325"}),
        Field<&Refund::seller_nick>("The seller.", {.example = "hz0799"}),
        Field<&Refund::shipping_type>("How the order travels.",
                                      {.example = "express", .one_of = kShippingTypes}),
        Field<&Refund::sid>("Waybill of the returned goods.", {.example = "611412845207816"}),
        Field<&Refund::sku>("The sku's number, or else its code, `|`, and the sku in words.",
                            {.example = "30004447689|颜色分类:军绿色;尺码:XS"}),
        Field<&Refund::split_seller_fee>("Settled to the seller, in yuan.", {.example = "190.07"}),
        Field<&Refund::split_taobao_fee>("Settled to the platform, in yuan.", {.example = "0.00"}),
        Field<&Refund::status>("Where the refund stands, in Taobao's six words.",
                               {.example = "WAIT_SELLER_AGREE", .one_of = kRefundStatuses}),
        Field<&Refund::tid>("Number of the main order.", {.example = "2231884277"}),
        Field<&Refund::title>("Title of the item.", {.example = "军绿色夹克"}),
        Field<&Refund::total_fee>("What the trade cost, postage included, in yuan.",
                                  {.example = "200.07"}),
        Field<&Refund::buyer_open_uid>("The buyer's open uid; the same as `buyer_nick`.",
                                       {.example = "AAHk5d-EAAeGwJedwSHpg8bT"}),
        Field<&Refund::ouid>("The buyer's ouid; the same as `buyer_nick`.",
                             {.example = "7mOlUjTKWe5xQw2Hq"}),
        Field<&Refund::combine_item_info>("The parts of an item that is sold as a bundle."),
        Field<&Refund::dispute_type>("What the buyer asks for.",
                                     {.example = "REFUND", .one_of = kDisputeTypes}),
        Field<&Refund::end_time>("When the refund ended; absent while it is open.",
                                 {.example = "2024-02-22 13:05:58"}),
        Field<&Refund::new_sku>("The sku after an exchange, written like `sku`.",
                                {.example = "30004447690|颜色分类:军绿色;尺码:S"}));
  }
};

}  // namespace ebbtide::contract::taobao
