import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, connect } from 'node:net';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const kOneCall = fileURLToPath(new URL('one_call.mjs', import.meta.url));

/** What lib/one_call.mjs prints when it runs in this environment, and nothing of ours. */
export async function elsewhere(environment, job) {
  const env = { PATH: process.env.PATH, TZ: 'Asia/Shanghai', ...environment };
  const text = JSON.stringify({ how: 'plain', ...job });
  const { stdout, stderr } = await run(process.execPath, [kOneCall, text], { env });
  return { ...JSON.parse(stdout), stderr };
}

/** Paths of a certificate, for 127.0.0.1 and TOP's own host, and of a configuration with it. */
export async function tlsConfiguration(folder) {
  const certificate = join(folder, 'certificate.pem');
  const key = join(folder, 'key.pem');
  const config = join(folder, 'ebbtide.toml');
  await run('openssl', [
    ...'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2'.split(' '),
    ...['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1,DNS:eco.taobao.com'],
    ...['-keyout', key, '-out', certificate],
  ]);
  await writeFile(config, `[server]\ntls_certificate = "${certificate}"\ntls_key = "${key}"\n`);
  return { certificate, config };
}

/**
 * A proxy that knows CONNECT alone, and leads to one local port whatever it is asked for: `{ url,
 * tunnels, end }`; `tunnels` is what it was asked for.
 */
export async function tunnelProxy(port) {
  const tunnels = [];
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (head) => {
      tunnels.push(/^CONNECT (\S+) HTTP/.exec(head.toString())?.[1]);
      const far = connect(Number(port), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        socket.pipe(far).pipe(socket);
      });
      far.on('error', () => socket.destroy());
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${server.address().port}`;
  return { url, tunnels, end: () => server.close() };
}
