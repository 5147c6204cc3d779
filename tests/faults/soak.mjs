import { Campaign } from './lib/campaign.mjs';
import { Figures } from './lib/figures.mjs';

/** The kill suite for as long as asked: `node soak.mjs [MINUTES]`; EBBTIDE_SEED repeats one. */

const kMinuteS = 60;

const minutes = Number(process.argv[2] ?? 10);
if (!(minutes > 0)) {
  console.error(`soak: MINUTES must be a number above 0, not ${process.argv[2]}`);
  process.exit(2);
}
const seed = Number(process.env.EBBTIDE_SEED ?? Date.now() % 2 ** 32);

const figures = new Figures();
const campaign = new Campaign(seed, figures);
const print = () => console.log(`${figures}`);

console.log(`seed ${seed}, ${minutes} minutes`);
for (let printed = 0; figures.seconds < minutes * kMinuteS; ) {
  await campaign.round();
  const passed = Math.floor(figures.seconds / kMinuteS);
  if (passed > printed) print();
  printed = passed;
}
await campaign.close();
print();
