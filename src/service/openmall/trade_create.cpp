#include "contract/openmall/trade_create.hpp"

#include <algorithm>

#include "service/content_digest.hpp"
#include "service/openmall/methods.hpp"
#include "service/parties.hpp"
#include "service/place_order.hpp"

namespace ebbtide::service::openmall_trade_create {
namespace {

namespace wire = contract::openmall_trade_create;
using refund::OrderState;

constexpr std::string_view kParam = "param_top_trade_create_d_o";
constexpr std::int64_t kHoldMs = 1'800'000;
constexpr const char* kOnlyLine = "1";
constexpr const char* kPriceChanged = "价格已变更";

Error Wrong(std::string_view field, std::string_view what_it_must_be) {
  return InvalidArgument(
      kParam, std::string(kParam).append(".").append(field).append(" ").append(what_it_must_be));
}

Result<Fen> ParseMoney(const std::string& text, std::string_view field) {
  const auto amount = ParseYuan(text, field);
  if (!amount || *amount < Fen{} || *amount > Fen{contract::kFenMax}) {
    return Wrong(field, "must be yuan with at most two decimals, such as 12.01");
  }
  return *amount;
}

Result<void> CheckWords(const wire::Order& wanted, const Context& context) {
  const std::string begin = context.caller.app_key + "_";
  if (!wanted.out_id.starts_with(begin) || wanted.out_id == begin) {
    return Wrong("out_id", "must begin with " + begin + " and go on");
  }
  const std::string postcode = wanted.postcode.value_or("");
  const bool digits = postcode.find_first_not_of("0123456789") == std::string::npos;
  if (!postcode.empty() && (!digits || postcode.size() != wire::kPostcodeBytesMax)) {
    return Wrong("postcode", "must be 6 digits, or nothing");
  }
  RETURN_IF_ERROR(ParseMoney(wanted.outer_order_fee, "outer_order_fee"));
  return {};
}

/// The order that the same call made before.
Result<std::optional<refund::OrderId>> FindMade(const wire::Order& wanted,
                                                const store::Party& distributor,
                                                std::string_view digest, const Context& context) {
  const BuyersKey key{
      .buyer = distributor, .channel = refund::Channel::kOpenmall, .out_order_id = wanted.out_id};
  const auto made = FindPlaced(key, digest, context);
  if (!made) {
    return Refused("isv.invalid-parameter:out_id", "out_id " + wanted.out_id +
                                                       " was used before for another order; use "
                                                       "a new one");
  }
  return made->empty() ? std::nullopt : std::optional(made->front());
}

/// What the goods cost without postage.
Result<Fen> CostOf(const refund::Item& item, const wire::Order& wanted) {
  Fen cost;
  if (__builtin_mul_overflow(item.price.value, wanted.nums, &cost.value) ||
      cost > Fen{contract::kFenMax}) {
    return Wrong("nums", "makes the order too expensive; order fewer");
  }
  return cost;
}

refund::OrderLine LineOf(const refund::Item& item, const wire::Order& wanted, Fen cost) {
  const std::string number = std::to_string(item.item_id);
  const std::string sku = item.sku_id == 0 ? number : std::to_string(item.sku_id);
  refund::OrderLine line;
  line.out_line_id = kOnlyLine;
  line.sku_code = item.outer_sku_id.empty() ? sku : item.outer_sku_id;
  line.out_sku_code = item.outer_id;
  line.item_code = number;
  line.title = item.title;
  line.sku_id = item.sku_id;
  line.sku_title = item.sku_title;
  line.price = item.price;
  line.quantity = PiecesOf(wanted.nums);
  line.paid = cost;
  line.pic_url = item.pic_url;
  return line;
}

refund::Receiver ReceiverOf(const wire::Order& wanted) {
  refund::Receiver receiver;
  receiver.name = wanted.name;
  receiver.phone = wanted.phone.value_or("");
  receiver.mobile = wanted.mobile;
  receiver.address = wanted.address;
  receiver.zip = wanted.postcode.value_or("");
  receiver.geo = wanted.divisioncode;
  return receiver;
}

refund::OpenmallOrder DetailsOf(const wire::Order& wanted, bool as_expected) {
  return {.buyer_channel = wanted.buyer_channel,
          .buyer_channel_id = wanted.buyer_channel_id,
          .shipping_type = wanted.shipping_type,
          .mark = as_expected ? "" : kPriceChanged};
}

/// Paid at once by the distributor's agreement; closed at once where it costs something else than
/// expected.
Result<refund::OrderId> Make(const wire::Order& wanted, Fen expected, NewOrder made,
                             const Context& context) {
  const auto offered = context.store.items().Find(wanted.num_iid, wanted.sku_iids);
  if (!offered) {
    return Refused("isv.item-not-exist:num_iid", "item " + std::to_string(wanted.num_iid) +
                                                     " with sku " +
                                                     std::to_string(wanted.sku_iids) +
                                                     " is not on sale; ebbtide.item.put offers it");
  }
  ASSIGN_OR_RETURN(const Fen cost, CostOf(offered->item, wanted));
  auto& order = made.order;
  order.seller = offered->seller;
  order.post_fee = offered->item.post_fee;
  order.paid = cost + order.post_fee;
  const bool as_expected = order.paid == expected;
  order.state = as_expected ? OrderState::kPaid : OrderState::kClosed;
  const bool held = as_expected && wanted.need_erp_hold.value_or(false);
  if (held) order.hold_until = {context.now.unix_ms + kHoldMs};
  made.lines.push_back(LineOf(offered->item, wanted, cost));
  ASSIGN_OR_RETURN(const auto placed, Place(std::move(made), context));
  context.store.orders().PutOpenmall(placed.order, DetailsOf(wanted, as_expected));
  return placed.order;
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  const auto& wanted = request.param_top_trade_create_d_o;
  RETURN_IF_ERROR(CheckWords(wanted, context));
  ASSIGN_OR_RETURN(const Fen expected, ParseMoney(wanted.expect_order_fee, "expect_order_fee"));
  ASSIGN_OR_RETURN(const auto distributor, BoundParty(refund::PartyKind::kDistributor,
                                                      wanted.distributor, "distributor", context));
  NewOrder made{.order = {},
                .scope = wanted.distributor,
                .digest = ContentDigest(wanted),
                .lines = {},
                .receiver = ReceiverOf(wanted)};
  ASSIGN_OR_RETURN(auto id, FindMade(wanted, distributor, made.digest, context));
  if (!id) {
    made.order.channel = refund::Channel::kOpenmall;
    made.order.buyer = distributor.id;
    made.order.out_order_id = wanted.out_id;
    made.order.buyer_message = wanted.buyer_memo.value_or("");
    ASSIGN_OR_RETURN(id, Make(wanted, expected, std::move(made), context));
  }
  return wire::Response{.result = {.tid = std::to_string(id->value)}};
}

}  // namespace ebbtide::service::openmall_trade_create
