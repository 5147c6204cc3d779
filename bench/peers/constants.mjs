// What a request costs at least: servers that answer everything with one of Ebbtide's answers.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { root } from "../context.mjs";
import * as machine from "../machine.mjs";
import { repeated } from "./load.mjs";

const what = "the same signed request; a constant answer";

/** Ebbtide's own calls, so that all of these get the very same requests. */
export function sameCalls(bench, server, name, marker) {
  const requests = readFileSync(bench.sample.calls, "utf8").trim().split("\n");
  return repeated(bench.context, server, { name, requests, marker });
}

export const nginx = {
  name: "nginx constant",
  async open(bench) {
    const server = await bench.context.serveNginx(bench.sample.text, bench.sample.contentType);
    return {
      version: await machine.versionOf("nginx", "-v", /nginx\/(\S+)/),
      settings: "1 worker, no log",
      operations: [{ kind: "floor", what, run: sameCalls(bench, server, "nginx") }],
      close: () => machine.stopServer(server),
    };
  },
};

export const nodeHttp = {
  name: "Node.js http",
  async open(bench) {
    const { context, sample } = bench;
    const port = await machine.freePort();
    const body = context.file("constant");
    writeFileSync(body, sample.text);
    const script = join(root, "bench/peers/constant_server.mjs");
    const args = [script, String(port), body, sample.contentType];
    const server = await machine.startServer(process.execPath, args, {
      port,
      path: "/",
      log: context.file("node.log"),
      cpu: context.settings.serverCpu,
      env: { NODE_ENV: "production" },
    });
    return {
      version: process.versions.node,
      settings: "1 process, no framework",
      operations: [{ kind: "floor", what, run: sameCalls(bench, server, "node") }],
      close: () => machine.stopServer(server),
    };
  },
};
