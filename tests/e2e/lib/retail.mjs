import { parseCsv } from './csv.mjs';

/**
 * What must come of the files of Online Retail's form, counted without Ebbtide: which rows are
 * orders, which order line each cancellation is against, and whether it can be refunded.
 */

/** '2.5' is 250; undefined when it is no amount with at most two decimals. */
function fenOf(text) {
  const match = /^(\d+)(?:\.(\d{1,2}))?$/.exec(text);
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : undefined;
}

const isCancellation = (record) => record.InvoiceNo.startsWith('C');

/** Why the row is no order line; undefined when it is one. */
function reasonToReject(record) {
  if (!/^[1-9]\d*$/.test(record.Quantity)) return 'quantity';
  if (record.UnitPrice.startsWith('-')) return 'negative price';
  if (fenOf(record.UnitPrice) === undefined) return 'form of the price';
  return undefined;
}

const kRejections = [
  ['quantity', /^quantity is not above 0: -\d+$/],
  ['negative price', /^price is negative: -[\d.]+$/],
  ['form of the price', /^price must be yuan with at most two decimals/],
  ['same order', /^line \d+ of the same order cannot be taken$/],
];

/** The same word for a reason in Ebbtide's report; the reason itself when it is none of these. */
export function rejectionOf(reason) {
  return kRejections.find(([, form]) => form.test(reason))?.[0] ?? reason;
}

const kRefusals = [
  ['pieces', /: asks for (\d+) pieces where (\d+) are left to refund$/],
  ['fen', /: asks for (\d+) fen where (\d+) are left to refund$/],
  ['unknown', /^sub-order \d+ with sku_code \S+ is not of order \d+$/],
  ['unknown', /^order \d+ does not exist in shop \S+ and store \S+ of this merchant$/],
  ['zero fee', /refund_fee is 0, but the line was paid for/],
  ['used key', /was used before for another application/],
];

/** The answer of a `userrefund` call in the words of `Retail.judge`. */
export function outcomeOf({ success, err_msg: message }) {
  if (success === true && message === undefined) return { outcome: 'accepted' };
  for (const [outcome, form] of kRefusals) {
    const match = form.exec(message);
    if (success !== false || !match) continue;
    const [, asked, left] = match;
    return left === undefined ? { outcome } : { outcome, asked: Number(asked), left: Number(left) };
  }
  return { outcome: `success=${success} ${message}` };
}

export class Retail {
  orders = new Map();
  lines = [];
  cancellations = [];
  #rejected = 0;

  /** Adds a file; gives what its import must report. */
  addFile(text) {
    const before = { orders: this.orders.size, lines: this.lines.length };
    const rejected = [];
    const records = parseCsv(text);
    const spoilt = new Set(records.filter(reasonToReject).map((record) => record.InvoiceNo));
    for (const record of records) {
      if (isCancellation(record)) this.#addCancellation(record);
      const { csvLine: line, InvoiceNo: order } = record;
      if (!spoilt.has(order)) this.#addLine(record);
      else rejected.push({ line, order, reason: reasonToReject(record) ?? 'same order' });
    }
    this.#rejected += rejected.length;
    return {
      orders: this.orders.size - before.orders,
      lines: this.lines.length - before.lines,
      rejected,
    };
  }

  #addLine(record) {
    const number = record.InvoiceNo;
    const order = this.orders.get(number) ?? {
      number,
      customer: record.CustomerID,
      time: record.InvoiceDate,
      fenLeft: 0,
      lines: [],
    };
    this.orders.set(number, order);
    const bought = Number(record.Quantity);
    const paid = bought * fenOf(record.UnitPrice);
    const line = {
      order,
      number: `${number}_${order.lines.length + 1}`,
      sku: record.StockCode,
      bought,
      paid,
      piecesLeft: bought,
      fenLeft: paid,
      refunds: [],
    };
    order.fenLeft += paid;
    order.lines.push(line);
    this.lines.push(line);
  }

  #addCancellation(record) {
    const pieces = Number(record.Quantity.slice(1));
    this.cancellations.push({
      key: `${record.InvoiceNo}-${record.csvLine}`,
      sku: record.StockCode,
      customer: record.CustomerID,
      time: record.InvoiceDate,
      pieces,
      fen: pieces * fenOf(record.UnitPrice),
    });
  }

  /**
   * Gives each cancellation, in turn, its `order` and `line` and what must come of it. Without a
   * line that has enough left it is against the newest of that stock code, without such a line
   * against none, and without an earlier order of the customer against no order either.
   */
  settle() {
    for (const cancellation of this.cancellations) {
      const orders = this.#ordersBefore(cancellation);
      const lines = orders
        .flatMap((order) => [...order.lines].reverse())
        .filter((line) => line.sku === cancellation.sku);
      cancellation.order = orders[0];
      cancellation.line = lines.find((l) => l.piecesLeft >= cancellation.pieces) ?? lines[0];
      if (cancellation.line) cancellation.order = cancellation.line.order;
      cancellation.expected = this.judge(cancellation);
      if (cancellation.expected.outcome === 'accepted') this.#book(cancellation);
    }
  }

  /** The customer's orders up to the cancellation's time, newest first. */
  #ordersBefore({ customer, time }) {
    if (customer === '') return [];
    return [...this.orders.values()]
      .filter((order) => order.customer === customer && order.time <= time)
      .reverse()
      .sort((a, b) => (a.time === b.time ? 0 : a.time < b.time ? 1 : -1));
  }

  /** What must come of a cancellation that was not accepted yet, as things stand now. */
  judge({ line, pieces, fen }) {
    if (!line) return { outcome: 'unknown' };
    const { piecesLeft } = line;
    if (pieces > piecesLeft) return { outcome: 'pieces', asked: pieces, left: piecesLeft };
    const fenLeft = Math.min(line.fenLeft, line.order.fenLeft);
    if (fen > fenLeft) return { outcome: 'fen', asked: fen, left: fenLeft };
    if (fen === 0 && line.fenLeft !== 0) return { outcome: 'zero fee' };
    return { outcome: 'accepted' };
  }

  /** What must come of the same call once more: what was accepted stays so, the rest is judged. */
  judgeReplay(cancellation) {
    const accepted = cancellation.expected.outcome === 'accepted';
    return accepted ? cancellation.expected : this.judge(cancellation);
  }

  #book({ key, line, pieces, fen }) {
    line.piecesLeft -= pieces;
    line.fenLeft -= fen;
    line.order.fenLeft -= fen;
    line.refunds.push({ key, pieces, fen });
  }

  /** The lines that a cancellation was against, each once. */
  touchedLines() {
    return [...new Set(this.cancellations.map(({ line }) => line))].filter(Boolean);
  }

  /** The figures of it all. */
  summary() {
    const refunds = this.lines.flatMap((line) => line.refunds);
    const total = (field) => refunds.reduce((sum, refund) => sum + refund[field], 0);
    const outcomes = {};
    for (const { expected } of this.cancellations) {
      outcomes[expected.outcome] = (outcomes[expected.outcome] ?? 0) + 1;
    }
    return {
      orders: this.orders.size,
      lines: this.lines.length,
      rejected: this.#rejected,
      cancellations: this.cancellations.length,
      outcomes,
      pieces: total('pieces'),
      fen: total('fen'),
    };
  }
}
