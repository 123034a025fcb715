// @ts-check
/* Opens and closes the card of a word.

   The card opens when the mouse rests on a word, when the word is pressed, and from the list of words. As WCAG 1.4.13
   requires, Escape dismisses it wherever the focus is, the pointer may move onto it, and it stays until the reader leaves
   it. */

import { paint, unpaint } from "./highlights.js";
import { element } from "./shadow.js";

/** @import { GlossaryTerm } from "./term.js" */
/** @import { Mark } from "./mark.js" */

const REST = 350; // milliseconds over a word before its card opens; crossing a word opens none
const GRACE = 300; // milliseconds to get from the word to the card

/** The card of one <glossary-terms>, at most one at a time. */
export class Explanation {
  #host;
  /** @type {Mark | null} */
  #mark = null;
  /** @type {GlossaryTerm | null} */
  #card = null;
  /** @type {AbortController | null} of the listeners that close an open card */
  #open = null;
  #isPinned = false;
  /** @type {Mark | null} under the mouse */
  #hovered = null;
  /** @type {Mark | null} whose card the mouse asks for: it is on the word, or on its open card */
  #wanted = null;
  #timer = 0;
  #slot = element("slot", { name: "card" });

  /** @param {HTMLElement} host */
  constructor(host) {
    this.#host = host;
  }

  /**
   * Follow the mouse: open the card of a word on which it rests, and close a card that it left.
   * @param {Mark | null} mark
   * @param {PointerEvent} event
   */
  hover(mark, event) {
    const wanted = this.#isOnCard(event) ? this.#mark : mark;
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    this.#paintHovered(mark);
    clearTimeout(this.#timer);
    if (this.#hasFocus) return;
    if (wanted && wanted !== this.#mark) this.#timer = setTimeout(() => this.open(wanted), REST);
    else if (!wanted && !this.#isPinned) this.#timer = setTimeout(() => this.close(), GRACE);
  }

  /** Do not open the card of the word on which the mouse rests: a button is down, and may select text. */
  cancelOpening() {
    if (this.#wanted && this.#wanted !== this.#mark) clearTimeout(this.#timer);
  }

  /**
   * Open the pressed word's card, or close it; a press elsewhere closes it too.
   * @param {Mark | null} mark
   * @param {Event} event
   */
  press(mark, event) {
    if (this.#isOnCard(event) || (this.#mark?.item && event.composedPath().includes(this.#mark.item))) return;
    if (mark && !(mark === this.#mark && this.#isPinned)) this.open(mark, true);
    else this.close();
  }

  /** @param {Mark} mark whose button in the list was pressed */
  toggle(mark) {
    if (mark === this.#mark && this.#isPinned) this.close();
    else this.open(mark, true);
  }

  /**
   * @param {Mark} mark
   * @param {boolean} isPinned it stays open when the mouse is elsewhere
   */
  open(mark, isPinned = false) {
    clearTimeout(this.#timer);
    this.#isPinned = isPinned;
    if (mark === this.#mark) return;
    this.close();
    if (!mark.isIntact || !mark.item) return;
    this.#isPinned = isPinned;
    this.#mark = mark;
    this.#card = this.#addCard(mark.slug, mark.item);
    this.#setExpanded(mark, true);
    paint("glossary-term-active", mark.range);
    this.#card.show(mark.range);
    this.#listen(this.#card);
  }

  close() {
    clearTimeout(this.#timer);
    const mark = this.#mark;
    if (!mark || !this.#card) return;
    const hadFocus = Boolean(this.#card.shadowRoot?.activeElement);
    this.#open?.abort();
    this.#card.remove();
    this.#slot.remove();
    this.#card = this.#mark = null;
    this.#setExpanded(mark, false);
    if (mark !== this.#hovered) unpaint("glossary-term-active", mark.range);
    if (hadFocus) mark.item?.querySelector("button")?.focus();
  }

  /**
   * Forget a mark that is no longer on the page.
   * @param {Mark} mark
   */
  forget(mark) {
    if (mark === this.#mark) this.close();
    if (mark === this.#hovered) this.#paintHovered(null);
    if (mark !== this.#wanted) return;
    this.#wanted = null;
    clearTimeout(this.#timer);
  }

  /** @param {Mark | null} mark */
  #paintHovered(mark) {
    const left = this.#hovered;
    this.#hovered = mark;
    if (left && left !== this.#mark && left !== mark) unpaint("glossary-term-active", left.range);
    if (mark) paint("glossary-term-active", mark.range);
  }

  /**
   * Add a card beside the word's button, where Tab finds it. It is an element of the page's own tree, so that the page
   * can style its parts, unless the page's text is in this element: then nothing is added to that.
   * @param {string} slug
   * @param {HTMLElement} item
   */
  #addCard(slug, item) {
    const card = /** @type {GlossaryTerm} */ (element("glossary-term", { slug, exportparts: "card, link" }));
    for (const name of ["lang", "target", "theme"]) {
      const value = this.#host.getAttribute(name);
      if (value !== null) card.setAttribute(name, value);
    }
    if (this.#host.hasAttribute("for")) {
      card.slot = "card";
      item.append(this.#slot);
      this.#host.append(card);
    } else item.append(card);
    return card;
  }

  /** @param {GlossaryTerm} card */
  #listen(card) {
    const { signal } = (this.#open = new AbortController());
    document.addEventListener("keydown", (event) => this.#escape(event), { signal, capture: true });
    const left = (/** @type {FocusEvent} */ { relatedTarget }) => {
      if (relatedTarget) setTimeout(() => signal.aborted || this.#hasFocus || this.close()); // once the focus has moved
    };
    card.addEventListener("focusout", left, { signal });
    this.#mark?.item?.addEventListener("focusout", left, { signal });
  }

  /** @param {KeyboardEvent} event which closes the card only, not a dialog around it */
  #escape(event) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    this.close();
  }

  /**
   * @param {Mark} mark
   * @param {boolean} isExpanded
   */
  #setExpanded(mark, isExpanded) {
    mark.item?.querySelector("button")?.setAttribute("aria-expanded", String(isExpanded));
  }

  /** @param {Event} event */
  #isOnCard(event) {
    return this.#card !== null && event.composedPath().includes(this.#card);
  }

  /** Whether the focus is in the card or on the word's button. */
  get #hasFocus() {
    return Boolean(this.#card?.shadowRoot?.activeElement || this.#mark?.item?.matches(":focus-within"));
  }
}
