// What storage alone costs: one-row commits of plain SQLite, and lookups by key in PostgreSQL.
import { readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

import * as machine from "../machine.mjs";
import { commitRows } from "../writes.mjs";

export const sqlite = {
  name: "SQLite",
  async open({ context }) {
    let version;
    const run = async ({ seconds }) => {
      const round = await commitRows({ ...withSeconds(context, seconds) });
      version = round.sqlite;
      return round;
    };
    await run({ seconds: 1 });
    return {
      version,
      settings: "WAL, synchronous = FULL, 1 connection in the process",
      operations: [{ kind: "commit", what: "one row, one commit", run, connections: 1 }],
      close() {},
    };
  },
};

/** A context whose rounds last `seconds`. */
function withSeconds(context, seconds) {
  return {
    settings: { ...context.settings, seconds },
    file: (name) => context.file(name),
    program: (name) => context.program(name),
  };
}

const scale = 10;
const sampled = 0.1;

function percentile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** Latencies in microseconds out of pgbench's logs, which are removed. */
function readLatencies(folder, prefix) {
  const files = readdirSync(folder).filter((file) => file.startsWith(prefix));
  const latencies = files.flatMap((file) => {
    const lines = readFileSync(join(folder, file), "utf8").trim().split("\n");
    rmSync(join(folder, file));
    return lines.map((line) => Number(line.split(" ")[2]));
  });
  return latencies.sort((a, b) => a - b);
}

export const pgbench = {
  name: "PostgreSQL, pgbench -S",
  async open(bench) {
    const { context } = bench;
    const { settings } = context;
    const postgres = await bench.startPostgres();
    await postgres.createDatabase("pgbench");
    await postgres.client("pgbench", ["-i", "-q", "-s", String(scale), "pgbench"]);
    const folder = context.folder;
    const run = async ({ connections = settings.connections, seconds }) => {
      const args = [
        "-S", "-n", "-M", "prepared", "-c", String(connections), "-j", "1", "-T", String(seconds),
        "--log", "--log-prefix", join(folder, "pgbench-log"), "--sampling-rate", String(sampled),
        "pgbench",
      ];
      const meter = new machine.Meter(settings.serverCpu, postgres.pids);
      const limits = { cpu: settings.clientCpu, timeoutSeconds: seconds + 60 };
      const out = await postgres.client("pgbench", args, limits);
      const used = meter.read();
      const requests = Number(out.match(/transactions actually processed: (\d+)/)[1]);
      const failed = Number(out.match(/failed transactions: (\d+)/)?.[1] ?? 0);
      const latencies = readLatencies(folder, "pgbench-log");
      return {
        requests,
        failed,
        perSecond: Number(out.match(/tps = ([\d.]+) \(without/)[1]),
        cpuMicros: (used.cpuSeconds * 1e6) / requests,
        busyPercent: (used.cpuSeconds / seconds) * 100,
        othersPercent: used.othersPercent,
        p50Ms: percentile(latencies, 0.5) / 1000,
        p99Ms: percentile(latencies, 0.99) / 1000,
      };
    };
    return {
      version: await postgres.version(),
      settings: `Debian's defaults, unix socket, scale ${scale}, protocol prepared`,
      operations: [{ kind: "lookup", what: "one row by its key, no HTTP", run }],
      close: () => postgres.stop(),
    };
  },
};
