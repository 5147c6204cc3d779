// Puts a peer's npm packages into build/peers/NAME, at the versions of its lockfile.
import { createHash } from "node:crypto";
import {
  cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync,
} from "node:fs";
import { join } from "node:path";

import { root, say } from "../context.mjs";
import * as machine from "../machine.mjs";

export const home = join(root, "build/peers");
const ours = join(root, "bench/peers");
const limitSeconds = 900;

/** Debian ships Node's headers, so that native modules can be compiled without a download. */
function environment() {
  const debian = existsSync("/usr/include/node/node.h") && process.execPath.startsWith("/usr/bin/");
  return {
    npm_config_build_from_source: "true",
    ...(debian && { npm_config_nodedir: "/usr" }),
  };
}

const npm = (folder, ...args) =>
  machine.run("npm", [...args, "--loglevel=error", "--no-audit", "--no-fund"], {
    cwd: folder,
    env: environment(),
    timeoutSeconds: limitSeconds,
  });

/**
 * The peer's folder, with its sources and its packages. Scripts of packages are not run but for the
 * native modules named in `rebuild`: those cannot work without.
 */
export async function install(name, { rebuild = [] } = {}) {
  const source = join(ours, name);
  const folder = join(home, name);
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(source)) cpSync(join(source, file), join(folder, file));

  const lock = readFileSync(join(source, "package-lock.json"));
  const wanted = createHash("sha256").update(lock).update(process.version).digest("hex");
  const stamp = join(folder, "installed");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return folder;

  say(`installing ${name}`);
  rmSync(stamp, { force: true });
  await npm(folder, "ci", "--ignore-scripts");
  if (rebuild.length > 0) await npm(folder, "rebuild", ...rebuild);
  writeFileSync(stamp, wanted);
  return folder;
}

/** The version of a package that was installed. */
export function versionOf(folder, name) {
  return JSON.parse(readFileSync(join(folder, "node_modules", name, "package.json"))).version;
}
