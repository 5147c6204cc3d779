BEGIN TRANSACTION;
CREATE TABLE app (
      app_key VARCHAR(64) NOT NULL PRIMARY KEY,
      sealed_secret VARCHAR(512) NOT NULL,
      title VARCHAR(128) NOT NULL,
      created_ms BIGINT NOT NULL);
CREATE TABLE app_party (
      app_key VARCHAR(64) NOT NULL,
      party_id BIGINT NOT NULL,
      PRIMARY KEY (app_key, party_id));
CREATE TABLE order_line (
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
      CHECK (refunded_milli BETWEEN 0 AND quantity_milli));
INSERT INTO "order_line" VALUES(1001,1000,912213879554049,'1','A','','','Apples',0,'',0,4000,2000,1000,500,1102);
INSERT INTO "order_line" VALUES(2001,2000,912213879554051,'1','A','','','',0,'',0,4000,2000,0,0,0);
CREATE TABLE order_payment (
      order_id BIGINT NOT NULL,
      channel_code BIGINT NOT NULL,
      paid_fen BIGINT NOT NULL,
      refunded_fen BIGINT NOT NULL,
      PRIMARY KEY (order_id, channel_code),
      CHECK (refunded_fen BETWEEN 0 AND paid_fen));
INSERT INTO "order_payment" VALUES(1000,6,2500,1000);
CREATE TABLE party (
      party_id BIGINT NOT NULL PRIMARY KEY,
      kind VARCHAR(16) NOT NULL,
      code VARCHAR(64) NOT NULL,
      UNIQUE (kind, code));
INSERT INTO "party" VALUES(912213879554048,'buyer','123456');
INSERT INTO "party" VALUES(912213879554049,'seller','TESTW');
INSERT INTO "party" VALUES(912213879554050,'buyer','tbtest20');
INSERT INTO "party" VALUES(912213879554051,'seller','hz0799');
CREATE TABLE refund (
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
      version BIGINT NOT NULL);
INSERT INTO "refund" VALUES(1101,1000,1001,912213879554049,912213879554048,'wdk','APPLIED','APPLIED',0,1,1,500,500,1000,'','','',0,'',1708319158000,1708319158000,0,0,1708319158000);
INSERT INTO "refund" VALUES(1102,1000,1001,912213879554049,912213879554048,'wdk','CLOSED','CLOSED',0,1,1,500,500,1000,'','','',0,'',1708319158000,1708319158000,1708319158000,0,1708319158000);
CREATE TABLE refund_batch (
      batch_id BIGINT NOT NULL PRIMARY KEY,
      app_key VARCHAR(64) NOT NULL,
      seller_id BIGINT NOT NULL,
      out_batch_id VARCHAR(64) NOT NULL,
      order_id BIGINT NOT NULL,
      content_digest VARCHAR(64) NOT NULL,
      created_ms BIGINT NOT NULL,
      UNIQUE (seller_id, app_key, out_batch_id));
CREATE TABLE refund_event (
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
      PRIMARY KEY (refund_id, sequence));
INSERT INTO "refund_event" VALUES(1101,1,'import','operator','import','','APPLIED',1000,'','',1795325537892,'','5de748c7ac98b99bf1d51a8f4e42a79b5f82bc5edf57830fc0e7210e445e4015');
INSERT INTO "refund_event" VALUES(1102,1,'import','operator','import','','CLOSED',1000,'','',1795325537892,'','c9295ac107c04c02941f44e0915271b3ee766791bce391fe5ca6888a90e314b9');
CREATE TABLE refund_picture (
      refund_id BIGINT NOT NULL,
      position BIGINT NOT NULL,
      url VARCHAR(512) NOT NULL,
      PRIMARY KEY (refund_id, position));
CREATE TABLE refund_return (
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
      given_ms BIGINT NOT NULL);
CREATE TABLE refund_share (
      refund_id BIGINT NOT NULL,
      channel_code BIGINT NOT NULL,
      amount_fen BIGINT NOT NULL,
      PRIMARY KEY (refund_id, channel_code));
INSERT INTO "refund_share" VALUES(1101,6,1000);
CREATE TABLE schema_version (version BIGINT NOT NULL PRIMARY KEY, applied_ms BIGINT NOT NULL);
INSERT INTO "schema_version" VALUES(1,1795325537822);
CREATE TABLE trade_order (
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
      CHECK (refunded_fen BETWEEN 0 AND paid_fen));
INSERT INTO "trade_order" VALUES(1000,'wdk',912213879554049,912213879554048,'10010','1000','10010','','10020',0,0,0,'paid',2500,500,1000,1708308000000,'0319c7d8008fc654e1777ed5a36d5d4f38aa556f8a9e3f1af960a9ff0c4e02dc');
INSERT INTO "trade_order" VALUES(2000,'taobao',912213879554051,912213879554050,'','2000','','','',0,0,0,'created',2000,0,0,1708308000000,'060bdfdd9d76f3f2d4730f2605f0d3905e74cd01e5661c4c0e7479549e674e59');
CREATE TABLE user_session (
      session_hash VARCHAR(64) NOT NULL PRIMARY KEY,
      app_key VARCHAR(64) NOT NULL,
      party_id BIGINT NOT NULL,
      created_ms BIGINT NOT NULL,
      expires_ms BIGINT NOT NULL);
CREATE TABLE wdk_line (
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
      trade_attributes VARCHAR(2000) NOT NULL);
CREATE TABLE wdk_refund (
      refund_id BIGINT NOT NULL PRIMARY KEY,
      refund_type BIGINT NOT NULL,
      sync_status VARCHAR(32) NOT NULL,
      operator_id VARCHAR(64) NOT NULL,
      operator_name VARCHAR(64) NOT NULL,
      batch_time_ms BIGINT NOT NULL,
      actual_refund_quantity VARCHAR(32) NOT NULL,
      attributes VARCHAR(2000) NOT NULL);
INSERT INTO "wdk_refund" VALUES(1101,1,'INIT','','',0,'','');
INSERT INTO "wdk_refund" VALUES(1102,1,'INIT','','',0,'','');
CREATE TABLE xiaoman_refund (
      refund_id BIGINT NOT NULL PRIMARY KEY,
      apply_no VARCHAR(64) NOT NULL,
      type VARCHAR(64) NOT NULL,
      status VARCHAR(64) NOT NULL);
CREATE INDEX order_line_order ON order_line (order_id);
CREATE INDEX refund_line ON refund (line_id);
COMMIT;
