import { exchange, request } from './http.mjs';
import { sign } from './sign.mjs';

/**
 * The SDK families of the last fifteen years as top-protocol sections 3 to 6 describe them: where
 * each puts its parameters, how it signs, and how it reads what comes back. Each gives what stands
 * in the answer's root, or throws an error that holds the error document's fields.
 */

const kForm = 'application/x-www-form-urlencoded';

const two = (n) => String(n).padStart(2, '0');
function localTime() {
  const d = new Date(Date.now() + 8 * 3_600_000); // GMT+8, wherever the test runs
  return (
    `${d.getUTCFullYear()}-${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())} ` +
    `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())}`
  );
}

const encode = (params, space = '+') =>
  Object.entries(params)
    .map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%20', space)}`)
    .join('&');

const without = (params, drop) =>
  Object.fromEntries(Object.entries(params).filter(([name, value]) => !drop(value, name)));
const isEmpty = (value) => value === undefined || value === null || value === '';

/** Writes parts as the family does: `part(name)` and `file(name)` are their headers. */
function multipart(texts, files, { boundary, part, file, lead = '', tail = '\r\n' }) {
  const pieces = [Buffer.from(lead)];
  const add = (head, content) =>
    pieces.push(Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`), content, Buffer.from('\r\n'));
  for (const [name, value] of Object.entries(texts)) add(part(name), Buffer.from(String(value)));
  for (const [name, content] of Object.entries(files)) add(file(name), content);
  pieces.push(Buffer.from(`--${boundary}--${tail}`));
  return Buffer.concat(pieces);
}

function failure({ code, msg, sub_code: subCode, sub_msg: subMsg }) {
  return Object.assign(new Error(`${code} ${msg} ${subCode ?? ''}: ${subMsg ?? ''}`), {
    code,
    sub_code: subCode,
  });
}

function fromJson(text) {
  const answer = JSON.parse(text);
  const roots = Object.keys(answer);
  if (roots.length !== 1) throw new Error(`one root is wanted: ${roots}`);
  if (answer.error_response) throw failure(answer.error_response);
  return answer[roots[0]];
}

/** Both .NET SDKs refuse a self-closed root, and read the root's name. */
function fromXml(text) {
  const match = /^<\?xml version="1.0" encoding="utf-8" \?><(\w+)>([^]*)<\/\1><!--[^-]*(?:-[^-]+)*-->$/.exec(text);
  if (!match) throw new Error(`not TOP's XML: ${text.slice(0, 200)}`);
  const [, root, content] = match;
  const field = (name) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(content)?.[1];
  if (root === 'error_response') {
    throw failure({ code: Number(field('code')), msg: field('msg'), sub_code: field('sub_code'), sub_msg: field('sub_msg') });
  }
  return { xml: content };
}

/** The new Go SDK slices errors at fixed offsets and panics at less than 20 bytes. */
function fromGo(text) {
  if (text.length < 20) throw new Error('a panic');
  const kError = '{"error_response":';
  if (text.startsWith(`${kError}{`)) {
    if (!text.endsWith('}}')) throw new Error('an error document with something behind it');
    throw failure(JSON.parse(text.slice(kError.length, -1)));
  }
  return JSON.parse(text);
}

/** The new PHP SDK asks with simplify=1, which is no `true`, and strips one root itself. */
const fromNewPhp = fromJson;

const kReads = { json: fromJson, xml: fromXml };

async function send(access, { method = 'POST', query, headers, body, read }) {
  const target = `/router/rest${query ? `?${query}` : ''}`;
  const host = `Host: ${new URL(access.url).host}`;
  const answer = await exchange(access.url, request(method, target, [host, ...headers], body));
  if (answer.status !== 200) throw new Error(`HTTP ${answer.status}: ${answer.body}`);
  for (const header of ['Application-Host', 'Location-Host']) {
    if (!new RegExp(`^${header}: `, 'im').test(answer.head)) throw new Error(`no ${header}`);
  }
  return read(answer.body);
}

const publicParams = (access, method, more) => ({
  method,
  app_key: access.appKey,
  session: access.session,
  v: '2.0',
  ...more,
});

/** Official Java SDK: system parameters in the query, the application's in the body. */
async function java(access, method, params, files) {
  const given = without(params, isEmpty);
  const system = without(
    publicParams(access, method, {
      timestamp: localTime(),
      format: 'json',
      sign_method: 'hmac-sha256',
      partner_id: 'top-sdk-java-20211014',
    }),
    isEmpty,
  );
  system.sign = sign['hmac-sha256']({ ...system, ...given }, access.secret);
  const common = ['Accept: text/xml,text/javascript', 'User-Agent: top-sdk-java', 'Accept-Encoding: gzip'];
  if (Object.keys(files).length === 0) {
    const headers = [...common, `Content-Type: ${kForm};charset=UTF-8`];
    return send(access, { query: encode(system), headers, body: encode(given), read: fromJson });
  }
  const boundary = String(Date.now());
  const body = multipart(given, files, {
    boundary,
    lead: '\r\n',
    part: (name) => `Content-Disposition:form-data;name="${name}"\r\nContent-Type:text/plain`,
    file: (name) =>
      `Content-Disposition:form-data;name="${name}";filename="a.png"\r\nContent-Type:image/png`,
  });
  const headers = [...common, `Content-Type: multipart/form-data;charset=UTF-8;boundary=${boundary}`];
  return send(access, { query: encode(system), headers, body, read: fromJson });
}

/** json_encode: what is not ASCII as \u escapes, slashes escaped. */
const phpText = (text) =>
  text.startsWith('{') || text.startsWith('[')
    ? JSON.stringify(JSON.parse(text))
        .replace(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
        .replaceAll('/', '\\/')
    : text;

const php = (format, extra, read) => async (access, method, params, files) => {
  const given = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, phpText(value)]),
  );
  const system = publicParams(access, method, {
    timestamp: localTime(),
    format,
    sign_method: 'md5',
    partner_id: 'top-apitools',
    ...extra,
  });
  if (!access.session) delete system.session;
  system.sign = sign.md5({ ...system, ...given }, access.secret);
  const query = encode(system);
  const headers = ['User-Agent: top-sdk-php'];
  if (Object.keys(files).length > 0) {
    const boundary = '-------------------------acebdf13572468';
    const body = multipart(given, files, {
      boundary,
      tail: '',
      part: (name) => `Content-Disposition: form-data; name="${name}"`,
      file: (name) =>
        `Content-Disposition: form-data; name="${name}"; filename="a.png" \r\nContent-Type: image/png`,
    });
    headers.push(`Content-Type: multipart/form-data; boundary=${boundary}`);
    return send(access, { query, headers, body, read });
  }
  if (Object.keys(given).length === 0) return send(access, { method: 'GET', query, headers, read });
  headers.push(`Content-Type: ${kForm}; charset=UTF-8`);
  return send(access, { query, headers, body: encode(given), read });
};

/** New-generation Go SDK: simplified answers, the content type without a charset. */
async function goNew(access, method, params) {
  const given = without(params, isEmpty);
  const system = without(
    publicParams(access, method, {
      timestamp: localTime(),
      format: 'json',
      sign_method: 'hmac-sha256',
      simplify: 'true',
      partner_id: 'new_go_sdk_20240412',
    }),
    isEmpty,
  );
  system.sign = sign['hmac-sha256']({ ...system, ...given }, access.secret);
  return send(access, {
    query: encode(system),
    headers: [`Content-Type: ${kForm}`],
    body: encode(given),
    read: fromGo,
  });
}

/** Python SDK: milliseconds for the time, and parts that are called `file`. */
async function python(access, method, params, files) {
  const given = without(params, isEmpty);
  const system = without(
    publicParams(access, method, {
      timestamp: String(Date.now()),
      format: 'json',
      sign_method: 'md5',
      partner_id: 'top-sdk-python-20151217',
    }),
    isEmpty,
  );
  system.sign = sign.md5({ ...system, ...given }, access.secret);
  const common = ['Cache-Control: no-cache', 'Accept-Encoding: gzip, deflate'];
  if (Object.keys(files).length === 0) {
    const headers = [...common, `Content-Type: ${kForm};charset=UTF-8`];
    return send(access, { query: encode(system), headers, body: encode(given), read: fromJson });
  }
  const boundary = 'PYTHON_SDK_BOUNDARY';
  const body = multipart(given, files, {
    boundary,
    part: (name) => `Content-Disposition: form-data; name="${name}"`,
    file: (name) =>
      `Content-Disposition: file; name="${name}"; filename="a.png"\r\nContent-Type: image/png`,
  });
  const headers = [...common, `Content-Type: multipart/form-data; boundary=${boundary}`];
  return send(access, { query: encode(system), headers, body, read: fromJson });
}

/** Both .NET SDKs: everything in the body; the older one says nothing of how it signs. */
const dotNet = (signMethod) => async (access, method, params) => {
  const all = without(
    { ...publicParams(access, method, { timestamp: localTime(), format: 'xml' }), ...params },
    isEmpty,
  );
  if (signMethod !== 'legacy') all.sign_method = signMethod;
  all.sign = sign[signMethod](all, access.secret);
  return send(access, {
    headers: [`Content-Type: ${kForm};charset=utf-8`, 'Accept-Encoding: gzip'],
    body: encode(all),
    read: kReads.xml,
  });
};

/** Community Node client A: asked for GET it sends its parameters as the body of a GET. */
async function nodeA(access, method, params) {
  const all = without(
    {
      ...publicParams(access, method, { timestamp: localTime(), format: 'json', sign_method: 'md5' }),
      ...params,
    },
    isEmpty,
  );
  all.sign = sign.md5(all, access.secret);
  const headers = [`Content-Type: ${kForm}`];
  return send(access, { method: 'GET', headers, body: encode(all, '%20'), read: fromJson });
}

/** Community Node client B: everything in the query, empty values too. */
async function nodeB(access, method, params) {
  const all = {
    ...publicParams(access, method, { timestamp: localTime(), format: 'json', sign_method: 'md5' }),
    ...params,
    memo: '',
  };
  if (!access.session) all.session = '';
  all.sign = sign.md5(all, access.secret);
  return send(access, { method: 'GET', query: encode(all, '%20'), headers: [], read: fromJson });
}

/** Community Go client: a form with a charset, simplified. */
async function goCommunity(access, method, params) {
  const all = without(
    {
      ...publicParams(access, method, {
        timestamp: localTime(),
        format: 'json',
        sign_method: 'hmac',
        simplify: 'true',
      }),
      ...params,
    },
    isEmpty,
  );
  all.sign = sign.hmac(all, access.secret);
  return send(access, {
    headers: [`Content-Type: ${kForm};charset=utf-8`],
    body: encode(all),
    read: fromGo,
  });
}

export const families = {
  'official Java SDK': java,
  'classic PHP SDK': php('xml', {}, fromXml),
  'new-generation PHP SDK': php('json', { simplify: '1' }, fromNewPhp),
  'new-generation Go SDK': goNew,
  'Python SDK': python,
  '.NET SDK 2023': dotNet('hmac'),
  '.NET SDK 2015': dotNet('legacy'),
  'community Node client A': nodeA,
  'community Node client B': nodeB,
  'community Go client': goCommunity,
};

/** Those that can send files. */
export const withFiles = [
  'official Java SDK',
  'classic PHP SDK',
  'new-generation PHP SDK',
  'Python SDK',
];
