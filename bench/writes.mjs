// Durable applications for refunds beside one-row commits of plain SQLite on the same disk.
import { say } from "./context.mjs";
import { latenciesOf, openLoop, usageOf, wrk } from "./load.mjs";
import * as machine from "./machine.mjs";

export const marker = '"success":true';
const linesOfOrder = 4;
/** A round may be so much faster than the one before it before its fresh lines run out. */
const headroom = 3;

/** How many callers share a commit. */
const batchingConnections = [1, 2, 4, 8, 16, 32, 64, 128, 256];
const batchingSeconds = 1;

/** Order lines that nothing has been refunded of, in random order; each is used once. */
export class FreshLines {
  #context;
  #caller;
  #first;
  #imported = 0;
  #used = 0;
  #answered = 0;
  #sent = 0;

  /** `first` is the number of the first line; nobody else may use those from there on. */
  constructor(context, caller, first = 0) {
    this.#context = context;
    this.#caller = caller;
    this.#first = first;
  }

  /** Imports `count` new lines. What is left of those before is not used any more. */
  async import(count) {
    this.#first += this.#imported;
    this.#imported = Math.ceil(count / linesOfOrder) * linesOfOrder;
    this.#used = 0;
    await this.#context.importOrders("fresh-orders", ...this.#range());
  }

  /** A run of `load`. `pace` says what to expect of it, and learns from it what to expect next. */
  async run(server, pace, seconds, load = wrk) {
    for (;;) {
      const count = Math.ceil(pace.perSecond * seconds * headroom);
      const calls = await this.prepare(count);
      const { connections } = pace;
      const options = { connections, seconds, calls, mode: "once", marker };
      const round = await load(this.#context, server, options);
      this.count(round.taken, round.succeeded);
      if (!round.exhausted) {
        pace.perSecond = round.perSecond;
        return round;
      }
      say("writes: its fresh lines ran out; the round is thrown away and made again with more");
      pace.perSecond *= headroom;
    }
  }

  /** Every refund that was answered is stored; those in flight at a round's end may be. */
  requireStored(stored) {
    if (stored < this.#answered || stored > this.#sent) {
      throw new Error(`${this.#answered} refunds were answered, but ${stored} are stored`);
    }
  }

  /** A file with calls of `count` lines, signed now. Tell `count` what became of them. */
  async prepare(count) {
    if (this.#used + count > this.#imported) await this.import(2 * count);
    const calls = this.#context.file("write.calls");
    const share = ["--skip", this.#used, "--count", count];
    await this.#context.prepare("write-calls", ...this.#range(), ...share, ...this.#caller, calls);
    return calls;
  }

  count(taken, answered) {
    this.#used += taken;
    this.#sent += taken;
    this.#answered += answered;
  }

  #range() {
    return ["--first", this.#first, "--lines", this.#imported];
  }
}

/** One caller, who sends the next refund when the answer to the last has come, and never sleeps. */
async function oneByOne(context, server, { seconds, ...group }) {
  const { results, used } = await openLoop(context, server, seconds, [group]);
  const [{ exhausted, taken, requests }] = results;
  if (exhausted) return { exhausted, taken, succeeded: requests };
  return {
    taken,
    succeeded: requests,
    ...usageOf(used, requests, seconds),
    ...latenciesOf(results[0], seconds),
  };
}

export async function commitRows(context, seconds = context.settings.seconds) {
  const { serverCpu } = context.settings;
  const meter = new machine.Meter(serverCpu, []);
  const args = [context.file("one_row.db"), String(seconds)];
  const out = await machine.run(context.program("ebbtide_bench_sqlite"), args, { cpu: serverCpu });
  const result = JSON.parse(out);
  return {
    commits: result.commits,
    seconds: result.seconds,
    perSecond: result.commits / result.seconds,
    meanMs: (result.seconds * 1e3) / result.commits,
    maxMs: result.longest_ms,
    cpuMicros: (result.cpu_seconds * 1e6) / result.commits,
    busyPercent: (result.cpu_seconds / result.seconds) * 100,
    othersPercent: meter.read(result.cpu_seconds).othersPercent,
    sqlite: result.sqlite,
  };
}

export async function measureWrites(context, caller) {
  const { rounds, seconds, connections } = context.settings;
  const lines = new FreshLines(context, caller);
  const many = { connections, perSecond: 5_000 };
  const one = { connections: 1, perSecond: 1_000 };
  const before = await context.countRefunds();
  say("writes: warming up");
  await lines.import((many.perSecond + one.perSecond) * headroom);
  let server = await context.serveEbbtide();
  await lines.run(server, many, 1);
  await lines.run(server, one, 1, oneByOne);
  await machine.stopServer(server);

  await lines.import((many.perSecond + one.perSecond) * seconds * (rounds + headroom));
  server = await context.serveEbbtide();
  const results = { many: [], commits: [], one: [], batching: [] };
  for (let round = 1; round <= rounds; ++round) {
    say(`writes: round ${round} of ${rounds}`);
    results.many.push(await lines.run(server, many, seconds));
    results.commits.push(await commitRows(context));
    results.one.push(await lines.run(server, one, seconds, oneByOne));
  }
  for (const connections of batchingConnections) {
    say(`writes: ${connections} connections`);
    const pace = { connections, perSecond: Math.min(connections * one.perSecond, many.perSecond) };
    results.batching.push({ connections, ...(await lines.run(server, pace, batchingSeconds)) });
  }
  await machine.stopServer(server);
  lines.requireStored((await context.countRefunds()) - before);
  return results;
}
