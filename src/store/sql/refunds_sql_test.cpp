#include <gmock/gmock.h>

#include "store/testing.hpp"

namespace ebbtide::store {
namespace {

using refund::Channel;
using refund::RefundId;
using refund::State;
using sample::All;
using sample::kNow;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr refund::OrderId kOrder{500};
constexpr refund::LineId kLine{501};
constexpr refund::LineId kSecondLine{502};

/// A seller's order of two lines, bought by a party of the channel's kind.
class RefundsSql : public testing::Test {
 protected:
  RefundsSql() {
    seller_ = open_.access().PutParty(PartyKind::kSeller, "hema");
    other_ = open_.access().PutParty(PartyKind::kSeller, "other");
  }
  Refunds& refunds() { return open_.refunds(); }

  void MakeOrder(Channel channel, PartyKind buyer_kind) {
    buyer_ = open_.access().PutParty(buyer_kind, "somebody");
    order_ = sample::WdkOrder(kOrder.value, seller_, buyer_);
    order_.channel = channel;
    open_.orders().Insert(order_, "", "");
    for (const auto id : {kSecondLine, kLine}) {
      open_.orders().InsertLine(sample::Line(id.value, kOrder), order_);
    }
  }
  refund::Refund MakeRefund(std::int64_t id, refund::LineId line = kLine) {
    auto made = sample::RefundOf(id, sample::Line(line.value, kOrder), order_);
    refunds().Insert(made);
    return made;
  }

  sample::OpenStore open_;
  refund::PartyId seller_;
  refund::PartyId other_;
  refund::PartyId buyer_;
  refund::Order order_;
};

TEST_F(RefundsSql, ShowTheLastRefundOfEachLine) {
  MakeOrder(Channel::kTaobao, PartyKind::kBuyer);
  auto lines = refunds().StatusOfOrder(seller_, kOrder);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].line, kLine);
  EXPECT_EQ(lines[0].order, kOrder);
  EXPECT_FALSE(lines[0].last);

  MakeRefund(601);
  const auto last = MakeRefund(600);
  lines = refunds().StatusOfOrder(seller_, kOrder);
  ASSERT_EQ(lines.size(), 2U);
  ASSERT_TRUE(lines[0].last);
  EXPECT_EQ(lines[0].last->id, last.id);
  EXPECT_EQ(lines[0].last->state, State::kRefundAgreed);
  EXPECT_EQ(lines[0].last->came_from, State::kGoodsReturned);
  EXPECT_EQ(lines[0].last->modified, last.modified);
  EXPECT_EQ(lines[1].line, kSecondLine);
  EXPECT_FALSE(lines[1].last);

  const auto line = refunds().StatusOfLine(seller_, kLine);
  ASSERT_TRUE(line && line->last);
  EXPECT_EQ(line->last->id, last.id);
  EXPECT_EQ(line->order, kOrder);
  ASSERT_TRUE(refunds().StatusOfLine(seller_, kSecondLine));
  EXPECT_FALSE(refunds().StatusOfLine(seller_, kSecondLine)->last);
}

TEST_F(RefundsSql, ShowNothingToAnotherSeller) {
  MakeOrder(Channel::kWdk, PartyKind::kBuyer);
  const auto made = MakeRefund(600);
  refunds().InsertWdk(made.id, {});
  EXPECT_THAT(refunds().StatusOfOrder(other_, kOrder), IsEmpty());
  EXPECT_FALSE(refunds().StatusOfLine(other_, kLine));
  EXPECT_THAT(refunds().IdsOfLine(other_, kLine), IsEmpty());
  EXPECT_FALSE(refunds().FindWdk(other_, made.id, {}));
  EXPECT_TRUE(refunds().FindWdk(seller_, made.id, {}));
}

TEST_F(RefundsSql, ListTheRefundsOfALineAscending) {
  MakeOrder(Channel::kWdk, PartyKind::kBuyer);
  for (const std::int64_t id : {602, 600, 601}) MakeRefund(id);
  MakeRefund(603, kSecondLine);
  EXPECT_THAT(refunds().IdsOfLine(seller_, kLine),
              ElementsAre(RefundId{600}, RefundId{601}, RefundId{602}));
  EXPECT_THAT(refunds().IdsOfLine(seller_, {599}), IsEmpty());
  EXPECT_TRUE(refunds().IsIdTaken({603}));
  EXPECT_FALSE(refunds().IsIdTaken({604}));
}

TEST_F(RefundsSql, RefuseARefundThatIsThereOrHasNoLine) {
  MakeOrder(Channel::kWdk, PartyKind::kBuyer);
  const auto made = MakeRefund(600);
  EXPECT_ANY_THROW(refunds().Insert(made));
  EXPECT_THROW(open_.store->Transact([&] { MakeRefund(601, {599}); }), std::runtime_error);
  EXPECT_FALSE(refunds().IsIdTaken({601}));
}

TEST_F(RefundsSql, ShowAWdkRefundWithAllThatBelongsToIt) {
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

  const auto view = refunds().FindWdk(seller_, made.id, {});
  ASSERT_TRUE(view);
  EXPECT_EQ(All(view->refund), All(made));
  EXPECT_EQ(All(view->order), All(order_));
  EXPECT_EQ(All(view->line), All(sample::Line(kLine.value, kOrder)));
  EXPECT_EQ(view->wdk_line, wdk_line);
  EXPECT_EQ(All(view->wdk), All(wdk));
  EXPECT_EQ(view->merchant_code, "hema");
  EXPECT_EQ(view->buyer_code, "somebody");
  EXPECT_EQ(view->out_batch_id, "batch-1");

  const auto shares = refunds().SharesOf(made.id);
  ASSERT_EQ(shares.size(), 2U);
  EXPECT_EQ(shares[0].channel_code, 2);
  EXPECT_EQ(shares[0].amount, Fen{55});
  EXPECT_EQ(shares[1].channel_code, 11);
  EXPECT_THAT(refunds().SharesOf({601}), IsEmpty());
}

TEST_F(RefundsSql, ShowAWdkRefundWithLittleKnownAfterOneWithMuch) {
  MakeOrder(Channel::kWdk, PartyKind::kBuyer);
  open_.orders().InsertWdkLine(kLine, {.stock_unit = "g"});
  refunds().InsertWdk(MakeRefund(600).id, {.operator_name = "小二"});
  ASSERT_TRUE(refunds().FindWdk(seller_, {600}, {}));

  auto bare = sample::RefundOf(601, sample::Line(kSecondLine.value, kOrder), order_);
  bare.buyer = {};
  bare.batch = {};
  bare.reason = "";
  refunds().Insert(bare);
  refunds().InsertWdk(bare.id, {});
  const auto view = refunds().FindWdk(seller_, bare.id, {});
  ASSERT_TRUE(view);
  EXPECT_EQ(All(view->refund), All(bare));
  EXPECT_EQ(view->wdk_line, refund::WdkLine{});
  EXPECT_EQ(All(view->wdk), All(refund::WdkRefund{}));
  EXPECT_EQ(view->buyer_code, "");
  EXPECT_EQ(view->out_batch_id, "");
}

TEST_F(RefundsSql, NarrowAWdkQueryByItsFilters) {
  MakeOrder(Channel::kWdk, PartyKind::kBuyer);
  const auto made = MakeRefund(600);
  EXPECT_FALSE(refunds().FindWdk(seller_, made.id, {}));  // no WDK refund as yet
  refunds().InsertWdk(made.id, {});
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
    EXPECT_EQ(refunds().FindWdk(seller_, made.id, filter).has_value(), found)
        << filter.order_from.value_or(-1) << " " << filter.shop_id << " " << filter.store_id;
  }
}

TEST_F(RefundsSql, ShowAnEppRefundToItsDistributorsAppOnly) {
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
  EXPECT_EQ(All(view->refund), All(made));
  EXPECT_EQ(All(view->order), All(order_));
  EXPECT_EQ(All(view->line), All(sample::Line(kLine.value, kOrder)));
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

TEST_F(RefundsSql, ShowNoRefundOfAnotherChannelAsAnEppOne) {
  MakeOrder(Channel::kWdk, PartyKind::kDistributor);
  open_.access().Bind("app", buyer_);
  EXPECT_FALSE(refunds().FindEpp("app", MakeRefund(600).id, "out-500"));
}

TEST_F(RefundsSql, ShowXiaomanRefundsInTheOrderTheyWereMade) {
  MakeOrder(Channel::kXiaoman, PartyKind::kCustomer);
  EXPECT_EQ(refunds().FindXiaomanLine(buyer_, "line-501"), kLine);
  EXPECT_FALSE(refunds().FindXiaomanLine(other_, "line-501"));
  EXPECT_FALSE(refunds().FindXiaomanLine(buyer_, "line-503"));

  auto late = sample::RefundOf(600, sample::Line(kLine.value, kOrder), order_);
  late.created.unix_ms += 10;
  refunds().Insert(late);
  refunds().InsertXiaoman(late.id, {"T2", "itemNum", "unExpectedStop"});
  const auto early = MakeRefund(601);
  refunds().InsertXiaoman(early.id, {"T1", "any", "word"});
  refunds().InsertXiaoman(MakeRefund(602, kSecondLine).id, {"T1", "", ""});

  const auto found = refunds().XiaomanRefundsOf(kLine);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].words.apply_no, "T1");
  EXPECT_EQ(found[0].words.type, "any");
  EXPECT_EQ(found[0].words.status, "word");
  EXPECT_EQ(found[0].modified, early.modified);
  EXPECT_EQ(found[1].words.apply_no, "T2");
  EXPECT_EQ(refunds().XiaomanRefundsOf(kSecondLine).size(), 1U);
  EXPECT_THAT(refunds().XiaomanRefundsOf({503}), IsEmpty());
}

TEST_F(RefundsSql, FindABatchByAppSellerAndKey) {
  const Batch batch{{77}, "app", seller_, "batch-1", kOrder, "digest", kNow};
  refunds().InsertBatch(batch);
  const auto found = refunds().FindBatch("app", seller_, "batch-1");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, batch.id);
  EXPECT_EQ(found->app_key, "app");
  EXPECT_EQ(found->owner, seller_);
  EXPECT_EQ(found->out_batch_id, "batch-1");
  EXPECT_EQ(found->order, kOrder);
  EXPECT_EQ(found->content_digest, "digest");
  EXPECT_EQ(found->created, kNow);
  EXPECT_FALSE(refunds().FindBatch("other-app", seller_, "batch-1"));
  EXPECT_FALSE(refunds().FindBatch("app", other_, "batch-1"));
  EXPECT_FALSE(refunds().FindBatch("app", seller_, "batch-2"));

  const auto again = [&](std::int64_t id, const std::string& app, refund::PartyId seller) {
    refunds().InsertBatch({{id}, app, seller, "batch-1", kOrder, "", kNow});
  };
  EXPECT_ANY_THROW(again(78, "app", seller_));
  EXPECT_NO_THROW(again(79, "other-app", seller_));
  EXPECT_NO_THROW(again(80, "app", other_));
}

}  // namespace
}  // namespace ebbtide::store
