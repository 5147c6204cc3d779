#include "contract/openmall/refund_message_submit.hpp"

#include "base/text.hpp"
#include "service/openmall/methods.hpp"
#include "service/openmall/purchase.hpp"

namespace ebbtide::service::openmall_refund_message_submit {
namespace {

namespace wire = contract::openmall_refund_message_submit;

Result<std::vector<store::MessagePicture>> PicturesOf(const wire::Message& message,
                                                      refund::RefundId refund,
                                                      const Context& context) {
  std::vector<store::MessagePicture> pictures;
  for (const auto& picture : message.refund_message_pics) {
    const std::string token = picture.pic_token.value_or("");
    if (!context.store.messages().IsUploaded(refund, token)) {
      return InvalidArgument("refund_message",
                             "refund_message.refund_message_pics[].pic_token must be what "
                             "taobao.openmall.refund.image.upload gave for this refund");
    }
    pictures.push_back({.digest = token, .caption = picture.desc.value_or("")});
  }
  return pictures;
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  const auto& message = request.refund_message;
  if (CountCharacters(message.refund_message) > wire::kMessageCharactersMax) {
    return InvalidArgument("refund_message", "refund_message.refund_message must have at most " +
                                                 std::to_string(wire::kMessageCharactersMax) +
                                                 " characters");
  }
  ASSIGN_OR_RETURN(const auto refund,
                   openmall::FindOwnRefund(request.distributor, request.refund_id, context));
  ASSIGN_OR_RETURN(auto pictures, PicturesOf(message, refund.id, context));
  RETURN_IF_ERROR(LeaveMessage(refund, openmall::AuthorOf(refund, request.distributor),
                               {.content = message.refund_message, .pictures = std::move(pictures)},
                               context));
  return wire::Response{.result = true};
}

}  // namespace ebbtide::service::openmall_refund_message_submit
