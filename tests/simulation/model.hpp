#pragma once

#include <map>
#include <string>
#include <vector>

#include "simulation/deed.hpp"

/// What should happen, written anew from the reference (refund-domain sections 1 to 4) and the
/// methods' pages, as simply as possible: sums are added up from all refunds each time they are
/// asked for. Nothing of the server's own code is used here.
namespace ebbtide::simulation {

enum class State : std::uint8_t {
  kApplied,
  kRefused,
  kReturnAgreed,
  kGoodsReturned,
  kRefundAgreed,
  kPayoutFailed,
  kSuccess,
  kClosed,
};
enum class OrderState : std::uint8_t { kCreated, kPaid, kShipped, kFinished, kClosed };

/// What happened to a refund, in the words of the audit trail.
enum class Event : std::uint8_t {
  kApply,
  kModify,
  kAgreeRefund,
  kAgreeReturn,
  kRefuse,
  kWithdraw,
  kShipOrder,
  kShipBack,
  kRefuseGoods,
  kPayoutSucceeded,
  kPayoutFailed,
  kRetryPayout,
  kTimeOut,
  kAskPlatform,
  kStepIn,
  kStepOut,
  kRuleForBuyer,
  kRuleForSeller,
  kLeaveMessage,
};
enum class Side : std::uint8_t { kBuyer, kSeller, kPlatform, kSystem, kPayout, kOperator };

/// Each deadline has its own length, so that one cannot stand for another.
inline constexpr std::int64_t kHourMs = 3'600'000;
inline constexpr std::int64_t kAnswerUnshippedMs = 24 * kHourMs;
inline constexpr std::int64_t kAnswerShippedMs = 36 * kHourMs;
inline constexpr std::int64_t kAnswerReturnMs = 40 * kHourMs;
inline constexpr std::int64_t kAfterRefusalMs = 120 * kHourMs;
inline constexpr std::int64_t kReturnGoodsMs = 168 * kHourMs;
inline constexpr std::int64_t kConfirmReceiptMs = 240 * kHourMs;
inline constexpr std::int64_t kAftersaleMs = 360 * kHourMs;

struct Line {
  std::int64_t id;
  std::string sku;
  std::int64_t milli;  ///< thousandths of a piece
  std::int64_t fen;
  int waybill = 0;

  bool operator==(const Line&) const = default;
};

struct Order {
  std::int64_t id;
  bool openmall;  ///< otherwise WDK
  OrderState state;
  std::int64_t post_fee;
  std::vector<std::int64_t> payments;
  std::vector<Line> lines;
  std::int64_t ended = 0;

  bool operator==(const Order&) const = default;
};

struct Past {
  State from;
  Event event;
  Side side;
  std::int64_t version;

  bool operator==(const Past&) const = default;
};

struct Payout {
  int attempt = 0;  ///< 0: there is none
  std::string status;
  int reference = 0;

  bool operator==(const Payout&) const = default;
};

/// Taobao's cs_status.
inline constexpr int kNoArbitration = 1;
inline constexpr int kAsked = 2;
inline constexpr int kSteppedIn = 3;
inline constexpr int kWithdrawn = 7;
inline constexpr int kForBuyer = 8;
inline constexpr int kForSeller = 9;

struct Refund {
  int order;
  int line;
  State state = State::kApplied;
  State shown = State::kApplied;  ///< the last state that Taobao has a word for
  bool returns = false;
  bool seven_days = false;
  bool aftersale = false;
  std::int64_t fen = 0;
  std::int64_t post_fee = 0;
  std::int64_t milli = 0;
  int arbitration = kNoArbitration;
  std::int64_t due = 0;
  std::int64_t paused = 0;
  bool closed_by_ship = false;
  std::int64_t version = 0;
  int address = 0;
  int waybill = 0;
  int key = -1;
  Payout payout{};
  std::vector<Past> past{};

  bool operator==(const Refund&) const = default;
};

enum class Kind : std::uint8_t { kSuccess, kRefused, kInvalid };

/// What a caller is told; `answer` is what a success says beside that it is one.
struct Outcome {
  Kind kind;
  std::string answer{};

  bool operator==(const Outcome&) const = default;
};

inline Outcome Success(std::string answer = {}) { return {Kind::kSuccess, std::move(answer)}; }
inline Outcome Refused() { return {Kind::kRefused}; }
inline Outcome Invalid() { return {Kind::kInvalid}; }

/// The orders that every simulation begins with.
std::vector<Order> Stock(std::int64_t now);

std::string_view ToText(State state);
std::string_view ToText(OrderState state);
std::string_view ToText(Event event);
/// Taobao's word.
std::string_view WordOf(const Refund& refund);
bool IsFinal(State state);
bool IsPaying(State state);

class Model {
 public:
  /// `external`: agreed money is paid by somebody who reports it.
  Model(std::int64_t now, bool external);

  Outcome Do(const Deed& deed);

  [[nodiscard]] const std::vector<Order>& orders() const { return all_.orders; }
  [[nodiscard]] const std::vector<Refund>& refunds() const { return all_.refunds; }
  [[nodiscard]] const Refund* Find(RefundRef ref) const;
  [[nodiscard]] int CountOf(int order) const;
  /// The version that a caller has seen who looked `age` changes ago.
  [[nodiscard]] static std::int64_t VersionSeen(const Refund& refund, int age);

  struct Left {
    std::int64_t fen;
    std::int64_t milli;
    std::int64_t post_fee;
  };
  /// What neither an open nor a done refund holds, `except` left out of account.
  [[nodiscard]] Left LeftOf(int order, int line, const Refund* except = nullptr) const;

  /// Whether orders and refunds stand as in the other.
  [[nodiscard]] bool StandsLike(const Model& other) const;

  /// All that must be in the database, a line each.
  [[nodiscard]] std::vector<std::string> Rows() const;

 private:
  enum class Moved : std::uint8_t { kYes, kBefore, kNo };
  struct Claim {
    std::int64_t fen;
    std::int64_t post_fee;
    std::int64_t milli;
  };
  struct All {
    std::vector<Order> orders;
    std::vector<Refund> refunds;
    std::map<int, std::string> keys;
  };

  Outcome On(const ApplyOpenmall& deed);
  Outcome On(const ModifyOpenmall& deed);
  Outcome On(const CloseOpenmall& deed);
  Outcome On(const SubmitOpenmall& deed);
  Outcome On(const AgreeRefunds& deed);
  Outcome On(const RefuseRefund& deed);
  Outcome On(const AgreeReturn& deed);
  Outcome On(const RefillReturn& deed);
  Outcome On(const RefuseReturn& deed);
  Outcome On(const Ship& deed);
  Outcome On(const Finish& deed);
  Outcome On(const AskPlatform& deed);
  Outcome On(const StepIn& deed);
  Outcome On(const Decide& deed);
  Outcome On(const ConfirmPayout& deed);
  Outcome On(const RetryPayout& deed);
  Outcome On(const ApplyWdk& deed);
  Outcome On(const ConfirmWdk& deed);
  Outcome On(const AgreeAelophy& deed);
  Outcome On(const DisagreeAelophy& deed);
  Outcome On(const CancelWdk& deed);
  Outcome On(const Pass& deed);

  Refund* Own(RefundRef ref, Who who);
  Refund* OwnWdk(RefundRef ref, Who who);
  [[nodiscard]] const Line& LineOf(const Refund& refund) const;
  [[nodiscard]] bool IsShipped(int order, int line) const;
  [[nodiscard]] bool IsGivenBack(int order, int line) const;
  [[nodiscard]] bool IsRefundable(const Order& order) const;
  [[nodiscard]] bool Fits(int order, int line, const Claim& claim,
                          const Refund* except = nullptr) const;

  /// The life cycle.
  [[nodiscard]] std::optional<State> Next(const Refund& refund, Event event) const;
  Moved Move(Refund& refund, Event event, Side side, std::optional<std::int64_t> seen = {});
  void Step(Refund& refund, State next, Event event, Side side);
  void SetDeadline(Refund& refund, Event event) const;
  [[nodiscard]] std::int64_t LengthOf(const Refund& refund) const;
  void FollowOrder(int order);
  Refund& Apply(int order, int line, const Claim& claim, bool returns);

  [[nodiscard]] std::optional<Claim> Taken(const Wish& wish, int order, int line,
                                           const Refund* except = nullptr) const;
  [[nodiscard]] int LineFor(const Wish& wish, int order) const;
  static Outcome NameAddress(Refund& refund, int address);
  bool AgreeRow(const AgreeRefunds::Row& row, std::int64_t seen, Who who);
  bool Grant(Refund& refund, std::int64_t fen, std::int64_t post_fee);
  bool GrantAll(const std::vector<Refund*>& refunds, std::optional<std::int64_t> fen);
  std::vector<Refund*> Meant(int order, std::optional<int> line);
  bool CancelPaid(int order);

  bool external_;
  std::int64_t now_;
  All all_;
};

}  // namespace ebbtide::simulation
