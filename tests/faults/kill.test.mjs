import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Campaign } from './lib/campaign.mjs';
import { Figures } from './lib/figures.mjs';

const kSeed = Number(process.env.EBBTIDE_SEED ?? 20240219);
const kKills = Number(process.env.EBBTIDE_KILLS ?? 200);

test(`what a caller was told outlives ${kKills} kills (seed ${kSeed})`, async (t) => {
  const figures = new Figures();
  const fight = async (seed) => {
    const campaign = new Campaign(seed, figures);
    while (figures.kills < kKills) await campaign.round();
    await campaign.close();
  };
  // Two at a time: while one server starts and is looked at, the other is under load.
  await Promise.all([fight(kSeed), fight(kSeed + 1)]);
  t.diagnostic(`seed ${kSeed}: ${figures}`);
  assert.equal(figures.lost, 0);
  assert.equal(figures.doubled, 0);
  assert.ok(figures.unknown > 0 && figures.movesUnknown > 0, 'the kills came between calls only');
});
