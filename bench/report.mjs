// From rounds to the text that is printed. A figure is the median over the rounds with the smallest
// and the largest in parentheses; a ratio is taken in each round, and then its median.

export function summary(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median =
    sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, min: sorted[0], max: sorted.at(-1) };
}

function number(value, digits) {
  return value.toLocaleString("en-US", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

function cell(values, digits) {
  if (!values) return "";
  const { median, min, max } = summary(values);
  return `${number(median, digits)} (${number(min, digits)}-${number(max, digits)})`;
}

/** A row of two systems; `of` picks the figure from a round of one of them. */
function row(name, digits, left, right, of, wantsRatio = true) {
  const a = left.map(of);
  const b = right?.map(of);
  const ratio = wantsRatio && b ? a.map((value, i) => value / b[i]) : undefined;
  return [name, cell(a, digits), cell(b, digits), cell(ratio, 2)];
}

function table(rows) {
  const widths = rows[0].map((_, i) => Math.max(...rows.map((one) => one[i].length)));
  return rows
    .map((one) => one.map((text, i) => text.padEnd(widths[i])).join("  ").trimEnd())
    .join("\n");
}

const perSecond = (round) => round.perSecond;
const cpuMicros = (round) => round.cpuMicros;
const perCpuSecond = (round) => 1e6 / round.cpuMicros;
const busyPercent = (round) => round.busyPercent;
const othersPercent = (round) => round.othersPercent;
const p50 = (round) => round.p50Ms;
const p99 = (round) => round.p99Ms;

function readTable({ ebbtide, nginx }) {
  return table([
    ["", "ebbtide", "nginx constant", "ebbtide / nginx"],
    row("requests/s", 0, ebbtide, nginx, perSecond),
    row("CPU µs/request", 1, ebbtide, nginx, cpuMicros),
    row("requests/CPU second", 0, ebbtide, nginx, perCpuSecond),
    row("latency p50 ms", 2, ebbtide, nginx, p50, false),
    row("latency p99 ms", 2, ebbtide, nginx, p99, false),
    row("% of the CPU used", 0, ebbtide, nginx, busyPercent, false),
    row("% of it used by others", 0, ebbtide, nginx, othersPercent, false),
  ]);
}

function writeTable({ many, one, commits }) {
  return table([
    ["", "64 connections", "SQLite commits", "ebbtide / SQLite"],
    row("refunds/s, commits/s", 0, many, commits, perSecond),
    row("CPU µs each", 0, many, commits, cpuMicros, false),
    row("latency p50 ms", 2, many, undefined, p50),
    row("latency p99 ms", 2, many, undefined, p99),
    row("% of the CPU used", 0, many, commits, busyPercent, false),
    row("% of it used by others", 0, many, commits, othersPercent, false),
    ["", "1 connection", "", ""],
    row("refunds/s, commits/s", 0, one, commits, perSecond),
    row("latency p50 ms", 2, one, undefined, p50),
    row("latency p99 ms", 2, one, undefined, p99),
  ]);
}

const othersToMention = 5;
const busyEnough = 95;

function remarks({ reads, writes }) {
  const lines = [];
  const rounds = [reads.ebbtide, reads.nginx, writes.many, writes.commits, writes.one].flat();
  const others = Math.max(...rounds.map(othersPercent));
  if (others > othersToMention) {
    lines.push(`Noisy: others took up to ${number(others, 0)} % of the servers' CPU in a round.`);
  }
  const busy = summary(reads.nginx.map((round) => round.busyPercent + round.othersPercent)).median;
  if (busy < busyEnough) {
    lines.push(
      `The CPU idled beside nginx (${number(busy, 0)} % used): wrk was the limit, and ` +
        "nginx can do more requests/s; its CPU per request does not suffer from that.",
    );
  }
  return lines;
}

function describeSettings(settings) {
  const { rounds, seconds, connections, toleranceMs } = settings;
  return [
    `${rounds} rounds of ${seconds} s of each, ${connections} connections, keep-alive`,
    "1 I/O thread, 1 nginx worker",
    `signatures good for ${toleranceMs / 1000} s (600 is the default)`,
  ].join("; ");
}

function describeData(data) {
  return [
    `${number(data.refunds, 0)} refunds in ${number(data.orders, 0)} orders`,
    `${number(data.megabytes, 0)} MB, imported in ${number(data.importSeconds, 1)} s`,
    `${number(data.calls, 0)} different calls, answers of ${data.answerBytes} bytes`,
  ].join("; ");
}

export function format(results) {
  const { settings, reads, writes } = results;
  const cpus = `servers on CPU ${settings.serverCpu}, client on CPU ${settings.clientCpu}`;
  const versions = Object.entries(results.versions).map((pair) => pair.join(" "));
  return [
    `Ebbtide benchmark, ${results.date}`,
    "",
    `machine   ${results.machine}; ${cpus}`,
    `versions  ${versions.join(", ")}`,
    `settings  ${describeSettings(settings)}`,
    `data      ${describeData(results.data)}`,
    `memory    ${number(results.residentMegabytes, 1)} MB resident (VmRSS) after the reads`,
    `start     ${cell(results.startMs, 0)} ms from exec to the first good answer of /readyz`,
    "",
    "Signed taobao.refund.status.get (hmac-sha256, JSON) beside a constant of the same size",
    readTable(reads),
    "",
    "Durable alibaba.wdk.channel.order.userrefund beside one-row SQLite commits",
    writeTable(writes),
    "",
    "Figures are the median (min-max) of the rounds; ratios are taken within each round.",
    ...remarks(results),
  ].join("\n");
}
