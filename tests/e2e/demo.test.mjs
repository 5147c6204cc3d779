import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { ebbtide } from './lib/ebbtide.mjs';

/** What `./dev run` promises a newcomer. */
const kBinary = process.env.EBBTIDE_BINARY;
const kMethods = [
  'alibaba.crm.refund.xiaoman.refund.info.batchquery',
  'alibaba.wdk.channel.order.userrefund',
  'alibaba.wdk.order.refund.get',
  'taobao.epp.refund.get',
  'taobao.refund.status.get',
];

const data = await mkdtemp(join(tmpdir(), 'ebbtide-demo-'));
after(() => rm(data, { recursive: true }));

/** Starts the demo and gives its curl lines by method, once all of them are printed. */
async function startDemo() {
  const child = spawn(kBinary, ['serve', '--demo', '--data', data, '--listen', '127.0.0.1:0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
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

const checks = {
  'alibaba.crm.refund.xiaoman.refund.info.batchquery': (answer) =>
    assert.equal(answer.result.object.okki_all_refund_by_order_item_dto.length, 2),
  'alibaba.wdk.channel.order.userrefund': (answer) => assert.equal(answer.api_result.success, true),
  'alibaba.wdk.order.refund.get': (answer) => assert.ok(answer.result.total_number >= 3),
  'taobao.epp.refund.get': (answer) => assert.equal(answer.result.code, '200'),
  'taobao.refund.status.get': (answer) =>
    assert.equal(answer.result_package.result_list.query_refund_status_response[0].status, 'SUCCESS'),
};

test('every printed line works when pasted, after a restart too', async () => {
  for (const run of ['first', 'second']) {
    const { lines, stop } = await startDemo();
    assert.deepEqual([...lines.keys()].sort(), kMethods, run);
    for (const [method, line] of lines) checks[method](await paste(line));
    await stop();
  }
});

test('demo.json has a working call of every method, and every optional field is filled somewhere', async () => {
  const { stop } = await startDemo();
  const demo = JSON.parse(await readFile(join(data, 'demo.json'), 'utf8'));
  assert.deepEqual(demo.calls.map((one) => one.method).sort(), kMethods);
  for (const one of demo.calls) {
    assert.ok(demo.apps.some((app) => app.app_key === one.app_key && app.app_secret));
    const parameters = Object.entries(one.params).map(([name, value]) => `${name}=${value}`);
    await call(one.method, ...parameters);
  }

  const wdk = await call('alibaba.wdk.order.refund.get');
  const seen = new Set(wdk.result.orders.flatMap((row) => Object.keys(row)));
  const wdkFields = await fieldsBelow('alibaba.wdk.order.refund.get', 'result.orders[].');
  assert.ok(wdkFields.length > 40);
  assert.deepEqual(wdkFields.filter((name) => !seen.has(name)), []);

  const epp = await call('taobao.epp.refund.get');
  for (const part of ['', 'refund_item.', 'refund_reason.', 'return_contact.', 'return_delivery.']) {
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

test('the demo has refunds in every state', async () => {
  const { stop } = await startDemo();
  const states = new Set();
  for (let order = 2231890000; order <= 2231890070; order += 10) {
    const answer = await call('taobao.refund.status.get', `query_param={"biz_order_id":${order}}`);
    for (const row of answer.result_package.result_list) states.add(row.status);
  }
  assert.equal(states.size, 6, [...states].join());
  await stop();
});
