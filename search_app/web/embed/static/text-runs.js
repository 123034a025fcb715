// @ts-check
/* The text of a region, as runs: adjacent text nodes of one element, with nothing but comments between them. A framework
   renders `{count} copays` as several text nodes, and a word may lie in two of them. */

const NOT_SEARCHED = [
  "a", "button", "input", "select", "textarea", "option", "label", "summary", "code", "pre", "kbd", "samp", "script", "style",
  "h1", "h2", "h3", "h4", "h5", "h6", "hgroup", "svg", "math", "canvas", "iframe", "object", "audio", "video", "noscript",
  "template", "glossary-term", "glossary-search", "[contenteditable]:not([contenteditable='false'])",
  "[data-glossary='off']", "[data-glossary-term]", "[role=button]", "[role=heading]", "[role=link]", "[role=textbox]",
  "[role=menuitem]", "[role=option]", "[role=tab]",
].join();

/**
 * Yield the runs in `place` that may be marked, in document order.
 * @param {Element} place
 * @returns {Generator<Text[]>}
 */
export function* textRuns(place) {
  if (place.closest(NOT_SEARCHED)) return;
  const choose = (/** @type {Node} */ node) => {
    if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
    return /** @type {Element} */ (node).matches(NOT_SEARCHED) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
  };
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, choose);
  /** @type {Text[]} */
  let run = [];
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    if (run.length && !follows(text, run[run.length - 1])) {
      yield run;
      run = [];
    }
    run.push(/** @type {Text} */ (text));
  }
  if (run.length) yield run;
}

/**
 * Return whether only comments are between two text nodes.
 * @param {Node} text
 * @param {Node} before
 */
function follows(text, before) {
  let node = text.previousSibling;
  while (node?.nodeType === Node.COMMENT_NODE) node = node.previousSibling;
  return node === before;
}

/**
 * Return the range of a run's characters from `start` to `end`.
 * @param {Text[]} run
 * @param {number} start
 * @param {number} end
 */
export function rangeInRun(run, start, end) {
  const range = document.createRange();
  let passed = 0;
  for (const text of run) {
    const { length } = text;
    if (start >= passed && start < passed + length) range.setStart(text, start - passed);
    if (end > passed && end <= passed + length) range.setEnd(text, end - passed);
    passed += length;
  }
  return range;
}
