#include "contract/taobao/rp_returngoods_refuse.hpp"

#include "service/messages.hpp"
#include "service/move.hpp"
#include "service/taobao/methods.hpp"
#include "service/taobao/seller_answer.hpp"

namespace ebbtide::service::rp_returngoods_refuse {
namespace {

namespace wire = contract::rp_returngoods_refuse;

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  ASSIGN_OR_RETURN(const auto refund,
                   FindInPhase(request.refund_id, request.refund_phase, context));
  ASSIGN_OR_RETURN(const auto* const reason, FindNamedReason(request.refuse_reason_id));
  const std::string words(reason == nullptr ? "" : reason->text);
  ASSIGN_OR_RETURN(const auto moved,
                   Move(refund,
                        {.event = refund::Event::kRefuseGoods,
                         .actor = refund::Actor::kSeller,
                         .seen_version = request.refund_version,
                         .detail = words,
                         .change = [&](refund::Refund& one) { one.refuse_reason = words; }},
                        context));
  if (!moved.repeated) {
    ASSIGN_OR_RETURN(const auto digest,
                     KeepPicture(request.refuse_proof, "refuse_proof", kProofTypes, context));
    KeepWords(moved.refund, AuthorOf(context.caller),
              {.content = words, .pictures = {{digest, {}}}}, context);
  }
  return wire::Response{.result = true};
}

}  // namespace ebbtide::service::rp_returngoods_refuse
