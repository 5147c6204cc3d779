// What more refunds in the store cost: processor time of a read, memory, and time until ready.
import { join } from "node:path";

import { readNamed } from "./answers.mjs";
import { say } from "./context.mjs";
import { wrk } from "./load.mjs";
import * as machine from "./machine.mjs";
import { prepareRead } from "./reads.mjs";

const smallest = 10_000;
const warmSeconds = 2;
const differentCalls = 20_000;

/** Powers of ten, and the store that the reads are measured on. */
function sizesUpTo(largest, refunds) {
  const sizes = new Set([refunds]);
  for (let size = smallest; size <= largest; size *= 10) sizes.add(size);
  return [...sizes].sort((a, b) => a - b);
}

/** Never the one of the other sections, which write into theirs. */
async function makeStore(context, refunds) {
  const own = Object.assign(context.withData(`data-${refunds}`), {
    settings: { ...context.settings, refunds },
  });
  say(`growth: importing ${refunds} refunds`);
  await own.importOrders("read-orders", "--refunds", refunds);
  return { context: own, callers: await own.makeCallers() };
}

async function timeStarts({ context }) {
  const startMs = [];
  for (let i = 0; i < context.settings.rounds; ++i) {
    const server = await context.serveEbbtide();
    startMs.push(server.startMs);
    await machine.stopServer(server);
  }
  return startMs;
}

/** Serves a store, each read from there, and reads all over it until its pages are where they stay. */
async function open({ context, callers, refunds, startMs }) {
  const server = await context.serveEbbtide({ keptAnswersMb: 0 });
  const read = { ...readNamed("line"), name: `line-${refunds}`, calls: differentCalls };
  const prepared = await prepareRead(context, server, read, callers);
  const { sample, calls, headers, mode, marker } = prepared;
  await wrk(context, server, { calls, headers, mode, marker, seconds: warmSeconds });
  const load = { calls, headers, mode, answerBytes: sample.bytes };
  return { context, refunds, startMs, server, load, rounds: [] };
}

/** Of a server as it comes, after the same reads. */
async function memoryOf(context, load) {
  const server = await context.serveEbbtide();
  await wrk(context, server, { ...load, seconds: warmSeconds });
  const memory = machine.memoryOf(server.child.pid);
  await machine.stopServer(server);
  return memory;
}

export async function measureGrowth(context) {
  const { rounds, growthMax } = context.settings;
  const stores = [];
  for (const refunds of sizesUpTo(growthMax, context.settings.refunds)) {
    const store = await makeStore(context, refunds);
    stores.push({ ...store, refunds, startMs: await timeStarts(store) });
  }
  const opened = [];
  for (const store of stores) opened.push(await open(store));
  for (let round = 1; round <= rounds; ++round) {
    say(`growth: round ${round} of ${rounds}`);
    for (const one of opened) one.rounds.push(await wrk(context, one.server, one.load));
  }
  const results = [];
  for (const { refunds, startMs, server, rounds: measured, context: own, load } of opened) {
    await machine.stopServer(server);
    results.push({
      refunds,
      databaseMegabytes: machine.megabytesOf(join(own.data, "ebbtide.db")),
      startMs,
      memory: await memoryOf(own, load),
      rounds: measured,
    });
  }
  return results;
}
