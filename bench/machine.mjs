// Processes, processors and ports of the machine that the benchmark runs on.
import { execFileSync, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, readdirSync, statSync } from "node:fs";
import http from "node:http";
import net from "node:net";
import os from "node:os";

const clockTicks = Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));
const running = new Set();

/** Each child leads a process group of its own, so that its workers end with it. */
function killGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch (problem) {
    if (problem.code !== "ESRCH") throw problem;
  }
}

/** Ends all children at once; fit for an exit handler. */
export function killAll() {
  for (const child of running) killGroup(child, "SIGKILL");
}

/** Starts a program on one processor (any, where `cpu` is undefined). It ends when we do. */
export function start(program, args, { cpu, env, cwd, output = "pipe" } = {}) {
  const pinned = cpu === undefined ? [] : ["taskset", "-c", String(cpu)];
  const child = spawn("setpriv", ["--pdeathsig", "TERM", ...pinned, program, ...args], {
    cwd,
    detached: true,
    env: { ...process.env, ...env },
    stdio: ["ignore", output, output],
  });
  child.title = program.split("/").pop();
  child.ended = new Promise((resolve) => {
    child.once("error", (problem) => resolve(problem.message));
    child.once("close", (code, signal) => {
      running.delete(child);
      resolve(code ?? signal);
    });
  });
  if (child.pid !== undefined) running.add(child);
  return child;
}

/** Runs a program to its end and gives its standard output; throws when it fails or is late. */
export async function run(program, args, { timeoutSeconds = 600, ...options } = {}) {
  const child = start(program, args, options);
  let out = "";
  let err = "";
  child.stdout.on("data", (text) => (out += text));
  child.stderr.on("data", (text) => (err += text));
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    killGroup(child, "SIGKILL");
  }, timeoutSeconds * 1000);
  const end = await child.ended;
  clearTimeout(timer);
  if (late) throw new Error(`${child.title} did not end within ${timeoutSeconds} s`);
  if (end !== 0) throw new Error(`${child.title} failed (${end}): ${(err || out).trim()}`);
  return out;
}

/** A server that answers at `path`. Throws with the end of its log when it does not come up. */
export async function startServer(
  program, args, { port, path, log, waitSeconds = 15, ...options },
) {
  const file = openSync(log, "a");
  const begin = process.hrtime.bigint();
  const child = start(program, args, { ...options, output: file });
  closeSync(file);
  let end;
  child.ended.then((how) => (end = how));
  const seconds = () => Number(process.hrtime.bigint() - begin) / 1e9;
  while (!(await answers(port, path))) {
    if (end !== undefined || seconds() > waitSeconds) {
      const why = end !== undefined ? `ended (${end})` : `did not answer within ${waitSeconds} s`;
      const words = readFileSync(log, "utf8").trim().split("\n").slice(-10).join("\n");
      killGroup(child, "SIGKILL");
      throw new Error(`${child.title} ${why} at 127.0.0.1:${port}${path}\n${words}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return { child, port, startMs: seconds() * 1000, pids: [child.pid] };
}

export async function stopServer(server) {
  const timer = setTimeout(() => killGroup(server.child, "SIGKILL"), 15_000);
  killGroup(server.child, "SIGTERM");
  await server.child.ended;
  clearTimeout(timer);
}

function answers(port, path) {
  return new Promise((resolve) => {
    http
      .get({ host: "127.0.0.1", port, path, agent: false, timeout: 1000 }, (answer) => {
        answer.resume();
        answer.once("end", () => resolve(answer.statusCode === 200));
      })
      .once("timeout", function () {
        this.destroy();
      })
      .once("error", () => resolve(false));
  });
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** The processes with all that they have started. Those that end meanwhile are left out. */
function treeOf(pids) {
  const found = [...pids];
  for (const pid of found) {
    // Each thread has the children that it started itself.
    for (const thread of listOf(`/proc/${pid}/task`)) {
      found.push(...wordsOf(`/proc/${pid}/task/${thread}/children`).map(Number));
    }
  }
  return found;
}

const listOf = (folder) => unlessGone(() => readdirSync(folder)) ?? [];
const wordsOf = (file) =>
  (unlessGone(() => readFileSync(file, "utf8")) ?? "").split(" ").filter(Boolean);

function unlessGone(read) {
  try {
    return read();
  } catch (problem) {
    if (problem.code !== "ENOENT" && problem.code !== "ESRCH") throw problem;
    return undefined;
  }
}

/** Processor seconds, user and system, that processes and their children have used so far. */
function cpuSecondsOf(pids) {
  let ticks = 0;
  for (const pid of treeOf(pids)) {
    const stat = unlessGone(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
    if (stat === undefined) continue;
    // The program's name, in parentheses, may hold spaces. The last two are of ended children.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    ticks += fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  }
  return ticks / clockTicks;
}

/** Processor seconds of those of our children that have ended. */
function endedChildrenSeconds() {
  const stat = readFileSync("/proc/self/stat", "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[13]) + Number(fields[14])) / clockTicks;
}

/** Seconds that a processor was busy so far, with what the hypervisor took away. */
function busySecondsOf(cpu) {
  const line = readFileSync("/proc/stat", "utf8").match(new RegExp(`^cpu${cpu} (.*)$`, "m"))[1];
  const [user, nice, system, , , irq, softirq, steal] = line.split(" ").map(Number);
  return (user + nice + system + irq + softirq + steal) / clockTicks;
}

/** What processes use of a processor from here on, and what others take of it. */
export class Meter {
  constructor(cpu, pids) {
    this.cpu = cpu;
    this.pids = pids;
    this.begin = process.hrtime.bigint();
    this.cpuBefore = cpuSecondsOf(pids);
    this.busyBefore = busySecondsOf(cpu);
  }

  read(cpuSeconds = cpuSecondsOf(this.pids) - this.cpuBefore) {
    const seconds = Number(process.hrtime.bigint() - this.begin) / 1e9;
    const others = busySecondsOf(this.cpu) - this.busyBefore - cpuSeconds;
    return { cpuSeconds, othersPercent: (Math.max(0, others) / seconds) * 100 };
  }
}

/** The same of programs that `run` runs to their end, on several processors. */
export class ChildMeter {
  #cpus;
  #begin = process.hrtime.bigint();
  #cpuBefore = endedChildrenSeconds();
  #busyBefore;

  constructor(cpus) {
    this.#cpus = cpus;
    this.#busyBefore = this.#busySeconds();
  }

  read() {
    const seconds = Number(process.hrtime.bigint() - this.#begin) / 1e9;
    const cpuSeconds = endedChildrenSeconds() - this.#cpuBefore;
    const others = Math.max(0, this.#busySeconds() - this.#busyBefore - cpuSeconds);
    return { seconds, cpuSeconds, othersPercent: (others / seconds / this.#cpus.length) * 100 };
  }

  #busySeconds() {
    return this.#cpus.reduce((sum, cpu) => sum + busySecondsOf(cpu), 0);
  }
}

/** What a process holds in memory: its own, and what it shares with the page cache. */
export function memoryOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const kilobytes = (name) => Number(status.match(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m"))[1]);
  const megabytes = (name) => kilobytes(name) / 1024;
  return {
    totalMegabytes: megabytes("VmRSS"),
    ownMegabytes: megabytes("RssAnon"),
    mappedMegabytes: megabytes("RssFile") + megabytes("RssShmem"),
  };
}

/** Two processors that we may use: one for the servers, one for the client. */
export function twoProcessors() {
  const status = readFileSync("/proc/self/status", "utf8");
  const ranges = status.match(/^Cpus_allowed_list:\s+(.*)$/m)[1].split(",");
  const allowed = ranges.flatMap((range) => {
    const [first, last = first] = range.split("-").map(Number);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
  if (allowed.length < 2) throw new Error("the benchmark needs two processors");
  return { server: allowed[0], client: allowed[1] };
}

export function describe() {
  const cpus = os.cpus();
  const memory = Math.round(os.totalmem() / 2 ** 30);
  return `${cpus[0].model.trim()}, ${cpus.length} CPUs, ${memory} GiB, Linux ${os.release()}`;
}

/** From what a program prints when asked; wrk does so on its way to failing. */
export async function versionOf(program, word, pattern) {
  const text = await run("sh", ["-c", '"$0" "$1" 2>&1; true', program, word]);
  const found = text.match(pattern);
  if (!found) throw new Error(`${program} cannot be run: ${text.trim()}`);
  return found[1];
}

export function megabytesOf(file) {
  return statSync(file).size / 1e6;
}
