import assert from 'node:assert/strict';
import { test } from 'node:test';

import { beginStory, endStory, refusal } from './lib/story.mjs';

/**
 * Xiaoman: a customer abroad buys brackets and bolts from a factory. A price difference is paid
 * back after its tax audit, bolts travel back, and an application is taken back.
 */
const kCustomer = '4053738002';
const story = await beginStory({
  cast: {
    factory: 'seller:okki',
    customer: `customer:${kCustomer}`,
    stranger: 'customer:4053738003',
  },
});
const { factory, customer, stranger } = story;
const mine = { global_id: kCustomer };

const kBrackets = 'P2601010000000001_1';
const kBolts = 'P2601010000000001_2';
const kOrder = {
  ...mine, seller: 'okki', out_order_id: 'P2601010000000001',
  lines: [
    {
      order_item_no: kBrackets, sku_code: 'bracket', title: 'Steel bracket',
      price_fen: 100000, quantity: 2, paid_fen: 200000,
    },
    {
      order_item_no: kBolts, sku_code: 'bolt', title: 'Bolt',
      price_fen: 100, quantity: 100, paid_fen: 10000,
    },
  ],
};

const buy = (order_info) => customer('ebbtide.xiaoman.order.create', { order_info });

const apply = (order_item_no, out_biz_id, refund_fee, quantity, more = {}) => {
  const application = { ...mine, order_item_no, out_biz_id, refund_fee, quantity, ...more };
  return customer('ebbtide.xiaoman.refund.create', application);
};

/** The whole answer of a query of both lines, as `who` gets it. */
const query = async (who = customer) => {
  const item_list = [kBrackets, kBolts].join(',');
  const method = 'alibaba.crm.refund.xiaoman.refund.info.batchquery';
  return (await who(method, { ...mine, item_list })).result;
};

/** Each line's refunds as `[number, type, status]`. */
async function refundsByLine() {
  const { object } = await query();
  const lines = object.okki_all_refund_by_order_item_dto.map((line) => [
    line.ali_order_product_id,
    (line.refund_list.okki_all_refund_by_order_item_item_dto ?? []).map((refund) => [
      refund.refund_apply_no, refund.refund_type, refund.refund_status,
    ]),
  ]);
  return Object.fromEntries(lines);
}

/** What the seller sees and does, by the methods of every Taobao shop. */
const sellersStatusOf = async (refund_id) =>
  (await factory('taobao.refund.get', { fields: 'status', refund_id })).refund.status;

async function pay(refund_id, fen) {
  const fields = 'refund_version';
  const { detail } = await factory('taobao.refund.detail.get', { fields, refund_id });
  const refund_infos = `${refund_id}|${fen}|${detail.refund_version}|onsale`;
  return (await factory('taobao.rp.refunds.agree', { refund_infos })).msg_code;
}

const audit = async (who, ali_xiao_man_refund_dto) =>
  (await who('alibaba.crm.refund.xiaoman.taxaudit', { ali_xiao_man_refund_dto })).result;

let order;
let difference;
let bolts;

test('an order is recorded, once', async () => {
  order = await buy(kOrder);
  assert.equal(order.out_order_id, kOrder.out_order_id);
  const lines = order.lines.xiaoman_order_line_result.map((line) => line.order_item_no);
  assert.deepEqual(lines, [kBrackets, kBolts]);
  assert.equal((await buy(kOrder)).tid, order.tid, 'the same order again');
  const other = buy({ ...kOrder, post_fee_fen: 1 });
  assert.equal(await refusal(other), 'isv.invalid-parameter:out_order_id');
  assert.deepEqual(await refundsByLine(), { [kBrackets]: [], [kBolts]: [] });
});

test('the customer asks for a price difference: money alone, no pieces', async () => {
  const reason = { reason: '价格差异' };
  assert.equal(await refusal(apply(kBrackets, 'd', 200001, 0, reason)), 'isv.refund-fee-exceeded');
  difference = await apply(kBrackets, 'd', 50000, 0, reason);
  assert.match(difference.refund_apply_no, /^T\d{16}$/);
  const again = await apply(kBrackets, 'd', 50000, 0, reason);
  assert.equal(again.refund_apply_no, difference.refund_apply_no);
  const other = apply(kBrackets, 'd', 50001, 0, reason);
  assert.equal(await refusal(other), 'isv.invalid-parameter:out_biz_id');

  const shown = [difference.refund_apply_no, 'itemNum', 'processing'];
  assert.deepEqual(await refundsByLine(), { [kBrackets]: [shown], [kBolts]: [] });
  assert.equal(await sellersStatusOf(difference.refund_id), 'WAIT_SELLER_AGREE');

  const foreign = await query(stranger);
  assert.deepEqual(foreign.object, {});
  assert.equal(foreign.error_msg_list.string.length, 2);
});

test('its tax audit is reported and kept, and moves nothing', async () => {
  const report = {
    okki_client_id: '27720', okki_refund_id: '2022040115130100014350', ali_cgs: kCustomer,
    id: difference.refund_apply_no, action: '3', approve: '1',
    refund_order_item_list: [
      { order_item_no: kBrackets, original_refund_amount: '500.0', refund_amount: '470.0' },
    ],
  };
  assert.deepEqual(await audit(customer, report), { success: true });
  assert.deepEqual(await audit(customer, report), { success: true }, 'repeated');
  const other = await audit(customer, { ...report, approve: '0' });
  assert.equal(other.error_code, 'isv.invalid-parameter:okki_refund_id');
  const foreign = await audit(stranger, { ...report, action: '4' });
  assert.equal(foreign.error_code, 'isv.user-not-exist:ali_cgs');
  assert.equal((await refundsByLine())[kBrackets][0][2], 'processing');
});

test('the factory pays the difference', async () => {
  assert.equal(await pay(difference.refund_id, 50000), 'OP_SUCC');
  assert.equal(await sellersStatusOf(difference.refund_id), 'SUCCESS');
  assert.equal((await refundsByLine())[kBrackets][0][2], 'finished');
});

test('the order is sent, and bolts that do not fit travel back', async () => {
  const sent = { tid: order.tid, out_sid: 'YT1', company_code: 'YTO' };
  await factory('taobao.logistics.offline.send', sent);
  const asked = { claim: 3, refund_type: 'returnGoods', reason: '尺寸不符' };
  bolts = await apply(kBolts, 'bolts', 4000, 40, asked);
  const many = apply(kBolts, 'many', 6000, 61);
  assert.equal(await refusal(many), 'isv.refund-quantity-exceeded');

  const ship = () =>
    customer('ebbtide.xiaoman.refund.ship', {
      ...mine, refund_apply_no: bolts.refund_apply_no, mail_no: 'B1', cp_name: '圆通快递',
    });
  assert.equal(await refusal(ship()), 'isv.refund-status-error', 'nobody asked for them yet');
  await factory('taobao.rp.returngoods.agree', {
    refund_id: bolts.refund_id, name: '张三', mobile: '13888888888', address: '杭州市文三路1号',
  });
  assert.equal((await ship()).is_success, true);
  assert.equal((await ship()).is_success, true, 'repeated');
  assert.equal(await sellersStatusOf(bolts.refund_id), 'WAIT_SELLER_CONFIRM_GOODS');
  const shown = [bolts.refund_apply_no, 'returnGoods'];
  assert.deepEqual((await refundsByLine())[kBolts], [[...shown, 'processing']]);
  assert.equal(await pay(bolts.refund_id, 4000), 'OP_SUCC');
  assert.deepEqual((await refundsByLine())[kBolts], [[...shown, 'finished']]);
});

test('an application that is taken back stops, and what it held is free', async () => {
  const rest = await apply(kBolts, 'rest', 6000, 60);
  assert.equal(await refusal(apply(kBolts, 'one', 100, 1)), 'isv.refund-quantity-exceeded');
  const close = (who, refund_apply_no) =>
    who('ebbtide.xiaoman.refund.close', { ...mine, refund_apply_no });
  const foreign = close(stranger, rest.refund_apply_no);
  assert.equal(await refusal(foreign), 'isv.refund-not-exist:refund_apply_no');
  for (const attempt of ['first', 'repeated']) {
    assert.equal((await close(customer, rest.refund_apply_no)).is_success, true, attempt);
  }
  const statuses = (await refundsByLine())[kBolts].map(([, , status]) => status);
  assert.deepEqual(statuses.sort(), ['finished', 'unExpectedStop']);
  assert.equal(await sellersStatusOf(rest.refund_id), 'CLOSED');

  const late = close(customer, difference.refund_apply_no);
  assert.equal(await refusal(late), 'isv.refund-status-error', 'paid');
  const again = await apply(kBolts, 'rest again', 6000, 60);
  assert.equal(await sellersStatusOf(again.refund_id), 'WAIT_SELLER_AGREE');
});

endStory(story, { refunds: 4 });
