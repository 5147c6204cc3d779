import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';

import { inParallel } from '../e2e/lib/clients.mjs';
import { ebbtide, serve } from '../e2e/lib/ebbtide.mjs';
import { elsewhere, tlsConfiguration, tunnelProxy } from './lib/elsewhere.mjs';
import { content, openTopClient, openTopSdk, texts, TopClient } from './lib/npm_clients.mjs';
import {
  accessOf, client, counted, demo, distributor, kGet, kRefund, madeOf, refund, sdk, seller,
  serveDemo,
} from './lib/npm_demo.mjs';

/** What else npm's topsdk and node-taobao-topclient can be given, and what they get wrong. */

serveDemo('with quirks of 2 npm clients');

const answers = async (call) => assert.deepEqual(content(await counted(call)), kRefund);
const refuses = (call, error) => assert.rejects(counted(call), error);

test('texts arrive as they were, in each encoding', async () => {
  const method = 'taobao.openmall.refund.message.submit';
  const spoken = (by) => `${by}: a+b&c=d%20"'()*!~\\/\n\t<ä> 😀 已寄出，请查收 #;:@,[]{}|^\``;
  const asked = (by) => ({
    distributor: 'demo_distributor',
    refund_id: 85004,
    refund_message: { refund_message: spoken(by) },
  });
  const flat = (by) => texts(asked(by));
  const said = [];
  for (const type of ['get', 'post', 'file_upload']) {
    said.push(spoken(`topsdk ${type}`));
    await counted(openTopSdk(distributor()).execute(method, flat(`topsdk ${type}`), type));
  }
  for (const type of ['get', 'post']) {
    said.push(spoken(`topclient ${type}`));
    await counted(openTopClient(distributor()).execute(method, asked(`topclient ${type}`), type));
  }
  const { results_list: list } = await counted(openTopClient(distributor()).execute(
    'taobao.openmall.refund.message.get', { distributor: 'demo_distributor', refund_id: 85004 }));
  assert.deepEqual(new Set(list.refund_message.map((one) => one.refund_message)), new Set(said));
});

test('parameters of each JavaScript type', async () => {
  for (const memo of [1, 1.5, true, false, '', ' ', '中']) {
    await answers(sdk().execute(kGet, refund({ memo })));
    await answers(client().execute(kGet, refund({ memo })));
  }
  for (const memo of [{ a: [1, { b: '中' }] }, ['a', 'b'], [], null, new Date(0)]) {
    await answers(client().execute(kGet, refund({ memo })));
    // It signs an object as [object Object] and an array as a,b; it reads a property of null.
    const fault = memo === null ? { name: 'TypeError' } : { code: 25 };
    await refuses(sdk().execute(kGet, refund({ memo })), fault);
  }
  await answers(client().execute(kGet, refund({ fields: refund().fields.split(',') })));
  await answers(client().execute(kGet, refund({ timestamp: Date.now() })));
  await answers(sdk().execute(kGet, refund({ timestamp: Date.now() })));
  // Unnamed, their MD5 is taken for the form with the secret at both ends.
  await answers(sdk().execute(kGet, refund({ sign_method: '' })));
  await answers(client().execute(kGet, refund({ sign_method: '' })));
  // One signs the word undefined and sends nothing, the other stumbles.
  await refuses(client().execute(kGet, refund({ memo: undefined })), { code: 25 });
  await refuses(sdk().execute(kGet, refund({ memo: undefined })), { name: 'TypeError' });
});

test('topsdk validates before it sends, and the server when it does not', async () => {
  const table = [
    [kGet, { fields: '' }, 'fields is required.', 40, 'isv.missing-parameter:fields'],
    [kGet, { refund_id: 'x' }, 'refund_id should be a number.', 41,
      'isv.invalid-parameter:refund_id'],
    ['taobao.refunds.receive.get', { use_has_next: 'yes' }, 'use_has_next should be a boolean.', 41,
      'isv.invalid-parameter:use_has_next'],
  ];
  for (const [method, change, message, code, subCode] of table) {
    const asked = refund(change);
    if (!asked.fields) delete asked.fields;
    const own = { name: 'Error', message: `Parameter ${message}` };
    await assert.rejects(sdk().execute(method, asked), own);
    const bare = sdk({ useValidators: false });
    await refuses(bare.execute(method, asked), { code, sub_code: subCode });
  }
});

test('node-taobao-topclient names what it takes out of an answer', async () => {
  const invoke = (names, fallback) => counted(client().invoke(kGet, refund(), names, fallback));
  assert.equal(await invoke(['refund_get_response', 'refund', 'status']), 'SUCCESS');
  assert.equal(await invoke(['refund_get_response', 'nothing', 'status'], 'none'), 'none');
  assert.deepEqual(Object.keys(await invoke([])), ['refund_get_response']);
  assert.throws(() => new TopClient({ appkey: '1' }), { message: 'appkey or appsecret need!' });
  const missing = { name: 'ParameterMissingError', message: 'method required' };
  await assert.rejects(client().request({}), missing);
  await assert.rejects(client().execute(kGet), { name: 'TypeError' });
});

// With a body that is JSON in a JSON text, whatever the verb.
test('verbs other than GET and POST are refused', async () => {
  for (const verb of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
    const answer = await counted(client().request(refund({ method: kGet }), verb));
    assert.match(answer, /<code>9<\/code><msg>Http action not allowed<\/msg>/, verb);
  }
});

test('answers do not change places', async () => {
  const ids = Array.from({ length: 100 }, (_, i) => String(84001 + (i % 6)));
  for (const by of [sdk(), client()]) {
    const read = await inParallel(20, ids, async (id) =>
      (await counted(by.execute(kGet, refund({ refund_id: id })))).refund.refund_id);
    assert.deepEqual(read, ids);
  }
});

test('nobody there', async () => {
  const access = { ...seller(), url: 'http://127.0.0.1:1/router/rest' };
  await assert.rejects(openTopSdk(access).execute(kGet, refund()), { code: 'ECONNREFUSED' });
  await assert.rejects(openTopClient(access).execute(kGet, refund()), { code: 'ECONNREFUSED' });
  assert.equal(await openTopSdk(access, { rawResponse: true }).execute(kGet, refund()), undefined);
});

// --- What the environment decides.

const kBoth = ['topsdk', 'node-taobao-topclient'];
const job = (name, more) => ({
  client: name,
  access: seller(),
  method: kGet,
  params: refund(),
  ...more,
});
const said = async (environment, what) => counted(elsewhere(environment, what));

test('a clock of another time zone is told so', async () => {
  for (const name of kBoth) {
    const { error } = await said({ TZ: 'UTC' }, job(name));
    assert.equal(error.code, 31);
    if (name === 'topsdk') assert.match(error.message, /or its zone to Asia\/Shanghai$/);
  }
});

test('HTTP through a proxy, and the endpoint that a client comes with', async () => {
  const proxy = { HTTP_PROXY: new URL(demo.server.url).origin };
  for (const name of kBoth) {
    const url = 'http://gw.api.taobao.com/router/rest';
    const { answer } = await said(proxy, job(name, { access: { ...seller(), url } }));
    assert.deepEqual(content(answer), kRefund);
  }
  const { url, ...access } = seller();
  const { answer } = await said(proxy, job('node-taobao-topclient', { access }));
  assert.deepEqual(content(answer), kRefund);
});

test('HTTPS, directly and through a tunnel, and the endpoint that topsdk comes with', async () => {
  const tls = await tlsConfiguration(demo.folder);
  const data = join(demo.folder, 'secure');
  const secure = await serve(data, '--demo', '--config', tls.config);
  const { port } = new URL(secure.url);
  const proxy = await tunnelProxy(port);
  try {
    const { apps } = await madeOf(data);
    const here = accessOf(apps[0], `https://127.0.0.1:${port}/router/rest`);
    const known = { NODE_EXTRA_CA_CERTS: tls.certificate };
    const tunnel = { ...known, HTTPS_PROXY: proxy.url };
    for (const name of kBoth) {
      const call = job(name, { access: here });
      for (const environment of [known, tunnel]) {
        assert.deepEqual(content((await said(environment, call)).answer), kRefund, name);
      }
      assert.match((await said({}, call)).error.message, /self[- ]signed certificate/, name);
    }
    const unset = job('topsdk', { access: { ...here, url: undefined } });
    assert.deepEqual(content((await said(tunnel, unset)).answer), kRefund);
    const asked = [`127.0.0.1:${port}`, `127.0.0.1:${port}`, 'eco.taobao.com:443'];
    assert.deepEqual(proxy.tunnels, asked);
  } finally {
    proxy.end();
    await secure.end('SIGTERM');
  }
});

test('a refused call with a callback costs topsdk more than the call', async () => {
  // The callback gets the error, and then the promise that nobody holds is rejected.
  const refused = job('topsdk', { how: 'callback', access: { ...seller(), session: 'nobody' } });
  const { error, stderr } = await said({ NODE_OPTIONS: '--unhandled-rejections=warn' }, refused);
  assert.equal(error.code, 27);
  assert.match(stderr, /UnhandledPromiseRejectionWarning/);
});

test('what is left behind is sound', async () => {
  const { code, stdout } = await ebbtide('verify', '--data', demo.data);
  assert.equal(code, 0, stdout);
});
