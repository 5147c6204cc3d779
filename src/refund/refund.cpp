#include "refund/refund.hpp"

#include "refund/names.hpp"

namespace ebbtide::refund {
namespace {

constexpr Names<State, kStateCount> kStates{"refund state",
                                            {{{State::kApplied, "APPLIED"},
                                              {State::kRefused, "REFUSED"},
                                              {State::kReturnAgreed, "RETURN_AGREED"},
                                              {State::kGoodsReturned, "GOODS_RETURNED"},
                                              {State::kRefundAgreed, "REFUND_AGREED"},
                                              {State::kPayoutFailed, "PAYOUT_FAILED"},
                                              {State::kSuccess, "SUCCESS"},
                                              {State::kClosed, "CLOSED"}}}};
constexpr Names<Actor, 6> kActors{"actor",
                                  {{{Actor::kBuyer, "buyer"},
                                    {Actor::kSeller, "seller"},
                                    {Actor::kPlatform, "platform"},
                                    {Actor::kSystem, "system"},
                                    {Actor::kPayout, "payout"},
                                    {Actor::kOperator, "operator"}}}};

}  // namespace

std::string_view ToText(State state) { return kStates.TextOf(state); }
std::string_view ToText(Actor actor) { return kActors.TextOf(actor); }
State ParseState(std::string_view text) { return kStates.Parse(text); }
Actor ParseActor(std::string_view text) { return kActors.Parse(text); }

}  // namespace ebbtide::refund
