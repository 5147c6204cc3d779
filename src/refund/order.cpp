#include "refund/order.hpp"

#include "refund/names.hpp"

namespace ebbtide::refund {
namespace {

constexpr Names<Channel, 5> kChannels{"channel",
                                      {{{Channel::kTaobao, "taobao"},
                                        {Channel::kWdk, "wdk"},
                                        {Channel::kEpp, "epp"},
                                        {Channel::kXiaoman, "xiaoman"},
                                        {Channel::kOpenmall, "openmall"}}}};
constexpr Names<PartyKind, 5> kPartyKinds{"party kind",
                                          {{{PartyKind::kSeller, "seller"},
                                            {PartyKind::kBuyer, "buyer"},
                                            {PartyKind::kDistributor, "distributor"},
                                            {PartyKind::kCustomer, "customer"},
                                            {PartyKind::kPlatform, "platform"}}}};
constexpr Names<OrderState, 5> kOrderStates{"order state",
                                            {{{OrderState::kCreated, "created"},
                                              {OrderState::kPaid, "paid"},
                                              {OrderState::kShipped, "shipped"},
                                              {OrderState::kFinished, "finished"},
                                              {OrderState::kClosed, "closed"}}}};

}  // namespace

std::string_view ToText(Channel channel) { return kChannels.TextOf(channel); }
std::string_view ToText(PartyKind kind) { return kPartyKinds.TextOf(kind); }
std::string_view ToText(OrderState state) { return kOrderStates.TextOf(state); }
Channel ParseChannel(std::string_view text) { return kChannels.Parse(text); }
PartyKind ParsePartyKind(std::string_view text) { return kPartyKinds.Parse(text); }
OrderState ParseOrderState(std::string_view text) { return kOrderStates.Parse(text); }

PartyKind BuyerKindOf(Channel channel) {
  switch (channel) {
    case Channel::kEpp:
    case Channel::kOpenmall: return PartyKind::kDistributor;
    case Channel::kXiaoman: return PartyKind::kCustomer;
    case Channel::kTaobao:
    case Channel::kWdk: return PartyKind::kBuyer;
  }
  return PartyKind::kBuyer;
}

bool IsPaid(OrderState state) {
  return state == OrderState::kPaid || state == OrderState::kShipped ||
         state == OrderState::kFinished;
}

bool IsShipped(const Order& order, const OrderLine& line) {
  return order.state == OrderState::kShipped || order.state == OrderState::kFinished ||
         line.shipped_at != Timestamp{};
}

}  // namespace ebbtide::refund
