#include "contract/ebbtide/payouts_get.hpp"

#include "service/ebbtide/methods.hpp"
#include "service/wire.hpp"

namespace ebbtide::service::ebbtide_payouts_get {
namespace {

namespace wire = contract::ebbtide_payouts_get;

wire::Payout Present(const store::Payout& payout, const std::vector<store::ChannelShare>& shares) {
  wire::Payout out{.refund_id = payout.refund.value,
                   .tid = payout.order.value,
                   .payout_key = payout.key,
                   .attempt = payout.attempt,
                   .status = std::string(store::ToText(payout.status)),
                   .amount_fen = payout.amount.value,
                   .shares = {},
                   .reference = IfKnown(payout.reference),
                   .reason = IfKnown(payout.reason),
                   .created = payout.created,
                   .modified = payout.modified};
  for (const auto& share : shares) {
    out.shares.push_back({.channel_code = share.channel_code, .amount_fen = share.amount.value});
  }
  return out;
}

store::Page PageOf(const wire::Request& request) {
  const auto size = request.page_size.value_or(wire::kPageSizeDefault);
  return {.direction = store::Direction::kOldestFirst,
          .offset = (request.page_no.value_or(1) - 1) * size,
          .size = size,
          .count = true};
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  std::optional<store::PayoutStatus> status;
  if (request.status) status = store::ParsePayoutStatus(*request.status);
  wire::Response response;
  context.store.Snapshot([&] {
    const auto listed = context.store.payouts().List(status, PageOf(request));
    response.total_results = listed.total;
    for (const auto& payout : listed.rows) {
      response.payouts.push_back(Present(payout, context.store.refunds().SharesOf(payout.refund)));
    }
  });
  return response;
}

}  // namespace ebbtide::service::ebbtide_payouts_get
