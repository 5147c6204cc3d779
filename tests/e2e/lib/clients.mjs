import { createRequire } from 'node:module';

/**
 * TOP clients that other people wrote. Both stamp their calls with local time, so a process that
 * calls through them must run in the time zone Asia/Shanghai.
 */
const kRequire = createRequire(new URL('../../conformance/package.json', import.meta.url));

function load(name) {
  try {
    return kRequire(name);
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error;
    throw new Error(`tests/conformance/node_modules lacks ${name}; run ./dev test to install it`);
  }
}

const TopSdk = load('topsdk');
const NodeTaobaoTopClient = load('node-taobao-topclient').default;

/**
 * Parameters as both clients send them rightly: texts, objects as JSON. Both sign what is absent
 * as the word undefined, and objects as [object Object].
 */
function textsOf(params) {
  const given = Object.entries(params).filter(([, value]) => value !== undefined);
  const textOf = (value) => (typeof value === 'object' ? JSON.stringify(value) : String(value));
  return Object.fromEntries(given.map(([name, value]) => [name, textOf(value)]));
}

const partOf = (content) => ({
  value: content,
  options: { filename: 'picture', contentType: 'application/octet-stream' },
});

/**
 * `call(method, params)` gives what stands in the answer's root; an error answer throws. A
 * `Buffer` is sent as a file.
 */
export function topsdk({ url, appKey, secret, session }) {
  const client = new TopSdk(appKey, secret, url);
  return (method, params = {}) => {
    const all = Object.entries({ ...params, session });
    const files = all.filter(([, value]) => Buffer.isBuffer(value));
    const texts = textsOf(Object.fromEntries(all.filter(([, value]) => !Buffer.isBuffer(value))));
    const parts = Object.fromEntries(files.map(([name, content]) => [name, partOf(content)]));
    return client.execute(method, { ...texts, ...parts }, files.length ? 'file_upload' : 'post');
  };
}

/** The same, without files. */
export function nodeTaobaoTopClient({ url, appKey, secret, session }) {
  const client = new NodeTaobaoTopClient({ appkey: appKey, appsecret: secret, REST_URL: url });
  return (method, params = {}) => client.execute(method, textsOf({ ...params, session }));
}

/** What `work` gives for each item, in the items' order; at most `count` at the same time. */
export async function inParallel(count, items, work) {
  const results = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [i, item] of queue) results[i] = await work(item);
  };
  await Promise.all(Array.from({ length: count }, worker));
  return results;
}
