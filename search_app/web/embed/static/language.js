// @ts-check
/* The language of the glossary's terms. Its tag and its rules for plurals and prefixes come from search_app/language. */

import RULES from "./language.json" with { type: "json" };

/** The language tag (BCP 47) of names and definitions. */
export const TERM_LANGUAGE = RULES.code;

/** Prefixes that, joined by a hyphen, make another word of the next one. */
export const PREFIXES = RULES.prefixes;

/**
 * Return a folded word without possessive and plural ending.
 * @param {string} word
 */
export function singular(word) {
  const possessive = RULES.possessives.find((ending) => word.endsWith(ending)) ?? "";
  const bare = word.slice(0, word.length - possessive.length);
  const rule = RULES.plurals.find(([plural, , letters]) => bare.length >= letters && bare.endsWith(plural));
  return rule ? bare.slice(0, -rule[0].length) + rule[1] : bare;
}
