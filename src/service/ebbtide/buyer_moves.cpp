#include "service/ebbtide/buyer_moves.hpp"

#include "service/move.hpp"

namespace ebbtide::service {
namespace {

std::string DetailOf(const Parcel& parcel) {
  const std::string code = parcel.carrier_code.empty() ? "" : " (" + parcel.carrier_code + ")";
  return parcel.carrier + code + " " + parcel.mail_no;
}

Result<void> CheckSameWaybill(const refund::Refund& refund, const Parcel& parcel,
                              const Context& context) {
  const auto view = context.store.refunds().FindView(store::Scope::Platform(), refund.id).value();
  if (view.delivery.mail_no == parcel.mail_no) return {};
  return Refused("isv.refund-status-error", "the goods are already on their way with waybill " +
                                                view.delivery.mail_no + "; it can not be changed");
}

}  // namespace

Result<void> Withdraw(const refund::Refund& refund, const Context& context) {
  if (refund.state == refund::State::kClosed) return {};
  RETURN_IF_ERROR(
      Move(refund, {.event = refund::Event::kWithdraw, .actor = refund::Actor::kBuyer}, context));
  return {};
}

Result<void> ShipBack(const refund::Refund& refund, const Parcel& parcel, const Context& context) {
  ASSIGN_OR_RETURN(const auto moved, Move(refund,
                                          {.event = refund::Event::kShipBack,
                                           .actor = refund::Actor::kBuyer,
                                           .detail = DetailOf(parcel)},
                                          context));
  if (moved.repeated) return CheckSameWaybill(refund, parcel, context);
  context.store.refunds().PutDelivery(
      refund.id, {.mail_no = parcel.mail_no, .carrier = parcel.carrier, .given = context.now});
  return {};
}

}  // namespace ebbtide::service
