#include "refund/guard.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <stdexcept>

#include <gmock/gmock.h>

#include "base/random.hpp"
#include "refund/reasons.hpp"

namespace ebbtide::refund {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto kMax = std::numeric_limits<std::int64_t>::max();

TEST(CheckRefundable, TakesPaidOrdersOnly) {
  struct Case {
    OrderState state;
    bool refundable;
  };
  constexpr Case kCases[] = {{OrderState::kCreated, false},
                             {OrderState::kPaid, true},
                             {OrderState::kShipped, true},
                             {OrderState::kFinished, true},
                             {OrderState::kClosed, false}};
  for (const auto& [state, refundable] : kCases) {
    Order order;
    order.id = {42};
    order.state = state;
    const auto checked = CheckRefundable(order, {1}, DurationsOf("default"));
    ASSERT_EQ(checked.has_value(), refundable) << ToText(state);
    if (refundable) continue;
    EXPECT_EQ(checked.error(),
              Refused("isv.order-status-error", "order 42 is " + std::string(ToText(state)) +
                                                    "; only a paid order can be refunded"));
  }
}

TEST(CheckRefundable, KeepsToTheAfterSaleWindow) {
  const auto& durations = DurationsOf("default");
  Order order;
  order.state = OrderState::kFinished;
  order.ended = {1'000};
  const std::int64_t last_ms = 1'000 + durations.aftersale_window_ms;
  EXPECT_TRUE(CheckRefundable(order, {last_ms}, durations));
  EXPECT_EQ(CheckRefundable(order, {last_ms + 1}, durations).error().sub_code,
            "isv.aftersale-window-closed");
  order.ended = {};
  EXPECT_TRUE(CheckRefundable(order, {last_ms + 1}, durations)) << "its end is not known";
}

struct LineCase {
  const char* name;
  std::int64_t milli;
  std::int64_t fen;
  std::string_view sub_code;  ///< "" fits
};

OrderLine Line() {
  OrderLine line;
  line.id = {7};
  line.quantity = PiecesOf(10);
  line.refunded_quantity = PiecesOf(7);
  line.paid = {1000};
  line.refunded = {400};
  return line;
}

TEST(CheckFits, KeepsToWhatIsLeftOfALine) {
  constexpr LineCase kCases[] = {
      {"all that is left", 3000, 600, ""},
      {"less", 1, 1, ""},
      {"money without goods", 0, 1, ""},
      {"one fen over", 3000, 601, "isv.refund-fee-exceeded"},
      {"a thousandth over", 3001, 600, "isv.refund-quantity-exceeded"},
      {"both over", 3001, 601, "isv.refund-quantity-exceeded"},
      {"far over", kMax, kMax, "isv.refund-quantity-exceeded"},
      {"no money of a paid line", 1000, 0, "isv.invalid-parameter:refund_fee"},
  };
  for (const auto& [name, milli, fen, sub_code] : kCases) {
    const auto checked = CheckFits(Line(), {.quantity = {milli}, .amount = {fen}, .post_fee = {}});
    EXPECT_EQ(checked ? "" : checked.error().sub_code, sub_code) << name;
  }
}

TEST(CheckFits, SaysWhatIsLeft) {
  EXPECT_EQ(CheckFits(Line(), {.quantity = {}, .amount = {601}, .post_fee = {}}).error().sub_msg,
            "sub-order 7: asks for 601 fen where 600 are left to refund");
  EXPECT_EQ(CheckFits(Line(), {.quantity = {3500}, .amount = {1}, .post_fee = {}}).error().sub_msg,
            "sub-order 7: asks for 3.5 pieces where 3 are left to refund");
}

TEST(CheckFits, LetsPiecesGoBackForNothingOnceAllMoneyHas) {
  OrderLine line = Line();
  line.refunded = line.paid;
  EXPECT_TRUE(CheckFits(line, {.quantity = PiecesOf(3), .amount = {0}, .post_fee = {}}));
  EXPECT_FALSE(CheckFits(line, {.quantity = PiecesOf(4), .amount = {0}, .post_fee = {}}));
}

TEST(CheckFits, LetsALineThatCostNothingGoBackForNothing) {
  OrderLine gift = Line();
  gift.paid = {0};
  gift.refunded = {0};
  EXPECT_TRUE(CheckFits(gift, {.quantity = PiecesOf(3), .amount = {0}, .post_fee = {}}));
  EXPECT_FALSE(CheckFits(gift, {.quantity = PiecesOf(3), .amount = {1}, .post_fee = {}}));
}

TEST(CheckFits, KeepsToWhatIsLeftOfAnOrder) {
  Order order;
  order.id = {42};
  order.paid = {1500};
  order.refunded = {500};
  order.post_fee = {300};
  order.refunded_post_fee = {100};
  const auto fits = [&](std::int64_t amount, std::int64_t post_fee) {
    return CheckFits(order, {.quantity = {}, .amount = {amount}, .post_fee = {post_fee}});
  };
  EXPECT_TRUE(fits(1000, 0));
  EXPECT_TRUE(fits(800, 200));
  EXPECT_EQ(fits(801, 200).error(),
            Refused("isv.refund-fee-exceeded",
                    "order 42: asks for 1001 fen where 1000 are left to refund"));
  EXPECT_EQ(fits(1, 201).error(),
            Refused("isv.refund-post-fee-exceeded",
                    "order 42: asks for 201 fen of postage where 200 are left; it is refunded "
                    "once"));
}

TEST(PhaseOf, IsAfterSaleFromTheFinishedTradeOn) {
  EXPECT_EQ(PhaseOf(OrderState::kPaid), Phase::kOnSale);
  EXPECT_EQ(PhaseOf(OrderState::kShipped), Phase::kOnSale);
  EXPECT_EQ(PhaseOf(OrderState::kFinished), Phase::kAfterSale);
}

std::vector<Fen> Split(std::int64_t amount, const std::vector<Fen>& room) {
  return SplitInProportion({amount}, room);
}

TEST(SplitInProportion, DividesExactly) {
  EXPECT_THAT(Split(0, {}), IsEmpty());
  EXPECT_THAT(Split(0, {{0}, {5}}), ElementsAre(Fen{0}, Fen{0}));
  EXPECT_THAT(Split(7, {{7}}), ElementsAre(Fen{7}));
  EXPECT_THAT(Split(100, {{100}, {300}}), ElementsAre(Fen{25}, Fen{75}));
  EXPECT_THAT(Split(10, {{10}, {0}, {20}}), ElementsAre(Fen{4}, Fen{0}, Fen{6}));
  EXPECT_THAT(Split(100, {{100}, {100}, {100}}), ElementsAre(Fen{34}, Fen{33}, Fen{33}));
  EXPECT_THAT(Split(2, {{1}, {1}, {1}}), ElementsAre(Fen{1}, Fen{1}, Fen{0}));
  EXPECT_THAT(Split(6, {{1}, {2}, {3}}), ElementsAre(Fen{1}, Fen{2}, Fen{3}));
}

TEST(SplitInProportion, HoldsTheLargestAmounts) {
  EXPECT_THAT(Split(kMax, {{kMax - 1}, {1}}), ElementsAre(Fen{kMax - 1}, Fen{1}));
  EXPECT_THAT(Split(kMax - 1, {{kMax}}), ElementsAre(Fen{kMax - 1}));
}

TEST(SplitInProportion, ThrowsAtWhatDoesNotFit) {
  EXPECT_THROW(Split(1, {}), std::logic_error);
  EXPECT_THROW(Split(4, {{1}, {2}}), std::logic_error);
  EXPECT_THROW(Split(-1, {{1}}), std::logic_error);
  EXPECT_THROW(Split(1, {{2}, {-1}}), std::logic_error);
}

TEST(SplitOver, DividesByWhatIsLeftOfEachPayment) {
  const Payment kPayments[] = {
      {.channel_code = 2, .paid = {100}, .refunded = {0}},
      {.channel_code = 11, .paid = {500}, .refunded = {500}},
      {.channel_code = 12, .paid = {400}, .refunded = {100}},
  };
  EXPECT_THAT(SplitOver(kPayments, {200}), ElementsAre(Fen{50}, Fen{0}, Fen{150}));
  EXPECT_THROW(SplitOver(kPayments, {401}), std::logic_error);
  EXPECT_THROW(SplitOver({}, {1}), std::logic_error);
}

TEST(SplitInProportion, AddsUpAndStaysWithinItsRoom) {
  constexpr std::uint64_t kSeed = 42;
  SeededRandom random(kSeed);
  for (int i = 0; i < 5'000; ++i) {
    SCOPED_TRACE("seed " + std::to_string(kSeed) + ", case " + std::to_string(i));
    std::vector<Fen> room(1 + random.Next() % 8);
    const std::uint64_t limit = i % 3 == 0 ? 3 : i % 3 == 1 ? 100'000 : 1ULL << 59U;
    for (Fen& one : room) one.value = static_cast<std::int64_t>(random.Next() % limit);
    const Fen total = std::accumulate(room.begin(), room.end(), Fen{});
    const auto wanted = random.Next() % (static_cast<std::uint64_t>(total.value) + 1);
    const Fen amount{i % 7 == 0 ? total.value : static_cast<std::int64_t>(wanted)};

    const auto parts = SplitInProportion(amount, room);
    ASSERT_EQ(parts.size(), room.size());
    EXPECT_EQ(std::accumulate(parts.begin(), parts.end(), Fen{}), amount);
    for (std::size_t k = 0; k < parts.size(); ++k) {
      EXPECT_GE(parts[k].value, 0);
      EXPECT_LE(parts[k], room[k]);
      if (amount.value == 0) continue;
      // Never below its rounded-down share, and above it by the remainder at most.
      __extension__ using Wide = __int128;
      const auto share =
          static_cast<std::int64_t>(static_cast<Wide>(amount.value) * room[k].value / total.value);
      EXPECT_GE(parts[k].value, share);
      EXPECT_LT(parts[k].value - share, static_cast<std::int64_t>(room.size()));
    }
  }
}

TEST(CheckFits, RefusesNegativeClaims) {
  const OrderLine line{.id = {1}, .quantity = PiecesOf(4), .paid = {100}};
  for (const Claimed& claimed : {Claimed{PiecesOf(-1), {1}, {}}, Claimed{PiecesOf(1), {-1}, {}},
                                 Claimed{PiecesOf(1), {1}, {-1}}}) {
    const auto refused = CheckFits(line, claimed);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().sub_code, "isv.invalid-parameter:refund_fee");
  }
}

TEST(PiecesFor, GoWithTheMoneyAndAreRoundedDown) {
  const auto pieces = [](const char* bought, const char* refunded, std::int64_t amount) {
    const OrderLine line{.id = {1},
                         .quantity = ParseQuantity(bought, "bought").value(),
                         .paid = {1'000'000'000'000},
                         .refunded_quantity = ParseQuantity(refunded, "refunded").value(),
                         .refunded = {999'999'999'000}};
    return ToText(PiecesFor(line, {amount}));
  };
  EXPECT_EQ(pieces("5", "1", 1000), "4");
  EXPECT_EQ(pieces("5", "1", 999), "3");
  EXPECT_EQ(pieces("5", "1", 500), "2");
  EXPECT_EQ(pieces("5", "1", 249), "0");
  EXPECT_EQ(pieces("1.5", "0.5", 1000), "1");
  EXPECT_EQ(pieces("1.5", "0.5", 333), "0.333");
  EXPECT_EQ(pieces("1000000000", "0", 999), "999000000");
}

TEST(CheckRefusable, LetsNobodyRefuseUnshippedGoodsOrAReasonThatNeedsNoProof) {
  Refund refund;
  EXPECT_TRUE(CheckRefusable(refund, true));
  EXPECT_EQ(CheckRefusable(refund, false).error().sub_code, "isv.refund-refuse-not-allowed");
  refund.reason = kSevenDays;
  EXPECT_EQ(CheckRefusable(refund, true).error().sub_code, "isv.refund-refuse-not-allowed");
}

}  // namespace
}  // namespace ebbtide::refund
