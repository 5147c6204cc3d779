#include "service/epp/purchase.hpp"

#include "base/text.hpp"
#include "refund/guard.hpp"

namespace ebbtide::service::epp {
namespace {

constexpr std::string_view kNumberPrefix = "ER";

Result<std::int64_t> ParseNumber(std::string_view digits, std::string_view path,
                                 const char* what_it_must_be) {
  const auto number = ParseInteger(digits);
  if (number && *number > 0) return *number;
  return InvalidArgument(path.substr(0, path.find('.')), std::string(path) + what_it_must_be);
}

}  // namespace

Result<refund::RefundId> ParseRefundNumber(std::string_view text, std::string_view path) {
  if (text.starts_with(kNumberPrefix)) text.remove_prefix(kNumberPrefix.size());
  ASSIGN_OR_RETURN(
      const auto number,
      ParseNumber(text, path,
                  " must be the digits of a refund number, with or without ER in front"));
  return refund::RefundId{number};
}

Result<refund::Refund> FindOwnRefund(const std::string& refund_order_id,
                                     const std::string& out_order_id, const Context& context) {
  ASSIGN_OR_RETURN(const auto id, ParseRefundNumber(refund_order_id, "refund_order_id"));
  auto& refunds = context.store.refunds();
  const auto view = refunds.FindEpp(context.caller.app_key, id, out_order_id);
  if (view) return refunds.Find(store::Scope::Buyer(view->buyer), id).value();
  return Refused("isv.refund-not-exist:refund_order_id",
                 "no refund " + refund_order_id + " of order " + out_order_id +
                     "; check that both numbers belong together and to your distributor");
}

Result<refund::LineId> ParseLineNumber(std::string_view text, std::string_view path) {
  ASSIGN_OR_RETURN(const auto number,
                   ParseNumber(text, path, " must be the digits of a sub-order number"));
  return refund::LineId{number};
}

std::optional<Bought> FindBought(refund::PartyId distributor, std::string_view out_order_id,
                                 refund::LineId line, const Context& context) {
  auto& orders = context.store.orders();
  const auto scope = store::Scope::Buyer(distributor);
  const auto order_id = orders.FindOrderOfLine(scope, line);
  if (!order_id) return std::nullopt;
  auto order = orders.Find(scope, *order_id).value();
  if (order.channel != refund::Channel::kEpp || order.out_order_id != out_order_id) {
    return std::nullopt;
  }
  return Bought{std::move(order), orders.FindLine(*order_id, line).value()};
}

Result<void> CheckClaim(const Bought& bought, refund::Claim claim, const Context& context) {
  RETURN_IF_ERROR(refund::CheckRefundable(bought.order, context.now, context.policy.durations));
  const bool returns = claim == refund::Claim::kReturnAndRefund;
  if (returns && !refund::IsShipped(bought.order, bought.line)) {
    return Refused("isv.order-status-error",
                   "sub-order " + std::to_string(bought.line.id.value) +
                       " is not shipped, so there is nothing to return; apply for a refund only "
                       "(biz_claim_type 1)");
  }
  return {};
}

}  // namespace ebbtide::service::epp
