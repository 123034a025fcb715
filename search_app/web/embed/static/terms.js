// @ts-check
/* <glossary-terms for="article">: marks the glossary's names in a part of the page, or in its own content.

   Marking wraps the first mention of each term in a <glossary-term> and changes nothing else; removing this element
   removes the marks and joins the texts that they split. Later changes of the page are searched too. The text never
   leaves the page: the names are fetched, and matched here. */

import { categoryParameters, fetchJson } from "./api.js";
import { element } from "./shadow.js";
import { Slices } from "./slices.js";
import { Vocabulary } from "./vocabulary.js";

/** @import { NamedTerm } from "./vocabulary.js" */

/** @type {WeakMap<{ terms: NamedTerm[] }, Promise<Vocabulary>>} by API response; elements with the same names share one */
const vocabularies = new WeakMap();

const NOT_SEARCHED = [
  "a", "button", "input", "select", "textarea", "option", "label", "summary", "code", "pre", "kbd", "samp", "script", "style",
  "h1", "h2", "h3", "h4", "h5", "h6", "hgroup", "svg", "math", "canvas", "iframe", "object", "audio", "video", "noscript",
  "template", "glossary-term", "glossary-search", "[contenteditable]:not([contenteditable='false'])",
  "[data-glossary='off']", "[data-glossary-term]", "[role=button]", "[role=heading]", "[role=link]", "[role=textbox]",
].join();
const NEVER_MARKED = "a, button, [role=button], [role=link], [data-glossary='off'], glossary-term";

const FIRST_PAUSE = 100; // milliseconds after a change of the page
const LONGEST_PAUSE = 5000; // for a page that keeps changing, and may be undoing our marks: it must not keep us busy

export class GlossaryTerms extends HTMLElement {
  #vocabulary = new Vocabulary();
  /** @type {Set<string>} of all terms */
  #slugs = new Set();
  /** @type {Map<Element, string>} <glossary-term> -> slug */
  #marks = new Map();
  /** @type {Set<string>} slugs that are marked */
  #marked = new Set();
  /** @type {Set<Text>} nodes created by splitting the page's own */
  #splits = new Set();
  #observer = new MutationObserver((changes) => this.#changed(changes));
  /** @type {Set<Node>} nodes to search */
  #pending = new Set();
  /** @type {Text[]} texts to mark */
  #queue = [];
  #isMarking = false;
  /** @type {Element[]} places that were searched last */
  #places = [];
  #pause = FIRST_PAUSE;
  #timer = 0;

  connectedCallback() {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => this.#begin(), { once: true });
    else this.#begin();
  }

  disconnectedCallback() {
    this.#observer.disconnect();
    clearTimeout(this.#timer);
    this.#undo();
  }

  async #begin() {
    const parameters = new URLSearchParams(categoryParameters(this)).toString();
    /** @type {{ terms: NamedTerm[] } | null} */
    const response = await fetchJson(`/api/v1/vocabulary${parameters && `?${parameters}`}`).catch(() => null);
    if (!response || !this.isConnected) return; // without the names, the page stays unmarked
    this.#slugs = new Set(response.terms.map(({ slug }) => slug));
    this.#vocabulary = await sharedVocabulary(response);
    if (!this.isConnected) return;
    this.#observer.observe(this.getRootNode(), { childList: true, characterData: true, subtree: true });
    this.#search();
  }

  /** Return the elements to mark in: the one with the id in `for`, those its selector matches, or this element. */
  #findPlaces() {
    const wanted = this.getAttribute("for");
    if (!wanted) return [this];
    const root = /** @type {Document | ShadowRoot} */ (this.getRootNode());
    const named = root.getElementById(wanted);
    if (named) return [named];
    try {
      return [...root.querySelectorAll(wanted)].filter((place) => !place.parentElement?.closest(wanted));
    } catch {
      return []; // not a selector, and no element has this id yet
    }
  }

  /** Search the changed nodes; or everything, if a mark has gone or the places are no longer the same. */
  #search() {
    const places = this.#findPlaces();
    const moved = places.length !== this.#places.length || places.some((place, index) => place !== this.#places[index]);
    const lost = [...this.#marks.keys()].filter((mark) => !mark.isConnected);
    for (const mark of lost) this.#marks.delete(mark);
    const isInPlace = (/** @type {Node} */ node) => node.isConnected && places.some((place) => place.contains(node));
    const nodes = moved || lost.length > 0 ? places : [...this.#pending].filter(isInPlace);
    this.#places = places;
    this.#pending.clear();
    this.#marked = new Set(this.#marks.values());
    for (const node of nodes) {
      if (isElement(node)) this.#markExplicit(node);
      this.#queue.push(...searchedTexts(node));
    }
    this.#observer.takeRecords(); // ignore our own changes
    this.#markQueue();
  }

  async #markQueue() {
    if (this.#isMarking) return;
    this.#isMarking = true;
    const slices = new Slices();
    for (let text = this.#queue.shift(); text; text = this.#queue.shift()) {
      if (text.isConnected) this.#markIn(text);
      if (!slices.isOver) continue;
      this.#observer.takeRecords();
      await slices.next();
    }
    this.#observer.takeRecords();
    this.#isMarking = false;
  }

  /** @param {Text} text */
  #markIn(text) {
    let rest = text;
    let passed = 0;
    for (const { start, end, slug } of this.#vocabulary.mentions(text.data)) {
      if (this.#marked.has(slug)) continue;
      const word = this.#split(rest, start - passed);
      rest = this.#split(word, end - start);
      passed = end;
      this.#mark(slug, word);
    }
  }

  /**
   * Mark <span data-glossary-term="deductible">what you pay first</span>; the value is a slug or a name.
   * @param {Element} node
   */
  #markExplicit(node) {
    const selector = "[data-glossary-term]";
    for (const place of [...(node.matches(selector) ? [node] : []), ...node.querySelectorAll(selector)]) {
      const value = (place.getAttribute("data-glossary-term") ?? "").trim();
      const slug = this.#slugs.has(value) ? value : this.#vocabulary.mentions(value)[0]?.slug;
      if (!slug || place.closest(NEVER_MARKED) || place.querySelector(NEVER_MARKED) || !place.hasChildNodes()) continue;
      this.#mark(slug, .../** @type {NodeListOf<ChildNode>} */ (place.childNodes));
    }
  }

  /**
   * @param {Text} text
   * @param {number} offset
   */
  #split(text, offset) {
    const rest = text.splitText(offset);
    this.#splits.add(rest);
    return rest;
  }

  /**
   * @param {string} slug
   * @param {ChildNode[]} content
   */
  #mark(slug, ...content) {
    const mark = element("glossary-term", { slug });
    for (const name of ["lang", "target", "theme"]) {
      const value = this.getAttribute(name);
      if (value !== null) mark.setAttribute(name, value);
    }
    this.#marks.set(mark, slug);
    this.#marked.add(slug);
    content[0].before(mark);
    mark.append(...content);
  }

  /**
   * Search what the page changed after a pause, which doubles while changes keep coming.
   * @param {MutationRecord[]} changes
   */
  #changed(changes) {
    for (const { type, target, addedNodes } of changes) {
      if (type === "characterData") this.#rewritten(/** @type {Text} */ (target));
      for (const node of type === "characterData" ? [target] : addedNodes) this.#pending.add(node);
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
      this.#search();
      this.#timer = setTimeout(() => (this.#pause = FIRST_PAUSE), LONGEST_PAUSE);
    }, this.#pause);
  }

  /**
   * Remove the outdated pieces after a text that the page has rewritten: a page that keeps its text nodes, as React does,
   * knows only the first piece of a text that we split, and writes the whole new text into it.
   * @param {Text} text
   */
  #rewritten(text) {
    const mark = text.nextSibling;
    if (!this.#isMark(mark) || !text.data.includes(mark?.textContent ?? "")) return;
    for (let next = text.nextSibling; next && this.#isOurs(next); next = text.nextSibling) next.remove();
  }

  /** @param {Node | null} node */
  #isMark(node) {
    return this.#marks.has(/** @type {Element} */ (node));
  }

  /** @param {Node} node */
  #isOurs(node) {
    return this.#isMark(node) || this.#splits.has(/** @type {Text} */ (node));
  }

  #undo() {
    for (const mark of this.#marks.keys()) mark.replaceWith(...mark.childNodes);
    for (const piece of this.#splits) {
      const before = piece.previousSibling;
      if (!before || !isText(before)) continue;
      before.data += piece.data;
      piece.remove();
    }
    this.#marks.clear();
    this.#splits.clear();
    this.#places = [];
    this.#queue = [];
  }
}

/**
 * Return the vocabulary of an API response, built once.
 * @param {{ terms: NamedTerm[] }} response
 */
function sharedVocabulary(response) {
  const known = vocabularies.get(response);
  if (known) return known;
  const vocabulary = buildVocabulary(response.terms);
  vocabularies.set(response, vocabulary);
  return vocabulary;
}

/** @param {NamedTerm[]} terms */
async function buildVocabulary(terms) {
  const vocabulary = new Vocabulary();
  const slices = new Slices();
  for (const term of terms) {
    vocabulary.add(term);
    if (slices.isOver) await slices.next();
  }
  return vocabulary;
}

/**
 * Return the texts in `node` that may be marked, as a list, because marking changes the tree.
 * @param {Node} node
 */
function searchedTexts(node) {
  const outer = isElement(node) ? node : node.parentElement;
  if (!outer || outer.closest(NOT_SEARCHED)) return [];
  const choose = (/** @type {Node} */ each) => {
    if (!isElement(each)) return NodeFilter.FILTER_ACCEPT;
    return each.matches(NOT_SEARCHED) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
  };
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, choose);
  const found = isText(node) ? [node] : [];
  while (walker.nextNode()) found.push(/** @type {Text} */ (walker.currentNode));
  return found;
}

// Not `instanceof`: a node that the page took from a frame has the classes of that frame's window.

/**
 * @param {Node} node
 * @returns {node is Element}
 */
function isElement(node) {
  return node.nodeType === Node.ELEMENT_NODE;
}

/**
 * @param {Node} node
 * @returns {node is Text}
 */
function isText(node) {
  return node.nodeType === Node.TEXT_NODE;
}
