// How many instructions a request takes, beside the committed figures: repeatable where times are
// not, so that a step back shows in the tests. Sockets are not in it, and neither is the kernel.
import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs, promisify } from "node:util";

import { root } from "./context.mjs";

const usage = `usage: node bench/instructions.mjs [options] [scenario …]

  --commit        write the figures of this build to bench/instructions.json
  --program FILE  what to measure (build/release/ebbtide_bench_instructions)
`;

const scenarios = ["read-json", "read-xml", "wdk-20", "epp", "kept-json", "kept-wdk-20", "apply"];
const file = join(root, "bench/instructions.json");

const most = 1.05; // times what is committed
const worthCommitting = 0.95;
const repeatable = 1.005;

/** What two runs differ by is what these requests take: start and end are the same in both. */
const fewer = 40;
const more = 240;

/**
 * C library and OpenSSL choose their code by what the processor can do; here they are told, so that
 * every machine counts the same: SSE2 for the one, SSSE3 for the other.
 */
const withheld = [
  "AVX", "AVX2", "AVX512F", "AVX512VL", "AVX512BW", "BMI1", "BMI2", "LZCNT", "MOVBE", "POPCNT",
  "ERMS", "FSRM", "RTM", "SSSE3", "SSE4_1", "SSE4_2",
  "AVX_Fast_Unaligned_Load", "Fast_Copy_Backward", "Fast_Rep_String", "Fast_Unaligned_Copy",
  "Fast_Unaligned_Load", "Prefer_ERMS", "Prefer_FSRM", "Prefer_No_AVX512_Probing",
  "Prefer_No_VZEROUPPER", "Prefer_PMINUB_for_stringop", "Slow_BSF",
];
const environment = {
  PATH: process.env.PATH,
  TMPDIR: process.env.TMPDIR ?? "/tmp",
  LC_ALL: "C",
  GLIBC_TUNABLES: [
    `glibc.cpu.hwcaps=${withheld.map((name) => `-${name}`).join(",")}`,
    "glibc.cpu.x86_non_temporal_threshold=0xc0000",
  ].join(":"),
  OPENSSL_ia32cap: "0x0000020107808111:0",
};

/** Instructions of a whole run. */
async function collect(program, scenario, count) {
  const args = ["--tool=callgrind", "--callgrind-out-file=/dev/null", program, scenario, count];
  const options = { env: environment, timeout: 300_000 };
  const { stderr } = await promisify(execFile)("valgrind", args.map(String), options);
  const collected = stderr.match(/Collected : (\d+)/);
  if (collected === null) throw new Error(`valgrind counted nothing:\n${stderr}`);
  return Number(collected[1]);
}

async function measure(program, scenario) {
  const [little, much] = await Promise.all(
    [fewer, more].map((count) => collect(program, scenario, count)),
  );
  return Math.round((much - little) / (more - fewer));
}

/** Compares with the committed figure in a line; false when there are too many. */
function compare(scenario, figure, committed) {
  const line = `instructions: ${scenario} ${figure} a request`;
  if (committed === undefined) {
    console.log(`${line}, and no committed figure: node bench/instructions.mjs --commit`);
    return false;
  }
  const ratio = figure / committed;
  const percent = (Math.abs(ratio - 1) * 100).toFixed(1);
  let verdict = "";
  if (ratio > most) verdict = `; more than 5 % is a step back from ${committed}`;
  if (ratio < worthCommitting) {
    verdict = "; commit the better figure: node bench/instructions.mjs --commit";
  }
  console.log(`${line}, ${percent} % ${ratio > 1 ? "more" : "less"} than committed${verdict}`);
  return ratio <= most;
}

async function check(program, names, committed) {
  let good = true;
  for (const name of names) {
    good = compare(name, await measure(program, name), committed[name]) && good;
  }
  return good;
}

/** Measures twice, because a figure that moves by itself would guard nothing. */
async function commit(program, names, committed) {
  const figures = { ...committed };
  for (const name of names) {
    const [first, second] = [await measure(program, name), await measure(program, name)];
    if (Math.max(first, second) > Math.min(first, second) * repeatable) {
      throw new Error(`${name} took ${first}, then ${second}: not repeatable`);
    }
    console.log(`instructions: ${name} ${first} a request, then ${second}`);
    figures[name] = first;
  }
  const ordered = scenarios.filter((name) => name in figures).map((name) => [name, figures[name]]);
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(ordered), undefined, 2)}\n`);
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      commit: { type: "boolean", default: false },
      program: { type: "string", default: join(root, "build/release/ebbtide_bench_instructions") },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return true;
  }
  const unknown = positionals.find((name) => !scenarios.includes(name));
  if (unknown !== undefined) throw new Error(`the scenarios are ${scenarios.join(", ")}`);
  const names = positionals.length > 0 ? positionals : scenarios;
  const committed = JSON.parse(readFileSync(file, "utf8"));
  if (!values.commit) return check(values.program, names, committed);
  await commit(values.program, names, committed);
  return true;
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (problem) {
  process.stderr.write(`instructions: ${problem.message}\n`);
  process.exitCode = 1;
}
