/**
 * One call in a process of its own, for what only the environment decides (time zone, certificates,
 * proxies) and for what harms a process. Reads a job from its argument, prints `{answer}` or
 * `{error}`.
 */
import { Readable } from 'node:stream';
import { openTopClient, openTopSdk } from './npm_clients.mjs';

const { client, access, method, params, how } = JSON.parse(process.argv[2]);
const { session } = access;
const open = client === 'topsdk' ? openTopSdk : openTopClient;
const opened = open(access);

const calls = {
  plain: () => opened.execute(method, { ...params, session }),
  callback: () =>
    new Promise((resolve, reject) => {
      const done = (error, answer) => (error ? reject(error) : resolve(answer));
      opened.execute(method, { ...params, session }, done);
    }),
  'a stream of unknown length': () => {
    const image = { value: Readable.from([Buffer.alloc(64)]), options: { filename: 'a.png' } };
    return opened.execute(method, { ...params, image, session }, 'file_upload');
  },
};
const said = await calls[how]().then(
  (answer) => ({ answer }),
  ({ name, message, code }) => ({ error: { name, message, code } }),
);
console.log(JSON.stringify(said));
