// The plots of docs/benchmarks/, each from its section of the results.
import { Svg, axes, colors, linear, logarithmic, powers, roundTicks, short } from "./plot.mjs";
import { median, number, pick, ratios } from "./report.mjs";

const width = 760;
const medianOf = (rounds, name) => median(pick(rounds, name));

/** Three bars for each read, as long as the rates; the figure behind ours is the ratio. */
export function throughput({ result }) {
  const rowHeight = 76;
  const top = 76;
  const svg = new Svg(
    width, top + result.length * rowHeight + 26, "Signed reads beside nginx's constant",
    "requests a second on one CPU; nginx answers with as many bytes, and checks and reads nothing",
  );
  const ways = [["kept", colors.ebbtide], ["asked", colors.second]];
  svg.legend(16, 64, [
    ["Ebbtide, answers kept", colors.ebbtide], ["asked of the store", colors.second],
    ["nginx", colors.other],
  ]);
  const rates = result.flatMap(({ rounds }) =>
    Object.values(rounds).map((one) => medianOf(one, "perSecond")),
  );
  const x = linear([0, Math.max(...rates)], [0, width - 220]);
  result.forEach(({ title, rounds: { nginx, ...ours } }, i) => {
    const y = top + 12 + i * rowHeight;
    const theirs = medianOf(nginx, "perSecond");
    const least = x(0.6 * theirs);
    svg.text(16, y, title.replaceAll("`", ""));
    ways.forEach(([way, color], j) => {
      const barTop = y + 6 + j * 17;
      const rate = medianOf(ours[way], "perSecond");
      const ratio = median(ratios(ours[way], nginx, "perSecond"));
      svg.rect(16, barTop, x(rate), 14, color);
      const words = `${number(rate)} · ${number(ratio, 2)} ×`;
      svg.text(24 + Math.max(x(rate), least), barTop + 12, words, { bold: true });
    });
    svg.rect(16, y + 40, x(theirs), 10, colors.other);
    svg.text(24 + x(theirs), y + 49, number(theirs), { size: 11, color: colors.faint });
    // Where a bar would end that just holds the figure.
    svg.line(16 + least, y + 3, 16 + least, y + 39, { color: colors.target });
  });
  svg.text(16, svg.height - 12, "red: 0.6 × nginx, the figure to hold", { color: colors.target });
  return svg.toString();
}

/** The round whose p99 is the median one. */
function middleRound(rounds, kind) {
  const sorted = [...rounds].sort((a, b) => a[kind].p99Ms - b[kind].p99Ms);
  return sorted[sorted.length >> 1][kind];
}

/** Latency by percentile; each step to the right is a tenth of the requests before it. */
export function latency({ result: { alone, besideWrites } }) {
  const svg = new Svg(
    width, 380, "Latency of a request",
    "reads at half of the peak rate, counted from when each was due; 64 connections each",
  );
  const curves = [
    ["reads alone", colors.ebbtide, middleRound(alone, "reads")],
    ["reads beside writes", colors.second, middleRound(besideWrites, "reads")],
    ["those writes", colors.third, middleRound(besideWrites, "writes")],
  ];
  svg.legend(16, 64, curves.map(([name, color]) => [name, color]));
  const all = curves.flatMap(([, , { distribution }]) => distribution.map(([, ms]) => ms));
  const box = { left: 56, top: 100, right: width - 48, bottom: 325 };
  const yTicks = powers(Math.max(0.01, Math.min(...all)), Math.max(60, ...all));
  const y = logarithmic([yTicks[0], yTicks.at(-1)], [box.bottom, box.top]);
  const x = (share) => linear([0, 5], [box.left, box.right])(-Math.log10(1 - share));
  axes(svg, box, {
    x, y, yTicks, xTicks: [0, 0.5, 0.9, 0.99, 0.999, 0.9999, 0.99999],
    xLabel: (share) => `${Number((share * 100).toPrecision(7))} %`,
    xName: "share of the requests that took no longer", yName: "ms",
  });
  for (const [, color, { distribution }] of curves) {
    svg.curve(distribution.map(([share, ms]) => [x(share), y(ms)]), color, { dots: false });
  }
  svg.line(box.left, y(50), box.right, y(50), { color: colors.target, dashed: true });
  svg.text(box.left + 6, y(50) - 5, "50 ms: no request longer", { color: colors.target, size: 11 });
  svg.line(x(0.99), y(5), x(0.99), box.bottom, { color: colors.target, dashed: true });
  svg.text(x(0.99) + 5, y(5) + 4, "p99 < 5 ms", { color: colors.target, size: 11 });
  return svg.toString();
}

/** CPU, memory and start, each over the number of refunds. */
export function growth({ result }) {
  const svg = new Svg(width, 300, "Growth", "with the number of refunds in the store");
  const refunds = pick(result, "refunds");
  const cpu = result.map(({ rounds }) => medianOf(rounds, "cpuMicros"));
  const panels = [
    ["CPU of a read, µs", cpu, 1.5 * cpu[0]],
    ["memory of its own, MB", result.map(({ memory }) => memory.ownMegabytes), 64],
    ["start until ready, ms", result.map(({ startMs }) => median(startMs)), 200],
  ];
  panels.forEach(([yName, values, target], i) => {
    const left = 52 + i * 244;
    const box = { left, top: 88, right: left + 176, bottom: 240 };
    const most = Math.max(refunds.at(-1), 10 * refunds[0]);
    const x = logarithmic([refunds[0], most], [box.left + 10, box.right - 10]);
    const yTicks = roundTicks(Math.max(target * 1.05, ...values), 4);
    const y = linear([0, yTicks.at(-1)], [box.bottom, box.top]);
    axes(svg, box, { x, y, xTicks: refunds, yTicks, yName, xName: "refunds" });
    svg.line(box.left, y(target), box.right, y(target), { color: colors.target, dashed: true });
    svg.curve(values.map((value, j) => [x(refunds[j]), y(value)]), colors.ebbtide);
    const last = values.at(-1);
    svg.text(x(refunds.at(-1)), y(last) - 8, short(last), { anchor: "end", bold: true });
  });
  svg.text(16, svg.height - 10, "red: the figures to hold", { color: colors.target });
  return svg.toString();
}

/** How the rate of refunds grows with the callers that share a commit. */
export function batching({ result: { batching: rounds, commits } }) {
  const svg = new Svg(
    width, 360, "Durable refunds: callers share commits",
    "refunds a second, each on disk before its answer",
  );
  const single = medianOf(commits, "perSecond");
  const connections = pick(rounds, "connections");
  const rates = pick(rounds, "perSecond");
  const box = { left: 64, top: 84, right: width - 170, bottom: 305 };
  const x = logarithmic([connections[0], connections.at(-1)], [box.left + 12, box.right - 12]);
  const yTicks = roundTicks(Math.max(10_500, 1.5 * single, ...rates), 5);
  const y = linear([0, yTicks.at(-1)], [box.bottom, box.top]);
  axes(svg, box, { x, y, xTicks: connections, yTicks, xName: "connections", yName: "a second" });
  const references = [
    [single, "one-row commits of SQLite", colors.faint],
    [Math.min(10_000, 1.5 * single), "figure to hold at 64", colors.target],
  ].sort(([a], [b]) => a - b);
  references.forEach(([value, name, color], i) => {
    svg.line(box.left, y(value), box.right, y(value), { color, dashed: true });
    // The lower one's name below its line, the other's above, so that they never meet.
    svg.text(box.right + 4, y(value) + (i === 0 ? 11 : -2), name, { color, size: 11 });
  });
  svg.curve(rates.map((rate, i) => [x(connections[i]), y(rate)]), colors.ebbtide);
  const last = rates.at(-1);
  svg.text(x(connections.at(-1)), y(last) - 9, number(last), { anchor: "end", bold: true });
  return svg.toString();
}
