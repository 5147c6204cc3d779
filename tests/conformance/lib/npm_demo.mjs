import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';

import { serve } from '../../e2e/lib/ebbtide.mjs';
import { openTopClient, openTopSdk } from './npm_clients.mjs';

process.env.TZ = 'Asia/Shanghai'; // both clients stamp their calls with local time

/** The demo that the tests of one file share; `made` is its demo.json, `data` its directory. */
export const demo = { folder: '', data: '', made: null, server: null };

let calls = 0;
/** Counts a call to the server, for the line of figures. */
export const counted = (call) => ((calls += 1), call);

export async function madeOf(data) {
  return JSON.parse(await readFile(join(data, 'demo.json'), 'utf8'));
}

/** Serves a demo while the tests of a file run; in the end says how many calls were made `how`. */
export function serveDemo(how) {
  before(async () => {
    demo.folder = await mkdtemp(join(tmpdir(), 'ebbtide-npm-'));
    demo.data = join(demo.folder, 'demo');
    demo.server = await serve(demo.data, '--demo');
    demo.made = await madeOf(demo.data);
  });
  after(async () => {
    await demo.server?.end('SIGTERM');
    await rm(demo.folder, { recursive: true });
    console.log(`conformance: ${calls} calls ${how}`);
  });
}

export const accessOf = (app, url = demo.server.url) => ({
  url,
  appKey: app.app_key,
  secret: app.app_secret,
  session: app.session,
});
export const actor = (name) => accessOf(demo.made.apps.find((app) => app.for === name));
/** The access of one of the demo's calls, with its session if it needs one. */
export const accessOfCall = ({ app_key: key, session }) =>
  accessOf({ ...demo.made.apps.find((app) => app.app_key === key), session });

export const seller = () => actor('seller:hz0799');
export const distributor = () => actor('distributor:demo_distributor');
export const sdk = (options) => openTopSdk(seller(), options);
export const client = () => openTopClient(seller());

export const kGet = 'taobao.refund.get';
/** What asks the seller's refund 83477, and what is answered. */
export const refund = (more) => ({
  refund_id: '83477',
  fields: 'refund_id,status,reason,refund_fee',
  session: seller().session,
  ...more,
});
export const kRefund = {
  refund: { reason: '不想要了', refund_fee: '200.07', refund_id: '83477', status: 'SUCCESS' },
};
