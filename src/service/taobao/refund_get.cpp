#include "contract/taobao/refund_get.hpp"

#include "schema/fields.hpp"
#include "service/move.hpp"
#include "service/taobao/methods.hpp"
#include "service/taobao/present_refund.hpp"

namespace ebbtide::service::refund_get {

namespace wire = contract::refund_get;

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  std::optional<contract::taobao::Refund> found;
  context.store.Snapshot([&] { found = taobao::FindShownRefund({request.refund_id}, context); });
  if (!found) return NoSuchRefund(request.refund_id);
  wire::Response response{.refund = *std::move(found)};
  schema::KeepFields(schema::kType<contract::taobao::Refund>, &response.refund, request.fields);
  return response;
}

}  // namespace ebbtide::service::refund_get
