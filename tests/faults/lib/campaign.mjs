import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { ebbtide, killWhileStarting, serve } from '../../e2e/lib/ebbtide.mjs';
import { apply, kMoves, readRefunds, readStatus } from './calls.mjs';
import { Ledger } from './ledger.mjs';
import { Random } from './random.mjs';
import { openShop } from './shop.mjs';
import { NoAnswer, TopClient } from './top_client.mjs';

const kConnections = 24;
const kLoadMs = [50, 250];
const kStartingMs = [0, 15];
const kStartingPercent = 15;
const kKillsADirectory = 25;
const kReplaysOfKnown = 10;
const kProblemsShown = 20;

/**
 * Kills a server under load, again and again, and looks each time at what is left. `round` throws
 * when anything is not as the callers were told, and leaves the data directory where it is.
 */
export class Campaign {
  #figures;
  #seed;
  #random;
  #folder;
  #shop;
  #ledger;
  #server;
  #client;
  #kills = 0; // of this data directory
  #isKilled = false;

  constructor(seed, figures) {
    this.#figures = figures;
    this.#seed = seed;
    this.#random = new Random(seed);
  }

  /** Load, a kill, a start, and the comparison. */
  round() {
    return this.#guard(async () => {
      if (!this.#shop) await this.#openDirectory();
      await this.#loadAndKill();
      if (this.#random.percent(kStartingPercent)) await this.#killWhileStarting();
      await this.#start();
      await this.#compare();
      if (this.#kills >= kKillsADirectory || this.#ledger.isUsedUp) await this.#closeDirectory();
    });
  }

  /** Ends what is still open. */
  close() {
    return this.#guard(async () => {
      if (this.#shop) await this.#closeDirectory();
    });
  }

  /** An error says how it can be looked into; no server stays behind. */
  async #guard(work) {
    try {
      return await work();
    } catch (error) {
      await this.#server?.end('SIGKILL');
      const where = `seed ${this.#seed}, data directory ${this.#shop?.data}, after ${this.#figures}`;
      throw new Error(`${error.message}\n${where}`, { cause: error });
    }
  }

  /** Looks at the whole data directory once more, and removes it. */
  async #closeDirectory() {
    const { all } = this.#ledger;
    await this.#compareRefunds(all);
    await this.#verify(all.length);
    this.#throwProblems();
    this.#client.close();
    const code = await this.#server.end('SIGTERM');
    if (code !== 0) throw new Error(`the server stopped with ${code}`);
    await rm(this.#folder, { recursive: true });
    this.#shop = undefined;
  }

  async #openDirectory() {
    this.#folder = await mkdtemp(join(tmpdir(), 'ebbtide-kill-'));
    this.#shop = await openShop(this.#folder);
    this.#ledger = new Ledger(this.#shop.lines, this.#figures, this.#random);
    this.#kills = 0;
    ++this.#figures.directories;
    await this.#start();
  }

  async #start() {
    this.#server = await serve(this.#shop.data);
    const ready = await fetch(new URL('/readyz', this.#server.url));
    if (ready.status !== 200) throw new Error(`/readyz answers ${ready.status}`);
    await ready.text();
    this.#client = new TopClient(this.#server.url, this.#shop.access, kConnections);
    this.#isKilled = false;
  }

  async #killWhileStarting() {
    await killWhileStarting(this.#shop.data, this.#random.between(...kStartingMs));
    ++this.#figures.killsWhileStarting;
  }

  async #loadAndKill() {
    const callers = Promise.allSettled(
      Array.from({ length: kConnections }, () => this.#callUntilKilled()),
    );
    await setTimeout(this.#random.between(...kLoadMs));
    this.#isKilled = true;
    const end = await this.#server.end('SIGKILL');
    if (end !== 'SIGKILL') throw new Error(`the server had ended before, with ${end}`);
    ++this.#kills;
    ++this.#figures.kills;
    const failed = (await callers).find(({ status }) => status === 'rejected');
    if (failed) throw failed.reason;
    this.#client.close();
  }

  async #callUntilKilled() {
    try {
      while (!this.#isKilled) await this.#callOnce();
    } catch (error) {
      if (!(error instanceof NoAnswer && this.#isKilled)) throw error;
    }
  }

  #callOnce() {
    const move = this.#random.percent(25) && this.#ledger.someMove();
    if (move) return this.#move(move);
    const again = this.#random.percent(25) && this.#ledger.someAsked();
    return this.#apply(again || this.#ledger.newApplication());
  }

  async #apply(application) {
    this.#ledger.tookApplication(application, await apply(this.#client, application));
  }

  async #move(move) {
    const success = await kMoves[move.kind].make(this.#client, move.application);
    this.#ledger.tookMove(move, success);
  }

  async #compare() {
    const ledger = this.#ledger;
    const { asked, askedToMove } = ledger;
    const [refunds, moves] = [ledger.unknownApplications(), ledger.unknownMoves()];
    await Promise.all([this.#verify(), this.#compareRefunds(asked), this.#compareMoved(askedToMove)]);
    this.#countUnknown(refunds, moves);
    this.#throwProblems();

    const known = asked.filter(({ acknowledged }) => acknowledged).slice(0, kReplaysOfKnown);
    await Promise.all([
      ...[...refunds, ...known].map((application) => this.#apply(application)),
      ...moves.map((move) => this.#move(move)),
    ]);
    this.#figures.replayed += refunds.length + known.length + moves.length;
    const moved = new Set(moves.map(({ application }) => application));
    await Promise.all([
      this.#compareRefunds([...refunds, ...known]),
      this.#compareMoved([...moved]),
    ]);
    this.#throwProblems();
    ledger.closeRound();
  }

  #countUnknown(refunds, moves) {
    const figures = this.#figures;
    figures.unknown += refunds.length;
    figures.unknownThere += refunds.filter(({ isThere }) => isThere).length;
    figures.movesUnknown += moves.length;
    const isMade = ({ application, kind }) => application.status === kMoves[kind].leadsTo;
    figures.movesUnknownThere += moves.filter(isMade).length;
  }

  async #compareRefunds(applications) {
    const lines = this.#ledger.linesOf(applications);
    this.#ledger.compare(applications, await readRefunds(this.#client, lines));
  }

  #compareMoved(applications) {
    return Promise.all(
      applications.map(async (application) => {
        const status = await readStatus(this.#client, application.id);
        this.#ledger.compareMoved(application, status);
      }),
    );
  }

  /** `count` is how many refunds there must be, once that is known. */
  async #verify(count) {
    const { code, stdout, stderr } = await ebbtide('verify', '--data', this.#shop.data, '--json');
    if (code !== 0) this.#ledger.problems.push(`verify: exit code ${code} ${stdout} ${stderr}`);
    const { refunds } = JSON.parse(stdout);
    if (count !== undefined && refunds !== count) {
      this.#ledger.problems.push(`${refunds} refunds are there, ${count} were applied for`);
    }
    ++this.#figures.verified;
  }

  #throwProblems() {
    const { problems } = this.#ledger;
    if (problems.length === 0) return;
    const shown = problems.slice(0, kProblemsShown).join('\n');
    throw new Error(`${problems.length} problems:\n${shown}`);
  }
}
