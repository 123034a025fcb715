// @ts-check
/* The marks that one search of the page finds: the first mentions of each term, and elements that the page explains
   itself. Marks of the search before that are still in place are kept. */

import { markElement, markInRun } from "./mark.js";

/** @import { Mark } from "./mark.js" */
/** @import { Mention } from "./vocabulary.js" */

/** At most `limit` mentions of each term; elements are not limited, and count as mentions. */
export class FoundMarks {
  /** @type {Map<string, Mark>} by slug and number */
  marks = new Map();
  /** @type {Map<string, number>} by slug */
  #counts = new Map();
  #before;
  #limit;
  #hasElements = false;

  /**
   * @param {Map<string, Mark>} before
   * @param {number} limit
   */
  constructor(before, limit) {
    this.#before = before;
    this.#limit = limit;
  }

  /**
   * Add a mention, and return the mark and its key, if it is one of the first.
   * @param {Text[]} run
   * @param {Mention} mention
   */
  add(run, mention) {
    if ((this.#counts.get(mention.slug) ?? 0) >= this.#limit) return null;
    return this.#add(markInRun(run, mention));
  }

  /**
   * @param {Element} marked
   * @param {string} slug
   */
  addElement(marked, slug) {
    const mark = markElement(marked, slug);
    if (!mark) return null;
    this.#hasElements = true;
    return this.#add(mark);
  }

  /**
   * @param {Mark} mark
   * @returns {[key: string, mark: Mark]}
   */
  #add(mark) {
    const count = (this.#counts.get(mark.slug) ?? 0) + 1;
    this.#counts.set(mark.slug, count);
    const key = `${mark.slug} ${count}`;
    const before = this.#before.get(key);
    const kept = before?.isAt(mark) ? before : mark;
    this.marks.set(key, kept);
    return [key, kept];
  }

  /** Return keys and marks in document order. */
  inOrder() {
    const marks = [...this.marks];
    if (!this.#hasElements) return marks;
    return marks.sort(([, one], [, other]) => one.range.compareBoundaryPoints(Range.START_TO_START, other.range));
  }
}
