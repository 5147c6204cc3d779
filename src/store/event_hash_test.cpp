#include "store/event_hash.hpp"

#include <functional>
#include <set>

#include <gtest/gtest.h>

#include "base/digest.hpp"

namespace ebbtide::store {
namespace {

StoredEvent Sample() {
  return {.refund_id = 83'477,
          .sequence = 2,
          .event = "agree_refund",
          .actor = "seller",
          .actor_name = "12345678",
          .state_before = "APPLIED",
          .state_after = "REFUND_AGREED",
          .amount_fen = 100,
          .topic = "",
          .request_id = "3jvmp9ck65dy",
          .at_ms = 1'700'000'000'000,
          .previous_hash = "ab",
          .hash = ""};
}

TEST(EventHash, IsTheSha256OfAllColumnsWithTheirLengths) {
  EXPECT_EQ(HashOf(Sample()), Sha256Hex("5:83477"
                                        "1:2"
                                        "12:agree_refund"
                                        "6:seller"
                                        "8:12345678"
                                        "7:APPLIED"
                                        "13:REFUND_AGREED"
                                        "3:100"
                                        "0:"
                                        "12:3jvmp9ck65dy"
                                        "13:1700000000000"
                                        "2:ab"));
}

TEST(EventHash, ChangesWithEveryColumn) {
  const std::function<void(StoredEvent&)> kChanges[] = {
      [](StoredEvent& e) { e.refund_id += 1; },
      [](StoredEvent& e) { e.sequence += 1; },
      [](StoredEvent& e) { e.event += "x"; },
      [](StoredEvent& e) { e.actor += "x"; },
      [](StoredEvent& e) { e.actor_name += "x"; },
      [](StoredEvent& e) { e.state_before += "x"; },
      [](StoredEvent& e) { e.state_after += "x"; },
      [](StoredEvent& e) { e.amount_fen = -e.amount_fen; },
      [](StoredEvent& e) { e.topic += "x"; },
      [](StoredEvent& e) { e.request_id += "x"; },
      [](StoredEvent& e) { e.at_ms += 1; },
      [](StoredEvent& e) { e.previous_hash += "x"; },
      // What one column loses, the next one has: the text as a whole stays the same.
      [](StoredEvent& e) { e.event = "agree_refundseller", e.actor = ""; },
      [](StoredEvent& e) { e.state_before = "", e.state_after = "APPLIEDREFUND_AGREED"; },
  };
  std::set<std::string> hashes{HashOf(Sample())};
  for (const auto& change : kChanges) {
    StoredEvent event = Sample();
    change(event);
    hashes.insert(HashOf(event));
  }
  EXPECT_EQ(hashes.size(), std::size(kChanges) + 1);
}

TEST(EventHash, DoesNotDependOnItself) {
  StoredEvent event = Sample();
  event.hash = "anything";
  EXPECT_EQ(HashOf(event), HashOf(Sample()));
}

TEST(EventHash, ChainsARowToTheOneBeforeIt) {
  const RefundEvent agreed{.refund = {83'477},
                           .event = "agree_refund",
                           .actor = refund::Actor::kSeller,
                           .actor_name = "12345678",
                           .before = refund::State::kApplied,
                           .after = refund::State::kRefundAgreed,
                           .amount = {100},
                           .topic = "",
                           .request_id = "3jvmp9ck65dy",
                           .at = {1'700'000'000'000}};
  const StoredEvent stored = Chained(agreed, 2, "ab");
  EXPECT_EQ(stored.hash, HashOf(Sample()));
  EXPECT_EQ(stored.previous_hash, "ab");
  EXPECT_NE(Chained(agreed, 2, "ac").hash, stored.hash);

  RefundEvent applied = agreed;
  applied.before.reset();
  EXPECT_EQ(Chained(applied, 1, "").state_before, "");
}

}  // namespace
}  // namespace ebbtide::store
