// What one run of the benchmark works with: its settings, its folder, and the programs in it.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import * as machine from "./machine.mjs";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const programNames = [
  "ebbtide", "ebbtide_bench_prepare", "ebbtide_bench_sqlite", "ebbtide_bench_load",
];

const longestPart = 1_000; // characters, of up to four bytes
/** Flow control is on while we measure; this is the most that it can be set to. */
const neverReached = "1000000";

export const say = (text) => process.stderr.write(`== ${text}\n`);

export class Context {
  constructor(settings) {
    this.settings = settings;
    for (const name of programNames) {
      if (!existsSync(this.program(name))) {
        throw new Error(`${this.program(name)} is not there; ./dev build makes it`);
      }
    }
    // On the disk of the project, because that is the one whose commits are measured.
    const parent = join(root, "build/bench-data");
    mkdirSync(parent, { recursive: true });
    this.folder = mkdtempSync(join(parent, "run-"));
    this.data = this.file("data");
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  program(name) {
    return join(this.settings.build, name);
  }

  file(name) {
    return join(this.folder, name);
  }

  /** The same with a data directory of its own. */
  withData(name) {
    return Object.assign(Object.create(this), { data: this.file(name) });
  }

  ebbtide(...args) {
    const slowestImport = 3600;
    return machine.run(this.program("ebbtide"), [...args, "--data", this.data], {
      timeoutSeconds: slowestImport,
    });
  }

  prepare(...args) {
    return machine.run(this.program("ebbtide_bench_prepare"), args.map(String));
  }

  /** Imports what `prepare` writes when told `words`. */
  async importOrders(...words) {
    const orders = this.file("orders.ndjson");
    await this.prepare(...words, orders);
    const { serverCpu, clientCpu } = this.settings;
    const meter = new machine.ChildMeter([serverCpu, clientCpu]);
    const outcome = JSON.parse(await this.ebbtide("import", orders, "--json"));
    const used = meter.read();
    rmSync(orders);
    return { ...outcome, ...used };
  }

  /** An app that acts for the distributor and for each seller, as arguments for `prepare`. */
  async makeCallers() {
    const app = JSON.parse(
      await this.ebbtide(
        "app", "create", "--title", "bench", "--for", "distributor:BENCHE", "--json",
      ),
    );
    const words = ["--app-key", app.app_key, "--app-secret", app.app_secret];
    const caller = async (user) => {
      const made = await this.ebbtide(
        "session", "create", "--app", app.app_key, "--user", user, "--json",
      );
      return [...words, "--session", JSON.parse(made).session];
    };
    return {
      reader: await caller("seller:BENCHT"),
      writer: await caller("seller:BENCHW"),
      distributor: words,
    };
  }

  async countRefunds() {
    return Number((await this.ebbtide("doctor")).match(/refunds: (\d+)/)[1]);
  }

  /** Keeps answers as it comes, or as much of them as `keptAnswersMb` says. */
  async serveEbbtide({ keptAnswersMb } = {}) {
    const port = await machine.freePort();
    const args = ["serve", "--data", this.data, "--listen", `127.0.0.1:${port}`];
    return machine.startServer(this.program("ebbtide"), args, {
      port,
      path: "/readyz",
      log: this.file("ebbtide.log"),
      cpu: this.settings.serverCpu,
      env: {
        EBBTIDE_SERVER_THREADS: "1",
        ...(keptAnswersMb !== undefined && { EBBTIDE_SERVER_KEPT_ANSWERS_MB: String(keptAnswersMb) }),
        EBBTIDE_FLOW_APP_PER_SECOND: neverReached,
        EBBTIDE_FLOW_METHOD_PER_SECOND: neverReached,
        EBBTIDE_FLOW_APP_METHOD_PER_SECOND: neverReached,
        EBBTIDE_GATEWAY_TIMESTAMP_TOLERANCE_MS: String(this.settings.toleranceMs),
      },
    });
  }

  /** Answers everything with `body`. One worker that logs nothing and reads a request at once. */
  async serveNginx(body, contentType) {
    if (/['\\$]/.test(body)) throw new Error("this answer cannot stand in nginx's configuration");
    // A word of the configuration has 4096 bytes at most; a longer constant is made of parts.
    const parts = body.match(new RegExp(`[^]{1,${longestPart}}`, "gu")) ?? [""];
    const sets = parts.slice(1).map((part, i) => `set $part${i} '${part}';`).join(" ");
    const rest = parts.slice(1).map((_, i) => `$part${i}`).join("");
    const port = await machine.freePort();
    const configuration = `daemon off;
worker_processes 1;
pid nginx.pid;
error_log nginx.log;
events { worker_connections 1024; accept_mutex off; }
http {
  access_log off;
  server_tokens off;
  keepalive_timeout 3600s;
  keepalive_requests 1000000000;
  client_header_buffer_size 8k;
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  default_type '${contentType}';
  server {
    listen 127.0.0.1:${port};
    location / { ${sets} return 200 '${parts[0]}${rest}'; }
  }
}
`;
    writeFileSync(this.file("nginx.conf"), configuration);
    const args = ["-p", this.folder, "-c", "nginx.conf", "-e", "nginx.log"];
    return machine.startServer("nginx", args, {
      port,
      path: "/",
      log: this.file("nginx.out"),
      cpu: this.settings.serverCpu,
    });
  }
}
