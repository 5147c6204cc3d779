// `./dev bench`: Ebbtide beside its references, on this machine, in one run.
// docs/benchmarks/README.md says what is measured and how to read it.
import { join } from "node:path";
import { parseArgs } from "node:util";

import { Context, root, say } from "./context.mjs";
import { measureGrowth } from "./growth.mjs";
import { importFigures, measureImport } from "./imports.mjs";
import { measureLatency } from "./latency.mjs";
import * as machine from "./machine.mjs";
import { publish } from "./page.mjs";
import { measureBatch, measureReads } from "./reads.mjs";
import { measureWrites } from "./writes.mjs";

/** In this order: those that read before those that write into the same store. */
const sections = {
  reads: measureReads,
  batch: measureBatch,
  latency: measureLatency,
  writes: (context, callers) => measureWrites(context, callers.writer),
  growth: measureGrowth,
  import: measureImport,
};

const usage = `usage: ./dev bench [options]

  --seconds N     length of a measured round (3)
  --rounds N      measured rounds of each system (5)
  --refunds N     refunds in the store (1000000)
  --growth-max N  largest store of the growth rows (as --refunds); 10000000 takes long to import
  --only A,B      of ${Object.keys(sections).join(", ")}; the others' figures stay
  --output DIR    where page, plots and raw numbers go (docs/benchmarks)
  --quick         small and short, into build/bench: shows that all of it works; no figures to quote
  --build DIR     where ebbtide and the tools are (build/release)
`;

const options = {
  seconds: { type: "string" },
  rounds: { type: "string" },
  refunds: { type: "string" },
  "growth-max": { type: "string" },
  only: { type: "string" },
  output: { type: "string" },
  quick: { type: "boolean", default: false },
  build: { type: "string", default: join(root, "build/release") },
  help: { type: "boolean", default: false },
};

const usual = {
  seconds: 3, rounds: 5, refunds: 1_000_000, output: join(root, "docs/benchmarks"),
  latencySeconds: 5, importLines: 200_000, callsMax: 100_000,
};
const quick = {
  seconds: 1, rounds: 1, refunds: 20_000, output: join(root, "build/bench"),
  latencySeconds: 2, importLines: 20_000, callsMax: 500,
};

const defaultToleranceMs = 600_000;

function readSettings() {
  const { values } = parseArgs({ options });
  if (values.help) {
    process.stdout.write(usage);
    process.exit(0);
  }
  const defaults = values.quick ? quick : usual;
  const number = (name, otherwise, min, max) => {
    const value = Number(values[name] ?? otherwise);
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    throw new Error(`--${name} must be a whole number from ${min} to ${max}`);
  };
  const seconds = number("seconds", defaults.seconds, 1, 60);
  const rounds = number("rounds", defaults.rounds, 1, 100);
  const refunds = number("refunds", defaults.refunds, 1_000, 10_000_000);
  const cpus = machine.twoProcessors();
  // The calls of a growth round are signed before all rounds of all sizes.
  const longestMs = (8 * rounds * (seconds + 1) + 120) * 1000;
  return {
    ...defaults,
    seconds,
    rounds,
    refunds,
    growthMax: number("growth-max", refunds, 1_000, 100_000_000),
    only: values.only?.split(",") ?? Object.keys(sections),
    output: values.output ?? defaults.output,
    connections: 64,
    build: values.build,
    serverCpu: cpus.server,
    clientCpu: cpus.client,
    toleranceMs: Math.max(defaultToleranceMs, longestMs),
  };
}

async function makeStore(context) {
  const { refunds } = context.settings;
  say(`importing ${refunds} refunds`);
  const imported = await context.importOrders("read-orders", "--refunds", refunds);
  const stored = await context.countRefunds();
  if (stored !== refunds) throw new Error(`${stored} refunds were imported, not ${refunds}`);
  const megabytes = machine.megabytesOf(join(context.data, "ebbtide.db"));
  return { refunds, megabytes, import: importFigures(imported) };
}

async function versionsOf(context) {
  return {
    Ebbtide: await machine.versionOf(context.program("ebbtide"), "version", /ebbtide (\S+)/),
    nginx: await machine.versionOf("nginx", "-v", /nginx\/(\S+)/),
    wrk: await machine.versionOf("wrk", "-v", /wrk (\S+)/),
    SQLite: JSON.parse(
      await machine.run(context.program("ebbtide_bench_sqlite"), [context.file("v.db"), "0.01"]),
    ).sqlite,
    "Node.js": process.versions.node,
  };
}

async function measure(context) {
  const { only, output, build, ...settings } = context.settings;
  const versions = await versionsOf(context);
  const store = await makeStore(context);
  const callers = await context.makeCallers();
  const measured = {};
  for (const name of Object.keys(sections).filter((one) => only.includes(one))) {
    // Nothing of what was written before is left to the disk.
    await machine.run("sync", []);
    const begin = Date.now();
    const result = await sections[name](context, callers);
    const seconds = (Date.now() - begin) / 1000;
    const date = new Date().toISOString();
    measured[name] = { date, seconds, versions, settings, store, result };
  }
  return { machine: machine.describe(), sections: measured };
}

async function main() {
  const settings = readSettings();
  const unknown = settings.only.filter((name) => !(name in sections));
  if (unknown.length > 0) throw new Error(`--only knows no ${unknown.join(", ")}`);
  const context = new Context(settings);
  process.on("exit", () => {
    machine.killAll();
    context.remove();
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(130));
  const results = await measure(context);
  process.stdout.write(`${publish(results, settings.output)}\n\nwritten: ${settings.output}\n`);
}

try {
  await main();
} catch (problem) {
  process.stderr.write(`bench: ${problem.message}\n`);
  process.exit(1);
}
