#include "contract/ebbtide/item_put.hpp"

#include "service/ebbtide/methods.hpp"

namespace ebbtide::service::ebbtide_item_put {
namespace {

namespace wire = contract::ebbtide_item_put;

refund::Item ItemOf(const wire::Request& request) {
  return {.item_id = request.item_id,
          .sku_id = request.sku_id.value_or(0),
          .epp_item_id = request.epp_item_id.value_or(""),
          .title = request.title,
          .sku_title = request.sku_title.value_or(""),
          .outer_id = request.outer_iid.value_or(""),
          .outer_sku_id = request.outer_sku_id.value_or(""),
          .pic_url = request.pic_url.value_or(""),
          .price = {request.price_fen},
          .post_fee = {request.post_fee_fen.value_or(0)}};
}

/// Orders name an item by either number alone, so each must lead to one item of one seller.
Result<void> CheckNumbers(const refund::Item& item, const Context& context) {
  auto& items = context.store.items();
  const auto seller = items.SellerOf(item.item_id);
  if (seller && *seller != context.caller.user) {
    return Refused(
        "isv.item-already-exist:item_id",
        "item " + std::to_string(item.item_id) + " is another seller's; use a number of your own");
  }
  if (item.epp_item_id.empty()) return {};
  const auto known = items.IdOfEpp(item.epp_item_id);
  if (known && *known != item.item_id) {
    return Refused(
        "isv.item-already-exist:epp_item_id",
        "epp_item_id " + item.epp_item_id + " is another item's; use a number of its own");
  }
  return {};
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  const auto item = ItemOf(request);
  RETURN_IF_ERROR(CheckNumbers(item, context));
  auto& items = context.store.items();
  const bool is_new = !items.Find(item.item_id, item.sku_id);
  if (is_new) {
    items.Insert(item, context.caller.user);
  } else {
    items.Update(item);
  }
  return wire::Response{.item_id = item.item_id, .is_new = is_new};
}

}  // namespace ebbtide::service::ebbtide_item_put
