/* States of a page that a framework renders, drawn by a seed, and a description of the page in each: a tree of strings and
   [tag, key, ...children], in which children appear, vanish, move and change kind. */

const WORDS = ["deductible", "copay", "premium", "coinsurance", "HMO"];
const OTHERS = ["", "nothing", "non-deductible", "www.premium.com", "copays", "{{copay}}", "the premium"];

/** A generator of numbers below 1 (mulberry32). */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Return the states of sequence number `seed`. */
export function statesOf(seed) {
  const draw = random(seed);
  const below = (limit) => Math.floor(draw() * limit);
  const one = (list) => list[below(list.length)];
  return Array.from({ length: 2 + below(4) }, () => ({
    word: one(WORDS), other: one(OTHERS), amount: below(900), isNote: draw() < 0.5, isLoud: draw() < 0.5, kind: one(["p", "section"]),
    items: WORDS.filter(() => draw() < 0.6).sort(() => draw() - 0.5), depth: below(3), lead: one(["", "Now: ", "A copay. "]),
  }));
}

/** Return the page of a state as a tree. */
export function pageOf({ word, other, amount, isNote, isLoud, kind, items, depth, lead }) {
  let nested = ["em", "inner", "one ", word, " more"];
  for (let level = 0; level < depth; level += 1) nested = ["span", `level ${level}`, nested, " "];
  return [
    "div", "page",
    ["p", "text", lead, "Your ", word, " is ", String(amount), " dollars and ", isLoud ? ["b", "loud", other] : other, " counts."],
    [kind, `kind ${kind}`, isNote && "An HMO note. ", "Always here, ", other, "."],
    isNote ? ["p", "note", "Before the ", nested, "."] : null,
    ["ul", "list", ...items.map((item) => ["li", item, item, " ", String(amount), "."])],
    isLoud ? "A bare text with a premium. " : ["i", "bare", "An element. "],
    ["p", "off", ["a", "link", word], " ", ["code", "code", other], " ", ["button", "button", word]],
  ];
}

export { WORDS };
