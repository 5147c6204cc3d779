import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const kBinary =
  process.env.EBBTIDE_BINARY ??
  fileURLToPath(new URL('../../../build/release/ebbtide', import.meta.url));

/** Without the configuration that whoever runs the tests has for a server of their own. */
const kEnvironment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith('EBBTIDE_')),
);

/** Runs one command to its end: `{ code, stdout, stderr }`. */
export function ebbtide(...words) {
  return new Promise((resolve, reject) => {
    execFile(kBinary, words, { env: kEnvironment }, (error, stdout, stderr) => {
      const ran = error === null || typeof error.code === 'number';
      if (ran) resolve({ code: error?.code ?? 0, stdout, stderr });
      else reject(new Error(`ebbtide ${words.join(' ')}: ${error.message}\n${stderr}`));
    });
  });
}

/** Runs a command that must succeed and prints JSON. */
export async function ebbtideJson(...words) {
  const { code, stdout, stderr } = await ebbtide(...words, '--json');
  if (code !== 0) throw new Error(`ebbtide ${words.join(' ')}: exit code ${code}\n${stderr}`);
  return JSON.parse(stdout);
}

/** None outlives the test process, however that ends. */
const kServers = new Set();
process.on('exit', () => kServers.forEach((child) => child.kill('SIGKILL')));

/** Spawns a server on a free port; `stdio` as `spawn` takes it. */
export function spawnServer(data, { words = [], stdio = ['ignore', 'ignore', 'pipe'] } = {}) {
  const all = ['serve', '--data', data, '--listen', '127.0.0.1:0', ...words];
  const child = spawn(kBinary, all, { env: kEnvironment, stdio });
  kServers.add(child);
  child.once('exit', () => kServers.delete(child));
  return child;
}

/** Begins to serve the data directory and kills the server `ms` later, wherever it is then. */
export async function killWhileStarting(data, ms) {
  const child = spawnServer(data);
  child.stderr.resume();
  const ended = once(child, 'close');
  await setTimeout(ms);
  child.kill('SIGKILL');
  const [, killer] = await ended;
  if (killer !== 'SIGKILL') throw new Error('ebbtide serve ended by itself while it started');
}

/**
 * Serves the data directory on a free port, with further `words` on the command line:
 * `{ url, end }`. `end(signal)` gives the exit code, or the signal that the server died of; a
 * second call gives the same.
 */
export async function serve(data, ...words) {
  const child = spawnServer(data, { words });
  const ended = once(child, 'close');
  const log = [];
  const address = new Promise((resolve) => {
    createInterface(child.stderr).on('line', (line) => {
      log.push(line);
      const serving = /\bserving address=(\S+)/.exec(line);
      if (serving) resolve(serving[1]);
    });
  });
  const bound = await Promise.race([address, ended.then(() => null)]);
  if (!bound) throw new Error(`ebbtide serve ended at once:\n${log.join('\n')}`);
  return {
    url: `http://${bound}/router/rest`,
    end: async (signal) => {
      child.kill(signal);
      const [code, killer] = await ended;
      return code ?? killer;
    },
  };
}
