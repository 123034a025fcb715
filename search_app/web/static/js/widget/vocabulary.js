/* Finds the glossary's names in a text: whole words, longest first, plurals too, and capitals where a name is all
   capitals (PA, IRA). The same rules as search_app/glossary/rendering/term_linker.py, which a test holds it to.

   The names are a trie of words that grows as texts need it: a glossary has far more names than one text mentions, so
   a name is only filed under its first word, and read on when a text has come that far. */

const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu;
const BETWEEN = /^[\s\-‐‑–()'’/&]{0,3}$/; // what may stand between two words of one name: 401(k), co-pay

class Vocabulary {
  #first = new Map(); // the key of a word -> the names that begin with it
  #begun = new Map(); // a word as it is written -> the same, or null: a text says most of its words many times

  /* terms: [{ slug, names: [text] }] */
  constructor(terms = []) {
    for (const term of terms) this.add(term);
  }

  add({ slug, names }) {
    for (const name of names) {
      const words = name.match(WORD) ?? [];
      if (words.length > 1 || words[0]?.length > 1) file(this.#first, words[0], name, slug); // a letter would light up everywhere
    }
    this.#begun.clear();
  }

  /* Gives [{ start, end, slug }], left to right, without overlaps. */
  mentions(text) {
    const words = text.match(WORD) ?? [];
    const begun = this.#begun;
    const found = [];
    for (let first = 0, place = 0; first < words.length; first += 1) {
      const word = words[first];
      const start = text.indexOf(word, place); // between words stand no letters, so this is the word itself
      place = start + word.length;
      let names = begun.get(word);
      if (names === undefined) begun.set(word, (names = this.#first.get(key(word)) ?? null));
      const longest = names && longestOf(names, text, words, first, start);
      if (!longest) continue;
      found.push({ start, end: longest.end, slug: longest.slug });
      place = longest.end;
      first = longest.last;
    }
    return found;
  }
}

/* The longest name that begins at `start` with the word `first`; `names` are those that begin so. */
function longestOf(names, text, words, first, start) {
  let longest = null;
  let end = start + words[first].length;
  for (let last = first; names; last += 1) {
    read(names, last - first + 1);
    const { slug, capitals, next } = names;
    if (slug && (!capitals || isCapitals(text.slice(start, end).replace(/s+$/, "")))) longest = { last, end, slug };
    const word = words[last + 1];
    if (!next || !word) break;
    const place = text.indexOf(word, end);
    names = BETWEEN.test(text.slice(end, place)) && next.get(key(word));
    end = place + word.length;
  }
  return longest;
}

/* Puts a name, unread, with those that begin with the same words. */
function file(names, word, name, slug) {
  const known = key(word);
  const filed = names.get(known);
  if (filed) filed.unread.push(name, slug);
  else names.set(known, { unread: [name, slug], slug: "", capitals: false, next: null });
}

/* Reads the names that begin with the same words, so many: which ends here, and how the others go on. */
function read(names, depth) {
  const { unread } = names;
  if (!unread.length) return;
  names.unread = [];
  for (let at = 0; at < unread.length; at += 2) {
    const [name, slug] = [unread[at], unread[at + 1]];
    const word = name.match(WORD)[depth];
    if (word) file((names.next ??= new Map()), word, name, slug);
    else if (!names.slug) Object.assign(names, { slug, capitals: isCapitals(name) }); // of two that are the same, the first
  }
}

function isCapitals(text) {
  return text === text.toUpperCase() && text !== text.toLowerCase();
}

/* What the forms of a word share. */
function key(word) {
  return singular(folded(word));
}

/* Without case and accents. */
function folded(word) {
  const small = word.toLowerCase();
  if (/^[a-z\d]*$/.test(small)) return small;
  return word.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replaceAll("ß", "ss");
}

function singular(word) {
  if (!/[s'’]$/.test(word)) return word;
  const bare = word.replace(/['’]s?$/, "");
  if (bare.length > 4 && bare.endsWith("ies")) return `${bare.slice(0, -3)}y`;
  if (bare.length > 4 && /(?:ches|shes|sses|xes|zes)$/.test(bare)) return bare.slice(0, -2);
  return bare.length > 3 && /(?<![sui])s$/.test(bare) ? bare.slice(0, -1) : bare;
}
