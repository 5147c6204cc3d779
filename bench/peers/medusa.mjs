// Medusa 2 by its admin API: a payment with its refunds is read, a payment is refunded.
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import * as machine from "../machine.mjs";
import { install, versionOf } from "./install.mjs";
import { Supply, once, repeated, requestLine } from "./load.mjs";

const readPayments = 1_000;
const freshPayments = 2_000;
/** It does a handful of refunds a second: with 64, each caller would wait longer than wrk does. */
const refundConnections = 8;
/** V8 compiles what is hot, and there is much of it. */
const warmSeconds = 8;

const readPath = (payment) => `/admin/payments/${payment}`;
const refundPath = (payment) => `/admin/payments/${payment}/refund`;
const copies = (payment, count) => Array.from({ length: count }, (_, i) => `${payment}_${i + 1}`);

async function signIn(port, login) {
  const answer = await fetch(`http://127.0.0.1:${port}/auth/user/emailpass`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(login),
  });
  const { token } = await answer.json();
  if (!token) throw new Error(`no sign-in: ${answer.status}`);
  return { "content-type": "application/json", authorization: `Bearer ${token}` };
}

function raceOf(headers, { readPayment, amount }, supply) {
  const read = (payment) => ({ method: "GET", path: readPath(payment), headers });
  return {
    harmless: read(`${readPayment}_1`),
    price: amount,
    order: () => supply.use(1)[0],
    refund: (payment) => ({ path: refundPath(payment), headers, body: JSON.stringify({ amount }) }),
    accepts({ status }) {
      if (status === 200) return true;
      return status >= 400 && status < 500 ? false : undefined;
    },
    async refunded(payment, caller) {
      const { text } = await caller.send(read(payment));
      const { refunds } = JSON.parse(text).payment;
      return refunds.reduce((sum, refund) => sum + refund.amount, 0);
    },
  };
}

export const medusa = {
  name: "Medusa, PostgreSQL",
  install: () => install("medusa"),
  async open(bench) {
    const { context } = bench;
    const folder = await this.install();
    const data = context.file("medusa");
    mkdirSync(data);
    const postgres = await bench.startPostgres();
    await postgres.createDatabase("medusa");
    const port = await machine.freePort();
    const env = {
      NODE_ENV: "production",
      MEDUSA_DISABLE_TELEMETRY: "1",
      LOG_LEVEL: "error",
      PEER_DATABASE_URL: postgres.url("medusa"),
      PEER_FOLDER: data,
      PEER_READ_ORDERS: String(readPayments),
      PEER_FRESH_ORDERS: String(freshPayments),
    };
    const program = join(folder, "node_modules/@medusajs/cli/cli.js");
    const word = (...words) =>
      machine.run(process.execPath, [program, ...words], { env, cwd: folder, timeoutSeconds: 240 });
    await word("db:migrate");
    await word("exec", "./seed.js");
    const seeded = JSON.parse(readFileSync(join(data, "seeded.json"), "utf8"));
    const start = [program, "start", "--host", "127.0.0.1", "--port", String(port)];
    const server = await machine.startServer(process.execPath, start, {
      port,
      path: "/health",
      log: context.file("medusa.log"),
      cpu: context.settings.serverCpu,
      cwd: folder,
      env,
      waitSeconds: 120,
    });
    server.pids.push(...postgres.pids);

    const headers = await signIn(port, seeded.login);
    const fresh = copies(seeded.freshPayment, freshPayments);
    const body = JSON.stringify({ amount: seeded.amount });
    const lines = new Supply(fresh.map((one) => requestLine({ path: refundPath(one), body })));
    const reads = copies(seeded.readPayment, readPayments).map((one) =>
      requestLine({ method: "GET", path: readPath(one) }),
    );
    const load = { name: "medusa", headers };
    return {
      version: `${versionOf(folder, "@medusajs/medusa")}, PostgreSQL ${await postgres.version()}`,
      settings: "production, 1 process, events, cache and locks in memory, system payments; " +
        "Debian's PostgreSQL defaults",
      port,
      warmSeconds,
      operations: [
        {
          kind: "read",
          what: "REST payment with captures and 3 refunds, signed in",
          run: repeated(context, server, { ...load, requests: reads, marker: '"refunds":[{' }),
        },
        {
          kind: "create",
          what: "REST refund, whole payment of a fresh order",
          connections: refundConnections,
          run: once(context, server, { ...load, supply: lines, marker: '"refunds":[{' }),
        },
      ],
      // From the other end: the load takes the first ones.
      race: () => raceOf(headers, seeded, new Supply(fresh.reverse())),
      async close() {
        await machine.stopServer(server);
        await postgres.stop();
      },
    };
  },
};
