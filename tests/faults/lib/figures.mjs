/** What a campaign counts. */
export class Figures {
  kills = 0;
  killsWhileStarting = 0;
  directories = 0;
  acknowledged = 0;
  unknown = 0;
  unknownThere = 0;
  movesAcknowledged = 0;
  movesUnknown = 0;
  movesUnknownThere = 0;
  replayed = 0;
  verified = 0;
  lost = 0;
  doubled = 0;
  #began = performance.now();

  get seconds() {
    return (performance.now() - this.#began) / 1000;
  }

  toString() {
    return [
      `${this.kills} kills under load, ${this.killsWhileStarting} more while starting`,
      `refunds: ${this.acknowledged} acknowledged, ${this.unknown} unknown` +
        ` (${this.unknownThere} of them had been made)`,
      `moves: ${this.movesAcknowledged} acknowledged, ${this.movesUnknown} unknown` +
        ` (${this.movesUnknownThere} of them had been made)`,
      `${this.replayed} replayed`,
      `${this.verified} stores verified`,
      `lost ${this.lost}, doubled ${this.doubled}`,
      `${this.directories} data directories, ${this.seconds.toFixed(1)} s`,
    ].join('; ');
  }
}
