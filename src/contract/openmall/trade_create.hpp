#pragma once

#include "contract/api.hpp"
#include "contract/openmall/common.hpp"
#include "contract/openmall/trade_result.hpp"

/// taobao.openmall.trade.create. Source: methods.md section 6. The parameter's odd name,
/// `param_top_trade_create_d_o`, is part of the wire format.
namespace ebbtide::contract::openmall_trade_create {

inline constexpr std::size_t kYuanBytesMax = 32;
inline constexpr std::size_t kOutIdBytesMax = 32;
inline constexpr std::size_t kPostcodeBytesMax = 6;

struct Order {
  String address;
  String buyer_channel;
  String buyer_channel_id;
  Maybe<String> buyer_memo;
  String buyer_phone;
  String distributor;
  String divisioncode;
  String expect_order_fee;
  String mobile;
  String name;
  Number num_iid = 0;
  Number nums = 0;
  String out_id;
  String outer_order_fee;
  Maybe<String> phone;
  Maybe<String> postcode;
  String shipping_type;
  Number sku_iids = 0;
  Maybe<Boolean> need_erp_hold;

  static constexpr auto Describe() {
    return Object(
        "TopTradeCreateDo",
        Field<&Order::address>("Where the goods go.", {.example = "文新街道迦南公寓XX幢xxx室",
                                                       .required = true,
                                                       .max_bytes = openmall::kAddressBytesMax}),
        Field<&Order::buyer_channel>(
            "Where the consumer bought.",
            {.example = "WeiXin", .required = true, .one_of = openmall::kBuyerChannels}),
        Field<&Order::buyer_channel_id>(
            "Who the consumer is there.",
            {.example = "wx_10086", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Order::buyer_memo>("The consumer's note to the seller.",
                                  {.example = "请尽快发货", .max_bytes = kTextBytesMax}),
        Field<&Order::buyer_phone>(
            "The consumer's mobile; not kept.",
            {.example = "13888888888", .required = true, .max_bytes = openmall::kPhoneBytesMax}),
        Field<&Order::distributor>(
            openmall::kDistributorDoc,
            {.example = "demo_distributor", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Order::divisioncode>(
            "Area code of the address.",
            {.example = "330106", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Order::expect_order_fee>(
            "What the order should cost with postage, in yuan.",
            {.example = "200.07", .required = true, .max_bytes = kYuanBytesMax}),
        Field<&Order::mobile>(
            "Mobile of who takes the goods.",
            {.example = "13888888888", .required = true, .max_bytes = openmall::kPhoneBytesMax}),
        Field<&Order::name>("Who takes the goods.",
                            {.example = "张三", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Order::num_iid>("The item.", {.example = "4345345", .required = true, .min = 1}),
        Field<&Order::nums>("Pieces.",
                            {.example = "1", .required = true, .min = 1, .max = kPiecesMax}),
        Field<&Order::out_id>(
            "The caller's number of the order, unique for ever: the app key, `_`, and anything; at "
            "most 32 characters.",
            {.example = "100000_20240219130558", .required = true, .max_bytes = kOutIdBytesMax}),
        Field<&Order::outer_order_fee>(
            "What the consumer paid the distributor, in yuan; not kept.",
            {.example = "219.00", .required = true, .max_bytes = kYuanBytesMax}),
        Field<&Order::phone>("Fixed phone of who takes the goods.",
                             {.example = "0571-88888888", .max_bytes = openmall::kPhoneBytesMax}),
        Field<&Order::postcode>("Post code of the address: 6 digits, or nothing.",
                                {.example = "310012", .max_bytes = kPostcodeBytesMax}),
        Field<&Order::shipping_type>(
            "How the goods are shipped; `free` without postage.",
            {.example = "free", .required = true, .one_of = openmall::kShippingTypes}),
        Field<&Order::sku_iids>("The item's sku; 0 if it has none.",
                                {.example = "30004447689", .required = true, .min = 0}),
        Field<&Order::need_erp_hold>("Whether shipping waits for half an hour; false if absent.",
                                     {.example = "false"}));
  }
};

struct Request {
  Order param_top_trade_create_d_o;

  static constexpr auto Describe() {
    return Object("Request", Field<&Request::param_top_trade_create_d_o>(
                                 "The order, as a JSON object.", {.required = true}));
  }
};

struct Response {
  openmall::TradeResult result;

  static constexpr auto Describe() {
    return Object("Response", Field<&Response::result>("The order that was made."));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "taobao.openmall.trade.create",
    .title = "Order an item as a distributor",
    .category = "Openmall (buyer side)",
    .notes = "The item must be on sale (ebbtide.item.put). The order is paid at once, by the "
             "distributor's payment agreement. `expect_order_fee` must equal price × `nums` + "
             "postage; otherwise the order is made and closed at once, and "
             "`taobao.openmall.trade.get` shows it as `TRADE_CLOSED_BY_TAOBAO`. With "
             "`need_erp_hold` it stays in `PAID_FORBID_CONSIGN` for half an hour before it is "
             "`WAIT_SELLER_SEND_GOODS`.\n\n"
             "An item that is not on sale is refused with `isv.item-not-exist:num_iid`; a "
             "distributor that is not bound to the app, with `isv.user-not-exist:distributor`.\n\n"
             "`out_id` begins with the app key and `_`, and is an idempotency key that never "
             "expires, scoped to app and distributor: the same content gives the same answer and "
             "makes nothing again, a closed order included; other content is refused with "
             "`isv.invalid-parameter:out_id`. A refused order uses up no key.\n\n"
             "Amounts are yuan texts with at most two decimals.",
    .session = Session::kNone,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::openmall_trade_create
