#include "contract/wdk/aelophy_refund_agree.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include "service/wdk/aelophy_result.hpp"
#include "service/wdk/agree.hpp"
#include "service/wdk/common.hpp"
#include "service/wdk/methods.hpp"

namespace ebbtide::service::aelophy_refund_agree {
namespace {

namespace wire = contract::aelophy_refund_agree;

/// The lines that the call names; an empty entry, as SDKs send an unset structure, names none.
Result<std::vector<wire::Line>> NamedLines(const std::vector<wire::Line>& entries) {
  std::vector<wire::Line> named;
  std::set<std::string_view> seen;
  for (const auto& entry : entries) {
    if (!entry.out_sub_order_id && !entry.refund_fee) continue;
    // Passed over, it would pay the whole amount instead.
    if (!entry.out_sub_order_id) {
      return MissingArgument("sub_refund_list",
                             "sub_refund_list[].out_sub_order_id is missing beside a refund_fee");
    }
    if (!seen.insert(*entry.out_sub_order_id).second) {
      return InvalidArgument(
          "sub_refund_list",
          "sub_refund_list names line " + *entry.out_sub_order_id + " twice; name each line once");
    }
    named.push_back(entry);
  }
  return named;
}

wdk::Grant GrantOf(const wire::Request& request, const wire::Line& line) {
  wdk::Grant grant{.memo = request.audit_memo.value_or("")};
  if (line.refund_fee) grant.amount = Fen{*line.refund_fee};
  return grant;
}

Error NoRefund(const std::string& whose) {
  return Refused("isv.refund-not-exist:out_order_id",
                 whose + " has no refund that waits for an answer");
}

/// Those of `refunds` that wait for an answer; or, as the call may be a repeated one, the one that
/// changed last.
std::vector<refund::Refund> Meant(const std::vector<refund::Refund>& refunds) {
  auto waiting = refunds;
  std::erase_if(waiting,
                [](const refund::Refund& one) { return one.state != refund::State::kApplied; });
  if (!waiting.empty() || refunds.empty()) return waiting;
  return {*std::ranges::max_element(refunds, {}, &refund::Refund::version)};
}

Result<void> AgreeToLine(const refund::Order& order, const wire::Line& line,
                         const wire::Request& request, const Context& context) {
  const std::string whose = "line " + *line.out_sub_order_id + " of order " + order.out_order_id;
  const auto id = context.store.orders().FindLineId(order.id, *line.out_sub_order_id);
  if (!id) {
    return Refused("isv.order-not-exist:out_sub_order_id", whose + " does not exist");
  }
  auto refunds = context.store.refunds().OfOrder(order.id);
  std::erase_if(refunds, [&](const refund::Refund& one) { return one.line != *id; });
  const auto meant = Meant(refunds);
  if (meant.empty()) return NoRefund(whose);
  if (meant.size() > 1 && line.refund_fee) {
    return Refused("isv.invalid-parameter:refund_fee",
                   whose +
                       " has several refunds that wait for an answer; name one by refund_id, "
                       "or leave refund_fee out to agree to all");
  }
  for (const auto& refund : meant) {
    RETURN_IF_ERROR(wdk::Agree(refund, GrantOf(request, line), context));
  }
  return {};
}

Result<refund::Order> FindOrder(const wire::Request& request, const Context& context) {
  auto& orders = context.store.orders();
  std::vector<refund::Order> found;
  for (const auto id :
       orders.FindBySeller(context.caller.user, refund::Channel::kWdk, *request.out_order_id)) {
    auto order = orders.Find(ScopeOf(context.caller), id).value();
    const bool matches = order.store_id == *request.store_id &&
                         (!request.order_from || order.order_from == *request.order_from);
    if (matches) found.push_back(std::move(order));
  }
  const std::string which = "order " + *request.out_order_id;
  if (found.empty()) {
    return Refused("isv.order-not-exist:out_order_id",
                   which + " does not exist in store " + *request.store_id + " of this merchant");
  }
  // The number is unique in a shop, and a store may serve several.
  if (found.size() > 1) {
    return Refused("isv.invalid-parameter:out_order_id",
                   which + " is there more than once in store " + *request.store_id +
                       "; name the refund by refund_id");
  }
  return found.front();
}

Result<void> AgreeByOrder(const wire::Request& request, const std::vector<wire::Line>& lines,
                          const Context& context) {
  ASSIGN_OR_RETURN(const auto order, FindOrder(request, context));
  for (const auto& line : lines) RETURN_IF_ERROR(AgreeToLine(order, line, request, context));
  if (!lines.empty()) return {};
  const auto meant = Meant(context.store.refunds().OfOrder(order.id));
  if (meant.empty()) return NoRefund("order " + order.out_order_id);
  for (const auto& refund : meant) {
    RETURN_IF_ERROR(wdk::Agree(refund, GrantOf(request, {}), context));
  }
  return {};
}

/// What the call says beside the number must be true of the refund.
Result<void> AgreeById(const wire::Request& request, const std::vector<wire::Line>& lines,
                       const Context& context) {
  ASSIGN_OR_RETURN(const auto id, wdk::ParseNumber(*request.refund_id, "refund_id", ""));
  const store::WdkFilter filter{request.order_from, {}, request.store_id.value_or("")};
  ASSIGN_OR_RETURN(const auto known, wdk::FindRefund({id}, filter, context));
  const bool other_order = request.out_order_id && *request.out_order_id != known.out_order_id;
  const bool other_line = std::ranges::any_of(
      lines, [&](const wire::Line& line) { return *line.out_sub_order_id != known.out_line_id; });
  if (other_order || other_line) {
    return Refused("isv.refund-not-exist:refund_id",
                   "refund " + *request.refund_id +
                       " is not of the order or line that the call names beside it");
  }
  const auto grant = GrantOf(request, lines.empty() ? wire::Line{} : lines.front());
  return wdk::Agree(known.refund, grant, context);
}

Result<void> AgreeAll(const wire::Request& request, const Context& context) {
  ASSIGN_OR_RETURN(const auto lines, NamedLines(request.sub_refund_list));
  return request.refund_id ? AgreeById(request, lines, context)
                           : AgreeByOrder(request, lines, context);
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  if (!request.refund_id && (!request.store_id || !request.out_order_id)) {
    return MissingArgument("refund_id", "give refund_id, or store_id and out_order_id");
  }
  wire::Response response;
  ASSIGN_OR_RETURN(response.result,
                   wdk::InAelophyEnvelope(context, [&] { return AgreeAll(request, context); }));
  return response;
}

}  // namespace ebbtide::service::aelophy_refund_agree
