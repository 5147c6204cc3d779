#include "contract/ebbtide/xiaoman_order_create.hpp"

#include <set>

#include "service/content_digest.hpp"
#include "service/ebbtide/methods.hpp"
#include "service/parties.hpp"
#include "service/place_order.hpp"

namespace ebbtide::service::ebbtide_xiaoman_order_create {
namespace {

namespace wire = contract::ebbtide_xiaoman_order_create;

Result<void> CheckLines(const std::vector<wire::OrderLine>& lines) {
  std::set<std::string_view> numbers;
  for (const auto& line : lines) {
    if (numbers.insert(line.order_item_no).second) continue;
    return InvalidArgument("order_info", "order_info.lines names " + line.order_item_no +
                                             " twice; name each line once");
  }
  return {};
}

/// A customer names a line by its number alone, so that it may stand for one line only.
Result<void> CheckNew(const std::vector<wire::OrderLine>& lines, refund::PartyId customer,
                      const Context& context) {
  for (const auto& line : lines) {
    if (context.store.refunds().FindXiaomanLine(customer, line.order_item_no)) {
      return Refused("isv.invalid-parameter:order_item_no",
                     "order line " + line.order_item_no +
                         " is already in another order of this customer; use a new number");
    }
  }
  return {};
}

Result<refund::PartyId> FindSeller(const std::string& code, const Context& context) {
  const auto seller = context.store.access().FindParty(refund::PartyKind::kSeller, code);
  if (seller) return *seller;
  return Refused("isv.user-not-exist:seller", "seller " + code + " does not exist; check the code");
}

refund::OrderLine LineOf(const wire::OrderLine& bought) {
  refund::OrderLine line;
  line.out_line_id = bought.order_item_no;
  line.sku_code = bought.sku_code;
  line.title = bought.title;
  line.price = {bought.price_fen};
  line.quantity = PiecesOf(bought.quantity);
  line.paid = {bought.paid_fen};
  return line;
}

/// All but the seller.
NewOrder NewOrderOf(const wire::Order& request, const store::Party& customer) {
  NewOrder made;
  auto& order = made.order;
  order.channel = refund::Channel::kXiaoman;
  order.buyer = customer.id;
  order.out_order_id = request.out_order_id;
  order.state = refund::OrderState::kPaid;
  order.post_fee = {request.post_fee_fen.value_or(0)};
  order.paid = order.post_fee;
  made.scope = customer.code;
  made.digest = ContentDigest(request);
  for (const auto& line : request.lines) {
    made.lines.push_back(LineOf(line));
    order.paid += made.lines.back().paid;
  }
  return made;
}

wire::Response Present(const wire::Order& request, const Placed& placed) {
  wire::Response response{
      .tid = placed.order.value, .out_order_id = request.out_order_id, .lines = {}};
  for (std::size_t i = 0; i < request.lines.size(); ++i) {
    response.lines.push_back({request.lines[i].order_item_no, placed.lines[i].value});
  }
  return response;
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  const auto& info = request.order_info;
  RETURN_IF_ERROR(CheckLines(info.lines));
  ASSIGN_OR_RETURN(const auto customer,
                   BoundParty(refund::PartyKind::kCustomer, info.global_id, "global_id", context));
  ASSIGN_OR_RETURN(const auto seller, FindSeller(info.seller, context));
  auto made = NewOrderOf(info, customer);
  made.order.seller = seller;
  ASSIGN_OR_RETURN(
      const auto known,
      FindPlaced({customer, refund::Channel::kXiaoman, info.out_order_id}, made.digest, context));
  if (known.empty()) RETURN_IF_ERROR(CheckNew(info.lines, customer.id, context));
  ASSIGN_OR_RETURN(const auto placed, Place(std::move(made), context));
  return Present(info, placed);
}

}  // namespace ebbtide::service::ebbtide_xiaoman_order_create
