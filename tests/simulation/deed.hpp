#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// What somebody may do to the simulated orders, as plain data: a sequence of deeds can be printed,
/// and replayed with some of them left out. Amounts are fen.
namespace ebbtide::simulation {

enum class Who : std::uint8_t {
  kShop,         ///< the seller of all orders
  kRival,        ///< another seller
  kDistributor,  ///< bought the Openmall orders
  kStranger,     ///< another distributor's app
  kBuyer,        ///< bought the WDK orders
  kStaff,        ///< the platform's
};

/// The nth refund of an order, 0 the oldest; where it has none, a number that no refund has.
struct RefundRef {
  int order = 0;
  int nth = 0;
};

/// How old the version is that the caller has seen: 0 the present one, 1 the one before.
using Age = std::optional<int>;

enum class Phase : std::uint8_t { kUnsaid, kRight, kWrong };
enum class Picture : std::uint8_t { kNone, kGood, kBad };
enum class Goods : std::uint8_t { kUnshipped, kReceived };

/// What a distributor asks for.
struct Wish {
  std::int64_t fen = 0;
  bool returns = false;
  bool seven_days = false;
  Goods goods = Goods::kReceived;
};

struct ApplyOpenmall {
  Who who;
  int order;
  Wish wish;
};
struct ModifyOpenmall {
  Who who;
  RefundRef refund;
  Wish wish;
};
struct CloseOpenmall {
  Who who;
  RefundRef refund;
};
struct SubmitOpenmall {
  Who who;
  RefundRef refund;
  int waybill;
};

struct AgreeRefunds {
  struct Row {
    RefundRef refund;
    int too_much;  ///< than the refund is of
    int age;
    Phase phase;
  };
  Who who;
  std::vector<Row> rows;
  bool malformed;
};
struct RefuseRefund {
  Who who;
  RefundRef refund;
  Age age;
  Phase phase;
  Picture proof;
  bool too_short;
};
struct AgreeReturn {
  Who who;
  RefundRef refund;
  Age age;
  Phase phase;
  int address;  ///< 0: none
};
struct RefillReturn {
  Who who;
  RefundRef refund;
  Phase phase;
  int waybill;
};
struct RefuseReturn {
  Who who;
  RefundRef refund;
  Age age;
  Phase phase;
  Picture proof;
};
struct Ship {
  Who who;
  int order;
  bool part;
  std::vector<int> lines;  ///< of the part; one that the order does not have is another order's
  int waybill;
};
struct Finish {
  Who who;
  int order;
};

enum class Verdict : std::uint8_t { kBuyer, kSeller, kWithdrawn };
struct AskPlatform {
  Who who;
  RefundRef refund;
};
struct StepIn {
  RefundRef refund;
};
struct Decide {
  RefundRef refund;
  Verdict verdict;
};

enum class Paid : std::uint8_t { kPaid, kFailed, kUnknown };
struct ConfirmPayout {
  RefundRef refund;
  int attempts_ago;  ///< of the present one; -1 is one that is yet to come
  Paid outcome;
  int reference;  ///< 0: none
};
struct RetryPayout {
  RefundRef refund;
};

struct ApplyWdk {
  struct Row {
    int line;
    std::int64_t pieces;
    std::int64_t fen;
  };
  Who who;
  int key;
  int order;
  std::vector<Row> rows;
};
struct ConfirmWdk {
  struct Row {
    RefundRef refund;
    int too_much;  ///< than was applied for; less than 0 grants less
    std::optional<std::int64_t> post_fee;
  };
  Who who;
  int order;
  std::optional<int> key;
  std::vector<Row> rows;
};
/// By refund, or else by order; then of one line, or else of all.
struct AgreeAelophy {
  Who who;
  std::optional<RefundRef> refund;
  int order;
  std::optional<int> line;
  std::optional<std::int64_t> fen;  ///< needs a line
};
struct DisagreeAelophy {
  Who who;
  RefundRef refund;
};
struct CancelWdk {
  Who who;
  int order;
};

/// Deadlines may fire late, as while the server is down.
struct Pass {
  std::int64_t ms;
  bool fire;
};

using Deed = std::variant<ApplyOpenmall, ModifyOpenmall, CloseOpenmall, SubmitOpenmall,
                          AgreeRefunds, RefuseRefund, AgreeReturn, RefillReturn, RefuseReturn, Ship,
                          Finish, AskPlatform, StepIn, Decide, ConfirmPayout, RetryPayout, ApplyWdk,
                          ConfirmWdk, AgreeAelophy, DisagreeAelophy, CancelWdk, Pass>;

/// The method that the deed calls.
std::string_view MethodOf(const Deed& deed);

/// The deed in a line.
std::string ToText(const Deed& deed);

}  // namespace ebbtide::simulation
