// The figures that Ebbtide is to hold, beside what was measured. What was not measured has no row.
import { cell, median, number, pick, ratios, summary } from "./report.mjs";

const refundsAtOnce = 10_000; // a second
const commitsRatio = 1.5;
const ownMegabytesMax = 64;
const startMsMax = 200;

const row = (what, target, measured, isHeld) => ({ what, target, measured, isHeld });

/** Both ways count: a question that was asked before, and one that goes to the store. */
const ways = { kept: "kept", asked: "asked of the store" };

function readFigures(reads) {
  return reads.flatMap(({ title, rounds }) =>
    Object.entries(ways).map(([way, words]) => {
      const ratio = ratios(rounds[way], rounds.nginx, "perSecond");
      const isHeld = median(ratio) >= 0.6;
      const target = "≥ 0.6 × nginx's constant (aim 0.8)";
      return row(`read: ${title}, ${words}`, target, `${cell(ratio, 2)} ×`, isHeld);
    }),
  );
}

function batchFigures({ callsOfBatch, ...results }) {
  return Object.entries(ways).map(([way, words]) => {
    const { batch, single } = results[way];
    const ratio = ratios(batch, single, "perSecond").map((one) => one * callsOfBatch);
    return row(`batch of 20 reads, ${words}`, "≥ 3 × the calls/s of single ones",
      `${cell(ratio, 2)} ×`, median(ratio) >= 3);
  });
}

function writeFigures({ many, one, commits }) {
  const rates = pick(many, "perSecond");
  const ratio = ratios(many, commits, "perSecond");
  const wait = ratios(one, commits, "meanMs");
  const isHeld = median(rates) >= refundsAtOnce || median(ratio) >= commitsRatio;
  return [
    row("durable `userrefund`, 64 connections",
      `≥ ${number(refundsAtOnce)}/s, or ≥ ${commitsRatio} × one-row commits`,
      `${cell(rates)}/s, ${cell(ratio, 2)} ×`, isHeld),
    row("its latency at 1 connection", `≤ ${commitsRatio} × a one-row commit`, `${cell(wait, 2)} ×`,
      median(wait) <= commitsRatio),
  ];
}

function growthFigures(sizes) {
  const [first, last] = [sizes[0], sizes.at(-1)];
  const ratio = ratios(last.rounds, first.rounds, "cpuMicros");
  const own = Math.max(...sizes.map(({ memory }) => memory.ownMegabytes));
  const starts = sizes.map(({ startMs }) => median(startMs));
  const sizesInWords = `${number(first.refunds)} to ${number(last.refunds)} refunds`;
  return [
    row(`CPU of a read asked of the store, ${sizesInWords}`, "≤ 1.5 ×", `${cell(ratio, 2)} ×`, median(ratio) <= 1.5),
    row("memory beside the page cache", `< ${ownMegabytesMax} MB`, `${number(own, 1)} MB`,
      own < ownMegabytesMax),
    row("start until ready", `< ${startMsMax} ms`, `${number(Math.max(...starts))} ms`,
      Math.max(...starts) < startMsMax),
  ];
}

function importFigure(rounds) {
  const rates = pick(rounds, "perSecond");
  return [row("import on two cores", "≥ 50,000 order lines/s", `${cell(rates)}/s`,
    median(rates) >= 50_000)];
}

/** The longest of all rounds counts, not the median: no request may take longer. */
function latencyFigures({ alone, besideWrites, besideCommits }) {
  const p99 = alone.map(({ reads }) => reads.p99Ms);
  const longest = (rounds, name) => summary(rounds.map((round) => round[name].maxMs)).max;
  const read = longest(besideWrites, "reads");
  const write = longest(besideWrites, "writes");
  const commit = longest(besideCommits, "commits");
  return [
    row("p99 of reads at half of the peak rate", "< 5 ms", `${cell(p99, 2)} ms`, median(p99) < 5),
    row("longest read beside writes at full speed, checkpoints included", "≤ 50 ms",
      `${number(read, 1)} ms`, read <= 50),
    row("longest write beside reads at full speed, checkpoints included", "≤ 50 ms",
      `${number(write, 1)} ms; plain SQLite's ${number(commit, 1)} ms`, write <= 50),
  ];
}

const figuresOf = {
  reads: readFigures,
  batch: batchFigures,
  writes: writeFigures,
  growth: growthFigures,
  import: importFigure,
  latency: latencyFigures,
};

export function figures(sections) {
  return Object.entries(figuresOf).flatMap(([name, of]) =>
    sections[name] ? of(sections[name].result) : [],
  );
}
