import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import { PassThrough } from 'node:stream';

import { sign } from './sign.mjs';

/**
 * The two TOP clients that are published for Node.js, in each mode that they have. Neither has
 * batches, messages (TMC), timeouts, headers of one's own, or a sign method other than md5; a proxy
 * is only for the environment to name.
 */
const kRequire = createRequire(new URL('../package.json', import.meta.url));
const TopSdk = kRequire('topsdk');
export const TopClient = kRequire('node-taobao-topclient').default;

export const openTopSdk = (access, options) =>
  new TopSdk(access.appKey, access.secret, access.url, options);
export const openTopClient = (access) =>
  new TopClient({ appkey: access.appKey, appsecret: access.secret, REST_URL: access.url });

/** What topsdk signs rightly: it signs an object as [object Object], and chokes on undefined. */
export const texts = (params) =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'object' ? JSON.stringify(value) : value,
    ]),
  );

/** As a form with parts needs them: a boolean among them breaks the client's stream. */
const words = (params) =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));

/** Every JSON text as the object that it is, for the client that writes JSON itself. */
export const objects = (params) =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      /^[[{]/.test(value) ? JSON.parse(value) : value,
    ]),
  );

const rootOf = (method) => `${method.replace(/^taobao\./, '').replaceAll('.', '_')}_response`;

/** What an answer says, without what is new in each. */
export function content({ request_id: requestId, ...rest }) {
  if (!/^[0-9a-z]{12}$/.test(requestId)) throw new Error(`request_id: ${requestId}`);
  return rest;
}

/** The answer's text, asked for without any client. */
export async function plainly(access, method, params) {
  const all = { ...texts(params), method, app_key: access.appKey, v: '2.0', format: 'json' };
  if (access.session) all.session = access.session;
  all.timestamp = Date.now();
  all.sign_method = 'hmac-sha256';
  all.sign = sign['hmac-sha256'](all, access.secret);
  const answer = await fetch(access.url, { method: 'POST', body: new URLSearchParams(all) });
  return answer.text();
}

/** topsdk gives numbers of more than 15 digits as texts; JSON.parse rounds them. */
const kLongNumber = /(?<=[:[,])-?\d{16,}(?=[,}\]])/g;
const longNumbersAsTexts = (json) => JSON.parse(json.replace(kLongNumber, '"$&"'));

export async function piped(call, read = JSON.parse) {
  return read(await text(call.pipe(new PassThrough())));
}

const promised = (work) =>
  new Promise((resolve, reject) => {
    work((error, answer) => (error ? reject(error) : resolve(answer)));
  });

const unwrapped = async (method, answer) => (await answer)[rootOf(method)];

const topSdk = (call, options, read = longNumbersAsTexts) => ({
  read,
  open: (access) => {
    const client = openTopSdk(access, options);
    const session = access.session ? { session: access.session } : {};
    return (method, params) => call(client, method, { ...texts(params), ...session });
  },
});

const topClient = (call) => ({
  read: JSON.parse,
  open: (access) => {
    const client = openTopClient(access);
    const session = access.session ? { session: access.session } : {};
    return (method, params) => call(client, method, { ...params, ...session });
  },
});

/** `open(access)(method, params)` gives what stands in the answer's root, read as by `read`. */
export const modes = {
  'topsdk': topSdk((c, method, p) => c.execute(method, p)),
  'topsdk, no validators': topSdk((c, method, p) => c.execute(method, p), { useValidators: false }),
  'topsdk, GET': topSdk((c, method, p) => c.execute(method, p, 'get')), // with a form as its body
  'topsdk, FILE_UPLOAD': topSdk((c, method, p) => c.execute(method, words(p), 'FILE_UPLOAD')),
  'topsdk, unknown type': topSdk((c, method, p) => c.execute(method, p, 'PUT')), // sends a POST
  'topsdk, callback': topSdk((c, method, p) => promised((done) => c.execute(method, p, done))),
  'topsdk, type and callback': topSdk((c, method, p) =>
    promised((done) => c.execute(method, p, 'Get', done)),
  ),
  'topsdk, rawResponse': topSdk((c, method, p) => unwrapped(method, c.execute(method, p)), {
    rawResponse: true,
  }),
  'topsdk, piped': topSdk(
    (c, method, p) => unwrapped(method, piped(c.execute(method, p))),
    {},
    JSON.parse,
  ),
  'topsdk, GET, piped': topSdk(
    (c, method, p) => unwrapped(method, piped(c.execute(method, p, 'get'))),
    {},
    JSON.parse,
  ),
  'topclient, execute': topClient((c, method, p) => c.execute(method, p)),
  'topclient, execute, GET': topClient((c, method, p) => c.execute(method, p, 'get')),
  'topclient, objects': topClient((c, method, p) => c.execute(method, objects(p))),
  'topclient, request': topClient((c, method, p) => unwrapped(method, c.request({ ...p, method }))),
  'topclient, request, GET': topClient((c, method, p) =>
    unwrapped(method, c.request({ ...p, method }, 'GET')),
  ),
  'topclient, invoke': topClient((c, method, p) => c.invoke(method, p, [rootOf(method)], null)),
  'topclient, invoke, GET': topClient((c, method, p) =>
    unwrapped(method, c.invoke(method, p, [], null, 'GET')),
  ),
};
