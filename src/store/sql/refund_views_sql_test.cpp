#include <functional>
#include <string>
#include <tuple>
#include <vector>

#include <gmock/gmock.h>

#include "store/sql/refunds_fixture.hpp"

/// What WDK and EPP show of refunds, in the rows of several tables.
namespace ebbtide::store {
namespace {

using refund::Channel;
using refund::RefundId;
using sample::kNow;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class RefundViewsSql : public RefundsFixture {
 protected:
  /// The refunds that are shown, in their order; `look` sees each.
  std::vector<RefundId> ShowWdk(
      refund::PartyId seller, const std::vector<RefundId>& ids, const WdkFilter& filter = {},
      const std::function<void(const WdkRefundView&)>& look = [](const auto&) {}) {
    std::vector<RefundId> shown;
    refunds().ShowWdk(seller, ids, filter, [&](const WdkRefundView& view) {
      shown.push_back(view.id);
      look(view);
    });
    return shown;
  }
};

/// What a WDK view has of the three rows, in the row and in the view.
template <class Refund>
auto Shown(const Refund& r) {
  return std::tie(r.id, r.state, r.arbitration, r.phase, r.amount, r.post_fee, r.quantity,
                  r.created, r.ended, r.out_refund_id, r.batch);
}
template <class Order>
auto ShownOfOrder(const Order& o, const refund::OrderId& id) {
  return std::tie(id, o.out_order_id, o.shop_id, o.out_shop_id, o.store_id, o.tb_order_id,
                  o.order_from, o.order_client);
}
template <class Details>
auto ShownOfDetails(const Details& w) {
  return std::tie(w.refund_type, w.sync_status, w.operator_id, w.operator_name, w.batch_time,
                  w.actual_refund_quantity, w.attributes);
}
template <class Line>
auto ShownOfWdkLine(const Line& l) {
  return std::tie(l.tb_line_id, l.stock_unit, l.sale_unit, l.sell_unit, l.buy_amount_stock,
                  l.pick_amount_stock, l.ns_quantity, l.actual_pick_quantity, l.promise_status,
                  l.trade_attributes);
}
template <class Line>
auto ShownOfLine(const Line& l, const refund::LineId& id) {
  return std::tie(id, l.out_line_id, l.sku_code, l.out_sku_code, l.item_code);
}

/// And an EPP view.
template <class Refund>
auto ShownByEpp(const Refund& r) {
  return std::tie(r.id, r.state, r.claim, r.amount, r.quantity, r.reason, r.buyer_message,
                  r.refuse_reason, r.created, r.ended, r.due);
}
template <class Line>
auto ItemOf(const Line& l, const refund::LineId& id) {
  return std::tie(id, l.item_code, l.title, l.sku_id, l.sku_title, l.price);
}

TEST_F(RefundViewsSql, ShowAWdkRefundWithAllThatBelongsToIt) {
  MakeOrder(Channel::kWdk, PartyKind::kBuyer);
  const refund::WdkLine wdk_line{.tb_line_id = 9,
                                 .stock_unit = "g",
                                 .sale_unit = "kg",
                                 .sell_unit = "份",
                                 .buy_amount_stock = "1",
                                 .pick_amount_stock = "2",
                                 .ns_quantity = "0.5",
                                 .actual_pick_quantity = "3",
                                 .promise_status = "OUT_OF_STOCK",
                                 .trade_attributes = R"({"wdkPointType":"2"})"};
  open_.orders().InsertWdkLine(kLine, wdk_line);
  const auto made = MakeRefund(600);
  const refund::WdkRefund wdk{.refund_type = 5,
                              .sync_status = "SYNCED",
                              .operator_id = "7",
                              .operator_name = "小二",
                              .batch_time = kNow,
                              .actual_refund_quantity = "1.5",
                              .attributes = "{}"};
  refunds().InsertWdk(made.id, wdk);
  refunds().InsertBatch({made.batch, "app", seller_, "batch-1", kOrder, "digest", kNow});
  refunds().InsertShare(made.id, {.channel_code = 11, .amount = {150}});
  refunds().InsertShare(made.id, {.channel_code = 2, .amount = {55}});

  std::vector<ChannelShare> shown_shares;
  const auto look = [&](const WdkRefundView& view) {
    EXPECT_EQ(Shown(view), Shown(made));
    EXPECT_EQ(ShownOfOrder(view, view.order), ShownOfOrder(order_, order_.id));
    const auto line = sample::Line(kLine.value, kOrder);
    EXPECT_EQ(ShownOfLine(view, view.line), ShownOfLine(line, line.id));
    EXPECT_EQ(view.bought, line.quantity);
    EXPECT_EQ(ShownOfWdkLine(view), ShownOfWdkLine(wdk_line));
    EXPECT_EQ(ShownOfDetails(view), ShownOfDetails(wdk));
    EXPECT_EQ(view.buyer_code, "somebody");
    EXPECT_EQ(view.out_batch_id, "batch-1");
    shown_shares = view.shares;
  };
  EXPECT_THAT(ShowWdk(seller_, {made.id}, {}, look), ElementsAre(made.id));

  for (const auto& shares : {shown_shares, refunds().SharesOf(made.id)}) {
    ASSERT_EQ(shares.size(), 2U);
    EXPECT_EQ(shares[0].channel_code, 2);
    EXPECT_EQ(shares[0].amount, Fen{55});
    EXPECT_EQ(shares[1].channel_code, 11);
  }
  EXPECT_THAT(refunds().SharesOf({601}), IsEmpty());
}

TEST_F(RefundViewsSql, ShowAWdkRefundWithLittleKnownAfterOneWithMuch) {
  MakeOrder(Channel::kWdk, PartyKind::kBuyer);
  open_.orders().InsertWdkLine(kLine, {.stock_unit = "g"});
  refunds().InsertWdk(MakeRefund(600).id, {.operator_name = "小二"});
  refunds().InsertShare({600}, {.channel_code = 2, .amount = {55}});

  auto bare = sample::RefundOf(601, sample::Line(kSecondLine.value, kOrder), order_);
  bare.buyer = {};
  bare.batch = {};
  bare.reason = "";
  refunds().Insert(bare);
  const auto look = [&](const WdkRefundView& view) {
    const bool is_bare = view.id == bare.id;
    EXPECT_EQ(view.stock_unit, is_bare ? "" : "g");
    EXPECT_EQ(view.operator_name, is_bare ? "" : "小二");
    EXPECT_THAT(view.shares, SizeIs(is_bare ? 0 : 1));
    if (!is_bare) return;
    EXPECT_EQ(Shown(view), Shown(bare));
    EXPECT_EQ(ShownOfWdkLine(view), ShownOfWdkLine(refund::WdkLine{}));
    EXPECT_EQ(ShownOfDetails(view), ShownOfDetails(refund::WdkRefund{}));
    EXPECT_EQ(view.buyer_code, "");
    EXPECT_EQ(view.out_batch_id, "");
  };
  EXPECT_THAT(ShowWdk(seller_, {{600}, bare.id}, {}, look), ElementsAre(RefundId{600}, bare.id));
}

TEST_F(RefundViewsSql, ShowAnyNumberOfWdkRefundsInTheOrderAskedFor) {
  MakeOrder(Channel::kWdk, PartyKind::kBuyer);
  std::vector<RefundId> asked;
  for (std::int64_t i = 0; i < 45; ++i) {
    const auto made = MakeRefund(600 + i * 7 % 45);
    refunds().InsertShare(made.id, {.channel_code = 1, .amount = {made.id.value}});
    asked.push_back(made.id);
    asked.push_back({1'000 + i});  // no refund of anybody's
  }
  const auto shown = ShowWdk(seller_, asked, {}, [](const WdkRefundView& view) {
    ASSERT_THAT(view.shares, SizeIs(1));
    EXPECT_EQ(view.shares.front().amount, Fen{view.id.value});
  });
  std::erase_if(asked, [](RefundId id) { return id.value >= 1'000; });
  EXPECT_EQ(shown, asked);
  EXPECT_THAT(ShowWdk(seller_, {}), IsEmpty());
}

TEST_F(RefundViewsSql, GiveAllOfARefundToTheSoleChannel) {
  MakeOrder(Channel::kWdk, PartyKind::kBuyer, 0);
  const auto made = MakeRefund(600);
  auto nothing = sample::RefundOf(601, sample::Line(kLine.value, kOrder), order_);
  nothing.amount = nothing.post_fee = {};
  refunds().Insert(nothing);
  auto closed = sample::RefundOf(602, sample::Line(kLine.value, kOrder), order_);
  closed.state = refund::State::kClosed;
  refunds().Insert(closed);
  const auto look = [&](const WdkRefundView& view) {
    for (const auto& shares : {view.shares, refunds().SharesOf(view.id)}) {
      ASSERT_THAT(shares, SizeIs(view.id == made.id ? 1 : 0));
      if (view.id != made.id) continue;
      EXPECT_EQ(shares[0].channel_code, 0);
      EXPECT_EQ(shares[0].amount, refund::TotalOf(made));
    }
  };
  EXPECT_THAT(ShowWdk(seller_, {made.id, nothing.id, closed.id}, {}, look), SizeIs(3));
}

TEST_F(RefundViewsSql, ShowNoRefundOfAnotherChannelAsAWdkOne) {
  MakeOrder(Channel::kTaobao, PartyKind::kBuyer);
  EXPECT_THAT(ShowWdk(seller_, {MakeRefund(600).id}), IsEmpty());
}

TEST_F(RefundViewsSql, ShowNoWdkRefundToAnotherSeller) {
  MakeOrder(Channel::kWdk, PartyKind::kBuyer);
  const auto made = MakeRefund(600);
  EXPECT_THAT(ShowWdk(other_, {made.id}), IsEmpty());
  EXPECT_THAT(ShowWdk(seller_, {made.id}), SizeIs(1));
}

TEST_F(RefundViewsSql, NarrowAWdkQueryByItsFilters) {
  MakeOrder(Channel::kWdk, PartyKind::kBuyer);
  const auto made = MakeRefund(600);
  struct Case {
    WdkFilter filter;
    bool found;
  };
  const Case kCases[] = {{{}, true},
                         {{.order_from = 4}, true},
                         {{.order_from = 3}, false},
                         {{.order_from = 0}, false},
                         {{.shop_id = "10010"}, true},
                         {{.shop_id = "10020"}, false},
                         {{.store_id = "10020"}, true},
                         {{.store_id = "10010"}, false},
                         {{.order_from = 4, .shop_id = "10010", .store_id = "10020"}, true},
                         {{.order_from = 4, .shop_id = "10010", .store_id = "x"}, false}};
  for (const auto& [filter, found] : kCases) {
    EXPECT_THAT(ShowWdk(seller_, {made.id}, filter), SizeIs(found ? 1 : 0))
        << filter.order_from.value_or(-1) << " " << filter.shop_id << " " << filter.store_id;
  }
}

TEST_F(RefundViewsSql, ShowAnEppRefundToItsDistributorsAppOnly) {
  MakeOrder(Channel::kEpp, PartyKind::kDistributor);
  open_.access().Bind("app", buyer_);
  open_.access().Bind("other-app", other_);
  const auto made = MakeRefund(600);
  const refund::ReturnContact contact{.name = "王",
                                      .mobile = "138",
                                      .province = "浙江",
                                      .city = "杭州",
                                      .area = "余杭",
                                      .town = "五常",
                                      .address = "1 号",
                                      .complete_address = "浙江杭州余杭五常1 号"};
  const refund::ReturnDelivery delivery{.mail_no = "SF1", .carrier = "顺丰", .given = kNow};
  refunds().InsertReturn(made.id, contact, delivery);
  for (const std::int64_t position : {2, 1, 3}) {
    refunds().InsertPicture(made.id, position, "http://img/" + std::to_string(position));
  }

  const auto view = refunds().FindEpp("app", made.id, "out-500");
  ASSERT_TRUE(view);
  EXPECT_EQ(ShownByEpp(*view), ShownByEpp(made));
  const auto line = sample::Line(kLine.value, kOrder);
  EXPECT_EQ(ItemOf(*view, view->line), ItemOf(line, line.id));
  EXPECT_EQ(view->bought, line.quantity);
  EXPECT_EQ(view->order, order_.id);
  EXPECT_EQ(view->order_paid, order_.paid);
  EXPECT_EQ(view->buyer, buyer_);
  EXPECT_EQ(view->buyer_code, "somebody");
  EXPECT_EQ(view->contact, contact);
  EXPECT_EQ(view->delivery, delivery);
  EXPECT_THAT(refunds().PicturesOf(made.id),
              ElementsAre("http://img/1", "http://img/2", "http://img/3"));

  EXPECT_FALSE(refunds().FindEpp("other-app", made.id, "out-500"));
  EXPECT_FALSE(refunds().FindEpp("app", made.id, "out-501"));
  EXPECT_FALSE(refunds().FindEpp("app", {601}, "out-500"));

  const auto bare = MakeRefund(601);
  const auto second = refunds().FindEpp("app", bare.id, "out-500");
  ASSERT_TRUE(second);
  EXPECT_EQ(second->contact, refund::ReturnContact{});
  EXPECT_EQ(second->delivery, refund::ReturnDelivery{});
  EXPECT_THAT(refunds().PicturesOf(bare.id), IsEmpty());
}

TEST_F(RefundViewsSql, ShowNoRefundOfAnotherChannelAsAnEppOne) {
  MakeOrder(Channel::kWdk, PartyKind::kDistributor);
  open_.access().Bind("app", buyer_);
  EXPECT_FALSE(refunds().FindEpp("app", MakeRefund(600).id, "out-500"));
}

}  // namespace
}  // namespace ebbtide::store
