// How long callers wait: reads that come at half of the peak rate, alone and beside writes at full
// speed, and at a quarter of it. They are due at fixed moments and their latencies count from there.
import { closeSync, openSync, readSync, statSync } from "node:fs";
import { join } from "node:path";

import { readNamed } from "./answers.mjs";
import { say } from "./context.mjs";
import { latenciesOf, openLoop, usageOf, wrk } from "./load.mjs";
import * as machine from "./machine.mjs";
import { prepareRead } from "./reads.mjs";
import { commitRows, FreshLines, marker as writeMarker } from "./writes.mjs";

/** Far from the lines of writes.mjs. */
const firstLine = 40_000_000;

/** Watches SQLite's write-ahead log: how often it began anew, and how large it grew. */
class LogWatch {
  #file;
  #before;
  #timer;
  #bytes = 0;

  constructor(data) {
    this.#file = join(data, "ebbtide.db-wal");
    this.#before = this.#salt();
    this.#timer = setInterval(() => (this.#bytes = Math.max(this.#bytes, this.#size())), 20);
  }

  end() {
    clearInterval(this.#timer);
    return { checkpoints: (this.#salt() - this.#before) >>> 0, logMegabytes: this.#bytes / 1e6 };
  }

  #size() {
    return statSync(this.#file, { throwIfNoEntry: false })?.size ?? 0;
  }

  /**
   * Its header's first salt, which is one more whenever all of it was in the database and it began
   * anew. The sequence number beside it is each process's own, and starts again with an import.
   */
  #salt() {
    const firstSalt = 16;
    if (this.#size() === 0) return 0;
    const handle = openSync(this.#file);
    const bytes = Buffer.alloc(4);
    readSync(handle, bytes, 0, bytes.length, firstSalt);
    closeSync(handle);
    return bytes.readUInt32BE();
  }
}

/** Reads at a fixed rate, and beside them, where there are `lines`, writes as fast as they go. */
async function run(context, server, reads, lines) {
  const { latencySeconds: seconds, connections } = context.settings;
  const groups = [{ ...reads, connections }];
  if (lines) {
    const calls = await lines.prepare(lines.enoughFor(seconds));
    groups.push({ calls, connections, mode: "once", marker: writeMarker });
  }
  const watch = new LogWatch(context.data);
  const { results, used } = await openLoop(context, server, seconds, groups);
  const log = watch.end();
  const [read, write] = results;
  if (write?.exhausted) throw new Error("the fresh order lines ran out");
  if (write) lines.count(write.taken, write.requests);
  const requests = results.reduce((sum, result) => sum + result.requests, 0);
  return {
    rate: reads.rate,
    ...usageOf(used, requests, seconds),
    reads: latenciesOf(read, seconds),
    ...(write && { writes: latenciesOf(write, seconds), ...log }),
  };
}

/**
 * The same reads while plain SQLite commits rows on the server's CPU, one after the other: what the
 * disk and sharing that CPU cost a write that has nothing else to do.
 */
async function runBesideCommits(context, server, reads) {
  const { latencySeconds: seconds } = context.settings;
  const [beside, commits] = await Promise.all([
    run(context, server, reads),
    commitRows(context, seconds),
  ]);
  // SQLite is meant to be there.
  const othersPercent = Math.max(0, beside.othersPercent - commits.busyPercent);
  return { ...beside, othersPercent, commits };
}

export async function measureLatency(context, callers) {
  const { rounds, connections } = context.settings;
  const fresh = new FreshLines(context, callers.writer, firstLine);
  const pace = { connections, perSecond: 5_000 };
  await fresh.import(2 * pace.perSecond);
  const before = await context.countRefunds();
  const server = await context.serveEbbtide();
  const { calls, mode, marker, headers } = await prepareRead(
    context, server, readNamed("line"), callers,
  );
  say("latency: the peak rate");
  const peak = await wrk(context, server, { calls, mode, marker, headers });
  await fresh.run(server, pace, 1);
  const half = { calls, mode, marker, rate: peak.perSecond / 2 };
  const quarter = { ...half, rate: peak.perSecond / 4 };
  const lines = {
    enoughFor: (seconds) => Math.ceil(pace.perSecond * (seconds + 1) * 2),
    prepare: (count) => fresh.prepare(count),
    count: (taken, answered) => fresh.count(taken, answered),
  };
  const peakPerSecond = peak.perSecond;
  const results = {
    peakPerSecond, alone: [], besideWrites: [], quarterBesideWrites: [], besideCommits: [],
  };
  for (let round = 1; round <= rounds; ++round) {
    say(`latency: round ${round} of ${rounds}`);
    results.alone.push(await run(context, server, half));
    results.besideWrites.push(await run(context, server, half, lines));
    results.quarterBesideWrites.push(await run(context, server, quarter, lines));
    results.besideCommits.push(await runBesideCommits(context, server, half));
  }
  await machine.stopServer(server);
  fresh.requireStored((await context.countRefunds()) - before);
  return results;
}
