import assert from 'node:assert/strict';
import { test } from 'node:test';

import { kBuyer, kShop, orderOf, refundOf } from './lib/orders.mjs';
import { beginStory, endStory, refusal } from './lib/story.mjs';

/**
 * The platform: its staff step in where the two sides can't agree, and somebody else pays what is
 * agreed to, which can fail, stay unknown for a while, and still may happen only once.
 */
const kAnswered = 101;
const kRefused = 102;
const kReturned = 103;
const kAgreed = 104;

const story = await beginStory({
  cast: {
    shop: `seller:${kShop}`,
    buyer: `buyer:${kBuyer}`,
    stranger: 'buyer:stranger',
    staff: 'platform:staff',
    grocer: 'seller:TESTW',
  },
  config: '[payout]\nmode = "external"\n',
  orders: [
    orderOf({ order_id: 1010, refund: refundOf(kAnswered) }),
    orderOf({ order_id: 1020, refund: refundOf(kRefused, { state: 'REFUSED' }) }),
    orderOf({ order_id: 1030, refund: refundOf(kReturned, { state: 'GOODS_RETURNED', claim: 3 }) }),
    orderOf({ order_id: 1040, refund: refundOf(kAgreed) }),
  ],
});
const { shop, buyer, stranger, staff, grocer } = story;

const kSeen = 'status,cs_status,refund_remind_timeout,refund_version,payment';
const look = async (refund_id, who = buyer) =>
  (await who('taobao.refund.get', { fields: kSeen, refund_id })).refund;

/** The refund's status and the arbitration's, which are the same for both sides. */
async function standing(refund_id) {
  const views = [await look(refund_id, buyer), await look(refund_id, shop)];
  const [ours, theirs] = views.map((one) => [one.status, one.cs_status]);
  assert.deepEqual(ours, theirs);
  return ours;
}

const ask = (who, refund_id, reason) =>
  who('ebbtide.refund.arbitration.ask', { refund_id, reason });
const stepIn = (refund_id) => staff('ebbtide.refund.arbitration.start', { refund_id });
const decide = (refund_id, verdict) =>
  staff('ebbtide.refund.arbitration.decide', { refund_id, verdict });

const agree = async (refund_id, version) => {
  const refund_infos = `${refund_id}|2402|${version}|onsale`;
  return (await shop('taobao.rp.refunds.agree', { refund_infos })).msg_code;
};

/** The work list of who pays: status, attempt and fen by refund. */
async function payouts(status) {
  const { payouts: list, total_results } = await staff('ebbtide.payouts.get', { status });
  const rows = list.payout ?? [];
  assert.equal(rows.length, total_results);
  const short = rows.map((row) => [row.refund_id, [row.status, row.attempt, row.amount_fen]]);
  return Object.fromEntries(short);
}

const report = async (refund_id, attempt, outcome, more = {}) =>
  (await staff('ebbtide.payout.confirm', { refund_id, attempt, outcome, ...more })).status;
const retry = (refund_id) => staff('ebbtide.payout.retry', { refund_id });

test('a buyer who is refused asks for the platform, which steps in and lets it be', async () => {
  assert.deepEqual(await standing(kRefused), ['SELLER_REFUSE_BUYER', 1]);
  const foreign = ask(stranger, kRefused, '让我看看');
  assert.equal(await refusal(foreign), 'isv.refund-not-exist:refund_id');
  assert.equal((await ask(buyer, kRefused, '卖家不理人')).is_success, true);
  assert.equal((await ask(shop, kRefused, '买家不讲理')).is_success, true, 'is asked already');
  assert.deepEqual(await standing(kRefused), ['SELLER_REFUSE_BUYER', 2]);
  assert.equal((await look(kRefused)).refund_remind_timeout.exist_timeout, true, 'runs on');
  assert.equal(await refusal(decide(kRefused, 'buyer')), 'isv.refund-status-error', 'not yet in');

  assert.equal((await stepIn(kRefused)).is_success, true);
  assert.deepEqual(await standing(kRefused), ['SELLER_REFUSE_BUYER', 3]);
  assert.equal((await look(kRefused)).refund_remind_timeout.exist_timeout, false, 'pauses');
  const fields = 'content,owner_role';
  const { refund_messages } = await shop('taobao.refund.messages.get', {
    fields, refund_id: kRefused,
  });
  assert.deepEqual(refund_messages.refund_message, [{ content: '卖家不理人', owner_role: '1' }]);

  assert.equal((await decide(kRefused, 'withdrawn')).status, 'SELLER_REFUSE_BUYER');
  assert.deepEqual(await standing(kRefused), ['SELLER_REFUSE_BUYER', 7]);
  assert.equal((await look(kRefused)).refund_remind_timeout.exist_timeout, true, 'goes on');
});

test('it decides for the seller, and the refund is closed', async () => {
  await stepIn(kAnswered);
  for (const attempt of ['first', 'repeated']) {
    assert.equal((await decide(kAnswered, 'seller')).status, 'CLOSED', attempt);
  }
  assert.equal(await refusal(decide(kAnswered, 'buyer')), 'isv.refund-status-error');
  assert.deepEqual(await standing(kAnswered), ['CLOSED', 9]);
  assert.deepEqual(await payouts(), {});
});

test('it decides for the buyer: until the money has moved, both see the state before', async () => {
  await stepIn(kReturned);
  for (const attempt of ['first', 'repeated']) {
    const { status } = await decide(kReturned, 'buyer');
    assert.equal(status, 'WAIT_SELLER_CONFIRM_GOODS', attempt);
  }
  const { refund_version } = await look(kAgreed, shop);
  assert.equal(await agree(kAgreed, refund_version), 'OP_SUCC');
  assert.deepEqual(await standing(kReturned), ['WAIT_SELLER_CONFIRM_GOODS', 8]);
  assert.deepEqual(await standing(kAgreed), ['WAIT_SELLER_AGREE', 1]);
  assert.equal((await look(kAgreed)).refund_remind_timeout.exist_timeout, false);
  assert.equal(await agree(kAgreed, refund_version), 'OP_SUCC', 'repeated, which pays no more');
  assert.deepEqual(await payouts(), {
    [kReturned]: ['waiting', 1, 2402],
    [kAgreed]: ['waiting', 1, 2402],
  });
  assert.equal(await refusal(stepIn(kAgreed)), 'isv.refund-status-error', 'it is agreed to');
});

test('a payment fails and is tried again under the same key', async () => {
  const gone = { reason: '收款账户已注销' };
  assert.equal(await report(kAgreed, 1, 'failed', gone), 'failed');
  assert.equal(await report(kAgreed, 1, 'failed', gone), 'failed', 'repeated');
  assert.deepEqual(await payouts('failed'), { [kAgreed]: ['failed', 1, 2402] });
  assert.deepEqual(await standing(kAgreed), ['WAIT_SELLER_AGREE', 1], 'still not the end');
  assert.equal(await refusal(report(kAgreed, 1, 'unknown')), 'isv.refund-status-error');

  const { attempt, payout_key } = await retry(kAgreed);
  assert.deepEqual([attempt, payout_key], [2, `refund-${kAgreed}`]);
  const again = await retry(kAgreed);
  assert.deepEqual([again.attempt, again.payout_key], [2, payout_key], 'an attempt waits already');
  assert.equal(await refusal(report(kAgreed, 1, 'failed')), 'isv.refund-status-error', 'is over');
  assert.deepEqual(await payouts('waiting'), {
    [kReturned]: ['waiting', 1, 2402],
    [kAgreed]: ['waiting', 2, 2402],
  });
});

test('what became of a payment is not known, and stays visible as such until it is', async () => {
  assert.equal(await report(kAgreed, 2, 'unknown'), 'unknown');
  assert.deepEqual(await payouts('unknown'), { [kAgreed]: ['unknown', 2, 2402] });
  assert.deepEqual(await standing(kAgreed), ['WAIT_SELLER_AGREE', 1]);
  assert.equal((await retry(kAgreed)).attempt, 3);

  const paid = { reference: '2009101504179117' };
  assert.equal(await report(kAgreed, 2, 'paid', paid), 'paid', 'the second had paid after all');
  assert.equal(await report(kAgreed, 3, 'paid', paid), 'paid', 'and all share one key');
  const other = report(kAgreed, 3, 'paid', { reference: 'another' });
  assert.equal(await refusal(other), 'isv.refund-status-error');
  assert.equal(await refusal(report(kAgreed, 3, 'failed')), 'isv.refund-status-error');
  assert.equal(await refusal(retry(kAgreed)), 'isv.refund-status-error');
  assert.deepEqual(await standing(kAgreed), ['SUCCESS', 1]);
});

test('the other is paid at once; both trades are closed, and nothing is left to pay', async () => {
  const trade = async (tid) =>
    (await shop('taobao.trade.fullinfo.get', { fields: 'status', tid })).trade.status;
  assert.equal(await trade(1030), 'WAIT_BUYER_CONFIRM_GOODS', 'open until it is paid');
  assert.equal(await report(kReturned, 1, 'paid'), 'paid');
  assert.deepEqual(await standing(kReturned), ['SUCCESS', 8]);
  assert.deepEqual([await trade(1030), await trade(1040)], ['TRADE_CLOSED', 'TRADE_CLOSED']);
  assert.deepEqual(await payouts(), {});
  const paid = await payouts('paid');
  assert.deepEqual(Object.keys(paid), [String(kReturned), String(kAgreed)]);
  assert.equal(await refusal(retry(kAnswered)), 'isv.refund-status-error', 'was never to be paid');
});

test('a grocer sees how the money of a cancelled order moves', async () => {
  const place = { shop_id: '10010', store_id: '10020' };
  const price = { pay_fee: 90, origin_fee: 90, discount_fee: 0 };
  const order_info = {
    ...place, ...price, out_order_id: 'tea', post_fee: 0, order_status: 'PAID_DONE',
    create_time: '2026-01-01 08:59:00', pay_time: '2026-01-01 09:00:00',
    buyer: { user_id: '1001', user_name: '李四', user_nick: 'lisi', phone: '13900000000' },
    consignee: {
      name: '李四', phone: '13900000000', address: '文三路1号', geo: '120.1,30.2',
      start_time: '2026-01-01 10:00:00', end_time: '2026-01-01 12:00:00',
    },
    sub_orders: [
      { sub_out_order_id: 't1', sku_code: 'tea', sale_quantity: 1, sale_price: 90, ...price },
    ],
  };
  const { model } = (await grocer('alibaba.wdk.channel.order.create', { order_info })).api_result;
  const user_cancel_info = { ...place, biz_order_id: model.biz_order_id };
  await grocer('alibaba.wdk.channel.order.usercancel', { user_cancel_info });

  const window = { start_time: '2020-01-01 00:00:00', end_time: '2099-01-01 00:00:00' };
  const batch_query_refund_request = { ...window, ...place, order_from: 20, page_index: 0 };
  const method = 'alibaba.wdk.order.refund.list';
  const row = async () =>
    (await grocer(method, { batch_query_refund_request })).result.orders.order_sync_refund_dto[0];
  const { refund_order_id: refund, refund_status } = await row();
  assert.equal(refund_status, 'AGREE');
  await report(refund, 1, 'failed');
  assert.equal((await row()).refund_status, 'FAILED');
  await retry(refund);
  assert.equal((await row()).refund_status, 'AGREE');
  await report(refund, 2, 'paid');
  assert.equal((await row()).refund_status, 'SUCCESS');
});

endStory(story, { refunds: 5 });
