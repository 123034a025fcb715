// @ts-check
/* <glossary-term slug="deductible">: the card that explains a word. <glossary-terms> adds it while it is open.

   Its text is fetched when it opens. */

import { fetchTerm, termUrl } from "./api.js";
import { hideLayer, showLayer } from "./layer.js";
import { attachStyledShadow, element } from "./shadow.js";
import { TEXTS, askedLanguage, language } from "./texts.js";

export class GlossaryTerm extends HTMLElement {
  /** @type {HTMLElement | null} */
  #card = null;

  disconnectedCallback() {
    if (this.#card) hideLayer(this.#card);
  }

  /**
   * Show the card at `anchor`.
   * @param {Range} anchor
   */
  show(anchor) {
    const card = (this.#card ??= this.#build());
    showLayer(card, anchor);
    this.#load(card);
  }

  get #slug() {
    return this.getAttribute("slug") ?? "";
  }

  #build() {
    const target = this.getAttribute("target");
    const link = { href: termUrl(this.#slug, askedLanguage(this)), part: "link", ...(target && { target }) };
    const lang = language(this);
    const card = element(
      "div", { class: "card", id: "card", part: "card", role: "group", popover: "manual", lang },
      element("p", { class: "name" }),
      element("p", { class: "text", role: "status" }),
      element("p", { class: "foot" }, element("a", link, TEXTS[lang].more)),
    );
    attachStyledShadow(this).append(card);
    return card;
  }

  /** @param {HTMLElement} card */
  async #load(card) {
    const [name, text, foot] = /** @type {HTMLCollectionOf<HTMLElement>} */ (card.children);
    const texts = TEXTS[language(this)];
    text.textContent = texts.loading;
    const term = await fetchTerm(this.#slug, askedLanguage(this)).catch(() => null);
    text.textContent = term?.summary ?? texts.failed;
    if (!term) return; // fetched again when the card opens again
    name.textContent = term.name;
    name.lang = text.lang = term.lang;
    /** @type {HTMLAnchorElement} */ (foot.firstElementChild).href = term.url;
    card.setAttribute("aria-label", term.name);
  }
}
