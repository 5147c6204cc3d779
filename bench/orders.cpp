#include "orders.hpp"

#include <array>
#include <string>

namespace ebbtide::bench {
namespace {

namespace record = contract::order_record;

constexpr Timestamp kCreated{1'708'318'800'000};  // 2024-02-19 13:00:00 in GMT+8
constexpr Number kSecondMs = 1'000;

/// The numbers of each kind have 15 digits, so that all answers to reads are equally long. They
/// lie below those that a server gives out today, as an older system's would.
constexpr Number kTaobaoOrders = 100'000'000'000'000;
constexpr Number kWdkOrders = 110'000'000'000'000;
constexpr Number kFreshOrders = 120'000'000'000'000;
constexpr Number kEppOrders = 130'000'000'000'000;
constexpr Number kTaobaoLines = 200'000'000'000'000;
constexpr Number kWdkLines = 210'000'000'000'000;
constexpr Number kFreshLines = 220'000'000'000'000;
constexpr Number kEppLines = 230'000'000'000'000;
constexpr Number kTaobaoRefunds = 300'000'000'000'000;
constexpr Number kWdkRefunds = 310'000'000'000'000;
constexpr Number kEppRefunds = 330'000'000'000'000;

constexpr const char* kTaobaoSeller = "BENCHT";
constexpr const char* kWdkSeller = "BENCHW";
constexpr const char* kEppSeller = "BENCHS";
constexpr const char* kEppDistributor = "BENCHE";

constexpr Number kPaymentChannel = 6;

/// Every Taobao order has a refund in each of these, so that all answers are equally long.
constexpr std::array<const char*, kLinesOfTaobaoOrder> kStates{"SUCCESS", "APPLIED", "CLOSED"};

Timestamp After(Number seconds) { return {kCreated.unix_ms + seconds * kSecondMs}; }

/// One of a thousand names, all equally long.
std::string NameOf(const char* prefix, Number serial) {
  constexpr Number kNames = 1'000;
  return prefix + std::to_string(kNames + serial % kNames);
}

record::Order OrderOf(const char* channel, const char* seller, Number id, Number serial) {
  record::Order order;
  order.channel = channel;
  order.order_id = id;
  order.seller = seller;
  order.buyer = NameOf("buyer-", serial);
  order.state = "paid";
  order.created = After(serial);
  return order;
}

record::Line LineOf(Number id, Number position) {
  record::Line line;
  line.line_id = id;
  line.out_line_id = std::to_string(position);
  line.sku_code = NameOf("sku-", id);
  line.title = "Tea set";
  line.price_fen = kPieceFen;
  line.quantity = std::to_string(kPieces);
  line.paid_fen = kPieces * kPieceFen;
  return line;
}

record::Refund RefundOf(Number id, const char* state, Timestamp created) {
  record::Refund refund;
  refund.refund_id = id;
  refund.state = state;
  refund.amount_fen = kPieceFen;
  refund.quantity = "1";
  refund.reason = "不想要了";
  refund.created = created;
  return refund;
}

void MakeWdk(record::Order& order) {
  order.shop_id = kShop;
  order.store_id = kStore;
  order.order_from = 4;
  order.order_client = 2;
  const Number lines = std::ssize(order.lines);
  order.payments = {{.channel_code = kPaymentChannel, .paid_fen = lines * kPieces * kPieceFen}};
}

/// The place of the state `kStates[0]` goes round from order to order.
Number PlaceOfPaidLine(Number index) {
  return (kLinesOfTaobaoOrder - index % kLinesOfTaobaoOrder) % kLinesOfTaobaoOrder;
}

}  // namespace

OrderCounts::OrderCounts(Number refunds) : taobao(refunds / (kLinesOfTaobaoOrder + 1)) {
  const Number rest = refunds - taobao * kLinesOfTaobaoOrder;
  epp = rest / 2;
  wdk = rest - epp;
}

record::Order TaobaoOrder(Number index) {
  auto order = OrderOf("taobao", kTaobaoSeller, kTaobaoOrders + index, index);
  for (Number i = 0; i < kLinesOfTaobaoOrder; ++i) {
    const Number serial = index * kLinesOfTaobaoOrder + i;
    const auto* const state =
        kStates.at(static_cast<std::size_t>((index + i) % std::ssize(kStates)));
    auto& line = order.lines.emplace_back(LineOf(kTaobaoLines + serial, i + 1));
    line.refunds.push_back(RefundOf(kTaobaoRefunds + serial, state, After(serial)));
  }
  return order;
}

record::Order WdkOrder(Number index) {
  auto order = OrderOf("wdk", kWdkSeller, kWdkOrders + index, index);
  auto& line = order.lines.emplace_back(LineOf(kWdkLines + index, 1));
  line.refunds.push_back(RefundOf(kWdkRefunds + index, "APPLIED", After(index)));
  MakeWdk(order);
  return order;
}

record::Order EppOrder(Number index) {
  auto order = OrderOf("epp", kEppSeller, kEppOrders + index, index);
  order.buyer = kEppDistributor;
  order.out_order_id = EppOutOrderNumber(index);
  auto& line = order.lines.emplace_back(LineOf(kEppLines + index, 1));
  line.item_code = NameOf("EA", index);
  auto& refund = line.refunds.emplace_back(RefundOf(kEppRefunds + index, "SUCCESS", After(index)));
  refund.buyer_message = "与商品描述不一致";
  refund.pictures = {"https://pictures.example/proof.png"};
  return order;
}

record::Order FreshOrder(Number index) {
  auto order = OrderOf("wdk", kWdkSeller, kFreshOrders + index, index);
  for (Number i = 0; i < kLinesOfFreshOrder; ++i) {
    order.lines.push_back(LineOf(kFreshLines + index * kLinesOfFreshOrder + i, i + 1));
  }
  MakeWdk(order);
  return order;
}

record::Line FreshLine(Number index) { return LineOf(kFreshLines + index, 1); }
Number FreshOrderOfLine(Number index) { return kFreshOrders + index / kLinesOfFreshOrder; }

Number TaobaoOrderNumber(Number index) { return kTaobaoOrders + index; }
Number TaobaoPaidLineNumber(Number index) {
  return kTaobaoLines + index * kLinesOfTaobaoOrder + PlaceOfPaidLine(index);
}
Number WdkRefundNumber(Number index) { return kWdkRefunds + index; }
Number EppRefundNumber(Number index) { return kEppRefunds + index; }
std::string EppOutOrderNumber(Number index) { return "epp-" + std::to_string(kEppOrders + index); }

}  // namespace ebbtide::bench
