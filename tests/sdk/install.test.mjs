import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { serve } from '../e2e/lib/ebbtide.mjs';

const kSource = fileURLToPath(new URL('../../', import.meta.url));
const kBuild = process.env.EBBTIDE_BUILD ?? join(kSource, 'build/release');
const kCmake = process.env.EBBTIDE_CMAKE ?? 'cmake';
const run = promisify(execFile);

let folder;
const prefix = () => join(folder, 'prefix');

async function headers() {
  const files = await readdir(join(prefix(), 'include'), { recursive: true });
  return files.filter((name) => name.endsWith('.hpp'));
}

before(async () => {
  folder = await mkdtemp(join(kBuild, 'sdk-install-'));
  await run(kCmake, ['--install', kBuild, '--prefix', prefix(), '--component', 'sdk']);
});

after(async () => {
  await rm(folder, { recursive: true });
});

test('the SDK is installed without the server and without the libraries that it hides', async () => {
  const libraries = (await readdir(join(prefix(), 'lib'))).filter((name) => name.endsWith('.a'));
  assert.deepEqual(
    libraries.sort(),
    ['base', 'client', 'protocol', 'schema'].map((layer) => `libebbtide_${layer}.a`),
  );
  const names = await headers();
  assert.ok(names.includes('ebbtide/client.hpp'));
  assert.ok(names.includes('ebbtide/contract/taobao/refund_status_get.hpp'));
  for (const name of names) {
    const text = await readFile(join(prefix(), 'include', name), 'utf8');
    assert.doesNotMatch(text, /#include <(boost\/(asio|beast|json)|openssl|soci|spdlog|fmt)/, name);
    assert.doesNotMatch(text, /#include "/, name);
  }
});

test('an example builds from outside of the tree and calls the real server', async () => {
  const project = join(folder, 'project');
  await cp(join(kSource, 'examples'), project, { recursive: true });
  const build = join(folder, 'build');
  await run(kCmake, ['-S', project, '-B', build, '-G', 'Ninja', `-DCMAKE_PREFIX_PATH=${prefix()}`]);
  await run(kCmake, ['--build', build]);

  const data = join(folder, 'data');
  const server = await serve(data, '--demo');
  try {
    const demo = JSON.parse(await readFile(join(data, 'demo.json'), 'utf8'));
    const call = demo.calls.find(({ method }) => method === 'taobao.refund.status.get');
    const { app_secret: secret } = demo.apps.find(({ app_key: key }) => key === call.app_key);
    const order = String(JSON.parse(call.params.query_param).biz_order_id);
    const ask = (...words) =>
      run(join(build, 'refund_status'), [server.url, call.app_key, ...words]).catch((error) => error);

    const good = await ask(secret, call.session, order);
    assert.match(good.stdout, /^\d+ \d{4}-\d\d-\d\d \d\d:\d\d:\d\d [A-Z_]+\n/, good.stderr);

    const foreign = await ask(secret, call.session, '1');
    assert.equal(foreign.code, 1);
    assert.match(foreign.stderr, /^1: isv\.trade-not-exist: /);

    const forged = await ask('wrong', call.session, order);
    assert.equal(forged.code, 1);
    assert.match(forged.stderr, /: 25 Invalid signature; request id [0-9a-z]{12}\n$/);
  } finally {
    await server.end('SIGTERM');
  }
});
