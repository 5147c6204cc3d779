/** A fixed sequence of numbers (mulberry32): the same seed, the same sequence. */
export class Random {
  #state;

  constructor(seed) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to, but not, 1. */
  #next() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `min` to `max`, both included. */
  between(min, max) {
    return min + Math.floor(this.#next() * (max - min + 1));
  }

  /** True in so many of a hundred cases. */
  percent(share) {
    return this.#next() * 100 < share;
  }

  /** One of the items; nothing where there are none. */
  pick(items) {
    return items[Math.floor(this.#next() * items.length)];
  }
}
