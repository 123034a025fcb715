/* Long work in slices, so that the page can scroll and answer keys in between, on a slow phone too. */

const SLICE = 24; // milliseconds; with the layout that follows it stays under the 50 of a long task

class Slices {
  #end = performance.now() + SLICE;

  get isOver() {
    return performance.now() >= this.#end;
  }

  async next() {
    await (globalThis.scheduler?.yield ? scheduler.yield() : new Promise((go) => setTimeout(go)));
    this.#end = performance.now() + SLICE;
  }
}
