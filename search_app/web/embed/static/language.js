// @ts-check
/* The rules of each language for plurals and prefixes, from search_app/language. */

import RULES from "./language.json" with { type: "json" };

/**
 * `plurals` are rules about the end of a word: a plural of at least `letters` letters has another ending as a singular.
 * `prefixes`, joined by a hyphen, make another word of the next one.
 * @typedef {{ possessives: string[], plurals: [plural: string, singular: string, letters: number][], prefixes: string[] }} LanguageRules
 */

/**
 * Return the rules of a language by its tag, or those of English for a language without rules.
 * @param {string} code
 * @returns {LanguageRules}
 */
export function rulesOf(code) {
  return RULES[code] ?? RULES.en;
}

/**
 * Return a folded word without possessive and plural ending.
 * @param {string} word
 * @param {LanguageRules} rules
 */
export function singular(word, { possessives, plurals }) {
  const possessive = possessives.find((ending) => word.endsWith(ending)) ?? "";
  const bare = word.slice(0, word.length - possessive.length);
  const rule = plurals.find(([plural, , letters]) => bare.length >= letters && bare.endsWith(plural));
  return rule ? bare.slice(0, -rule[0].length) + rule[1] : bare;
}
