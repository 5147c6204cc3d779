// The tables of docs/benchmarks/README.md, one for each section of the results.
import { figures } from "./figures.mjs";
import { cell, median, number, othersOf, pick, ratios, table } from "./report.mjs";

const busyEnough = 95;

function heldTable(sections) {
  const rows = figures(sections).map(({ what, target, measured, isHeld }) => [
    what, target, measured, isHeld ? "held" : "**not held**",
  ]);
  return table([["what", "figure to hold", "measured", ""], ...rows]);
}

function readsTable({ result }) {
  const rows = result.flatMap(({ title, answerBytes, rounds: { kept, asked, nginx } }) =>
    [["kept", kept], ["asked", asked]].map(([way, ebbtide]) => [
      title,
      way,
      number(answerBytes),
      cell(pick(ebbtide, "perSecond")),
      cell(pick(nginx, "perSecond")),
      cell(ratios(ebbtide, nginx, "perSecond"), 2),
      cell(pick(ebbtide, "cpuMicros"), 1),
      cell(pick(nginx, "cpuMicros"), 1),
      cell(ratios(nginx, ebbtide, "cpuMicros"), 2),
      number(othersOf([...ebbtide, ...nginx])),
    ]),
  );
  const head = [
    "read", "", "bytes", "Ebbtide/s", "nginx/s", "ratio", "CPU µs", "nginx's", "ratio by CPU",
    "others %",
  ];
  return table([head, ...rows]) + clientLimit(result);
}

/** Where nginx waited for the client, its rate is the client's. */
function clientLimit(result) {
  const idle = result.filter(({ rounds: { nginx } }) => {
    const busy = nginx.map((round) => round.busyPercent + round.othersPercent);
    return median(busy) < busyEnough;
  });
  if (idle.length === 0) return "";
  const reads = idle.map(({ title }) => title).join("; ");
  return (
    `\n\nThe client was the limit of nginx's rate for: ${reads}. ` +
    "There the ratio by CPU is the one to go by."
  );
}

function batchTable({ result: { callsOfBatch, kept, asked } }) {
  const perCall = (rounds, calls) => [
    cell(rounds.map((round) => round.perSecond * calls)),
    cell(rounds.map((round) => round.cpuMicros / calls), 1),
    cell(pick(rounds, "p99Ms"), 2),
    number(othersOf(rounds)),
  ];
  return table([
    ["", "calls/s", "CPU µs a call", "p99 ms of a request", "others %"],
    ["single calls, kept", ...perCall(kept.single, 1)],
    ["batches of 20, kept", ...perCall(kept.batch, callsOfBatch)],
    ["single calls, asked", ...perCall(asked.single, 1)],
    ["batches of 20, asked", ...perCall(asked.batch, callsOfBatch)],
  ]);
}

function writesTable({ result: { many, one, commits, batching } }) {
  const line = (name, rounds, digits) => [
    name,
    cell(pick(rounds, "perSecond")),
    cell(ratios(rounds, commits, "perSecond"), 2),
    cell(pick(rounds, "meanMs"), digits),
    rounds === commits ? "" : cell(pick(rounds, "p99Ms"), 2),
    cell(pick(rounds, "maxMs"), 1),
    cell(pick(rounds, "cpuMicros")),
    number(othersOf(rounds)),
  ];
  const head = [
    "", "a second", "× commits", "mean ms", "p99 ms", "max ms", "CPU µs", "others %",
  ];
  const rates = batching.map((round) => [
    String(round.connections),
    number(round.perSecond),
    number(round.p50Ms, 2),
    number(round.cpuMicros),
    number(othersOf([round])),
  ]);
  return [
    table([
      head,
      line("`userrefund`, 64 connections", many, 1),
      line("`userrefund`, 1 connection", one, 3),
      line("one-row commits of SQLite", commits, 3),
    ]),
    table([["connections", "refunds/s", "p50 ms", "CPU µs", "others %"], ...rates]),
  ].join("\n\n");
}

function growthTable({ result }) {
  const rows = result.map(({ refunds, databaseMegabytes, startMs, memory, rounds }) => [
    number(refunds),
    number(databaseMegabytes),
    cell(pick(rounds, "cpuMicros"), 1),
    cell(pick(rounds, "perSecond")),
    number(memory.ownMegabytes, 1),
    number(memory.mappedMegabytes),
    cell(startMs),
    number(othersOf(rounds)),
  ]);
  const head = [
    "refunds", "database MB", "CPU µs a read, asked", "reads/s", "own memory MB", "mapped MB",
    "start ms", "others %",
  ];
  return table([head, ...rows]);
}

function importTable({ result, store }) {
  const line = (name, rounds) => [
    name,
    number(rounds[0].lines),
    cell(pick(rounds, "perSecond")),
    cell(pick(rounds, "cpuMicros"), 1),
    number(othersOf(rounds)),
  ];
  return table([
    ["orders", "lines", "lines/s", "CPU µs a line", "others %"],
    line("4 lines each, no refunds", result),
    line("1 or 3 lines each, every line with a refund", [store.import]),
  ]);
}

function latencyTable({ result: { alone, besideWrites, quarterBesideWrites, besideCommits } }) {
  const line = (name, rounds, kind) => {
    const of = (figure, digits) => cell(rounds.map((round) => round[kind][figure]), digits);
    return [
      name, of("perSecond"), of("p50Ms", 2), of("p99Ms", 2), of("p999Ms", 2), of("maxMs", 1),
      of("clientLateMs", 1), cell(pick(rounds, "cpuMicros"), 1), cell(pick(rounds, "busyPercent")),
      number(othersOf(rounds)),
    ];
  };
  const commits = pick(besideCommits, "commits");
  const logs = besideWrites.map(({ checkpoints, logMegabytes }) => ({ checkpoints, logMegabytes }));
  return [
    table([
      [
        "", "a second", "p50 ms", "p99 ms", "p99.9 ms", "max ms", "client late ms", "CPU µs",
        "CPU %", "others %",
      ],
      line("reads at half of the peak, alone", alone, "reads"),
      line("reads at half of the peak, beside writes", besideWrites, "reads"),
      line("those writes", besideWrites, "writes"),
      line("reads at a quarter of it, beside writes", quarterBesideWrites, "reads"),
      line("those writes", quarterBesideWrites, "writes"),
      line("reads at half of the peak, beside SQLite's commits", besideCommits, "reads"),
    ]),
    `CPU µs is the mean of all requests, reads and writes. While writes ran beside half of the ` +
      `peak, ${cell(pick(logs, "checkpoints"))} checkpoints in a round emptied a write-ahead log ` +
      `of at most ${cell(pick(logs, "logMegabytes"), 1)} MB. Plain SQLite, in the writes' place, ` +
      `committed ${cell(pick(commits, "perSecond"))} rows a second one after the other, which took ` +
      `${cell(pick(commits, "meanMs"), 2)} ms each and ${cell(pick(commits, "maxMs"), 1)} ms at most.`,
  ].join("\n\n");
}

const titles = {
  reads: ["Reads beside nginx's constant", readsTable],
  batch: ["Batches", batchTable],
  writes: ["Durable writes beside SQLite's commits", writesTable],
  latency: ["Latency", latencyTable],
  growth: ["Growth", growthTable],
  import: ["Import", importTable],
};

function sectionHead({ date, settings, store }) {
  const { rounds, seconds } = settings;
  const when = date.slice(0, 16).replace("T", " ");
  return `${when} UTC; rounds of ${seconds} s: ${rounds}; a store of ` +
    `${number(store.refunds)} refunds (${number(store.megabytes)} MB).`;
}

/** Whether each figure is held, and then all sections that there are. */
export function tables({ machine, sections }) {
  const last = Object.values(sections).at(-1);
  const versions = Object.entries(last.versions).map((pair) => pair.join(" "));
  const parts = [`${machine}; ${versions.join(", ")}.`, heldTable(sections)];
  for (const [name, [title, body]] of Object.entries(titles)) {
    if (!sections[name]) continue;
    parts.push(`### ${title}`, sectionHead(sections[name]), body(sections[name]));
  }
  return parts.join("\n\n");
}
