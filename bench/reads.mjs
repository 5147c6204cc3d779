// Signed reads beside nginx answering the same requests with a constant of the same size, and a
// batch of them beside single ones.
import { readFileSync } from "node:fs";

import { batchOfReads, checkEveryAnswer, readNamed, reads } from "./answers.mjs";
import { say } from "./context.mjs";
import { post, wrk } from "./load.mjs";
import * as machine from "./machine.mjs";

export { checkEveryAnswer };

const warmSeconds = 1;

/** Writes the calls of a read, looks at every answer once, and gives what `wrk` wants for them. */
export async function prepareRead(context, server, read, callers) {
  const file = context.file(`${read.name}.calls`);
  const { refunds } = context.settings;
  const count = Math.min(read.calls, context.settings.callsMax);
  await context.prepare(
    "read-calls", "--refunds", refunds, "--count", count, "--kind", read.kind,
    "--format", read.format ?? "json", ...callers[read.caller ?? "reader"], file,
  );
  const lines = readFileSync(file, "utf8").trim().split("\n");
  const sample = await checkEveryAnswer(server.port, lines, read);
  const headers = Object.entries(read.headers ?? {}).map((pair) => pair.join(": "));
  return { calls: file, headers, mode: "loop", marker: read.marker, line: lines[0], sample, count };
}

/** nginx with one of the answers, which it must give byte by byte. */
async function serveConstant(context, { sample, line }) {
  const nginx = await context.serveNginx(sample.text, sample.contentType);
  const constant = await post(undefined, nginx.port, line);
  if (constant.text !== sample.text || constant.contentType !== sample.contentType) {
    throw new Error("nginx does not give the same answer");
  }
  return { server: nginx, answerBytes: constant.bytes };
}

/** Rounds of several systems in turn, after a warm-up in which every answer is looked at. */
async function inTurn(context, what, systems) {
  const { rounds } = context.settings;
  for (const { server, load } of systems) {
    await wrk(context, server, { ...load, answerBytes: undefined, seconds: warmSeconds });
  }
  const results = Object.fromEntries(systems.map(({ name }) => [name, []]));
  for (let round = 1; round <= rounds; ++round) {
    say(`${what}: round ${round} of ${rounds}`);
    for (const { name, server, load } of systems) {
      results[name].push(await wrk(context, server, { ...load, marker: undefined }));
    }
  }
  return results;
}

/** `keeping` has given every answer before, and `asking` goes to the store for each. */
async function measureRead(context, { keeping, asking }, read, callers) {
  say(`${read.name}: checking every answer`);
  const { sample, line, count, ...load } = await prepareRead(context, keeping, read, callers);
  const nginx = await serveConstant(context, { sample, line });
  const ours = { ...load, answerBytes: sample.bytes };
  const rounds = await inTurn(context, `reads, ${read.name}`, [
    { name: "kept", server: keeping, load: ours },
    { name: "asked", server: asking, load: ours },
    { name: "nginx", server: nginx.server, load: { ...load, answerBytes: nginx.answerBytes } },
  ]);
  for (const server of [keeping, asking]) {
    await wrk(context, server, { ...load, seconds: warmSeconds });
  }
  await machine.stopServer(nginx.server);
  const answerBytes = Buffer.byteLength(sample.text);
  return { name: read.name, title: read.title, calls: count, answerBytes, rounds };
}

export async function measureReads(context, callers) {
  const servers = {
    keeping: await context.serveEbbtide(),
    asking: await context.serveEbbtide({ keptAnswersMb: 0 }),
  };
  const results = [];
  for (const read of reads) results.push(await measureRead(context, servers, read, callers));
  for (const server of Object.values(servers)) await machine.stopServer(server);
  return results;
}

/** Each way on its own server: batches and single calls in turn. */
export async function measureBatch(context, callers) {
  const results = { callsOfBatch: 20 };
  for (const [way, settings] of [["kept", {}], ["asked", { keptAnswersMb: 0 }]]) {
    const ebbtide = await context.serveEbbtide(settings);
    say(`batch, ${way}: checking every answer`);
    const systems = [];
    for (const [name, read] of [["single", readNamed("line")], ["batch", batchOfReads]]) {
      const { sample, line, count, ...load } = await prepareRead(context, ebbtide, read, callers);
      systems.push({ name, server: ebbtide, load: { ...load, answerBytes: sample.bytes } });
    }
    results[way] = await inTurn(context, `batch, ${way}`, systems);
    await machine.stopServer(ebbtide);
  }
  return results;
}
