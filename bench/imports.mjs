// `ebbtide import` of orders that nothing has been refunded of, into an empty store, on all of two
// processors.
import { rmSync } from "node:fs";

import { say } from "./context.mjs";

export async function measureImport(context) {
  const { rounds, importLines } = context.settings;
  const results = [];
  for (let round = 1; round <= Math.min(rounds, 3); ++round) {
    say(`import: round ${round}`);
    const own = context.withData(`data-import-${round}`);
    results.push(await own.importOrders("fresh-orders", "--first", 0, "--lines", importLines));
    rmSync(own.data, { recursive: true });
  }
  return results.map(importFigures);
}

/** Of what `Context.importOrders` gives. */
export function importFigures({ lines_new: lines, orders_new: orders, ...used }) {
  return {
    lines,
    orders,
    seconds: used.seconds,
    perSecond: lines / used.seconds,
    cpuMicros: (used.cpuSeconds * 1e6) / lines,
    othersPercent: used.othersPercent,
  };
}
