// Signed reads beside nginx answering the same requests with a constant of the same size.
import { readFileSync } from "node:fs";
import http from "node:http";

import { say } from "./context.mjs";
import { post, wrk } from "./load.mjs";
import * as machine from "./machine.mjs";

const callsMax = 10_000;
const marker = '"refund_id":';
const rowsOfAnswer = 3;

function requireRows(form, answer) {
  const order = Number(new URLSearchParams(form).get("query_param").match(/\d+/)[0]);
  const result = JSON.parse(answer.text).refund_status_get_response?.result_package.result_list;
  const rows = result?.query_refund_status_response ?? [];
  const right = rows.length === rowsOfAnswer && rows.every((row) => row.tid === order);
  if (!right) throw new Error(`wrong answer for order ${order}: ${answer.text}`);
}

/** Makes every call once and looks at its answer. They are all equally long; gives one of them. */
async function checkEveryAnswer(port, forms) {
  const agent = new http.Agent({ keepAlive: true });
  const waiting = [...forms];
  let sample;
  const worker = async () => {
    for (let form = waiting.pop(); form; form = waiting.pop()) {
      const answer = await post(agent, port, form);
      requireRows(form, answer);
      sample ??= answer;
      if (answer.bytes !== sample.bytes) throw new Error("answers differ in length");
    }
  };
  await Promise.all(Array.from({ length: 16 }, worker));
  agent.destroy();
  return sample;
}

async function timeStarts(context, count) {
  const startMs = [];
  for (let i = 0; i < count; ++i) {
    const server = await context.serveEbbtide();
    startMs.push(server.startMs);
    await machine.stopServer(server);
  }
  return startMs;
}

export async function measureReads(context, caller) {
  const { rounds, seconds, refunds } = context.settings;
  const startMs = await timeStarts(context, rounds);
  const calls = context.file("read.calls");
  const callCount = Math.min(callsMax, Math.floor(refunds / 4));
  await context.prepare(
    "read-calls", "--refunds", refunds, "--count", callCount, ...caller, calls,
  );
  const forms = readFileSync(calls, "utf8").trim().split("\n");

  say(`reads: checking the answers to ${callCount} calls`);
  const ebbtide = await context.serveEbbtide();
  const sample = await checkEveryAnswer(ebbtide.port, forms);
  const nginx = await context.serveNginx(sample.text, sample.contentType);
  const constant = await post(undefined, nginx.port, forms[0]);
  if (constant.text !== sample.text || constant.contentType !== sample.contentType) {
    throw new Error("nginx does not give the same answer");
  }
  const systems = [
    { name: "ebbtide", server: ebbtide, answerBytes: sample.bytes },
    { name: "nginx", server: nginx, answerBytes: constant.bytes },
  ];

  const load = { calls, mode: "loop" };
  for (const { server } of systems) {
    await wrk(context, server, { ...load, marker, seconds: Math.min(2, seconds) });
  }
  const results = { ebbtide: [], nginx: [] };
  for (let round = 1; round <= rounds; ++round) {
    say(`reads: round ${round} of ${rounds}`);
    for (const { name, server, answerBytes } of systems) {
      results[name].push(await wrk(context, server, { ...load, answerBytes }));
    }
  }
  await wrk(context, ebbtide, { ...load, marker, seconds: 1 });
  const residentMegabytes = machine.residentMegabytes(ebbtide.child.pid);
  await Promise.all([machine.stopServer(ebbtide), machine.stopServer(nginx)]);
  const answerBytes = Buffer.byteLength(sample.text);
  return { rounds: results, startMs, residentMegabytes, callCount, answerBytes };
}
