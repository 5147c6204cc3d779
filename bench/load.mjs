// Calls to a server: single ones that are looked at closely, and the load of wrk.
import http from "node:http";
import { join } from "node:path";

import { root } from "./context.mjs";
import * as machine from "./machine.mjs";

/** A line of a call file, as requests.lua reads it. */
function partsOf(line) {
  const [, path = "/router/rest", body = line] = line.match(/^POST (\/\S*) (.*)$/) ?? [];
  return { path, body };
}

/** The answer to one call, with the bytes that it took on the wire. */
export function post(agent, port, line, more = {}) {
  const { path, body } = partsOf(line);
  const headers = {
    "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8",
    "Content-Length": Buffer.byteLength(body),
    ...more,
  };
  const options = { agent, host: "127.0.0.1", port, path, method: "POST", headers };
  return new Promise((resolve, reject) => {
    const request = http.request(options, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (part) => (text += part));
      answer.once("end", () => {
        // Name, colon, space, value and line end each.
        const head = answer.rawHeaders.reduce((bytes, word) => bytes + word.length + 2, 0);
        const bytes = "HTTP/1.1 200 OK\r\n\r\n".length + head + Buffer.byteLength(text);
        const contentType = answer.headers["content-type"];
        resolve({ status: answer.statusCode, text, contentType, bytes });
      });
    });
    request.once("error", reject);
    request.end(body);
  });
}

/** Runs a client on its processor: what it printed, and what it and the server used meanwhile. */
async function runClient({ settings }, server, seconds, program, args) {
  const meter = new machine.Meter(settings.serverCpu, server.pids);
  const clientMeter = new machine.ChildMeter([settings.clientCpu]);
  const limits = { cpu: settings.clientCpu, timeoutSeconds: seconds + 60 };
  const out = await machine.run(program, args, limits);
  const client = clientMeter.read();
  const used = {
    ...meter.read(),
    clientBusyPercent: (client.cpuSeconds / client.seconds) * 100,
    clientOthersPercent: client.othersPercent,
  };
  return { out, used };
}

/** What so many answers took of the processors. */
export function usageOf({ cpuSeconds, ...percents }, answers, seconds) {
  return {
    cpuMicros: (cpuSeconds * 1e6) / answers,
    busyPercent: (cpuSeconds / seconds) * 100,
    ...percents,
  };
}

/** One run of wrk against a server: what it counted, and what the server used meanwhile. */
export async function runWrk(context, server, { calls, mode, marker, headers = [], ...options }) {
  const { settings } = context;
  const { connections = settings.connections, seconds = settings.seconds } = options;
  const args = [
    "-t1", `-c${connections}`, `-d${seconds}s`, "--timeout", "10s",
    ...headers.flatMap((header) => ["-H", header]),
    "-s", join(root, "bench/requests.lua"), `http://127.0.0.1:${server.port}/router/rest`,
    "--", calls, "1", mode, ...(marker ? [marker] : []),
  ];
  const { out, used } = await runClient(context, server, seconds, "wrk", args);
  return { result: JSON.parse(out.match(/^RESULT (.*)$/m)[1]), used };
}

/** The figures of such a run; what was not `succeeded` does not count. */
export function figuresOf({ result, used }, succeeded) {
  const seconds = result.duration_us / 1e6;
  return {
    requests: result.requests,
    succeeded,
    taken: result.taken,
    seconds,
    perSecond: succeeded / seconds,
    ...usageOf(used, succeeded, seconds),
    meanMs: result.mean_us / 1000,
    p50Ms: result.p50_us / 1000,
    p99Ms: result.p99_us / 1000,
    maxMs: result.max_us / 1000,
  };
}

/**
 * One run of wrk against a server. With the mode `loop` it sends the calls again and again; with
 * `once` it comes back `exhausted` when they run out. Every answer must have `marker`, if one is
 * given; else all answers must be `answerBytes` long, which a wrong one is not.
 */
export async function wrk(context, server, { marker, answerBytes, ...options }) {
  const ran = await runWrk(context, server, { marker, ...options });
  const { result } = ran;
  // The round was cut short: it counts for nothing but the lines that it used.
  if (result.exhausted !== 0) {
    return { exhausted: true, taken: result.taken, succeeded: result.answers - result.failures };
  }
  requireClean(result, marker);
  const { connections = context.settings.connections } = options;
  if (answerBytes) requireLength(result, answerBytes, connections);
  return figuresOf(ran, result.requests);
}

function requireClean(result, marker) {
  if (result.requests === 0) throw new Error("no request was answered");
  if (result.socket_errors + result.timeouts !== 0) {
    throw new Error(`${result.socket_errors} socket errors, ${result.timeouts} timeouts`);
  }
  const unseen = marker ? result.requests - result.answers : 0;
  if (result.failures !== 0 || unseen > 0) {
    const example = result.first_failure;
    throw new Error(`${result.failures} calls failed, ${unseen} were not looked at: ${example}`);
  }
}

/** Answers that were cut off when wrk stopped may be missing. */
function requireLength(result, answerBytes, connections) {
  const difference = Math.abs(result.bytes - result.requests * answerBytes);
  if (difference > connections * answerBytes) {
    const { requests, bytes } = result;
    throw new Error(`${requests} answers took ${bytes} bytes, not ${answerBytes} each`);
  }
}

/** A run of several groups at once, as open_loop.cpp has them; one without a rate is a closed loop. */
export async function openLoop(context, server, seconds, groups) {
  const words = groups.flatMap(({ calls, connections, rate = 0, mode, marker }) => [
    calls, connections, rate, mode, marker,
  ]);
  const args = [server.port, seconds, ...words].map(String);
  const program = context.program("ebbtide_bench_load");
  const { out, used } = await runClient(context, server, seconds, program, args);
  const results = JSON.parse(out);
  for (const { failures, firstFailure } of results) {
    if (failures !== 0) throw new Error(`${failures} calls failed: ${firstFailure}`);
  }
  return { results, used };
}

const at = (result, share) => result.distribution.find(([one]) => one === share)[1];

/** What callers of one group saw. */
export function latenciesOf(result, seconds) {
  return {
    requests: result.requests,
    perSecond: result.requests / seconds,
    meanMs: result.meanMs,
    p50Ms: at(result, 0.5),
    p99Ms: at(result, 0.99),
    p999Ms: at(result, 0.999),
    maxMs: result.maxMs,
    clientLateMs: result.lateMs,
    distribution: result.distribution,
  };
}
