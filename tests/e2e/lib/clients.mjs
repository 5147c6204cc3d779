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

/** `call(method, params)` gives what stands in the answer's root; an error answer throws. */
export function topsdk({ url, appKey, secret, session }) {
  const client = new TopSdk(appKey, secret, url);
  return (method, params) => client.execute(method, { ...params, session });
}

export function nodeTaobaoTopClient({ url, appKey, secret, session }) {
  const client = new NodeTaobaoTopClient({ appkey: appKey, appsecret: secret, REST_URL: url });
  return (method, params) => client.execute(method, { ...params, session });
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
