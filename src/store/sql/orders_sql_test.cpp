#include <limits>

#include <gmock/gmock.h>

#include "store/testing.hpp"

namespace ebbtide::store {
namespace {

using refund::Claimed;
using refund::OrderState;
using sample::All;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto kMax = std::numeric_limits<std::int64_t>::max();
constexpr refund::PartyId kSeller{1};
constexpr refund::PartyId kOther{2};

class OrdersSql : public testing::Test {
 protected:
  OrdersSql() {
    open_.store->Transact([&] {
      orders().Insert(order_, order_.shop_id, "digest");
      orders().InsertLine(line_, order_);
    });
  }
  Orders& orders() { return open_.orders(); }
  refund::Order Order() { return orders().Find(Scope::Seller(kSeller), order_.id).value(); }
  refund::OrderLine Line() { return orders().FindLine(order_.id, line_.id).value(); }
  bool ReserveLine(std::int64_t milli, std::int64_t fen) {
    return orders().ReserveLine(line_.id, {.quantity = {milli}, .amount = {fen}, .post_fee = {}});
  }

  sample::OpenStore open_;
  refund::Order order_ = sample::WdkOrder(500, kSeller, {3});
  refund::OrderLine line_ = sample::Line(501, order_.id);
};

TEST_F(OrdersSql, FindsAnOrderAsItWasWrittenForItsSellerOnly) {
  const auto found = orders().Find(Scope::Seller(kSeller), order_.id);
  ASSERT_TRUE(found);
  EXPECT_EQ(All(*found), All(order_));
  EXPECT_FALSE(orders().Find(Scope::Seller(kOther), order_.id));
  EXPECT_FALSE(orders().Find(Scope::Seller(order_.buyer), order_.id));
  EXPECT_FALSE(orders().Find(Scope::Seller(kSeller), {499}));
  EXPECT_FALSE(orders().Find(Scope::Seller(kSeller), {line_.id.value}));
}

TEST_F(OrdersSql, FindsALineAsItWasWrittenUnderItsOrderOnly) {
  const auto found = orders().FindLine(order_.id, line_.id);
  ASSERT_TRUE(found);
  EXPECT_EQ(All(*found), All(line_));
  EXPECT_FALSE(orders().FindLine({499}, line_.id));
  EXPECT_FALSE(orders().FindLine(order_.id, {502}));
}

TEST_F(OrdersSql, FindsALineByTheCallersNumberUnderItsOrderOnly) {
  EXPECT_EQ(orders().FindLineId(order_.id, "line-501"), line_.id);
  EXPECT_FALSE(orders().FindLineId({499}, "line-501"));
  EXPECT_FALSE(orders().FindLineId(order_.id, "line-50"));
}

TEST_F(OrdersSql, FindsAnOrderByEveryPartOfItsKey) {
  const OrderKey key{kSeller, refund::Channel::kWdk, "10010", "out-500"};
  const auto found = orders().FindByKey(key);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, order_.id);
  EXPECT_EQ(found->content_digest, "digest");
  for (const OrderKey& other :
       {OrderKey{kOther, key.channel, key.scope, key.out_order_id},
        OrderKey{kSeller, refund::Channel::kEpp, key.scope, key.out_order_id},
        OrderKey{kSeller, key.channel, "", key.out_order_id},
        OrderKey{kSeller, key.channel, key.scope, "out-50"}}) {
    EXPECT_FALSE(orders().FindByKey(other)) << other.out_order_id;
  }
}

TEST_F(OrdersSql, TakesAnIdOrAKeyOnce) {
  EXPECT_ANY_THROW(orders().Insert(sample::WdkOrder(500, kOther), "", ""));
  auto same_key = order_;
  same_key.id = {600};
  EXPECT_ANY_THROW(orders().Insert(same_key, order_.shop_id, "other"));
  EXPECT_NO_THROW(orders().Insert(same_key, "another shop", ""));

  auto same_line = line_;
  EXPECT_ANY_THROW(orders().InsertLine(same_line, order_));
  same_line.id = {502};
  EXPECT_ANY_THROW(orders().InsertLine(same_line, order_));  // the caller's number is taken
  same_line.out_line_id = "line-502";
  EXPECT_NO_THROW(orders().InsertLine(same_line, order_));

  EXPECT_TRUE(orders().IsOrderIdTaken({500}));
  EXPECT_FALSE(orders().IsOrderIdTaken({501}));
  EXPECT_TRUE(orders().IsLineIdTaken({501}));
  EXPECT_FALSE(orders().IsLineIdTaken({500}));
}

TEST_F(OrdersSql, ListsPaymentsByChannelCode) {
  EXPECT_THAT(orders().PaymentsOf(order_), IsEmpty());
  orders().InsertPayment(order_.id, {.channel_code = 11, .paid = {1'000}, .refunded = {7}});
  orders().InsertPayment(order_.id, {.channel_code = 2, .paid = {5}, .refunded = {}});
  orders().InsertPayment({499}, {.channel_code = 3, .paid = {5}, .refunded = {}});
  const auto payments = orders().PaymentsOf(order_);
  ASSERT_EQ(payments.size(), 2U);
  EXPECT_EQ(payments[0].channel_code, 2);
  EXPECT_EQ(payments[1].channel_code, 11);
  EXPECT_EQ(payments[1].paid, Fen{1'000});
  EXPECT_EQ(payments[1].refunded, Fen{7});
}

TEST_F(OrdersSql, KnowsWhatASoleChannelPaidByTheOrderItself) {
  auto order = sample::WdkOrder(700, kSeller);
  order.sole_channel = 0;  // a number of a channel like any other
  order.refunded = {};
  orders().Insert(order, "", "");
  EXPECT_TRUE(orders().ReserveOrder(order.id, {.quantity = {}, .amount = {5}, .post_fee = {}}));
  const auto read = orders().Find(Scope::Seller(kSeller), order.id).value();
  EXPECT_EQ(read.sole_channel, 0);
  const auto payments = orders().PaymentsOf(read);
  ASSERT_EQ(payments.size(), 1U);
  EXPECT_EQ(payments[0].channel_code, 0);
  EXPECT_EQ(payments[0].paid, order.paid);
  EXPECT_EQ(payments[0].refunded, Fen{5});
}

TEST_F(OrdersSql, ListsEachVersionUntilTheNextOne) {
  const auto listed_until = [&](std::int64_t until) {
    OrderFilter filter;
    filter.window.until = Timestamp{until};
    std::vector<std::int64_t> from_there;
    for (std::int64_t from = order_.version; from <= until; from += 10) {
      filter.window.from = Timestamp{from};
      if (orders().Changed(kSeller, filter, {}).total == 1) from_there.push_back(from);
    }
    return from_there;
  };
  const std::int64_t made = order_.version;
  auto order = Order();
  for (const std::int64_t version : {made + 10, made + 20, made + 30}) {
    const auto before = order.version;
    order.version = version;
    open_.store->Transact([&] { ASSERT_TRUE(orders().Save(order, before)); });
    open_.store->Transact([&] { EXPECT_FALSE(orders().Save(order, before)) << "not its version"; });
    order = Order();
    EXPECT_EQ(order.first_change, made + 10);
  }
  // In each window it stands once, with the newest version that the window has.
  EXPECT_THAT(listed_until(made), ElementsAre(made));
  EXPECT_THAT(listed_until(made + 9), ElementsAre(made));
  EXPECT_THAT(listed_until(made + 10), ElementsAre(made, made + 10));
  EXPECT_THAT(listed_until(made + 30), ElementsAre(made, made + 10, made + 20, made + 30));
}

TEST_F(OrdersSql, ReservesOfALineExactlyWhatIsLeft) {
  EXPECT_TRUE(ReserveLine(4'000, 400));
  const auto before = Line();
  EXPECT_FALSE(ReserveLine(6'000, 601));
  EXPECT_FALSE(ReserveLine(6'001, 600));
  EXPECT_FALSE(ReserveLine(6'001, 1));
  EXPECT_FALSE(ReserveLine(1, kMax));
  EXPECT_FALSE(ReserveLine(kMax, 1));
  EXPECT_EQ(All(Line()), All(before));
  EXPECT_TRUE(ReserveLine(6'000, 600));
  EXPECT_EQ(Line().refunded, Fen{1'000});
  EXPECT_EQ(Line().refunded_quantity, PiecesOf(10));
  EXPECT_FALSE(ReserveLine(0, 1));
  EXPECT_FALSE(ReserveLine(1, 0));
  EXPECT_FALSE(orders().ReserveLine({502}, Claimed{{1}, {1}, {}}));
}

TEST_F(OrdersSql, ReservesOfAnOrderExactlyWhatIsLeft) {
  EXPECT_TRUE(orders().ReserveOrder(order_.id, {.quantity = {}, .amount = {5}, .post_fee = {}}));
  const auto before = Order();
  EXPECT_FALSE(
      orders().ReserveOrder(order_.id, {.quantity = {}, .amount = {1'001}, .post_fee = {}}));
  EXPECT_FALSE(
      orders().ReserveOrder(order_.id, {.quantity = {}, .amount = {kMax}, .post_fee = {}}));
  EXPECT_EQ(All(Order()), All(before));
  EXPECT_TRUE(
      orders().ReserveOrder(order_.id, {.quantity = {}, .amount = {1'000}, .post_fee = {}}));
  EXPECT_EQ(Order().refunded, Fen{1'005});
  EXPECT_FALSE(orders().ReserveOrder(order_.id, {.quantity = {}, .amount = {1}, .post_fee = {}}));
  EXPECT_FALSE(orders().ReserveOrder({499}, {.quantity = {}, .amount = {1}, .post_fee = {}}));
}

TEST_F(OrdersSql, ReservesOfAPaymentExactlyWhatIsLeft) {
  orders().InsertPayment(order_.id, {.channel_code = 11, .paid = {10}, .refunded = {4}});
  orders().InsertPayment(order_.id, {.channel_code = 12, .paid = {10}, .refunded = {}});
  const auto refunded = [&] { return orders().PaymentsOf(order_)[0].refunded; };
  EXPECT_FALSE(orders().ReservePayment(order_.id, 11, {7}));
  EXPECT_FALSE(orders().ReservePayment(order_.id, 13, {1}));
  EXPECT_FALSE(orders().ReservePayment({499}, 11, {1}));
  EXPECT_EQ(refunded(), Fen{4});
  EXPECT_TRUE(orders().ReservePayment(order_.id, 11, {6}));
  EXPECT_EQ(refunded(), Fen{10});
  EXPECT_FALSE(orders().ReservePayment(order_.id, 11, {1}));
  EXPECT_EQ(orders().PaymentsOf(order_)[1].refunded, Fen{0});
}

TEST_F(OrdersSql, ReservesOfPaidOrdersOnly) {
  struct Case {
    OrderState state;
    bool reserves;
  };
  constexpr Case kCases[] = {{OrderState::kCreated, false},
                             {OrderState::kPaid, true},
                             {OrderState::kShipped, true},
                             {OrderState::kFinished, true},
                             {OrderState::kClosed, false}};
  std::int64_t id = 700;
  for (const auto& [state, reserves] : kCases) {
    auto order = sample::WdkOrder(++id, kSeller);
    order.state = state;
    orders().Insert(order, "", "");
    EXPECT_EQ(orders().ReserveOrder(order.id, {.quantity = {}, .amount = {1}, .post_fee = {}}),
              reserves)
        << ToText(state);
    EXPECT_EQ(orders().Find(Scope::Seller(kSeller), order.id)->state, state);
  }
}

}  // namespace
}  // namespace ebbtide::store
