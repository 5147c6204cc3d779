// Ebbtide itself, with the data and the calls of `./dev bench`.
import { readFileSync, rmSync } from "node:fs";

import { sign } from "../../tests/conformance/lib/sign.mjs";
import * as machine from "../machine.mjs";
import { checkEveryAnswer } from "../reads.mjs";
import { FreshLines } from "../writes.mjs";
import { repeated } from "./load.mjs";
import { rivals } from "./race.mjs";

const marker = '"refund_id":';
const callsMax = 10_000;
const firstImport = 30_000;
/** Order lines with numbers that no load comes near to. */
const raceLinesFirst = 80_000_000;
const linesOfOrder = 4;
const platformZoneMs = 8 * 3_600_000; // GMT+8

const platformTime = (unixMs) =>
  new Date(unixMs + platformZoneMs).toISOString().slice(0, 19).replace("T", " ");

function wordAfter(words, name) {
  return words[words.indexOf(name) + 1];
}

/** A signed call as the race sends it; `caller` has the words that `Context.makeCallers` gives. */
function signedCall(caller, method, parameters) {
  const all = {
    ...parameters,
    method,
    app_key: wordAfter(caller, "--app-key"),
    session: wordAfter(caller, "--session"),
    timestamp: platformTime(Date.now()),
    v: "2.0",
    format: "json",
    sign_method: "hmac-sha256",
  };
  const signature = sign["hmac-sha256"](all, wordAfter(caller, "--app-secret"));
  return {
    path: "/router/rest",
    headers: { "content-type": "application/x-www-form-urlencoded;charset=UTF-8" },
    body: new URLSearchParams({ ...all, sign: signature }).toString(),
  };
}

/** Whole orders that nothing has been refunded of; what they are, in the words of the import. */
async function importRaceOrders(context, count) {
  const file = context.file("race.ndjson");
  const lines = count * linesOfOrder;
  await context.prepare("fresh-orders", "--first", raceLinesFirst, "--lines", lines, file);
  await context.ebbtide("import", file, "--json");
  const orders = readFileSync(file, "utf8").trim().split("\n").map((line) => JSON.parse(line));
  rmSync(file);
  return orders;
}

/** Every line with all of its pieces and money, each caller under a batch number of its own. */
function wholeRefund(order, i) {
  return {
    refund_reason: "不想要了",
    out_refund_batch_id: `race-${order.order_id}-${i}`,
    biz_order_id: String(order.order_id),
    shop_id: order.shop_id,
    store_id: order.store_id,
    sub_refund_orders: order.lines.map((line) => ({
      sub_biz_order_id: String(line.line_id),
      sku_code: line.sku_code,
      refund_sale_quantity: Number(line.quantity),
      refund_fee: line.paid_fen,
    })),
  };
}

const rootOf = (answer) => Object.values(JSON.parse(answer.text))[0];

/** The refunds of an order by what Ebbtide lists, in fen. */
async function refundedFen(call, order, since, caller) {
  let fen = 0;
  for (let page = 0; page !== -1; ) {
    const query = {
      start_time: since,
      end_time: platformTime(Date.now() + 60_000),
      page_index: page,
      page_size: 200,
      order_from: order.order_from,
      store_ids: [order.store_id],
    };
    const parameters = { batch_query_refund_request: JSON.stringify(query) };
    const answer = await caller.send(call("alibaba.wdk.order.refund.list", parameters));
    const { result } = rootOf(answer);
    if (!result) throw new Error(`refunds cannot be listed: ${answer.text}`);
    for (const row of result.orders?.order_sync_refund_dto ?? []) {
      if (row.origin_parent_id === order.order_id) fen += row.refund_amount;
    }
    page = result.next_index;
  }
  return fen;
}

async function prepareRace(context, words, ordersEach) {
  const orders = await importRaceOrders(context, ordersEach * rivals.length);
  const call = (method, parameters) => signedCall(words, method, parameters);
  const apply = (application) =>
    call("alibaba.wdk.channel.order.userrefund", {
      order_user_refund_info: JSON.stringify(application),
    });
  const since = platformTime(Date.now());
  return {
    // Nobody knows such an order.
    harmless: apply({ ...wholeRefund(orders[0], 0), biz_order_id: "1" }),
    price: orders[0].lines.reduce((sum, line) => sum + line.paid_fen, 0),
    order: () => orders.pop(),
    refund: (order, i) => apply(wholeRefund(order, i)),
    accepts({ status, text }) {
      if (status !== 200) return undefined;
      return rootOf({ text }).api_result?.success;
    },
    refunded: (order, caller) => refundedFen(call, order, since, caller),
  };
}

export const ebbtide = {
  name: "Ebbtide",
  async open(bench) {
    const { context } = bench;
    const { refunds } = context.settings;
    await context.importOrders("read-orders", "--refunds", refunds);
    const { reader, writer } = await context.makeCallers();
    const lines = new FreshLines(context, writer);
    await lines.import(firstImport);
    const before = await context.countRefunds();

    const calls = context.file("read.calls");
    const count = Math.min(callsMax, Math.floor(refunds / 4));
    await context.prepare("read-calls", "--refunds", refunds, "--count", count, ...reader, calls);
    const server = await context.serveEbbtide({ keptAnswersMb: 0 }); // asks its store, as its peers do
    const forms = readFileSync(calls, "utf8").trim().split("\n");
    const { text, contentType } = await checkEveryAnswer(server.port, forms);
    bench.sample = { calls, text, contentType };

    const paces = new Map();
    const create = async ({ connections = context.settings.connections, seconds }) => {
      if (!paces.has(connections)) {
        paces.set(connections, { connections, perSecond: connections === 1 ? 1_000 : 4_000 });
      }
      return lines.run(server, paces.get(connections), seconds);
    };
    return {
      version: await machine.versionOf(context.program("ebbtide"), "version", /ebbtide (\S+)/),
      settings: "1 process, 1 I/O thread, SQLite, fsync on each commit, all guards on",
      port: server.port,
      operations: [
        {
          kind: "read",
          what: "signed taobao.refund.status.get: an order's 3 refunds",
          run: repeated(context, server, { name: "ebbtide", requests: forms, marker }),
        },
        {
          kind: "create",
          what: "signed userrefund of a fresh order line, durable",
          run: create,
          verify: async () => lines.requireStored((await context.countRefunds()) - before),
        },
      ],
      race: () => prepareRace(context, writer, bench.raceOrders),
      close: () => machine.stopServer(server),
    };
  },
};
