#include "service/import_order.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "base/digest.hpp"
#include "refund/vocabulary.hpp"
#include "schema/writer.hpp"
#include "service/move.hpp"

namespace ebbtide::service {
namespace {

namespace wire = contract::order_record;
using refund::Channel;

/// A refund with all that goes into the store beside it.
struct DraftRefund {
  refund::Refund refund;
  const wire::Refund* record;
  std::vector<store::ChannelShare> shares;
};

struct DraftLine {
  refund::OrderLine line;
  const wire::Line* record;
  std::vector<DraftRefund> refunds;
};

/// An order that has been checked and summed up, but not written.
struct Draft {
  refund::Order order;
  std::string scope;
  std::string digest;
  std::vector<refund::Payment> payments;  ///< where there are several
  std::vector<DraftLine> lines;
};

Error Wrong(std::string what) { return Refused("isv.invalid-parameter:order", std::move(what)); }

std::string ScopeOf(const wire::Order& record, Channel channel) {
  switch (channel) {
    case Channel::kWdk: return record.shop_id;
    case Channel::kEpp:
    case Channel::kOpenmall:
    case Channel::kXiaoman: return record.buyer;
    case Channel::kTaobao: return {};
  }
  return {};
}

std::string DigestOf(const wire::Order& record) {
  std::string json;
  schema::WriteJson(schema::kType<wire::Order>, &record, schema::JsonLists::kPlain, json);
  return Sha256Hex(json);
}

Result<refund::State> StateOf(const wire::Refund& record, Channel channel) {
  if (record.state) return refund::ParseState(*record.state);
  if (channel == Channel::kXiaoman && record.xiaoman) {
    return refund::XiaomanState(record.xiaoman->status);
  }
  return Wrong("a refund has no state");
}

Result<DraftRefund> DraftOf(const wire::Refund& record, const DraftLine& line,
                            const refund::Order& order) {
  if (order.channel == Channel::kXiaoman && !record.xiaoman) {
    return Wrong("a Xiaoman refund needs `xiaoman`");
  }
  DraftRefund draft{.refund = {}, .record = &record, .shares = {}};
  auto& made = draft.refund;
  ASSIGN_OR_RETURN(made.state, StateOf(record, order.channel));
  ASSIGN_OR_RETURN(made.quantity, ParseQuantity(record.quantity, "refunds[].quantity"));
  if (made.quantity < Quantity{}) return Wrong("a refund's quantity is negative");
  made.id = {record.refund_id.value_or(0)};
  made.line = line.line.id;
  made.order = order.id;
  made.seller = order.seller;
  made.buyer = order.buyer;
  made.channel = order.channel;
  const bool paying =
      made.state == refund::State::kRefundAgreed || made.state == refund::State::kPayoutFailed;
  made.came_from = paying ? refund::ParseState(record.came_from.value_or("APPLIED")) : made.state;
  made.claim = static_cast<refund::Claim>(record.claim);
  made.phase =
      record.phase ? static_cast<refund::Phase>(*record.phase) : refund::PhaseOf(order.state);
  made.amount = {record.amount_fen};
  made.post_fee = {record.post_fee_fen};
  made.reason = record.reason;
  made.buyer_message = record.buyer_message;
  made.refuse_reason = record.refuse_reason;
  made.out_refund_id = record.out_refund_id;
  made.created = record.created;
  made.modified = record.modified.value_or(record.created);
  if (refund::IsFinal(made.state)) made.ended = record.ended.value_or(made.modified);
  const bool waits = !refund::IsFinal(made.state) && !paying;
  if (waits) made.due = record.due.value_or(Timestamp{});
  made.version = made.modified.unix_ms;
  return draft;
}

/// Draws an imported refund from its line, its order and its payments, as an application would.
Result<void> Count(DraftRefund& draft, DraftLine& line, Draft& order, Fen& post_fee_left) {
  const auto& made = draft.refund;
  if (!refund::HoldsMoney(made.state)) return {};
  const Fen total = refund::TotalOf(made);
  if (made.amount > line.line.paid - line.line.refunded ||
      made.quantity > line.line.quantity - line.line.refunded_quantity ||
      total > order.order.paid - order.order.refunded || made.post_fee > post_fee_left) {
    return Wrong("line " + line.line.out_line_id + ": its refunds exceed what was bought and paid");
  }
  line.line.refunded += made.amount;
  line.line.refunded_quantity += made.quantity;
  order.order.refunded += total;
  order.order.refunded_post_fee += made.post_fee;
  post_fee_left -= made.post_fee;
  if (order.payments.empty()) return {};

  const auto parts = refund::SplitOver(order.payments, total);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i] == Fen{0}) continue;
    order.payments[i].refunded += parts[i];
    draft.shares.push_back({order.payments[i].channel_code, parts[i]});
  }
  return {};
}

Result<DraftLine> DraftOf(const wire::Line& record) {
  DraftLine draft{.line = {}, .record = &record, .refunds = {}};
  auto& line = draft.line;
  ASSIGN_OR_RETURN(line.quantity, ParseQuantity(record.quantity, "lines[].quantity"));
  if (line.quantity <= Quantity{}) {
    return Wrong("line " + record.out_line_id + ": quantity must be above 0");
  }
  line.id = {record.line_id.value_or(0)};
  line.out_line_id = record.out_line_id;
  line.sku_code = record.sku_code;
  line.out_sku_code = record.out_sku_code;
  line.item_code = record.item_code;
  line.title = record.title;
  line.sku_id = record.sku_id;
  line.sku_title = record.sku_title;
  line.price = {record.price_fen};
  line.paid = {record.paid_fen};
  line.discount = {record.discount_fen};
  line.carrier = record.carrier;
  line.waybill = record.waybill;
  line.pic_url = record.pic_url;
  return draft;
}

Result<void> AddPayments(const wire::Order& record, Draft& draft) {
  Fen total;
  std::set<std::int64_t> codes;
  for (const auto& payment : record.payments) {
    if (!codes.insert(payment.channel_code).second) return Wrong("a payment channel stands twice");
    draft.payments.push_back({payment.channel_code, {payment.paid_fen}, {}});
    total += Fen{payment.paid_fen};
  }
  std::ranges::sort(draft.payments, {}, &refund::Payment::channel_code);
  if (!draft.payments.empty() && total != draft.order.paid) {
    return Wrong("payments add up to " + std::to_string(total.value) +
                 " fen, lines and postage to " + std::to_string(draft.order.paid.value));
  }
  if (draft.payments.size() == 1) {
    draft.order.sole_channel = draft.payments.front().channel_code;
    draft.payments.clear();
  }
  return {};
}

Result<void> AddLines(const wire::Order& record, Draft& draft) {
  std::set<std::string_view> numbers;
  for (const auto& line : record.lines) {
    if (!numbers.insert(line.out_line_id).second) {
      return Wrong("line " + line.out_line_id + " stands twice");
    }
    ASSIGN_OR_RETURN(auto made, DraftOf(line));
    draft.order.paid += made.line.paid;
    draft.lines.push_back(std::move(made));
  }
  return {};
}

Result<void> AddRefunds(Draft& draft) {
  Fen post_fee_left = draft.order.post_fee;
  for (auto& line : draft.lines) {
    for (const auto& record : line.record->refunds) {
      ASSIGN_OR_RETURN(auto refund, DraftOf(record, line, draft.order));
      RETURN_IF_ERROR(Count(refund, line, draft, post_fee_left));
      line.refunds.push_back(std::move(refund));
    }
  }
  return {};
}

/// What the record leaves open of when things happened.
void SetTimes(const wire::Order& record, Draft& draft) {
  auto& order = draft.order;
  const auto refunded = [](const DraftLine& line) { return !line.refunds.empty(); };
  const bool paid = refund::IsPaid(order.state) || (order.state == refund::OrderState::kClosed &&
                                                    std::ranges::any_of(draft.lines, refunded));
  order.paid_at = record.paid_at.value_or(paid ? record.created : Timestamp{});
  order.shipped_at = record.shipped_at.value_or(Timestamp{});
  order.ended = record.ended_at.value_or(Timestamp{});
  order.buyer_message = record.buyer_message;
  order.modified = std::max({order.created, order.paid_at, order.shipped_at, order.ended});
  for (auto& line : draft.lines) {
    line.line.shipped_at = order.shipped_at;
    for (const auto& made : line.refunds) {
      order.modified = std::max(order.modified, made.refund.modified);
    }
  }
  order.version = order.modified.unix_ms;
}

Result<Draft> DraftOf(const wire::Order& record, refund::PartyId seller, refund::PartyId buyer) {
  Draft draft;
  auto& order = draft.order;
  order.id = {record.order_id.value_or(0)};
  order.channel = refund::ParseChannel(record.channel);
  order.seller = seller;
  order.buyer = buyer;
  order.out_order_id = record.out_order_id.empty() && order.id ? std::to_string(order.id.value)
                                                               : record.out_order_id;
  if (order.out_order_id.empty()) return Wrong("give out_order_id or order_id");
  order.shop_id = record.shop_id;
  order.out_shop_id = record.out_shop_id;
  order.store_id = record.store_id;
  order.tb_order_id = record.tb_order_id;
  order.order_from = record.order_from;
  order.order_client = record.order_client;
  order.state = refund::ParseOrderState(record.state);
  order.post_fee = {record.post_fee_fen};
  order.paid = order.post_fee;
  order.created = record.created;
  draft.scope = ScopeOf(record, order.channel);
  draft.digest = DigestOf(record);
  RETURN_IF_ERROR(AddLines(record, draft));
  RETURN_IF_ERROR(AddPayments(record, draft));
  RETURN_IF_ERROR(AddRefunds(draft));
  SetTimes(record, draft);
  return draft;
}

/// A number that the record brings must be free and stand in it once; 0 asks for a new one.
Result<void> GiveId(std::int64_t& id, bool taken, std::set<std::int64_t>& given,
                    store::Store& store) {
  if (id == 0) {
    id = store.NextId();
    return {};
  }
  if (taken || !given.insert(id).second) return Wrong("id " + std::to_string(id) + " is taken");
  return {};
}

Result<void> GiveIds(Draft& draft, store::Store& store) {
  std::set<std::int64_t> orders;
  std::set<std::int64_t> lines;
  std::set<std::int64_t> refunds;
  auto& order = draft.order;
  RETURN_IF_ERROR(
      GiveId(order.id.value, order.id && store.orders().IsOrderIdTaken(order.id), orders, store));
  for (auto& draft_line : draft.lines) {
    auto& line = draft_line.line;
    RETURN_IF_ERROR(
        GiveId(line.id.value, line.id && store.orders().IsLineIdTaken(line.id), lines, store));
    line.order = order.id;
    for (auto& draft_refund : draft_line.refunds) {
      auto& made = draft_refund.refund;
      RETURN_IF_ERROR(
          GiveId(made.id.value, made.id && store.refunds().IsIdTaken(made.id), refunds, store));
      made.order = order.id;
      made.line = line.id;
    }
  }
  return {};
}

/// A customer names a Xiaoman line by its number alone, so that it may stand for one line only.
Result<void> CheckLineNumbers(const Draft& draft, store::Refunds& refunds) {
  if (draft.order.channel != Channel::kXiaoman) return {};
  for (const auto& draft_line : draft.lines) {
    const auto& number = draft_line.line.out_line_id;
    if (refunds.FindXiaomanLine(draft.order.buyer, number)) {
      return Wrong("line " + number + " is already in another order of this customer");
    }
  }
  return {};
}

refund::WdkLine Convert(const wire::WdkLine& line) {
  return {.tb_line_id = line.tb_line_id,
          .stock_unit = line.stock_unit,
          .sale_unit = line.sale_unit,
          .sell_unit = line.sell_unit,
          .buy_amount_stock = line.buy_amount_stock,
          .pick_amount_stock = line.pick_amount_stock,
          .ns_quantity = line.ns_quantity,
          .actual_pick_quantity = line.actual_pick_quantity,
          .promise_status = line.promise_status,
          .trade_attributes = line.trade_attributes};
}

refund::WdkRefund Convert(const wire::WdkRefund& wdk) {
  refund::WdkRefund out{.refund_type = wdk.refund_type,
                        .operator_id = wdk.operator_id,
                        .operator_name = wdk.operator_name,
                        .batch_time = wdk.batch_time,
                        .actual_refund_quantity = wdk.actual_refund_quantity,
                        .attributes = wdk.attributes};
  if (!wdk.sync_status.empty()) out.sync_status = wdk.sync_status;
  return out;
}

refund::ReturnContact Convert(const wire::Contact& contact) {
  return {.name = contact.name,
          .mobile = contact.mobile,
          .province = contact.province,
          .city = contact.city,
          .area = contact.area,
          .town = contact.town,
          .address = contact.address,
          .complete_address = contact.complete_address,
          .zip = {},
          .phone = {}};
}

refund::ReturnDelivery Convert(const wire::Delivery& delivery) {
  return {.mail_no = delivery.mail_no, .carrier = delivery.carrier, .given = delivery.given};
}

void WriteDetails(const DraftRefund& draft, store::Refunds& refunds) {
  const auto id = draft.refund.id;
  const auto& record = *draft.record;
  if (draft.refund.channel == Channel::kWdk && record.wdk) {
    refunds.InsertWdk(id, Convert(*record.wdk));
  }
  if (record.xiaoman) {
    refunds.InsertXiaoman(id,
                          {record.xiaoman->apply_no, record.xiaoman->type, record.xiaoman->status});
  }
  if (record.return_contact || record.return_delivery) {
    refunds.InsertReturn(id, Convert(record.return_contact.value_or(wire::Contact{})),
                         Convert(record.return_delivery.value_or(wire::Delivery{})));
  }
  std::int64_t position = 0;
  for (const auto& url : record.pictures) refunds.InsertPicture(id, position++, url);
  for (const auto& share : draft.shares) refunds.InsertShare(id, share);
}

/// Money that was on its way elsewhere: whoever pays looks what became of it.
void WritePayout(const refund::Refund& refund, store::Store& store, Timestamp now) {
  const bool failed = refund.state == refund::State::kPayoutFailed;
  store.payouts().Insert(
      {.refund = refund.id,
       .order = refund.order,
       .key = PayoutKey(refund.id),
       .attempt = 1,
       .status = failed ? store::PayoutStatus::kFailed : store::PayoutStatus::kUnknown,
       .amount = refund::TotalOf(refund),
       .reference = {},
       .reason = {},
       .created = now,
       .modified = now});
}

void Write(const Draft& draft, store::Store& store, std::string_view source, Timestamp now) {
  auto& orders = store.orders();
  auto& refunds = store.refunds();
  orders.Insert(draft.order, draft.scope, draft.digest);
  for (const auto& payment : draft.payments) orders.InsertPayment(draft.order.id, payment);
  for (const auto& line : draft.lines) {
    orders.InsertLine(line.line, draft.order);
    if (line.record->wdk) orders.InsertWdkLine(line.line.id, Convert(*line.record->wdk));
    for (const auto& draft_refund : line.refunds) {
      refunds.Insert(draft_refund.refund);
      WriteDetails(draft_refund, refunds);
      if (refund::IsPaying(draft_refund.refund.state)) WritePayout(draft_refund.refund, store, now);
      refunds.AppendEvent({.refund = draft_refund.refund.id,
                           .event = "import",
                           .actor = refund::Actor::kOperator,
                           .actor_name = source,
                           .before = {},
                           .after = draft_refund.refund.state,
                           .amount = refund::TotalOf(draft_refund.refund),
                           .topic = {},
                           .request_id = {},
                           .at = now,
                           .version = draft_refund.refund.version,
                           .detail = {}});
    }
  }
}

}  // namespace

refund::PartyId OrderImporter::Party(refund::PartyKind kind, const std::string& code) {
  if (code.empty()) return {};
  const std::string key = std::string(refund::ToText(kind)) + ":" + code;
  if (const auto known = parties_.find(key); known != parties_.end()) return known->second;
  return parties_[key] = store_.access().PutParty(kind, code);
}

Result<Imported> OrderImporter::Import(const wire::Order& record) {
  const auto channel = refund::ParseChannel(record.channel);
  const auto buyer_kind = refund::BuyerKindOf(channel);
  if (record.buyer.empty() && buyer_kind != refund::PartyKind::kBuyer) {
    return Wrong("an order of this channel needs a buyer");
  }
  if (channel == Channel::kWdk && (record.shop_id.empty() || record.store_id.empty())) {
    return Wrong("a WDK order needs shop_id and store_id; refunds are applied for under both");
  }
  ASSIGN_OR_RETURN(Draft draft, DraftOf(record, Party(refund::PartyKind::kSeller, record.seller),
                                        Party(buyer_kind, record.buyer)));
  const auto known = store_.orders().FindByKey(
      {draft.order.seller, channel, draft.scope, draft.order.out_order_id});
  if (known && known->content_digest == draft.digest) {
    Imported imported{.is_new = false, .order = known->id, .lines = {}};
    for (const auto& line : record.lines) {
      imported.lines.push_back(store_.orders().FindLineId(known->id, line.out_line_id).value());
    }
    return imported;
  }
  if (known) {
    return Wrong("order " + draft.order.out_order_id + " is already there with other content");
  }
  RETURN_IF_ERROR(CheckLineNumbers(draft, store_.refunds()));
  RETURN_IF_ERROR(GiveIds(draft, store_));
  Write(draft, store_, source_, now_);
  Imported imported{.is_new = true, .order = draft.order.id, .lines = {}};
  for (const auto& line : draft.lines) imported.lines.push_back(line.line.id);
  return imported;
}

}  // namespace ebbtide::service
