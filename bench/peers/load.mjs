// The load of ../load.mjs, for servers that may fail: a wrong answer is counted, and does not end
// the run.
import { writeFileSync } from "node:fs";

import { figuresOf, runWrk } from "../load.mjs";

/** One request a line, as ../requests.lua wants it. */
export const requestLine = ({ method = "POST", path, body = "" }) => `${method} ${path} ${body}`;

const asHeaders = (headers) => Object.entries(headers).map((pair) => pair.join(": "));

function figures(ran, marker) {
  const { result } = ran;
  const unseen = result.socket_errors + result.timeouts;
  const succeeded = marker ? result.answers - result.failures : result.requests;
  if (succeeded === 0) throw new Error(`no good answer: ${result.first_failure || "none at all"}`);
  return {
    ...figuresOf(ran, succeeded),
    failed: result.failures + unseen,
    ...(result.first_failure && { firstFailure: result.first_failure.slice(0, 300) }),
  };
}

/** The same requests again and again; a good answer has `marker`, where there is one. */
export function repeated(context, server, { name, requests, headers = {}, marker }) {
  const calls = context.file(`${name}.calls`);
  writeFileSync(calls, requests.map((one) => `${one}\n`).join(""));
  const load = { calls, mode: "loop", marker, headers: asHeaders(headers) };
  return async (how) => figures(await runWrk(context, server, { ...load, ...how }), marker);
}

/** Every request once; `take` gives so many that were not used before. */
export function once(context, server, { name, supply, headers, marker }) {
  const calls = context.file(`${name}.calls`);
  const load = { calls, mode: "once", marker, headers: asHeaders(headers) };
  return async (how) => {
    const waiting = supply.rest();
    writeFileSync(calls, waiting.map((one) => `${one}\n`).join(""));
    const ran = await runWrk(context, server, { ...load, ...how });
    supply.use(ran.result.taken);
    if (ran.result.exhausted !== 0) {
      throw new Error(`${waiting.length} fresh orders did not last for ${how.seconds} s`);
    }
    return figures(ran, marker);
  };
}

/** Things of which each is to be used once. */
export class Supply {
  #things;

  constructor(things) {
    this.#things = things;
  }

  rest() {
    if (this.#things.length === 0) throw new Error("all fresh orders are used up");
    return this.#things;
  }

  use(count) {
    return this.#things.splice(0, count);
  }
}
