// A PostgreSQL of the benchmark's own: Debian's, with the settings that it is packaged with, under
// build/peers/pg, for the peers that need one and for pgbench.
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, openSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import * as machine from "../machine.mjs";

const installed = "/usr/lib/postgresql";
const isRoot = process.getuid() === 0;
// PostgreSQL refuses to be run by root.
const account = "postgres";
const user = "peers";

/** The newest version of Debian that is there. */
function programs() {
  const versions = existsSync(installed) ? readdirSync(installed).map(Number) : [];
  const there = versions.filter((one) => existsSync(join(installed, String(one), "bin/postgres")));
  if (there.length === 0) throw new Error("PostgreSQL is not installed");
  return join(installed, String(Math.max(...there)), "bin");
}

/** A program and its arguments as the account that owns the cluster. */
function unprivileged(program, args) {
  if (!isRoot) return [program, args];
  const change = ["--reuid", account, "--regid", account, "--init-groups"];
  return ["setpriv", [...change, "--pdeathsig", "TERM", program, ...args]];
}

export class Postgres {
  #folder;
  #cpu;
  #child;

  constructor(folder, cpu) {
    this.#folder = folder;
    this.#cpu = cpu;
    this.sockets = join(folder, "sockets");
    this.password = randomBytes(16).toString("hex");
  }

  async start() {
    rmSync(this.#folder, { recursive: true, force: true });
    mkdirSync(this.sockets, { recursive: true });
    const passwordFile = join(this.#folder, "password");
    writeFileSync(passwordFile, this.password);
    if (isRoot) execFileSync("chown", ["-R", account, this.#folder]);
    const data = join(this.#folder, "data");
    await this.#run("initdb", [
      "-D", data, "-U", user, "--auth-local=trust", "--auth-host=scram-sha-256",
      "--pwfile", passwordFile, "--encoding=UTF8", "--locale=C.UTF-8",
    ]);
    this.port = await machine.freePort();
    const server = unprivileged(join(programs(), "postgres"), [
      "-D", data, "-p", String(this.port), "-k", this.sockets, "-c", "listen_addresses=127.0.0.1",
    ]);
    const log = openSync(join(this.#folder, "log"), "a");
    this.#child = machine.start(...server, { cpu: this.#cpu, output: log, cwd: this.#folder });
    this.pids = [this.#child.pid];
    await this.#awaitReady();
  }

  async stop() {
    const child = this.#child;
    if (!child) return;
    this.#child = undefined;
    // Fast shutdown: it does not wait for connections to be closed.
    child.kill("SIGINT");
    const timer = setTimeout(() => child.kill("SIGKILL"), 15_000);
    await child.ended;
    clearTimeout(timer);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** For clients that know no sockets. */
  url(database) {
    return `postgres://${user}:${this.password}@127.0.0.1:${this.port}/${database}`;
  }

  async version() {
    return (await this.sql("postgres", "SHOW server_version")).split(" ")[0];
  }

  /** An empty database of that name, whatever was in it before. */
  async createDatabase(name) {
    await this.sql("postgres", `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await this.sql("postgres", `CREATE DATABASE ${name}`);
  }

  async sql(database, text) {
    const how = ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", text];
    return (await this.client("psql", [...how, database])).trim();
  }

  /** A client program of PostgreSQL, over the socket. */
  client(name, args, options) {
    const server = ["-h", this.sockets, "-p", String(this.port), "-U", user];
    return machine.run(join(programs(), name), [...server, ...args], options);
  }

  async #awaitReady() {
    let end;
    this.#child.ended.then((how) => (end = how));
    for (let tries = 300; ; --tries) {
      try {
        return await this.client("pg_isready", ["-q"]);
      } catch (problem) {
        if (end !== undefined || tries === 0) throw problem;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  #run(name, args) {
    return machine.run(...unprivileged(join(programs(), name), args), { cwd: this.#folder });
  }
}
