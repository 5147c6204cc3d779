import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';

import { inParallel, nodeTaobaoTopClient, topsdk } from './lib/clients.mjs';
import { ebbtideJson, serve } from './lib/ebbtide.mjs';
import { importFile } from './lib/import.mjs';
import { applicationFor, assertBooked, readRefundsOf, userrefund } from './lib/refund_calls.mjs';
import { Retail, outcomeOf } from './lib/retail.mjs';
import { kOutcomesByHand, kSeed, writeSample } from './lib/retail_sample.mjs';

process.env.TZ = 'Asia/Shanghai'; // the clients stamp local time, and the platform's is GMT+8

const kShared = fileURLToPath(new URL('../../../shared/data/online-retail/', import.meta.url));
const kTenant = { seller: 'RETAIL', shop: 'S1', store: 'T1' };
const kInFlight = 16;

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

/** Outcomes must be the expected ones, in order; shows only those that are not. */
function assertOutcomes(outcomes, cancellations, expectedOf) {
  const wrong = cancellations
    .map((c, i) => ({ key: c.key, outcome: outcomes[i], expected: expectedOf(c) }))
    .filter(({ outcome, expected }) => !isDeepStrictEqual(outcome, expected));
  assert.deepEqual(wrong, []);
}

/** Gives the shop's lines and orders the numbers that the import wrote for them. */
function takeIds(shop, rows) {
  const lines = new Map(shop.lines.map((line) => [line.number, line]));
  for (const row of rows) {
    const line = lines.get(row.line);
    assert.ok(line, `${row.line} has ids that were not expected`);
    assert.equal(line.id, undefined, `${row.line} has ids twice`);
    line.id = row.line_id;
    line.order.id ??= row.order_id;
    assert.deepEqual(row, {
      csvLine: row.csvLine,
      order: line.order.number,
      line: line.number,
      sku: line.sku,
      order_id: line.order.id,
      line_id: line.id,
    });
  }
  const ids = [...shop.lines, ...shop.orders.values()].map(({ id }) => Number(id));
  assert.ok(ids.every((id) => Number.isSafeInteger(id) && id > 0), 'every line has its ids');
  assert.equal(new Set(ids).size, ids.length, 'no id is given twice');
}

/**
 * Imports a shop's files, sends its cancellations as refunds, and compares what Ebbtide makes of
 * them with `Retail`'s own count.
 */
function describeShop(name, { prepare, checkCount }) {
  describe(name, () => {
    const began = performance.now();
    const shop = new Retail();
    const days = []; // { path, expected, ids }
    let folder;
    let server;
    let write; // through topsdk
    let read; // through node-taobao-topclient

    const importDay = ({ path }, out) =>
      importFile(path, { ...kTenant, data: join(folder, 'data'), out: join(folder, out) });
    const send = async (cancellation) =>
      outcomeOf(await userrefund(write, applicationFor(cancellation, kTenant)));
    const readBack = () => readRefundsOf(read, shop.touchedLines(), kInFlight);

    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'ebbtide-retail-'));
      const source = await prepare(folder);
      const files = (await readdir(source)).filter((file) => file.endsWith('.csv')).sort();
      for (const path of files.map((file) => join(source, file))) {
        days.push({ path, expected: shop.addFile(await readFile(path, 'utf8')) });
      }
      shop.settle();
    });

    after(async () => {
      await server?.end('SIGKILL');
      await rm(folder, { recursive: true });
    });

    it('is counted as it is known to be', () => checkCount(shop));

    it('imports every order and says which rows are none', async () => {
      for (const [i, day] of days.entries()) {
        const imported = await importDay(day, `first-${i}`);
        const { orders, lines, rejected } = day.expected;
        assert.deepEqual(imported.rejected, rejected, day.path);
        assert.deepEqual(imported.figures, {
          orders_new: orders,
          orders_unchanged: 0,
          lines_new: lines,
          rows_rejected: rejected.length,
        });
        assert.equal(imported.code, rejected.length === 0 ? 0 : 1);
        day.ids = imported.ids;
      }
      takeIds(shop, days.flatMap(({ ids }) => ids));
    });

    it('imports nothing a second time, and gives the same numbers', async () => {
      for (const [i, day] of days.entries()) {
        const imported = await importDay(day, `second-${i}`);
        const { orders, rejected } = day.expected;
        assert.deepEqual(imported.rejected, rejected, day.path);
        assert.deepEqual(imported.figures, {
          orders_new: 0,
          orders_unchanged: orders,
          lines_new: 0,
          rows_rejected: rejected.length,
        });
        assert.deepEqual(imported.ids, days[i].ids, day.path);
      }
    });

    it('makes an app and a session, and serves', async () => {
      const inData = ['--data', join(folder, 'data')];
      const app = await ebbtideJson('app', 'create', ...inData, '--title', 'retail');
      const user = ['--app', app.app_key, '--user', `seller:${kTenant.seller}`];
      const { session } = await ebbtideJson('session', 'create', ...inData, ...user);
      server = await serve(join(folder, 'data'));
      const access = { url: server.url, appKey: app.app_key, secret: app.app_secret, session };
      write = topsdk(access);
      read = nodeTaobaoTopClient(access);
    });

    it('answers every cancellation as counted, one after another', async () => {
      const outcomes = await inParallel(1, shop.cancellations, send);
      assertOutcomes(outcomes, shop.cancellations, ({ expected }) => expected);
    });

    it('has exactly the refunds that were accepted', async () => {
      assertBooked(await readBack(), shop.touchedLines());
    });

    it('answers the same to all calls once more, and nothing changes', async () => {
      const earlier = await readBack();
      const outcomes = await inParallel(kInFlight, shop.cancellations, send);
      assertOutcomes(outcomes, shop.cancellations, (c) => shop.judgeReplay(c));
      assert.deepEqual(await readBack(), earlier);
    });

    it('refuses another fee under a used key, and nothing changes', async () => {
      const earlier = await readBack();
      const used = shop.cancellations.find((c) => c.expected.outcome === 'accepted' && c.fen > 1);
      assert.deepEqual(await send({ ...used, fen: used.fen - 1 }), { outcome: 'used key' });
      assert.deepEqual(await readBack(), earlier);
    });

    it('stops at SIGTERM with exit code 0', async (t) => {
      assert.equal(await server.end('SIGTERM'), 0);
      const { orders, lines, rejected, cancellations, outcomes, pieces, fen } = shop.summary();
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      t.diagnostic(
        `${name}: ${orders} orders, ${lines} lines, ${rejected} rows rejected; ` +
          `${cancellations} cancellations: ${JSON.stringify(outcomes)}; ` +
          `refunded ${pieces} pieces, ${fen} fen; ${seconds} s`,
      );
    });
  });
}

describeShop(`A made-up shop (seed ${kSeed})`, {
  prepare: async (folder) => {
    const source = join(folder, 'source');
    await writeSample(source);
    return source;
  },
  checkCount: (shop) => {
    const outcomes = shop.cancellations.map(({ key, expected }) => [key.split('-')[0], expected]);
    const byHand = outcomes.filter(([number]) => number in kOutcomesByHand);
    assert.deepEqual(Object.fromEntries(byHand), kOutcomesByHand);
  },
});

// Too large and not ours to keep in the project; it runs where the folder is.
if (existsSync(kShared)) {
  describeShop('Online Retail, December 2010', {
    prepare: () => kShared,
    checkCount: (shop) => {
      assert.deepEqual(shop.summary(), {
        orders: 1629,
        lines: 41683,
        rejected: 798,
        cancellations: 728,
        outcomes: { accepted: 299, pieces: 6, unknown: 423 },
        pieces: 3228,
        fen: 817848,
      });
    },
  });
}
