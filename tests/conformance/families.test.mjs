import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { ebbtide, serve } from '../e2e/lib/ebbtide.mjs';
import { families, withFiles } from './lib/families.mjs';

/** Every served method through at least three SDK families, and each family's own quirks. */

const kFamiliesOfEach = 3;
let server;
let demo;
let data;

before(async () => {
  data = await mkdtemp(join(tmpdir(), 'ebbtide-families-'));
  server = await serve(data, '--demo');
  demo = JSON.parse(await readFile(join(data, 'demo.json'), 'utf8'));
});
after(async () => {
  await server?.end('SIGTERM');
  await rm(data, { recursive: true });
});

function accessOf(call) {
  const app = demo.apps.find((one) => one.app_key === call.app_key);
  return { url: server.url, appKey: app.app_key, secret: app.app_secret, session: call.session };
}

async function filesOf(call) {
  const files = {};
  for (const [name, path] of Object.entries(call.files ?? {})) files[name] = await readFile(path);
  return files;
}

/** Moves by one call what another call needs as it stands; or works once. */
const kOnce = new Set(['taobao.top.auth.token.create', 'taobao.top.auth.token.refresh']);

test('every method answers at least three families', async () => {
  const names = Object.keys(families);
  let calls = 0;
  for (const [i, call] of demo.calls.entries()) {
    if (kOnce.has(call.method)) continue;
    const files = await filesOf(call);
    const able = Object.keys(files).length > 0 ? withFiles : names;
    for (let k = 0; k < kFamiliesOfEach; ++k) {
      const name = able[(i + k) % able.length];
      const answer = await families[name](accessOf(call), call.method, call.params, files).catch(
        (error) => assert.fail(`${call.method} through the ${name}: ${error.message}`),
      );
      const said = JSON.stringify(answer);
      assert.doesNotMatch(said, /"(success|succ|is_success)":false|<(success|succ|is_success)>false/, said);
      calls += 1;
    }
  }
  console.log(`conformance: ${calls} calls through ${names.length} families`);
  assert.ok(calls >= kFamiliesOfEach * (demo.calls.length - kOnce.size));
});

const status = () => demo.calls.find((call) => call.method === 'taobao.refund.status.get');

for (const [name, call] of Object.entries(families)) {
  test(`the ${name} reads a success and an error`, async () => {
    const { params } = status();
    const answer = await call(accessOf(status()), 'taobao.refund.status.get', params, {});
    assert.match(JSON.stringify(answer), /SUCCESS/);
    const wrong = { ...accessOf(status()), secret: 'wrong' };
    await assert.rejects(call(wrong, 'taobao.refund.status.get', params, {}), { code: 25 });
    await assert.rejects(call(accessOf(status()), 'taobao.no.such.method', {}, {}), { code: 22 });
  });
}

test('what is left behind is sound', async () => {
  const { code, stdout } = await ebbtide('verify', '--data', data);
  assert.equal(code, 0, stdout);
});
