// `./dev bench`: Ebbtide beside its references, on this machine, in one run.
// docs/benchmarks/README.md says what is measured and how to read it.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";

import { Context, root, say } from "./context.mjs";
import * as machine from "./machine.mjs";
import { measureReads } from "./reads.mjs";
import { format } from "./report.mjs";
import { measureWrites } from "./writes.mjs";

const usage = `usage: ./dev bench [options]

  --seconds N  length of a measured round (5)
  --rounds N   measured rounds of each system (5)
  --refunds N  refunds in the store while reading (100000)
  --quick      2 rounds of 1 s: shows that all of it works; no figures to quote
  --build DIR  where ebbtide and the tools are (build/release)
`;

const options = {
  seconds: { type: "string" },
  rounds: { type: "string" },
  refunds: { type: "string", default: "100000" },
  quick: { type: "boolean", default: false },
  build: { type: "string", default: join(root, "build/release") },
  help: { type: "boolean", default: false },
};

const defaultToleranceMs = 600_000;

function wholeNumber(text, name, min, max) {
  const value = Number(text);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new Error(`--${name} must be a whole number from ${min} to ${max}`);
}

function readSettings() {
  const { values } = parseArgs({ options });
  if (values.help) {
    process.stdout.write(usage);
    process.exit(0);
  }
  const seconds = wholeNumber(values.seconds ?? (values.quick ? 1 : 5), "seconds", 1, 60);
  const rounds = wholeNumber(values.rounds ?? (values.quick ? 2 : 5), "rounds", 1, 100);
  const cpus = machine.twoProcessors();
  // All rounds of reads use calls that were signed before the first.
  const readsMs = (2 * rounds * (seconds + 1) + 120) * 1000;
  return {
    seconds,
    rounds,
    refunds: wholeNumber(values.refunds, "refunds", 1_000, 10_000_000),
    connections: 64,
    build: values.build,
    serverCpu: cpus.server,
    clientCpu: cpus.client,
    toleranceMs: Math.max(defaultToleranceMs, readsMs),
  };
}

async function measure(context) {
  const { refunds } = context.settings;
  const versions = {
    ebbtide: await machine.versionOf(context.program("ebbtide"), "version", /ebbtide (\S+)/),
    nginx: await machine.versionOf("nginx", "-v", /nginx\/(\S+)/),
    wrk: await machine.versionOf("wrk", "-v", /wrk (\S+)/),
  };
  say(`importing ${refunds} refunds`);
  const imported = await context.importOrders("read-orders", "--refunds", refunds);
  const stored = await context.countRefunds();
  if (stored !== refunds) throw new Error(`${stored} refunds were imported, not ${refunds}`);
  const megabytes = machine.megabytesOf(join(context.data, "ebbtide.db"));
  const callers = await context.makeCallers();
  const reads = await measureReads(context, callers.reader);
  const writes = await measureWrites(context, callers.writer);
  return {
    date: new Date().toISOString(),
    machine: machine.describe(),
    settings: context.settings,
    versions: { ...versions, sqlite: writes.commits[0].sqlite },
    data: {
      refunds,
      orders: imported.orders_new,
      megabytes,
      importSeconds: imported.seconds,
      calls: reads.callCount,
      answerBytes: reads.answerBytes,
    },
    residentMegabytes: reads.residentMegabytes,
    startMs: reads.startMs,
    reads: reads.rounds,
    writes,
  };
}

async function main() {
  const context = new Context(readSettings());
  process.on("exit", () => {
    machine.killAll();
    context.remove();
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(130));
  const results = await measure(context);
  const output = join(root, "build/bench/results.json");
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(output, `${JSON.stringify(results, undefined, 2)}\n`);
  process.stdout.write(`${format(results)}\n\nraw numbers: ${output}\n`);
}

try {
  await main();
} catch (problem) {
  process.stderr.write(`bench: ${problem.message}\n`);
  process.exit(1);
}
