import assert from 'node:assert/strict';

import { inParallel } from './clients.mjs';

const kNoSuchId = '1';
const kIdsACall = 20; // what alibaba.wdk.order.refund.get takes at most

/** The content of a `userrefund` call for a cancellation as `Retail` settled it. */
export function applicationFor({ key, sku, order, line, pieces, fen }, { shop, store }) {
  return {
    refund_reason: '不想要了',
    memo: 'cancelled "as is" & in full',
    out_refund_batch_id: key,
    biz_order_id: order?.id ?? kNoSuchId,
    shop_id: shop,
    store_id: store,
    sub_refund_orders: [
      {
        sub_biz_order_id: line?.id ?? kNoSuchId,
        sku_code: sku,
        refund_sale_quantity: pieces,
        refund_fee: fen,
      },
    ],
  };
}

/** Sends an application through a client; gives the answer's `{ success, err_msg }`. */
export async function userrefund(call, application) {
  const answer = await call('alibaba.wdk.channel.order.userrefund', {
    order_user_refund_info: JSON.stringify(application),
  });
  return answer.api_result;
}

async function readRefunds(call, lines) {
  const { result } = await call('alibaba.wdk.order.refund.get', {
    biz_order_ids: lines.map(({ id }) => id).join(','),
  });
  assert.equal(result.success, true);
  const refunds = result.orders?.order_sync_refund_dto ?? [];
  assert.equal(result.total_number, refunds.length);
  return refunds;
}

/** Reads all refunds of the lines, in ascending order of their numbers. */
export async function readRefundsOf(call, lines, inFlight) {
  const chunks = [];
  for (let i = 0; i < lines.length; i += kIdsACall) chunks.push(lines.slice(i, i + kIdsACall));
  const refunds = await inParallel(inFlight, chunks, (chunk) => readRefunds(call, chunk));
  return refunds.flat().sort((a, b) => a.refund_order_id - b.refund_order_id);
}

const byKey = (a, b) => (a.key < b.key ? -1 : 1);

/** What was read must be each line's refunds as `Retail` booked them, and no others. */
export function assertBooked(refunds, lines) {
  const refundsOf = new Map(lines.map((line) => [line.id, []]));
  for (const refund of refunds) refundsOf.get(String(refund.origin_order_id)).push(refund);
  for (const line of lines) {
    const found = refundsOf.get(line.id);
    for (const refund of found) assertNames(refund, line);
    const booked = found.map((refund) => ({
      key: refund.out_main_refund_id,
      pieces: Number(refund.refund_quantity),
      fen: refund.refund_amount,
    }));
    assert.deepEqual(booked.sort(byKey), [...line.refunds].sort(byKey), `line ${line.number}`);
  }
}

function assertNames(refund, line) {
  assert.equal(String(refund.origin_parent_id), line.order.id);
  assert.equal(refund.out_order_id, line.number);
  assert.equal(refund.out_mian_order_id, line.order.number);
  assert.equal(refund.open_uid, line.order.customer);
  assert.equal(refund.sku_code, line.sku);
  assert.equal(refund.quantity, line.bought);
}
