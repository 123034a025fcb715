// @ts-check
/* A marked word: a range of the page's text, which belongs to a term. The page's nodes are never changed. */

import { rangeInRun } from "./text-runs.js";

/** @import { Mention } from "./vocabulary.js" */

const NEVER_MARKED = "a, button, [role=button], [role=link], [data-glossary='off'], glossary-term";

/** One marked word. */
export class Mark {
  /** @type {HTMLLIElement | null} its place in the list of words */
  item = null;

  /**
   * @param {string} slug
   * @param {Range} range
   * @param {Element | null} whole the element whose whole content is marked, if it is one
   */
  constructor(slug, range, whole = null) {
    this.slug = slug;
    this.range = range;
    this.whole = whole;
    this.text = range.toString();
    this.parent = whole ?? range.startContainer.parentNode;
  }

  /** Whether the page still has the word; live ranges shrink when their text is rewritten or removed. */
  get isIntact() {
    return this.range.startContainer.isConnected && this.range.toString() === this.text;
  }

  /**
   * Return whether the word is the same text in the same place.
   * @param {Mark} other
   */
  isAt({ range, text, whole }) {
    const { startContainer, startOffset, endContainer, endOffset } = this.range;
    return (
      this.whole === whole && this.text === text && startContainer === range.startContainer && startOffset === range.startOffset &&
      endContainer === range.endContainer && endOffset === range.endOffset
    );
  }

  /**
   * Return whether an event of the pointer is on the word.
   * @param {PointerEvent} event
   */
  isUnder(event) {
    const path = event.composedPath();
    if (this.whole) return path.includes(this.whole);
    const target = /** @type {Element} */ (path[0]);
    if (!this.parent || (target !== this.parent && !(target.localName === "slot" && path.includes(this.parent)))) return false;
    const isInside = (/** @type {DOMRect} */ { left, right, top, bottom }) =>
      event.clientX >= left && event.clientX <= right && event.clientY >= top && event.clientY <= bottom;
    return [...this.range.getClientRects()].some(isInside);
  }

  /** Scroll to the word if it is not in sight. */
  reveal() {
    const element = this.range.startContainer;
    const parent = element.nodeType === Node.TEXT_NODE ? element.parentElement : /** @type {Element} */ (element);
    if (this.isInSight()) return;
    parent?.scrollIntoView({ block: "nearest" });
    if (this.isInSight()) return;
    scrollBy(0, this.range.getBoundingClientRect().top - innerHeight / 2); // in a paragraph taller than the window
  }

  isInSight() {
    const { top, bottom } = this.range.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  }
}

/**
 * @param {Text[]} run
 * @param {Mention} mention
 */
export function markInRun(run, { start, end, slug }) {
  return new Mark(slug, rangeInRun(run, start, end));
}

/**
 * Return the mark of an element that the page explains itself, such as <span data-glossary-term="deductible">, if it may
 * be one: links and buttons inside or around it keep their clicks.
 * @param {Element} element
 * @param {string} slug
 */
export function markElement(element, slug) {
  if (element.closest(NEVER_MARKED) || element.querySelector(NEVER_MARKED) || !element.hasChildNodes()) return null;
  const range = document.createRange();
  range.selectNodeContents(element);
  return new Mark(slug, range, element);
}
