#include "store/sql/verify_sql.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/digest.hpp"
#include "refund/life_cycle.hpp"
#include "store/event_hash.hpp"
#include "store/sql/prepared.hpp"

namespace ebbtide::store::sql {
namespace {

using Report = std::function<void(std::string)>;

/// A query that finds what must not be: each row is one broken place, and names it by two numbers
/// and a text, where there are so many.
struct Law {
  const char* said;
  const char* breaches;
};

constexpr std::array kLaws{
    Law{"line: its sums are not those of its open and done refunds, or exceed what was bought",
        R"(SELECT l.line_id, l.refunded_fen, '' FROM order_line l
           LEFT JOIN (SELECT line_id, SUM(amount_fen) AS fen, SUM(quantity_milli) AS milli
                      FROM refund WHERE state <> 'CLOSED' GROUP BY line_id) s
             ON s.line_id = l.line_id
           WHERE l.refunded_fen <> COALESCE(s.fen, 0) OR l.refunded_milli <> COALESCE(s.milli, 0)
              OR l.refunded_fen > l.paid_fen OR l.refunded_milli > l.quantity_milli)"},
    Law{"order: its sums are not those of its open and done refunds, or exceed what was paid",
        R"(SELECT o.order_id, o.refunded_fen, '' FROM trade_order o
           JOIN (SELECT o2.order_id,
                        COALESCE(SUM(r.amount_fen + r.post_fee_fen), 0) AS fen,
                        COALESCE(SUM(r.post_fee_fen), 0) AS post_fee
                 FROM trade_order o2
                 LEFT JOIN refund r ON r.order_id = o2.order_id AND r.state <> 'CLOSED'
                 GROUP BY o2.order_id) s ON s.order_id = o.order_id
           WHERE o.refunded_fen <> s.fen OR o.refunded_fen > o.paid_fen
              OR o.refunded_post_fen <> s.post_fee OR s.post_fee > o.post_fee_fen)"},
    Law{"order: it was not paid for its lines and its postage",
        R"(SELECT o.order_id, o.paid_fen, '' FROM trade_order o
           WHERE o.paid_fen <> o.post_fee_fen +
             (SELECT SUM(l.paid_fen) FROM order_line l WHERE l.order_id = o.order_id))"},
    Law{"order: it was paid through one channel, but keeps payments or shares",
        R"(SELECT o.order_id, o.sole_channel, '' FROM trade_order o
           WHERE o.sole_channel >= 0 AND (
             EXISTS (SELECT 1 FROM order_payment p WHERE p.order_id = o.order_id)
             OR EXISTS (SELECT 1 FROM refund r JOIN refund_share s ON s.refund_id = r.refund_id
                        WHERE r.order_id = o.order_id)))"},
    Law{"order: a payment's sum is not that of the shares taken from it",
        R"(SELECT p.order_id, p.channel_code, '' FROM order_payment p
           WHERE p.refunded_fen > p.paid_fen OR p.refunded_fen <>
             (SELECT COALESCE(SUM(s.amount_fen), 0) FROM refund r
              JOIN refund_share s ON s.refund_id = r.refund_id
              WHERE r.order_id = p.order_id AND s.channel_code = p.channel_code))"},
    Law{"refund: its shares do not add up to its money",
        R"(SELECT r.refund_id, r.amount_fen, r.state FROM refund r WHERE
             (SELECT COALESCE(SUM(s.amount_fen), 0) FROM refund_share s
              WHERE s.refund_id = r.refund_id)
             <> CASE WHEN r.state <> 'CLOSED' AND EXISTS
                  (SELECT 1 FROM order_payment p WHERE p.order_id = r.order_id)
                THEN r.amount_fen + r.post_fee_fen ELSE 0 END)"},
    Law{"refund: it is not of its order's line, seller and buyer",
        R"(SELECT r.refund_id, r.line_id, '' FROM refund r
           LEFT JOIN order_line l ON l.line_id = r.line_id AND l.order_id = r.order_id
             AND l.seller_id = r.seller_id
           LEFT JOIN trade_order o ON o.order_id = r.order_id AND o.seller_id = r.seller_id
             AND o.buyer_id = r.buyer_id
           WHERE l.line_id IS NULL OR o.order_id IS NULL)"},
    Law{"refund: it is not there, but something belongs to it",
        R"(SELECT d.refund_id, 0, d.what FROM (
             SELECT refund_id, 'event' AS what FROM refund_event
             UNION SELECT refund_id, 'share' FROM refund_share
             UNION SELECT refund_id, 'wdk' FROM wdk_refund
             UNION SELECT refund_id, 'xiaoman' FROM xiaoman_refund
             UNION SELECT refund_id, 'return' FROM refund_return
             UNION SELECT refund_id, 'picture' FROM refund_picture
             UNION SELECT refund_id, 'message' FROM refund_message
             UNION SELECT refund_id, 'upload' FROM refund_upload
             UNION SELECT refund_id, 'payout' FROM payout) d
           LEFT JOIN refund r ON r.refund_id = d.refund_id WHERE r.refund_id IS NULL)"},
    Law{"refund: what its channel shows, or its events, are missing",
        R"(SELECT r.refund_id, 0, r.channel FROM refund r
           LEFT JOIN xiaoman_refund x ON x.refund_id = r.refund_id
           WHERE (r.channel = 'xiaoman' AND x.refund_id IS NULL)
              OR NOT EXISTS (SELECT 1 FROM refund_event e WHERE e.refund_id = r.refund_id))"},
    Law{"batch: it has no refunds, or one of another order or owner",
        R"(SELECT b.batch_id, 0, b.out_batch_id FROM refund_batch b
           WHERE b.batch_id NOT IN (SELECT batch_id FROM refund)
           UNION SELECT r.batch_id, r.refund_id, '' FROM refund r LEFT JOIN refund_batch b
             ON b.batch_id = r.batch_id AND b.order_id = r.order_id
             AND b.seller_id IN (r.seller_id, r.buyer_id)
           WHERE r.batch_id <> 0 AND b.batch_id IS NULL)"},
    Law{"refund: its last event does not lead to its state and version",
        R"(SELECT r.refund_id, r.version, r.state FROM refund r
           JOIN refund_event e ON e.refund_id = r.refund_id AND e.sequence =
             (SELECT MAX(sequence) FROM refund_event WHERE refund_id = r.refund_id)
           WHERE e.state_after <> r.state OR (e.version <> 0 AND e.version <> r.version))"},
    Law{"refund: an open one has an end, a final one has none or waits for something",
        R"(SELECT r.refund_id, r.ended_ms, r.state FROM refund r
           WHERE (r.state IN ('SUCCESS', 'CLOSED')) <> (r.ended_ms <> 0)
              OR (r.state IN ('SUCCESS', 'CLOSED', 'REFUND_AGREED', 'PAYOUT_FAILED')
                  AND (r.due_ms <> 0 OR r.paused_ms <> 0)))"},
    Law{"refund: its payment is missing or says something else",
        R"(SELECT r.refund_id, COALESCE(p.amount_fen, 0), r.state FROM refund r
           LEFT JOIN payout p ON p.refund_id = r.refund_id
           WHERE (p.refund_id IS NULL AND r.state IN ('REFUND_AGREED', 'PAYOUT_FAILED'))
              OR (p.refund_id IS NOT NULL AND
                  (p.amount_fen <> r.amount_fen + r.post_fee_fen OR p.order_id <> r.order_id OR
                   r.state <> CASE p.status WHEN 'paid' THEN 'SUCCESS'
                     WHEN 'failed' THEN 'PAYOUT_FAILED' ELSE 'REFUND_AGREED' END)))"},
    Law{"refund: the seller's change list does not show it as it is",
        R"(SELECT r.refund_id, r.version, r.state FROM refund r
           LEFT JOIN refund_change c ON c.refund_id = r.refund_id AND c.seller_id = r.seller_id
             AND c.at_ms = r.version AND c.until_ms = 9007199254740991
             AND c.shown = CASE WHEN r.state IN ('REFUND_AGREED', 'PAYOUT_FAILED')
               THEN r.came_from ELSE r.state END
           WHERE c.refund_id IS NULL
           UNION SELECT c.refund_id, c.at_ms, 'gap' FROM refund_change c
           LEFT JOIN refund_change n ON n.seller_id = c.seller_id AND n.refund_id = c.refund_id
             AND n.at_ms = c.until_ms
           WHERE c.until_ms <> 9007199254740991 AND n.refund_id IS NULL)"},
    Law{"order: the seller's change list does not show it as it is",
        R"(SELECT o.order_id, o.version, o.state FROM trade_order o
           LEFT JOIN order_change c ON c.order_id = o.order_id AND c.seller_id = o.seller_id
             AND c.at_ms = o.version AND c.state = o.state
             AND c.until_ms = CASE o.first_change_ms WHEN 0 THEN 0 ELSE 9007199254740991 END
           WHERE c.order_id IS NULL
           UNION SELECT c.order_id, c.at_ms, 'gap' FROM order_change c
           JOIN trade_order o ON o.order_id = c.order_id
           LEFT JOIN order_change n ON n.seller_id = c.seller_id AND n.order_id = c.order_id
             AND n.at_ms = CASE c.until_ms WHEN 0 THEN o.first_change_ms ELSE c.until_ms END
           WHERE n.order_id IS NULL AND c.until_ms <> 9007199254740991
             AND (c.until_ms <> 0 OR o.first_change_ms <> 0))"},
};

void CheckLaws(soci::session& session, const Report& report) {
  for (const auto& law : kLaws) {
    std::int64_t first = 0;
    std::int64_t second = 0;
    std::string word;
    soci::statement statement =
        (session.prepare << law.breaches, soci::into(first), soci::into(second), soci::into(word));
    statement.execute();
    while (statement.fetch()) {
      report(std::string(law.said) + ": " + std::to_string(first) + " (" + std::to_string(second) +
             (word.empty() ? "" : " ") + word + ")");
    }
  }
}

/// History that was imported begins where it stood, and messages may come at any time.
bool IsInLifeCycle(const StoredEvent& event) {
  if (event.event == "import") return event.state_before.empty();
  return std::ranges::any_of(refund::Transitions(), [&](const refund::Transition& row) {
    const bool from =
        row.from ? refund::ToText(*row.from) == event.state_before : event.state_before.empty();
    return from && refund::ToText(row.event) == event.event &&
           refund::ToText(row.to) == event.state_after &&
           std::ranges::any_of(row.actors, [&](refund::Actor actor) {
             return refund::ToText(actor) == event.actor;
           });
  });
}

void CheckEvents(soci::session& session, const Report& report) {
  StoredEvent event;
  soci::statement statement =
      (session.prepare << "SELECT refund_id, sequence, event, actor, actor_name, state_before, "
                          "state_after, amount_fen, topic, request_id, at_ms, previous_hash, hash, "
                          "version, detail FROM refund_event ORDER BY refund_id, sequence",
       soci::into(event.refund_id), soci::into(event.sequence), soci::into(event.event),
       soci::into(event.actor), soci::into(event.actor_name), soci::into(event.state_before),
       soci::into(event.state_after), soci::into(event.amount_fen), soci::into(event.topic),
       soci::into(event.request_id), soci::into(event.at_ms), soci::into(event.previous_hash),
       soci::into(event.hash), soci::into(event.version), soci::into(event.detail));
  statement.execute();
  StoredEvent before;
  while (statement.fetch()) {
    const auto where = ": refund " + std::to_string(event.refund_id) + ", event " +
                       std::to_string(event.sequence) + " (" + event.event + ")";
    const bool first = event.refund_id != before.refund_id;
    const bool follows = event.sequence == (first ? 1 : before.sequence + 1) &&
                         event.previous_hash == (first ? "" : before.hash) &&
                         (first || event.state_before == before.state_after) &&
                         (first || event.version >= before.version);
    if (!follows) report("event: it does not follow the one before" + where);
    if (event.hash != HashOf(event)) report("event: its hash does not recompute" + where);
    if (!IsInLifeCycle(event)) report("event: the life cycle has no such move" + where);
    before = event;
  }
}

void CheckPictures(soci::session& session, const Pictures& pictures, const Report& report) {
  std::string digest;
  soci::statement statement =
      (session.prepare << "SELECT digest FROM message_picture UNION SELECT digest FROM "
                          "refund_upload",
       soci::into(digest));
  statement.execute();
  while (statement.fetch()) {
    const auto content = pictures.Read(digest);
    if (!content) {
      report("picture: it is not there: " + digest);
    } else if (Sha256Hex(*content) != digest) {
      report("picture: its content is not what was sent: " + digest);
    }
  }
}

}  // namespace

void Verify(soci::session& session, const Pictures& pictures, const Report& report) {
  CheckLaws(session, report);
  CheckEvents(session, report);
  CheckPictures(session, pictures, report);
}

}  // namespace ebbtide::store::sql
