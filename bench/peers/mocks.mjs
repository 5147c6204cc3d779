// Mock servers that know one of Ebbtide's answers: what a team tests against instead of a platform.
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import * as machine from "../machine.mjs";
import { sameCalls } from "./constants.mjs";
import { install, versionOf } from "./install.mjs";

const what = "the same signed request, matched by its method; a canned answer";
const marker = '"refund_id"';
const path = "/router/rest";
const calledMethod = "taobao.refund.status.get";

export const wiremock = {
  name: "WireMock",
  install: () => install("wiremock"),
  async open(bench) {
    const { context, sample } = bench;
    const folder = await this.install();
    const files = context.file("wiremock");
    mkdirSync(join(files, "mappings"), { recursive: true });
    const mapping = {
      request: {
        method: "POST",
        urlPath: path,
        formParameters: { method: { equalTo: calledMethod } },
      },
      response: {
        status: 200,
        headers: { "Content-Type": sample.contentType },
        body: sample.text,
      },
    };
    writeFileSync(join(files, "mappings/refund.json"), JSON.stringify(mapping));

    const jars = join(folder, "node_modules/wiremock/build");
    const jar = join(jars, readdirSync(jars).find((file) => file.endsWith(".jar")));
    const port = await machine.freePort();
    const args = [
      "-jar", jar, "--bind-address", "127.0.0.1", "--port", String(port), "--root-dir", files,
      "--no-request-journal", "--disable-request-logging", "--disable-banner",
    ];
    const server = await machine.startServer("java", args, {
      port,
      path: "/__admin/mappings",
      log: context.file("wiremock.log"),
      cpu: context.settings.serverCpu,
      waitSeconds: 60,
    });
    const java = await machine.versionOf("java", "-version", /version "([^"]+)"/);
    return {
      version: `${versionOf(folder, "wiremock")}, Java ${java}`,
      settings: "no request journal, no log",
      // The JVM compiles what is hot.
      warmSeconds: 8,
      operations: [{ kind: "mock", what, run: sameCalls(bench, server, "wiremock", marker) }],
      close: () => machine.stopServer(server),
    };
  },
};

const required = ["method", "app_key", "session", "timestamp", "sign", "query_param"];

/** The contract of the one call, as far as Prism needs to know it. */
function openApi(sample) {
  const answers = (contentType, example) => ({
    200: { description: "OK", content: { [contentType]: { example } } },
  });
  // Prism looks only at fields that are described.
  const described = required.map((name) => [name, { type: "string" }]);
  const form = {
    type: "object",
    required,
    properties: {
      ...Object.fromEntries(described),
      method: { type: "string", enum: [calledMethod] },
    },
  };
  const content = { "application/x-www-form-urlencoded": { schema: form } };
  return {
    openapi: "3.0.3",
    info: { title: "One refund", version: "1" },
    paths: {
      [path]: {
        post: {
          requestBody: { required: true, content },
          responses: answers("application/json", JSON.parse(sample.text)),
        },
      },
      "/readyz": { get: { responses: answers("application/json", {}) } },
    },
  };
}

export const prism = {
  name: "Prism",
  install: () => install("prism"),
  async open(bench) {
    const { context, sample } = bench;
    const folder = await this.install();
    const contract = context.file("prism.json");
    writeFileSync(contract, JSON.stringify(openApi(sample)));
    const port = await machine.freePort();
    const program = join(folder, "node_modules/@stoplight/prism-cli/dist/index.js");
    const args = [
      program, "mock", contract, "--host", "127.0.0.1", "--port", String(port),
      "--verboseLevel", "error", "--multiprocess", "false",
    ];
    const server = await machine.startServer(process.execPath, args, {
      port,
      path: "/readyz",
      log: context.file("prism.log"),
      cpu: context.settings.serverCpu,
      env: { NODE_ENV: "production" },
      waitSeconds: 60,
    });
    return {
      version: versionOf(folder, "@stoplight/prism-cli"),
      port,
      settings: "production, 1 process, logs errors only",
      operations: [{ kind: "mock", what, run: sameCalls(bench, server, "prism", marker) }],
      close: () => machine.stopServer(server),
    };
  },
};
