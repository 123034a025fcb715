// @ts-check
/* Long work in time slices, between which the page can scroll and respond to keys, even on a slow phone. */

const SLICE = 24; // milliseconds; with the layout that follows it stays under the 50 of a long task

/** The current time slice, and the time that all of them took. */
export class Slices {
  #start = performance.now();
  #before = 0;

  get isOver() {
    return performance.now() >= this.#start + SLICE;
  }

  /** The time worked so far in milliseconds, without the pauses. */
  get spent() {
    return this.#before + performance.now() - this.#start;
  }

  /** Yield to the page, then start the next slice. */
  async next() {
    this.#before = this.spent;
    await (globalThis.scheduler?.yield ? globalThis.scheduler.yield() : new Promise((resolve) => setTimeout(resolve)));
    this.#start = performance.now();
  }
}
