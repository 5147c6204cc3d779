import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { test } from 'node:test';

import { ebbtide } from '../e2e/lib/ebbtide.mjs';
import { elsewhere } from './lib/elsewhere.mjs';
import { content, openTopSdk, piped } from './lib/npm_clients.mjs';
import {
  accessOfCall, client, counted, demo, distributor, sdk, seller, serveDemo,
} from './lib/npm_demo.mjs';

/** Uploads of npm's topsdk; node-taobao-topclient has none. */

serveDemo('with uploads of an npm client');

const kFiles = {
  'a file that is read': (path) => createReadStream(path),
  'a file that is read, with a name': (path) => ({
    value: createReadStream(path),
    options: { filename: 'a.png' },
  }),
  'bytes': (path, bytes) => ({ value: bytes, options: { filename: 'a.png' } }),
  'bytes with a type and a Chinese name': (path, bytes) => ({
    value: bytes,
    options: { filename: '照片 "1".png', contentType: 'image/png' },
  }),
  'a stream of known length': (path, bytes) => ({
    value: Readable.from([bytes.subarray(0, 9), bytes.subarray(9)]),
    options: { filename: 'a.png', knownLength: bytes.length },
  }),
};
const kAdd = 'taobao.refund.message.add';
const message = (more) => ({ refund_id: 84006, session: seller().session, ...more });
const pngPath = () => join(demo.data, 'demo-proof.png');

/** A picture of its own for each upload: what follows the end of a PNG is nobody's business. */
const pictureOf = async (text) => Buffer.concat([await readFile(pngPath()), Buffer.from(text)]);

for (const [name, make] of Object.entries(kFiles)) {
  test(`topsdk sends ${name}`, async () => {
    const bytes = await pictureOf(name);
    const path = join(demo.folder, '凭证.png');
    await writeFile(path, bytes);

    const said = message({ content: `${name} 请提供 "照片" & +1%`, image: make(path, bytes) });
    const added = await counted(sdk().execute(kAdd, said, 'file_upload'));
    const asked = message({ fields: 'id,content,pic_urls' });
    const listed = await counted(sdk().execute('taobao.refund.messages.get', asked));
    const found = listed.refund_messages.refund_message.at(-1);
    assert.deepEqual([found.id, found.content], [added.refund_message.id, said.content]);
    const picture = await fetch(found.pic_urls.pic_url[0].url);
    assert.deepEqual(Buffer.from(await picture.arrayBuffer()), bytes);

    const proof = { distributor: 'demo_distributor', refund_id: 85004, image: make(path, bytes) };
    const upload = 'taobao.openmall.refund.image.upload';
    const call = openTopSdk(distributor()).execute(upload, proof, 'file_upload');
    const { openmall_refund_image_upload_response: answer } = await counted(piped(call));
    assert.deepEqual(content(answer), { result: createHash('sha256').update(bytes).digest('hex') });
  });
}

test('every method with a file works by upload', async () => {
  const withFiles = demo.made.calls.filter((call) => call.files);
  assert.ok(withFiles.length >= 4);
  for (const call of withFiles) {
    const parts = Object.entries(call.files).map(([name, path]) => [name, createReadStream(path)]);
    const all = { ...call.params, ...Object.fromEntries(parts) };
    if (call.session) all.session = call.session;
    const topsdk = openTopSdk(accessOfCall(call));
    const answer = content(await counted(topsdk.execute(call.method, all, 'file_upload')));
    assert.ok(Object.keys(answer).length > 0, call.method);
    assert.doesNotMatch(JSON.stringify(answer), /"(success|succ|is_success)":false/, call.method);
  }
});

test('what is no file part is refused', async () => {
  const bytes = await pictureOf('');
  const refuses = (by, image, type, error) =>
    assert.rejects(counted(by.execute(kAdd, message({ content: 'x', image }), type)), error);
  const noFile = {
    code: 41,
    sub_code: 'isv.invalid-parameter:image',
    message: /image must be a file part of a multipart\/form-data body$/,
  };
  await refuses(sdk(), pngPath(), 'file_upload', noFile);
  await refuses(sdk(), bytes.toString('base64'), 'post', noFile);
  await refuses(client(), bytes, 'POST', noFile); // as the JSON of a Buffer
  // Without a file name it is a text part, which the client does not sign.
  await refuses(sdk(), bytes, 'file_upload', { code: 47, message: /a parameter is not UTF-8/ });
  await refuses(sdk(), Buffer.from('text'), 'file_upload', { code: 25 });
  const text = { value: Buffer.from('no picture'), options: { filename: 'a.png' } };
  await refuses(sdk(), text, 'file_upload', { code: 41, message: /image is not a picture/ });
});

test('elsewhere than in an upload topsdk drops bytes without a word', async () => {
  for (const type of ['get', 'post']) {
    const said = message({ content: `no picture by ${type}`, image: await pictureOf('') });
    const { refund_message: added } = await counted(sdk().execute(kAdd, said, type));
    const asked = message({ fields: 'id,content,pic_urls' });
    const listed = await counted(sdk().execute('taobao.refund.messages.get', asked));
    const found = listed.refund_messages.refund_message.at(-1);
    assert.deepEqual(found, { id: added.id, content: said.content });
  }
});

test('a stream of unknown length is cut short by the client, and the server says so', async () => {
  // Its Content-Length leaves the stream out; in a process of its own, as the rest is sent as well.
  const job = { client: 'topsdk', access: seller(), method: kAdd };
  const params = { refund_id: 84006, content: 'x' };
  const how = 'a stream of unknown length';
  const { error } = await counted(elsewhere({}, { ...job, params, how }));
  assert.equal(error.code, 47);
  assert.match(error.message, /its closing boundary is missing$/);
});

test('what is left behind is sound', async () => {
  const { code, stdout } = await ebbtide('verify', '--data', demo.data);
  assert.equal(code, 0, stdout);
});
