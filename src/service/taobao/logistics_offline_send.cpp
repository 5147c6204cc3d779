#include "contract/taobao/logistics_offline_send.hpp"

#include <algorithm>

#include "service/move.hpp"
#include "service/shipping.hpp"
#include "service/taobao/methods.hpp"

namespace ebbtide::service::logistics_offline_send {
namespace {

namespace wire = contract::logistics_offline_send;

using Lines = std::vector<refund::OrderLine>;

constexpr const char* kStatusError = "isv.order-status-error";

bool IsPart(const wire::Request& request) { return request.is_split.value_or(0) == 1; }

/// The lines that the call is about, shipped or not.
Result<Lines> NamedLines(const wire::Request& request, const Context& context) {
  Lines named;
  if (!IsPart(request)) {
    for (auto& view : context.store.orders().LinesOf({request.tid})) named.push_back(view.line);
    return named;
  }
  if (request.sub_tid.empty()) {
    return MissingArgument("sub_tid", "is_split is 1; send the sub-orders that go as sub_tid");
  }
  for (const auto id : request.sub_tid) {
    auto line = context.store.orders().FindLine({request.tid}, {id});
    if (!line) {
      return InvalidArgument("sub_tid", "sub-order " + std::to_string(id) + " is not of trade " +
                                            std::to_string(request.tid));
    }
    named.push_back(*std::move(line));
  }
  return named;
}

bool GoesWith(const refund::OrderLine& line, const wire::Request& request) {
  return line.carrier == request.company_code && line.waybill == request.out_sid;
}

/// Whether the call did its work before: with this waybill, and with nothing left to do.
bool IsRepeated(const wire::Request& request, const Lines& named, const Lines& left) {
  const auto goes_with_it = [&](const auto& line) { return GoesWith(line, request); };
  if (IsPart(request)) return std::ranges::all_of(named, goes_with_it);
  return left.empty() && std::ranges::any_of(named, goes_with_it);
}

Result<void> CheckShippable(const refund::Order& order, const Lines& left, const Context& context) {
  const std::string which = "trade " + std::to_string(order.id.value) + " ";
  if (order.state != refund::OrderState::kPaid) {
    return Refused(kStatusError, which + "is " + std::string(refund::ToText(order.state)) +
                                     "; only a paid one can be shipped, and a waybill stays");
  }
  if (left.empty()) {
    return Refused(kStatusError, which + "has no line left to ship; all of it is refunded");
  }
  if (context.now < order.hold_until) {
    return Refused(kStatusError, which + "may be shipped from " + ToWireTime(order.hold_until) +
                                     " on; try again then");
  }
  return {};
}

/// Those of the named lines that are left. One that went another way, or came back before it was
/// sent, is the caller's mistake where it was named by itself.
Result<Lines> LinesToSend(const wire::Request& request, const Lines& named, const Lines& left) {
  if (!IsPart(request)) return left;
  Lines sent;
  for (const auto& line : named) {
    const bool is_left = std::ranges::find(left, line.id, &refund::OrderLine::id) != left.end();
    const bool again = std::ranges::find(sent, line.id, &refund::OrderLine::id) != sent.end();
    if (is_left && !again) sent.push_back(line);
    if (!is_left && !GoesWith(line, request)) {
      return Refused(kStatusError,
                     "sub-order " + std::to_string(line.id.value) +
                         (line.waybill.empty() ? " is refunded; leave it out"
                                               : " went with " + line.carrier + " " + line.waybill +
                                                     " before; leave it out"));
    }
  }
  return sent;
}

/// Before the line is marked: afterwards a refund is no longer one of unshipped goods.
Result<void> CloseRefunds(const Lines& lines, refund::OrderId order, const std::string& waybill,
                          const Context& context) {
  constexpr auto kEvent = refund::Event::kShipOrder;
  constexpr auto kActor = refund::Actor::kSeller;
  for (const auto& refund : context.store.refunds().OfOrder(order)) {
    const bool of_these =
        std::ranges::find(lines, refund.line, &refund::OrderLine::id) != lines.end();
    const auto facts = refund::FactsOf(refund, false);
    if (!of_these || !refund::FindTransition(refund.state, kEvent, kActor, facts)) continue;
    RETURN_IF_ERROR(Move(refund, {.event = kEvent, .actor = kActor, .detail = waybill}, context));
  }
  return {};
}

Result<void> Ship(const wire::Request& request, Lines lines, const Context& context) {
  auto& orders = context.store.orders();
  RETURN_IF_ERROR(
      CloseRefunds(lines, {request.tid}, request.company_code + " " + request.out_sid, context));
  for (auto& line : lines) {
    line.shipped_at = context.now;
    line.carrier = request.company_code;
    line.waybill = request.out_sid;
    if (!orders.ShipLine(line)) {
      return Refused(kStatusError, "sub-order " + std::to_string(line.id.value) +
                                       " was shipped at the same time; look at the trade");
    }
  }
  // Read again: closing refunds changes the order too.
  auto order = orders.Find(ScopeOf(context.caller), {request.tid}).value();
  if (order.shipped_at == Timestamp{}) order.shipped_at = context.now;
  if (LinesToShip(order, context).empty()) order.state = refund::OrderState::kShipped;
  SaveOrder(std::move(order), context);
  return {};
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  ASSIGN_OR_RETURN(const auto order, FindOwnOrder(request.tid, context));
  ASSIGN_OR_RETURN(const auto named, NamedLines(request, context));
  const auto left = LinesToShip(order, context);
  if (!IsRepeated(request, named, left)) {
    RETURN_IF_ERROR(CheckShippable(order, left, context));
    ASSIGN_OR_RETURN(auto lines, LinesToSend(request, named, left));
    RETURN_IF_ERROR(Ship(request, std::move(lines), context));
  }
  return wire::Response{.shipping = {.is_success = true}};
}

}  // namespace ebbtide::service::logistics_offline_send
