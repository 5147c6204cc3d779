import assert from 'node:assert/strict';
import { test } from 'node:test';

import { beginStory, endStory, kGif, refusal } from './lib/story.mjs';

/**
 * Enterprise purchase: a firm buys three phones from a shop. One is broken and goes back; a second
 * application is refused and taken back, a third is taken back while the phone should travel.
 */
const story = await beginStory({
  cast: { shop: 'seller:haoka', firm: 'distributor:125007', rival: 'distributor:125008' },
});
const { shop, firm, rival } = story;

const kPhone = { epp_item_id: 'EA671282901618', sku_id: 5005100554551 };
const kReturn = 3;
const kRefundOnly = 1;
const kBroken = { biz_claim_type: kReturn, reason_text_id: 12, goods_status: 2 };

const buy = async (out_order_id, buy_amount, price = 1201) => {
  const epp_order_request = {
    out_order_id,
    epp_items: [{ ...kPhone, buy_amount, price }],
    address: { consignee: '李四', full_address: '杭州市文三路1号', consignee_phone: '13900000000' },
  };
  return (await firm('taobao.epp.order.create', { epp_order_request })).result;
};

/** The one Taobao order behind the purchase, and its one sub-order. */
async function tradeOf(out_order_id) {
  const { result } = await firm('taobao.epp.trade.query', { query_order_req: { out_order_id } });
  const [order, ...orders] = result.data.tb_order_list.tb_order_d_t_o;
  const [line, ...lines] = order.tb_sub_order_list.tb_sub_order_d_t_o;
  assert.deepEqual([orders, lines], [[], []]);
  return { order, line };
}

const render = async (out_order_id, biz_claim_type) => {
  const { tb_sub_order_id } = (await tradeOf(out_order_id)).line;
  const refund_render_request = { out_order_id, biz_claim_type, tb_sub_order_id };
  return (await firm('taobao.epp.refund.render', { refund_render_request })).result;
};

/** Applies for `pieces` phones; gives the method's envelope. */
async function apply(out_order_id, out_biz_id, pieces, more) {
  const { tb_sub_order_id } = (await tradeOf(out_order_id)).line;
  const refund_order_create_request = {
    out_order_id, out_biz_id, tb_sub_order_id, refund_amount: pieces,
    refund_item_total_price: pieces * 1201, ...more,
  };
  return (await firm('taobao.epp.refund.create', { refund_order_create_request })).result;
}

/** The refund as `who` sees it: the method's envelope. */
async function look(refund_order_id, who = firm, out_order_id = 'phones') {
  const refund_order_detail_request = { refund_order_id, out_order_id };
  return (await who('taobao.epp.refund.get', { refund_order_detail_request })).result;
}

const statusOf = async (id, order) => (await look(id, firm, order)).data.refund_status;

/** What the seller sees of it, by the methods of every Taobao shop. */
const sellersStatusOf = async (refund_id) =>
  (await shop('taobao.refund.get', { fields: 'status', refund_id })).refund.status;

const versionOf = async (refund_id) =>
  (await shop('taobao.refund.detail.get', { fields: 'refund_version', refund_id })).detail
    .refund_version;

/** The seller agrees to pay `fen`; gives the outcome's code. */
async function pay(refund_id, fen) {
  const refund_infos = `${refund_id}|${fen}|${await versionOf(refund_id)}|onsale`;
  return (await shop('taobao.rp.refunds.agree', { refund_infos })).msg_code;
}

const agreeToReturn = (refund_id) =>
  shop('taobao.rp.returngoods.agree', {
    refund_id, remark: '请寄回原包装', name: '张三', mobile: '13888888888', post: '310000',
    address: '杭州市西湖区迦南公寓1幢',
  });

/** The firm's own moves, for which EPP has no public method: `close` and `ship`. */
const move = (what, refund_order_id, more = {}) =>
  firm(`ebbtide.epp.refund.${what}`, { out_order_id: 'phones', refund_order_id, ...more });

let broken;

test('the shop offers a phone, and the firm buys three', async () => {
  const offer = { item_id: 671282901618, ...kPhone, title: 'IPhone 15Plus', price_fen: 1201 };
  assert.equal((await shop('ebbtide.item.put', offer)).is_new, true);
  assert.equal((await buy('phones', 3, 1200)).code, 'isv.invalid-parameter:price');
  const bought = await buy('phones', 3);
  assert.deepEqual(bought.data, { out_order_id: 'phones', status: '11' });
  assert.deepEqual(await buy('phones', 3), bought, 'the same purchase again');
  assert.equal((await buy('phones', 2)).code, 'isv.invalid-parameter:out_order_id');

  const { order, line } = await tradeOf('phones');
  assert.equal(order.tb_order_status, '2');
  assert.deepEqual([line.buy_amount, line.tb_sub_order_price], [3, '12.01']);
  assert.equal(line.tb_sub_order_logistics_status, 1);
  const query_order_req = { out_order_id: 'phones' };
  const foreign = await rival('taobao.epp.trade.query', { query_order_req });
  assert.deepEqual([foreign.result.success, foreign.result.code], [false, '404']);
});

test('the phones are sent; before that there is nothing to return', async () => {
  assert.equal((await render('phones', kReturn)).code, 'isv.order-status-error');
  const { tb_order_id: tid } = (await tradeOf('phones')).order;
  await shop('taobao.logistics.offline.send', { tid, out_sid: 'YT1', company_code: 'YTO' });
  const { line } = await tradeOf('phones');
  assert.deepEqual([line.mail_number, line.tb_sub_order_logistics_status], ['YT1', 2]);

  const { data } = await render('phones', kReturn);
  const reasons = data.refund_reason_list.refund_reason_d_t_o;
  const reason = reasons.find((one) => one.reason_text_id === kBroken.reason_text_id);
  assert.deepEqual([reason.proof_required, reason.refund_desc_required], [true, true]);
});

test('one is broken: the firm applies for a return, with a picture as it must', async () => {
  const asked = { ...kBroken, buyer_message: '屏幕碎了' };
  const bare = await apply('phones', 'broken', 1, asked);
  assert.equal(bare.code, 'isv.missing-parameter:proof_picture_list');
  const shown = { ...asked, proof_picture_list: [{ pict_url: 'http://img.example/broken.jpg' }] };
  const made = await apply('phones', 'broken', 1, shown);
  assert.equal(made.success, true);
  assert.deepEqual(await apply('phones', 'broken', 1, shown), made, 'the same application again');
  const other = await apply('phones', 'broken', 2, shown);
  assert.equal(other.code, 'isv.invalid-parameter:out_biz_id');
  broken = made.data.refund_order_id;

  const { data } = await look(`ER${broken}`);
  assert.equal(data.refund_status, '1');
  assert.equal(data.out_order_id, '125007_phones');
  assert.deepEqual([data.total_price, data.refund_item.refund_item_total_price], ['3603', '12.01']);
  assert.deepEqual([data.refund_item.buy_amount, data.refund_item.refund_amount], [3, 1]);
  assert.deepEqual([data.return_contact, data.return_delivery], [undefined, undefined]);
  assert.equal(await sellersStatusOf(broken), 'WAIT_SELLER_AGREE');
  assert.equal((await look(broken, rival)).code, '404');
});

test('the shop agrees to the return, the phone travels, and the shop pays', async () => {
  assert.equal(await pay(broken, 1201), 'OP_FAILURE_UE', 'not before the phone is back');
  await agreeToReturn(broken);
  const agreed = await look(broken);
  assert.equal(agreed.data.refund_status, '4');
  assert.equal(agreed.data.return_contact.contact_name, '张三');

  const waybill = { mail_no: 'B1', cp_name: '圆通快递' };
  for (const attempt of ['first', 'repeated']) {
    assert.equal((await move('ship', broken, waybill)).is_success, true, attempt);
  }
  const sent = await look(broken);
  assert.equal(sent.data.refund_status, '5');
  assert.equal(sent.data.return_delivery.mail_no, 'B1');
  assert.equal(await sellersStatusOf(broken), 'WAIT_SELLER_CONFIRM_GOODS');
  assert.equal(await refusal(move('close', broken)), 'isv.refund-status-error', 'too late');

  assert.equal(await pay(broken, 1201), 'OP_SUCC');
  assert.equal(await statusOf(broken), '6');
  assert.equal(await sellersStatusOf(broken), 'SUCCESS');
  const { order, line } = await tradeOf('phones');
  assert.deepEqual([order.tb_order_status, line.tb_sub_order_logistics_status], ['2', 4]);
});

test('a second application is refused, and the firm takes it back', async () => {
  const regret = { biz_claim_type: kRefundOnly, reason_text_id: 1 };
  const id = (await apply('phones', 'regret', 2, regret)).data.refund_order_id;
  const no = { refund_id: id, refuse_message: '已拆封', refuse_proof: kGif };
  assert.equal((await shop('taobao.refund.refuse', no)).is_success, true);
  const { data } = await look(id);
  assert.deepEqual([data.refund_status, data.seller_refuse_reason], ['3', '已拆封']);
  for (const attempt of ['first', 'repeated']) {
    assert.equal((await move('close', id)).is_success, true, attempt);
  }
  assert.equal(await statusOf(id), '7');
  assert.equal(await sellersStatusOf(id), 'CLOSED');
});

test('what was held is free again: two phones may go back, and no third', async () => {
  const swapped = { biz_claim_type: kReturn, reason_text_id: 11 };
  const three = await apply('phones', 'three', 3, swapped);
  assert.equal(three.code, 'isv.refund-quantity-exceeded');
  const { data } = await apply('phones', 'two', 2, swapped);
  await agreeToReturn(data.refund_order_id);
  assert.equal(await statusOf(data.refund_order_id), '4');
  await move('close', data.refund_order_id);
  assert.equal(await statusOf(data.refund_order_id), '7');
  const late = move('ship', data.refund_order_id, { mail_no: 'B2', cp_name: '圆通快递' });
  assert.equal(await refusal(late), 'isv.refund-status-error');
});

test('a purchase that is refunded whole before it is sent is closed', async () => {
  await buy('spare', 1);
  const regret = { biz_claim_type: kRefundOnly, reason_text_id: 2 };
  const { data } = await apply('spare', 'spare', 1, regret);
  assert.equal(await statusOf(data.refund_order_id, 'spare'), '1');
  assert.equal(await pay(data.refund_order_id, 1201), 'OP_SUCC');
  assert.equal(await statusOf(data.refund_order_id, 'spare'), '6');
  assert.equal((await tradeOf('spare')).order.tb_order_status, '4');
});

endStory(story, { refunds: 4 });
