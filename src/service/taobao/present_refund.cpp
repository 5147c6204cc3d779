#include "service/taobao/present_refund.hpp"

#include "refund/life_cycle.hpp"
#include "refund/reasons.hpp"
#include "refund/vocabulary.hpp"
#include "service/taobao/present_trade.hpp"
#include "service/wire.hpp"

namespace ebbtide::service::taobao {
namespace {

using contract::taobao::Refund;

constexpr schema::Number kRemindSeller = 3;
constexpr schema::Number kRemindBuyer = 1;
/// No money is ever advanced here.
constexpr schema::Number kNoAdvance = 0;

/// The platform's codes for the two separators, which are those of ASCII the wrong way round.
std::string Escaped(std::string_view value) {
  std::string text;
  for (const char c : value) {
    if (c == ':') {
      text.append("#3B");
    } else if (c == ';') {
      text.append("#3A");
    } else {
      text += c;
    }
  }
  return text;
}

/// `;key:value;…` of what is known.
std::string AttributeText(const store::RefundView& view, const refund::Durations& durations) {
  const auto& refund = view.refund;
  std::string text(";");
  const auto add = [&](std::string_view key, std::string_view value) {
    text.append(key).append(":").append(Escaped(value)).append(";");
  };
  const auto facts = refund::FactsOf(refund, refund::IsShipped(view.order, view.line));
  const auto deadline = refund::DeadlineIn(refund.state, facts);
  if (deadline != refund::Deadline::kNone) {
    add("tod", std::to_string(refund::DurationMs(deadline, durations)));
  }
  add("disputeRequest", std::to_string(static_cast<int>(refund.claim)));
  if (refund.reviewed) add("seller_audit", "1");
  if (const auto sku = SkuText(view.line); !sku.empty()) add("sku", sku);
  return text;
}

/// The time limit that runs, and who has to act. The platform's numbers of the other limits are not
/// known.
contract::taobao::RefundRemindTimeout RemindOf(const refund::Refund& refund) {
  contract::taobao::RefundRemindTimeout out;
  if (refund.due == Timestamp{}) return out;
  out.exist_timeout = true;
  out.timeout = refund.due;
  if (refund.state == refund::State::kApplied) out.remind_type = kRemindSeller;
  if (refund.state == refund::State::kReturnAgreed) out.remind_type = kRemindBuyer;
  return out;
}

void FillRefund(const refund::Refund& refund, Refund& out) {
  const bool goods_return = refund.claim == refund::Claim::kReturnAndRefund;
  out.refund_id = std::to_string(refund.id.value);
  out.tid = refund.order.value;
  out.oid = refund.line.value;
  out.status = refund::TaobaoStatus(refund);
  out.created = refund.created;
  out.modified = refund.modified;
  out.refund_version = refund.version;
  if (refund::IsFinal(refund.state)) out.end_time = IfKnown(refund.ended);
  out.refund_phase = refund::TaobaoPhase(refund.phase);
  out.refund_fee = ToYuan(refund::TotalOf(refund));
  out.num = refund.quantity.Pieces();
  out.reason = IfKnown(refund.reason);
  out.desc = IfKnown(refund.buyer_message);
  out.good_status = IfKnown(std::string(refund::TaobaoGoodStatus(refund)));
  out.has_good_return = goods_return;
  out.dispute_type = goods_return ? "REFUND_AND_RETURN" : "REFUND";
  out.cs_status = static_cast<schema::Number>(refund.arbitration);
  out.advance_status = kNoAdvance;
  if (refund::IsWithoutReason(refund.reason)) out.operation_contraint = "cannot_refuse";
  out.refund_remind_timeout = RemindOf(refund);
}

void FillSale(const store::RefundView& view, Refund& out) {
  const auto& line = view.line;
  out.seller_nick = IfKnown(view.seller_code);
  out.buyer_nick = IfKnown(view.buyer_code);
  out.buyer_open_uid = out.buyer_nick;
  out.ouid = out.buyer_nick;
  out.title = IfKnown(line.title);
  out.num_iid = ItemNumberOf(line);
  out.outer_id = IfKnown(OuterIdOf(line));
  out.sku = IfKnown(SkuText(line));
  out.price = PriceOf(line);
  out.total_fee = ToYuan(view.order.paid);
  out.payment = ToYuan(line.paid - line.refunded);
}

void FillReturn(const store::RefundView& view, Refund& out) {
  out.address = IfKnown(AddressText(view.contact));
  out.sid = IfKnown(view.delivery.mail_no);
  out.company_name = IfKnown(view.delivery.carrier);
  out.good_return_time = IfKnown(view.delivery.given);
}

/// Only of an order that is paid does it depend on the lines.
std::string TradeStatus(const refund::Order& order, const Context& context) {
  std::vector<store::LineView> lines;
  if (order.state == refund::OrderState::kPaid) lines = context.store.orders().LinesOf(order.id);
  return TradeStatusOf(order, lines, context.now);
}

}  // namespace

std::optional<Refund> FindShownRefund(refund::RefundId id, const Context& context) {
  const auto view = context.store.refunds().FindView(ScopeOf(context.caller), id);
  if (!view) return std::nullopt;
  Refund out;
  FillRefund(view->refund, out);
  FillSale(*view, out);
  FillReturn(*view, out);
  out.order_status = TradeStatus(view->order, context);
  out.shipping_type = ShippingTypeOf(view->order, context);
  out.attribute = AttributeText(*view, context.policy.durations);
  return out;
}

std::vector<Refund> PresentAll(const std::vector<refund::RefundId>& ids, const Context& context) {
  std::vector<Refund> refunds;
  refunds.reserve(ids.size());
  for (const auto id : ids) refunds.push_back(FindShownRefund(id, context).value());
  return refunds;
}

std::string AddressText(const refund::ReturnContact& contact) {
  if (!contact.complete_address.empty()) return contact.complete_address;
  return contact.province + contact.city + contact.area + contact.town + contact.address;
}

std::string SkuText(const refund::OrderLine& line) {
  if (line.sku_id == 0 && line.sku_title.empty()) return {};
  const auto id = line.sku_id == 0 ? line.sku_code : std::to_string(line.sku_id);
  return id + "|" + line.sku_title;
}

}  // namespace ebbtide::service::taobao
