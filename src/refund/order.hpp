#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/money.hpp"

/// The domain, pure: what orders and refunds are and what may happen to them. No storage, no wire.
namespace ebbtide::refund {

using OrderId = Id<struct OrderTag>;     ///< main order: tid, biz_order_id
using LineId = Id<struct OrderLineTag>;  ///< sub-order: oid, sub_biz_order_id
using RefundId = Id<struct RefundTag>;
using BatchId = Id<struct BatchTag>;
using PartyId = Id<struct PartyTag>;  ///< somebody with data of their own

/// Which market an order came through; it decides the vocabulary of its refunds.
enum class Channel : std::uint8_t { kTaobao, kWdk, kEpp, kXiaoman, kOpenmall };

/// What a party is. A seller is a shop or merchant; the platform is whoever runs it, for its staff
/// and its payments; the other three buy.
enum class PartyKind : std::uint8_t { kSeller, kBuyer, kDistributor, kCustomer, kPlatform };

/// Where an order stands, as far as refunds care.
enum class OrderState : std::uint8_t { kCreated, kPaid, kShipped, kFinished, kClosed };

std::string_view ToText(Channel channel);
std::string_view ToText(PartyKind kind);
std::string_view ToText(OrderState state);

/// The inverse of `ToText`; throws `std::invalid_argument` at a text that is none of them: such a
/// text can only come from a damaged store.
Channel ParseChannel(std::string_view text);
PartyKind ParsePartyKind(std::string_view text);
OrderState ParseOrderState(std::string_view text);

/// Who may buy through a channel: EPP and Openmall know distributors, Xiaoman customers, the others
/// buyers.
PartyKind BuyerKindOf(Channel channel);

/// Whether money has come in and none of it is settled by closing: refunds may be applied for.
bool IsPaid(OrderState state);

/// A main order.
struct Order {
  OrderId id;
  Channel channel = Channel::kTaobao;
  PartyId seller;
  PartyId buyer;                  ///< none where the buyer is not known
  std::string out_order_id;       ///< the caller's number
  std::string shop_id;            ///< channel shop (WDK)
  std::string out_shop_id;        ///< the caller's shop (WDK)
  std::string store_id;           ///< operating store (WDK)
  std::int64_t tb_order_id = 0;   ///< the Taobao order behind a WDK one
  std::int64_t order_from = 0;    ///< WDK's channel code
  std::int64_t order_client = 0;  ///< WDK: 1 other, 2 app, 3 pos
  OrderState state = OrderState::kCreated;
  Fen paid;  ///< lines and postage
  Fen post_fee;
  Fen refunded;           ///< of `paid`: open and done refunds together
  Fen refunded_post_fee;  ///< of `post_fee`: the same
  Timestamp created;
  Timestamp modified;    ///< its refunds' changes count
  Timestamp paid_at;     ///< unset for one that was closed unpaid
  Timestamp shipped_at;  ///< the first shipment
  Timestamp ended;       ///< finished or closed
  Timestamp hold_until;  ///< until then it may not be shipped
  std::string buyer_message;
  std::int64_t version = 0;       ///< milliseconds; grows with every change
  std::int64_t first_change = 0;  ///< the version that its first change gave it; 0 until then
  /// The channel that it was paid through, where one paid for all of it: `paid` and `refunded` are
  /// that payment's too, and of each refund it bears all.
  std::optional<std::int64_t> sole_channel;
};

/// A sub-order.
struct OrderLine {
  LineId id;
  OrderId order;
  std::string out_line_id;  ///< the caller's number
  std::string sku_code;
  std::string out_sku_code;
  std::string item_code;
  std::string title;
  std::int64_t sku_id = 0;
  std::string sku_title;
  Fen price;  ///< of one piece
  Quantity quantity;
  Fen paid;
  Quantity refunded_quantity;  ///< open and done refunds together
  Fen refunded;                ///< open and done refunds together, without postage
  Fen discount;
  Timestamp shipped_at;
  std::string carrier;
  std::string waybill;
  std::string pic_url;
};

/// One way in which an order was paid (WDK pay_type, refund-domain section 7).
struct Payment {
  std::int64_t channel_code = 0;
  Fen paid;
  Fen refunded;
};

/// Whether the line is on its way or has arrived; orders of before lines were shipped one by one
/// say so themselves.
bool IsShipped(const Order& order, const OrderLine& line);

}  // namespace ebbtide::refund
