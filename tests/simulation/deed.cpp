#include "simulation/deed.hpp"

#include <array>

namespace ebbtide::simulation {
namespace {

constexpr std::array<std::string_view, std::variant_size_v<Deed>> kMethods{
    "taobao.openmall.refund.create",
    "taobao.openmall.refund.modify",
    "taobao.openmall.refund.close",
    "taobao.openmall.refund.submit",
    "taobao.rp.refunds.agree",
    "taobao.refund.refuse",
    "taobao.rp.returngoods.agree",
    "taobao.rp.returngoods.refill",
    "taobao.rp.returngoods.refuse",
    "taobao.logistics.offline.send",
    "ebbtide.trade.confirm",
    "ebbtide.refund.arbitration.ask",
    "ebbtide.refund.arbitration.start",
    "ebbtide.refund.arbitration.decide",
    "ebbtide.payout.confirm",
    "ebbtide.payout.retry",
    "alibaba.wdk.channel.order.userrefund",
    "alibaba.wdk.channel.order.refund.confirm",
    "alibaba.tcls.aelophy.refund.agree",
    "alibaba.tcls.aelophy.refund.disagree",
    "alibaba.wdk.channel.order.usercancel",
    "(time passes)"};

std::string Text(std::int64_t number) { return std::to_string(number); }

std::string Text(Who who) {
  constexpr std::array kNames{"shop", "rival", "distributor", "stranger", "buyer", "staff"};
  return std::string("by ") + kNames.at(static_cast<std::size_t>(who));
}

std::string Text(RefundRef ref) { return "refund " + Text(ref.order) + "." + Text(ref.nth); }

std::string Text(Phase phase) {
  constexpr std::array kNames{"", ", right phase", ", wrong phase"};
  return kNames.at(static_cast<std::size_t>(phase));
}

std::string Text(Picture picture) {
  constexpr std::array kNames{"no proof", "proof", "unreadable proof"};
  return kNames.at(static_cast<std::size_t>(picture));
}

std::string Text(Age age) {
  if (!age) return "no version";
  return *age == 0 ? "present version" : Text(*age) + " versions old";
}

std::string Text(const Wish& wish) {
  return Text(wish.fen) + " fen" + (wish.returns ? ", return" : ", refund only") +
         (wish.seven_days ? ", seven days" : "") +
         (wish.goods == Goods::kUnshipped ? ", unshipped" : ", received");
}

std::string Details(const ApplyOpenmall& deed) {
  return "order " + Text(deed.order) + ", " + Text(deed.wish) + ", " + Text(deed.who);
}
std::string Details(const ModifyOpenmall& deed) {
  return Text(deed.refund) + ", " + Text(deed.wish) + ", " + Text(deed.who);
}
std::string Details(const CloseOpenmall& deed) { return Text(deed.refund) + ", " + Text(deed.who); }
std::string Details(const SubmitOpenmall& deed) {
  return Text(deed.refund) + ", waybill " + Text(deed.waybill) + ", " + Text(deed.who);
}

std::string Details(const AgreeRefunds& deed) {
  std::string text;
  for (const auto& row : deed.rows) {
    text += Text(row.refund) + " with " + Text(row.too_much) + " fen too much, " +
            Text(Age(row.age)) + Text(row.phase) + "; ";
  }
  return text + (deed.malformed ? "malformed, " : "") + Text(deed.who);
}
std::string Details(const RefuseRefund& deed) {
  return Text(deed.refund) + ", " + Text(deed.age) + Text(deed.phase) + ", " + Text(deed.proof) +
         (deed.too_short ? ", message too short, " : ", ") + Text(deed.who);
}
std::string Details(const AgreeReturn& deed) {
  return Text(deed.refund) + ", " + Text(deed.age) + Text(deed.phase) + ", address " +
         Text(deed.address) + ", " + Text(deed.who);
}
std::string Details(const RefillReturn& deed) {
  return Text(deed.refund) + Text(deed.phase) + ", waybill " + Text(deed.waybill) + ", " +
         Text(deed.who);
}
std::string Details(const RefuseReturn& deed) {
  return Text(deed.refund) + ", " + Text(deed.age) + Text(deed.phase) + ", " + Text(deed.proof) +
         ", " + Text(deed.who);
}

std::string Details(const Ship& deed) {
  std::string text = "order " + Text(deed.order) + ", waybill " + Text(deed.waybill);
  if (deed.part) text += ", only lines";
  for (const int line : deed.lines) text += " " + Text(line);
  return text + ", " + Text(deed.who);
}
std::string Details(const Finish& deed) {
  return "order " + Text(deed.order) + ", " + Text(deed.who);
}

std::string Details(const AskPlatform& deed) { return Text(deed.refund) + ", " + Text(deed.who); }
std::string Details(const StepIn& deed) { return Text(deed.refund); }
std::string Details(const Decide& deed) {
  constexpr std::array kVerdicts{"buyer", "seller", "withdrawn"};
  return Text(deed.refund) + ", " + kVerdicts.at(static_cast<std::size_t>(deed.verdict));
}

std::string Details(const ConfirmPayout& deed) {
  constexpr std::array kOutcomes{"paid", "failed", "unknown"};
  return Text(deed.refund) + ", " + kOutcomes.at(static_cast<std::size_t>(deed.outcome)) + ", " +
         Text(deed.attempts_ago) + " attempts ago, reference " + Text(deed.reference);
}
std::string Details(const RetryPayout& deed) { return Text(deed.refund); }

std::string Details(const ApplyWdk& deed) {
  std::string text = "order " + Text(deed.order) + ", key " + Text(deed.key);
  for (const auto& row : deed.rows) {
    text +=
        "; line " + Text(row.line) + ": " + Text(row.pieces) + " pieces, " + Text(row.fen) + " fen";
  }
  return text + "; " + Text(deed.who);
}
std::string Details(const ConfirmWdk& deed) {
  std::string text = "order " + Text(deed.order);
  if (deed.key) text += ", key " + Text(*deed.key);
  for (const auto& row : deed.rows) {
    text += "; " + Text(row.refund) + " with " + Text(row.too_much) + " fen too much";
    if (row.post_fee) text += " and " + Text(*row.post_fee) + " of postage";
  }
  return text + "; " + Text(deed.who);
}
std::string Details(const AgreeAelophy& deed) {
  std::string text = deed.refund ? Text(*deed.refund) : "order " + Text(deed.order);
  if (deed.line) text += ", line " + Text(*deed.line);
  if (deed.fen) text += ", " + Text(*deed.fen) + " fen";
  return text + ", " + Text(deed.who);
}
std::string Details(const DisagreeAelophy& deed) {
  return Text(deed.refund) + ", " + Text(deed.who);
}
std::string Details(const CancelWdk& deed) {
  return "order " + Text(deed.order) + ", " + Text(deed.who);
}

std::string Details(const Pass& deed) {
  return Text(deed.ms) + " ms" + (deed.fire ? "" : ", but no deadline fires");
}

}  // namespace

std::string_view MethodOf(const Deed& deed) { return kMethods.at(deed.index()); }

std::string ToText(const Deed& deed) {
  return std::string(MethodOf(deed)) + ": " +
         std::visit([](const auto& one) { return Details(one); }, deed);
}

}  // namespace ebbtide::simulation
