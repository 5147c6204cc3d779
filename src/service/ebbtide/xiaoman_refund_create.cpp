#include "contract/ebbtide/xiaoman_refund_create.hpp"

#include <algorithm>

#include "refund/vocabulary.hpp"
#include "service/apply.hpp"
#include "service/content_digest.hpp"
#include "service/ebbtide/methods.hpp"

namespace ebbtide::service::ebbtide_xiaoman_refund_create {
namespace {

namespace wire = contract::ebbtide_xiaoman_refund_create;

/// What stands for what is left out counts as given: both say the same.
wire::Request Completed(wire::Request request) {
  request.refund_type = request.refund_type.value_or("itemNum");
  request.claim = request.claim.value_or(static_cast<std::int64_t>(refund::Claim::kRefundOnly));
  request.reason = request.reason.value_or("");
  return request;
}

Error NoSuchLine(const wire::Request& request) {
  return Refused("isv.order-not-exist:order_item_no", "order line " + request.order_item_no +
                                                          " does not exist or is not customer " +
                                                          request.global_id + "'s");
}

/// `T`, the day as yyMMdd, and ten digits (refund-domain section 6): the last of the refund's
/// number, or the next after them that are free. They are the customer's to find the refund by.
std::string NewApplyNo(refund::RefundId id, refund::PartyId customer, const Context& context) {
  constexpr std::int64_t kNumbers = 10'000'000'000;
  constexpr std::size_t kDigits = 10;
  const std::string wire_time = ToWireTime(context.now);
  const std::string day = wire_time.substr(2, 2) + wire_time.substr(5, 2) + wire_time.substr(8, 2);
  for (std::int64_t number = id.value % kNumbers;; number = (number + 1) % kNumbers) {
    const std::string digits = std::to_string(number);
    std::string apply_no = "T" + day + std::string(kDigits - digits.size(), '0') + digits;
    if (!context.store.refunds().FindXiaoman(customer, apply_no)) return apply_no;
  }
}

/// The refund that was applied for before.
wire::Response Replay(const store::Batch& batch, const Context& context) {
  auto& refunds = context.store.refunds();
  const auto id = refunds.IdsOfBatch(batch.id).at(0);
  const auto line = refunds.Find(store::Scope::Buyer(batch.owner), id).value().line;
  const auto views = refunds.XiaomanRefundsOf(line);
  const auto view = std::ranges::find(views, id, &store::XiaomanRefundView::id);
  return {.refund_id = id.value, .refund_apply_no = view->words.apply_no};
}

Result<wire::Response> ApplyOnce(const wire::Request& request, const store::Batch& batch,
                                 refund::LineId line, const Context& context) {
  auto& orders = context.store.orders();
  auto& refunds = context.store.refunds();
  const auto order = orders.Find(store::Scope::Buyer(batch.owner), batch.order).value();
  refunds.InsertBatch(batch);
  ASSIGN_OR_RETURN(const auto made, Apply(order,
                                          {.line = orders.FindLine(order.id, line).value(),
                                           .claim = static_cast<refund::Claim>(*request.claim),
                                           .claimed = {.quantity = PiecesOf(request.quantity),
                                                       .amount = {request.refund_fee},
                                                       .post_fee = {}},
                                           .reason = *request.reason,
                                           .buyer_message = {},
                                           .batch = batch.id,
                                           .out_refund_id = request.out_biz_id},
                                          context));
  const auto apply_no = NewApplyNo(made.id, batch.owner, context);
  refunds.InsertXiaoman(made.id, {.apply_no = apply_no,
                                  .type = *request.refund_type,
                                  .status = std::string(refund::XiaomanWord(made.state))});
  return wire::Response{.refund_id = made.id.value, .refund_apply_no = apply_no};
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& call, const Context& context) {
  const auto request = Completed(call);
  auto& refunds = context.store.refunds();
  const auto customer = context.store.access().FindBound(
      context.caller.app_key, refund::PartyKind::kCustomer, request.global_id);
  if (!customer) return NoSuchLine(request);

  const std::string digest = ContentDigest(request);
  const auto known = refunds.FindBatch(context.caller.app_key, *customer, request.out_biz_id);
  if (known && known->content_digest == digest) {
    return Replay(*known, context);
  }
  if (known) {
    return Refused("isv.invalid-parameter:out_biz_id",
                   "out_biz_id " + request.out_biz_id +
                       " was used before for another application; use a new one");
  }
  const auto line = refunds.FindXiaomanLine(*customer, request.order_item_no);
  if (!line) return NoSuchLine(request);
  const auto order = context.store.orders().FindOrderOfLine(store::Scope::Buyer(*customer), *line);
  return ApplyOnce(request,
                   {.id = {context.store.NextId()},
                    .app_key = context.caller.app_key,
                    .owner = *customer,
                    .out_batch_id = request.out_biz_id,
                    .order = order.value(),
                    .content_digest = digest,
                    .created = context.now},
                   *line, context);
}

}  // namespace ebbtide::service::ebbtide_xiaoman_refund_create
