import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';

/** No whole answer came: nobody can say from here whether the call took effect. */
export class NoAnswer extends Error {}

const kPlatformZoneMs = 8 * 3_600_000; // GMT+8

const platformTime = () =>
  new Date(Date.now() + kPlatformZoneMs).toISOString().slice(0, 19).replace('T', ' ');

function signOf(params, secret) {
  const names = Object.keys(params).sort();
  const text = names.map((name) => name + params[name]).join('');
  return createHmac('sha256', secret).update(text).digest('hex').toUpperCase();
}

/** Calls one server over connections that stay open. */
export class TopClient {
  #agent;
  #url;
  #access;

  /** `access` is `{ appKey, secret, session }`. */
  constructor(url, access, connections) {
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
    this.#url = url;
    this.#access = access;
  }

  /** What stands in the answer's root. Throws `NoAnswer`, or what an error document says. */
  async call(method, params) {
    const text = await this.#post(this.#formOf(method, params));
    const answer = JSON.parse(text);
    if (answer.error_response) throw new Error(`${method}: ${text}`);
    return Object.values(answer)[0];
  }

  close() {
    this.#agent.destroy();
  }

  #formOf(method, params) {
    const { appKey, secret, session } = this.#access;
    const all = {
      ...params,
      method,
      app_key: appKey,
      session,
      timestamp: platformTime(),
      v: '2.0',
      format: 'json',
      sign_method: 'hmac-sha256',
    };
    return new URLSearchParams({ ...all, sign: signOf(all, secret) }).toString();
  }

  #post(form) {
    return new Promise((resolve, reject) => {
      const fail = (error) => reject(new NoAnswer(error.message));
      const options = {
        agent: this.#agent,
        method: 'POST',
        headers: {
          'Content-Type': 'application/x-www-form-urlencoded;charset=UTF-8',
          'Content-Length': Buffer.byteLength(form),
        },
      };
      const sent = request(this.#url, options, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part) => (text += part));
        response.on('error', fail);
        response.on('end', () => resolve(text));
      });
      sent.on('error', fail);
      sent.end(form);
    });
  }
}
