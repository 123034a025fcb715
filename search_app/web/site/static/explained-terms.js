// @ts-check
/* The terms that a text names, with those that matter most in it marked: the rule of search_app/search/explanation.py. */

/** @import { Mention } from "../../embed/static/vocabulary.js" */

/**
 * A term as /explain/terms.json has it; `links` are places of other terms in that list, `address` is the slug in the URL
 * of its page if that is another one.
 * @typedef {{ slug: string, address?: string, name: string, summary: string, links: number[] }} ListedTerm
 */

/** @typedef {{ term: ListedTerm, written: string, mentions: number, isKey: boolean }} FoundTerm */

const KEY_TERMS = 5;
const KEY_WEIGHT = 2;

/**
 * Return the terms in the order of their first mentions.
 * @param {string} text
 * @param {Mention[]} mentions from left to right
 * @param {ListedTerm[]} listed
 * @returns {FoundTerm[]}
 */
export function explainedTerms(text, mentions, listed) {
  const bySlug = new Map(listed.map((term) => [term.slug, term]));
  /** @type {Map<string, FoundTerm>} */
  const found = new Map();
  for (const { start, end, slug } of mentions) {
    const known = found.get(slug);
    const term = bySlug.get(slug);
    if (known) known.mentions += 1;
    else if (term) found.set(slug, { term, written: text.slice(start, end), mentions: 1, isKey: false });
  }
  for (const key of keyTerms(found, listed)) key.isKey = true;
  return [...found.values()];
}

/**
 * @param {Map<string, FoundTerm>} found
 * @param {ListedTerm[]} listed
 */
function keyTerms(found, listed) {
  const weights = new Map(Array.from(found, ([slug, { mentions }]) => [slug, mentions]));
  for (const { term } of found.values()) {
    for (const { slug } of term.links.map((place) => listed[place])) {
      const weight = weights.get(slug);
      if (weight) weights.set(slug, weight + 1);
    }
  }
  const weightOf = (/** @type {FoundTerm} */ { term }) => weights.get(term.slug) ?? 0;
  const heaviest = [...found.values()].sort((one, other) => weightOf(other) - weightOf(one)).slice(0, KEY_TERMS);
  return heaviest.filter((each) => weightOf(each) >= KEY_WEIGHT);
}
