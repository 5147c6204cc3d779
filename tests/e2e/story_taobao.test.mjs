import assert from 'node:assert/strict';
import { test } from 'node:test';

import { kBuyer, kShop, orderOf, refundOf } from './lib/orders.mjs';
import { beginStory, endStory, kPng, refusal } from './lib/story.mjs';

/**
 * A plain Taobao shop, whose orders and refunds were made on the platform's own pages: the shop
 * answers them one by one and in batches, and keeps in step by reading windows of changes while
 * these go on changing.
 */
const kTwelve = Array.from({ length: 12 }, (_, i) => ({ refund: 200 + i, trade: 2000 + 10 * i }));
const kPaid = 301;
const kPaidToo = 302;
const kReturn = 303;
const kUnsent = 304;

/** Three change in the same second each time, so that time alone does not order them. */
const changed = (i) => ({ modified: `2024-02-20 09:1${Math.floor(i / 3)}:00` });
const later = { modified: '2024-02-22 09:00:00' };

const story = await beginStory({
  cast: {
    shop: `seller:${kShop}`,
    buyer: `buyer:${kBuyer}`,
    otherShop: 'seller:other',
    otherBuyer: 'buyer:other',
  },
  orders: [
    ...kTwelve.map((one, i) => {
      const created = `2024-02-10 10:${10 + i}:00`;
      return orderOf({ order_id: one.trade, created, refund: refundOf(one.refund, changed(i)) });
    }),
    orderOf({ order_id: 3010, refund: refundOf(kPaid, later) }),
    orderOf({ order_id: 3020, refund: refundOf(kPaidToo, later) }),
    orderOf({ order_id: 3030, refund: refundOf(kReturn, { ...later, claim: 3 }) }),
    orderOf({ order_id: 3040, state: 'paid', refund: refundOf(kUnsent, later) }),
  ],
});
const { shop, buyer, otherShop, otherBuyer } = story;

const kDay = { start_modified: '2024-02-20 00:00:00', end_modified: '2024-02-20 23:59:59' };
const kFields = 'refund_id,tid,status,refund_fee,modified,created';
const kRefunds = kTwelve.map((one) => String(one.refund));
const kTrades = kTwelve.map((one) => String(one.trade));

const look = async (who, refund_id) =>
  (await who('taobao.refund.get', { fields: kFields, refund_id })).refund;

const versionOf = async (refund_id) =>
  (await shop('taobao.refund.detail.get', { fields: 'refund_version', refund_id })).detail
    .refund_version;

const trade = async (tid) => {
  const fields = 'status,modified,orders.refund_status,orders.invoice_no';
  return (await shop('taobao.trade.fullinfo.get', { fields, tid })).trade;
};

const refuse = (refund_id) =>
  shop('taobao.refund.refuse', { refund_id, refuse_message: '请先联系客服' });

const agree = async (refund_infos) => {
  const { msg_code, results } = await shop('taobao.rp.refunds.agree', { refund_infos });
  const rows = results.refund_mapping_result.map((row) => [row.refund_id, row.succ]);
  return { msg_code, rows: Object.fromEntries(rows) };
};

/** A page of the shop's refunds by change: `{ ids, total, hasNext }`. */
async function received(page_no, more) {
  const page = { fields: kFields, page_no, page_size: 5, ...more };
  const answer = await shop('taobao.refunds.receive.get', page);
  const ids = (answer.refunds.refund ?? []).map((row) => row.refund_id);
  return { ids, total: answer.total_results, hasNext: answer.has_next };
}

/** The same of its trades. */
async function sold(page_no, more) {
  const page = { fields: 'tid,modified,orders', page_no, page_size: 5, ...more };
  const answer = await shop('taobao.trades.sold.increment.get', page);
  const ids = (answer.trades.trade ?? []).map((row) => String(row.tid));
  return { ids, total: answer.total_results, hasNext: answer.has_next };
}

/** Reads the pages in turn; after each the shop refuses the next of `refunds`. */
async function readWhileMoving(pages, read, refunds) {
  const seen = [];
  for (const [i, page] of pages.entries()) {
    seen.push(...(await read(page)).ids);
    assert.equal((await refuse(refunds[i])).is_success, true);
  }
  return seen;
}

/** As times are on the wire: in GMT+8. */
const atShanghai = (ms) =>
  new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
const kBegan = Date.now();
const kNow = { start_modified: atShanghai(kBegan), end_modified: atShanghai(kBegan + 3_600_000) };

test('both sides see what was applied for, and nobody else does', async () => {
  const { ids, total } = await received(1, { ...kDay, page_size: 100 });
  assert.deepEqual([total, [...ids].sort()], [12, kRefunds]);
  const applied = async (who) =>
    (await who('taobao.refunds.apply.get', { fields: kFields, seller_nick: kShop })).total_results;
  assert.deepEqual([await applied(buyer), await applied(otherBuyer)], [16, 0]);
  assert.deepEqual(await look(buyer, kPaid), await look(shop, kPaid));
  for (const who of [otherShop, otherBuyer]) {
    assert.equal(await refusal(look(who, kPaid)), 'isv.refund-not-exist:refund_id');
  }
});

test('the shop agrees to several at once, and a stale one does not stop the others', async () => {
  const infos = `${kPaid}|2402|${await versionOf(kPaid)}`;
  const stale = `${kPaidToo}|2402|${(await versionOf(kPaidToo)) - 1}`;
  const some = await agree(`${infos},${stale}`);
  assert.deepEqual(some, { msg_code: 'SOME_OP_SUCC', rows: { [kPaid]: true, [kPaidToo]: false } });
  const cheap = await agree(`${kPaidToo}|2401|${await versionOf(kPaidToo)}`);
  assert.deepEqual(cheap, { msg_code: 'OP_FAILURE_UE', rows: { [kPaidToo]: false } });
  const review = { refund_phase: 'onsale', refund_version: await versionOf(kPaidToo) };
  const mark = { ...review, refund_id: kPaidToo, operator: '小二', message: '无误', result: true };
  assert.equal((await shop('taobao.rp.refund.review', mark)).is_success, true);
  const all = await agree(`${infos},${kPaidToo}|2402|${await versionOf(kPaidToo)}`);
  assert.deepEqual(all, { msg_code: 'OP_SUCC', rows: { [kPaid]: true, [kPaidToo]: true } });
  assert.equal((await look(buyer, kPaid)).status, 'SUCCESS');
  assert.equal((await trade(3010)).status, 'TRADE_CLOSED');
});

test('a return: agreed to, sent back, refused as damaged, and decided by nobody yet', async () => {
  const seen = { refund_id: kReturn, refund_phase: 'onsale' };
  await shop('taobao.rp.returngoods.agree', {
    ...seen, name: '张三', mobile: '13888888888', address: '杭州市文三路1号', post: '310000',
  });
  assert.equal((await look(buyer, kReturn)).status, 'WAIT_BUYER_RETURN_GOODS');
  const waybill = { logistics_waybill_no: 'B1', logistics_company_code: 'YTO' };
  await shop('taobao.rp.returngoods.refill', { ...seen, ...waybill });
  assert.equal((await look(buyer, kReturn)).status, 'WAIT_SELLER_CONFIRM_GOODS');

  const fields = 'reason_id,reason_text';
  const { reasons } = await shop('taobao.refund.refusereason.get', { ...seen, fields });
  const damaged = reasons.reason.find((one) => one.reason_text === '已经影响商品完好');
  const no = {
    ...seen, refund_version: await versionOf(kReturn), refuse_reason_id: damaged.reason_id,
    refuse_proof: kPng,
  };
  assert.equal((await shop('taobao.rp.returngoods.refuse', no)).result, true);
  await shop('taobao.refund.message.add', { refund_id: kReturn, content: '请看图', image: kPng });
  const thread = { fields: 'content,owner_role,pic_urls', refund_id: kReturn };
  const { refund_messages, total_results } = await buyer('taobao.refund.messages.get', thread);
  assert.equal(total_results, 3, 'the address, the refusal, the message');
  for (const { pic_urls } of refund_messages.refund_message.slice(1)) {
    const picture = await fetch(pic_urls.pic_url[0].url);
    assert.deepEqual(Buffer.from(await picture.arrayBuffer()), kPng);
  }
  const last = await shop('taobao.refund.status.get', { query_param: { biz_order_id: 3031 } });
  const [row] = last.result_package.result_list.query_refund_status_response;
  assert.equal(row.status, 'SELLER_REFUSE_BUYER');
});

test('an order that is sent after all ends its refund, and is finished', async () => {
  const sent = { tid: 3040, out_sid: 'YT1', company_code: 'YTO' };
  assert.equal((await shop('taobao.logistics.offline.send', sent)).shipping.is_success, true);
  assert.equal((await look(buyer, kUnsent)).status, 'CLOSED');
  assert.equal((await shop('ebbtide.trade.confirm', { tid: 3040 })).is_success, true);
  const { status, orders } = await trade(3040);
  const { refund_status, invoice_no } = orders.order[0];
  assert.deepEqual([status, refund_status, invoice_no], ['TRADE_FINISHED', 'CLOSED', 'YT1']);
});

test('refunds of a window, read forwards while they move: each row once, none lost', async () => {
  const whole = (await received(1, { ...kDay, page_size: 12 })).ids;
  // Of a page that was read, of the one that is read next, of the last.
  const moved = [whole[0], whole[6], whole[11]];
  const seen = await readWhileMoving([1, 2, 3], (page) => received(page, kDay), moved);
  assert.deepEqual(seen, whole);
  assert.deepEqual([...seen].sort(), kRefunds);
  assert.equal((await received(1, kDay)).total, 12);
  const hasNext = [];
  for (const page of [1, 2, 3]) {
    const read = await received(page, { ...kDay, use_has_next: true });
    assert.equal(read.total, undefined);
    hasNext.push(read.hasNext);
  }
  assert.deepEqual(hasNext, [true, true, false]);
});

test('trades of a window, read backwards from the last page while they move', async () => {
  const whole = (await sold(1, { ...kDay, page_size: 12 })).ids;
  assert.deepEqual([...whole].sort(), kTrades);
  const refundOfTrade = (tid) => kRefunds[kTrades.indexOf(tid)];
  const readDay = (page) => sold(page, kDay);
  const moved = [whole[10], whole[4], whole[1]].map(refundOfTrade);
  const seen = await readWhileMoving([3, 2, 1], readDay, moved);
  assert.deepEqual([...seen].sort(), kTrades);
  const others = [whole[2], whole[8]].map(refundOfTrade);
  const again = await readWhileMoving([1, 2], readDay, others);
  assert.deepEqual(again, whole.slice(0, 10), 'and forwards');
});

test('what moved meanwhile is in the window in which it moved', async () => {
  const now = { ...kNow, page_size: 100 };
  const { ids: moved } = await received(1, now);
  assert.equal(moved.length, 12, 'eight of the twelve, and the four of before');
  const { ids: refused } = await received(1, { ...now, status: 'SELLER_REFUSE_BUYER' });
  assert.equal(refused.filter((id) => kRefunds.includes(id)).length, 8);
  const trades = (await sold(1, now)).ids;
  const theirs = kTrades.filter((_, i) => refused.includes(kRefunds[i]));
  assert.deepEqual(trades.sort(), ['3010', '3020', '3030', '3040', ...theirs].sort());
});

test('what the shop sold and the buyer applied for, by age, loses nothing either', async () => {
  const { ids: waiting } = await received(1, { status: 'WAIT_SELLER_AGREE' });
  assert.equal(waiting.length, 4);
  const window = { start_created: '2024-02-10 10:10:00', end_created: '2024-02-10 10:59:00' };
  const soldOn = async (page_no) => {
    const page = { fields: 'tid,status', ...window, page_no, page_size: 6 };
    const { trades } = await shop('taobao.trades.sold.get', page);
    return { ids: trades.trade.map((row) => String(row.tid)) };
  };
  const sold = await readWhileMoving([1, 2], soldOn, waiting.slice(0, 2));
  assert.deepEqual(sold, [...kTrades].reverse(), 'newest first');

  const appliedOn = async (page_no) => {
    const page = { fields: kFields, page_no, page_size: 8 };
    const { refunds } = await buyer('taobao.refunds.apply.get', page);
    return { ids: refunds.refund.map((row) => row.refund_id) };
  };
  const applied = await readWhileMoving([1, 2], appliedOn, waiting.slice(2));
  assert.equal(new Set(applied).size, 16);
});

endStory(story, { refunds: 16 });
