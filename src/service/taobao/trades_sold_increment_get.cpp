#include "contract/taobao/trades_sold_increment_get.hpp"

#include <algorithm>

#include "service/taobao/methods.hpp"
#include "service/taobao/trade_list.hpp"

namespace ebbtide::service::trades_sold_increment_get {
namespace {

namespace wire = contract::trades_sold_increment_get;

constexpr std::int64_t kDayMs = 86'400'000;

Result<store::Window> WindowOf(const wire::Request& request) {
  const std::int64_t lasts_ms = request.end_modified.unix_ms - request.start_modified.unix_ms;
  if (lasts_ms <= 0 || lasts_ms > kDayMs) {
    return InvalidArgument("end_modified",
                           "end_modified must be later than start_modified, by one day at most");
  }
  return taobao::WindowOf(request.start_modified, request.end_modified, "end_modified");
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  ASSIGN_OR_RETURN(const auto window, WindowOf(request));
  // Asked as of the window's end, so that what is in the list does not change after it.
  const auto filter =
      taobao::FilterOf({.window = window,
                        .status = request.status,
                        .type = request.type,
                        .ext_type = request.ext_type,
                        .tag = request.tag,
                        .rate_status = std::nullopt,
                        .buyer = taobao::OneBuyer({request.buyer_nick, request.buyer_open_uid})},
                       std::min(*window.until, context.now));
  return taobao::ListTrades<wire::Response>(request, &store::Orders::Changed, filter, context);
}

}  // namespace ebbtide::service::trades_sold_increment_get
