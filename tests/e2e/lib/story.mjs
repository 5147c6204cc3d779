import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { nodeTaobaoTopClient, topsdk } from './clients.mjs';
import { ebbtide, ebbtideJson, serve } from './ebbtide.mjs';

process.env.TZ = 'Asia/Shanghai'; // the clients stamp local time, and the platform's is GMT+8

/** Evidence: two pictures of one pixel each. */
export const kPng = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGMAAAACAAFIr6RxAAAAAElFTkSuQmCC',
  'base64',
);
export const kGif = Buffer.from(
  'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7',
  'base64',
);

async function importOrders(data, folder, orders) {
  const file = join(folder, 'orders.ndjson');
  await writeFile(file, orders.map((order) => `${JSON.stringify(order)}\n`).join(''));
  await ebbtideJson('import', file, '--data', data);
}

/** An app of somebody's own: what calls are signed with. */
async function makeApp(data, who) {
  const inData = ['--data', data];
  const isBound = /^(distributor|customer):/.test(who);
  const bound = isBound ? ['--for', who] : [];
  const app = await ebbtideJson('app', 'create', ...inData, '--title', who, ...bound);
  const access = { appKey: app.app_key, secret: app.app_secret };
  if (isBound) return access;
  const user = ['--app', app.app_key, '--user', who];
  return { ...access, ...(await ebbtideJson('session', 'create', ...inData, ...user)) };
}

/** Calls as an app through one of the two clients; only topsdk can send files. */
function actor(access, client) {
  const withFiles = topsdk(access);
  const call = client(access);
  const act = (method, params = {}) =>
    (Object.values(params).some(Buffer.isBuffer) ? withFiles : call)(method, params);
  return Object.assign(act, { appKey: access.appKey });
}

/**
 * Sets the stage of a story: a data directory with `orders` (as `ebbtide import` takes them), the
 * real server on it, configured by the text `config`, and its cast. `cast` names who acts,
 * `{ shop: 'seller:hz0799' }`, and the story has a function for each: `story.shop(method, params)`
 * calls and gives what stands in the answer's root. Sellers and the platform call through topsdk,
 * the others through node-taobao-topclient.
 */
export async function beginStory({ cast, orders = [], config = '' }) {
  const folder = await mkdtemp(join(tmpdir(), 'ebbtide-story-'));
  const data = join(folder, 'data');
  const story = { data };
  after(async () => {
    await story.server?.end('SIGKILL');
    await rm(folder, { recursive: true });
  });
  if (orders.length > 0) await importOrders(data, folder, orders);
  const access = {};
  for (const [name, who] of Object.entries(cast)) access[name] = await makeApp(data, who);
  const configFile = join(folder, 'ebbtide.toml');
  await writeFile(configFile, config);
  story.server = await serve(data, '--config', configFile);
  for (const [name, who] of Object.entries(cast)) {
    const client = /^(seller|platform):/.test(who) ? topsdk : nodeTaobaoTopClient;
    story[name] = actor({ ...access[name], url: story.server.url }, client);
  }
  return story;
}

/** The last test of every story: what the server leaves on disk is sound, all `refunds` of it. */
export function endStory(story, { refunds }) {
  test('the server ends, and `ebbtide verify` finds every sum, state and chain sound', async () => {
    assert.equal(await story.server.end('SIGTERM'), 0);
    const { code, stdout, stderr } = await ebbtide('verify', '--data', story.data, '--json');
    assert.deepEqual(JSON.parse(stdout || '{}'), { refunds, problems: [] }, stderr);
    assert.equal(code, 0);
  });
}

/** What a call is refused with: its sub-code. */
export async function refusal(answer) {
  const error = await answer.then(
    (given) => assert.fail(`was not refused: ${JSON.stringify(given)}`),
    (refused) => refused,
  );
  if (error.name !== 'TOPClientError') throw error;
  return error.sub_code;
}
