import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { toCsv } from './csv.mjs';

/** A made-up shop's three days in the form of Online Retail, with the dirt that real ones have. */

export const kSeed = 20101201;

const kHeader = [
  'InvoiceNo', 'StockCode', 'Description', 'Quantity',
  'InvoiceDate', 'UnitPrice', 'CustomerID', 'Country',
];

/** One row: the order, the time of day, the customer and the line. */
const row = (day, [number, time, customer, sku, quantity, price, title]) => [
  number, sku, title ?? `TITLE OF ${sku}`, quantity, `${day} ${time}`, price, customer, 'Nowhere',
];

/** Rows of the last day, each sort of dirt at least once. */
const kByHand = [
  // The same stock code twice on an invoice, and once more later.
  ['900001', '18:00:00', '90001.0', 'TWICE', 4, '1.25'],
  ['900001', '18:00:00', '90001.0', 'TWICE', 2, '1.25', 'SMALL, 6" HIGH, "BEST" LANTERN'],
  ['900001', '18:00:00', '90001.0', 'POST', 1, '18.00', 'POSTAGE'],
  ['900002', '18:01:00', '90001.0', 'TWICE', 1, '1.5', 'TWO\nLINES OF TITLE'],
  ['900002', '18:01:00', '90001.0', 'FREE', 3, '0.00', ''],
  ['C900003', '18:02:00', '90001.0', 'TWICE', -2, '1.25'],
  ['C900004', '18:03:00', '90001.0', 'TWICE', -4, '1.30'],
  ['C900005', '18:04:00', '90001.0', 'TWICE', -4, '1.2'],
  ['C900006', '18:05:00', '90001.0', 'TWICE', -3, '1.25'],
  ['C900007', '18:06:00', '90001.0', 'TWICE', -1, '0.00'],
  ['C900008', '18:07:00', '90001.0', 'FREE', -2, '0.00'],
  ['C900009', '18:08:00', '90001.0', 'FREE', -1, '0.01'],
  // Bought before the data begins, or only later, or by nobody that is known.
  ['C900010', '18:09:00', '90001.0', 'OLD', -1, '7.95'],
  ['C900011', '18:10:00', '90002.0', 'LATER', -1, '7.95'],
  ['900012', '18:11:00', '90002.0', 'LATER', 1, '7.95'],
  ['C900013', '18:12:00', '', 'LATER', -1, '7.95'],
  // Corrections of the stock and of the books.
  ['900014', '18:13:00', '', 'TWICE', -20, '0.00', 'damaged, thrown away'],
  ['900015', '18:14:00', '', 'B', 1, '-11062.06', 'Adjust bad debt'],
  ['900016', '18:15:00', '90003.0', 'PADS', 1, '0.001', 'PADS TO MATCH ALL CUSHIONS'],
  ['900016', '18:15:00', '90003.0', 'DOT', 2, '10'],
];

/** What must come of the cancellations among them. */
export const kOutcomesByHand = {
  C900003: { outcome: 'accepted' },
  C900004: { outcome: 'fen', asked: 520, left: 500 },
  C900005: { outcome: 'accepted' },
  C900006: { outcome: 'pieces', asked: 3, left: 1 },
  C900007: { outcome: 'zero fee' },
  C900008: { outcome: 'accepted' },
  C900009: { outcome: 'fen', asked: 1, left: 0 },
  C900010: { outcome: 'unknown' },
  C900011: { outcome: 'unknown' },
  C900013: { outcome: 'unknown' },
};

/** `below(n)` is the next of a fixed sequence of whole numbers from 0 to n - 1. */
function makeSequence(seed) {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

/** A day of invoices, every fourth of them a cancellation of something from among `sold`. */
function makeDay(day, firstNumber, below, sold) {
  const rows = [];
  for (let i = 0; i < 48; ++i) {
    const time = `${String(8 + Math.floor(i / 6)).padStart(2, '0')}:${i % 6}0:00`;
    if (i % 4 === 3) {
      const [, , customer, sku, quantity, price] = sold[below(sold.length)];
      const dearer = below(5) === 0 ? `${Number(price.split('.')[0]) + 1}.00` : price;
      const pieces = 1 + below(quantity + 1);
      rows.push(row(day, [`C${firstNumber + i}`, time, customer, sku, -pieces, dearer]));
      continue;
    }
    const customer = below(8) === 0 ? '' : `${17000 + below(12)}.0`;
    for (let line = 0; line <= below(6); ++line) {
      const item = below(15);
      const sku = `${22000 + item}${'ABC'[item % 3]}`;
      const price = `${item}.${10 + item}`;
      const made = [`${firstNumber + i}`, time, customer, sku, 1 + below(12), price];
      sold.push(made);
      rows.push(row(day, made));
    }
  }
  return rows;
}

/** Writes the files into a new folder, one a day; the same ones each time. */
export async function writeSample(folder) {
  const below = makeSequence(kSeed);
  const sold = [];
  const days = ['2010-12-01', '2010-12-02', '2010-12-03'].map((day, i) => ({
    day,
    rows: makeDay(day, 500100 + 100 * i, below, sold),
  }));
  days.at(-1).rows.push(...kByHand.map((made) => row(days.at(-1).day, made)));
  await mkdir(folder);
  for (const { day, rows } of days) {
    await writeFile(join(folder, `${day}.csv`), toCsv([kHeader, ...rows]));
  }
}
