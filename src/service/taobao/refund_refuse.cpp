#include "contract/taobao/refund_refuse.hpp"

#include "base/text.hpp"
#include "refund/guard.hpp"
#include "refund/vocabulary.hpp"
#include "service/messages.hpp"
#include "service/move.hpp"
#include "service/taobao/methods.hpp"
#include "service/taobao/seller_answer.hpp"

namespace ebbtide::service::refund_refuse {
namespace {

namespace wire = contract::refund_refuse;

Result<void> CheckMessage(const std::string& message) {
  const std::size_t length = CountCharacters(Trim(message));
  if (length >= wire::kMessageCharactersMin && length <= wire::kMessageCharactersMax) return {};
  return InvalidArgument("refuse_message", "refuse_message has " + std::to_string(length) +
                                               " characters; write 2 to 200");
}

Result<void> CheckOrder(const wire::Request& request, const refund::Refund& refund) {
  const std::string which = "refund " + std::to_string(refund.id.value) + " is not of ";
  if (request.tid && *request.tid != refund.order.value) {
    return InvalidArgument("tid", which + "order " + std::to_string(*request.tid) +
                                      "; send its own, or leave tid out");
  }
  if (request.oid && *request.oid != refund.line.value) {
    return InvalidArgument("oid", which + "sub-order " + std::to_string(*request.oid) +
                                      "; send its own, or leave oid out");
  }
  return {};
}

/// What no seller may refuse, wherever the refund stands.
Result<void> CheckRefusable(const refund::Refund& refund, const Context& context) {
  auto& orders = context.store.orders();
  const auto order = orders.Find(store::Scope::Platform(), refund.order).value();
  const auto line = orders.FindLine(refund.order, refund.line).value();
  return refund::CheckRefusable(refund, refund::IsShipped(order, line));
}

Result<refund::Refund> Refuse(const wire::Request& request, const refund::Refund& refund,
                              const Context& context) {
  ASSIGN_OR_RETURN(const auto* const reason, FindNamedReason(request.refuse_reason_id));
  const std::string words = (reason != nullptr ? std::string(reason->text) + "：" : std::string{}) +
                            request.refuse_message;
  ASSIGN_OR_RETURN(const auto moved,
                   Move(refund,
                        {.event = refund::Event::kRefuse,
                         .actor = refund::Actor::kSeller,
                         .seen_version = request.refund_version,
                         .detail = words,
                         .change = [&](refund::Refund& one) { one.refuse_reason = words; }},
                        context));
  if (moved.repeated) return moved.refund;
  // Asked of a call that moves only: one that is repeated answers as before, whatever the refund
  // has become meanwhile. An error takes the move back.
  RETURN_IF_ERROR(CheckRefusable(refund, context));
  Draft draft{.content = request.refuse_message};
  if (request.refuse_proof) {
    ASSIGN_OR_RETURN(const auto digest,
                     KeepPicture(*request.refuse_proof, "refuse_proof", kProofTypes, context));
    draft.pictures.push_back({digest, {}});
  }
  KeepWords(moved.refund, AuthorOf(context.caller), std::move(draft), context);
  return moved.refund;
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  RETURN_IF_ERROR(CheckMessage(request.refuse_message));
  ASSIGN_OR_RETURN(const auto found, FindInPhase(request.refund_id, request.refund_phase, context));
  RETURN_IF_ERROR(CheckOrder(request, found));
  ASSIGN_OR_RETURN(const auto refund, Refuse(request, found, context));
  return wire::Response{.refund = {.refund_id = std::to_string(refund.id.value),
                                   .modified = refund.modified,
                                   .status = std::string(refund::TaobaoStatus(refund))},
                        .is_success = true};
}

}  // namespace ebbtide::service::refund_refuse
