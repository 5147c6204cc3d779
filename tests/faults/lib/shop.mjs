import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ebbtideJson } from '../../e2e/lib/ebbtide.mjs';

/** A WDK merchant whose orders are there to be refunded. */

const kSeller = 'KILL';
export const kPlace = { shop_id: 'S1', store_id: 'T1' };

const kOrders = 300;
const kLinesAnOrder = 5;
const kPiecesALine = 12;
export const kFenAPiece = 100;

function makeOrder(number) {
  const order = 1000 * (number + 1);
  const lines = Array.from({ length: kLinesAnOrder }, (_, i) => ({
    line_id: order + i + 1,
    out_line_id: `${i + 1}`,
    sku_code: `SKU${i + 1}`,
    quantity: `${kPiecesALine}`,
    paid_fen: kPiecesALine * kFenAPiece,
  }));
  const paid = lines.reduce((sum, line) => sum + line.paid_fen, 0);
  return {
    channel: 'wdk',
    seller: kSeller,
    buyer: 'B',
    ...kPlace,
    order_id: order,
    out_order_id: `O${order}`,
    state: 'paid',
    created: '2024-02-01 10:00:00',
    // Two payments, so that every refund is split.
    payments: [
      { channel_code: 6, paid_fen: paid - 1111 },
      { channel_code: 20, paid_fen: 1111 },
    ],
    lines,
  };
}

/** The lines of the orders, as the callers know them. */
const linesOf = (order) =>
  order.lines.map(({ line_id, sku_code }) => ({
    order: String(order.order_id),
    id: String(line_id),
    sku: sku_code,
    left: kPiecesALine,
  }));

/** Makes a data directory below `folder`: `{ data, access, lines }`. */
export async function openShop(folder) {
  const data = join(folder, 'data');
  const file = join(folder, 'orders.ndjson');
  const orders = Array.from({ length: kOrders }, (_, i) => makeOrder(i));
  await writeFile(file, orders.map((order) => `${JSON.stringify(order)}\n`).join(''));
  await ebbtideJson('import', file, '--data', data);
  const app = await ebbtideJson('app', 'create', '--data', data, '--title', 'kill');
  const user = ['--app', app.app_key, '--user', `seller:${kSeller}`];
  const { session } = await ebbtideJson('session', 'create', '--data', data, ...user);
  return {
    data,
    access: { appKey: app.app_key, secret: app.app_secret, session },
    lines: orders.flatMap(linesOf),
  };
}
