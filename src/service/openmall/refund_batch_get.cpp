#include "contract/openmall/refund_batch_get.hpp"

#include "refund/vocabulary.hpp"
#include "service/openmall/methods.hpp"
#include "service/parties.hpp"
#include "service/taobao/list.hpp"

namespace ebbtide::service::openmall_refund_batch_get {
namespace {

namespace wire = contract::openmall_refund_batch_get;

wire::Refund Present(const refund::Refund& refund) {
  return {.refund_id = refund.id.value,
          .tid = refund.order.value,
          .status = std::string(refund::TaobaoStatus(refund)),
          .created = refund.created,
          .refund_fee = ToYuan(refund::TotalOf(refund))};
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  store::RefundFilter filter;
  filter.channel = refund::Channel::kOpenmall;
  ASSIGN_OR_RETURN(filter.window,
                   taobao::WindowOf(request.start_created, request.end_created, "end_created"));
  const store::Page page{.direction = store::Direction::kOldestFirst,
                         .offset = (request.page_index - 1) * request.page_size,
                         .size = request.page_size,
                         .count = true};
  wire::Response response;
  context.store.Snapshot([&] {
    auto& refunds = context.store.refunds();
    const auto scope = BoundScope(refund::PartyKind::kDistributor, request.distributor, context);
    const auto listed = refunds.Created(scope, filter, page);
    for (const auto id : listed.rows) {
      response.entities.push_back(Present(refunds.Find(scope, id).value()));
    }
    response.total_count = listed.total;
  });
  return response;
}

}  // namespace ebbtide::service::openmall_refund_batch_get
