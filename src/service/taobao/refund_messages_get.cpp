#include "contract/taobao/refund_messages_get.hpp"

#include "refund/vocabulary.hpp"
#include "schema/fields.hpp"
#include "service/messages.hpp"
#include "service/taobao/list.hpp"
#include "service/taobao/methods.hpp"
#include "service/taobao/seller_answer.hpp"
#include "service/wire.hpp"

namespace ebbtide::service::refund_messages_get {
namespace {

namespace wire = contract::refund_messages_get;

/// Whoever is neither side speaks for the platform.
std::string RoleOf(refund::Actor author) {
  if (author == refund::Actor::kBuyer) return "1";
  return author == refund::Actor::kSeller ? "2" : "3";
}

wire::Message Present(const store::Message& message, const refund::Refund& refund,
                      const Context& context) {
  wire::Message out;
  out.content = message.content;
  out.created = message.created;
  out.id = message.id;
  out.message_type = message.type;
  out.owner_id = IfKnown(message.author_id.value);
  out.owner_nick = IfKnown(message.author_nick);
  out.owner_role = RoleOf(message.author);
  out.refund_id = std::to_string(refund.id.value);
  out.refund_phase = refund::TaobaoPhase(refund.phase);
  if (message.author == refund::Actor::kBuyer) out.owner_open_uid = out.owner_nick;
  if (message.pictures.empty()) return out;
  auto& pictures = out.pic_urls.emplace();
  for (const auto& picture : message.pictures) {
    pictures.push_back({PictureLink(refund.id, picture.digest, context)});
  }
  return out;
}

Result<wire::Response> Read(const wire::Request& request, const Context& context) {
  ASSIGN_OR_RETURN(const auto refund,
                   FindInPhase(request.refund_id, request.refund_phase, context));
  const auto listed = context.store.messages().Of(
      refund.id,
      taobao::PageOf(request.page_no, request.page_size, false, store::Direction::kOldestFirst));
  wire::Response response;
  response.total_results = listed.total;
  for (const auto& message : listed.rows) {
    response.refund_messages.push_back(Present(message, refund, context));
  }
  return response;
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  Result<wire::Response> response = wire::Response{};
  context.store.Snapshot([&] { response = Read(request, context); });
  if (response) {
    schema::KeepFields(schema::kType<schema::List<wire::Message>>, &response->refund_messages,
                       request.fields);
  }
  return response;
}

}  // namespace ebbtide::service::refund_messages_get
