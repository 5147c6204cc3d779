#include "contract/wdk/channel_order_create.hpp"

#include <set>

#include "service/content_digest.hpp"
#include "service/place_order.hpp"
#include "service/wdk/common.hpp"
#include "service/wdk/methods.hpp"

namespace ebbtide::service::wdk_channel_order_create {
namespace {

namespace wire = contract::wdk_channel_order_create;

constexpr std::string_view kParameter = "order_info";
constexpr std::int64_t kOwnChannel = 20;

bool IsPaid(const wire::Order& order) { return order.order_status == "PAID_DONE"; }

Result<void> CheckForm(const wire::Order& order) {
  if (IsPaid(order) && !order.pay_time) {
    return MissingArgument(kParameter,
                           "order_info.pay_time is missing; give it with order_status PAID_DONE");
  }
  std::set<std::string_view> numbers;
  for (const auto& line : order.sub_orders) {
    if (numbers.insert(line.sub_out_order_id).second) continue;
    return InvalidArgument(kParameter, "order_info.sub_orders names line " + line.sub_out_order_id +
                                           " twice; name each line once");
  }
  return {};
}

Error Unfit(const std::string& which, Fen pay_fee, const std::string& sum, Fen fits) {
  return Refused("isv.invalid-parameter:pay_fee",
                 which + ": pay_fee is " + std::to_string(pay_fee.value) + " fen, but " + sum +
                     " is " + std::to_string(fits.value) + "; make the amounts fit");
}

/// What is paid must be what was asked for less its discounts; or refunds would be divided wrongly.
Result<void> CheckAmounts(const wire::Order& order) {
  Fen lines;
  for (const auto& line : order.sub_orders) {
    const Fen fits = Fen{line.origin_fee} - Fen{line.discount_fee};
    if (Fen{line.pay_fee} != fits) {
      return Unfit("line " + line.sub_out_order_id, {line.pay_fee}, "origin_fee - discount_fee",
                   fits);
    }
    lines += Fen{line.pay_fee};
  }
  const std::string which = "order " + order.out_order_id;
  const Fen whole = Fen{order.origin_fee} - Fen{order.discount_fee} + Fen{order.post_fee};
  if (Fen{order.pay_fee} != whole) {
    return Unfit(which, {order.pay_fee}, "origin_fee - discount_fee + post_fee", whole);
  }
  const Fen parts = lines + Fen{order.post_fee};
  if (Fen{order.pay_fee} != parts) {
    return Unfit(which, {order.pay_fee}, "the sum of its lines' pay_fee and its post_fee", parts);
  }
  return {};
}

refund::OrderLine LineOf(const wire::Line& line) {
  refund::OrderLine made;
  made.out_line_id = line.sub_out_order_id;
  made.sku_code = line.sku_code;
  made.price = {line.sale_price};
  made.quantity = PiecesOf(line.sale_quantity);
  made.paid = {line.pay_fee};
  made.discount = {line.discount_fee};
  return made;
}

refund::Receiver ReceiverOf(const wire::Consignee& consignee) {
  refund::Receiver receiver;
  receiver.name = consignee.name;
  receiver.phone = consignee.phone;
  receiver.city = consignee.city.value_or("");
  receiver.address = consignee.address;
  receiver.geo = consignee.geo;
  receiver.from = consignee.start_time;
  receiver.until = consignee.end_time;
  return receiver;
}

refund::Order OrderOf(const wire::Order& order, const Context& context) {
  refund::Order made;
  made.channel = refund::Channel::kWdk;
  made.seller = context.caller.user;
  made.buyer = context.store.access().PutParty(refund::PartyKind::kBuyer, order.buyer.user_id);
  made.out_order_id = order.out_order_id;
  made.shop_id = order.shop_id;
  made.store_id = order.store_id;
  made.order_from = kOwnChannel;
  made.state = IsPaid(order) ? refund::OrderState::kPaid : refund::OrderState::kCreated;
  if (IsPaid(order)) made.paid_at = *order.pay_time;
  made.paid = {order.pay_fee};
  made.post_fee = {order.post_fee};
  made.created = order.create_time;
  return made;
}

contract::wdk::OrderNumbers Present(const wire::Order& order, const Placed& placed) {
  contract::wdk::OrderNumbers numbers{.biz_order_id = std::to_string(placed.order.value),
                                      .out_order_id = order.out_order_id,
                                      .sub_order_results = {}};
  for (std::size_t i = 0; i < placed.lines.size(); ++i) {
    numbers.sub_order_results.push_back({.sub_biz_order_id = std::to_string(placed.lines[i].value),
                                         .sub_out_order_id = order.sub_orders[i].sub_out_order_id});
  }
  return numbers;
}

Result<contract::wdk::OrderNumbers> Create(const wire::Order& order, const Context& context) {
  RETURN_IF_ERROR(CheckAmounts(order));
  NewOrder made{.order = OrderOf(order, context),
                .scope = order.shop_id,
                .digest = ContentDigest(order),
                .lines = {},
                .receiver = ReceiverOf(order.consignee)};
  for (const auto& line : order.sub_orders) made.lines.push_back(LineOf(line));
  ASSIGN_OR_RETURN(const auto placed, Place(std::move(made), context));
  return Present(order, placed);
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  const auto& order = request.order_info;
  RETURN_IF_ERROR(CheckForm(order));
  wire::Response response;
  ASSIGN_OR_RETURN(response.api_result,
                   wdk::InEnvelope<wire::Outcome>(context, [&] { return Create(order, context); }));
  return response;
}

}  // namespace ebbtide::service::wdk_channel_order_create
