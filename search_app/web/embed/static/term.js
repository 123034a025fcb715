// @ts-check
/* <glossary-term slug="deductible">: a word of the page, and a card that explains it. <glossary-terms> creates these.

   The card opens when the mouse rests on the word, and when the word is pressed (tap, click, Enter or Space). As WCAG
   1.4.13 requires, Escape dismisses it wherever the focus is, the pointer may move onto it, and it stays until the
   reader leaves it. Its text is fetched when the card first opens. */

import { fetchTerm, termUrl } from "./api.js";
import { TERM_LANGUAGE } from "./language.js";
import { hideLayer, showLayer } from "./layer.js";
import { attachStyledShadow, element } from "./shadow.js";
import { TEXTS, language } from "./texts.js";

const REST = 350; // milliseconds over a word before its card opens; crossing a word opens none
const GRACE = 300; // milliseconds to get from the word to the card

const EVENTS = ["click", "keydown", "pointerenter"];
const LATER_EVENTS = ["pointerleave", "focusout"]; // added with the first of EVENTS: most words are never touched
const BUTTON = element(
  "span", { class: "term", part: "term", role: "button", tabindex: "0", "aria-expanded": "false" }, element("slot"),
);

export class GlossaryTerm extends HTMLElement {
  /** @type {HTMLElement} created when the element is connected */
  #word = BUTTON;
  /** @type {HTMLElement | undefined} created when it first opens */
  #card;
  #timer = 0;
  /** @type {AbortController | null} of the listeners that close an open card */
  #open = null;

  connectedCallback() {
    if (this.shadowRoot) return;
    this.#word = /** @type {HTMLElement} */ (BUTTON.cloneNode(true));
    attachStyledShadow(this).append(this.#word);
    for (const name of EVENTS) this.addEventListener(name, this);
  }

  disconnectedCallback() {
    this.#close();
  }

  /**
   * The element itself is the listener of all its events: an article has hundreds of these.
   * @param {PointerEvent & FocusEvent & KeyboardEvent} event the fields of the kind that `event.type` names
   */
  handleEvent(event) {
    for (const name of LATER_EVENTS) this.addEventListener(name, this);
    const focused = /** @type {Node | null} */ (event.relatedTarget);
    if (event.type === "pointerenter" && event.pointerType === "mouse") this.#later(() => this.#show(), REST);
    else if (event.type === "pointerleave" && !this.matches(":focus-within")) this.#later(() => this.#close(), GRACE);
    else if (event.type === "focusout" && focused && !this.contains(focused)) this.#close();
    else if (event.composedPath().includes(this.#word)) this.#press(event);
  }

  /**
   * @param {() => void} action
   * @param {number} pause
   */
  #later(action, pause) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(action, pause);
  }

  /** @param {KeyboardEvent} event or a click */
  #press(event) {
    if (event.type === "keydown") {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
    } else if (event.type !== "click") return;
    if (this.#open) this.#close();
    else this.#show();
  }

  #show() {
    clearTimeout(this.#timer);
    if (this.#open || !this.isConnected) return;
    const card = (this.#card ??= this.#build());
    const { signal } = (this.#open = new AbortController());
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.#close(), { signal, capture: true });
    document.addEventListener("pointerdown", (event) => event.composedPath().includes(this) || this.#close(), { signal });
    card.hidden = false;
    this.#word.setAttribute("aria-expanded", "true");
    showLayer(card, this.#word);
    this.#load(card);
  }

  #close() {
    clearTimeout(this.#timer);
    if (!this.#open || !this.#card) return;
    this.#open.abort();
    this.#open = null;
    hideLayer(this.#card);
    this.#card.hidden = true;
    this.#word.setAttribute("aria-expanded", "false");
  }

  get #slug() {
    return this.getAttribute("slug") ?? "";
  }

  #build() {
    const target = this.getAttribute("target");
    const link = { href: termUrl(this.#slug), part: "link", ...(target && { target }) };
    const lang = language(this);
    const card = element(
      "div", { class: "card", id: "card", part: "card", role: "group", popover: "manual", lang, hidden: "" },
      element("p", { class: "name", lang: TERM_LANGUAGE }),
      element("p", { class: "text", role: "status", lang: TERM_LANGUAGE }),
      element("p", { class: "foot" }, element("a", link, TEXTS[lang].more)),
    );
    this.#word.setAttribute("aria-controls", "card");
    this.shadowRoot?.append(card);
    return card;
  }

  /** @param {HTMLElement} card */
  async #load(card) {
    const [name, text] = card.children;
    const texts = TEXTS[language(this)];
    if (name.textContent) return;
    text.textContent = texts.loading;
    const term = await fetchTerm(this.#slug).catch(() => null);
    text.textContent = term?.summary ?? texts.failed;
    if (!term) return; // fetched again when the card opens again
    name.textContent = term.name;
    card.setAttribute("aria-label", term.name);
  }
}
