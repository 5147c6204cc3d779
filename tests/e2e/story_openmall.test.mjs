import assert from 'node:assert/strict';
import { test } from 'node:test';

import { beginStory, endStory, kGif, kPng, refusal } from './lib/story.mjs';

/**
 * Openmall: a distributor sells a shop's tea set to somebody who comes in from WeiXin. The parcel
 * is late, then it comes broken, goes back, and is paid for; another one is shipped after all.
 */
const story = await beginStory({
  cast: { shop: 'seller:hz0799', mall: 'distributor:mall', rival: 'distributor:rival' },
});
const { shop, mall, rival } = story;
const mine = { distributor: 'mall' };

const kTea = { num_iid: 4345345, sku_iids: 30004447689 };
const kSeen = 'refund_id,tid,status,refund_fee,refund_phase,has_good_return,desc,sid,address';

/** Orders `nums` tea sets of 12.01 yuan, with 6.00 for the post. */
async function order(name, nums, expect_order_fee) {
  const { result } = await mall('taobao.openmall.trade.create', {
    param_top_trade_create_d_o: {
      ...mine, ...kTea, nums, expect_order_fee, outer_order_fee: '50.00',
      out_id: `${mall.appKey}_${name}`, shipping_type: 'express',
      buyer_channel: 'WeiXin', buyer_channel_id: 'wx1001', buyer_phone: '13900000000',
      name: '李四', mobile: '13900000000', address: '文三路1号', divisioncode: '330106',
    },
  });
  return result.tid;
}

const wish = (refund_type, goods_status, refund_fee, refund_desc) => ({
  ...mine, refund_type, goods_status, refund_fee, refund_desc, refund_reason: 'OTHER_REASON',
});

const ship = (tid, out_sid) =>
  shop('taobao.logistics.offline.send', { tid, out_sid, company_code: 'YTO' });

const tradeOf = async (tid) => (await mall('taobao.openmall.trade.get', { ...mine, tid })).result;

const buyersView = async (refund_id) =>
  (await mall('taobao.openmall.refund.get', { ...mine, refund_id })).refund;

const sellersView = async (refund_id) =>
  (await shop('taobao.refund.get', { fields: kSeen, refund_id })).refund;

const versionOf = async (refund_id) =>
  (await shop('taobao.refund.detail.get', { fields: 'refund_version', refund_id })).detail
    .refund_version;

/** The status as each of the methods that show it has it. */
async function statusesOf(refund_id, tid) {
  const created = { start_created: '2020-01-01 00:00:00', end_created: '2099-01-01 00:00:00' };
  const page = { ...mine, ...created, page_index: 1, page_size: 100 };
  const { entities } = await mall('taobao.openmall.refund.batch.get', page);
  const last = await shop('taobao.refund.status.get', { query_param: { biz_order_id: tid } });
  const fields = 'tid,orders.refund_id,orders.refund_status';
  const { trade } = await shop('taobao.trade.fullinfo.get', { fields, tid });
  const { refunds } = await shop('taobao.refunds.receive.get', { fields: kSeen });
  return [
    (await buyersView(refund_id)).status,
    (await sellersView(refund_id)).status,
    entities.top_refund_vo.find((row) => String(row.refund_id) === refund_id).status,
    last.result_package.result_list.query_refund_status_response[0].status,
    trade.orders.order[0].refund_status,
    (await tradeOf(tid)).orders.top_order_vo[0].refund_status,
    refunds.refund.find((row) => row.refund_id === refund_id).status,
  ];
}

async function assertEverywhere(status, refund_id, tid) {
  const statuses = await statusesOf(refund_id, tid);
  assert.deepEqual(statuses, statuses.map(() => status));
}

let tid;
let refund_id;

test('the shop puts a tea set on sale, and the distributor orders two', async () => {
  const tea = {
    item_id: kTea.num_iid, sku_id: kTea.sku_iids, title: 'Tea set', price_fen: 1201,
    post_fee_fen: 600,
  };
  assert.equal((await shop('ebbtide.item.put', tea)).is_new, true);
  tid = await order('late', 2, '30.02');
  assert.equal(await order('late', 2, '30.02'), tid, 'out_id is a key');
  const { status, payment } = await tradeOf(tid);
  assert.deepEqual({ status, payment }, { status: 'WAIT_SELLER_SEND_GOODS', payment: '30.02' });

  const dear = await order('dear', 2, '30.01');
  assert.equal((await tradeOf(dear)).status, 'TRADE_CLOSED_BY_TAOBAO', 'expects another price');
});

test('the parcel is sent but does not come, and the buyer asks for the money', async () => {
  assert.deepEqual((await ship(tid, 'YT1')).shipping, { is_success: true });
  const { status, orders } = await tradeOf(tid);
  assert.equal(status, 'WAIT_BUYER_CONFIRM_GOODS');
  assert.equal(orders.top_order_vo[0].invoice_no, 'YT1');

  const late = { ...wish('refund', 'BUYER_NOT_RECEIVED', 2402, '还没收到'), tid };
  const made = await mall('taobao.openmall.refund.create', late);
  refund_id = String(made.refund_id);
  const again = await mall('taobao.openmall.refund.create', late);
  assert.equal(String(again.refund_id), refund_id, 'an unfinished refund is answered, not doubled');
  await assertEverywhere('WAIT_SELLER_AGREE', refund_id, tid);
});

test('the shop refuses with a proof, and the buyer sees why', async () => {
  const seen = await sellersView(refund_id);
  assert.deepEqual([seen.refund_fee, seen.desc, seen.refund_phase], ['24.02', '还没收到', 'onsale']);
  const fields = 'allowedOperations,refund_version';
  const { detail } = await shop('taobao.refund.detail.get', { fields, refund_id });
  const allowed = detail.allowed_operations.operation.map((one) => one.operation_code);
  assert.ok(allowed.includes('SELLER_REFUSE') && !allowed.includes('SELLER_AGREE_RETURN'));

  const refuse = (refund_version) =>
    shop('taobao.refund.refuse', {
      refund_id, refund_phase: 'onsale', refund_version, refuse_reason_id: 101,
      refuse_message: '包裹在路上', refuse_proof: kGif,
    });
  const version = detail.refund_version;
  assert.equal(await refusal(refuse(version - 1)), 'isv.refund-version-expired');
  assert.equal((await refuse(version)).refund.status, 'SELLER_REFUSE_BUYER');
  assert.equal((await refuse(version)).is_success, true, 'repeated');
  await assertEverywhere('SELLER_REFUSE_BUYER', refund_id, tid);

  const { results_list } = await mall('taobao.openmall.refund.message.get', { ...mine, refund_id });
  const [{ refund_message, refund_message_pics, role }, ...more] = results_list.refund_message;
  assert.deepEqual([refund_message, role, more.length], ['包裹在路上', 1, 0]);
  const picture = await fetch(refund_message_pics.refund_message_pic[0].pic);
  assert.equal(picture.headers.get('content-type'), 'image/gif');
  assert.deepEqual(Buffer.from(await picture.arrayBuffer()), kGif);
});

test('the parcel comes broken; now the buyer wants to give it back, postage included', async () => {
  const broken = { ...wish('return_and_refund', 'BUYER_RECEIVED', 3002, '碎了'), refund_id };
  const greedy = mall('taobao.openmall.refund.modify', { ...broken, refund_fee: 3003 });
  assert.equal(await refusal(greedy), 'isv.refund-fee-exceeded');
  assert.equal((await mall('taobao.openmall.refund.modify', broken)).result, true);
  await assertEverywhere('WAIT_SELLER_AGREE', refund_id, tid);

  const refund_infos = `${refund_id}|3002|${await versionOf(refund_id)}|onsale`;
  const early = await shop('taobao.rp.refunds.agree', { refund_infos });
  assert.equal(early.msg_code, 'OP_FAILURE_UE', 'not before the goods are back');

  const agree = {
    refund_id, refund_phase: 'onsale', refund_version: await versionOf(refund_id),
    remark: '请寄回原包装', name: '张三', mobile: '13888888888', post: '310000',
    address: '杭州市西湖区迦南公寓1幢',
  };
  assert.equal((await shop('taobao.rp.returngoods.agree', agree)).is_success, true);
  await assertEverywhere('WAIT_BUYER_RETURN_GOODS', refund_id, tid);
  const { address, consignee_full_name, post_code } = await buyersView(refund_id);
  assert.deepEqual([address, consignee_full_name, post_code], [agree.address, '张三', '310000']);

  const sent = await mall('taobao.openmall.refund.submit', {
    ...mine, refund_id, logistics_no: 'B1', logistics_company_code: 'YTO',
    logistics_company_name: '圆通快递',
  });
  assert.equal(sent.result, true);
  assert.equal((await sellersView(refund_id)).sid, 'B1');
  await assertEverywhere('WAIT_SELLER_CONFIRM_GOODS', refund_id, tid);
});

test('both sides talk, and pictures are for those who have a signed link', async () => {
  const upload = { ...mine, refund_id, image: kPng };
  const { result: pic_token } = await mall('taobao.openmall.refund.image.upload', upload);
  const refund_message = { refund_message: '您看', refund_message_pics: [{ pic_token }] };
  await mall('taobao.openmall.refund.message.submit', { ...mine, refund_id, refund_message });
  await shop('taobao.refund.message.add', { refund_id, content: '收到了', image: kGif });

  const fields = 'content,owner_role,message_type,pic_urls';
  const { refund_messages } = await shop('taobao.refund.messages.get', { fields, refund_id });
  const thread = refund_messages.refund_message;
  assert.deepEqual(
    thread.map((one) => [one.owner_role, one.message_type]),
    [['2', 'NORMAL'], ['2', 'RETURN_GOODS_APPROVED'], ['1', 'NORMAL'], ['2', 'NORMAL']],
  );
  const { results_list } = await mall('taobao.openmall.refund.message.get', { ...mine, refund_id });
  assert.deepEqual(results_list.refund_message.map((one) => one.role), [1, 1, 4, 1]);
  assert.equal(thread[2].content, '您看');

  const link = thread[2].pic_urls.pic_url[0].url;
  const picture = await fetch(link);
  assert.equal(picture.headers.get('content-type'), 'image/png');
  assert.deepEqual(Buffer.from(await picture.arrayBuffer()), kPng);
  const forged = [
    link.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
    link.replace(/expires=\d/, 'expires=9'),
    link.replace(/(.)(?=\?)/, (last) => (last === '0' ? '1' : '0')),
    link.replace(`/${refund_id}/`, '/1/'),
    link.split('?')[0],
  ];
  for (const one of forged) assert.equal((await fetch(one)).status, 404, one);

  const theirs = { distributor: 'rival', refund_id };
  for (const method of ['refund.get', 'refund.message.get', 'refund.close']) {
    const asked = rival(`taobao.openmall.${method}`, theirs);
    assert.equal(await refusal(asked), 'isv.refund-not-exist:refund_id', method);
  }
});

test('the shop takes the goods and pays, once, and the trade is closed', async () => {
  const refund_infos = `${refund_id}|3002|${await versionOf(refund_id)}|onsale`;
  for (const attempt of ['first', 'repeated']) {
    const { succ, msg_code } = await shop('taobao.rp.refunds.agree', { refund_infos });
    assert.deepEqual({ succ, msg_code }, { succ: true, msg_code: 'OP_SUCC' }, attempt);
  }
  await assertEverywhere('SUCCESS', refund_id, tid);
  const { refund_fee, refund_remind_timeout } = await buyersView(refund_id);
  assert.deepEqual([refund_fee, refund_remind_timeout], ['30.02', { exist_timeout: false }]);
  const { status, orders } = await tradeOf(tid);
  assert.deepEqual([status, orders.top_order_vo[0].status], ['TRADE_CLOSED', 'TRADE_CLOSED']);
  const more = { ...wish('refund', 'BUYER_RECEIVED', 1, '再退一分'), tid };
  const refused = mall('taobao.openmall.refund.create', more);
  assert.equal(await refusal(refused), 'isv.order-status-error', 'nothing is left');
});

test('a refund of what is not sent can not be refused, but ends when it is sent', async () => {
  const other = await order('sent after all', 1, '18.01');
  const impatient = { ...wish('refund', 'UNSHIPPED', 1801, '太慢'), tid: other };
  const made = await mall('taobao.openmall.refund.create', impatient);
  const refund = String(made.refund_id);
  const no = shop('taobao.refund.refuse', { refund_id: refund, refuse_message: '马上发货' });
  assert.equal(await refusal(no), 'isv.refund-refuse-not-allowed');

  assert.equal((await ship(other, 'YT2')).shipping.is_success, true);
  await assertEverywhere('CLOSED', refund, other);
  assert.equal((await buyersView(refund)).closed_by_seller_ship, true);
  assert.equal((await buyersView(refund_id)).closed_by_seller_ship, false);

  await mall('taobao.openmall.trade.confirm', { ...mine, tid: other });
  assert.equal((await tradeOf(other)).status, 'TRADE_FINISHED');
  const part = { ...wish('refund', 'BUYER_RECEIVED', 200, '有划痕'), tid: other };
  const late = String((await mall('taobao.openmall.refund.create', part)).refund_id);
  assert.equal((await buyersView(late)).refund_phase, 'aftersale');
  const closed = await mall('taobao.openmall.refund.close', { ...mine, refund_id: late });
  assert.equal(closed.result, true);
  await assertEverywhere('CLOSED', late, other);
  assert.equal((await tradeOf(other)).status, 'TRADE_FINISHED');
});

endStory(story, { refunds: 3 });
