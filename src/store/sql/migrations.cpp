#include "store/sql/migrations.hpp"

#include <array>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <soci/soci.h>

namespace ebbtide::store::sql {
namespace {

// What SQLite 3.40, MariaDB 10.11 and TiDB all take: every column NOT NULL, because "" and 0 say
// "not known" and save every reader a case; times are UTC milliseconds, money fen, quantities
// thousandths; enumerations are stored as words, for the person who reads the tables at night.
constexpr std::array kFirst{
    R"(CREATE TABLE party (
      party_id BIGINT NOT NULL PRIMARY KEY,
      kind VARCHAR(16) NOT NULL,
      code VARCHAR(64) NOT NULL,
      UNIQUE (kind, code)))",
    R"(CREATE TABLE app (
      app_key VARCHAR(64) NOT NULL PRIMARY KEY,
      sealed_secret VARCHAR(512) NOT NULL,
      title VARCHAR(128) NOT NULL,
      created_ms BIGINT NOT NULL))",
    R"(CREATE TABLE app_party (
      app_key VARCHAR(64) NOT NULL,
      party_id BIGINT NOT NULL,
      PRIMARY KEY (app_key, party_id)))",
    R"(CREATE TABLE user_session (
      session_hash VARCHAR(64) NOT NULL PRIMARY KEY,
      app_key VARCHAR(64) NOT NULL,
      party_id BIGINT NOT NULL,
      created_ms BIGINT NOT NULL,
      expires_ms BIGINT NOT NULL))",
    R"(CREATE TABLE trade_order (
      order_id BIGINT NOT NULL PRIMARY KEY,
      channel VARCHAR(16) NOT NULL,
      seller_id BIGINT NOT NULL,
      buyer_id BIGINT NOT NULL,
      key_scope VARCHAR(64) NOT NULL,
      out_order_id VARCHAR(64) NOT NULL,
      shop_id VARCHAR(64) NOT NULL,
      out_shop_id VARCHAR(64) NOT NULL,
      store_id VARCHAR(64) NOT NULL,
      tb_order_id BIGINT NOT NULL,
      order_from BIGINT NOT NULL,
      order_client BIGINT NOT NULL,
      state VARCHAR(16) NOT NULL,
      paid_fen BIGINT NOT NULL,
      post_fee_fen BIGINT NOT NULL,
      refunded_fen BIGINT NOT NULL,
      created_ms BIGINT NOT NULL,
      content_digest VARCHAR(64) NOT NULL,
      UNIQUE (seller_id, channel, key_scope, out_order_id),
      CHECK (refunded_fen BETWEEN 0 AND paid_fen)))",
    R"(CREATE TABLE order_line (
      line_id BIGINT NOT NULL PRIMARY KEY,
      order_id BIGINT NOT NULL,
      seller_id BIGINT NOT NULL,
      out_line_id VARCHAR(64) NOT NULL,
      sku_code VARCHAR(64) NOT NULL,
      out_sku_code VARCHAR(64) NOT NULL,
      item_code VARCHAR(64) NOT NULL,
      title VARCHAR(255) NOT NULL,
      sku_id BIGINT NOT NULL,
      sku_title VARCHAR(255) NOT NULL,
      price_fen BIGINT NOT NULL,
      quantity_milli BIGINT NOT NULL,
      paid_fen BIGINT NOT NULL,
      refunded_milli BIGINT NOT NULL,
      refunded_fen BIGINT NOT NULL,
      last_refund_id BIGINT NOT NULL,
      UNIQUE (out_line_id, order_id),
      CHECK (refunded_fen BETWEEN 0 AND paid_fen),
      CHECK (refunded_milli BETWEEN 0 AND quantity_milli)))",
    "CREATE INDEX order_line_order ON order_line (order_id)",
    R"(CREATE TABLE wdk_line (
      line_id BIGINT NOT NULL PRIMARY KEY,
      tb_line_id BIGINT NOT NULL,
      stock_unit VARCHAR(32) NOT NULL,
      sale_unit VARCHAR(32) NOT NULL,
      sell_unit VARCHAR(32) NOT NULL,
      buy_amount_stock VARCHAR(32) NOT NULL,
      pick_amount_stock VARCHAR(32) NOT NULL,
      ns_quantity VARCHAR(32) NOT NULL,
      actual_pick_quantity VARCHAR(32) NOT NULL,
      promise_status VARCHAR(32) NOT NULL,
      trade_attributes VARCHAR(2000) NOT NULL))",
    R"(CREATE TABLE order_payment (
      order_id BIGINT NOT NULL,
      channel_code BIGINT NOT NULL,
      paid_fen BIGINT NOT NULL,
      refunded_fen BIGINT NOT NULL,
      PRIMARY KEY (order_id, channel_code),
      CHECK (refunded_fen BETWEEN 0 AND paid_fen)))",
    R"(CREATE TABLE refund_batch (
      batch_id BIGINT NOT NULL PRIMARY KEY,
      app_key VARCHAR(64) NOT NULL,
      seller_id BIGINT NOT NULL,
      out_batch_id VARCHAR(64) NOT NULL,
      order_id BIGINT NOT NULL,
      content_digest VARCHAR(64) NOT NULL,
      created_ms BIGINT NOT NULL,
      UNIQUE (seller_id, app_key, out_batch_id)))",
    R"(CREATE TABLE refund (
      refund_id BIGINT NOT NULL PRIMARY KEY,
      order_id BIGINT NOT NULL,
      line_id BIGINT NOT NULL,
      seller_id BIGINT NOT NULL,
      buyer_id BIGINT NOT NULL,
      channel VARCHAR(16) NOT NULL,
      state VARCHAR(16) NOT NULL,
      came_from VARCHAR(16) NOT NULL,
      arbitration BIGINT NOT NULL,
      claim BIGINT NOT NULL,
      phase BIGINT NOT NULL,
      amount_fen BIGINT NOT NULL,
      post_fee_fen BIGINT NOT NULL,
      quantity_milli BIGINT NOT NULL,
      reason VARCHAR(2000) NOT NULL,
      buyer_message VARCHAR(2000) NOT NULL,
      refuse_reason VARCHAR(2000) NOT NULL,
      batch_id BIGINT NOT NULL,
      out_refund_id VARCHAR(64) NOT NULL,
      created_ms BIGINT NOT NULL,
      modified_ms BIGINT NOT NULL,
      ended_ms BIGINT NOT NULL,
      due_ms BIGINT NOT NULL,
      version BIGINT NOT NULL))",
    "CREATE INDEX refund_line ON refund (line_id)",
    R"(CREATE TABLE wdk_refund (
      refund_id BIGINT NOT NULL PRIMARY KEY,
      refund_type BIGINT NOT NULL,
      sync_status VARCHAR(32) NOT NULL,
      operator_id VARCHAR(64) NOT NULL,
      operator_name VARCHAR(64) NOT NULL,
      batch_time_ms BIGINT NOT NULL,
      actual_refund_quantity VARCHAR(32) NOT NULL,
      attributes VARCHAR(2000) NOT NULL))",
    R"(CREATE TABLE xiaoman_refund (
      refund_id BIGINT NOT NULL PRIMARY KEY,
      apply_no VARCHAR(64) NOT NULL,
      type VARCHAR(64) NOT NULL,
      status VARCHAR(64) NOT NULL))",
    R"(CREATE TABLE refund_return (
      refund_id BIGINT NOT NULL PRIMARY KEY,
      contact_name VARCHAR(64) NOT NULL,
      mobile VARCHAR(32) NOT NULL,
      province VARCHAR(64) NOT NULL,
      city VARCHAR(64) NOT NULL,
      area VARCHAR(64) NOT NULL,
      town VARCHAR(64) NOT NULL,
      address VARCHAR(255) NOT NULL,
      complete_address VARCHAR(512) NOT NULL,
      mail_no VARCHAR(64) NOT NULL,
      carrier VARCHAR(64) NOT NULL,
      given_ms BIGINT NOT NULL))",
    R"(CREATE TABLE refund_picture (
      refund_id BIGINT NOT NULL,
      position BIGINT NOT NULL,
      url VARCHAR(512) NOT NULL,
      PRIMARY KEY (refund_id, position)))",
    R"(CREATE TABLE refund_share (
      refund_id BIGINT NOT NULL,
      channel_code BIGINT NOT NULL,
      amount_fen BIGINT NOT NULL,
      PRIMARY KEY (refund_id, channel_code)))",
    R"(CREATE TABLE refund_event (
      refund_id BIGINT NOT NULL,
      sequence BIGINT NOT NULL,
      event VARCHAR(32) NOT NULL,
      actor VARCHAR(16) NOT NULL,
      actor_name VARCHAR(128) NOT NULL,
      state_before VARCHAR(16) NOT NULL,
      state_after VARCHAR(16) NOT NULL,
      amount_fen BIGINT NOT NULL,
      topic VARCHAR(64) NOT NULL,
      request_id VARCHAR(32) NOT NULL,
      at_ms BIGINT NOT NULL,
      previous_hash VARCHAR(64) NOT NULL,
      hash VARCHAR(64) NOT NULL,
      PRIMARY KEY (refund_id, sequence)))",
};

// Refunds move: what orders and lines know of being shipped, when deadlines wait, who said what,
// payments on their way; and for each seller what changed when, so that a past window of a list
// never changes (`until_ms` is when the next change came).
constexpr std::array kLife{
    "ALTER TABLE trade_order ADD COLUMN refunded_post_fen BIGINT NOT NULL DEFAULT 0 "
    "CHECK (refunded_post_fen BETWEEN 0 AND post_fee_fen)",
    "ALTER TABLE trade_order ADD COLUMN modified_ms BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE trade_order ADD COLUMN paid_ms BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE trade_order ADD COLUMN shipped_ms BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE trade_order ADD COLUMN ended_ms BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE trade_order ADD COLUMN hold_until_ms BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE trade_order ADD COLUMN buyer_message VARCHAR(2000) NOT NULL DEFAULT ''",
    "ALTER TABLE trade_order ADD COLUMN version BIGINT NOT NULL DEFAULT 0",
    R"(UPDATE trade_order SET modified_ms = created_ms, version = created_ms,
      paid_ms = CASE WHEN state = 'created' THEN 0 ELSE created_ms END,
      refunded_post_fen = (SELECT COALESCE(SUM(r.post_fee_fen), 0) FROM refund r
        WHERE r.order_id = trade_order.order_id AND r.state <> 'CLOSED'))",
    "CREATE INDEX trade_order_seller ON trade_order (seller_id, created_ms, order_id)",
    "CREATE INDEX trade_order_number ON trade_order (seller_id, out_order_id)",
    "CREATE INDEX trade_order_taobao ON trade_order (seller_id, tb_order_id)",
    "CREATE INDEX trade_order_buyer ON trade_order (buyer_id, out_order_id)",
    "ALTER TABLE order_line ADD COLUMN discount_fen BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE order_line ADD COLUMN shipped_ms BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE order_line ADD COLUMN carrier VARCHAR(64) NOT NULL DEFAULT ''",
    "ALTER TABLE order_line ADD COLUMN waybill VARCHAR(64) NOT NULL DEFAULT ''",
    "ALTER TABLE order_line ADD COLUMN pic_url VARCHAR(512) NOT NULL DEFAULT ''",
    "ALTER TABLE refund ADD COLUMN paused_ms BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE refund ADD COLUMN goods BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE refund ADD COLUMN closed_by_ship BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE refund ADD COLUMN reviewed BIGINT NOT NULL DEFAULT 0",
    "UPDATE refund SET arbitration = CASE arbitration WHEN 0 THEN 1 ELSE 3 END",
    "CREATE INDEX refund_order ON refund (order_id)",
    "CREATE INDEX refund_buyer ON refund (buyer_id, created_ms, refund_id)",
    "CREATE INDEX refund_due ON refund (due_ms, refund_id)",
    "CREATE INDEX refund_of_batch ON refund (batch_id)",
    "CREATE INDEX xiaoman_refund_number ON xiaoman_refund (apply_no)",
    "ALTER TABLE refund_return ADD COLUMN zip VARCHAR(16) NOT NULL DEFAULT ''",
    "ALTER TABLE refund_return ADD COLUMN phone VARCHAR(32) NOT NULL DEFAULT ''",
    "ALTER TABLE refund_event ADD COLUMN version BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE refund_event ADD COLUMN detail VARCHAR(4000) NOT NULL DEFAULT ''",
    R"(CREATE TABLE refund_change (
      seller_id BIGINT NOT NULL,
      at_ms BIGINT NOT NULL,
      refund_id BIGINT NOT NULL,
      until_ms BIGINT NOT NULL,
      shown VARCHAR(16) NOT NULL,
      PRIMARY KEY (seller_id, at_ms, refund_id)))",
    R"(INSERT INTO refund_change (seller_id, at_ms, refund_id, until_ms, shown)
      SELECT seller_id, version, refund_id, 9007199254740991,
        CASE WHEN state IN ('REFUND_AGREED', 'PAYOUT_FAILED') THEN came_from ELSE state END
      FROM refund)",
    R"(CREATE TABLE order_change (
      seller_id BIGINT NOT NULL,
      at_ms BIGINT NOT NULL,
      order_id BIGINT NOT NULL,
      until_ms BIGINT NOT NULL,
      state VARCHAR(16) NOT NULL,
      PRIMARY KEY (seller_id, at_ms, order_id)))",
    R"(INSERT INTO order_change (seller_id, at_ms, order_id, until_ms, state)
      SELECT seller_id, version, order_id, 9007199254740991, state FROM trade_order)",
    R"(CREATE TABLE order_receiver (
      order_id BIGINT NOT NULL PRIMARY KEY,
      name VARCHAR(64) NOT NULL,
      phone VARCHAR(32) NOT NULL,
      mobile VARCHAR(32) NOT NULL,
      state VARCHAR(64) NOT NULL,
      city VARCHAR(64) NOT NULL,
      district VARCHAR(64) NOT NULL,
      town VARCHAR(64) NOT NULL,
      address VARCHAR(512) NOT NULL,
      zip VARCHAR(16) NOT NULL,
      geo VARCHAR(64) NOT NULL,
      from_ms BIGINT NOT NULL,
      until_ms BIGINT NOT NULL))",
    R"(CREATE TABLE openmall_order (
      order_id BIGINT NOT NULL PRIMARY KEY,
      buyer_channel VARCHAR(16) NOT NULL,
      buyer_channel_id VARCHAR(64) NOT NULL,
      shipping_type VARCHAR(16) NOT NULL,
      mark VARCHAR(2000) NOT NULL))",
    R"(CREATE TABLE refund_message (
      message_id BIGINT NOT NULL PRIMARY KEY,
      refund_id BIGINT NOT NULL,
      created_ms BIGINT NOT NULL,
      author VARCHAR(16) NOT NULL,
      author_id BIGINT NOT NULL,
      author_nick VARCHAR(64) NOT NULL,
      type VARCHAR(32) NOT NULL,
      content VARCHAR(2000) NOT NULL))",
    "CREATE INDEX refund_message_refund ON refund_message (refund_id, message_id)",
    R"(CREATE TABLE message_picture (
      message_id BIGINT NOT NULL,
      position BIGINT NOT NULL,
      digest VARCHAR(64) NOT NULL,
      caption VARCHAR(255) NOT NULL,
      PRIMARY KEY (message_id, position)))",
    R"(CREATE TABLE refund_upload (
      refund_id BIGINT NOT NULL,
      digest VARCHAR(64) NOT NULL,
      created_ms BIGINT NOT NULL,
      PRIMARY KEY (refund_id, digest)))",
    R"(CREATE TABLE payout (
      refund_id BIGINT NOT NULL PRIMARY KEY,
      order_id BIGINT NOT NULL,
      payout_key VARCHAR(64) NOT NULL UNIQUE,
      attempt BIGINT NOT NULL,
      status VARCHAR(16) NOT NULL,
      amount_fen BIGINT NOT NULL,
      reference VARCHAR(128) NOT NULL,
      reason VARCHAR(2000) NOT NULL,
      created_ms BIGINT NOT NULL,
      modified_ms BIGINT NOT NULL))",
    "CREATE INDEX payout_status ON payout (status, created_ms, refund_id)",
    R"(CREATE TABLE item (
      item_id BIGINT NOT NULL,
      sku_id BIGINT NOT NULL,
      seller_id BIGINT NOT NULL,
      epp_item_id VARCHAR(64) NOT NULL,
      title VARCHAR(255) NOT NULL,
      sku_title VARCHAR(255) NOT NULL,
      outer_id VARCHAR(64) NOT NULL,
      outer_sku_id VARCHAR(64) NOT NULL,
      pic_url VARCHAR(512) NOT NULL,
      price_fen BIGINT NOT NULL,
      post_fee_fen BIGINT NOT NULL,
      PRIMARY KEY (item_id, sku_id)))",
    "CREATE INDEX item_epp ON item (epp_item_id, sku_id)",
    R"(CREATE TABLE tax_audit (
      customer_id BIGINT NOT NULL,
      okki_refund_id VARCHAR(64) NOT NULL,
      action VARCHAR(64) NOT NULL,
      content TEXT NOT NULL,
      created_ms BIGINT NOT NULL,
      PRIMARY KEY (customer_id, okki_refund_id, action)))",
};

// Who may call what, from where and until when. Permissions are `*` or a line each of `category:…`
// and `method:…`.
constexpr std::array kAccess{
    "ALTER TABLE app ADD COLUMN sealed_old_secret VARCHAR(512) NOT NULL DEFAULT ''",
    "ALTER TABLE app ADD COLUMN old_secret_until_ms BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE app ADD COLUMN disabled_ms BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE app ADD COLUMN callback VARCHAR(512) NOT NULL DEFAULT ''",
    "ALTER TABLE app ADD COLUMN permissions VARCHAR(4000) NOT NULL DEFAULT '*'",
    "ALTER TABLE app ADD COLUMN networks VARCHAR(2000) NOT NULL DEFAULT ''",
    "ALTER TABLE user_session ADD COLUMN scope VARCHAR(4000) NOT NULL DEFAULT '*'",
    "ALTER TABLE user_session ADD COLUMN revoked_ms BIGINT NOT NULL DEFAULT 0",
    "CREATE INDEX user_session_app ON user_session (app_key, created_ms)",
    R"(CREATE TABLE one_time_token (
      token_hash VARCHAR(64) NOT NULL PRIMARY KEY,
      kind VARCHAR(16) NOT NULL,
      app_key VARCHAR(64) NOT NULL,
      party_id BIGINT NOT NULL,
      scope VARCHAR(4000) NOT NULL,
      redirect_uri VARCHAR(1024) NOT NULL,
      session_hash VARCHAR(64) NOT NULL,
      created_ms BIGINT NOT NULL,
      expires_ms BIGINT NOT NULL,
      replay_ms BIGINT NOT NULL,
      used_ms BIGINT NOT NULL))",
    "CREATE INDEX one_time_token_expires ON one_time_token (expires_ms)",
    "CREATE INDEX one_time_token_session ON one_time_token (session_hash)",
};

/// Nothing waits for a refund that is paying or over; the first version kept when it would have.
constexpr std::array kDeadlines{
    "UPDATE refund SET due_ms = 0, paused_ms = 0 "
    "WHERE state IN ('SUCCESS', 'CLOSED', 'REFUND_AGREED', 'PAYOUT_FAILED')",
};

std::vector<std::string> TextsOf(soci::session& session, const std::string& query) {
  std::vector<std::string> texts;
  std::string text;
  soci::statement statement = (session.prepare << query, soci::into(text));
  statement.execute();
  while (statement.fetch()) texts.push_back(text);
  return texts;
}

/// Replaces the last `from` in `text`; whether it was there.
bool ReplaceLast(std::string& text, std::string_view from, std::string_view to) {
  const auto place = text.rfind(from);
  if (place == std::string::npos) return false;
  text.replace(place, from.size(), to);
  return true;
}

/// Rows lie in the order of their primary key, as other databases keep them anyway. To SQLite a
/// BIGINT key is an index beside the table, which costs every read and write a second search.
void ClusterTables(soci::session& session) {
  for (const auto& table : TextsOf(session,
                                   "SELECT name FROM sqlite_master WHERE type = 'table' "
                                   "AND sql LIKE '%PRIMARY KEY%' AND name <> 'schema_version'")) {
    const std::string is_its = " FROM sqlite_master WHERE tbl_name = '" + table + "' AND ";
    auto text = TextsOf(session, "SELECT sql" + is_its + "type = 'table'").front();
    const auto indexes = TextsOf(session, "SELECT sql" + is_its + "type = 'index' AND sql <> ''");
    if (!ReplaceLast(text, "BIGINT NOT NULL PRIMARY KEY", "INTEGER NOT NULL PRIMARY KEY")) {
      ReplaceLast(text, ")", ") WITHOUT ROWID");
    }
    // Not by renaming, for which SQLite reads the whole schema again: a new store goes this way
    // too.
    session << "CREATE TEMPORARY TABLE moved AS SELECT * FROM " + table;
    session << "DROP TABLE " + table;
    session << text;
    session << "INSERT INTO " + table + " SELECT * FROM moved";
    session << "DROP TABLE moved";
    for (const auto& index : indexes) session << index;
  }
}

/// The status of an order is read without a look at its lines.
constexpr std::array kStatus{
    "DROP INDEX order_line_order",
    "CREATE INDEX order_line_status ON order_line (order_id, line_id, seller_id, last_refund_id)",
};

/// Refunds of a line or of a batch are found by way of their order, of which all of them are.
constexpr std::array kFewerIndexes{
    "DROP INDEX refund_line",
    "DROP INDEX refund_of_batch",
};

/// A refund that is applied for changes fewer rows. An order that was paid through one channel has
/// no payment of its own, nor have its refunds shares (`sole_channel`); a WDK refund that is as it
/// was made has no row of details; the last refund of a line is found by an index; the first row of
/// an order in `order_change` need not be told of its end, which the order itself knows (`until_ms`
/// 0, `first_change_ms`).
constexpr std::array kFewerRows{
    "ALTER TABLE trade_order ADD COLUMN sole_channel BIGINT NOT NULL DEFAULT -1",
    "ALTER TABLE trade_order ADD COLUMN first_change_ms BIGINT NOT NULL DEFAULT 0",
    R"(UPDATE trade_order SET sole_channel = (SELECT p.channel_code FROM order_payment p
        WHERE p.order_id = trade_order.order_id)
      WHERE 1 = (SELECT COUNT(*) FROM order_payment p WHERE p.order_id = trade_order.order_id)
        AND EXISTS (SELECT 1 FROM order_payment p WHERE p.order_id = trade_order.order_id
          AND p.paid_fen = trade_order.paid_fen AND p.refunded_fen = trade_order.refunded_fen))",
    R"(DELETE FROM refund_share WHERE refund_id IN (SELECT r.refund_id FROM refund r
        JOIN trade_order o ON o.order_id = r.order_id WHERE o.sole_channel >= 0))",
    R"(DELETE FROM order_payment WHERE order_id IN
        (SELECT order_id FROM trade_order WHERE sole_channel >= 0))",
    R"(UPDATE trade_order SET first_change_ms = version WHERE order_id IN
        (SELECT order_id FROM order_change WHERE until_ms < 9007199254740991))",
    R"(UPDATE order_change SET until_ms = 0 WHERE order_id IN
        (SELECT order_id FROM trade_order WHERE first_change_ms = 0))",
    "DELETE FROM wdk_refund WHERE refund_type = 1 AND sync_status = 'INIT' AND operator_id = '' "
    "AND operator_name = '' AND batch_time_ms = 0 AND actual_refund_quantity = '' "
    "AND attributes = ''",
    "DROP INDEX order_line_status",
    "ALTER TABLE order_line DROP COLUMN last_refund_id",
    "CREATE INDEX order_line_order ON order_line (order_id, line_id, seller_id)",
    "DROP INDEX refund_order",
    "CREATE INDEX refund_of_line ON refund (order_id, line_id, created_ms)",
};

/// Statements, and what they cannot say.
struct Step {
  std::span<const char* const> statements;
  void (*also)(soci::session&) = nullptr;
};

// Append only: a step that has been released never changes.
constexpr std::array kSteps{Step{kFirst},
                            Step{kLife},
                            Step{kAccess},
                            Step{kDeadlines},
                            Step{kStatus, ClusterTables},
                            Step{kFewerIndexes},
                            Step{kFewerRows}};

int VersionOf(soci::session& session) {
  int version = 0;
  session << "SELECT COALESCE(MAX(version), 0) FROM schema_version", soci::into(version);
  return version;
}

}  // namespace

void Migrate(soci::session& session, Timestamp now) {
  session << "CREATE TABLE IF NOT EXISTS schema_version ("
             "version BIGINT NOT NULL PRIMARY KEY, applied_ms BIGINT NOT NULL)";
  const int known = static_cast<int>(kSteps.size());
  if (const int version = VersionOf(session); version > known) {
    throw std::runtime_error("the store is of version " + std::to_string(version) +
                             ", this program knows versions up to " + std::to_string(known) +
                             "; use the newer program");
  }
  for (int version = 1; version <= known; ++version) {
    session << "BEGIN IMMEDIATE";
    // Asked inside the transaction: another process may have come first.
    if (VersionOf(session) < version) {
      const auto& step = kSteps.at(static_cast<std::size_t>(version - 1));
      for (const char* const statement : step.statements) session << statement;
      if (step.also != nullptr) step.also(session);
      session << "INSERT INTO schema_version (version, applied_ms) VALUES (:version, :applied_ms)",
          soci::use(version), soci::use(now.unix_ms);
    }
    session << "COMMIT";
  }
}

}  // namespace ebbtide::store::sql
