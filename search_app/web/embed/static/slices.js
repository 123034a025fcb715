// @ts-check
/* Long work in time slices, between which the page can scroll and respond to keys, even on a slow phone. */

const SLICE = 24; // milliseconds; with the layout that follows it stays under the 50 of a long task

/** The current time slice. */
export class Slices {
  #end = performance.now() + SLICE;

  get isOver() {
    return performance.now() >= this.#end;
  }

  /** Yield to the page, then start the next slice. */
  async next() {
    await (globalThis.scheduler?.yield ? globalThis.scheduler.yield() : new Promise((resolve) => setTimeout(resolve)));
    this.#end = performance.now() + SLICE;
  }
}
