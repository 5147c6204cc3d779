// Vendure 3 by its admin API: an order with its refunds is read, a payment is refunded.
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import * as machine from "../machine.mjs";
import { install, versionOf } from "./install.mjs";
import { Supply, once, repeated, requestLine } from "./load.mjs";

const path = "/admin-api";
const readOrders = 1_000;
const freshOrders = 20_000;
/** V8 compiles what is hot, and there is much of it. */
const warmSeconds = 8;
const answersOf = (what) => `${what} ... on ErrorResult { errorCode message }`;

const login =
  'mutation { login(username: "superadmin", password: "superadmin") { __typename } }';
const readQuery =
  "query($id: ID!) { order(id: $id) { id code state payments { id amount state " +
  "refunds { id total state reason createdAt } } } }";
const refundMutation =
  "mutation($input: RefundOrderInput!) { refundOrder(input: $input) { __typename " +
  `${answersOf("... on Refund { id state total }")} } }`;

const bodyOf = (query, variables) => JSON.stringify({ query, variables });
const readBody = (id) => bodyOf(readQuery, { id: String(id) });

/** All the money of the payment. The old fields have to be there, too. */
function refundBody(id, amount) {
  const old = { lines: [], shipping: 0, adjustment: 0 };
  return bodyOf(refundMutation, {
    input: { paymentId: String(id), amount, reason: "changed my mind", ...old },
  });
}

async function signIn(port) {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: bodyOf(login),
  });
  const token = answer.headers.get("vendure-auth-token");
  if (!token) throw new Error(`no sign-in: ${await answer.text()}`);
  return { "content-type": "application/json", authorization: `Bearer ${token}` };
}

const numbers = (first, count) => Array.from({ length: count }, (_, i) => first + i);

function raceOf(headers, { readFirst, amount }, supply) {
  const request = (body) => ({ path, headers, body });
  return {
    harmless: request(readBody(readFirst)),
    price: amount,
    order: () => supply.use(1)[0],
    refund: (order) => request(refundBody(order, amount)),
    accepts({ status, text }) {
      if (status !== 200) return undefined;
      const outcome = JSON.parse(text).data?.refundOrder;
      if (outcome?.__typename === "Refund") return true;
      return outcome?.errorCode ? false : undefined;
    },
    async refunded(order, caller) {
      const { text } = await caller.send(request(readBody(order)));
      const refunds = JSON.parse(text).data.order.payments.flatMap((payment) => payment.refunds);
      return refunds.reduce((sum, refund) => sum + refund.total, 0);
    },
  };
}

/** With better-sqlite3, or with a PostgreSQL of its own. */
function vendure(database) {
  const onPostgres = database === "PostgreSQL";
  return {
    name: `Vendure, ${database}`,
    install: () => install("vendure", { rebuild: ["better-sqlite3", "bcrypt"] }),
    async open(bench) {
      const { context } = bench;
      const folder = await this.install();
      const data = context.file(`vendure-${database}`);
      mkdirSync(data);
      const postgres = onPostgres ? await bench.startPostgres() : undefined;
      await postgres?.createDatabase("vendure");
      const port = await machine.freePort();
      const env = {
        NODE_ENV: "production",
        VENDURE_DISABLE_TELEMETRY: "true",
        PEER_PORT: String(port),
        PEER_FOLDER: data,
        PEER_READ_ORDERS: String(readOrders),
        PEER_FRESH_ORDERS: String(freshOrders),
        ...(postgres
          ? { PEER_DATABASE_URL: postgres.url("vendure") }
          : { PEER_SQLITE_FILE: join(data, "vendure.sqlite") }),
      };
      const program = (word) => [join(folder, "server.js"), word];
      const limits = { env, cwd: folder, timeoutSeconds: 180 };
      await machine.run(process.execPath, program("seed"), limits);
      const seeded = JSON.parse(readFileSync(join(data, "seeded.json"), "utf8"));
      const server = await machine.startServer(process.execPath, program("serve"), {
        port,
        path: "/health",
        log: context.file(`vendure-${database}.log`),
        cpu: context.settings.serverCpu,
        cwd: folder,
        env,
        waitSeconds: 90,
      });
      if (postgres) server.pids.push(...postgres.pids);

      const headers = await signIn(port);
      const supply = new Supply(numbers(seeded.freshFirst, freshOrders));
      const line = (body) => requestLine({ path, body });
      const lines = new Supply(supply.rest().map((id) => line(refundBody(id, seeded.amount))));
      const reads = numbers(seeded.readFirst, readOrders).map((id) => line(readBody(id)));
      const load = { name: "vendure", headers };
      return {
        version: await versionsOf(folder, postgres),
        settings: `production, 1 process, session in memory, instant payments; ${
          onPostgres ? "pool of 10, Debian's PostgreSQL defaults" : "WAL, synchronous = FULL"
        }`,
        port,
        warmSeconds,
        operations: [
          {
            kind: "read",
            what: "GraphQL order with payments and 3 refunds, signed in",
            run: repeated(context, server, {
              ...load, requests: reads, marker: '"Settled","reason"',
            }),
          },
          {
            kind: "create",
            what: "GraphQL refundOrder, whole payment of a fresh order",
            run: once(context, server, { ...load, supply: lines, marker: '"Refund","id"' }),
          },
        ],
        // From the other end: the load takes the first ones.
        race: () => raceOf(headers, seeded, new Supply(supply.rest().reverse())),
        async close() {
          await machine.stopServer(server);
          await postgres?.stop();
        },
      };
    },
  };
}

async function versionsOf(folder, postgres) {
  const database = postgres
    ? `PostgreSQL ${await postgres.version()}`
    : `better-sqlite3 ${versionOf(folder, "better-sqlite3")}`;
  return `${versionOf(folder, "@vendure/core")}, ${database}`;
}

export const vendureOnSqlite = vendure("better-sqlite3");
export const vendureOnPostgres = vendure("PostgreSQL");
