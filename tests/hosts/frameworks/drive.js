/* Runs sequences of states in two copies of a page, of which one is marked, and compares them after each step. */

import { WORDS, statesOf } from "./pages.js";

const REPORTED = 5; // failures

/** Let `run(first, last)` be called by the test; `mount` and `hydrate` return { set(state), unmount() }. */
export function drive({ mount, hydrate, toHtml }) {
  const failures = [];
  const fail = (...what) => failures.length < REPORTED && failures.push(what.join(" "));
  for (const kind of ["error", "warn"]) {
    console[kind] = (...said) => fail(kind, ...said.map(String));
  }
  window.run = async (first, last) => {
    let steps = 0;
    let marks = 0;
    let settledPages = 0;
    for (let seed = first; seed < last; seed += 1) {
      const states = statesOf(seed);
      const isHydrated = seed % 10 === 0;
      const pages = await Promise.all(["marked", "plain"].map((id) => start(id, states[0], isHydrated, fail)));
      for (const [number, state] of states.entries()) {
        await Promise.all(pages.map((page) => page.set(state)));
        steps += 1;
        compare(`${seed}.${number}`, fail);
        await null; // what the page's change leaves to be done before the browser paints
        marks += checkMarks(`${seed}.${number}`, fail);
      }
      if (seed % 10 < 2) settledPages += await checkSettled(seed, fail);
      for (const page of pages) page.unmount();
    }
    return { failures, steps, marks, settledPages };
  };

  async function start(id, state, isHydrated) {
    const container = document.getElementById(id);
    if (!isHydrated) return mount(container, state);
    container.innerHTML = await toHtml(state);
    if (id === "marked") await settled(() => ranges().length > 0); // the widget is there before the framework
    const kept = container.querySelector("p").firstChild;
    const page = await hydrate(container, state, (error) => fail("hydration", error));
    if (container.querySelector("p").firstChild !== kept) fail(id, "was rendered again instead of hydrated");
    return page;
  }
}

function compare(step, fail) {
  const [marked, plain] = ["marked", "plain"].map((id) => document.getElementById(id));
  if (marked.textContent !== plain.textContent) fail(step, "text:", marked.textContent, "instead of", plain.textContent);
  if (marked.innerHTML !== plain.innerHTML) fail(step, "markup:", marked.innerHTML, "instead of", plain.innerHTML);
}

function ranges() {
  return [...(CSS.highlights.get("glossary-term") ?? [])];
}

/** Every painted word is a name, inside of the region. */
function checkMarks(step, fail) {
  const region = document.getElementById("marked");
  const painted = ranges();
  for (const range of painted) {
    const word = range.toString().toLowerCase().replace(/s$/, "");
    if (!WORDS.some((each) => each.toLowerCase() === word)) fail(step, "marked:", range.toString());
    if (!region.contains(range.startContainer)) fail(step, "marked elsewhere");
  }
  return painted.length;
}

/** After the page has come to rest, exactly the first mentions are marked. */
async function checkSettled(seed, fail) {
  const expected = () => firstMentions().join(); // effects of a framework may still change the page
  const found = () => ranges().map(place).sort().join();
  await settled(() => found() === expected());
  if (found() !== expected()) fail(seed, "settled:", found(), "instead of", expected());
  return 1;
}

/** Return word and place of the first mentions: an offset in the text of the region. */
function firstMentions() {
  const region = document.getElementById("marked");
  const first = new Map();
  const walker = document.createTreeWalker(region, NodeFilter.SHOW_TEXT);
  let offset = 0;
  let run = "";
  let parent = null;
  const finish = () => {
    const isSearched = parent && !parent.closest("a, code, button, h1, pre, summary, [role=tab]");
    for (const match of isSearched ? run.matchAll(/(?<![\w.{-])(deductible|copay|premium|coinsurance|HMO)s?(?![\w}]|\.\w)/gi) : []) {
      const word = match[1].toLowerCase();
      if (!first.has(word)) first.set(word, `${match[0]}@${offset + match.index}`);
    }
    offset += run.length;
    run = "";
  };
  let last = null;
  while (walker.nextNode()) {
    const text = walker.currentNode;
    let before = text.previousSibling;
    while (before?.nodeType === Node.COMMENT_NODE) before = before.previousSibling;
    if (before !== last || text.parentElement !== parent) finish();
    parent = text.parentElement;
    run += text.data;
    last = text;
  }
  finish();
  return [...first.values()].sort();
}

function place(range) {
  const before = document.createRange();
  before.selectNodeContents(document.getElementById("marked"));
  before.setEnd(range.startContainer, range.startOffset);
  return `${range}@${before.toString().length}`;
}

async function settled(isDone) {
  for (let tries = 0; tries < 2000 && !isDone(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 5));
}
