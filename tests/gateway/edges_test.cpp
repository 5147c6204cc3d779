#include <array>
#include <functional>
#include <optional>

#include <gmock/gmock.h>

#include "gateway/shop.hpp"
#include "refund/life_cycle.hpp"

/// Every edge of the life cycle through its public method, and every deed in every state where
/// there is no such edge: refused in words, and nothing written.
namespace ebbtide::test {
namespace {

using refund::Actor;
using refund::Claim;
using refund::Event;
using refund::State;
using testing::HasSubstr;

/// A refund that stands somewhere, as `Edges::Put` makes it.
struct Standing {
  State state;
  Claim claim;
  bool shipped;
  bool stepped_in;
};

/// What one side does, and how.
struct Deed {
  Event event;
  Actor actor;
  std::function<std::string(std::int64_t refund)> Do;
};

constexpr std::array kStates{State::kApplied,       State::kRefused,      State::kReturnAgreed,
                             State::kGoodsReturned, State::kRefundAgreed, State::kPayoutFailed,
                             State::kSuccess,       State::kClosed};

/// Goods come back only of what was shipped.
struct Kind {
  Claim claim;
  bool shipped;
};
constexpr std::array kKinds{Kind{Claim::kRefundOnly, false}, Kind{Claim::kRefundOnly, true},
                            Kind{Claim::kReturnAndRefund, true}};

std::string Describe(const Standing& standing, const Deed& deed) {
  return Join(refund::ToText(standing.state),
              standing.claim == Claim::kRefundOnly ? ", refund only" : ", return",
              standing.shipped ? ", shipped" : ", unshipped",
              standing.stepped_in ? ", arbitrated: " : ": ", refund::ToText(deed.actor), " ",
              refund::ToText(deed.event));
}

/// Payments are ended by hand, so that every state of theirs can be stood in.
gateway::Options ExternalPayouts() {
  gateway::Options options;
  options.policy.payout = service::PayoutMode::kExternal;
  return options;
}

class Edges : public ShopTest {
 protected:
  Edges()
      : ShopTest(ExternalPayouts()),
        distributor_(platform_.AddBoundApp(refund::PartyKind::kDistributor, "fx")),
        buyer_side_(platform_.AddUserApp(refund::PartyKind::kDistributor, "fx")),
        staff_(platform_.AddUserApp(refund::PartyKind::kPlatform, "staff")) {}

  /// A new Openmall order of 2000 fen with a refund of 1500 that stands so; gives its number.
  std::int64_t Put(const Standing& standing) {
    next_ += 10;
    const auto word = refund::ToText(standing.state);
    const auto tid = std::to_string(next_);
    const auto number = std::to_string(next_ + 2);
    const bool waits = !refund::IsFinal(standing.state) && !refund::IsPaying(standing.state);
    platform_.Import(
        Join(R"({"channel":"openmall","seller":"shop","buyer":"fx","order_id":)", tid,
             R"(,"out_order_id":")", tid, R"(","state":")", standing.shipped ? "shipped" : "paid",
             R"(","created":"2024-02-01 10:00:00","lines":[{"line_id":)", std::to_string(next_ + 1),
             R"(,"out_line_id":"1","sku_code":"A","title":"Tea","quantity":"2","paid_fen":2000,)",
             R"("refunds":[{"refund_id":)", number, R"(,"state":")", word, R"(","claim":)",
             standing.claim == Claim::kRefundOnly ? "1" : "3",
             R"(,"amount_fen":1500,"quantity":"1","created":"2024-02-20 10:00:00",)",
             R"("reason":"OTHER_REASON")",
             standing.state == State::kReturnAgreed ? R"(,"return_contact":{"name":"张三"})" : "",
             waits ? R"(,"due":"2024-03-01 12:00:01")" : "", "}]}]}"));
    if (standing.stepped_in) {
      Ask(staff_, "ebbtide.refund.arbitration.start", {{"refund_id", number}, {"note", "x"}});
    }
    return next_ + 2;
  }

  std::string Version(std::int64_t refund) { return VersionOf(refund); }

  /// All that a move could have changed.
  std::string Everything(std::int64_t refund) {
    std::string all;
    const std::string id = std::to_string(refund);
    for (const auto& query :
         {"SELECT * FROM refund WHERE refund_id = " + id,
          "SELECT COUNT(*) FROM refund_event WHERE refund_id = " + id,
          "SELECT COUNT(*) FROM refund_message WHERE refund_id = " + id,
          "SELECT * FROM payout WHERE refund_id = " + id,
          "SELECT refunded_fen, refunded_milli FROM order_line WHERE line_id = " +
              std::to_string(refund - 1)}) {
      for (const auto& row : platform_.database().Run(query)) {
        for (const auto& column : row) all += column + "|";
      }
    }
    return all;
  }

  std::string Buyer(std::string_view method, std::int64_t refund, Params more) {
    more.emplace_back("distributor", "fx");
    more.emplace_back("refund_id", std::to_string(refund));
    return Ask(distributor_, method, more);
  }

  std::string Seller(std::string_view method, std::int64_t refund, Params more) {
    more.emplace_back("refund_id", std::to_string(refund));
    return Ask(seller_, method, more);
  }

  std::string SellerWithProof(std::string_view method, std::int64_t refund, Params more) {
    more.emplace_back("refund_id", std::to_string(refund));
    return AskWithFile(seller_, method, more, {"refuse_proof", kGif});
  }

  std::string Staff(std::string_view method, std::int64_t refund, Params more) {
    more.emplace_back("refund_id", std::to_string(refund));
    return Ask(staff_, method, more);
  }

  std::string Modify(std::int64_t refund) {
    const bool goods_come_back =
        platform_.database().Number("SELECT claim FROM refund WHERE refund_id = " +
                                    std::to_string(refund)) == 3;
    const bool shipped =
        platform_.database().Number(
            "SELECT COUNT(*) FROM trade_order WHERE state = 'shipped' AND order_id = " +
            std::to_string(refund - 2)) == 1;
    return Buyer("taobao.openmall.refund.modify", refund,
                 {{"refund_type", goods_come_back ? "return_and_refund" : "refund"},
                  {"refund_fee", "1500"},
                  {"refund_desc", "again"},
                  {"goods_status", shipped ? "BUYER_RECEIVED" : "UNSHIPPED"},
                  {"refund_reason", "OTHER_REASON"}});
  }

  std::string Decide(std::int64_t refund, std::string_view verdict) {
    return Staff("ebbtide.refund.arbitration.decide", refund,
                 {{"verdict", std::string(verdict)}, {"note", "x"}});
  }

  std::string Confirm(std::int64_t refund, std::string_view outcome) {
    return Staff("ebbtide.payout.confirm", refund,
                 {{"attempt", "1"}, {"outcome", std::string(outcome)}});
  }

  /// Time passes until the deadline and no further: others do not fire.
  std::string PassTime() {
    platform_.clock().AdvanceMs(1'000);
    platform_.FireDeadlines();
    platform_.clock().AdvanceMs(-1'000);
    return "the clock says nothing";
  }

  std::vector<Deed> Deeds() {
    const Params phase{{"refund_phase", "onsale"}};
    const auto with_version = [&](std::int64_t refund, Params more) {
      more.emplace_back("refund_phase", "onsale");
      more.emplace_back("refund_version", Version(refund));
      return more;
    };
    return {
        {Event::kModify, Actor::kBuyer, [&](auto r) { return Modify(r); }},
        {Event::kWithdraw, Actor::kBuyer,
         [&](auto r) { return Buyer("taobao.openmall.refund.close", r, {}); }},
        {Event::kShipBack, Actor::kBuyer,
         [&](auto r) {
           return Buyer("taobao.openmall.refund.submit", r,
                        {{"logistics_company_code", "YTO"},
                         {"logistics_company_name", "圆通"},
                         {"logistics_no", "B1"}});
         }},
        {Event::kLeaveMessage, Actor::kBuyer,
         [&](auto r) {
           return Buyer("taobao.openmall.refund.message.submit", r,
                        {{"refund_message", R"({"refund_message":"hello"})"}});
         }},
        {Event::kAskPlatform, Actor::kBuyer,
         [&](auto r) {
           return Ask(buyer_side_, "ebbtide.refund.arbitration.ask",
                      {{"refund_id", std::to_string(r)}, {"reason", "x"}});
         }},
        {Event::kAgreeRefund, Actor::kSeller,
         [&](auto r) {
           return Ask(seller_, "taobao.rp.refunds.agree",
                      {{"refund_infos", Join(std::to_string(r), "|1500|", Version(r), "|onsale")}});
         }},
        {Event::kAgreeReturn, Actor::kSeller,
         [&, with_version](auto r) {
           return Seller("taobao.rp.returngoods.agree", r,
                         with_version(r, {{"address", "文三路1号"},
                                          {"name", "张三"},
                                          {"mobile", "13888888888"},
                                          {"remark", "x"}}));
         }},
        {Event::kRefuse, Actor::kSeller,
         [&, with_version](auto r) {
           return SellerWithProof("taobao.refund.refuse", r,
                                  with_version(r, {{"refuse_message", "商品已发出"}}));
         }},
        {Event::kShipBack, Actor::kSeller,
         [&, phase](auto r) {
           Params params = phase;
           params.emplace_back("logistics_waybill_no", "S1");
           params.emplace_back("logistics_company_code", "YTO");
           return Seller("taobao.rp.returngoods.refill", r, params);
         }},
        {Event::kRefuseGoods, Actor::kSeller,
         [&, with_version](auto r) {
           return SellerWithProof("taobao.rp.returngoods.refuse", r, with_version(r, {}));
         }},
        {Event::kReview, Actor::kSeller,
         [&, with_version](auto r) {
           return Seller(
               "taobao.rp.refund.review", r,
               with_version(r, {{"operator", "小二"}, {"message", "x"}, {"result", "true"}}));
         }},
        {Event::kLeaveMessage, Actor::kSeller,
         [&](auto r) {
           return Seller("taobao.refund.message.add", r, {{"content", "hello"}});
         }},
        {Event::kAskPlatform, Actor::kSeller,
         [&](auto r) {
           return Seller("ebbtide.refund.arbitration.ask", r, {{"reason", "x"}});
         }},
        {Event::kStepIn, Actor::kPlatform,
         [&](auto r) {
           return Staff("ebbtide.refund.arbitration.start", r, {{"note", "x"}});
         }},
        {Event::kStepOut, Actor::kPlatform, [&](auto r) { return Decide(r, "withdrawn"); }},
        {Event::kRuleForBuyer, Actor::kPlatform, [&](auto r) { return Decide(r, "buyer"); }},
        {Event::kRuleForSeller, Actor::kPlatform, [&](auto r) { return Decide(r, "seller"); }},
        {Event::kPayoutSucceeded, Actor::kPayout, [&](auto r) { return Confirm(r, "paid"); }},
        {Event::kPayoutFailed, Actor::kPayout, [&](auto r) { return Confirm(r, "failed"); }},
        {Event::kRetryPayout, Actor::kOperator,
         [&](auto r) { return Staff("ebbtide.payout.retry", r, {}); }},
        {Event::kShipOrder, Actor::kSeller,
         [&](auto r) {
           return Ask(seller_, "taobao.logistics.offline.send",
                      {{"tid", std::to_string(r - 2)}, {"out_sid", "W1"}, {"company_code", "YTO"}});
         }},
        {Event::kTimeOut, Actor::kSystem, [&](auto) { return PassTime(); }},
    };
  }

  /// Beyond the table, a method may mean more than one edge, or none; each as its page says.
  static std::optional<State> BeyondTheTable(const Standing& standing, const Deed& deed) {
    // A late `paid` is believed after a failure too: all attempts carry one key.
    if (standing.state == State::kPayoutFailed && deed.event == Event::kPayoutSucceeded) {
      return State::kSuccess;
    }
    return std::nullopt;
  }

  /// Whether the answer may be a success although nothing moves: it repeats what is so already, or
  /// what the method did was beside the refund.
  static bool MaySucceedInVain(const Standing& standing, const Deed& deed) {
    switch (deed.event) {
      case Event::kShipOrder:
      case Event::kTimeOut: return true;
      case Event::kWithdraw: return standing.state == State::kClosed;
      case Event::kPayoutFailed: return standing.state == State::kPayoutFailed;
      case Event::kStepIn: return standing.stepped_in;
      case Event::kAskPlatform: return standing.stepped_in;
      default: return false;
    }
  }

  /// Where the table's row leads, unless the method refuses it for a reason of its own.
  static std::optional<State> Expected(const Standing& standing, const Deed& deed) {
    if (const auto beyond = BeyondTheTable(standing, deed)) return beyond;
    const refund::Facts facts{standing.claim, standing.shipped, standing.stepped_in};
    const auto row = refund::FindTransition(standing.state, deed.event, deed.actor, facts);
    if (!row) return std::nullopt;
    // Documented: who has not shipped can ship, but not refuse.
    if (deed.event == Event::kRefuse && !standing.shipped) return std::nullopt;
    // A second start or request changes nothing.
    if (MaySucceedInVain(standing, deed) && deed.event != Event::kShipOrder &&
        deed.event != Event::kTimeOut) {
      return std::nullopt;
    }
    // While the platform arbitrates no deadline runs.
    if (deed.event == Event::kTimeOut && standing.stepped_in) return std::nullopt;
    return (*row)->to;
  }

  void Check(const Standing& standing, const Deed& deed) {
    SCOPED_TRACE(Describe(standing, deed));
    const auto refund = Put(standing);
    const auto before = Everything(refund);
    const auto answer = deed.Do(refund);
    const auto expected = Expected(standing, deed);
    if (expected) {
      ++walked_;
      EXPECT_EQ(StateOf(refund), refund::ToText(*expected)) << answer;
      EXPECT_NE(Everything(refund), before) << answer;
      return;
    }
    ++refused_;
    const bool retried =
        deed.event == Event::kRetryPayout && standing.state == State::kRefundAgreed;
    if (retried) return;  // an unknown payment is tried again beside the refund
    EXPECT_EQ(Everything(refund), before) << answer;
    if (MaySucceedInVain(standing, deed)) return;
    EXPECT_THAT(answer,
                testing::AnyOf(HasSubstr(R"("sub_code":"isv.)"), HasSubstr(R"("succ":false)")));
    EXPECT_THAT(answer, testing::AnyOf(HasSubstr(R"("sub_msg":")"), HasSubstr(R"("message":")")));
  }

  App distributor_;
  App buyer_side_;
  App staff_;
  std::int64_t next_ = 100'000;
  int walked_ = 0;
  int refused_ = 0;
};

TEST_F(Edges, AreWalkedByTheirMethodsAndThereAreNoOthers) {
  const auto deeds = Deeds();
  for (const auto state : kStates) {
    const bool disputed = !refund::IsFinal(state) && !refund::IsPaying(state);
    for (const auto& [claim, shipped] : kKinds) {
      for (const bool stepped_in : {false, true}) {
        if (stepped_in && !disputed) continue;
        for (const auto& deed : deeds) Check({state, claim, shipped, stepped_in}, deed);
      }
    }
  }
  RecordProperty("edges_walked", walked_);
  RecordProperty("deeds_refused", refused_);
  std::printf("life cycle: %d edges walked, %d deeds refused\n", walked_, refused_);
  EXPECT_GT(walked_, 150);
  EXPECT_GT(refused_, 500);
}

}  // namespace
}  // namespace ebbtide::test
