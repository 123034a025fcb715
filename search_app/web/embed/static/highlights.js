// @ts-check
/* Ranges painted by the CSS Custom Highlight API: the page's nodes stay as they are. Every <glossary-terms> of a page
   shares these highlights; their names are public, in the style sheet marks.css. */

import MARK_STYLES from "./marks.css" with { type: "text" };

/** @typedef {"glossary-term" | "glossary-term-active" | "glossary-term-focus"} HighlightName */

/** @type {Map<HighlightName, Highlight>} */
const highlights = new Map();

/** @type {Map<Document | ShadowRoot, number>} how many elements need the styles in each */
const users = new Map();

/** @type {CSSStyleSheet | undefined} */
let sheet;

/**
 * @param {HighlightName} name
 * @param {Range} range
 */
export function paint(name, range) {
  const highlight = highlights.get(name) ?? new Highlight();
  highlights.set(name, highlight.add(range));
  if (CSS.highlights.get(name) !== highlight) CSS.highlights.set(name, highlight); // the page may have cleared them
}

/**
 * @param {HighlightName} name
 * @param {Range} range
 */
export function unpaint(name, range) {
  const highlight = highlights.get(name);
  highlight?.delete(range);
  if (highlight?.size === 0 && CSS.highlights.get(name) === highlight) CSS.highlights.delete(name);
}

/**
 * Style the highlights in `root`, until `releaseStyles` was called as often.
 * @param {Document | ShadowRoot} root
 */
export function adoptStyles(root) {
  users.set(root, (users.get(root) ?? 0) + 1);
  keepStyles(root);
}

/**
 * Adopt the style sheet again if the page has replaced its list.
 * @param {Document | ShadowRoot} root
 */
export function keepStyles(root) {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(MARK_STYLES);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

/** @param {Document | ShadowRoot} root */
export function releaseStyles(root) {
  const left = (users.get(root) ?? 1) - 1;
  users.set(root, left);
  if (left > 0) return;
  users.delete(root);
  root.adoptedStyleSheets = root.adoptedStyleSheets.filter((each) => each !== sheet);
}
