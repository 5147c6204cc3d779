import { kPlace } from './shop.mjs';

/** The calls of the suite, each as one function; what they say of success is a boolean. */

const kIdsACall = 20; // what alibaba.wdk.order.refund.get takes at most

export async function apply(client, { key, line, pieces, fen }) {
  const info = {
    ...kPlace,
    out_refund_batch_id: key,
    biz_order_id: line.order,
    sub_refund_orders: [
      {
        sub_biz_order_id: line.id,
        sku_code: line.sku,
        refund_sale_quantity: pieces,
        refund_fee: fen,
      },
    ],
  };
  const { api_result } = await client.call('alibaba.wdk.channel.order.userrefund', {
    order_user_refund_info: JSON.stringify(info),
  });
  return api_result.success;
}

async function confirm(client, { id, key, line, fen }) {
  const info = {
    ...kPlace,
    out_refund_batch_id: key,
    biz_order_id: line.order,
    agree_sub_orders: [
      {
        refund_id: String(id),
        sku_code: line.sku,
        sub_biz_order_id: line.id,
        refund_fee: fen,
      },
    ],
  };
  const { api_result } = await client.call('alibaba.wdk.channel.order.refund.confirm', {
    order_refund_confirm_info: JSON.stringify(info),
  });
  return api_result.success;
}

async function disagree(client, { id }) {
  const { result } = await client.call('alibaba.tcls.aelophy.refund.disagree', {
    refund_id: String(id),
    reject_reason: '有购买凭证',
  });
  return result.is_success;
}

/** What may be done to an open refund, and where that leads. Only one of them can come to pass. */
export const kMoves = {
  confirm: { make: confirm, leadsTo: 'SUCCESS' },
  disagree: { make: disagree, leadsTo: 'SELLER_REFUSE_BUYER' },
};
export const kUnmoved = 'WAIT_SELLER_AGREE';

/** All refunds of the lines. */
export async function readRefunds(client, lines) {
  const calls = [];
  for (let i = 0; i < lines.length; i += kIdsACall) {
    const ids = lines.slice(i, i + kIdsACall).map(({ id }) => id);
    calls.push(client.call('alibaba.wdk.order.refund.get', { biz_order_ids: ids.join(',') }));
  }
  const answers = await Promise.all(calls);
  return answers.flatMap(({ result }) => result.orders?.order_sync_refund_dto ?? []);
}

export async function readStatus(client, id) {
  const { refund } = await client.call('taobao.refund.get', {
    refund_id: String(id),
    fields: 'refund_id,status',
  });
  return refund.status;
}
