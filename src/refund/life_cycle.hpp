#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/result.hpp"
#include "refund/deadline.hpp"
#include "refund/refund.hpp"

/// The life cycle as data (refund-domain section 2): what is not a row of the table cannot happen.
namespace ebbtide::refund {

/// What somebody does to a refund.
enum class Event : std::uint8_t {
  kApply,
  kModify,       ///< buyer changes the application, or asks again after a refusal
  kAgreeRefund,  ///< seller agrees to pay
  kAgreeReturn,  ///< seller agrees to take the goods back and says where to
  kRefuse,
  kWithdraw,     ///< buyer takes the application back
  kShipOrder,    ///< seller ships the order that was to be refunded unshipped
  kShipBack,     ///< the returned goods are on their way
  kRefuseGoods,  ///< seller refuses what came back
  kPayoutSucceeded,
  kPayoutFailed,
  kRetryPayout,
  kTimeOut,      ///< the deadline of the state has passed
  kAskPlatform,  ///< either side asks for arbitration
  kStepIn,       ///< the platform arbitrates
  kStepOut,      ///< it leaves the two sides to themselves again
  kRuleForBuyer,
  kRuleForSeller,
  kReview,  ///< seller's reviewer passes or fails it for agreement in batches
  kLeaveMessage,
};
inline constexpr int kEventCount = 20;

/// What must hold beside state and actor.
enum class Requirement : std::uint8_t {
  kNothing,
  kRefundOnly,
  kReturnAndRefund,
  kOrderNotShipped,
  kWaybill,        ///< comes with the call
  kReturnAddress,  ///< comes with the call; the claim is a return
  kProofPicture,   ///< comes with the call
  kSteppedIn,      ///< the platform arbitrates
};

/// What a move does to the running deadline. Which one is started, the state that is entered says.
/// While the platform arbitrates none runs: one that is started then waits for its end.
enum class DeadlineEffect : std::uint8_t { kStart, kKeep, kStop, kPause, kResume };

/// One row. `from` is empty for an application: before it there is no refund.
struct Transition {
  std::optional<State> from;
  Event event;
  State to;
  std::span<const Actor> actors;
  Requirement requirement;
  std::string_view topic;  ///< of TMC; "" publishes nothing
  DeadlineEffect deadline;
};

/// The whole table.
std::span<const Transition> Transitions();

/// What is known of a refund and its order when a row is looked for.
struct Facts {
  Claim claim = Claim::kRefundOnly;
  bool order_shipped = false;
  bool stepped_in = false;
};

/// The facts of `refund`, whose line is shipped or not.
Facts FactsOf(const Refund& refund, bool order_shipped);

/// The row for `event` by `actor` in `from`. The error (`isv.refund-status-error`) says where the
/// refund stands; nothing may be written then. What has to come with the call, the service that
/// takes it checks.
Result<const Transition*> FindTransition(std::optional<State> from, Event event, Actor actor,
                                         const Facts& facts);

/// The deadline that a refund in `state` waits under.
Deadline DeadlineIn(State state, const Facts& facts);

std::string_view ToText(Event event);

/// Whether the event changes the refund itself, so that its version grows: a message or a review
/// beside it must not make another side's call stale.
bool ChangesRefund(Event event);

/// What a move needs beside its row.
struct Moment {
  Timestamp now;
  const Durations& durations;
};

/// Changes `refund` by `row`: state, arbitration, deadline, end, and a version above the one
/// before. Whether the row may be used was asked before.
void Move(const Transition& row, const Facts& facts, const Moment& moment, Refund& refund);

}  // namespace ebbtide::refund
