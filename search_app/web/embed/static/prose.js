// @ts-check
/* What is not prose although words of prose are in it: addresses, file names, paths, placeholders, longer words. The same
   rules as in search_app/language/prose.py, where they are explained; a test compares the two. */

const CONTEXT = 200; // characters on each side that are looked at

const SPACES = /[\t-\r \u0085\u00a0\u2000-\u200a\u2028\u2029\u202f\u3000]/;
const CUT = /[,;!?()<>[\]{}|"“”«»]/;
const URL_START = /:\/\/|(?<![\p{L}\p{N}])www\./iu;
const PREFIX = /(?<![\p{L}\p{N}])([\p{L}\p{N}]+)[-‐‑–]$/u;
const PHONE_NUMBER = /[0-9]{3}[-‐‑–]$/;
const BRACES = [["{", "}"], ["[[", "]]"], ["<%", "%>"]];
const MARKED_BEFORE = /[\\@]|(?<![\p{L}\p{N}])#|\$$|[\p{L}\p{N}]_$/u;
const MARKED_AFTER = /\\|@(?![0-9])[\p{L}\p{N}]|^_[\p{L}\p{N}]/u;
const EXTENSION = /^[A-Za-z0-9_-]*\.(?:[a-z]|[0-9][a-z]|[A-Z]{2,5}(?![\p{L}\p{N}]))/u;
const DOTTED = /(?<![\p{L}\p{N}])([\p{L}\p{N}]+)\.(?:[a-z]{2}|[A-Z]{2,5}(?![\p{L}\p{N}]))/gu;
const ROOTED = /^(?:\.\.?|~)?\//;

/**
 * Return whether the words from `start` to `end` are words of a sentence, and not a part of something else.
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {string[]} prefixes of the language of the text
 */
export function isProse(text, start, end, prefixes) {
  const left = text.slice(Math.max(0, start - CONTEXT), start);
  const right = text.slice(end, end + CONTEXT);
  const chunk = left.split(SPACES).at(-1) ?? "";
  const after = right.split(SPACES, 1)[0];
  if (URL_START.test(chunk) || after.startsWith("://") || isInBraces(left, right)) return false;
  const prefix = chunk.match(PREFIX);
  if ((prefix && prefixes.includes(prefix[1].toLowerCase())) || PHONE_NUMBER.test(chunk)) return false;
  const pieces = chunk.split(CUT);
  const before = pieces.at(-1) ?? "";
  const isFirst = start === before.length || (pieces.length > 1 && ")]".includes(text[start - before.length - 1]));
  return !isAddress(before, text.slice(start, end), after.split(CUT, 1)[0], isFirst);
}

/**
 * @param {string} left
 * @param {string} right
 */
function isInBraces(left, right) {
  return BRACES.some(([opening, closing]) => {
    const opened = left.lastIndexOf(opening);
    const closed = right.indexOf(closing);
    return opened > left.lastIndexOf(closing) && closed >= 0 && !right.slice(0, closed).includes(opening);
  });
}

/**
 * @param {string} before
 * @param {string} words
 * @param {string} after
 * @param {boolean} isFirst
 */
function isAddress(before, words, after, isFirst) {
  if (MARKED_BEFORE.test(before) || MARKED_AFTER.test(after) || EXTENSION.test(after)) return true;
  const whole = before + words + after;
  if ([...whole.matchAll(DOTTED)].some(([, label]) => !/^[0-9]+$/.test(label))) return true;
  const slashes = whole.split("/").length - 1;
  if (ROOTED.test(before) && !(isFirst && before[0] === "/" && slashes === 1)) return true;
  return whole.endsWith("/") && slashes > 1;
}
