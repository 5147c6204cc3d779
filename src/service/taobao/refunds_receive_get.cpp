#include "contract/taobao/refunds_receive_get.hpp"

#include "refund/vocabulary.hpp"
#include "schema/fields.hpp"
#include "service/taobao/list.hpp"
#include "service/taobao/methods.hpp"
#include "service/taobao/present_refund.hpp"

namespace ebbtide::service::refunds_receive_get {
namespace {

namespace wire = contract::refunds_receive_get;

/// Nothing where no refund can be meant.
std::optional<store::RefundFilter> FilterOf(const wire::Request& request, store::Window window) {
  store::RefundFilter filter;
  filter.window = window;
  const auto buyer = taobao::OneBuyer({request.buyer_nick, request.buyer_open_uid, request.ouid});
  if (!buyer || !taobao::IncludesOurTrades(request.type)) return std::nullopt;
  filter.buyer_code = *buyer;
  if (request.status) {
    filter.shown = refund::TaobaoState(*request.status);
    if (!filter.shown) return std::nullopt;
  }
  return filter;
}

store::Listed<refund::RefundId> List(const wire::Request& request,
                                     const store::RefundFilter& filter, const Context& context) {
  auto& refunds = context.store.refunds();
  const auto page = taobao::PageOf(request.page_no, request.page_size, request.use_has_next,
                                   store::Direction::kNewestFirst);
  const bool by_change = request.start_modified || request.end_modified;
  return by_change ? refunds.Changed(context.caller.user, filter, page)
                   : refunds.Created(ScopeOf(context.caller), filter, page);
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  ASSIGN_OR_RETURN(const auto window,
                   taobao::WindowOf(request.start_modified, request.end_modified, "end_modified"));
  const auto filter = FilterOf(request, window);
  wire::Response response;
  context.store.Snapshot([&] {
    store::Listed<refund::RefundId> listed;
    if (filter) listed = List(request, *filter, context);
    taobao::TellSize(listed, request.use_has_next, response);
    response.refunds = taobao::PresentAll(listed.rows, context);
  });
  schema::KeepFields(schema::kType<schema::List<contract::taobao::Refund>>, &response.refunds,
                     request.fields);
  return response;
}

}  // namespace ebbtide::service::refunds_receive_get
