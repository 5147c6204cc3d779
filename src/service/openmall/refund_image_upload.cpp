#include "contract/openmall/refund_image_upload.hpp"

#include <array>

#include "service/messages.hpp"
#include "service/openmall/methods.hpp"
#include "service/openmall/purchase.hpp"

namespace ebbtide::service::openmall_refund_image_upload {
namespace {

namespace wire = contract::openmall_refund_image_upload;

constexpr std::array<std::string_view, 2> kTypes{"image/jpeg", "image/png"};

/// Pictures are for messages: where there are none any more, a picture is of no use.
Result<void> CheckTakesMessages(const refund::Refund& refund) {
  constexpr bool kWhetherShipped = false;  // does not matter to messages
  RETURN_IF_ERROR(refund::FindTransition(refund.state, refund::Event::kLeaveMessage,
                                         refund::Actor::kBuyer,
                                         refund::FactsOf(refund, kWhetherShipped)));
  return {};
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  ASSIGN_OR_RETURN(const auto refund,
                   openmall::FindOwnRefund(request.distributor, request.refund_id, context));
  RETURN_IF_ERROR(CheckTakesMessages(refund));
  ASSIGN_OR_RETURN(auto digest, KeepPicture(request.image, "image", kTypes, context));
  context.store.messages().PutUpload(refund.id, digest, context.now);
  return wire::Response{.result = std::move(digest)};
}

}  // namespace ebbtide::service::openmall_refund_image_upload
