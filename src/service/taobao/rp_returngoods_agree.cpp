#include "contract/taobao/rp_returngoods_agree.hpp"

#include "service/messages.hpp"
#include "service/move.hpp"
#include "service/taobao/methods.hpp"
#include "service/taobao/seller_answer.hpp"

namespace ebbtide::service::rp_returngoods_agree {
namespace {

namespace wire = contract::rp_returngoods_agree;

Result<refund::ReturnContact> ContactOf(const wire::Request& request) {
  if (!request.address) return MissingArgument("address", "send address: where the goods go");
  if (!request.name) return MissingArgument("name", "send name: who takes the goods");
  if (!request.mobile && !request.tel) {
    return MissingArgument("mobile", "send mobile or tel of whoever takes the goods");
  }
  refund::ReturnContact contact;
  contact.name = *request.name;
  contact.mobile = request.mobile.value_or("");
  contact.phone = request.tel.value_or("");
  contact.complete_address = *request.address;
  contact.zip = request.post.value_or("");
  return contact;
}

/// What the buyer writes on the parcel, and below it what the seller has to say.
std::string MessageOf(const refund::ReturnContact& contact, const wire::Request& request) {
  std::string text = contact.name;
  for (const auto& part : {contact.mobile, contact.phone, contact.complete_address, contact.zip}) {
    if (!part.empty()) text.append(" ").append(part);
  }
  if (request.remark) text.append("\n").append(*request.remark);
  return text;
}

std::string DetailOf(const wire::Request& request) {
  if (!request.post_fee_bear_role) return {};
  return *request.post_fee_bear_role == 0 ? "the seller pays for sending the goods back"
                                          : "the buyer pays for sending the goods back";
}

/// A call that is repeated must name the address that was taken.
Result<void> CheckSame(const refund::ReturnContact& contact, const refund::Refund& refund,
                       const Context& context) {
  const auto view = context.store.refunds().FindView(ScopeOf(context.caller), refund.id).value();
  if (view.contact == contact) return {};
  return Refused("isv.refund-status-error",
                 "the return was agreed to before with another address; tell the buyer a new one "
                 "with taobao.refund.message.add");
}

/// What the buyer of a return that waits for the goods was told; nothing in other states, or when
/// the caller has not seen the present one.
std::optional<refund::ReturnContact> ContactTold(const refund::Refund& refund,
                                                 const wire::Request& request,
                                                 const Context& context) {
  const bool current = request.refund_version.value_or(refund.version) == refund.version;
  if (refund.state != refund::State::kReturnAgreed || !current) return std::nullopt;
  return context.store.refunds().FindView(ScopeOf(context.caller), refund.id).value().contact;
}

/// A return that was agreed to by timeout waits for goods that nobody knows where to send.
Result<wire::Response> NameAddress(const refund::Refund& refund,
                                   const refund::ReturnContact& contact, Draft draft,
                                   const Context& context) {
  context.store.refunds().PutContact(refund.id, contact);
  RETURN_IF_ERROR(LeaveMessage(refund, AuthorOf(context.caller), std::move(draft), context));
  return wire::Response{.is_success = true};
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  ASSIGN_OR_RETURN(const auto contact, ContactOf(request));
  ASSIGN_OR_RETURN(const auto refund,
                   FindInPhase(request.refund_id, request.refund_phase, context));
  Draft words{.content = MessageOf(contact, request), .type = "RETURN_GOODS_APPROVED"};
  const auto told = ContactTold(refund, request, context);
  if (told == contact) return wire::Response{.is_success = true};
  if (told == refund::ReturnContact{}) {
    return NameAddress(refund, contact, std::move(words), context);
  }
  ASSIGN_OR_RETURN(const auto moved, Move(refund,
                                          {.event = refund::Event::kAgreeReturn,
                                           .actor = refund::Actor::kSeller,
                                           .seen_version = request.refund_version,
                                           .detail = DetailOf(request)},
                                          context));
  if (moved.repeated) {
    RETURN_IF_ERROR(CheckSame(contact, refund, context));
    return wire::Response{.is_success = true};
  }
  context.store.refunds().PutContact(refund.id, contact);
  KeepWords(moved.refund, AuthorOf(context.caller), std::move(words), context);
  return wire::Response{.is_success = true};
}

}  // namespace ebbtide::service::rp_returngoods_agree
