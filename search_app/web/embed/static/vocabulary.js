// @ts-check
/* Finds the glossary's names in a text: whole words, longest first, plurals too, and names in capitals (PA, IRA) only
   where the text has capitals. Addresses and the like are no mentions (prose.js). Implements the rules of the term linker in search_app/glossary; a test compares the two.

   The names are a trie over words, built on demand: a glossary has far more names than one text mentions, and a name is
   filed under its first word until a text gets that far. */

import { rulesOf, singular } from "./language.js";
import { isProse } from "./prose.js";

/** @typedef {{ slug: string, names: string[] }} NamedTerm */
/** @typedef {{ start: number, end: number, slug: string }} Mention */

/**
 * A node of the trie: `unread` are names (name, slug, name, slug ...) not yet filed below it, `slug` is the term whose
 * name ends here, `capitals` whether that name is all capitals.
 * @typedef {{ unread: string[], slug: string, capitals: boolean, next: Map<string, TrieNode> | null }} TrieNode
 */

const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu;
const BETWEEN = /^[\s\-‐‑–()'’/&]{0,3}$/; // may separate two words of one name: 401(k), co-pay

/** Letters without a decomposition, as in search_app/language/folding.py. @type {Record<string, string>} */
const PLAIN_LETTERS = {
  æ: "ae", œ: "oe", ø: "o", ł: "l", ƚ: "l", đ: "d", ð: "d", ɖ: "d", ɗ: "d", ħ: "h", þ: "th", ŋ: "n", ŧ: "t", ı: "i",
  ȷ: "j", ĸ: "k", ƙ: "k", ƒ: "f", ƀ: "b", ɓ: "b", ɨ: "i", ʉ: "u", ə: "e", ǝ: "e", ɛ: "e", ɔ: "o", ɣ: "g", ǥ: "g",
  ƴ: "y", ƶ: "z", ß: "ss",
};

/** The names of a glossary in one language. */
export class Vocabulary {
  #rules;
  /** @type {Map<string, TrieNode>} by the key of a first word */
  #roots = new Map();
  /** @type {Map<string, TrieNode | null>} the same by a word as written: a cache, because texts repeat words */
  #rootsOfWords = new Map();

  /**
   * @param {NamedTerm[]} terms
   * @param {string} language
   */
  constructor(terms, language) {
    this.#rules = rulesOf(language);
    for (const term of terms) this.add(term);
  }

  /** @param {NamedTerm} term */
  add({ slug, names }) {
    for (const name of names) {
      const [word = "", ...rest] = name.match(WORD) ?? [];
      if (rest.length || word.length > 1) this.#file(this.#roots, word, name, slug); // a letter would be marked everywhere
    }
    this.#rootsOfWords.clear();
  }

  /**
   * Return the mentions in `text` from left to right, without overlaps.
   * @param {string} text
   */
  mentions(text) {
    const words = text.match(WORD) ?? [];
    /** @type {Mention[]} */
    const found = [];
    for (let first = 0, place = 0; first < words.length; first += 1) {
      const word = words[first];
      const start = text.indexOf(word, place); // no letters stand between words: this is the word itself
      place = start + word.length;
      const root = this.#root(word);
      const longest = root && this.#longestName(root, text, words, first, start);
      if (!longest || !isProse(text, start, longest.end, this.#rules.prefixes)) continue;
      found.push({ start, end: withBracket(text, start, longest.end), slug: longest.slug });
      place = longest.end;
      first = longest.last;
    }
    return found;
  }

  /** @param {string} word */
  #root(word) {
    let root = this.#rootsOfWords.get(word);
    if (root === undefined) this.#rootsOfWords.set(word, (root = this.#roots.get(this.#key(word)) ?? null));
    return root;
  }

  /**
   * Return the longest name in `text` from the word with index `first`, at offset `start`.
   * @param {TrieNode} root of the names that begin with that word
   * @param {string} text
   * @param {string[]} words
   * @param {number} first
   * @param {number} start
   */
  #longestName(root, text, words, first, start) {
    let longest = null;
    let end = start + words[first].length;
    /** @type {TrieNode | false | undefined} */
    let node = root;
    for (let last = first; node; last += 1) {
      this.#fileUnread(node, last - first + 1);
      /** @type {TrieNode} */
      const { slug, capitals, next } = node;
      if (slug && (!capitals || isCapitals(text.slice(start, end).replace(/s+$/, "")))) longest = { last, end, slug };
      const word = words[last + 1];
      if (!next || !word) break;
      const place = text.indexOf(word, end);
      node = BETWEEN.test(text.slice(end, place)) && next.get(this.#key(word));
      end = place + word.length;
    }
    return longest;
  }

  /**
   * File a name under its next word, unread.
   * @param {Map<string, TrieNode>} nodes
   * @param {string} word
   * @param {string} name
   * @param {string} slug
   */
  #file(nodes, word, name, slug) {
    const key = this.#key(word);
    const node = nodes.get(key);
    if (node) node.unread.push(name, slug);
    else nodes.set(key, { unread: [name, slug], slug: "", capitals: false, next: null });
  }

  /**
   * File the unread names of a node at `depth`: each ends here or continues below.
   * @param {TrieNode} node
   * @param {number} depth
   */
  #fileUnread(node, depth) {
    const { unread } = node;
    if (!unread.length) return;
    node.unread = [];
    for (let index = 0; index < unread.length; index += 2) {
      const [name, slug] = [unread[index], unread[index + 1]];
      const word = name.match(WORD)?.[depth];
      if (word) this.#file((node.next ??= new Map()), word, name, slug);
      else if (!node.slug) Object.assign(node, { slug, capitals: isCapitals(name) }); // of equal names, the first
    }
  }

  /**
   * Return the key that all forms of a word share.
   * @param {string} word
   */
  #key(word) {
    return singular(foldWord(word), this.#rules);
  }
}

/**
 * Return `end`, or the end of the bracket that a name opened: "401(k)".
 * @param {string} text
 * @param {number} start
 * @param {number} end
 */
function withBracket(text, start, end) {
  const name = text.slice(start, end);
  return text[end] === ")" && name.lastIndexOf("(") > name.lastIndexOf(")") ? end + 1 : end;
}

/** @param {string} text */
function isCapitals(text) {
  return text === text.toUpperCase() && text !== text.toLowerCase();
}

/**
 * Return a word without case and accents.
 * @param {string} word
 */
function foldWord(word) {
  const small = word.toLowerCase();
  if (/^[a-z\d]*$/.test(small)) return small;
  return word
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z\d]/g, (letter) => PLAIN_LETTERS[letter] ?? letter);
}
