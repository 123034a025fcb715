/* <glossary-terms for="article">: marks the glossary's words in a part of the page, or in its own content.

   The page's markup is left as it is but for the marks: each first mention of a term is put into a <glossary-term>, and
   when this element is removed, so are they, and the texts they split are whole again. What the page changes later is
   looked through too. The text never leaves the page: the names come to the text, not the text to the glossary. */

const vocabularies = new WeakMap(); // answer -> promise of its vocabulary, which elements with the same names share

const LEFT_ALONE = [
  "a", "button", "input", "select", "textarea", "option", "label", "summary", "code", "pre", "kbd", "samp", "script", "style",
  "h1", "h2", "h3", "h4", "h5", "h6", "hgroup", "svg", "math", "canvas", "iframe", "object", "audio", "video", "noscript",
  "template", "glossary-term", "glossary-search", "[contenteditable]:not([contenteditable='false'])",
  "[data-glossary='off']", "[data-glossary-term]", "[role=button]", "[role=heading]", "[role=link]", "[role=textbox]",
].join();
const NO_PLACE = "a, button, [role=button], [role=link], [data-glossary='off'], glossary-term";

const FIRST_PAUSE = 100; // milliseconds after a change of the page
const LONGEST_PAUSE = 5000; // reached when the page keeps changing: a page that undoes our marks must not be busy with us

class GlossaryTerms extends HTMLElement {
  #vocabulary;
  #slugs = new Set(); // of all terms
  #marks = new Map(); // <glossary-term> -> slug
  #seen = new Set(); // slugs that are marked
  #splits = new Set(); // the text nodes made by splitting the page's own
  #watch = new MutationObserver((changes) => this.#noticed(changes));
  #changed = new Set(); // nodes to look through
  #queue = []; // texts to mark
  #isMarking = false;
  #regions = [];
  #pause = FIRST_PAUSE;
  #timer = 0;

  connectedCallback() {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => this.#begin(), { once: true });
    else this.#begin();
  }

  disconnectedCallback() {
    this.#watch.disconnect();
    clearTimeout(this.#timer);
    this.#undo();
  }

  async #begin() {
    const parameters = new URLSearchParams(categories(this)).toString();
    const answer = await ask(`/api/v1/vocabulary${parameters && `?${parameters}`}`).catch(() => null);
    if (!answer || !this.isConnected) return; // without the names, the page is as it was
    this.#slugs = new Set(answer.terms.map(({ slug }) => slug));
    if (!vocabularies.has(answer)) vocabularies.set(answer, learn(answer.terms));
    this.#vocabulary = await vocabularies.get(answer);
    if (!this.isConnected) return;
    this.#watch.observe(this.getRootNode(), { childList: true, characterData: true, subtree: true });
    this.#look();
  }

  /* What is marked: the element with the id in `for`, those its selector finds, or our own content. */
  #places() {
    const wanted = this.getAttribute("for");
    if (!wanted) return [this];
    const root = this.getRootNode();
    const named = root.getElementById(wanted);
    if (named) return [named];
    try {
      return [...root.querySelectorAll(wanted)].filter((place) => !place.parentElement?.closest(wanted));
    } catch {
      return []; // not a selector, and no such id yet
    }
  }

  /* Looks through what has changed; or through everything, when a mark or the place itself is new or gone. */
  #look() {
    const places = this.#places();
    const moved = places.length !== this.#regions.length || places.some((place, at) => place !== this.#regions[at]);
    const lost = [...this.#marks.keys()].filter((mark) => !mark.isConnected);
    for (const mark of lost) this.#marks.delete(mark);
    const all = moved || lost.length > 0;
    const nodes = all ? places : [...this.#changed].filter((node) => node.isConnected && places.some((place) => place.contains(node)));
    this.#regions = places;
    this.#changed.clear();
    this.#seen = new Set(this.#marks.values());
    for (const node of nodes) {
      if (node.nodeType === Node.ELEMENT_NODE) this.#markExplicit(node);
      for (const text of texts(node)) this.#queue.push(text);
    }
    this.#watch.takeRecords(); // our own changes are no news
    this.#work();
  }

  async #work() {
    if (this.#isMarking) return;
    this.#isMarking = true;
    const slices = new Slices();
    for (let text = this.#queue.shift(); text; text = this.#queue.shift()) {
      if (text.isConnected) this.#markIn(text);
      if (!slices.isOver) continue;
      this.#watch.takeRecords();
      await slices.next();
    }
    this.#watch.takeRecords();
    this.#isMarking = false;
  }

  #markIn(text) {
    let rest = text;
    let passed = 0;
    for (const { start, end, slug } of this.#vocabulary.mentions(text.data)) {
      if (this.#seen.has(slug)) continue;
      const word = this.#split(rest, start - passed);
      rest = this.#split(word, end - start);
      passed = end;
      this.#mark(slug, word);
    }
  }

  /* <span data-glossary-term="deductible">what you pay first</span>; the value is a slug or a name. */
  #markExplicit(node) {
    const found = [...(node.matches("[data-glossary-term]") ? [node] : []), ...node.querySelectorAll("[data-glossary-term]")];
    for (const place of found) {
      const value = place.dataset.glossaryTerm.trim();
      const slug = this.#slugs.has(value) ? value : this.#vocabulary.mentions(value)[0]?.slug;
      if (!slug || place.closest(NO_PLACE) || place.querySelector(NO_PLACE) || !place.hasChildNodes()) continue;
      this.#mark(slug, ...place.childNodes);
    }
  }

  #split(text, at) {
    const rest = text.splitText(at);
    this.#splits.add(rest);
    return rest;
  }

  #mark(slug, ...content) {
    const mark = element("glossary-term", { slug });
    for (const name of ["lang", "target", "theme"]) {
      if (this.hasAttribute(name)) mark.setAttribute(name, this.getAttribute(name));
    }
    this.#marks.set(mark, slug);
    this.#seen.add(slug);
    content[0].before(mark);
    mark.append(...content);
  }

  /* The page changed something. Marks are caught up with after a pause, which grows while changes keep coming. */
  #noticed(changes) {
    for (const { type, target, addedNodes } of changes) {
      if (type === "characterData") this.#rewritten(target);
      for (const node of type === "characterData" ? [target] : addedNodes) this.#changed.add(node);
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
      this.#look();
      this.#timer = setTimeout(() => (this.#pause = FIRST_PAUSE), LONGEST_PAUSE);
    }, this.#pause);
  }

  /* A page that keeps its text nodes (React does) knows the first piece of what we split, and writes the whole new text
     into it: the pieces after it are then old. */
  #rewritten(text) {
    const mark = text.nextSibling;
    if (!this.#marks.has(mark) || !text.data.includes(mark.textContent)) return;
    const isOurs = (node) => this.#marks.has(node) || this.#splits.has(node);
    while (isOurs(text.nextSibling)) text.nextSibling.remove();
  }

  #undo() {
    for (const mark of this.#marks.keys()) mark.replaceWith(...mark.childNodes);
    for (const piece of this.#splits) {
      const before = piece.previousSibling;
      if (before?.nodeType !== Node.TEXT_NODE) continue;
      before.data += piece.data;
      piece.remove();
    }
    this.#marks.clear();
    this.#splits.clear();
    this.#regions = [];
    this.#queue = [];
  }
}

async function learn(terms) {
  const known = new Vocabulary();
  const slices = new Slices();
  for (const term of terms) {
    known.add(term);
    if (slices.isOver) await slices.next();
  }
  return known;
}

/* The texts in `node` that may be marked, as a list: marking changes the tree. */
function texts(node) {
  const outside = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  if (!outside || outside.closest(LEFT_ALONE)) return [];
  const choose = (each) => {
    if (each.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
    return each.matches(LEFT_ALONE) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
  };
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, choose);
  const found = node.nodeType === Node.TEXT_NODE ? [node] : [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}
