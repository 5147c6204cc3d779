#include "contract/taobao/refunds_apply_get.hpp"

#include "refund/vocabulary.hpp"
#include "schema/fields.hpp"
#include "service/taobao/list.hpp"
#include "service/taobao/methods.hpp"
#include "service/taobao/present_refund.hpp"

namespace ebbtide::service::refunds_apply_get {

namespace wire = contract::refunds_apply_get;

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  store::RefundFilter filter;
  filter.seller_code = request.seller_nick.value_or("");
  if (request.status) filter.shown = refund::TaobaoState(*request.status);
  const auto page =
      taobao::PageOf(request.page_no, request.page_size, false, store::Direction::kNewestFirst);
  wire::Response response;
  context.store.Snapshot([&] {
    store::Listed<refund::RefundId> listed;
    if (taobao::IncludesOurTrades(request.type)) {
      listed = context.store.refunds().Created(ScopeOf(context.caller), filter, page);
    }
    response.total_results = listed.total;
    response.refunds = taobao::PresentAll(listed.rows, context);
  });
  schema::KeepFields(schema::kType<schema::List<contract::taobao::Refund>>, &response.refunds,
                     request.fields);
  return response;
}

}  // namespace ebbtide::service::refunds_apply_get
