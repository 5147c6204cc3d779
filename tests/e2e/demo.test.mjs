import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { ebbtide, ebbtideJson, spawnServer } from './lib/ebbtide.mjs';

/** What `./dev run` promises a newcomer. */
const kMethods = (await ebbtideJson('methods')).map(({ name }) => name).sort();

const data = await mkdtemp(join(tmpdir(), 'ebbtide-demo-'));
after(() => rm(data, { recursive: true }));

/** Starts the demo for a test and gives its curl lines by method, once all of them are printed. */
async function startDemo(t) {
  const child = spawnServer(data, { words: ['--demo'], stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  t.after(() => child.kill('SIGKILL'));
  const lines = new Map();
  let method;
  for await (const line of createInterface(child.stdout)) {
    if (line.startsWith('# ')) method = line.slice(2);
    if (line.startsWith('curl ')) lines.set(method, line);
    if (lines.size === kMethods.length) break;
  }
  const stop = async () => {
    child.kill('SIGTERM');
    assert.deepEqual(await ended, [0, null], 'SIGTERM drains and ends with exit code 0');
  };
  return { lines, stop };
}

const shell = promisify(execFile);

/** What stands in the answer's root. */
async function paste(line) {
  const { stdout } = await shell('sh', ['-c', line]);
  const answer = JSON.parse(stdout);
  assert.equal(answer.error_response, undefined, stdout);
  return Object.values(answer)[0];
}

/** Names of the fields that stand right below `path` in a method's reference page. */
async function fieldsBelow(method, path) {
  const file = fileURLToPath(new URL(`../../docs/reference/${method}.md`, import.meta.url));
  const response = (await readFile(file, 'utf8')).split('## Response')[1];
  return [...response.matchAll(/^\| `([^`]+)` \|/gm)]
    .map(([, name]) => name)
    .filter((name) => name.startsWith(path) && !name.slice(path.length).includes('.'))
    .map((name) => name.slice(path.length).replace('[]', ''));
}

async function call(method, ...parameters) {
  const { code, stdout, stderr } = await ebbtide(
    'call', method, ...parameters, '--data', data, '--simplify');
  assert.equal(code, 0, stdout + stderr);
  return JSON.parse(stdout);
}

/** What a method's own envelope says of the outcome, wherever in the answer it stands. */
const kSuccess = {
  success: true,
  is_success: true,
  succ: true,
  msg_code: 'OP_SUCC',
  error_code: undefined,
  err_code: undefined,
};
const kCounts = ['total_results', 'total_number', 'total_count'];

/** Nothing in the answer may speak of a failure, and no list may be empty. */
function assertSuccess(answer, method) {
  for (const [name, value] of Object.entries(answer)) {
    const where = `${method}: ${name} of ${JSON.stringify(answer)}`;
    if (name in kSuccess) assert.equal(value, kSuccess[name], where);
    if (name === 'result' && typeof value === 'boolean') assert.equal(value, true, where);
    if (kCounts.includes(name)) assert.ok(value > 0, where);
    if (value !== null && typeof value === 'object') assertSuccess(value, method);
  }
}

/** What some of the answers show beyond that. */
const checks = {
  'alibaba.crm.refund.xiaoman.refund.info.batchquery': (answer) =>
    assert.equal(answer.result.object.okki_all_refund_by_order_item_dto.length, 2),
  'alibaba.wdk.order.refund.get': (answer) => assert.ok(answer.result.total_number >= 3),
  'taobao.epp.refund.get': (answer) => assert.equal(answer.result.code, '200'),
  'taobao.refund.status.get': (answer) => {
    const [row] = answer.result_package.result_list.query_refund_status_response;
    assert.equal(row.status, 'SUCCESS');
  },
};

test('every printed line works when pasted, and once more after a restart', async (t) => {
  for (const run of ['first', 'second']) {
    const { lines, stop } = await startDemo(t);
    assert.deepEqual([...lines.keys()].sort(), kMethods, run);
    for (const [method, line] of lines) {
      const answer = await paste(line);
      assertSuccess(answer, `${run} run, ${method}`);
      checks[method]?.(answer);
    }
    await stop();
  }
});

test('demo.json has a working call of every method', async (t) => {
  const { stop } = await startDemo(t);
  const demo = JSON.parse(await readFile(join(data, 'demo.json'), 'utf8'));
  assert.deepEqual(demo.calls.map((one) => one.method).sort(), kMethods);
  for (const { method, app_key, params, files = {} } of demo.calls) {
    assert.ok(demo.apps.some((app) => app.app_key === app_key && app.app_secret), method);
    const texts = Object.entries(params).map(([name, value]) => `${name}=${value}`);
    const parts = Object.entries(files).map(([name, path]) => `${name}=@${path}`);
    assertSuccess(await call(method, ...texts, ...parts), method);
  }
  await stop();
});

test('the demo fills every optional field somewhere', async (t) => {
  const { stop } = await startDemo(t);
  const wdk = await call('alibaba.wdk.order.refund.get');
  const seen = new Set(wdk.result.orders.flatMap((row) => Object.keys(row)));
  const wdkFields = await fieldsBelow('alibaba.wdk.order.refund.get', 'result.orders[].');
  assert.ok(wdkFields.length > 40);
  assert.deepEqual(wdkFields.filter((name) => !seen.has(name)), []);

  const epp = await call('taobao.epp.refund.get');
  const parts = ['', 'refund_item.', 'refund_reason.', 'return_contact.', 'return_delivery.'];
  for (const part of parts) {
    const holder = part ? epp.result.data[part.slice(0, -1)] : epp.result.data;
    const fields = await fieldsBelow('taobao.epp.refund.get', `result.data.${part}`);
    assert.ok(fields.length > 1, part);
    assert.deepEqual(fields.filter((name) => !(name in holder)), [], part);
  }

  const status = await call('taobao.refund.status.get', 'query_param={"biz_order_id":1}');
  assert.deepEqual(Object.keys(status.result_package), ['result_list', 'error_code', 'error_msg']);
  const xiaoman = await call(
    'alibaba.crm.refund.xiaoman.refund.info.batchquery', 'global_id=4053738002', 'item_list=P1');
  assert.equal(xiaoman.result.error_msg_list.length, 1);
  await stop();
});

test('the demo has refunds in every state', async (t) => {
  const { stop } = await startDemo(t);
  const states = new Set();
  for (let order = 2231890000; order <= 2231890070; order += 10) {
    const answer = await call('taobao.refund.status.get', `query_param={"biz_order_id":${order}}`);
    for (const row of answer.result_package.result_list) states.add(row.status);
  }
  assert.equal(states.size, 6, [...states].join());
  await stop();
});

test('all of that leaves the demo data sound', async () => {
  const { code, stdout, stderr } = await ebbtide('verify', '--data', data);
  assert.equal(code, 0, stdout + stderr);
});
