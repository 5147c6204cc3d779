// Calls to a server: single ones that are looked at closely, and the load of wrk.
import http from "node:http";
import { join } from "node:path";

import { root } from "./context.mjs";
import * as machine from "./machine.mjs";

/** The answer to one form, with the bytes that it took on the wire. */
export function post(agent, port, form) {
  const headers = {
    "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8",
    "Content-Length": Buffer.byteLength(form),
  };
  const options = { agent, host: "127.0.0.1", port, path: "/router/rest", method: "POST", headers };
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
    request.end(form);
  });
}

/**
 * One run of wrk against a server. With the mode `loop` it sends the calls again and again; with
 * `once` it comes back `exhausted` when they run out. Every answer must have `marker`, if one is
 * given; else all answers must be `answerBytes` long, which a wrong one is not.
 */
export async function wrk(context, server, { calls, mode, marker, answerBytes, ...options }) {
  const { settings } = context;
  const { connections = settings.connections, seconds = settings.seconds } = options;
  const args = [
    "-t1", `-c${connections}`, `-d${seconds}s`, "--timeout", "10s",
    "-s", join(root, "bench/requests.lua"), `http://127.0.0.1:${server.port}/router/rest`,
    "--", calls, "1", mode, ...(marker ? [marker] : []),
  ];
  const meter = new machine.Meter(settings.serverCpu, server.pids);
  const limits = { cpu: settings.clientCpu, timeoutSeconds: seconds + 60 };
  const out = await machine.run("wrk", args, limits);
  const used = meter.read();
  const result = JSON.parse(out.match(/^RESULT (.*)$/m)[1]);
  // The round was cut short: it counts for nothing but the lines that it used.
  if (result.exhausted !== 0) {
    return { exhausted: true, taken: result.taken, succeeded: result.answers - result.failures };
  }
  requireClean(result, marker);
  if (answerBytes) requireLength(result, answerBytes, connections);

  const runSeconds = result.duration_us / 1e6;
  return {
    requests: result.requests,
    succeeded: result.requests,
    taken: result.taken,
    seconds: runSeconds,
    perSecond: result.requests / runSeconds,
    cpuMicros: (used.cpuSeconds * 1e6) / result.requests,
    busyPercent: (used.cpuSeconds / runSeconds) * 100,
    othersPercent: used.othersPercent,
    p50Ms: result.p50_us / 1000,
    p99Ms: result.p99_us / 1000,
    maxMs: result.max_us / 1000,
  };
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
