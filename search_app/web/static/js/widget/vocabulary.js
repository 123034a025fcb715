/* Finds the glossary's names in a text: whole words, longest first, plurals too, and capitals where a name is all
   capitals (PA, IRA). The same rules as search_app/glossary/linking.py, which a test holds it to. */

const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu;
const BETWEEN = /^[\s\-‐‑–()'’/&]{0,3}$/; // what may stand between two words of one name: 401(k), co-pay

class Vocabulary {
  #names = { next: new Map() }; // a trie of words; a name ends where a node has a slug

  /* terms: [{ slug, names: [text] }] */
  constructor(terms) {
    for (const { slug, names } of terms) for (const name of names) this.#add(name, slug);
  }

  #add(name, slug) {
    const words = name.match(WORD) ?? [];
    if (!words.length || (words.length === 1 && words[0].length === 1)) return; // a letter would light up everywhere
    let node = this.#names;
    for (const word of words.map(key)) {
      if (!node.next.has(word)) node.next.set(word, { next: new Map() });
      node = node.next.get(word);
    }
    node.slug ??= slug;
    node.capitals ??= isCapitals(name);
  }

  /* Gives [{ start, end, slug }], left to right, without overlaps. */
  mentions(text) {
    const words = Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({ start: index, end: index + word.length, word }));
    const found = [];
    for (let first = 0; first < words.length; first += 1) {
      const longest = this.#longest(text, words, first);
      if (!longest) continue;
      found.push({ start: words[first].start, end: words[longest.last].end, slug: longest.slug });
      first = longest.last;
    }
    return found;
  }

  #longest(text, words, first) {
    let longest = null;
    let node = this.#names;
    for (let last = first; last < words.length; last += 1) {
      if (last > first && !BETWEEN.test(text.slice(words[last - 1].end, words[last].start))) break;
      node = node.next.get(key(words[last].word));
      if (!node) break;
      if (!node.slug) continue;
      const written = text.slice(words[first].start, words[last].end);
      if (!node.capitals || isCapitals(written.replace(/s+$/, ""))) longest = { last, slug: node.slug };
    }
    return longest;
  }
}

function isCapitals(text) {
  return text === text.toUpperCase() && text !== text.toLowerCase();
}

const keys = new Map(); // word -> key: a text says most of its words many times

function key(word) {
  if (!keys.has(word)) keys.set(word, singular(folded(word)));
  return keys.get(word);
}

/* Without case and accents. */
function folded(word) {
  return word.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replaceAll("ß", "ss");
}

function singular(word) {
  const bare = word.replace(/['’]s?$/, "");
  if (bare.length > 4 && bare.endsWith("ies")) return `${bare.slice(0, -3)}y`;
  if (bare.length > 4 && /(?:ches|shes|sses|xes|zes)$/.test(bare)) return bare.slice(0, -2);
  return bare.length > 3 && /(?<![sui])s$/.test(bare) ? bare.slice(0, -1) : bare;
}
