#include "contract/openmall/refund_message_get.hpp"

#include "service/openmall/methods.hpp"
#include "service/openmall/purchase.hpp"
#include "service/taobao/list.hpp"
#include "service/wire.hpp"

namespace ebbtide::service::openmall_refund_message_get {
namespace {

namespace wire = contract::openmall_refund_message_get;

contract::Number RoleOf(refund::Actor author) {
  constexpr contract::Number kSeller = 1;
  constexpr contract::Number kPlatform = 3;
  constexpr contract::Number kBuyer = 4;
  constexpr contract::Number kSystem = 5;
  switch (author) {
    case refund::Actor::kSeller: return kSeller;
    case refund::Actor::kPlatform: return kPlatform;
    case refund::Actor::kBuyer: return kBuyer;
    case refund::Actor::kSystem:
    case refund::Actor::kPayout:
    case refund::Actor::kOperator: return kSystem;
  }
  return kSystem;
}

wire::Message Present(const store::Message& message, const Context& context) {
  wire::Message out{.refund_message = message.content,
                    .refund_message_pics = {},
                    .time = message.created,
                    .role = RoleOf(message.author)};
  for (const auto& picture : message.pictures) {
    out.refund_message_pics.push_back(
        {.desc = IfKnown(picture.caption),
         .pic = PictureLink(message.refund, picture.digest, context)});
  }
  return out;
}

Result<wire::Response> Read(const wire::Request& request, const Context& context) {
  ASSIGN_OR_RETURN(const auto refund,
                   openmall::FindOwnRefund(request.distributor, request.refund_id, context));
  constexpr bool kUncounted = true;
  const auto page = taobao::PageOf(request.page_no, request.page_size, kUncounted,
                                   store::Direction::kOldestFirst);
  wire::Response response;
  for (const auto& message : context.store.messages().Of(refund.id, page).rows) {
    response.results_list.push_back(Present(message, context));
  }
  return response;
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  Result<wire::Response> response = Error{};
  context.store.Snapshot([&] { response = Read(request, context); });
  return response;
}

}  // namespace ebbtide::service::openmall_refund_message_get
