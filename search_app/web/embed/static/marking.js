// @ts-check
/* The marking of one <glossary-terms>, the part of the script that is loaded when a page has such an element.

   The first mention of each term is a range that the browser highlights: no node of the page is split, moved or added, so
   a page or framework that holds its nodes can change them at any time. Changes of the page are searched again. The text
   never leaves the page: the names are fetched, and matched here. */

import { categoryParameters, fetchJson } from "./api.js";
import { Explanation } from "./explanation.js";
import { FoundMarks } from "./found-marks.js";
import { adoptStyles, keepStyles, paint, releaseStyles, unpaint } from "./highlights.js";
import { Pointing } from "./pointing.js";
import { attachStyledShadow, element } from "./shadow.js";
import { Slices } from "./slices.js";
import { textRuns } from "./text-runs.js";
import { GlossaryTerm } from "./term.js";
import { TEXTS, askedLanguage, language } from "./texts.js";
import { Vocabulary } from "./vocabulary.js";
import { WordList } from "./word-list.js";

/** @import { Mark } from "./mark.js" */
/** @import { Mention, NamedTerm } from "./vocabulary.js" */

/** @type {WeakMap<object, Promise<Vocabulary>>} by API response; elements with the same names share one */
const vocabularies = new WeakMap();

const EXPLICIT = "data-glossary-term";
const OBSERVED = { childList: true, characterData: true, subtree: true, attributeFilter: ["data-glossary", EXPLICIT] };
const SHARE = 10; // after a search, searching rests so many times as long as it took: a page in motion is not held up
const LONGEST_REST = 2000; // milliseconds
const LATE = 2000; // milliseconds after loading, when the page should have what `for` names

if (!customElements.get("glossary-term")) customElements.define("glossary-term", GlossaryTerm);

/** Marks the words of one place, until it ends. */
export class Marking {
  #host;
  #root;
  #vocabulary = new Vocabulary([], "");
  /** @type {Set<string>} of all terms */
  #slugs = new Set();
  /** @type {Map<string, Mark>} by slug and number */
  #marks = new Map();
  /** @type {WeakMap<Text, { text: string, mentions: Mention[] }>} of runs, by their first node */
  #mentions = new WeakMap();
  #explanation;
  #list = new WordList({ press: (mark) => this.#explanation.toggle(mark), focus: (mark) => this.#focused(mark) });
  #pointing = new Pointing({
    find: (event) => this.#find(event),
    hover: (mark, event) => this.#explanation.hover(mark, event),
    down: () => this.#explanation.cancelOpening(),
    press: (mark, event) => this.#explanation.press(mark, event),
  });
  #observer = new MutationObserver((changes) => this.#changed(changes));
  /** @type {Mark | null} whose button has the focus */
  #focusedMark = null;
  #ended = new AbortController();
  #isSearching = false;
  #isStale = false;
  #restUntil = 0;
  #timer = 0;

  /** @param {HTMLElement} host a connected <glossary-terms> */
  constructor(host) {
    this.#host = host;
    this.#root = /** @type {Document | ShadowRoot} */ (host.getRootNode());
    this.#explanation = new Explanation(host);
    this.#begin(this.#ended.signal);
  }

  /** @param {AbortSignal} signal */
  async #begin(signal) {
    const [parameters, lang] = [categoryParameters(this.#host), askedLanguage(this.#host)];
    /** @type {{ terms: NamedTerm[], lang: string } | null} */
    const response = await fetchJson("/api/v1/vocabulary", parameters, lang).catch(() => null);
    if (!response || signal.aborted) return; // without the names, the page stays unmarked
    this.#slugs = new Set(response.terms.map(({ slug }) => slug));
    this.#vocabulary = await sharedVocabulary(response);
    if (signal.aborted) return;
    this.#list.addTo(this.#host.shadowRoot ?? this.#attachShadow());
    adoptStyles(this.#root);
    this.#pointing.listen(this.#root, signal);
    this.#observer.observe(this.#root, OBSERVED);
    this.#warnLater(signal);
    this.#search();
  }

  #attachShadow() {
    const root = attachStyledShadow(this.#host);
    root.append(element("slot"));
    return root;
  }

  /** Leave the page as it was. */
  end() {
    if (this.#list.element.isConnected || this.#list.element.parentNode) releaseStyles(this.#root);
    this.#observer.disconnect();
    clearTimeout(this.#timer);
    this.#explanation.close();
    for (const [key, mark] of this.#marks) this.#drop(key, mark);
    this.#list.element.remove();
    this.#ended.abort();
  }

  /** Return the elements to mark in: the one with the id in `for`, those its selector matches, or this element. */
  #findPlaces() {
    const wanted = this.#host.getAttribute("for");
    if (!wanted) return [this.#host];
    const named = this.#root.getElementById(wanted);
    if (named) return [named];
    try {
      return [...this.#root.querySelectorAll(wanted)].filter((place) => !place.parentElement?.closest(wanted));
    } catch {
      return []; // not a selector, and no element has this id yet
    }
  }

  /** @param {AbortSignal} signal */
  #warnLater(signal) {
    const warn = () =>
      setTimeout(() => {
        if (signal.aborted || this.#findPlaces().length) return;
        console.warn(`<glossary-terms for="${this.#host.getAttribute("for")}">: no element of this page has this id or matches this selector.`);
      }, LATE);
    if (document.readyState === "complete") warn();
    else addEventListener("load", warn, { once: true, signal });
  }

  /**
   * Drop the marks whose words are gone before the browser paints, and search again: at once, or after a rest.
   * @param {MutationRecord[]} changes
   */
  #changed(changes) {
    if (changes.every(({ target }) => target === this.#host && this.#host.hasAttribute("for"))) return; // our own card
    for (const [key, mark] of this.#marks) if (!mark.isIntact) this.#drop(key, mark);
    this.#isStale = true;
    this.#searchSoon();
  }

  #searchSoon() {
    if (this.#isSearching || this.#timer) return;
    const rest = this.#restUntil - performance.now();
    if (rest <= 0) this.#search();
    else this.#timer = setTimeout(() => ((this.#timer = 0), this.#search()), rest);
  }

  async #search() {
    this.#isSearching = true;
    this.#isStale = false;
    const slices = new Slices();
    await this.#markAll(slices);
    this.#isSearching = false;
    if (this.#ended.signal.aborted) return;
    this.#restUntil = performance.now() + Math.min(slices.spent * SHARE, LONGEST_REST);
    if (this.#isStale) this.#searchSoon();
  }

  /**
   * Mark the first mentions in document order, and drop the marks that are no longer among them.
   * @param {Slices} slices
   */
  async #markAll(slices) {
    const places = this.#findPlaces();
    const found = new FoundMarks(this.#marks, this.#limit);
    for (const place of places) this.#markExplicit(place, found);
    for (const place of places) {
      for (const run of textRuns(place)) {
        if (!place.isConnected || !place.contains(run[0])) return; // the page removed it in a pause, which starts a search
        for (const mention of this.#mentionsIn(run)) this.#keep(found.add(run, mention));
        if (!slices.isOver) continue;
        await slices.next();
        if (this.#ended.signal.aborted) return;
      }
    }
    for (const [key, mark] of this.#marks) if (found.marks.get(key) !== mark) this.#drop(key, mark);
    const kept = found.inOrder().filter(([key, mark]) => this.#marks.get(key) === mark);
    this.#list.show(kept.map(([, mark]) => mark), TEXTS[language(this.#host)]);
    keepStyles(this.#root);
  }

  /** The number of mentions of a term that are marked. */
  get #limit() {
    return Math.max(1, Number.parseInt(this.#host.getAttribute("marks") ?? "", 10) || 1);
  }

  /** @param {Text[]} run */
  #mentionsIn(run) {
    const text = run.length === 1 ? run[0].data : run.map(({ data }) => data).join("");
    const known = this.#mentions.get(run[0]);
    if (known?.text === text) return known.mentions;
    const mentions = this.#vocabulary.mentions(text);
    this.#mentions.set(run[0], { text, mentions });
    return mentions;
  }

  /**
   * Mark <span data-glossary-term="deductible">what you pay first</span>; the value is a slug or a name.
   * @param {Element} place
   * @param {FoundMarks} found
   */
  #markExplicit(place, found) {
    const selector = `[${EXPLICIT}]`;
    for (const marked of [...(place.matches(selector) ? [place] : []), ...place.querySelectorAll(selector)]) {
      const value = (marked.getAttribute(EXPLICIT) ?? "").trim();
      const slug = this.#slugs.has(value) ? value : this.#vocabulary.mentions(value)[0]?.slug;
      if (slug) this.#keep(found.addElement(marked, slug));
    }
  }

  /** @param {[key: string, mark: Mark] | null} found */
  #keep(found) {
    if (!found) return;
    const [key, mark] = found;
    const before = this.#marks.get(key);
    if (before === mark) return;
    if (before) this.#drop(key, before);
    this.#marks.set(key, mark);
    paint("glossary-term", mark.range);
  }

  /**
   * @param {string} key
   * @param {Mark} mark
   */
  #drop(key, mark) {
    this.#marks.delete(key);
    this.#explanation.forget(mark);
    if (mark === this.#focusedMark) this.#focused(null);
    unpaint("glossary-term", mark.range);
  }

  /** @param {PointerEvent} event */
  #find(event) {
    for (const mark of this.#marks.values()) if (mark.isUnder(event)) return mark;
    return null;
  }

  /** @param {Mark | null} mark whose button in the list has the focus */
  #focused(mark) {
    if (this.#focusedMark) unpaint("glossary-term-focus", this.#focusedMark.range);
    this.#focusedMark = mark;
    if (!mark) return;
    paint("glossary-term-focus", mark.range);
    mark.reveal();
  }
}

/**
 * Return the vocabulary of an API response, built once.
 * @param {{ terms: NamedTerm[], lang: string }} response
 */
function sharedVocabulary(response) {
  const known = vocabularies.get(response);
  if (known) return known;
  const vocabulary = buildVocabulary(response);
  vocabularies.set(response, vocabulary);
  return vocabulary;
}

/** @param {{ terms: NamedTerm[], lang: string }} response */
async function buildVocabulary({ terms, lang }) {
  const vocabulary = new Vocabulary([], lang);
  const slices = new Slices();
  for (const term of terms) {
    vocabulary.add(term);
    if (slices.isOver) await slices.next();
  }
  return vocabulary;
}
