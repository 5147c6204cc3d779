#include <gmock/gmock.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "store/event_hash.hpp"
#include "store/testing.hpp"

/// The audit trail as rows: there is no query for it in the port.
namespace ebbtide::store {
namespace {

using refund::State;
using sample::kNow;
using testing::ElementsAre;

class RefundEventsSql : public testing::Test {
 protected:
  void Append(std::int64_t refund, std::string_view event, std::optional<State> before,
              State after) {
    open_.refunds().AppendEvent({.refund = {refund},
                                 .event = event,
                                 .actor = refund::Actor::kSeller,
                                 .actor_name = "app",
                                 .before = before,
                                 .after = after,
                                 .amount = {205},
                                 .topic = "topic",
                                 .request_id = "request",
                                 .at = kNow});
  }

  std::vector<StoredEvent> EventsOf(std::int64_t refund) {
    const auto file = open_.data.path() / "ebbtide.db";
    soci::session session(soci::sqlite3, "db=\"" + file.string() + "\"");
    StoredEvent row;
    soci::statement query =
        (session.prepare << "SELECT refund_id, sequence, event, actor, actor_name, state_before, "
                            "state_after, amount_fen, topic, request_id, at_ms, previous_hash, "
                            "hash FROM refund_event WHERE refund_id = :id ORDER BY sequence",
         soci::into(row.refund_id), soci::into(row.sequence), soci::into(row.event),
         soci::into(row.actor), soci::into(row.actor_name), soci::into(row.state_before),
         soci::into(row.state_after), soci::into(row.amount_fen), soci::into(row.topic),
         soci::into(row.request_id), soci::into(row.at_ms), soci::into(row.previous_hash),
         soci::into(row.hash), soci::use(refund));
    std::vector<StoredEvent> events;
    query.execute();
    while (query.fetch()) events.push_back(row);
    return events;
  }

  sample::OpenStore open_;
};

TEST_F(RefundEventsSql, ChainTheEventsOfEachRefund) {
  Append(600, "apply", {}, State::kApplied);
  Append(601, "apply", {}, State::kApplied);
  Append(600, "refuse", State::kApplied, State::kRefused);
  Append(600, "modify", State::kRefused, State::kApplied);

  std::vector<std::string> moves;
  std::string previous;
  for (const auto& event : EventsOf(600)) {
    moves.push_back(std::to_string(event.sequence) + " " + event.event + " " + event.state_before +
                    ">" + event.state_after);
    EXPECT_EQ(event.hash, HashOf(event)) << moves.back();
    EXPECT_EQ(event.previous_hash, previous) << moves.back();
    previous = event.hash;
  }
  EXPECT_THAT(moves, ElementsAre("1 apply >APPLIED", "2 refuse APPLIED>REFUSED",
                                 "3 modify REFUSED>APPLIED"));
  const auto other = EventsOf(601);
  ASSERT_EQ(other.size(), 1U);
  EXPECT_EQ(other[0].sequence, 1);
  EXPECT_EQ(other[0].previous_hash, "");
}

TEST_F(RefundEventsSql, KeepEveryColumn) {
  Append(600, "refuse", State::kApplied, State::kRefused);
  const auto events = EventsOf(600);
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].refund_id, 600);
  EXPECT_EQ(events[0].actor, "seller");
  EXPECT_EQ(events[0].actor_name, "app");
  EXPECT_EQ(events[0].amount_fen, 205);
  EXPECT_EQ(events[0].topic, "topic");
  EXPECT_EQ(events[0].request_id, "request");
  EXPECT_EQ(events[0].at_ms, kNow.unix_ms);
}

TEST_F(RefundEventsSql, GoBackWithTheTransaction) {
  Append(600, "apply", {}, State::kApplied);
  EXPECT_THROW(open_.store->Transact([&] {
    Append(600, "refuse", State::kApplied, State::kRefused);
    throw std::runtime_error("no");
  }),
               std::runtime_error);
  Append(600, "withdraw", State::kApplied, State::kClosed);
  const auto events = EventsOf(600);
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[1].sequence, 2);
  EXPECT_EQ(events[1].event, "withdraw");
  EXPECT_EQ(events[1].previous_hash, events[0].hash);
}

}  // namespace
}  // namespace ebbtide::store
