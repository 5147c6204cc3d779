#include <gmock/gmock.h>

#include "store/sql/refunds_fixture.hpp"

namespace ebbtide::store {
namespace {

using refund::Channel;
using refund::RefundId;
using refund::State;
using sample::kNow;
using testing::ElementsAre;
using testing::IsEmpty;

class RefundsSql : public RefundsFixture {};

TEST_F(RefundsSql, ShowTheLastRefundOfEachLine) {
  MakeOrder(Channel::kTaobao, PartyKind::kBuyer);
  auto lines = refunds().StatusOfOrder(seller_, kOrder);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].line, kLine);
  EXPECT_EQ(lines[0].order, kOrder);
  EXPECT_FALSE(lines[0].last);

  MakeRefund(601);
  const auto last = MakeRefund(600, kLine, 1);
  MakeRefund(599, kLine, 1);  // of the same moment, with a smaller number
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
  MakeRefund(600);
  EXPECT_THAT(refunds().StatusOfOrder(other_, kOrder), IsEmpty());
  EXPECT_FALSE(refunds().StatusOfLine(other_, kLine));
  EXPECT_THAT(refunds().IdsOfLine(other_, kLine), IsEmpty());
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

TEST_F(RefundsSql, RefuseARefundThatIsThere) {
  MakeOrder(Channel::kWdk, PartyKind::kBuyer);
  const auto made = MakeRefund(600);
  EXPECT_ANY_THROW(refunds().Insert(made));
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
