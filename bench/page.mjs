// Writes what was measured: the raw numbers, the plots, and the tables in the page, whose text is
// kept by hand.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { root } from "./context.mjs";
import { batching, growth, latency, throughput } from "./plots.mjs";
import { tables } from "./tables.mjs";

const begin = "<!-- `./dev bench` writes from here -->";
const end = "<!-- to here -->";

const plots = {
  "throughput.svg": ["reads", throughput],
  "latency.svg": ["latency", latency],
  "growth.svg": ["growth", growth],
  "writes.svg": ["writes", batching],
};

/** Sections that were measured before on the same machine stay until they are measured anew. */
function withEarlier(results, file) {
  if (!existsSync(file)) return results;
  const earlier = JSON.parse(readFileSync(file, "utf8"));
  if (earlier.machine !== results.machine) return results;
  return { ...results, sections: { ...earlier.sections, ...results.sections } };
}

function fillIn(page, text) {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error("the page has no place for the tables");
  return `${page.slice(0, from + begin.length)}\n\n${text}\n\n${page.slice(to)}`;
}

/** Gives the tables as text. */
export function publish(measured, output) {
  mkdirSync(output, { recursive: true });
  const raw = join(output, "results.json");
  const results = withEarlier(measured, raw);
  writeFileSync(raw, `${JSON.stringify(results, undefined, 1)}\n`);
  for (const [file, [name, draw]] of Object.entries(plots)) {
    const section = results.sections[name];
    if (section) writeFileSync(join(output, file), draw(section));
  }
  const text = tables(results);
  const page = readFileSync(join(root, "docs/benchmarks/README.md"), "utf8");
  writeFileSync(join(output, "README.md"), fillIn(page, text));
  return text;
}
