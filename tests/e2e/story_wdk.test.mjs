import assert from 'node:assert/strict';
import { test } from 'node:test';

import { beginStory, endStory } from './lib/story.mjs';

/**
 * WDK: a grocer takes channel orders. Of three apples for 10.00 yuan one after another is given
 * back, to the last fen; the pears are not. Another order is cancelled before it is sent.
 */
const story = await beginStory({ cast: { grocer: 'seller:TESTW', neighbour: 'seller:OTHERW' } });
const { grocer, neighbour } = story;
const kPlace = { shop_id: '10010', store_id: '10020' };
const kEver = { start_time: '2020-01-01 00:00:00', end_time: '2099-01-01 00:00:00' };

/** A line at `price` fen a piece, of which `paid` are paid and the rest is a discount. */
const lineOf = (sub_out_order_id, sku_code, sale_quantity, sale_price, pay_fee) => {
  const origin_fee = sale_quantity * sale_price;
  return {
    sub_out_order_id, sku_code, sale_quantity, sale_price, pay_fee, origin_fee,
    discount_fee: origin_fee - pay_fee,
  };
};

/** An order with 2.00 yuan for the post. */
const orderOf = (out_order_id, sub_orders) => {
  const sum = (field) => sub_orders.reduce((total, line) => total + line[field], 0);
  return {
    ...kPlace, out_order_id, sub_orders, post_fee: 200, pay_fee: sum('pay_fee') + 200,
    origin_fee: sum('origin_fee'), discount_fee: sum('discount_fee'),
    order_status: 'CREATED', create_time: '2026-01-01 08:59:00',
    buyer: { user_id: '1001', user_name: '李四', user_nick: 'lisi', phone: '13900000000' },
    consignee: {
      name: '李四', phone: '13900000000', address: '文三路1号', geo: '120.1,30.2',
      start_time: '2026-01-01 10:00:00', end_time: '2026-01-01 12:00:00',
    },
  };
};

const paid = (order) => ({ ...order, order_status: 'PAID_DONE', pay_time: order.create_time });

const create = async (order_info) =>
  (await grocer('alibaba.wdk.channel.order.create', { order_info })).api_result;

const setStatus = async (out_order_id, order_status) => {
  const order_status_info = { ...kPlace, out_order_id, order_status };
  const method = 'alibaba.wdk.channel.order.status.update';
  return (await grocer(method, { order_status_info })).api_result;
};

/** Each order's status, by the caller's number, of those in `order_status`, or of all. */
async function statusesIn(order_status) {
  const batch_query_request = { ...kEver, ...kPlace, page_index: 0, page_size: 20, order_status };
  const { result } = await grocer('alibaba.wdk.order.list', { batch_query_request });
  const orders = result.orders.order ?? [];
  assert.deepEqual([result.next_index, result.total_number], [-1, orders.length]);
  return Object.fromEntries(orders.map((one) => [one.out_order_id, one.order_status]));
}

const orderNumbered = async (out_order_id) => {
  const id_list_query_req = { out_order_id_list: [out_order_id] };
  const { result } = await grocer('alibaba.wdk.order.get', { id_list_query_req });
  return result.orders.order[0];
};

/** One line's pieces are given back for `refund_fee`; gives `{ success, err_msg }`. */
async function giveBack(order, batch, { id, sku_code }, refund_sale_quantity, refund_fee) {
  const line = { sub_biz_order_id: id, sku_code, refund_sale_quantity, refund_fee };
  const order_user_refund_info = {
    ...kPlace, biz_order_id: order, out_refund_batch_id: batch, refund_reason: '不新鲜',
    sub_refund_orders: [line],
  };
  const method = 'alibaba.wdk.channel.order.userrefund';
  return (await grocer(method, { order_user_refund_info })).api_result;
}

/** The refunds of all pages of `size`, oldest change first. */
async function allRefunds(size, window = kEver) {
  const found = [];
  for (let page_index = 0, total; page_index !== -1; ) {
    const batch_query_refund_request = {
      ...window, ...kPlace, order_from: 20, page_index, page_size: size,
    };
    const method = 'alibaba.wdk.order.refund.list';
    const { result } = await grocer(method, { batch_query_refund_request });
    total ??= result.total_number;
    const rows = result.orders.order_sync_refund_dto ?? [];
    found.push(...rows);
    page_index = result.next_index;
    if (page_index !== -1) assert.equal(rows.length, size, 'only the last page is short');
    else assert.equal(found.length, total);
  }
  return found;
}

/** Number, status and fen of the refunds, by their batches. */
async function refundsByBatch() {
  const rows = await allRefunds(100);
  return Object.fromEntries(
    rows.map((row) => [
      row.out_main_refund_id ?? row.out_mian_order_id,
      { id: String(row.refund_order_id), status: row.refund_status, fen: row.refund_amount },
    ]),
  );
}

const kFruit = orderOf('fruit', [
  lineOf('f1', 'apples', 3, 350, 1000),
  lineOf('f2', 'pears', 2, 300, 600),
]);
let fruit;
let apples;
let pears;

test('an order is made, once, and waits for payment', async () => {
  const { success, model } = await create(kFruit);
  assert.equal(success, true);
  assert.deepEqual((await create(kFruit)).model, model, 'the same order again');
  const other = await create(paid(kFruit));
  assert.equal(other.err_code, 'isv.order-already-exist:out_order_id');
  fruit = model.biz_order_id;
  const [a, p] = model.sub_order_results.sub_order;
  apples = { id: a.sub_biz_order_id, sku_code: 'apples' };
  pears = { id: p.sub_biz_order_id, sku_code: 'pears' };

  const early = await giveBack(fruit, 'early', apples, 1, 333);
  assert.match(early.err_msg, /only a paid order can be refunded/);
  assert.deepEqual(await statusesIn(), { fruit: 'CREATED' });
});

test('it is paid, and can be read', async () => {
  assert.equal((await setStatus('fruit', 'PAID')).success, true);
  assert.equal((await setStatus('fruit', 'PAID')).success, true, 'repeated');
  assert.equal((await setStatus('fruit', 'TRADE_CLOSE')).success, false, 'paid ones are cancelled');
  const { pay_amt, post_fee, discount_amt, sub_orders } = await orderNumbered('fruit');
  assert.deepEqual([pay_amt, post_fee, discount_amt], [1800, 200, 50]);
  assert.deepEqual(sub_orders.sub_order.map((line) => line.quantity), [3, 2]);
  assert.deepEqual(await statusesIn(['PAID']), { fruit: 'PAID' });
  assert.deepEqual(await statusesIn(['SUCCESS']), {});
});

test('an apple is given back, and the grocer finds a lower amount enough', async () => {
  assert.equal((await giveBack(fruit, 'apple 1', apples, 1, 333)).success, true);
  assert.equal((await giveBack(fruit, 'apple 1', apples, 1, 333)).success, true, 'repeated');
  const used = await giveBack(fruit, 'apple 1', apples, 1, 332);
  assert.match(used.err_msg, /was used before for another application/);
  const { id } = (await refundsByBatch())['apple 1'];

  const confirm = async (who, refund_fee) => {
    const order_refund_confirm_info = {
      ...kPlace, biz_order_id: fruit, out_refund_batch_id: 'apple 1',
      agree_sub_orders: [
        { refund_id: id, sku_code: 'apples', sub_biz_order_id: apples.id, refund_fee },
      ],
    };
    const method = 'alibaba.wdk.channel.order.refund.confirm';
    return (await who(method, { order_refund_confirm_info })).api_result;
  };
  assert.match((await confirm(grocer, 334)).err_msg, /334 fen where 333 were applied for/);
  assert.equal((await confirm(neighbour, 300)).success, false);
  assert.equal((await confirm(grocer, 300)).success, true);
  assert.equal((await confirm(grocer, 300)).success, true, 'repeated');
  assert.deepEqual(await refundsByBatch(), { 'apple 1': { id, status: 'SUCCESS', fen: 300 } });
});

test('the last apple takes what is left, to the fen', async () => {
  assert.equal((await giveBack(fruit, 'apple 2', apples, 1, 333)).success, true);
  const greedy = await giveBack(fruit, 'apple 3', apples, 1, 368);
  assert.match(greedy.err_msg, /asks for 368 fen where 367 are left/);
  assert.equal((await giveBack(fruit, 'apple 3', apples, 1, 367)).success, true);
  const fourth = await giveBack(fruit, 'apple 4', apples, 1, 0);
  assert.match(fourth.err_msg, /asks for 1 pieces where 0 are left/);
});

test('the grocer agrees to the apples and not to the pears', async () => {
  assert.equal((await giveBack(fruit, 'pears', pears, 2, 600)).success, true);
  const before = await refundsByBatch();
  const agree = async (params) =>
    (await grocer('alibaba.tcls.aelophy.refund.agree', params)).result.is_success;
  assert.equal(await agree({ refund_id: before['apple 2'].id, audit_memo: '同意' }), true);
  const third = {
    store_id: kPlace.store_id, out_order_id: 'fruit',
    sub_refund_list: [{ out_sub_order_id: 'f1', refund_fee: 367 }],
  };
  assert.equal(await agree(third), true);
  const no = { refund_id: before.pears.id, reject_reason: '商品已拣货' };
  for (const attempt of ['first', 'repeated']) {
    const { result } = await grocer('alibaba.tcls.aelophy.refund.disagree', no);
    assert.equal(result.is_success, true, attempt);
  }
  assert.equal(await agree({ refund_id: before.pears.id }), false, 'what is refused stays so');

  const after = Object.entries(await refundsByBatch());
  assert.deepEqual(Object.fromEntries(after.map(([key, one]) => [key, [one.status, one.fen]])), {
    'apple 1': ['SUCCESS', 300],
    'apple 2': ['SUCCESS', 333],
    'apple 3': ['SUCCESS', 367],
    pears: ['REFUSE', 600],
  });
});

test('the refunds are read page by page to the end, each once', async () => {
  const ids = (rows) => rows.map((row) => row.refund_order_id);
  const whole = ids(await allRefunds(100));
  assert.equal(new Set(whole).size, 4);
  for (const size of [1, 2, 3, 4]) assert.deepEqual(ids(await allRefunds(size)), whole);
  const past = { start_time: '2020-01-01 00:00:00', end_time: '2020-12-31 23:59:59' };
  assert.deepEqual(await allRefunds(2, past), []);

  const refund_ids = whole.join(',');
  const mine = await grocer('alibaba.wdk.order.refund.get', { refund_ids });
  assert.deepEqual(ids(mine.result.orders.order_sync_refund_dto).sort(), [...whole].sort());
  const theirs = await neighbour('alibaba.wdk.order.refund.get', { refund_ids });
  assert.equal(theirs.result.total_number, 0, 'another merchant sees nothing');
});

test('another order is cancelled: what waits is taken back, the rest goes back', async () => {
  const { model } = await create(paid(orderOf('fish', [lineOf('s1', 'salmon', 1, 2500, 2500)])));
  const [line] = model.sub_order_results.sub_order;
  const salmon = { id: line.sub_biz_order_id, sku_code: 'salmon' };
  assert.equal((await giveBack(model.biz_order_id, 'salmon', salmon, 1, 100)).success, true);
  const user_cancel_info = { ...kPlace, biz_order_id: model.biz_order_id };
  for (const attempt of ['first', 'repeated']) {
    const method = 'alibaba.wdk.channel.order.usercancel';
    const { api_result } = await grocer(method, { user_cancel_info });
    assert.deepEqual(api_result, { success: true }, attempt);
  }
  const { fish, salmon: asked } = await refundsByBatch();
  assert.deepEqual([asked.status, asked.fen], ['CANCEL', 100]);
  assert.deepEqual([fish.status, fish.fen], ['SUCCESS', 2500]);
  const { result } = await grocer('alibaba.wdk.order.refund.get', { refund_ids: fish.id });
  assert.equal(result.orders.order_sync_refund_dto[0].refund_post_fee, 200);

  assert.equal((await create(orderOf('tea', [lineOf('t1', 'tea', 1, 90, 90)]))).success, true);
  assert.equal((await setStatus('tea', 'TRADE_CLOSE')).success, true);
  assert.deepEqual(await statusesIn(), { fruit: 'PAID', fish: 'CLOSE', tea: 'CLOSE' });
});

endStory(story, { refunds: 6 });
