#include "contract/wdk/channel_order_userrefund.hpp"

#include <algorithm>
#include <map>
#include <vector>

#include "base/digest.hpp"
#include "service/apply.hpp"
#include "service/wdk/common.hpp"
#include "service/wdk/methods.hpp"

namespace ebbtide::service::wdk_channel_order_userrefund {
namespace {

namespace wire = contract::wdk_channel_order_userrefund;

constexpr std::string_view kParameter = "order_user_refund_info";

/// What makes two applications the same: everything but the order of the lines.
std::string DigestOf(const wire::Application& application, std::int64_t order,
                     const std::vector<refund::LineId>& ids) {
  std::map<refund::LineId, const wire::Line*> lines;
  for (std::size_t i = 0; i < ids.size(); ++i) lines[ids[i]] = &application.sub_refund_orders[i];
  Digest digest = Digest::Of(HashKind::kSha256);
  const auto add = [&](std::string_view text) {
    digest.Add(std::to_string(text.size())).Add(":").Add(text);
  };
  add(application.refund_reason.value_or(""));
  add(application.memo.value_or(""));
  add(std::to_string(order));
  add(application.shop_id);
  add(application.store_id);
  for (const auto& [id, line] : lines) {
    add(std::to_string(id.value));
    add(line->sku_code);
    add(std::to_string(line->refund_sale_quantity));
    add(std::to_string(line->refund_fee));
  }
  return std::move(digest).Hex();
}

Result<std::vector<refund::LineId>> ParseLines(const std::vector<wire::Line>& lines) {
  std::vector<refund::LineId> ids;
  for (const auto& line : lines) {
    ASSIGN_OR_RETURN(const auto id, wdk::ParseNumber(line.sub_biz_order_id, kParameter,
                                                     "sub_refund_orders[].sub_biz_order_id"));
    if (std::ranges::find(ids, refund::LineId{id}) != ids.end()) {
      return InvalidArgument(kParameter,
                             "order_user_refund_info.sub_refund_orders names sub-order " +
                                 line.sub_biz_order_id + " twice; name each line once");
    }
    ids.push_back({id});
  }
  return ids;
}

/// The application's lines, one after another; the first that is refused ends it.
Result<void> ApplyForLines(const wire::Application& application,
                           const std::vector<refund::LineId>& ids, const store::Batch& batch,
                           const Context& context) {
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto& line = application.sub_refund_orders[i];
    // Asked anew for each line: what the lines before it took counts.
    ASSIGN_OR_RETURN(
        const auto order,
        wdk::FindOrder(batch.order, {application.shop_id, application.store_id}, context));
    const auto stored = context.store.orders().FindLine(order.id, ids[i]);
    if (!stored || stored->sku_code != line.sku_code) {
      return Refused("isv.order-not-exist:sub_biz_order_id",
                     "sub-order " + line.sub_biz_order_id + " with sku_code " + line.sku_code +
                         " is not of order " + application.biz_order_id);
    }
    RETURN_IF_ERROR(Apply(order,
                          {.line = *stored,
                           .claim = refund::Claim::kRefundOnly,
                           .claimed = {.quantity = PiecesOf(line.refund_sale_quantity),
                                       .amount = {line.refund_fee},
                                       .post_fee = {}},
                           .reason = application.refund_reason.value_or(""),
                           .buyer_message = application.memo.value_or(""),
                           .batch = batch.id,
                           .out_refund_id = {}},
                          context));
  }
  return {};
}

Result<void> ApplyOnce(const wire::Application& application, const Context& context) {
  ASSIGN_OR_RETURN(const auto order_number,
                   wdk::ParseNumber(application.biz_order_id, kParameter, "biz_order_id"));
  ASSIGN_OR_RETURN(const auto ids, ParseLines(application.sub_refund_orders));
  const std::string digest = DigestOf(application, order_number, ids);
  auto& refunds = context.store.refunds();
  const auto known = refunds.FindBatch(context.caller.app_key, context.caller.user,
                                       application.out_refund_batch_id);
  if (known && known->content_digest == digest) return {};
  if (known) {
    return Refused("isv.invalid-parameter:out_refund_batch_id",
                   "out_refund_batch_id " + application.out_refund_batch_id +
                       " was used before for another application; use a new one");
  }
  const store::Batch batch{.id = {context.store.NextId()},
                           .app_key = context.caller.app_key,
                           .owner = context.caller.user,
                           .out_batch_id = application.out_refund_batch_id,
                           .order = {order_number},
                           .content_digest = digest,
                           .created = context.now};
  refunds.InsertBatch(batch);
  return ApplyForLines(application, ids, batch, context);
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  wire::Response response;
  ASSIGN_OR_RETURN(response.api_result, wdk::InEnvelope<wire::Outcome>(context, [&] {
                     return ApplyOnce(request.order_user_refund_info, context);
                   }));
  return response;
}

}  // namespace ebbtide::service::wdk_channel_order_userrefund
