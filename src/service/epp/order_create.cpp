#include "contract/epp/order_create.hpp"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "service/attempt.hpp"
#include "service/content_digest.hpp"
#include "service/epp/methods.hpp"
#include "service/epp/purchase.hpp"
#include "service/parties.hpp"
#include "service/place_order.hpp"

namespace ebbtide::service::epp_order_create {
namespace {

namespace wire = contract::epp_order_create;

constexpr std::string_view kParameter = "epp_order_request";
constexpr std::string_view kBought = "11";

Result<void> CheckItems(const std::vector<wire::Item>& items) {
  std::set<std::pair<std::string_view, std::int64_t>> named;
  for (const auto& item : items) {
    if (!named.insert({item.epp_item_id, item.sku_id}).second) {
      return InvalidArgument(
          kParameter, "epp_order_request.epp_items names item " + item.epp_item_id + " with sku " +
                          std::to_string(item.sku_id) + " twice; name each sku once");
    }
    if (item.price != 0 && item.buy_amount > contract::kFenMax / item.price) {
      return InvalidArgument(kParameter,
                             "epp_order_request.epp_items: item " + item.epp_item_id +
                                 " costs more than a line of an order may; buy fewer pieces");
    }
  }
  return {};
}

Result<store::OfferedItem> FindItem(const wire::Item& item, const Context& context) {
  auto offered = context.store.items().FindEpp(item.epp_item_id, item.sku_id);
  const std::string which = "item " + item.epp_item_id + " with sku " + std::to_string(item.sku_id);
  if (!offered) {
    return Refused("isv.item-not-exist:epp_item_id", which + " is not on sale; check both numbers");
  }
  if (offered->item.price != Fen{item.price}) {
    return Refused("isv.invalid-parameter:price",
                   which + " costs " + std::to_string(offered->item.price.value) +
                       " fen a piece, not " + std::to_string(item.price) +
                       "; ask for it at that price");
  }
  return *std::move(offered);
}

std::string SkuCodeOf(const refund::Item& item) {
  if (!item.outer_sku_id.empty()) return item.outer_sku_id;
  return item.sku_id != 0 ? std::to_string(item.sku_id) : item.epp_item_id;
}

refund::OrderLine LineOf(const wire::Item& bought, const refund::Item& item, std::size_t number) {
  refund::OrderLine line;
  line.out_line_id = std::to_string(number);
  line.item_code = item.epp_item_id;
  line.sku_code = SkuCodeOf(item);
  line.title = item.title;
  line.sku_id = item.sku_id;
  line.sku_title = item.sku_title;
  line.pic_url = item.pic_url;
  line.price = item.price;
  line.quantity = PiecesOf(bought.buy_amount);
  line.paid = {bought.price * bought.buy_amount};
  return line;
}

refund::Receiver ReceiverOf(const wire::Address& address) {
  refund::Receiver receiver;
  receiver.name = address.consignee;
  receiver.mobile = address.consignee_phone;
  receiver.address = address.full_address;
  receiver.district = address.district_code.value_or("");
  receiver.town = address.town_code.value_or("");
  return receiver;
}

/// The order that goes to each seller, but for the seller and the lines.
NewOrder BlankOf(const wire::Order& request, const store::Party& distributor) {
  NewOrder made;
  made.order.channel = refund::Channel::kEpp;
  made.order.buyer = distributor.id;
  made.order.out_order_id = request.out_order_id;
  made.order.state = refund::OrderState::kPaid;
  made.scope = distributor.code;
  made.digest = ContentDigest(request);
  if (request.address) made.receiver = ReceiverOf(*request.address);
  return made;
}

/// The order of `seller`, made from `blank` at its first line.
NewOrder& OrderOf(refund::PartyId seller, const NewOrder& blank, std::vector<NewOrder>& orders) {
  const auto known =
      std::ranges::find_if(orders, [&](const NewOrder& one) { return one.order.seller == seller; });
  if (known != orders.end()) return *known;
  orders.push_back(blank);
  orders.back().order.seller = seller;
  return orders.back();
}

void AddLine(refund::OrderLine line, Fen post_fee, NewOrder& made) {
  auto& order = made.order;
  order.paid += line.paid;
  // One parcel a seller: it costs what its dearest item does.
  if (post_fee > order.post_fee) {
    order.paid += post_fee - order.post_fee;
    order.post_fee = post_fee;
  }
  made.lines.push_back(std::move(line));
}

/// One order a seller, in the order in which the sellers come.
Result<std::vector<NewOrder>> Divide(const wire::Order& request, const NewOrder& blank,
                                     const Context& context) {
  std::vector<NewOrder> orders;
  std::size_t number = 0;
  for (const auto& item : request.epp_items) {
    ASSIGN_OR_RETURN(const auto offered, FindItem(item, context));
    AddLine(LineOf(item, offered.item, ++number), offered.item.post_fee,
            OrderOf(offered.seller, blank, orders));
  }
  return orders;
}

Result<wire::Purchase> Buy(const wire::Order& request, const Context& context) {
  ASSIGN_OR_RETURN(const auto distributor, OwnDistributor(context));
  const auto blank = BlankOf(request, distributor);
  const wire::Purchase purchase{.out_order_id = request.out_order_id,
                                .status = std::string(kBought)};
  ASSIGN_OR_RETURN(const auto known,
                   FindPlaced({distributor, refund::Channel::kEpp, request.out_order_id},
                              blank.digest, context));
  if (!known.empty()) return purchase;

  ASSIGN_OR_RETURN(auto orders, Divide(request, blank, context));
  for (auto& order : orders) RETURN_IF_ERROR(Place(std::move(order), context));
  return purchase;
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  const auto& order = request.epp_order_request;
  RETURN_IF_ERROR(CheckItems(order.epp_items));
  return epp::Answer<wire::Response>(AllOrNothing(context, [&] { return Buy(order, context); }),
                                     epp::kFound);
}

}  // namespace ebbtide::service::epp_order_create
