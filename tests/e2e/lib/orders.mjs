/**
 * Orders of a plain Taobao shop as `ebbtide import` takes them. For these the platform has no
 * public method that orders or applies: both happen on its own pages.
 */

/** The parties of all of them. */
export const kShop = 'hz0799';
export const kBuyer = 'tbtest20';

/** Far enough that no deadline passes while a test runs. */
const kDue = '2099-01-01 00:00:00';

/** Two tea sets for 24.02 yuan, sent out; with `refund`, which `refundOf` makes. */
export function orderOf({ order_id, refund, ...more }) {
  const line = {
    line_id: order_id + 1,
    out_line_id: '1',
    sku_code: 'tea-xs',
    title: 'Tea set',
    price_fen: 1201,
    quantity: '2',
    paid_fen: 2402,
    refunds: refund ? [refund] : [],
  };
  const state = { state: 'shipped', created: '2024-02-10 10:00:00' };
  const parties = { channel: 'taobao', seller: kShop, buyer: kBuyer };
  return { ...parties, ...state, order_id, ...more, lines: [line] };
}

/** A refund of all of it that waits for the seller's answer, unless `more` says otherwise. */
export const refundOf = (refund_id, more = {}) => ({
  refund_id,
  state: 'APPLIED',
  amount_fen: 2402,
  quantity: '2',
  reason: '不想要了',
  created: '2024-02-19 13:05:58',
  due: kDue,
  ...more,
});
