#include "support/invariants.hpp"

#include <array>

#include "store/event_hash.hpp"

namespace ebbtide::test {
namespace {

/// A query that finds what must not be: each row is one broken place.
struct Law {
  const char* said;
  const char* breaches;
};

constexpr std::array kLaws{
    Law{"a line's sums are those of its open and done refunds, within what was bought",
        R"(SELECT l.line_id, l.refunded_fen, l.refunded_milli, s.fen, s.milli FROM order_line l
           JOIN (SELECT l2.line_id, COALESCE(SUM(r.amount_fen), 0) AS fen,
                        COALESCE(SUM(r.quantity_milli), 0) AS milli
                 FROM order_line l2
                 LEFT JOIN refund r ON r.line_id = l2.line_id AND r.state <> 'CLOSED'
                 GROUP BY l2.line_id) s ON s.line_id = l.line_id
           WHERE l.refunded_fen <> s.fen OR l.refunded_milli <> s.milli
              OR l.refunded_fen > l.paid_fen OR l.refunded_milli > l.quantity_milli)"},
    Law{"an order's sum is that of its open and done refunds with postage, within what was paid",
        R"(SELECT o.order_id, o.refunded_fen, s.fen, s.post_fee FROM trade_order o
           JOIN (SELECT o2.order_id,
                        COALESCE(SUM(r.amount_fen + r.post_fee_fen), 0) AS fen,
                        COALESCE(SUM(r.post_fee_fen), 0) AS post_fee
                 FROM trade_order o2
                 LEFT JOIN refund r ON r.order_id = o2.order_id AND r.state <> 'CLOSED'
                 GROUP BY o2.order_id) s ON s.order_id = o.order_id
           WHERE o.refunded_fen <> s.fen OR o.refunded_fen > o.paid_fen
              OR s.post_fee > o.post_fee_fen)"},
    Law{"an order was paid for its lines and its postage",
        R"(SELECT o.order_id, o.paid_fen FROM trade_order o WHERE o.paid_fen <> o.post_fee_fen +
             (SELECT SUM(l.paid_fen) FROM order_line l WHERE l.order_id = o.order_id))"},
    Law{"a payment's sum is that of the shares taken from it",
        R"(SELECT p.order_id, p.channel_code, p.refunded_fen FROM order_payment p
           WHERE p.refunded_fen > p.paid_fen OR p.refunded_fen <>
             (SELECT COALESCE(SUM(s.amount_fen), 0) FROM refund_share s
              JOIN refund r ON r.refund_id = s.refund_id
              WHERE r.order_id = p.order_id AND s.channel_code = p.channel_code))"},
    Law{"a refund's shares add up to its money where the payments are known",
        R"(SELECT r.refund_id, r.state FROM refund r WHERE
             (SELECT COALESCE(SUM(s.amount_fen), 0) FROM refund_share s
              WHERE s.refund_id = r.refund_id)
             <> CASE WHEN r.state <> 'CLOSED' AND EXISTS
                  (SELECT 1 FROM order_payment p WHERE p.order_id = r.order_id)
                THEN r.amount_fen + r.post_fee_fen ELSE 0 END)"},
    Law{"a refund is of its order's line and seller",
        R"(SELECT r.refund_id FROM refund r LEFT JOIN order_line l ON l.line_id = r.line_id
             AND l.order_id = r.order_id AND l.seller_id = r.seller_id
           WHERE l.line_id IS NULL)"},
    Law{"a line knows the refund that was written last",
        R"(SELECT l.line_id, l.last_refund_id FROM order_line l WHERE l.last_refund_id <> COALESCE(
             (SELECT r.refund_id FROM refund r WHERE r.line_id = l.line_id
              ORDER BY r.rowid DESC LIMIT 1), 0))"},
    Law{"nothing belongs to a refund that is not there",
        R"(SELECT d.refund_id, d.what FROM (
             SELECT refund_id, 'event' AS what FROM refund_event
             UNION SELECT refund_id, 'share' FROM refund_share
             UNION SELECT refund_id, 'wdk' FROM wdk_refund
             UNION SELECT refund_id, 'xiaoman' FROM xiaoman_refund
             UNION SELECT refund_id, 'return' FROM refund_return
             UNION SELECT refund_id, 'picture' FROM refund_picture) d
           LEFT JOIN refund r ON r.refund_id = d.refund_id WHERE r.refund_id IS NULL)"},
    Law{"a refund has what its channel shows, and events",
        R"(SELECT r.refund_id, r.channel FROM refund r
           LEFT JOIN wdk_refund w ON w.refund_id = r.refund_id
           LEFT JOIN xiaoman_refund x ON x.refund_id = r.refund_id
           WHERE (r.channel = 'wdk' AND w.refund_id IS NULL)
              OR (r.channel = 'xiaoman' AND x.refund_id IS NULL)
              OR NOT EXISTS (SELECT 1 FROM refund_event e WHERE e.refund_id = r.refund_id))"},
    Law{"a batch has refunds, all of its order",
        R"(SELECT b.batch_id FROM refund_batch b WHERE NOT EXISTS
             (SELECT 1 FROM refund r WHERE r.batch_id = b.batch_id)
           UNION SELECT r.refund_id FROM refund r LEFT JOIN refund_batch b
             ON b.batch_id = r.batch_id AND b.order_id = r.order_id AND b.seller_id = r.seller_id
           WHERE r.batch_id <> 0 AND b.batch_id IS NULL)"},
    Law{"the last event of a refund leads to its state",
        R"(SELECT r.refund_id, r.state, e.state_after FROM refund r
           JOIN refund_event e ON e.refund_id = r.refund_id AND e.sequence =
             (SELECT MAX(sequence) FROM refund_event WHERE refund_id = r.refund_id)
           WHERE e.state_after <> r.state)"},
};

std::string Joined(const Database::Row& row) {
  std::string text;
  for (const auto& column : row) text += " " + column;
  return text;
}

store::StoredEvent EventOf(const Database::Row& row) {
  return {.refund_id = std::stoll(row.at(0)),
          .sequence = std::stoll(row.at(1)),
          .event = row.at(2),
          .actor = row.at(3),
          .actor_name = row.at(4),
          .state_before = row.at(5),
          .state_after = row.at(6),
          .amount_fen = std::stoll(row.at(7)),
          .topic = row.at(8),
          .request_id = row.at(9),
          .at_ms = std::stoll(row.at(10)),
          .previous_hash = row.at(11),
          .hash = row.at(12)};
}

void CheckEventChains(Database& database, std::vector<std::string>& broken) {
  const auto rows = database.Run(
      "SELECT refund_id, sequence, event, actor, actor_name, state_before, state_after, "
      "amount_fen, topic, request_id, at_ms, previous_hash, hash FROM refund_event "
      "ORDER BY refund_id, sequence");
  store::StoredEvent before;
  for (const auto& row : rows) {
    const auto event = EventOf(row);
    const bool first = event.refund_id != before.refund_id;
    const bool follows = event.sequence == (first ? 1 : before.sequence + 1) &&
                         event.previous_hash == (first ? "" : before.hash) &&
                         (first || event.state_before == before.state_after);
    if (!follows || event.hash != store::HashOf(event)) {
      broken.push_back("the chain of events is broken:" + Joined(row));
    }
    before = event;
  }
}

}  // namespace

std::vector<std::string> BrokenInvariants(Database& database) {
  std::vector<std::string> broken;
  database.Run("SAVEPOINT one_moment");  // for all laws, even while others write
  for (const auto& law : kLaws) {
    for (const auto& row : database.Run(law.breaches)) {
      broken.push_back(std::string("not so that ") + law.said + ":" + Joined(row));
    }
  }
  CheckEventChains(database, broken);
  database.Run("RELEASE one_moment");
  return broken;
}

}  // namespace ebbtide::test
