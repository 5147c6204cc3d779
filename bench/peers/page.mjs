// From results to docs/benchmarks/peers.md.
import { number, summary } from "../report.mjs";

const kinds = {
  read: "read",
  create: "create",
  mock: "canned",
  floor: "constant",
  lookup: "lookup",
  commit: "commit",
};
/** A canned or constant answer and a lookup stand in for a read, a commit for a create. */
const comparedTo = { read: "read", mock: "read", floor: "read", lookup: "read" };

/** Three digits that count. */
function short(value) {
  if (value === undefined || !Number.isFinite(value)) return "";
  if (value >= 100) return number(value);
  return number(value, value >= 10 ? 1 : 2);
}

const medianOf = (row, name) => summary(row.rounds.map((round) => round[name])).median;

function table(rows) {
  const widths = rows[0].map((_, i) => Math.max(3, ...rows.map((one) => one[i].length)));
  const line = (cells) => `| ${cells.map((text, i) => text.padEnd(widths[i])).join(" | ")} |`;
  const rule = `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`;
  return [line(rows[0]), rule, ...rows.slice(1).map(line)].join("\n");
}

function rate(row) {
  const { median, min, max } = summary(row.rounds.map((round) => round.perSecond));
  return row.rounds.length > 1 ? `${short(median)} (${short(min)}-${short(max)})` : short(median);
}

/** How many times more Ebbtide does of the like. */
function ratio(row, ours) {
  const like = ours.find((one) => one.kind === (comparedTo[row.kind] ?? "create"));
  if (!like || like.problem || row.rounds.length === 0 || like === row) return "";
  return `${short(medianOf(like, "perSecond") / medianOf(row, "perSecond"))} ×`;
}

function failures(row) {
  const failed = row.rounds.reduce((sum, round) => sum + (round.failed ?? 0), 0);
  return failed === 0 ? "0" : number(failed);
}

function rowCells(system, row, ours) {
  const start = [system.system, system.version, kinds[row.kind], row.what];
  start.push(String(row.connections));
  if (row.problem) return [...start, `failed: ${row.problem}`, ...Array(7).fill("")];
  return [
    ...start,
    rate(row),
    ratio(row, ours),
    short(medianOf(row, "p50Ms")),
    short(medianOf(row, "p99Ms")),
    short(row.alone?.p50Ms),
    short(medianOf(row, "cpuMicros")),
    failures(row),
    system.settings,
  ];
}

function speedTable({ systems }) {
  const head = [
    "system", "version", "kind", "one request", "connections", "requests/s", "Ebbtide does",
    "p50 ms", "p99 ms", "p50 ms of a lone caller", "CPU µs", "failed", "settings",
  ];
  const ours = systems[0].rows;
  const rows = systems.flatMap((system) => {
    const measured = system.rows.map((row) => rowCells(system, row, ours));
    if (!system.problem) return measured;
    const cells = Array(head.length - 2).fill("");
    return [...measured, [system.system, `skipped: ${system.problem}`, ...cells]];
  });
  return table([head, ...rows]);
}

function raceTable({ systems }) {
  const head = [
    "system", "callers of one order", "orders", "requests", "accepted", "refused",
    "wrongly answered", "refunded, in orders", "paid in excess, in orders",
  ];
  const rows = systems.flatMap(({ system, races = [] }) =>
    races.map((race) => [
      system,
      ...[race.k, race.orders, race.requests, race.accepted, race.refused, race.wrong].map(String),
      short(race.stored) || "0",
      race.excess === 0 ? "0" : short(race.excess),
    ]),
  );
  return table([head, ...rows]);
}

export const tables = (results) => `${speedTable(results)}\n\n${raceTable(results)}`;

function noise({ systems }) {
  const rounds = systems.flatMap(({ rows }) => rows.flatMap((row) => row.rounds));
  const most = Math.max(...rounds.map((round) => round.othersPercent));
  return `Other programs took up to ${number(most)} % of the servers' CPU in a round.`;
}

function examples({ systems }) {
  const lines = systems.flatMap(({ system, rows, races = [] }) => [
    ...rows.flatMap((row) => row.rounds.slice(0, 1).map((round) => [row.what, round.firstFailure])),
    ...races.map((race) => [`race of ${race.k}`, race.example]),
  ]
    .filter(([, text]) => text)
    .map(([what, text]) => `- ${system}, ${what}: \`${text.replaceAll("`", "'")}\``));
  return lines.length === 0 ? "" : `\nFirst failed answers:\n\n${lines.join("\n")}\n`;
}

export function page(results) {
  const { rounds, seconds, connections, warmSeconds, refunds } = results.settings;
  return `<!-- Written by \`./dev bench peers\`; the text is in bench/peers/page.mjs. -->

# Beside what you would pick instead

\`./dev bench peers\` installs each of these systems, runs them one after another on this
machine's loopback, and writes this page; the raw numbers are in [peers.json](peers.json).
\`--quick\` shows in a few minutes that everything works, and writes no page.

${results.machine}; ${results.date.slice(0, 10)}. ${rounds} rounds of ${seconds} s at ${connections}
keep-alive connections after a warm-up of ${warmSeconds} s or more; medians, with the smallest
and the largest round in parentheses. ${noise(results)}

${speedTable(results)}

"Ebbtide does" is Ebbtide's requests/s over the system's: above 1 Ebbtide is faster. Reads, canned
and constant answers and lookups are compared with its read, creations and commits with its
creation.
${examples(results)}
## The race

k callers ask at the same moment for all the money of one order, on connections that are open.
Right is one yes, and no to all others. A system that takes long gets fewer orders.

${raceTable(results)}

"Wrongly answered" counts every yes beyond the first, every answer that is neither a yes nor a
refusal with a reason (an internal error, a broken connection), and every refusal of money that
has been refunded all the same. "Refunded" is what the system's own API says afterwards, in prices
of an order: right is as many as there were orders. What is above, order by order, is "paid in
excess".

## What is compared with what

| kind | what it is | compared with Ebbtide's |
|-|-|-|
| read | a signed-in caller reads one order or payment with its three refunds | read |
| create | a signed-in caller refunds an order without one; durable when answered | creation |
| canned | a mock server that knows one of Ebbtide's answers by heart | read |
| constant | a web server that answers every request with the same bytes | read |
| lookup | one row by its key, without HTTP, signature or JSON | read |
| commit | one row written to the same disk, without a server | creation |

Vendure and Medusa are what a team would otherwise take to handle refunds on its own machines.
They are whole commerce suites: catalogue, carts, prices, promotions, an admin interface,
plug-ins, and an API that picks its fields. Ebbtide knows one domain, and orders come to it from
outside. That is where much of the distance comes from, and it says nothing about what else they
do well. A suite does more in a refund, too: events, workflow steps, order transactions. The mocks
and constants are the other end: they check no signature, know no order and store nothing, so they
show what a request costs at the least.

## How it is kept fair

- One at a time. The server and its database share one CPU by \`taskset\`, the load generator has
  another; nothing else of this benchmark runs meanwhile. CPU time is that of server and database.
- One process each, because there is one CPU for it: a cluster of Node.js processes, which users
  of Vendure, Medusa and Prism would have on more CPUs, cannot do more on one. Ebbtide has one I/O
  thread.
- All Node.js systems run with \`NODE_ENV=production\` and log little, and telemetry is off.
  Admin interfaces, search, job workers and mail are not loaded. Medusa's events, cache and locks
  are in memory, which spares it the way to Redis.
- Payments are a handler that says yes at once. With a real payment provider, which answers after
  hundreds of milliseconds, the moment in which rivals can pass the same check is far longer; a
  provider that keeps its own account of a payment, as the big ones do, would then refuse the
  second transfer, and the suite's books would be wrong until somebody looks.
- Load comes from wrk. Medusa's refunds have fewer connections, because with 64 each caller would
  wait longer for its turn than wrk waits for an answer; more connections would not make it
  faster.
- Writes are durable everywhere: fsync on, PostgreSQL as Debian configures it, SQLite with WAL and
  \`synchronous = FULL\`. Vendure's default is the slower rollback journal.
- A refund of the suites is settled at once. One of Ebbtide is an application: its pieces and
  money are held under the guards from then on, so that nobody else can have them, and it is paid
  when the merchant has agreed.
- Orders of Vendure and Medusa are made by their own checkout and workflows, paid, and, for reads,
  refunded in three parts; then their rows are copied. They read from 1,000 orders, Ebbtide from a
  store of ${number(refunds)} refunds.
- Callers of Vendure and Medusa have signed in once and send a token; each call of Ebbtide is
  signed, and the signature is checked.
- Every answer is looked at, but for those of constants; failed ones do not count as requests.
  Latencies at ${connections} connections are those of a queue that is always full, so
  look at the ones of one connection for the time that a lone caller waits.
- Versions are pinned in \`bench/peers/*/package-lock.json\`. What cannot be installed or does not
  start is in the table with the reason.
`;
}
