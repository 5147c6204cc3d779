// `./dev bench peers`: Ebbtide beside what a user would pick instead, on this machine, in one run.
// docs/benchmarks/peers.md is written by it, and says what is compared with what.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";

import { Context, root, say } from "../context.mjs";
import * as machine from "../machine.mjs";
import { nginx, nodeHttp } from "./constants.mjs";
import { pgbench, sqlite } from "./databases.mjs";
import { ebbtide } from "./ebbtide.mjs";
import { home } from "./install.mjs";
import { medusa } from "./medusa.mjs";
import { prism, wiremock } from "./mocks.mjs";
import { page, tables } from "./page.mjs";
import { Postgres } from "./postgres.mjs";
import { runRaces } from "./race.mjs";
import { vendureOnPostgres, vendureOnSqlite } from "./vendure.mjs";

const usage = `usage: ./dev bench peers [options]

  --seconds N  length of a measured round (5)
  --rounds N   measured rounds of each operation (3)
  --refunds N  refunds in Ebbtide's store while reading (100000)
  --quick      1 round of 2 s, 3 orders in each race: shows that all of it works; writes no page
  --only NAME  only systems whose name has this in it; writes no page
  --build DIR  where ebbtide and the tools are (build/release)
`;

const options = {
  seconds: { type: "string" },
  rounds: { type: "string" },
  refunds: { type: "string", default: "100000" },
  quick: { type: "boolean", default: false },
  only: { type: "string" },
  build: { type: "string", default: join(root, "build/release") },
  help: { type: "boolean", default: false },
};

/** Ebbtide is first: all constants and mocks give one of its answers. */
const everyone = [
  ebbtide, vendureOnSqlite, vendureOnPostgres, medusa, wiremock, prism, nodeHttp, nginx, pgbench,
  sqlite,
];

/** What is not measured by then is left out, and said so. */
const limitMs = 20 * 60_000;
/** Nothing that hangs lives on after this. */
const lastLimitMs = limitMs + 8 * 60_000;

function readSettings() {
  const { values } = parseArgs({ options });
  if (values.help) {
    process.stdout.write(usage);
    process.exit(0);
  }
  const number = (name, otherwise, min, max) => {
    const value = Number(values[name] ?? otherwise);
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    throw new Error(`--${name} must be a whole number from ${min} to ${max}`);
  };
  const cpus = machine.twoProcessors();
  return {
    seconds: number("seconds", values.quick ? 2 : 5, 1, 60),
    rounds: number("rounds", values.quick ? 1 : 3, 1, 20),
    refunds: number("refunds", undefined, 1_000, 10_000_000),
    raceOrders: values.quick ? 3 : 20,
    warmSeconds: values.quick ? 1 : 3,
    writesPage: !values.quick && values.only === undefined,
    only: values.only,
    connections: 64,
    build: values.build,
    serverCpu: cpus.server,
    clientCpu: cpus.client,
    // All reads use calls that were signed before the first.
    toleranceMs: lastLimitMs,
  };
}

/** What the peers find: the folder and the settings of the run, and a PostgreSQL if they ask. */
class Bench {
  #postgres;
  #isQuitting = false;

  constructor(context) {
    this.context = context;
    this.raceOrders = context.settings.raceOrders;
  }

  async startPostgres() {
    await this.stopPostgres();
    this.#postgres = new Postgres(join(home, "pg"), this.context.settings.serverCpu);
    await this.#postgres.start();
    return this.#postgres;
  }

  async stopPostgres() {
    await this.#postgres?.stop();
    this.#postgres = undefined;
  }

  /** PostgreSQL has to be asked to end: killed, it leaves shared memory behind. */
  quit(code) {
    this.#isQuitting = true;
    this.stopPostgres().finally(() => process.exit(code));
  }

  /** Once we quit, nothing more is begun or written. */
  goOn() {
    return this.#isQuitting ? new Promise(() => {}) : undefined;
  }
}

async function measureOperation(settings, peer, opened, operation) {
  const { seconds, rounds } = settings;
  say(`${peer.name}: ${operation.what}`);
  const { run, kind, what, connections = settings.connections } = operation;
  const row = { system: peer.name, kind, what, connections, rounds: [] };
  try {
    const warmSeconds = Math.max(settings.warmSeconds, opened.warmSeconds ?? 0);
    await run({ connections, seconds: warmSeconds });
    for (let i = 0; i < rounds; ++i) row.rounds.push(await run({ connections, seconds }));
    if (connections > 1) row.alone = await run({ connections: 1, seconds: Math.min(2, seconds) });
    await operation.verify?.();
  } catch (problem) {
    row.problem = lastLine(problem);
  }
  return row;
}

async function measurePeer(bench, peer) {
  const { settings } = bench.context;
  const outcome = { system: peer.name, rows: [] };
  let opened;
  try {
    say(`${peer.name}: starting`);
    opened = await peer.open(bench);
    Object.assign(outcome, { version: opened.version, settings: opened.settings });
    for (const operation of opened.operations) {
      outcome.rows.push(await measureOperation(settings, peer, opened, operation));
    }
    if (opened.race) {
      say(`${peer.name}: race`);
      outcome.races = await runRaces(opened.port, await opened.race(), settings.raceOrders);
    }
  } catch (problem) {
    outcome.problem = lastLine(problem);
    say(`${peer.name}: ${problem.message}`);
  }
  try {
    await opened?.close();
    await bench.stopPostgres();
  } catch (problem) {
    outcome.problem ??= lastLine(problem);
  }
  await bench.goOn();
  machine.killAll();
  return outcome;
}

/** Of what npm says, too: its very last line only names a log. */
function lastLine(problem) {
  const lines = problem.message.trim().split("\n");
  const telling = lines.filter((line) => line.trim() && !line.includes("complete log of this run"));
  return (telling.at(-1) ?? "").trim().slice(0, 120);
}

/** Before anything is measured, because installing takes all processors. */
async function installAll(peers) {
  const problems = new Map();
  for (const peer of peers) {
    try {
      await peer.install?.();
    } catch (problem) {
      say(`${peer.name}: ${problem.message}`);
      problems.set(peer, `not installed: ${lastLine(problem)}`);
    }
  }
  return problems;
}

async function measureAll(bench) {
  const { context } = bench;
  const { only } = context.settings;
  const isWanted = (peer) => peer === ebbtide || !only || peer.name.includes(only);
  const peers = everyone.filter(isWanted);
  const problems = await installAll(peers);
  const begin = Date.now();
  setTimeout(() => {
    say(`not done within ${lastLimitMs / 60_000} minutes`);
    bench.quit(1);
  }, lastLimitMs).unref();
  const systems = [];
  for (const peer of peers) {
    const late = Date.now() - begin > limitMs && "no time was left";
    const problem = problems.get(peer) ?? late;
    if (problem) systems.push({ system: peer.name, rows: [], problem });
    else systems.push(await measurePeer(bench, peer));
    if (peer === ebbtide && !bench.sample) throw new Error(systems[0].problem);
  }
  return {
    date: new Date().toISOString(),
    machine: machine.describe(),
    minutes: (Date.now() - begin) / 60_000,
    settings: { ...context.settings, build: undefined },
    systems,
  };
}

async function main() {
  const context = new Context(readSettings());
  process.on("exit", () => {
    machine.killAll();
    context.remove();
  });
  const bench = new Bench(context);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => bench.quit(130));
  const results = await measureAll(bench);
  const folder = context.settings.writesPage ? "docs/benchmarks" : "build/bench";
  const raw = join(root, folder, "peers.json");
  mkdirSync(dirname(raw), { recursive: true });
  writeFileSync(raw, `${JSON.stringify(results, undefined, 2)}\n`);
  writeFileSync(join(root, folder, "peers.md"), page(results));
  process.stdout.write(`${tables(results)}\n\nwritten: ${folder}/peers.md, ${folder}/peers.json\n`);
}

try {
  await main();
} catch (problem) {
  process.stderr.write(`bench peers: ${problem.message}\n`);
  process.exit(1);
}
