#include "service/wdk/common.hpp"

#include <array>
#include <utility>

#include "base/text.hpp"
#include "service/move.hpp"

namespace ebbtide::service::wdk {
namespace {

constexpr std::array<std::pair<std::string_view, std::int64_t>, 2> kOrderClients{
    {{"APP", 2}, {"POS", 3}}};

Error NoOrder(std::string_view field, const std::string& number, const Place& place) {
  return Refused("isv.order-not-exist:" + std::string(field),
                 "order " + number + " does not exist in shop " + place.shop_id + " and store " +
                     place.store_id + " of this merchant");
}

std::optional<refund::Order> FindHere(refund::OrderId id, const Place& place,
                                      const Context& context) {
  auto order = context.store.orders().Find(ScopeOf(context.caller), id);
  const bool matches = order && order->channel == refund::Channel::kWdk &&
                       order->shop_id == place.shop_id && order->store_id == place.store_id;
  return matches ? std::move(order) : std::nullopt;
}

}  // namespace

Result<std::int64_t> ParseNumber(const std::string& text, std::string_view parameter,
                                 std::string_view field) {
  const auto number = ParseInteger(text);
  if (number && *number > 0) return *number;
  std::string path(parameter);
  if (!field.empty()) path.append(".").append(field);
  return InvalidArgument(parameter, path + " must be a number");
}

Result<refund::Order> FindOrder(refund::OrderId id, const Place& place, const Context& context) {
  if (auto order = FindHere(id, place, context)) return *std::move(order);
  return NoOrder("biz_order_id", std::to_string(id.value), place);
}

Result<refund::Order> FindOrder(const std::string& out_order_id, const Place& place,
                                const Context& context) {
  const auto known = context.store.orders().FindByKey(
      {context.caller.user, refund::Channel::kWdk, place.shop_id, out_order_id});
  auto order = known ? FindHere(known->id, place, context) : std::nullopt;
  if (order) return *std::move(order);
  return NoOrder("out_order_id", out_order_id, place);
}

Result<KnownRefund> FindRefund(refund::RefundId id, const store::WdkFilter& filter,
                               const Context& context) {
  auto& refunds = context.store.refunds();
  std::optional<KnownRefund> known;
  refunds.ShowWdk(context.caller.user, std::array{id}, filter, [&](const auto& view) {
    known = KnownRefund{.refund = refunds.Find(ScopeOf(context.caller), id).value(),
                        .out_order_id = std::string(view.out_order_id),
                        .out_line_id = std::string(view.out_line_id),
                        .sku_code = std::string(view.sku_code),
                        .out_batch_id = std::string(view.out_batch_id)};
  });
  if (!known) return NoSuchRefund(id.value);
  return *std::move(known);
}

std::optional<std::int64_t> OrderClientOf(std::string_view word) {
  for (const auto& [client, number] : kOrderClients) {
    if (client == word) return number;
  }
  return std::nullopt;
}

std::optional<std::string> WordOfOrderClient(std::int64_t number) {
  for (const auto& [client, code] : kOrderClients) {
    if (code == number) return std::string(client);
  }
  return std::nullopt;
}

}  // namespace ebbtide::service::wdk
