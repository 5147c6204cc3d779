#include "contract/taobao/refund_message_add.hpp"

#include "base/text.hpp"
#include "service/messages.hpp"
#include "service/move.hpp"
#include "service/taobao/methods.hpp"

namespace ebbtide::service::refund_message_add {
namespace {

namespace wire = contract::refund_message_add;

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  if (Trim(request.content).empty()) {
    return MissingArgument("content", "content is blank; say something");
  }
  ASSIGN_OR_RETURN(const auto refund,
                   FindRefund(ScopeOf(context.caller), request.refund_id, context));
  Draft draft{.content = request.content};
  if (request.image) {
    ASSIGN_OR_RETURN(const auto digest, KeepPicture(*request.image, "image", kProofTypes, context));
    draft.pictures.push_back({digest, {}});
  }
  ASSIGN_OR_RETURN(const auto message,
                   LeaveMessage(refund, AuthorOf(context.caller), std::move(draft), context));
  return wire::Response{.refund_message = {.id = message.id, .created = message.created}};
}

}  // namespace ebbtide::service::refund_message_add
