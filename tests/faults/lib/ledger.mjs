import { kMoves, kUnmoved } from './calls.mjs';
import { kFenAPiece } from './shop.mjs';

const kLinesAtATime = 40; // few, so that many callers are at the same line and order
const kPiecesMax = 2;
const kMoveKinds = Object.keys(kMoves);

/**
 * What callers asked of one data directory and what they were told. It knows no server: it says
 * what to ask for next, and compares what was told with what is there. What differs is in
 * `problems`, and counted in the figures.
 */
export class Ledger {
  problems = [];
  #figures;
  #random;
  #lines; // those that have pieces left first
  #byKey = new Map();
  #unmoved = [];
  #moved = [];
  #asked = new Set(); // since the last kill
  #askedToMove = new Set(); // since the last kill

  constructor(lines, figures, random) {
    this.#lines = [...lines];
    this.#figures = figures;
    this.#random = random;
  }

  get size() {
    return this.#byKey.size;
  }

  get isUsedUp() {
    return this.#lines.length < 2 * kLinesAtATime;
  }

  /** Lines that anything was asked of. */
  linesOf(applications) {
    return [...new Set([...applications].map(({ line }) => line))];
  }

  get all() {
    return [...this.#byKey.values()];
  }
  get asked() {
    return [...this.#asked];
  }
  get askedToMove() {
    return [...this.#askedToMove];
  }

  /** An application that nobody has sent before, and that there is enough left for. */
  newApplication() {
    const at = this.#random.between(0, kLinesAtATime - 1);
    const line = this.#lines[at];
    const pieces = Math.min(line.left, this.#random.between(1, kPiecesMax));
    line.left -= pieces;
    if (line.left === 0) this.#lines.splice(at, 1);
    const key = `key-${this.#byKey.size + 1}`;
    const fen = pieces * kFenAPiece;
    const application = { key, line, pieces, fen, acknowledged: false, moves: {} };
    this.#byKey.set(key, application);
    this.#asked.add(application);
    return application;
  }

  /** One that was sent since the last kill, be it answered or not; nothing when there is none. */
  someAsked() {
    return this.#random.pick(this.asked);
  }

  /** A refund, known to be there, and what to do to it; at times one that was moved before. */
  someMove() {
    const again = this.#moved.length > 0 && this.#random.percent(30);
    const application = this.#random.pick(again ? this.#moved : this.#unmoved);
    if (!application) return undefined;
    if (!again) {
      this.#unmoved = this.#unmoved.filter((one) => one !== application);
      this.#moved.push(application);
    }
    const kind = this.#random.pick(kMoveKinds);
    application.moves[kind] ??= { acknowledged: false, refused: false };
    this.#askedToMove.add(application);
    return { application, kind };
  }

  tookApplication(application, success) {
    if (!success) return this.#differs(`${application.key} is refused, but should fit`);
    if (!application.acknowledged) ++this.#figures.acknowledged;
    application.acknowledged = true;
  }

  tookMove({ application, kind }, success) {
    const move = application.moves[kind];
    if (!success) return void (move.refused = true);
    if (!move.acknowledged) ++this.#figures.movesAcknowledged;
    move.acknowledged = true;
  }

  /** What nobody was told the outcome of. */
  unknownApplications() {
    return this.asked.filter(({ acknowledged }) => !acknowledged);
  }
  unknownMoves() {
    return this.askedToMove.flatMap((application) =>
      kMoveKinds
        .filter((kind) => isUnknown(application.moves[kind]))
        .map((kind) => ({ application, kind })),
    );
  }

  /** The refunds that are on the lines of `applications` must be what was told of them. */
  compare(applications, refunds) {
    const found = new Map();
    for (const refund of refunds) {
      const key = refund.out_main_refund_id;
      if (!this.#byKey.has(key)) this.#differs(`${key} is there, but nobody applied for it`);
      found.set(key, [...(found.get(key) ?? []), refund]);
    }
    for (const application of applications) {
      this.#compareOne(application, found.get(application.key) ?? []);
    }
  }

  #compareOne(application, refunds) {
    const { key, acknowledged, line, pieces, fen } = application;
    application.isThere = refunds.length > 0;
    if (refunds.length > 1) {
      ++this.#figures.doubled;
      this.#differs(`${key} is there ${refunds.length} times`);
    }
    if (refunds.length === 0 && acknowledged) {
      ++this.#figures.lost;
      this.#differs(`${key} was acknowledged and is not there`);
    }
    const [refund] = refunds;
    if (!refund) return;
    const same =
      String(refund.origin_order_id) === line.id &&
      refund.refund_quantity === String(pieces) &&
      refund.refund_amount === fen &&
      refund.refund_order_id === (application.id ?? refund.refund_order_id);
    if (!same) this.#differs(`${key} is there as ${JSON.stringify(refund)}`);
    application.id = refund.refund_order_id;
  }

  /** A refund that somebody tried to move must stand where the callers were told. */
  compareMoved(application, status) {
    const { key, moves } = application;
    application.status = status;
    const leading = kMoveKinds.filter((kind) => kMoves[kind].leadsTo === status);
    for (const [kind, { acknowledged, refused }] of Object.entries(moves)) {
      const told = `${key} is ${status}, but ${kind} was`;
      if (acknowledged && !leading.includes(kind)) {
        ++this.#figures.lost;
        this.#differs(`${told} acknowledged`);
      }
      if (refused && (leading.includes(kind) || status === kUnmoved)) {
        this.#differs(`${told} refused`);
      }
    }
    if (status !== kUnmoved && !leading.some((kind) => moves[kind])) {
      this.#differs(`${key} is ${status}, but nobody asked for that`);
    }
  }

  /** All is known now: the next kill comes. */
  closeRound() {
    this.#unmoved.push(...this.#asked);
    this.#asked.clear();
    this.#askedToMove.clear();
  }

  #differs(problem) {
    this.problems.push(problem);
  }
}

const isUnknown = (move) => move !== undefined && !move.acknowledged && !move.refused;
