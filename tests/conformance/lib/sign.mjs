import { createHash, createHmac } from 'node:crypto';

/** Name and value of each parameter, sorted by name in byte order, nothing between them. */
const joined = (params, body = '') =>
  Object.entries(params)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}${value}`)
    .join('') + body;

const hex = (hash, text) => hash.update(text, 'utf8').digest('hex').toUpperCase();

/** As top-protocol section 4 has them; `raw` is a body that is signed as it is. */
export const sign = {
  md5: (params, secret, raw) => hex(createHash('md5'), secret + joined(params, raw) + secret),
  hmac: (params, secret, raw) => hex(createHmac('md5', secret), joined(params, raw)),
  'hmac-sha256': (params, secret, raw) => hex(createHmac('sha256', secret), joined(params, raw)),
  legacy: (params, secret) => hex(createHash('md5'), secret + joined(params)),
};
