// From rounds to words. A figure is the median over the rounds with the smallest and the largest in
// parentheses; a ratio is taken in each round, between neighbours in time, and then its median.

export function summary(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median =
    sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, min: sorted[0], max: sorted.at(-1) };
}

export const median = (values) => summary(values).median;

export function number(value, digits = 0) {
  return value.toLocaleString("en-US", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** With its spread, unless there was one round. */
export function cell(values, digits = 0) {
  const { median: middle, min, max } = summary(values);
  if (values.length === 1) return number(middle, digits);
  return `${number(middle, digits)} (${number(min, digits)}-${number(max, digits)})`;
}

export const pick = (rounds, name) => rounds.map((round) => round[name]);

/** Of two systems that took turns, round by round. */
export function ratios(left, right, name) {
  return left.map((round, i) => round[name] / right[i][name]);
}

/** The most that others took of a processor in any of these rounds, server's and client's. */
export function othersOf(rounds) {
  const all = rounds.flatMap((round) => [round.othersPercent, round.clientOthersPercent ?? 0]);
  return Math.max(...all);
}

/** A Markdown table that can be read as it is, too. */
export function table(rows) {
  const widths = rows[0].map((_, i) => Math.max(3, ...rows.map((one) => one[i].length)));
  const line = (cells) => `| ${cells.map((text, i) => text.padEnd(widths[i])).join(" | ")} |`;
  const rule = `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`;
  return [line(rows[0]), rule, ...rows.slice(1).map(line)].join("\n");
}
