#include "contract/epp/refund_create.hpp"

#include <algorithm>

#include "refund/reasons.hpp"
#include "service/apply.hpp"
#include "service/attempt.hpp"
#include "service/content_digest.hpp"
#include "service/epp/methods.hpp"
#include "service/epp/purchase.hpp"
#include "service/messages.hpp"
#include "service/parties.hpp"

namespace ebbtide::service::epp_refund_create {
namespace {

namespace wire = contract::epp_refund_create;

/// This page's own word for what its sisters call 200.
constexpr std::string_view kSuccess = "success";

refund::Claim ClaimOf(const wire::Application& application) {
  return static_cast<refund::Claim>(application.biz_claim_type);
}

bool HasUrl(const wire::Picture& picture) { return picture.pict_url.has_value(); }

/// The reason, if all that it asks for is given.
Result<const refund::BuyerReason*> FindReason(const wire::Application& application) {
  const auto* const reason =
      refund::FindBuyerReason(ClaimOf(application), application.reason_text_id);
  const std::string which = "reason " + std::to_string(application.reason_text_id);
  if (reason == nullptr) {
    return Refused("isv.invalid-parameter:reason_text_id",
                   which + " is none of biz_claim_type " +
                       std::to_string(application.biz_claim_type) +
                       "; taobao.epp.refund.render lists them");
  }
  if (reason->proof_required && std::ranges::none_of(application.proof_picture_list, HasUrl)) {
    return Refused("isv.missing-parameter:proof_picture_list",
                   which + " needs a picture; give the pict_url of one at least");
  }
  if (reason->message_required && !application.buyer_message) {
    return Refused("isv.missing-parameter:buyer_message",
                   which + " needs the buyer's own words; give a buyer_message");
  }
  return reason;
}

void KeepEvidence(const wire::Application& application, const refund::Refund& made,
                  const store::Party& distributor, const Context& context) {
  std::int64_t position = 0;
  for (const auto& picture : application.proof_picture_list) {
    if (!HasUrl(picture)) continue;
    context.store.refunds().InsertPicture(made.id, position++, *picture.pict_url);
  }
  const Author buyer{
      .actor = refund::Actor::kBuyer, .id = distributor.id, .nick = distributor.code};
  for (const auto& video : application.proof_video_list) {
    if (!video.video_id && !video.video_play_url) continue;
    std::string words = "video";
    if (video.video_id) words += " " + *video.video_id;
    if (video.video_play_url) words += " " + *video.video_play_url;
    KeepWords(made, buyer, {.content = std::move(words)}, context);
  }
}

/// What is applied for, by those who may.
struct Subject {
  store::Party distributor;
  epp::Bought bought;
  const refund::BuyerReason* reason;
};

Result<Subject> FindSubject(const wire::Application& application, const store::Party& distributor,
                            refund::LineId line, const Context& context) {
  auto bought = epp::FindBought(distributor.id, application.out_order_id, line, context);
  if (!bought) {
    return Refused("isv.order-not-exist:tb_sub_order_id",
                   "no sub-order " + application.tb_sub_order_id + " of order " +
                       application.out_order_id +
                       "; check that both numbers belong together and to your distributor");
  }
  RETURN_IF_ERROR(epp::CheckClaim(*bought, ClaimOf(application), context));
  ASSIGN_OR_RETURN(const auto* const reason, FindReason(application));
  return Subject{distributor, *std::move(bought), reason};
}

Result<refund::RefundId> ApplyOnce(const wire::Application& application, const Subject& subject,
                                   const std::string& digest, const Context& context) {
  const store::Batch batch{.id = {context.store.NextId()},
                           .app_key = context.caller.app_key,
                           .owner = subject.distributor.id,
                           .out_batch_id = application.out_biz_id,
                           .order = subject.bought.order.id,
                           .content_digest = digest,
                           .created = context.now};
  context.store.refunds().InsertBatch(batch);
  ASSIGN_OR_RETURN(
      const auto made,
      Apply(subject.bought.order,
            {.line = subject.bought.line,
             .claim = ClaimOf(application),
             .claimed = {.quantity = PiecesOf(application.refund_amount),
                         .amount = {application.refund_item_total_price},
                         .post_fee = {}},
             .goods = static_cast<refund::GoodsStatus>(application.goods_status.value_or(0)),
             .reason = std::string(subject.reason->text),
             .buyer_message = application.buyer_message.value_or(""),
             .batch = batch.id,
             .out_refund_id = application.out_biz_id},
            context));
  KeepEvidence(application, made, subject.distributor, context);
  return made.id;
}

/// The refund of this key: the one that it was used for before, or a new one.
Result<refund::RefundId> FindOrApply(const wire::Application& application, refund::LineId line,
                                     const Context& context) {
  ASSIGN_OR_RETURN(const auto distributor, OwnDistributor(context));
  auto& refunds = context.store.refunds();
  const std::string digest = ContentDigest(application);
  const auto known =
      refunds.FindBatch(context.caller.app_key, distributor.id, application.out_biz_id);
  if (!known) {
    ASSIGN_OR_RETURN(const auto subject, FindSubject(application, distributor, line, context));
    return ApplyOnce(application, subject, digest, context);
  }
  if (known->content_digest == digest) return refunds.IdsOfBatch(known->id).at(0);
  return Refused("isv.invalid-parameter:out_biz_id",
                 "out_biz_id " + application.out_biz_id +
                     " was used before for another application; use a new one");
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  const auto& application = request.refund_order_create_request;
  ASSIGN_OR_RETURN(const auto line,
                   epp::ParseLineNumber(application.tb_sub_order_id,
                                        "refund_order_create_request.tb_sub_order_id"));
  auto outcome = AllOrNothing(context, [&]() -> Result<wire::Refund> {
    ASSIGN_OR_RETURN(const auto id, FindOrApply(application, line, context));
    return wire::Refund{.out_order_id = application.out_order_id,
                        .refund_order_id = std::to_string(id.value)};
  });
  return epp::Answer<wire::Response>(std::move(outcome), kSuccess);
}

}  // namespace ebbtide::service::epp_refund_create
